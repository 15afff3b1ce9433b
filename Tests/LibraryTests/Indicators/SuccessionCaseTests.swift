import Foundation
import Library
import Testing

/// The cases of `docs/arithmetic.md` on units that became others.
@Suite struct SuccessionCaseTests {
    let page: ArithmeticDocument

    init() throws { page = try ArithmeticDocument() }

    /// The units that are shipped, with the links as shipped.
    struct Shipped {
        var units: [AdministrativeUnit] = []
        var links: [UnitSuccession] = []

        init() throws {
            let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("../../../ingest/admin")
            var files = UnitFiles()
            for name in ["units.tsv", "units-until-2025-06.tsv"] {
                files.addUnits(try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8), file: name)
            }
            files.addSuccessions(
                try String(contentsOf: folder.appendingPathComponent("successions.tsv"), encoding: .utf8), file: "s")
            var former: [String: UnitID] = [:]
            var present: [String: UnitID] = [:]
            for (place, line) in files.units.enumerated() {
                let id = UnitID(Int64(place + 1))
                if line.validity.last == nil { present[line.code] = id } else { former[line.code] = id }
            }
            for (place, line) in files.units.enumerated() {
                let parents = line.validity.last == nil ? present : former
                units.append(
                    AdministrativeUnit(
                        id: UnitID(Int64(place + 1)), code: line.code, name: line.name, kind: line.kind,
                        parent: line.parentCode.flatMap { parents[$0] }, validity: line.validity))
            }
            for line in files.successions {
                try link(line.oldCode, line.newCode, extent: line.extent, confirmedBy: line.confirmedBy)
            }
        }

        /// Adds a link, or says more of one that is there.
        mutating func link(
            _ old: String, _ new: String, extent: UnitSuccession.Extent?, confirmedBy: String?
        ) throws {
            let (old, new) = (try former(old), try present(new))
            links.removeAll { $0.old.id == old.id && $0.new.id == new.id }
            links.append(
                UnitSuccession(
                    id: SuccessionID(Int64(links.count + 10_000)), old: old, new: new, extent: extent, source: "",
                    confirmedBy: confirmedBy))
        }

        private static func index(_ units: [AdministrativeUnit], _ code: String, isFormer: Bool) -> AdministrativeUnit?
        {
            units.first { $0.code == code && ($0.validity.last != nil) == isFormer }
        }

        func former(_ code: String) throws -> AdministrativeUnit {
            try #require(Self.index(units, code, isFormer: true), "no former \(code)")
        }

        func present(_ code: String) throws -> AdministrativeUnit {
            try #require(Self.index(units, code, isFormer: false), "no present \(code)")
        }

        var map: SuccessionMap { SuccessionMap(units: units, successions: links) }
    }

    /// Six months of each year, the same every month; one point a row.
    private static func visits(_ rows: [(before: Int, now: Int)]) throws -> FigureTable {
        let places = rows.indices.map { MadeFigures.point(Int64($0 + 1)) }
        var table = FigureTable(
            .visit, places: places, months: try MadeFigures.month(2025, 1)...MadeFigures.month(2026, 6))
        for (place, row) in zip(places, rows) {
            for number in 1...6 {
                table[place, try MadeFigures.month(2025, number)] = .init(value: row.before, origins: .tally)
                table[place, try MadeFigures.month(2026, number)] = .init(value: row.now, origins: .tally)
            }
        }
        return table
    }

    private static func study(_ unit: UnitID, _ table: FigureTable, _ seats: [FigureScope.Seat], _ map: SuccessionMap)
        throws -> GrowthStudy
    {
        let half = try MadeFigures.month(2026, 1)...MadeFigures.month(2026, 6)
        let question = try GrowthQuestion(half, over: half.upperBound)
        let scope = FigureScope.resolve(unit, over: question.months, in: map, seats: seats)
        return try GrowthStudy([table], scope: scope, question: question)
    }

    private static func unconfirmed(_ study: GrowthStudy) -> Int {
        study.scope.notes.first { $0.word == .unconfirmedSuccession }?.count ?? 0
    }

    @Test(arguments: [false, true])
    func `the communes of Đắk Hà add up before and after 1 July 2025`(haveMoved: Bool) throws {
        let tables = try page.tables("Đắk Hà before and after 1 July 2025")
        var shipped = try Shipped()
        let district = try shipped.former("615")
        let table = try Self.visits(
            tables[1].map { (try #require(try $0.number("2025")), try #require(try $0.number("2026"))) })
        // The page's units are those of the lists.
        let communes = try tables[1].map { try shipped.former($0.text("under")) }
        for (row, unit) in zip(tables[1], communes) { #expect(unit.name == row["name"]) }
        #expect(communes.count { $0.parent == district.id } == 11)
        #expect(shipped.units.count { $0.parent == district.id } == 11)
        for row in tables[0] {
            let new = try shipped.present(row.text("new"))
            #expect(new.name == row["name"])
            let listed = shipped.links.filter { $0.new.id == new.id }
            #expect(listed.map(\.old.code).joined(separator: " ") == row["link in the list"])
            #expect(listed.allSatisfy { $0.confirmedBy == nil && $0.extent == nil })
        }

        for links in ["shipped", "confirmed"] {
            var newUnit: [UnitID: UnitID] = [:]
            for row in tables[0] {
                let new = try row.text("new")
                for old in try row.text("made of").components(separatedBy: " ") {
                    if links == "confirmed" { try shipped.link(old, new, extent: .whole, confirmedBy: "An") }
                    newUnit[try shipped.former(old).id] = try shipped.present(new).id
                }
            }
            // A point stands under the former commune still, or was moved to the new one.
            guard !haveMoved || links == "confirmed" else { continue }
            let seats = communes.enumerated().map { place, unit in
                FigureScope.Seat(
                    ServicePointID(Int64(place + 1)), in: haveMoved ? newUnit[unit.id] ?? unit.id : unit.id)
            }
            let map = shipped.map
            for row in tables[2] where row["links"] == links {
                let code = try row.text("unit")
                let unit = code == "615" ? district : try shipped.present(code)

                let study = try Self.study(unit.id, table, seats, map)

                #expect(study.total.base == (try row.number("2025")), "\(code) \(links)")
                #expect(study.total.now == (try row.number("2026")), "\(code) \(links)")
                #expect(study.total.panelGrowth.written == row["growth"], "\(code) \(links)")
                #expect(study.total.totalGrowth == study.total.panelGrowth)
                #expect(Self.unconfirmed(study) == (try row.number("unconfirmed links")), "\(code) \(links)")
                let working = try #require(study.successionKey().flatMap { study.working($0) })
                #expect(working.figure == .count(study.total.totalNow))
                #expect(working.isSound(opening: study.working), "\(code) \(links)")
            }
        }
    }

    @Test func `a former district goes on in the communes made of its own alone, though none is confirmed`() throws {
        let shipped = try Shipped()
        let (district, commune) = (try shipped.former("615"), try shipped.present("23504"))
        let table = try Self.visits([(30, 33)])

        let study = try Self.study(
            district.id, table, [FigureScope.Seat(ServicePointID(1), in: commune.id)], shipped.map)

        #expect(study.total.now == 198 && study.total.base == 180)
        #expect(Self.unconfirmed(study) == 5)
        #expect(study.scope.units.first { $0.unit == commune.id }?.standing == .unconfirmed)
    }

    @Test func `Phú Yên went into Đắk Lắk, and counts there once it is confirmed`() throws {
        let tables = try page.tables("Phú Yên went into Đắk Lắk")
        var shipped = try Shipped()
        let units = try tables[0].map { row in
            try row["when"] == "former" ? shipped.former(row.text("under")) : shipped.present(row.text("under"))
        }
        let table = try Self.visits(
            tables[0].map { (try #require(try $0.number("2025")), try #require(try $0.number("2026"))) })
        let seats = units.enumerated().map { FigureScope.Seat(ServicePointID(Int64($0 + 1)), in: $1.id) }

        for links in ["shipped", "confirmed"] {
            if links == "confirmed" {
                for old in ["54", "66"] { try shipped.link(old, "66", extent: .whole, confirmedBy: "An") }
            }
            for row in tables[1] where row["links"] == links {
                let code = try row.text("unit")
                let unit = row["when"] == "former" ? try shipped.former(code) : try shipped.present(code)

                let study = try Self.study(unit.id, table, seats, shipped.map)

                #expect(study.total.base == (try row.number("2025")), "\(code) \(links)")
                #expect(study.total.now == (try row.number("2026")), "\(code) \(links)")
                #expect(study.total.panelGrowth.written == row["growth"], "\(code) \(links)")
            }
        }
        let former = try Self.study(shipped.former("54").id, table, seats, shipped.map)
        #expect(former.scope.notes.contains { $0.word == .sharedSuccessor && $0.count == 1 })
    }

    @Test func `of a commune that was divided the parts are told, estimated where a percent is stated, never added`()
        throws
    {
        let tables = try page.tables("A commune that was divided")
        var shipped = try Shipped()
        let (old, new) = (try shipped.former("23503"), try shipped.present("23504"))
        try shipped.link("23503", "23504", extent: .part(percent: 25), confirmedBy: "An")
        let table = try Self.visits(
            tables[0].map {
                (try #require(try $0.number("a month of 2025")), try #require(try $0.number("a month of 2026")))
            })
        let seats = [FigureScope.Seat(ServicePointID(1), in: new.id), .init(ServicePointID(2), in: old.id)]

        let study = try Self.study(new.id, table, seats, shipped.map)

        let wanted = Dictionary(uniqueKeysWithValues: tables[1].map { ($0["figure"] ?? "", $0["value"] ?? "") })
        let working = try #require(study.successionKey().flatMap { study.working($0) })
        #expect(working.figure.written == wanted["sum of N, six months of 2026"])
        let told = working.rows.filter { $0.role == .told }
        #expect(told.map(\.figure.written) == [wanted["O, told beside"], wanted["O, estimated at 25 %"]])
        #expect(told.map(\.label) == [.unit(old.id), .word(.estimate)])
        #expect(study.total.panelGrowth.written == wanted["growth of N"])
        #expect(working.notes.contains { $0.word == .partSuccession })
        #expect(working.isSound(opening: study.working))
    }

    @Test func `what went whole into one unit went into no other, whatever a kept code says`() throws {
        var shipped = try Shipped()
        try shipped.link("23504", "23512", extent: .whole, confirmedBy: "An")
        let seats = [FigureScope.Seat(ServicePointID(1), in: try shipped.former("23504").id)]
        let table = try Self.visits([(30, 33)])

        let (kept, confirmed) = (try shipped.present("23504").id, try shipped.present("23512").id)

        #expect(try Self.study(kept, table, seats, shipped.map).scope.members.isEmpty)
        #expect(try Self.study(confirmed, table, seats, shipped.map).total.now == 198)
    }

    @Test func `a point counts only in the months in which it was valid, and once though it is listed twice`() throws {
        let shipped = try Shipped()
        let commune = try shipped.present("23500")
        let seat = FigureScope.Seat(
            ServicePointID(1), in: commune.id, validity: Validity(first: nil, last: Day(2026, 3, 15)))
        let table = try Self.visits([(10, 20)])

        let study = try Self.study(commune.id, table, [seat, seat], shipped.map)

        #expect(study.scope.members.count == 1)
        #expect(study.total.now == 60 && study.total.base == 30)
        #expect(study.total.totalGrowth == .none(.notComparable) && study.total.panelGrowth == .rate(1))
    }

    @Test func `points under a unit that has ended are told`() throws {
        let shipped = try Shipped()
        let seats = [FigureScope.Seat(ServicePointID(1), in: try shipped.former("23500").id)]

        let study = try Self.study(try shipped.present("23500").id, Self.visits([(10, 20)]), seats, shipped.map)

        #expect(study.scope.notes.contains(.init(.endedUnit, count: 1)))
    }
}
