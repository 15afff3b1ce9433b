import Library
import SQLiteStore
import Testing

/// Facts that can be true of nothing, at the door of the ledger.
@Suite struct MalformedFactTests {
    private static func facts(_ change: (inout CopyFacts) -> Void) -> CopyFacts {
        var facts = CopyFacts(
            record: RecordID(1), register: InstitutionID(1), number: AccessionNumber(text: "TK.1", key: "TK1"))
        change(&facts)
        return facts
    }

    private static let point = ServicePointID(1)
    private static let seal = BoxSeal(copies: -1, quantity: 0, hash: "00")
    private static let malformed: [(String, LedgerFact)] = [
        ("a line 0", .linePacked(BoxLine(box: BoxID(1), line: 0, text: "Báo", quantity: 1))),
        ("a count below 0", .linePacked(BoxLine(box: BoxID(1), line: 1, text: "Báo", quantity: -1))),
        ("a line without a word", .linePacked(BoxLine(box: BoxID(1), line: 1, text: "", quantity: 1))),
        ("a counted line 0", .lineCounted(BoxID(1), line: 0, quantity: 1)),
        ("a counted line below 0", .lineCounted(BoxID(1), line: 1, quantity: -4)),
        ("a count beyond belief", .lineCounted(BoxID(1), line: 1, quantity: .max)),
        ("a box without a number", .boxOpened(BoxID(1), number: "", owner: point)),
        ("a seal below 0", .boxActed(BoxID(1), .seal, BoxActFacts(at: point, seal: seal))),
        ("a copy 0", .copySeen(CopyID(0), at: point)),
        ("a point below 0", .copySeen(CopyID(1), at: ServicePointID(-1))),
        ("a price below 0", .copyRegistered(CopyID(9), facts { $0.price = -1 }, owner: point)),
        ("an empty call number", .copyDescribed(CopyID(1), facts { $0.callNumber = "" })),
        (
            "no number",
            .copyRegistered(CopyID(9), facts { $0.number = AccessionNumber(text: "", key: "") }, owner: point)
        ),
        ("a day in no calendar", .loanRenewed(LoanID(1), CopyID(1), at: point, dueOn: Day(9999, 12, 31)!)),
        (
            "a grade 13",
            .loanOpened(
                LoanID(1),
                LoanOpening(
                    copy: CopyID(1), point: point, dueOn: Day(2026, 1, 1)!, policy: "1",
                    borrower: BorrowerTraits(category: .pupil, grade: 13, unit: UnitID(1))))
        ), ("a place before the first", .exceptionResolved(0, .settled)),
    ]

    private func event(_ fact: LedgerFact, _ sequence: Int64 = 1, at moment: Moment = LedgerSamples.now) -> LedgerEvent
    {
        var random = SystemRandomNumberGenerator()
        return LedgerEvent(
            id: .mint(at: LedgerSamples.now, using: &random), device: .server, deviceSequence: sequence,
            happenedAt: moment, fact: fact)
    }

    @Test func `what can be true of nothing is refused, and its neighbours are taken`() async throws {
        let samples = try await LedgerSamples()
        let store = samples.library.store.circulating
        let copies = try await samples.copies(2, at: samples.school)
        let before = try await store.ledger.history(of: copies[0])
        let events = Self.malformed.map { event($0.1) }
        let sound = event(.copySeen(copies[1], at: samples.other.point))

        let judged = try await store.ledger.accept(events + [sound])

        for (told, accepted) in zip(Self.malformed, judged) {
            #expect(accepted.conflict == .factMalformed && accepted.position == 0, "\(told.0)")
        }
        #expect(judged.last?.conflict == nil)
        #expect(try await store.ledger.history(of: copies[0]) == before, "it does not stand in the ledger")
        #expect(try await store.ledger.exceptions(ExceptionFilter()) == [])
        #expect(try await samples.library.store.verify().problems.filter { $0.code != .originalMissing } == [])
    }

    @Test(arguments: [
        Moment(milliseconds: .max), Moment(milliseconds: .min), Moment(milliseconds: 10_000_000_000_000),
    ])
    func `a moment in no calendar and a device that counts from 0 are refused`(moment: Moment) async throws {
        let samples = try await LedgerSamples()
        let copy = try await samples.copies(1, at: samples.school)[0]
        let fact = LedgerFact.copySeen(copy, at: samples.other.point)

        let judged = try await samples.library.store.circulating.ledger.accept([
            event(fact, at: moment), event(fact, 0),
        ])

        #expect(judged.map(\.conflict) == [.factMalformed, .factMalformed])
    }
}
