import Foundation
import Library
import SQLiteStore
import Testing

@Suite struct UnitTests {
    /// The lists the product comes with.
    static let shipped: UnitFiles = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../ingest/admin").path
        var files = UnitFiles()
        for name in ["units.tsv", "units-until-2025-06.tsv"] {
            files.addUnits((try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? "", file: name)
        }
        let links = (try? String(contentsOfFile: "\(folder)/successions.tsv", encoding: .utf8)) ?? ""
        files.addSuccessions(links, file: "successions.tsv")
        return files
    }()

    @Test func `the shipped lists hold the units of both laws, and loading them again changes nothing`() async throws {
        let library = try TemporaryLibrary()
        let units = library.store.membership.units

        let first = try await units.load(Self.shipped)
        let again = try await units.load(Self.shipped)

        #expect(first.faults.isEmpty, "\(first.faults.prefix(3))")
        #expect(first.units == 34 + 3_321 + 63 + 696 + 10_035)
        #expect(first.successions == 34 + 3_315)
        #expect(again.changed == 0)
        for (day, counts) in [(Day(2026, 1, 1), [34, 0, 3_321]), (Day(2025, 6, 30), [63, 696, 10_035])] {
            for (level, count) in zip([UnitKind.Level.province, .district, .commune], counts) {
                let found = try await units.units(UnitFilter(on: day, level: level))
                #expect(found.count == count, "\(day!) \(level)")
            }
        }
    }

    @Test func `links given out and taken in again change nothing, and keep elsewhere what was confirmed`() async throws
    {
        let (library, elsewhere) = (try TemporaryLibrary(), try TemporaryLibrary())
        let (units, others) = (library.store.membership.units, elsewhere.store.membership.units)
        for store in [units, others] { _ = try await store.load(MembershipSamples.units) }
        let open = try await units.successions(SuccessionFilter())
        let link = try #require(open.links.first)
        try await units.confirm(
            link.id, as: .part(percent: 40), by: "Cô\tLan", act: MembershipSamples.act())
        func links(_ store: any UnitStore) async throws -> [UnitSuccession] {
            try await store.successions(SuccessionFilter(isUnconfirmed: false)).links
        }

        let before = try await links(units)
        var file = UnitFiles()
        file.addSuccessions(SuccessionFile.text(of: before), file: SuccessionFile.name)
        let here = try await units.load(file)
        let there = try await others.load(file)

        #expect(file.faults.isEmpty && file.successions.count == before.count)
        #expect(here.changed == 0 && here.faults.isEmpty)
        #expect(try await links(units) == before)
        #expect(there.changed == 1)
        let brought = try await links(others)
        #expect(brought.map(\.extent) == [.part(percent: 40)] && brought.map(\.confirmedBy) == ["Cô Lan"])
        #expect(SuccessionFile.text(of: brought) == SuccessionFile.text(of: before))
        let shipped = UnitTests.shipped
        let all = try await shippedLinks()
        var again = UnitFiles()
        again.addSuccessions(SuccessionFile.text(of: all), file: SuccessionFile.name)
        #expect(Set(again.successions.map(\.oldCode)) == Set(shipped.successions.map(\.oldCode)))
    }

    private func shippedLinks() async throws -> [UnitSuccession] {
        let library = try TemporaryLibrary()
        _ = try await library.store.membership.units.load(Self.shipped)
        return try await library.store.membership.units.successions(
            SuccessionFilter(isUnconfirmed: false, limit: 100_000)
        ).links
    }

    @Test func `no shipped link is taken for settled`() {
        #expect(Self.shipped.faults.isEmpty)
        #expect(Self.shipped.successions.allSatisfy { $0.extent == nil && $0.confirmedBy == nil })
    }

    @Test func `a unit hangs on the one above it at its time`() async throws {
        let library = try TemporaryLibrary()
        let units = library.store.membership.units
        _ = try await units.load(MembershipSamples.units)

        let before = try await units.units(UnitFilter(on: Day(2025, 1, 1), level: .commune))
        let after = try await units.units(UnitFilter(on: Day(2025, 7, 1), level: .commune))

        let old = try #require(before.first { $0.code == "22015" })
        let new = try #require(after.first { $0.code == "22015" })
        #expect(try await units.path(of: old.id)?.map(\.name) == ["Phú Yên", "Tuy Hòa", "Phường 1"])
        #expect(try await units.path(of: new.id)?.map(\.name) == ["Đắk Lắk", "Tuy Hòa"])
    }

    @Test func `a kept code waits for a person, and what a person said outlives the next loading`() async throws {
        let library = try TemporaryLibrary()
        let units = library.store.membership.units
        _ = try await units.load(MembershipSamples.units)
        let link = try #require(try await units.successions(SuccessionFilter()).links.first)
        #expect(link.extent == nil && link.confirmedBy == nil)

        try await units.confirm(link.id, as: .part(percent: 40), by: "An", act: MembershipSamples.act("f1"))
        _ = try await units.load(MembershipSamples.units)

        let kept = try #require(try await units.succession(link.id))
        #expect(kept.extent == .part(percent: 40) && kept.confirmedBy == "An")
        #expect(try await units.successions(SuccessionFilter()).total == 0)
        #expect(try await units.successions(SuccessionFilter(isUnconfirmed: false)).total == 1)
        let audit = try await library.store.membership.audit.entries(before: nil, limit: 9)
        #expect(audit.first?.kind == .successionConfirmed)
    }

    @Test func `links are listed for a province through its communes`() async throws {
        let library = try TemporaryLibrary()
        let units = library.store.membership.units
        _ = try await units.load(MembershipSamples.units)
        let provinces = try await units.units(UnitFilter(on: Day(2026, 1, 1), level: .province))

        let counts = try await provinces.asyncMap { province in
            try await units.successions(SuccessionFilter(into: province.id)).total
        }

        #expect(zip(provinces.map(\.code), counts).map { "\($0) \($1)" }.sorted() == ["25 0", "66 1"])
    }

    @Test func `lines that say nothing sensible are named and left out`() async throws {
        var files = UnitFiles()
        files.addUnits(
            "66\tĐắk Lắk\tprovince\t\t2025-07-01\t\nx\ty\tz\n7\tA\tplanet\t\t\t\n8\t\tcommune\t\t\t\n", file: "u")
        files.addUnits("9\tB\tcommune\t\t1/7/2025\t\r\n10\tC\tcommune\t77\t\t\r\n", file: "w")
        files.addSuccessions("1\t2\tmaybe\ts\t\n1\t2\t\ts\tAn\n3\t4\twhole\ts\tAn\n", file: "s")
        let library = try TemporaryLibrary()

        let load = try await library.store.membership.units.load(files)

        #expect(
            load.faults.map { "\($0.place) \($0.code.rawValue)" } == [
                "u:2 cell-count", "u:3 kind-unknown", "u:4 name-missing", "w:1 day-invalid", "s:1 extent-invalid",
                "s:2 extent-missing", "w:2 parent-unknown", "s:3 link-unknown",
            ])
        #expect(load.units == 1 && load.successions == 0)
    }
}

extension Array {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
