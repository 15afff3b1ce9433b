import Library
import SQLiteStore
import Testing

/// What the board knows of units that have ended, in a library filled by its own
/// doors: every point stands in a commune of today.
@Suite struct FormerUnitTests {
    private static let act = Act.commandLine(at: Moment(milliseconds: 1_790_000_000_000))
    private static let months = Month(2025, 1)!...Month(2026, 6)!

    private let library: TemporaryLibrary
    private let units: [AdministrativeUnit]
    private let links: [UnitSuccession]
    private let points: [String: ServicePointID]

    /// Hà is made of two communes of the first district, confirmed; Hai of one of
    /// each district; Ba of one of the first, which nobody has confirmed. What the
    /// second district put into Hai has no institution and never had one.
    init() async throws {
        library = try TemporaryLibrary()
        let membership = library.store.membership
        var files = UnitFiles()
        files.addUnits(
            """
            51\tQuảng Ngãi\tprovince\t\t2025-07-01\t
            23500\tHà\tcommune\t51\t2025-07-01\t
            23501\tHai\tcommune\t51\t2025-07-01\t
            23502\tBa\tcommune\t51\t2025-07-01\t
            23509\tTrống\tcommune\t51\t2025-07-01\t
            62\tKon Tum\tprovince\t\t\t2025-06-30
            615\tĐắk Hà\tdistrict\t62\t\t2025-06-30
            616\tĐắk Tô\tdistrict\t62\t\t2025-06-30
            30001\tMột A\tcommune\t615\t\t2025-06-30
            30002\tMột B\tcommune\t615\t\t2025-06-30
            30003\tMột C\tcommune\t615\t\t2025-06-30
            30004\tMột D\tcommune\t615\t\t2025-06-30
            30005\tHai A\tcommune\t616\t\t2025-06-30
            30006\tHai B\tcommune\t616\t\t2025-06-30
            """, file: "units.tsv")
        files.addSuccessions(
            """
            30001\t23500\twhole\tNghị quyết\tSở Nội vụ
            30002\t23500\twhole\tNghị quyết\tSở Nội vụ
            30003\t23501\twhole\tNghị quyết\tSở Nội vụ
            30005\t23501\twhole\tNghị quyết\tSở Nội vụ
            30004\t23502\t\tmã giữ nguyên\t
            30006\t23509\twhole\tNghị quyết\tSở Nội vụ
            """, file: "successions.tsv")
        _ = try await membership.units.load(files)
        var units = try await membership.units.units(UnitFilter(on: Day(2025, 1, 1)!))
        units += try await membership.units.units(UnitFilter(on: Day(2026, 1, 1)!)).filter { unit in
            !units.contains { $0.id == unit.id }
        }
        let one = { (code: String, isFormer: Bool) in
            try #require(units.first { $0.code == code && ($0.validity.last != nil) == isFormer }, "\(code)")
        }
        links = try files.successions.enumerated().map { place, line in
            UnitSuccession(
                id: SuccessionID(Int64(place + 1)), old: try one(line.oldCode, true), new: try one(line.newCode, false),
                extent: line.extent, source: line.source, confirmedBy: line.confirmedBy)
        }
        var points: [String: ServicePointID] = [:]
        for code in ["23500", "23501", "23502"] {
            let commune = try one(code, false)
            let institution = try await membership.places.save(
                InstitutionFacts(name: "Ủy ban \(commune.name)", kind: .commune, unit: commune.id), as: nil,
                act: Self.act)
            points[code] = try await membership.places.save(
                ServicePointFacts(name: "Thư viện \(commune.name)", kind: .commune), as: nil, of: institution,
                act: Self.act)
        }
        (self.units, self.points) = (units, points)
    }

    private func former(_ code: String) throws -> AdministrativeUnit {
        try #require(units.first { $0.code == code && $0.validity.last != nil })
    }

    private func point(_ code: String) throws -> ServicePointID { try #require(points[code]) }

    private func directory() async throws -> PlaceDirectory {
        try await library.store.board.scene([], in: Self.months).directory
    }

    @Test func `a former district adds up the points of what came out of it whole, and tells the rest`() async throws {
        let directory = try await directory()

        let scope = directory.scope(of: .unit(try former("615").id), over: Self.months)

        #expect(scope.points.sorted() == [try point("23500"), try point("23502")].sorted())
        #expect(scope.besides.map(\.place) == [.point(try point("23501"))])
        #expect(scope.unconfirmedLinks == 1)
        #expect(scope.notes.contains { $0.word == .sharedSuccessor && $0.count == 1 })
        #expect(directory.scope(of: .unit(try former("616").id), over: Self.months).points.isEmpty)
    }

    @Test func `what the board holds gives the same sums as the list of all units and links`() async throws {
        let held = try await directory()
        let whole = PlaceDirectory(places: held.places, units: units, successions: links)

        #expect(held.units.count < units.count)
        for unit in units {
            let (one, other) = (
                held.scope(of: .unit(unit.id), over: Self.months), whole.scope(of: .unit(unit.id), over: Self.months)
            )
            #expect(one.points == other.points, "\(unit.name)")
            #expect(one.besides == other.besides, "\(unit.name)")
            #expect(one.unconfirmedLinks == other.unconfirmedLinks || one.points.isEmpty, "\(unit.name)")
        }
        #expect(held.formerUnits.map(\.id) == whole.formerUnits.map(\.id))
    }

    @Test func `former units with points behind them are offered, the larger first`() async throws {
        let names = try await directory().formerUnits.map(\.name)

        #expect(names == ["Kon Tum", "Đắk Hà", "Một D"], "\(names)")
    }

    @Test func `who looks after all of today's communes of a former district looks after it`() async throws {
        let directory = try await directory()
        let province = try #require(units.first { $0.code == "51" })
        let commune = try #require(units.first { $0.code == "23500" && $0.validity.last == nil })

        let lineage = try #require(directory.lineage(of: .unit(try former("615").id)))

        #expect(lineage.nodes.contains(.unit(province.id)))
        #expect(lineage.nodes.contains(.unit(try former("62").id)))
        #expect(!lineage.nodes.contains(.unit(commune.id)), "two other communes hold a piece of it")
        #expect(
            directory.lineage(of: .unit(try former("30004").id))?.nodes.contains(.unit(commune.id)) == false)
    }
}
