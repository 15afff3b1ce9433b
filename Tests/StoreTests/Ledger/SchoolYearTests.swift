import Foundation
import GRDB
import Library
import SQLiteStore
import MadeYear
import Testing

/// A whole school year of a province in the real store.
@Suite struct SchoolYearTests {
    private static let acts = 40_000

    @Test func `a school year through the desks, boxes and papers of the pages ends with its books in balance`()
        async throws
    {
        let library = try TemporaryLibrary()
        let store = library.store
        let places = try await YearPlaces.make(
            in: store.membership, communes: 60, schools: 300, act: Act(account: nil, form: nil, at: .now))
        let records = try await LedgerSamples.records((1...400).map { "Quyển sách số \($0)" }, in: library)
        var year = try await DeskYear(
            places, records: records, size: DeskYear.Size(acts: Self.acts), in: store.circulating,
            store.membership.patrons, seed: 2_027)

        try await year.run()

        #expect(year.acts >= Self.acts)
        #expect(year.leaks == [:])
        #expect(year.unlike == 0, "a form that comes twice shows the first outcome")
        let seen = Set(year.outcomes.keys)
        let wanted: Set<String> = [
            "lent", "returned", "renewed", "lost", "used", "found", "taken-in", "elsewhere", "set-aside", "refused",
            "hold-placed", "hold-cancelled", "withdrawn", "settled", "paper-taken", "paper-exception", "paper-unread",
            "packed", "seal", "send", "receive", "receive-astray", "turn-back", "lose", "find", "counted", "finish",
            "recall", "pack-rest", "detach-rest", "proposals", "asked", "answered",
        ]
        #expect(wanted.subtracting(seen) == [], "\(year.outcomes)")
        #expect(year.refusals.count >= 12, "\(year.refusals)")
        let report = try await store.verify()
        #expect(report.problems.map(\.description) == [], "seals and all")
        try await Self.balance(library, copies: year.size.copies)
    }

    /// Every copy in one place, owners as they were, no loan without its event,
    /// no copy on the way without a box.
    private static func balance(_ library: TemporaryLibrary, copies: Int) async throws {
        let file = try DatabaseQueue(path: library.folder + "/hoclieu.sqlite")
        func count(_ sql: String) async throws -> Int { try await file.read { try Int.fetchOne($0, sql: sql) ?? -1 } }

        let loans = try await count("SELECT count(*) FROM loan")
        #expect(loans > acts / 20)
        #expect(
            try await count("SELECT count(*) FROM ledgerEvent WHERE kind = 'loan-opened' AND conflict IS NULL") == loans
        )
        for side in ["pointId", "ownerId"] {
            #expect(
                try await count("SELECT sum(n) FROM (SELECT count(*) AS n FROM loan GROUP BY \(side))") == loans)
        }
        #expect(try await count("SELECT count(*) FROM loan WHERE closedAt < openedAt") == 0)
        #expect(try await count("SELECT count(*) FROM custody WHERE untilPosition IS NULL") == copies)
        #expect(try await count("SELECT count(*) FROM copyState") == copies)
        #expect(
            try await count(
                """
                SELECT count(*) FROM ledgerEvent e JOIN copyState s ON s.id = e.copyId
                WHERE e.kind = 'copy-registered' AND e.conflict IS NULL AND s.ownerId <> e.pointId
                """) == 0)
        #expect(
            try await count(
                """
                SELECT count(*) FROM copyState s LEFT JOIN box b ON b.id = s.boxId
                WHERE s.status = 'in-transit' AND b.state IS NOT 'in-transit'
                """) == 0)
        #expect(
            try await count(
                "SELECT count(*) FROM loanParty WHERE loanId NOT IN (SELECT loanId FROM ledgerEvent WHERE loanId IS NOT NULL)"
            )
                == 0)
    }

    @Test func `a school year of a province ends with its books in balance`() async throws {
        let library = try TemporaryLibrary()
        let store = library.store
        let places = try await YearPlaces.make(
            in: store.membership, communes: 60, schools: 300, act: Act(account: nil, form: nil, at: .now))
        let records = try await LedgerSamples.records((1...400).map { "Quyển sách số \($0)" }, in: library)
        var year = ProvinceYear(
            places, records: records, contents: library.files, size: ProvinceYear.Size(acts: Self.acts), seed: 2_026)

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
        #expect(report.problems == [])
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
