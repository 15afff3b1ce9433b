import Library
import SQLiteStore
import Testing

@Suite struct PatronTests {
    @Test func `a class list is taken in, and again changes nothing`() async throws {
        let (library, point) = try await Self.school()
        let patrons = library.store.membership.patrons
        let lines = ["Nguyễn Văn An", "Lê Thị Bình", "Trần Chi"].enumerated().map {
            MembershipSamples.classLine($1, line: $0 + 2)
        }

        let rehearsal = try await patrons.importClassList(
            lines, at: point, isDryRun: true, act: MembershipSamples.act())
        let nobody = try await patrons.patrons(PatronFilter(point: point))
        let first = try await patrons.importClassList(lines, at: point, isDryRun: false, act: MembershipSamples.act())
        let again = try await patrons.importClassList(lines, at: point, isDryRun: false, act: MembershipSamples.act())

        #expect(rehearsal.map(\.result) == [.added, .added, .added])
        #expect(nobody.patrons.isEmpty, "a rehearsal keeps nothing")
        #expect(first.map(\.result) == [.added, .added, .added])
        #expect(again.map(\.result) == [.unchanged, .unchanged, .unchanged])
        let page = try await patrons.patrons(PatronFilter(point: point, className: "4A"))
        // By the given name, as class lists are.
        #expect(page.patrons.map(\.facts.name) == ["Nguyễn Văn An", "Lê Thị Bình", "Trần Chi"])
        #expect(Set(page.patrons.map(\.card)).count == 3)
        #expect(page.classes == [ClassSize(className: "4A", readers: 3)])
    }

    @Test func `two pupils of one name in one class are told apart by their cards`() async throws {
        let (library, point) = try await Self.school()
        let patrons = library.store.membership.patrons
        let twins = [
            MembershipSamples.classLine("Nguyễn Văn An", card: "HS-01"),
            MembershipSamples.classLine("Nguyễn Văn An", card: "HS-02", line: 3),
        ]

        let first = try await patrons.importClassList(twins, at: point, isDryRun: false, act: MembershipSamples.act())
        let again = try await patrons.importClassList(twins, at: point, isDryRun: false, act: MembershipSamples.act())
        let nameless = try await patrons.importClassList(
            [MembershipSamples.classLine("Nguyễn Văn An")], at: point, isDryRun: false, act: MembershipSamples.act())

        #expect(first.map(\.result) == [.added, .added])
        #expect(again.map(\.result) == [.unchanged, .unchanged])
        #expect(nameless.map(\.result) == [.rejected(.personAmbiguous)])
    }

    @Test func `a card of another school is refused and leaves nobody without one`() async throws {
        let (library, point) = try await Self.school()
        let patrons = library.store.membership.patrons
        let (_, other) = try await MembershipSamples.school("Trường Tiểu học Tân An", in: library)
        let line = MembershipSamples.classLine("An", card: "HS-01")

        let here = try await patrons.importClassList([line], at: point, isDryRun: false, act: MembershipSamples.act())
        let there = try await patrons.importClassList([line], at: other, isDryRun: false, act: MembershipSamples.act())

        #expect(here.map(\.result) == [.added])
        #expect(there.map(\.result) == [.rejected(.cardTaken)])
        #expect(try await patrons.patrons(PatronFilter(point: other)).patrons.isEmpty)
    }

    @Test func `the store itself refuses a child's birthday without consent`() async throws {
        let (library, point) = try await Self.school()
        let patrons = library.store.membership.patrons
        var line = MembershipSamples.classLine("An")
        line.facts.birthday = Day(2016, 1, 1)
        line.facts.contact = "0900 000 001"

        _ = try await patrons.importClassList([line], at: point, isDryRun: false, act: MembershipSamples.act())

        let kept = try #require(try await patrons.patrons(PatronFilter(point: point)).patrons.first)
        #expect(kept.facts.birthday == nil && kept.facts.contact == nil)
        #expect(try await library.store.dump().contains("0900 000 001") == false)
    }

    @Test func `a lost card is refused for ever, the new one is a repeated form's too`() async throws {
        let (library, point) = try await Self.school()
        let patrons = library.store.membership.patrons
        let line = MembershipSamples.classLine("An", card: "HS-01")
        _ = try await patrons.importClassList([line], at: point, isDryRun: false, act: MembershipSamples.act())
        let patron = try #require(try await patrons.patrons(PatronFilter(point: point)).patrons.first)

        let card = try await patrons.replaceCard(of: patron.id, act: MembershipSamples.act("lost"))
        let again = try await patrons.replaceCard(of: patron.id, act: MembershipSamples.act("lost"))

        #expect(card == again && card.isPlausible)
        #expect(try await patrons.patron(patron.id)?.card == card)
        let outcome = try await patrons.importClassList(
            [line], at: point, isDryRun: false, act: MembershipSamples.act())
        #expect(outcome.map(\.result) == [.rejected(.cardTaken)])
    }

    @Test func `a school year ends in one step, once`() async throws {
        let (library, point) = try await Self.school()
        let patrons = library.store.membership.patrons
        let lines = [("An", "4A"), ("Bình", "5A"), ("Chi", "5B"), ("Dung", "Chồi")].enumerated().map {
            MembershipSamples.classLine($1.0, $1.1, line: $0 + 2)
        }
        _ = try await patrons.importClassList(lines, at: point, isDryRun: false, act: MembershipSamples.act())

        let report = try await patrons.endSchoolYear(at: point, lastGrade: 5, act: MembershipSamples.act("year"))
        let again = try await patrons.endSchoolYear(at: point, lastGrade: 5, act: MembershipSamples.act("year"))

        #expect(report == SchoolYearReport(promoted: 1, left: 2, stayed: 1))
        #expect(again == report)
        let page = try await patrons.patrons(PatronFilter(point: point))
        #expect(page.classes.map(\.className) == ["5A", "Chồi"])
    }

    @Test func `a pupil moves to another class in one step`() async throws {
        let (library, point) = try await Self.school()
        let patrons = library.store.membership.patrons
        _ = try await patrons.importClassList(
            [MembershipSamples.classLine("An")], at: point, isDryRun: false, act: MembershipSamples.act())
        let patron = try #require(try await patrons.patrons(PatronFilter(point: point)).patrons.first)

        var facts = patron.facts
        facts.className = "4C"
        try await patrons.change(patron.id, to: facts, act: MembershipSamples.act())

        #expect(try await patrons.patron(patron.id)?.facts.className == "4C")
    }

    static func school() async throws -> (TemporaryLibrary, ServicePointID) {
        let library = try await PlaceTests.library()
        return (library, try await MembershipSamples.school(in: library).point)
    }
}
