import GRDB
import Library

/// Takes a day written on paper into the ledger, line by line, as it happened.
///
/// Each line stands at its own hour. What somebody did with the copy later is
/// not put back by it: such a line waits among the exceptions (`later-act`), and
/// a line about a copy of another place comes back to be looked at again.
struct PaperDayIntake {
    let point: ServicePointID
    let rules: DeskRules

    /// In the order of the hours, whatever order they were typed in.
    func take(_ lines: [PaperLine], in transaction: inout LedgerTransaction) throws -> [PaperOutcome] {
        var outcomes: [PaperOutcome] = []
        for line in lines.sorted(by: { ($0.at, $0.row) < ($1.at, $1.row) }) {
            do {
                outcomes.append(PaperOutcome(row: line.row, result: try take(line, in: &transaction)))
            } catch let refusal as LendingRefusal {
                outcomes.append(PaperOutcome(row: line.row, result: .unread(refusal)))
            }
        }
        return outcomes.sorted { $0.row < $1.row }
    }

    private func take(_ line: PaperLine, in transaction: inout LedgerTransaction) throws -> PaperOutcome.Result {
        let db = transaction.db
        let copies = try HoldingsTableStore.copies(scanned: line.copy, at: point, db).map(\.state)
        let copy: CopyState
        switch DeskScan.read(line.copy, card: nil, copies: copies, at: point) {
        case .copy(let id):
            guard let state = try CopyRows.state(db, id) else { throw LendingRefusal.copyUnknown }
            copy = state
        case .refused(let refusal): throw refusal
        default: throw LendingRefusal.copyUnknown
        }
        if let doubt = line.doubt(about: copy, at: point) { throw doubt }
        switch line.kind {
        case .out: return try lend(copy, line, in: &transaction)
        case .back: return result(try giveBack(copy, line, in: &transaction))
        case .room: return result(try transaction.accept(.usedInHouse(copy.id, at: point), at: line.at).conflict)
        }
    }

    private func result(_ conflict: LedgerConflict?) -> PaperOutcome.Result {
        conflict.map { .exception($0) } ?? .taken
    }

    private func lend(
        _ copy: CopyState, _ line: PaperLine, in transaction: inout LedgerTransaction
    ) throws -> PaperOutcome.Result {
        let db = transaction.db
        guard let card = try BorrowerRows.card(db, line.card) else { throw LendingRefusal.scanUnknown }
        guard !card.isLost else { throw LendingRefusal.cardLost }
        guard let reader = try BorrowerRows.borrower(db, card.patron) else { throw LendingRefusal.readerUnknown }
        let isHere = copy.holder == point
        let isOvertaken = try transaction.isOvertaken(copy.id, after: line.at)
        let isAstray = copy.status == .missing || copy.status == .lost || (copy.status == .available && !isHere)
        if isAstray, !isOvertaken {
            try transaction.accept(.copySeen(copy.id, at: point), at: line.at)
        }
        if copy.status == .setAside, !isOvertaken,
            let own = try BorrowerRows.openHolds(db, of: reader.id).first(where: {
                $0.id == copy.hold
            })
        {
            try transaction.accept(.holdEnded(own.id, .filled), at: line.at)
        }
        var random = SystemRandomNumberGenerator()
        let loan = LoanID.mint(at: line.at, using: &random)
        let terms = rules.terms(reader.category)
        let opening = LoanOpening(
            copy: copy.id, point: point, dueOn: rules.dueOn(Day(line.at), terms.loanDays), policy: terms.version,
            borrower: reader.traits)
        let accepted = try transaction.accept(.loanOpened(loan, opening), at: line.at)
        // Also for an exception: whoever settles it must know whom to ask.
        try LendingLinks.link(db, loan, to: reader.id)
        if let conflict = accepted.conflict { return .exception(conflict) }
        try LendingLinks.remember(db, copy.record, for: reader.id, on: Day(line.at))
        // It happened, whatever the rules say; somebody should know that it did.
        guard let doubt = try BorrowerRows.standing(db, reader, on: Day(line.at)).doubt(under: terms) else {
            return .taken
        }
        try transaction.accept(.loanQuestioned(loan, copy.id, at: point, doubt), at: line.at)
        return .questioned(doubt)
    }

    private func giveBack(
        _ copy: CopyState, _ line: PaperLine, in transaction: inout LedgerTransaction
    ) throws -> LedgerConflict? {
        let isOvertaken = try transaction.isOvertaken(copy.id, after: line.at)
        guard let loan = copy.loan, !isOvertaken else {
            // Nobody had it at that hour, as far as is known; it was in hand here all
            // the same. A loan made later is not the one that ended.
            return try transaction.accept(.copySeen(copy.id, at: point), at: line.at).conflict
        }
        let accepted = try transaction.accept(.loanReturned(loan, copy.id, at: point), at: line.at)
        guard accepted.conflict == nil, let next = try HoldRows.waiting(transaction.db, for: copy.record).first else {
            return accepted.conflict
        }
        let box = try copy.box.flatMap { try BoxRows.box(transaction.db, $0)?.state }
        if box != .recalled {
            try transaction.accept(.holdReady(next.id, copy.id, at: point), at: line.at)
        }
        return nil
    }
}
