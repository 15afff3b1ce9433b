import Library
import SQLiteStore
import Testing

@Suite struct PlaceTests {
    @Test func `an institution is saved, changed, found without marks, and never twice in one unit`() async throws {
        let library = try await Self.library()
        let places = library.store.membership.places
        let (id, _) = try await MembershipSamples.school(in: library)
        var facts = try #require(try await places.institution(id)).institution.facts

        facts.code = "66000101"
        #expect(try await places.save(facts, as: id, act: MembershipSamples.act()) == id)

        #expect(try await places.institution(id)?.institution.facts == facts)
        #expect(try await places.institutions(InstitutionFilter(words: "tan lap")).total == 1)
        #expect(try await places.institutions(InstitutionFilter(words: "%")).total == 1, "no sign is a wildcard")
        await #expect(throws: PlaceRefusal.codeTaken) {
            var other = facts
            other.name = "Trường khác"
            _ = try await places.save(other, as: nil, act: MembershipSamples.act())
        }
        await #expect(throws: PlaceRefusal.nameTaken) {
            var other = facts
            (other.name, other.code) = ("trường tiểu học TÂN LẬP", nil)
            _ = try await places.save(other, as: nil, act: MembershipSamples.act())
        }
    }

    @Test func `a form sent twice makes one institution, and another person's form none`() async throws {
        let library = try await Self.library()
        let places = library.store.membership.places
        let facts = InstitutionFacts(
            name: "Nhà máy gạch", kind: .enterprise, unit: try await MembershipSamples.unit("22100", in: library))

        let first = try await places.save(facts, as: nil, act: MembershipSamples.act("form-1"))
        let again = try await places.save(facts, as: nil, act: MembershipSamples.act("form-1"))

        #expect(first == again)
        #expect(try await places.institutions(InstitutionFilter()).total == 1)
        let other = try await library.store.membership.register.add(
            userName: UserName("khac")!, displayName: "Khác", act: MembershipSamples.act())
        await #expect(throws: ActRefusal.self) {
            _ = try await places.save(facts, as: nil, act: MembershipSamples.act("form-1", by: other))
        }
    }

    @Test func `a point hangs on its institution, its units and the point above it`() async throws {
        let library = try await Self.library()
        let places = library.store.membership.places
        let (school, point) = try await MembershipSamples.school(in: library)
        let corner = try await places.save(
            ServicePointFacts(name: "Góc lớp 4A", kind: .classCorner, parent: point), as: nil, of: school,
            act: MembershipSamples.act())

        let nodes = try #require(try await places.lineage(of: .servicePoint(corner))).nodes

        #expect(nodes.isSuperset(of: [.library, .servicePoint(corner), .servicePoint(point), .institution(school)]))
        #expect(nodes.contains(.unit(try await MembershipSamples.unit("66", in: library))))
        #expect(try await places.lineage(of: .servicePoint(ServicePointID(99))) == nil)
    }

    @Test func `no point hangs on itself, by whatever way round`() async throws {
        let library = try await Self.library()
        let places = library.store.membership.places
        let (school, point) = try await MembershipSamples.school(in: library)
        let corner = try await places.save(
            ServicePointFacts(name: "Góc lớp", kind: .classCorner, parent: point), as: nil, of: school,
            act: MembershipSamples.act())

        for parent in [point, corner] {
            await #expect(throws: PlaceRefusal.parentLoop) {
                _ = try await places.save(
                    ServicePointFacts(name: "Thư viện", kind: .school, parent: parent), as: point, of: school,
                    act: MembershipSamples.act())
            }
        }
    }

    @Test func `lists are cut down to the nodes somebody may see`() async throws {
        let library = try await Self.library()
        let places = library.store.membership.places
        let (school, point) = try await MembershipSamples.school(in: library)
        _ = try await places.save(
            InstitutionFacts(
                name: "Trường xa", kind: .primarySchool, unit: try await MembershipSamples.unit("07900", in: library)),
            as: nil, act: MembershipSamples.act())
        let here = try await MembershipSamples.unit("66", in: library)

        for nodes: Set<TreeNode> in [[.unit(here)], [.institution(school)], [.servicePoint(point)]] {
            let page = try await places.institutions(InstitutionFilter(within: nodes))
            #expect(page.institutions.map(\.institution.id) == [school], "\(nodes)")
        }
        #expect(try await places.institutions(InstitutionFilter(within: [])).total == 0)
        #expect(try await places.institutions(InstitutionFilter(within: [.library])).total == 2)
    }

    @Test func `a long list is paged without a repetition or a gap`() async throws {
        let library = try await Self.library()
        let places = library.store.membership.places
        let unit = try await MembershipSamples.unit("22100", in: library)
        for number in 1...25 {
            _ = try await places.save(
                InstitutionFacts(name: "Thôn \(number)", kind: .villageHouse, unit: unit), as: nil,
                act: MembershipSamples.act())
        }

        var names: [String] = []
        var after: InstitutionID?
        repeat {
            let page = try await places.institutions(InstitutionFilter(after: after, limit: 10))
            names += page.institutions.map(\.institution.facts.name)
            after = page.next
        } while after != nil

        #expect(names == (1...25).map { "Thôn \($0)" })
    }

    @Test func `a province's list is taken in, explained row by row, and taking it again changes nothing`() async throws
    {
        let library = try await Self.library()
        let places = library.store.membership.places
        let list = InstitutionList(
            ([
                ["Tên đơn vị", "Loại", "Xã", "Tỉnh", "Mã", "Thư viện"],
                ["Trường A", "th", "Xã Tân Lập", "tỉnh Đắk Lắk", "A1", "x"], ["Trường B", "th", "22100", "", "B1", ""],
                ["Trường C", "th", "Tân Lập", "", "", ""], ["Trường D", "th", "Xã Không Có", "", "", ""],
                ["Trường A", "th", "Tân Lập", "Đắk Lắk", "A1", ""], ["Trường E", "th", "22100", "", "B1", ""],
            ] as [[String]]).enumerated().map { TableRow(line: $0 + 1, cells: $1) },
            kinds: ["th": .primarySchool], points: ["x": .school])
        let expected: [ListOutcome.Result] = [
            .added, .added, .rejected(.unitAmbiguous), .rejected(.unitUnknown), .rejected(.rowTwice),
            .rejected(.rowTwice),
        ]

        let rehearsal = try await places.importInstitutions(list.lines, isDryRun: true, act: MembershipSamples.act())
        #expect(try await places.institutions(InstitutionFilter()).total == 0)
        let outcomes = try await places.importInstitutions(list.lines, isDryRun: false, act: MembershipSamples.act())
        let again = try await places.importInstitutions(list.lines, isDryRun: false, act: MembershipSamples.act())

        #expect(rehearsal.map(\.result) == expected)
        #expect(outcomes.map(\.result) == expected)
        #expect(again.prefix(2).map(\.result) == [.unchanged, .unchanged])
        let page = try await places.institutions(InstitutionFilter())
        #expect(page.institutions.map(\.points.count) == [1, 0])
    }

    static func library() async throws -> TemporaryLibrary {
        let library = try TemporaryLibrary()
        _ = try await library.store.membership.units.load(MembershipSamples.units)
        return library
    }
}
