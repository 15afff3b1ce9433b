import Foundation
import GRDB
import Library
import SQLiteStore
import MadeYear
import Testing

/// A whole school year of a province in the real store.
@Suite struct SchoolYearTests {
    private static let acts = 40_000

    @Test func `a school year of a province ends with its books in balance`() async throws {
        let library = try TemporaryLibrary()
        let store = library.store
        let places = try await YearPlaces.make(
            in: store.membership, communes: 60, schools: 300, act: Act(account: nil, form: nil, at: .now))
        let records = try await LedgerSamples.records((1...400).map { "Quyển sách số \($0)" }, in: library)
        var year = ProvinceYear(places, records: records, size: ProvinceYear.Size(acts: Self.acts), seed: 2_026)

        var stretches = 0
        while let acts = year.next() {
            let judged = try await store.circulating.ledger.accept(acts.map(\.event))
            #expect(judged.map(\.conflict) == acts.map(\.conflict), "after \(year.told) events")
            stretches += 1
            // A line that broke: the same is told again.
            if stretches % 100 == 0 {
                #expect(try await store.circulating.ledger.accept(acts.map(\.event)) == judged)
            }
        }

        #expect(year.told >= Self.acts)
        #expect(year.conflicts.keys.count >= 8, "\(year.conflicts)")
        let report = try await store.verify()
        // The seals of made-up boxes are of nothing.
        #expect(report.problems.filter { $0.code != .sealWrong } == [])
        #expect(report.events == year.told)
        try await balance(year, library)
    }

    /// Counted in the file itself, by another's eyes.
    private func balance(_ year: ProvinceYear, _ library: TemporaryLibrary) async throws {
        let file = try DatabaseQueue(path: library.folder + "/hoclieu.sqlite")
        func count(_ sql: String) async throws -> Int { try await file.read { try Int.fetchOne($0, sql: sql) ?? -1 } }

        let loans = try await count("SELECT count(*) FROM loan")
        #expect(loans == year.loansOpened)
        #expect(loans > Self.acts / 10)
        for side in ["pointId", "ownerId"] {
            #expect(
                try await count("SELECT sum(n) FROM (SELECT count(*) AS n FROM loan GROUP BY \(side))") == loans)
        }
        #expect(
            try await count("SELECT count(*) FROM ledgerEvent WHERE kind = 'loan-opened' AND conflict IS NULL") == loans
        )
        #expect(try await count("SELECT count(*) FROM custody WHERE untilPosition IS NULL") == year.size.copies)
        #expect(try await count("SELECT count(*) FROM copyState") == year.size.copies)
        // Nobody's copy became another's.
        #expect(
            try await count(
                """
                SELECT count(*) FROM ledgerEvent e JOIN copyState s ON s.id = e.copyId
                WHERE e.kind = 'copy-registered' AND e.conflict IS NULL AND s.ownerId <> e.pointId
                """) == 0)
        // Boxes went out, came short and came home.
        for kind in [
            "box-depart", "box-turn-back", "box-divert", "box-lose", "box-check", "box-recall", "box-bring-home",
        ] {
            #expect(
                try await count("SELECT count(*) FROM ledgerEvent WHERE kind = '\(kind)' AND conflict IS NULL") > 0,
                "\(kind)")
        }
        #expect(try await count("SELECT count(*) FROM boxManifest WHERE outcome = 'missing'") > 0)
        // Days without electricity were told later.
        #expect(
            try await count(
                """
                SELECT count(*) FROM ledgerEvent e JOIN ledgerEvent b ON b.position = e.position - 1
                WHERE e.happenedAt < b.happenedAt - 43200000
                """) > 100)
    }
}
