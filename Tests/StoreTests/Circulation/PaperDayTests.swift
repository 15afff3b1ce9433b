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

    /// Long before the hours of the sheets.
    private static let before = DeskSamples.now.adding(.seconds(-10_800))

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
        _ = try await samples.desk(.lend(copies[0]), reader: samples.readers[0], act: samples.act(at: Self.before))

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
        _ = try await samples.desk(.lend(copy), reader: samples.readers[0], act: samples.act(at: Self.before))
        let hold = try await samples.hold(samples.readers[1])

        _ = try await enter([line(1, .back, "TK.1", minutes: 5)], samples)
        let outcome = try await enter([line(1, .out, "TK.1", card: samples.readers[2], minutes: 9)], samples)

        #expect(outcome.map(\.result) == [.exception(.copySetAside)])
        #expect(try await samples.state(copy).hold == hold)
    }

    @Test func `a return on paper does not end a loan that was made after its hour`() async throws {
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.school)[0]
        _ = try await samples.desk(.lend(copy), reader: samples.readers[0])

        let outcome = try await enter([line(1, .back, "TK.1", minutes: 30)], samples)
        let loans = try await samples.stores.lending.loans(LoanFilter(point: samples.school.point))
        let open = try await samples.stores.ledger.exceptions(ExceptionFilter(point: samples.school.point))

        #expect(outcome.map(\.result) == [.exception(.laterAct)])
        #expect(loans.map(\.borrower?.id) == [samples.readers[0].id])
        #expect(open.map(\.accepted.conflict) == [.laterAct] && open.first?.copy?.id == copy)
        #expect(try await samples.isRebuiltEqual())
    }

    @Test func `a loan on paper of a book that was in hand since waits, and no loan is open`() async throws {
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.school)[0]
        _ = try await samples.desk(.lend(copy), reader: samples.readers[0])
        _ = try await samples.desk(.giveBack(copy))

        let outcome = try await enter([line(1, .out, "TK.1", card: samples.readers[1], minutes: 30)], samples)

        #expect(outcome.map(\.result) == [.exception(.laterAct)])
        #expect(try await samples.stores.lending.loans(LoanFilter(point: samples.school.point)).isEmpty)
        #expect(try await samples.state(copy).status == .available)
        #expect(try await samples.isRebuiltEqual())
    }

    @Test func `a book that was found since leaves one exception a line, not two`() async throws {
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.other)[0]
        _ = try await samples.desk(.takeIn(copy), at: samples.base.province)
        let insisted = PaperLine(
            row: 1, kind: .out, card: samples.readers[0].card.text, copy: "TK.1", at: Self.before, isInsisted: true)

        let outcome = try await enter([insisted], samples)

        #expect(outcome.map(\.result) == [.exception(.laterAct)])
        #expect(try await samples.stores.ledger.exceptions(ExceptionFilter()).count == 1)
        #expect(try await samples.state(copy).holder == samples.base.province.point)
    }

    @Test func `a reading in the room is counted, whatever came after it`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(2, at: samples.school)
        for copy in copies { _ = try await samples.desk(.lend(copy), reader: samples.readers[0]) }
        _ = try await samples.desk(.giveBack(copies[0]))

        let outcomes = try await enter(
            [line(1, .room, "TK.1", minutes: 30), line(2, .room, "TK.2", minutes: 31)], samples)

        // The second one is out by now.
        #expect(outcomes.map(\.result) == [.taken, .exception(.laterAct)])
        #expect(try await samples.isRebuiltEqual())
    }

    @Test func `the book of another school is taken when somebody insists, and not before`() async throws {
        let samples = try await DeskSamples()
        _ = try await samples.base.copies(1, at: samples.school)
        let theirs = try await samples.base.copies(2, from: 2, at: samples.other)
        let lines = [
            line(1, .out, "TK.1", card: samples.readers[0], minutes: 1),
            line(2, .out, "TK.2", card: samples.readers[0], minutes: 2), line(3, .back, "TK.3", minutes: 3),
        ]

        let outcomes = try await enter(lines, samples)
        let holders = try await [samples.state(theirs[0]).holder, samples.state(theirs[1]).holder]
        let insisted = lines.dropFirst().map { line in
            var line = line
            line.isInsisted = true
            return line
        }
        let again = try await enter(insisted, samples)

        #expect(outcomes.map(\.result) == [.taken, .unread(.copyElsewhere), .unread(.copyElsewhere)])
        #expect(holders == [samples.other.point, samples.other.point])
        #expect(again.map(\.result) == [.taken, .taken])
        #expect(try await samples.state(theirs[0]).status == .onLoan)
        #expect(try await samples.state(theirs[1]).holder == samples.school.point)
        #expect(try await samples.isRebuiltEqual())
    }

    @Test func `a loan beyond the limit or on an ended card is taken and waits to be looked at`() async throws {
        let samples = try await DeskSamples()
        _ = try await samples.base.copies(4, at: samples.school)
        // The one of 5B has left the school.
        let ended = samples.readers[3]
        _ = try await samples.base.library.store.membership.patrons.endSchoolYear(
            at: samples.school.point, lastGrade: 5, act: samples.act())
        let many = (1...3).map { line($0, .out, "TK.\($0)", card: samples.readers[0], minutes: $0) }

        let outcomes = try await enter(many + [line(4, .out, "TK.4", card: ended, minutes: 4)], samples)
        let loans = try await samples.stores.lending.loans(LoanFilter(point: samples.school.point))
        let open = try await samples.stores.ledger.exceptions(ExceptionFilter(point: samples.school.point))

        #expect(
            outcomes.map(\.result) == [
                .taken, .taken, .questioned(.limitReached), .questioned(.readerEnded),
            ])
        #expect(outcomes.compactMap { PaperOutcome(coded: $0.coded) } == outcomes)
        #expect(loans.count == 4)
        #expect(open.map(\.accepted.conflict) == [.limitReached, .readerEnded])
        #expect(try await samples.isRebuiltEqual())
    }
}
