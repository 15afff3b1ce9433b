/// What a desk does with a copy: rules that take what is known and say what
/// happens, or refuse.
///
/// For example: `try Lending.lend(question, as: loan, dueOn: day)`.
package enum Lending {
    /// A loan. Whoever waited for the title and gets it here waits no more; a
    /// copy that was set aside for that wish goes to `next` in the queue.
    package static func lend(
        _ asked: LendingPolicy.Question, as loan: LoanID, dueOn: Day, releasing released: CopyState? = nil
    ) throws(LendingRefusal) -> [LedgerFact] {
        if let refusal = LendingPolicy.refusal(asked) { throw refusal }
        var facts: [LedgerFact] = []
        let copy = asked.copy
        if copy.holder != asked.point || copy.status == .missing || copy.status == .lost {
            facts.append(.copySeen(copy.id, at: asked.point))
        }
        if let own = asked.reader.hold(for: copy.record) {
            let others = asked.queue.filter { $0.id != own.id }
            facts += Holds.end(own, .filled, releasing: released, to: others.first, lending: copy.id)
        }
        let opening = LoanOpening(
            copy: copy.id, point: asked.point, dueOn: dueOn, policy: asked.terms.version,
            borrower: asked.reader.traits)
        facts.append(.loanOpened(loan, opening))
        return facts
    }

    /// A return, at whatever point: the first who waits gets the copy set aside,
    /// unless its box is called back.
    package static func giveBack(
        _ loan: Loan, at point: ServicePointID, box: BoxState? = nil, queue: [Hold] = []
    ) throws(LendingRefusal) -> [LedgerFact] {
        guard loan.isOpen else { throw .loanEnded }
        var facts: [LedgerFact] = [.loanReturned(loan.id, loan.copy, at: point)]
        if let next = queue.first, box != .recalled { facts.append(.holdReady(next.id, loan.copy, at: point)) }
        return facts
    }

    /// A later day, counted from today; not while others wait for more copies
    /// than `free` ones on the shelves.
    package static func renew(
        _ loan: Loan, of reader: PatronStanding, at point: ServicePointID, under terms: LendingTerms, dueOn: Day,
        box: BoxState? = nil, queue: [Hold] = [], free: Int = 0
    ) throws(LendingRefusal) -> [LedgerFact] {
        guard loan.isOpen else { throw .loanEnded }
        guard !reader.hasEnded else { throw .readerEnded }
        guard box != .recalled else { throw .copyRecalled }
        guard queue.count <= free else { throw .othersWait }
        guard loan.renewals < terms.renewals else { throw .renewalsUsed }
        guard dueOn > loan.dueOn else { throw .renewalTooEarly }
        return [.loanRenewed(loan.id, loan.copy, at: point, dueOn: dueOn)]
    }

    /// The reader says it is lost.
    package static func lose(_ loan: Loan, at point: ServicePointID) throws(LendingRefusal) -> [LedgerFact] {
        guard loan.isOpen else { throw .loanEnded }
        return [.loanLost(loan.id, loan.copy, at: point)]
    }

    /// Read in the room and put back.
    package static func use(_ copy: CopyState, at point: ServicePointID) throws(LendingRefusal) -> [LedgerFact] {
        switch copy.status {
        case .available, .missing, .lost: return [.usedInHouse(copy.id, at: point)]
        case .onLoan: throw .copyOnLoan
        case .setAside: throw .copyPromised
        case .packed, .inTransit, .awaitingCheck, .counted: throw .copyInBox
        case .withdrawn: throw .copyWithdrawn
        }
    }
}
