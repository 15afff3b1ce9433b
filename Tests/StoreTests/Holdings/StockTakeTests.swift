import Library
import SQLiteStore
import Testing

@Suite struct StockTakeTests {
    private func act(_ form: String) -> Act { Act(account: nil, form: form, at: LedgerSamples.now) }

    @Test func `a count keeps every scan, goes on after a break, and tells what is wrong`() async throws {
        let samples = try await LedgerSamples()
        let stores = samples.library.store.circulating
        let point = samples.school.point
        let copies = try await samples.copies(4, at: samples.school)
        let theirs = try await samples.copies(1, from: 70, at: samples.other)
        _ = try await stores.ledger.accept([event(.copyMissing(copies[3], at: point))])

        let id = try await stores.stockTakes.open(StockRange(), at: point, act: act("open"))
        let once = try await stores.stockTakes.scan("tk.1", in: id, act: act("a"))
        let repeated = try await stores.stockTakes.scan("tk.1", in: id, act: act("a"))
        let resumed = try await stores.stockTakes.open(StockRange(), at: point, act: act("open again"))
        var outcomes: [StockScanOutcome] = []
        for (place, text) in ["TK 0001", "TK.4", "TK.70", "XYZ 9"].enumerated() {
            outcomes.append(try await stores.stockTakes.scan(text, in: id, act: act("s\(place)")).outcome)
        }
        let report = try #require(try await stores.stockTakes.report(of: id, withMissing: true))

        #expect(id == resumed && once == repeated && once.outcome == .found)
        #expect(outcomes == [.again, .foundAgain, .elsewhere, .unknown])
        #expect(report.expected == 3 && report.scanned == 3)
        #expect(report.missing.map(\.copy.id) == [copies[1], copies[2]])
        #expect(report.remarks(.elsewhere).map(\.copy?.copy.id) == [theirs[0]])
        #expect(report.last?.scan.text == "XYZ 9")
        await #expect(throws: StockTakeRefusal.empty) {
            _ = try await stores.stockTakes.scan(" - ", in: id, act: act("none"))
        }
    }

    @Test func `the register of stock-takes has a line for each that was closed`() async throws {
        let samples = try await LedgerSamples()
        let stores = samples.library.store.circulating
        let point = samples.school.point
        let copies = try await samples.copies(4, at: samples.school)
        _ = try await samples.copies(1, from: 70, at: samples.other)
        let opening = LoanOpening(
            copy: copies[3], point: point, dueOn: Day(2026, 10, 5)!, policy: "1",
            borrower: BorrowerTraits(category: .pupil, grade: 4, unit: samples.school.unit))
        _ = try await stores.ledger.accept([event(.loanOpened(LoanID(1), opening))])
        let id = try await stores.stockTakes.open(StockRange(), at: point, act: act("open"))
        for (place, text) in ["TK.1", "TK.2", "TK.2", "TK.70", "XYZ 9", "XYZ 9"].enumerated() {
            _ = try await stores.stockTakes.scan(text, in: id, act: act("s\(place)"))
        }
        let open = try await stores.stockTakes.register(of: point)
        try await stores.stockTakes.close(id, act: act("close"))
        _ = try await stores.stockTakes.open(StockRange(location: "Kho A"), at: point, act: act("another"))

        let closed = try await stores.stockTakes.register(of: point)

        #expect(open.isEmpty)
        let day = Day(LedgerSamples.now)
        #expect(
            closed == [
                DeskSheets.StockCount(
                    on: day, location: nil, expected: 4, lent: 1, found: 2, misplaced: 1, unknown: 1)
            ])
        #expect(closed.map(\.missing) == [1])
    }

    @Test func `closing lets the missing and the found happen, and leaves alone what a desk has had`() async throws {
        let samples = try await LedgerSamples()
        let stores = samples.library.store.circulating
        let point = samples.school.point
        let copies = try await samples.copies(5, at: samples.school)
        let theirs = try await samples.copies(1, from: 70, at: samples.other)
        _ = try await stores.ledger.accept([event(.copyMissing(copies[3], at: point))])
        let id = try await stores.stockTakes.open(StockRange(), at: point, act: act("open"))
        for (place, text) in ["TK.1", "TK.4", "TK.70"].enumerated() {
            _ = try await stores.stockTakes.scan(text, in: id, act: act("s\(place)"))
        }
        // Lent and brought back meanwhile: it is there, though nobody scanned it.
        let opening = LoanOpening(
            copy: copies[1], point: point, dueOn: Day(2026, 10, 5)!, policy: "1",
            borrower: BorrowerTraits(category: .pupil, grade: 4, unit: samples.school.unit))
        _ = try await stores.ledger.accept([
            event(.loanOpened(LoanID(1), opening), 2), event(.loanReturned(LoanID(1), copies[1], at: point), 3),
        ])

        try await stores.stockTakes.close(id, act: act("close"))
        let events = try await stores.ledger.history(of: copies[0]).count
        try await stores.stockTakes.close(id, act: act("close"))
        let states = try await states(copies + theirs, stores)
        let report = try #require(try await stores.stockTakes.report(of: id, withMissing: true))

        #expect(states == [.available, .available, .missing, .available, .missing, .available])
        #expect(try await stores.holdings.copy(theirs[0])?.state.holder == point)
        #expect(report.missing.map(\.copy.id) == [copies[2], copies[4]] && !report.count.isOpen)
        #expect(try await stores.ledger.history(of: copies[0]).count == events, "closed once")
        await #expect(throws: StockTakeRefusal.closed) {
            _ = try await stores.stockTakes.scan("TK.5", in: id, act: act("late"))
        }
        #expect(try await samples.library.store.rebuild(into: samples.library.folder + "/again.sqlite").isEqual)
    }

    @Test func `a count of one room asks for nothing of another`() async throws {
        let samples = try await LedgerSamples()
        let stores = samples.library.store.circulating
        let copies = try await samples.copies(3, at: samples.school)
        try await stores.register.describe(
            copies[0], as: CopyDescription(callNumber: "530.1", location: "Kho A"), act: act("1"))
        try await stores.register.describe(
            copies[1], as: CopyDescription(callNumber: "895.9", location: "Kho A"), act: act("2"))
        let range = StockRange(location: "Kho A", firstCall: "5", lastCall: "53")

        let id = try await stores.stockTakes.open(range, at: samples.school.point, act: act("open"))
        let outcome = try await stores.stockTakes.scan("TK.3", in: id, act: act("s")).outcome
        let report = try #require(try await stores.stockTakes.report(of: id, withMissing: true))

        #expect(outcome == .wrongShelf)
        #expect(report.expected == 1 && report.missing.map(\.copy.id) == [copies[0]])
    }

    private func event(_ fact: LedgerFact, _ sequence: Int64 = 1) -> LedgerEvent {
        var random = SystemRandomNumberGenerator()
        return LedgerEvent(
            id: .mint(at: LedgerSamples.now, using: &random), device: .server, deviceSequence: sequence,
            happenedAt: LedgerSamples.now, fact: fact)
    }

    private func states(_ copies: [CopyID], _ stores: LedgerStores) async throws -> [CopyStatus] {
        var states: [CopyStatus] = []
        for copy in copies {
            if let state = try await stores.holdings.copy(copy)?.state { states.append(state.status) }
        }
        return states
    }
}
