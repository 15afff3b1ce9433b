import Library
import SQLiteStore
import Testing

@Suite struct LedgerTests {
    private static let now = LedgerSamples.now

    private func event(_ fact: LedgerFact, _ sequence: Int64 = 1, at moment: Moment = LedgerSamples.now) -> LedgerEvent
    {
        var random = SystemRandomNumberGenerator()
        return LedgerEvent(
            id: .mint(at: moment, using: &random), device: .server, deviceSequence: sequence, happenedAt: moment,
            fact: fact)
    }

    private func opening(_ copy: CopyID, at place: LedgerSamples.Place) -> LoanOpening {
        LoanOpening(
            copy: copy, point: place.point, dueOn: Day(2026, 10, 5)!, policy: "1",
            borrower: BorrowerTraits(category: .pupil, grade: 4, unit: place.unit))
    }

    @Test func `a copy goes out on loan and comes back`() async throws {
        let samples = try await LedgerSamples()
        let store = samples.library.store.circulating
        let copy = try await samples.copies(1, at: samples.school)[0]

        let opened = try await store.ledger.accept([event(.loanOpened(LoanID(7), opening(copy, at: samples.school)))])
        let out = try await store.holdings.copy(copy)
        _ = try await store.ledger.accept([event(.loanReturned(LoanID(7), copy, at: samples.school.point), 2)])
        let back = try await store.holdings.copy(copy)

        #expect(opened[0].conflict == nil)
        #expect(out?.state.status == .onLoan && out?.state.loan == LoanID(7))
        #expect(back?.state.status == .available && back?.state.loan == nil)
        #expect(try await store.ledger.history(of: copy).count == 3)
    }

    @Test func `two loans of one copy leave one loan and one exception, told twice or once`() async throws {
        let samples = try await LedgerSamples()
        let store = samples.library.store.circulating
        let copy = try await samples.copies(1, at: samples.school)[0]
        let first = event(.loanOpened(LoanID(1), opening(copy, at: samples.school)))
        let second = event(.loanOpened(LoanID(2), opening(copy, at: samples.school)), 2)

        let judged = try await store.ledger.accept([first, second])
        let again = try await store.ledger.accept([second, first])
        let waiting = try await store.ledger.exceptions(ExceptionFilter(point: samples.school.point))

        #expect(judged.map(\.conflict) == [nil, .copyOnLoan])
        #expect(again == [judged[1], judged[0]])
        #expect(waiting.map(\.accepted.position) == [judged[1].position])
        #expect(waiting.first?.copy?.id == copy)
    }

    @Test func `a box carries its copies to another place and brings the missing to light`() async throws {
        let samples = try await LedgerSamples()
        let store = samples.library.store.circulating
        let copies = try await samples.copies(3, at: samples.province)
        let box = BoxID(1)
        let (home, away) = (samples.province.point, samples.school.point)
        var facts: [LedgerFact] = [.boxOpened(box, number: "T1", owner: home)]
        facts += copies.map { .copyPacked($0, box) }
        let seal = BoxSeal(copies: 3, quantity: 0, hash: String(repeating: "0", count: 64))
        facts.append(.boxActed(box, .seal, BoxActFacts(at: home, seal: seal)))
        facts.append(.boxActed(box, .depart, BoxActFacts(at: home, to: away, trip: TripID(4))))

        let sent = try await store.ledger.accept(facts.enumerated().map { event($1, Int64($0 + 1)) })
        let travelling = try await store.ledger.custody(of: copies[0], on: Day(Self.now))
        let tomorrow = Self.now.adding(.seconds(86_400))
        let arrival: [LedgerFact] = [
            .boxActed(box, .receive, BoxActFacts(at: away)), .copyCounted(copies[0], box), .copyCounted(copies[1], box),
            .boxActed(box, .check, BoxActFacts(at: away)),
        ]
        let received = try await store.ledger.accept(
            arrival.enumerated().map { event($1, Int64($0 + 20), at: tomorrow) })

        #expect((sent + received).allSatisfy { $0.conflict == nil })
        #expect(travelling == .travelling(from: home, to: away, box: box))
        #expect(try await store.ledger.custody(of: copies[0], on: Day(tomorrow)) == .at(away, box: box))
        #expect(try await store.ledger.custody(of: copies[2], on: Day(tomorrow)) == .missing(last: away))
        for copy in copies {
            let state = try #require(try await store.holdings.copy(copy)?.state)
            #expect(state.owner == home)
            #expect(state.status == (copy == copies[2] ? .missing : .available))
        }
    }

    @Test func `the events alone make the same state again`() async throws {
        let samples = try await LedgerSamples()
        let store = samples.library.store.circulating
        let copies = try await samples.copies(5, at: samples.school)
        _ = try await store.ledger.accept([
            event(.loanOpened(LoanID(1), opening(copies[0], at: samples.school))),
            event(.loanOpened(LoanID(2), opening(copies[0], at: samples.school)), 2),
            event(.loanReturned(LoanID(1), copies[0], at: samples.other.point), 3),
            event(.holdPlaced(HoldID(9), samples.record, pickup: samples.other.point), 4),
            event(.holdReady(HoldID(9), copies[1], at: samples.school.point), 5),
            event(.copyMissing(copies[2], at: samples.school.point), 6),
            event(.copyWithdrawn(copies[2], document: "QĐ 12"), 7),
        ])

        let report = try await samples.library.store.rebuild(into: samples.library.folder + "/rebuilt.sqlite")

        #expect(report.isEqual)
        #expect(report.events == 12)
    }

    @Test func `a number that is taken refuses its own copy alone`() async throws {
        let samples = try await LedgerSamples()
        let first = try await samples.copies(2, at: samples.school)

        let outcomes = try await samples.library.store.circulating.holdings.register(
            ["tk 002", "TK.3"].compactMap { AccessionNumber($0) }.map {
                CopyFacts(record: samples.record, register: samples.school.institution, number: $0)
            }, owner: samples.school.point, act: LedgerSamples.act)
        let elsewhere = try await samples.copies(2, at: samples.other)

        #expect(outcomes.first == .numberTaken(by: first[1]))
        #expect(outcomes.count == 2)
        #expect(elsewhere.count == 2)
        #expect(try await samples.library.store.circulating.holdings.copies(scanned: "tk-0001").count == 2)
    }
}
