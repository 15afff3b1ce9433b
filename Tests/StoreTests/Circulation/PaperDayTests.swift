import Library
import SQLiteStore
import Testing

@Suite struct PaperDayTests {
    private func line(
        _ row: Int, _ kind: PaperLine.Kind, _ copy: String, card: Patron? = nil, minutes: Int
    ) -> PaperLine {
        PaperLine(
            row: row, kind: kind, card: card?.card.text ?? "", copy: copy,
            at: DeskSamples.now.adding(.seconds(-7_200 + minutes * 60)))
    }

    private func enter(_ lines: [PaperLine], _ samples: DeskSamples, act: Act? = nil) async throws -> [PaperOutcome] {
        try await samples.stores.lending.enter(
            lines, at: samples.school.point, rules: DeskSamples.rules, act: act ?? samples.act())
    }

    @Test func `a day on paper is taken in the order of its hours`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(2, at: samples.school)

        // The second reader's loan stands above the first one's return.
        let outcomes = try await enter(
            [
                line(1, .out, "TK.1", card: samples.readers[0], minutes: 0),
                line(2, .out, "TK.1", card: samples.readers[1], minutes: 40),
                line(3, .back, "TK.1", minutes: 30), line(4, .room, "TK.2", minutes: 10),
            ], samples)
        let loans = try await samples.stores.lending.loans(LoanFilter(point: samples.school.point))
        let history = try await samples.stores.ledger.history(of: copies[0])

        #expect(outcomes.map(\.result) == [.taken, .taken, .taken, .taken])
        #expect(loans.map(\.borrower?.id) == [samples.readers[1].id])
        #expect(history.last?.event.happenedAt == DeskSamples.now.adding(.seconds(-7_200 + 40 * 60)))
        #expect(try await samples.isRebuiltEqual())
    }

    @Test func `what cannot apply waits as an exception and is settled once`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(2, at: samples.school)
        _ = try await samples.desk(.lend(copies[0]), reader: samples.readers[0])

        let outcomes = try await enter(
            [
                line(1, .out, "TK.1", card: samples.readers[1], minutes: 5),
                line(2, .back, "TK.9", minutes: 6), line(3, .back, "TK.2", minutes: 7),
            ], samples)
        let open = try await samples.stores.ledger.exceptions(ExceptionFilter(point: samples.school.point))
        try await samples.stores.ledger.resolve(
            try #require(open.first).accepted.position, .dismissed, act: samples.act())

        #expect(outcomes.map(\.result) == [.exception(.copyOnLoan), .unread(.scanUnknown), .taken])
        #expect(open.count == 1 && open.first?.copy?.id == copies[0])
        #expect(try await samples.stores.ledger.exceptions(ExceptionFilter()).isEmpty)
        #expect(try await samples.stores.lending.loans(LoanFilter(patron: samples.readers[0].id)).count == 1)
        #expect(try await samples.isRebuiltEqual())
    }

    @Test func `a sheet sent twice is taken once`() async throws {
        let samples = try await DeskSamples()
        _ = try await samples.base.copies(1, at: samples.school)
        let act = samples.act()
        let lines = [line(1, .out, "TK.1", card: samples.readers[0], minutes: 0)]

        let first = try await enter(lines, samples, act: act)
        let again = try await enter(lines, samples, act: act)

        #expect(first == again)
        #expect(try await samples.stores.ledger.exceptions(ExceptionFilter()).isEmpty)
    }

    @Test func `a loan on paper does not drop the next in the queue`() async throws {
        // Others' offline loans "always cancel the next hold".
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.school)[0]
        _ = try await samples.desk(.lend(copy), reader: samples.readers[0])
        let hold = try await samples.hold(samples.readers[1])

        _ = try await enter([line(1, .back, "TK.1", minutes: 5)], samples)
        let outcome = try await enter([line(1, .out, "TK.1", card: samples.readers[2], minutes: 9)], samples)

        #expect(outcome.map(\.result) == [.exception(.copySetAside)])
        #expect(try await samples.state(copy).hold == hold)
    }
}
