import Library
import Testing

/// What a desk does with a scan, as a table.
@Suite struct DeskMoveTests {
    private static let here = ServicePointID(1)
    private static let there = ServicePointID(2)
    private static let copy = CopyID(7)
    private static let reader = PatronID(3)

    private static func state(
        _ status: CopyStatus, at holder: ServicePointID = here, plan: ServicePointID? = nil
    ) -> CopyState {
        CopyState(
            id: copy, record: RecordID(1), owner: here, holder: holder, plannedHolder: plan, status: status,
            loan: status == .onLoan ? LoanID(5) : nil, hold: status == .setAside ? HoldID(9) : nil)
    }

    private static func at(
        _ mode: DeskMode = .lend, reader: PatronID? = nil, holds: Set<HoldID> = [], justLent: Bool = false
    ) -> DeskMove.Situation {
        DeskMove.Situation(point: here, mode: mode, reader: reader, holds: holds, isJustLent: justLent)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var told: String
        var copy: CopyState
        var situation: DeskMove.Situation
        var move: DeskMove
        var testDescription: String { told }
    }

    static let table: [Row] = [
        Row(told: "free, no reader", copy: state(.available), situation: at(), move: .show(copy)),
        Row(told: "free, a reader", copy: state(.available), situation: at(reader: reader), move: .lend(copy)),
        Row(
            told: "free, in a pile", copy: state(.available), situation: at(.giveBack, reader: reader),
            move: .show(copy)),
        Row(told: "free, in the room", copy: state(.available), situation: at(.room), move: .use(copy)),
        Row(told: "out, no reader", copy: state(.onLoan), situation: at(), move: .giveBack(copy, LoanID(5))),
        Row(
            told: "out, a reader", copy: state(.onLoan), situation: at(reader: reader), move: .giveBack(copy, LoanID(5))
        ),
        Row(
            told: "read twice", copy: state(.onLoan), situation: at(reader: reader, justLent: true),
            move: .refuse(.copyJustLent, copy)),
        Row(
            told: "in a pile just lent", copy: state(.onLoan), situation: at(.giveBack, justLent: true),
            move: .giveBack(copy, LoanID(5))),
        Row(
            told: "out, recorded elsewhere", copy: state(.onLoan, at: there), situation: at(),
            move: .giveBack(copy, LoanID(5))),
        Row(told: "another place's", copy: state(.available, at: there), situation: at(), move: .tellPlace(copy)),
        Row(
            told: "another place's, a reader", copy: state(.available, at: there), situation: at(reader: reader),
            move: .tellPlace(copy)),
        Row(
            told: "here, to be sent", copy: state(.available, plan: there), situation: at(reader: reader),
            move: .tellPlace(copy)),
        Row(
            told: "expected here", copy: state(.available, at: there, plan: here), situation: at(),
            move: .takeIn(copy)),
        Row(told: "set aside", copy: state(.setAside), situation: at(), move: .tellTurn(copy, HoldID(9))),
        Row(
            told: "set aside for another", copy: state(.setAside), situation: at(reader: reader, holds: [HoldID(8)]),
            move: .tellTurn(copy, HoldID(9))),
        Row(
            told: "set aside for this reader", copy: state(.setAside),
            situation: at(reader: reader, holds: [HoldID(9)]),
            move: .lend(copy)),
        Row(
            told: "set aside, arriving", copy: state(.setAside, at: there, plan: here), situation: at(),
            move: .takeIn(copy)),
        Row(told: "missing", copy: state(.missing), situation: at(reader: reader), move: .find(copy)),
        Row(told: "lost", copy: state(.lost, at: there), situation: at(), move: .find(copy)),
        Row(told: "withdrawn", copy: state(.withdrawn), situation: at(), move: .refuse(.copyWithdrawn, copy)),
        Row(told: "packed", copy: state(.packed), situation: at(), move: .refuse(.copyInBox, copy)),
        Row(told: "travelling", copy: state(.inTransit), situation: at(.room), move: .refuse(.copyInBox, copy)),
        Row(told: "to be counted", copy: state(.awaitingCheck), situation: at(), move: .refuse(.copyInBox, copy)),
        Row(told: "counted", copy: state(.counted), situation: at(), move: .refuse(.copyInBox, copy)),
    ]

    @Test(arguments: table) func `a scan means what the table says`(row: Row) {
        #expect(DeskMove.of(.copy(Self.copy), copy: row.copy, in: row.situation) == row.move)
    }

    @Test func `every state of a copy stands in the table`() {
        #expect(Set(Self.table.map(\.copy.status)) == Set(CopyStatus.allCases))
    }

    @Test func `a card opens its reader's page, a lost one does not`() {
        #expect(DeskMove.of(.reader(Self.reader), copy: nil, in: Self.at(.room)) == .open(Self.reader))
        #expect(DeskMove.of(.endedReader(Self.reader), copy: nil, in: Self.at()) == .open(Self.reader))
        #expect(DeskMove.of(.lostCard, copy: nil, in: Self.at()) == .refuse(.cardLost, nil))
    }

    // MARK: What a text can mean

    private func read(_ text: String, card: DeskScan.Card? = nil, _ copies: [CopyState] = []) -> DeskScan {
        DeskScan.read(text, card: card, copies: copies, at: Self.here)
    }

    @Test func `a text nobody bears says why it is no use`() {
        #expect(read("") == .refused(.scanUnreadable))
        #expect(read("TK\u{1}12") == .refused(.scanUnreadable))
        #expect(read(String(repeating: "9", count: 201)) == .refused(.scanUnreadable))
        #expect(read("978-604-2-12345-6") == .refused(.scanUnknown))
        #expect(read("9780306406157") == .refused(.scanISBN))
        #expect(read("https://thuvien.example/tai-lieu/1") == .refused(.scanAddress))
        #expect(read("TK 999") == .refused(.scanUnknown))
        var random = SystemRandomNumberGenerator()
        let card = CardNumber.random(using: &random).text
        let last = card.last?.wholeNumberValue ?? 0
        #expect(read(card) == .refused(.scanUnknown))
        #expect(read(card.dropLast() + String((last + 1) % 10)) == .refused(.scanDamaged))
    }

    @Test func `of copies with one number the one that is here is meant, else a person chooses`() {
        var second = Self.state(.available, at: Self.there)
        (second.id, second.owner) = (CopyID(8), Self.there)
        var third = Self.state(.available, at: ServicePointID(3))
        (third.id, third.owner) = (CopyID(9), ServicePointID(3))

        #expect(read("1", [Self.state(.available), second]) == .copy(Self.copy))
        #expect(read("1", [second]) == .copy(CopyID(8)))
        #expect(read("1", [second, third]) == .ambiguous(reader: nil, copies: [CopyID(8), CopyID(9)]))
        #expect(
            read("1234", card: .init(patron: Self.reader), [Self.state(.available)])
                == .ambiguous(reader: Self.reader, copies: [Self.copy]))
        #expect(read("1234", card: .init(patron: Self.reader, isLost: true)) == .lostCard)
        #expect(read("1", [Self.state(.withdrawn), second]) == .copy(CopyID(8)))
    }

    @Test func `an outcome is read back as it was kept`() {
        let all: [DeskOutcome] = [
            .reader(Self.reader), .lent(LoanID(1)), .returned(LoanID(1), nil), .returned(LoanID(1), HoldID(2)),
            .renewed(LoanID(1)), .lost(LoanID(1)), .used(Self.copy), .shown(Self.copy), .found(Self.copy),
            .takenIn(Self.copy), .belongsElsewhere(Self.copy), .promised(Self.copy, HoldID(2)),
            .setAside(Self.copy, HoldID(2)), .holdEnded(HoldID(2)),
            .choose(reader: nil, copies: [Self.copy, CopyID(8)]),
            .choose(reader: Self.reader, copies: []), .refused(.copyOnLoan, Self.copy), .refused(.scanUnknown, nil),
        ]
        for outcome in all { #expect(DeskOutcome(coded: outcome.coded) == outcome) }
        #expect(DeskOutcome(coded: "lent x") == nil && DeskOutcome(coded: "") == nil)
    }
}
