import GRDB
import Library

/// Takes a day written on paper into the ledger, line by line, as it happened.
struct PaperDayIntake {
    let point: ServicePointID
    let rules: DeskRules

    /// In the order of the hours, whatever order they were typed in.
    func take(_ lines: [PaperLine], in transaction: inout LedgerTransaction) throws -> [PaperOutcome] {
        var outcomes: [PaperOutcome] = []
        for line in lines.sorted(by: { ($0.at, $0.row) < ($1.at, $1.row) }) {
            do {
                let conflict = try take(line, in: &transaction)
                outcomes.append(
                    PaperOutcome(row: line.row, result: conflict.map { .exception($0) } ?? .taken))
            } catch let refusal as LendingRefusal {
                outcomes.append(PaperOutcome(row: line.row, result: .unread(refusal)))
            }
        }
        return outcomes.sorted { $0.row < $1.row }
    }

    private func take(_ line: PaperLine, in transaction: inout LedgerTransaction) throws -> LedgerConflict? {
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
        switch line.kind {
        case .out: return try lend(copy, line, in: &transaction)
        case .back: return try giveBack(copy, line, in: &transaction)
        case .room: return try transaction.accept(.usedInHouse(copy.id, at: point), at: line.at).conflict
        }
    }

    private func lend(
        _ copy: CopyState, _ line: PaperLine, in transaction: inout LedgerTransaction
    ) throws -> LedgerConflict? {
        let db = transaction.db
        guard let card = try BorrowerRows.card(db, line.card) else { throw LendingRefusal.scanUnknown }
        guard !card.isLost else { throw LendingRefusal.cardLost }
        guard let reader = try BorrowerRows.borrower(db, card.patron) else { throw LendingRefusal.readerUnknown }
        let isHere = copy.holder == point
        if copy.status == .missing || copy.status == .lost || (copy.status == .available && !isHere) {
            try transaction.accept(.copySeen(copy.id, at: point), at: line.at)
        }
        if copy.status == .setAside,
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
        if accepted.conflict == nil {
            try LendingLinks.remember(db, copy.record, for: reader.id, on: Day(line.at))
        }
        return accepted.conflict
    }

    private func giveBack(
        _ copy: CopyState, _ line: PaperLine, in transaction: inout LedgerTransaction
    ) throws -> LedgerConflict? {
        guard let loan = copy.loan else {
            // Nobody had it, as far as is known; it was in hand here all the same.
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
