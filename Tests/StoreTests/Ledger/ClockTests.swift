import GRDB
import Library
import SQLiteStore
import Testing

/// Devices whose clocks are wrong: what counts is the order in which the server
/// hears of things, and the hour each says stays as it was said.
@Suite struct ClockTests {
    private static let day: Duration = .seconds(86_400)

    /// An event of a device whose clock goes wrong by some days.
    private func event(_ fact: LedgerFact, _ sequence: Int64, days: Int) -> LedgerEvent {
        var random = SystemRandomNumberGenerator()
        let moment = LedgerSamples.now.adding(Self.day * days)
        return LedgerEvent(
            id: .mint(at: moment, using: &random), device: DeviceID(3), deviceSequence: sequence, happenedAt: moment,
            fact: fact)
    }

    private func opening(_ copy: CopyID, at place: LedgerSamples.Place) -> LoanOpening {
        LoanOpening(
            copy: copy, point: place.point, dueOn: Day(2026, 10, 5)!, policy: "1",
            borrower: BorrowerTraits(category: .pupil, grade: 4, unit: place.unit))
    }

    @Test(arguments: [-1, 0, 1])
    func `a desk whose clock is a day off lends and takes back, and the books balance`(days: Int) async throws {
        let samples = try await LedgerSamples()
        let store = samples.library.store.circulating
        let copy = try await samples.copies(1, at: samples.school)[0]

        let judged = try await store.ledger.accept([
            event(.loanOpened(LoanID(1), opening(copy, at: samples.school)), 1, days: days),
            // Another desk, with the right time, hears of it back.
            event(.loanReturned(LoanID(1), copy, at: samples.other.point), 2, days: 0),
            event(.copySeen(copy, at: samples.school.point), 3, days: days),
        ])
        let places = try await store.ledger.whereabouts(of: copy)

        #expect(judged.map(\.conflict) == [nil, nil, nil])
        #expect(judged.map(\.event.happenedAt) == [days, 0, days].map { LedgerSamples.now.adding(Self.day * $0) })
        #expect(
            places.map(\.custody) == [
                .at(samples.school.point, box: nil), .at(samples.other.point, box: nil),
                .at(samples.school.point, box: nil),
            ])
        #expect(places.count { $0.until == nil } == 1, "it is in one place")
        #expect(try await store.holdings.copy(copy)?.state.status == .available)
        #expect(try await samples.library.store.rebuild(into: samples.library.folder + "/again.sqlite").isEqual)
        #expect(try await samples.library.store.verify().problems == [])
    }

    @Test func `a loan whose clock says that it was before the other one still comes second`() async throws {
        let samples = try await LedgerSamples()
        let store = samples.library.store.circulating
        let copy = try await samples.copies(1, at: samples.school)[0]

        let judged = try await store.ledger.accept([
            event(.loanOpened(LoanID(1), opening(copy, at: samples.school)), 1, days: 1),
            event(.loanOpened(LoanID(2), opening(copy, at: samples.school)), 2, days: -1),
        ])

        #expect(judged.map(\.conflict) == [nil, .copyOnLoan])
        #expect(try await store.ledger.exceptions(ExceptionFilter()).map(\.accepted.position) == [judged[1].position])
        #expect(try await samples.library.store.rebuild(into: samples.library.folder + "/again.sqlite").isEqual)
    }

    @Test func `a book lent while the clock ran ahead comes back, and one exception tells of the clock`() async throws {
        let samples = try await DeskSamples()
        let stores = samples.stores
        let reader = samples.readers[0]
        let tomorrow = samples.act(at: DeskSamples.now.adding(Self.day))
        _ = try await samples.base.copies(2, at: samples.school)
        let lent = try await samples.desk(.scan("TK.1"), reader: reader, act: tomorrow)
        _ = try await samples.desk(
            .scan("TK.2"), reader: reader, act: samples.act(at: DeskSamples.now.adding(Self.day)))
        guard case .lent(let loan) = lent else { return #expect(Bool(false), "\(lent)") }

        // The reader's page is open: it is no scan that was read twice.
        let back = try await samples.desk(.scan("TK.1"), reader: reader)
        let second = try await samples.desk(.scan("TK.2"), reader: reader)

        guard case .returned(loan, nil) = back, case .returned = second else {
            return #expect(Bool(false), "\(back), \(second)")
        }
        let closed = try await stores.lending.loans(
            LoanFilter(point: samples.school.point, madeIn: Day(tomorrow.at)...Day(tomorrow.at)))
        #expect(closed.count == 2)
        #expect(closed.allSatisfy { $0.loan.closing?.at == $0.loan.openedAt }, "no loan is shorter than nothing")
        let waiting = try await stores.ledger.exceptions(ExceptionFilter(point: samples.school.point))
        #expect(waiting.map(\.accepted.conflict) == [.clockWrong], "one tells of both")
        #expect(waiting.first?.accepted.event.happenedAt == DeskSamples.now)
        #expect(try await samples.isRebuiltEqual())
        #expect(try await samples.library.store.verify().problems == [])
    }

    @Test func `once the clock is settled, the next wrong one is told again`() async throws {
        let samples = try await DeskSamples()
        let stores = samples.stores
        _ = try await samples.base.copies(1, at: samples.school)
        for round in 0..<2 {
            _ = try await samples.desk(
                .scan("TK.1"), reader: samples.readers[0], act: samples.act(at: DeskSamples.now.adding(Self.day)))
            _ = try await samples.desk(.scan("TK.1"))
            let waiting = try await stores.ledger.exceptions(ExceptionFilter())
            #expect(waiting.map(\.accepted.conflict) == [.clockWrong], "round \(round)")
            for exception in waiting {
                try await stores.ledger.resolve(exception.accepted.position, .settled, act: samples.act())
            }
        }
    }

    @Test func `what a clock that ran ahead told of a copy does not hold against what was told later`() async throws {
        let samples = try await LedgerSamples()
        let store = samples.library.store.circulating
        let copy = try await samples.copies(1, at: samples.school)[0]

        _ = try await store.ledger.accept([
            event(.copySeen(copy, at: samples.other.point), 1, days: 3),
            event(.copySeen(copy, at: samples.school.point), 2, days: 0),
        ])

        for days in [0, 3, 9] {
            let day = Day(LedgerSamples.now.adding(Self.day * days))
            #expect(try await store.ledger.custody(of: copy, on: day) == .at(samples.school.point, box: nil))
        }
    }

    @Test func `a library whose loans ended before they began is put right when it is opened`() async throws {
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.school)[0]
        guard case .lent(let loan) = try await samples.desk(.lend(copy), reader: samples.readers[0]) else {
            return #expect(Bool(false))
        }
        _ = try await samples.desk(.giveBack(copy), act: samples.act(at: DeskSamples.now.adding(.zero - Self.day)))
        try samples.library.store.close()
        let old = try DatabaseQueue(path: samples.library.folder + "/hoclieu.sqlite")
        try await old.write { db in
            try db.execute(
                sql: "UPDATE loan SET closedAt = closedAt - 86400000 WHERE id = ?", arguments: [loan.rawValue])
            try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = 'ledger-5'")
            let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            try db.execute(sql: "PRAGMA user_version = \(version - 1)")
        }
        try old.close()

        let library = try TemporaryLibrary(alsoAt: samples.library.folder)

        #expect(try await library.store.verify().problems == [])
    }
}
