/// What the events of lending do to copies, loans and holds.
enum LoanFold {
    static func open(
        _ id: LoanID, _ opening: LoanOpening, at stamp: LedgerStamp, on shelf: inout some LedgerShelf
    ) throws {
        guard try shelf.loan(id) == nil else { throw LedgerConflict.numberTaken }
        var copy = try HoldingsFold.known(opening.copy, on: &shelf)
        try copy.requireAvailable()
        guard copy.holder == opening.point else { throw LedgerConflict.copyElsewhere }
        if let box = try copy.box.flatMap({ try shelf.box($0) }), box.state == .recalled {
            throw LedgerConflict.copyRecalled
        }
        (copy.status, copy.loan) = (.onLoan, id)
        try shelf.put(copy)
        try shelf.put(
            Loan(
                id: id, copy: copy.id, point: opening.point, owner: copy.owner, openedAt: stamp.at,
                dueOn: opening.dueOn, borrower: opening.borrower))
    }

    static func renew(_ id: LoanID, _ copy: CopyID, _ day: Day, on shelf: inout some LedgerShelf) throws {
        var loan = try open(id, on: &shelf)
        guard loan.copy == copy else { throw LedgerConflict.loanUnknown }
        loan.dueOn = day
        loan.renewals += 1
        try shelf.put(loan)
    }

    static func close(
        _ id: LoanID, _ copyID: CopyID, _ point: ServicePointID, isLoss: Bool, at stamp: LedgerStamp,
        on shelf: inout some LedgerShelf
    ) throws {
        var loan = try open(id, on: &shelf)
        guard loan.copy == copyID else { throw LedgerConflict.loanUnknown }
        var copy = try HoldingsFold.known(copyID, on: &shelf)
        // Two clocks may disagree: no loan is shorter than nothing.
        loan.closing = Loan.Closing(at: max(loan.openedAt, stamp.at), point: point, isLoss: isLoss)
        copy.loan = nil
        try shelf.put(loan)
        if isLoss {
            copy.status = .lost
            try shelf.put(copy)
            return try shelf.hand(copyID, to: .missing(last: copy.holder), at: stamp)
        }
        copy.status = .available
        let wasElsewhere = copy.holder != point
        if wasElsewhere { copy.arrive(at: point, box: try copy.box.flatMap { try shelf.box($0) }) }
        try shelf.put(copy)
        if wasElsewhere { try shelf.hand(copyID, to: .at(point, box: copy.box), at: stamp) }
    }

    static func use(
        _ id: CopyID, _ point: ServicePointID, at stamp: LedgerStamp, on shelf: inout some LedgerShelf
    ) throws {
        try HoldingsFold.see(id, point, at: stamp, on: &shelf)
    }

    static func setAside(
        _ id: HoldID, _ copyID: CopyID, _ point: ServicePointID, at stamp: LedgerStamp,
        on shelf: inout some LedgerShelf
    ) throws {
        guard var hold = try shelf.hold(id) else { throw LedgerConflict.holdUnknown }
        guard hold.state == .waiting else { throw LedgerConflict.holdEnded }
        var copy = try HoldingsFold.known(copyID, on: &shelf)
        try copy.requireAvailable()
        guard copy.holder == point, copy.record == hold.record else { throw LedgerConflict.copyElsewhere }
        (copy.status, copy.hold) = (.setAside, id)
        // To be brought to where the reader comes for it.
        if hold.pickup != copy.holder { copy.plannedHolder = hold.pickup }
        hold.state = .ready(copyID, since: stamp.at)
        try shelf.put(copy)
        try shelf.put(hold)
    }

    static func end(_ id: HoldID, _ end: HoldEnd, on shelf: inout some LedgerShelf) throws {
        guard var hold = try shelf.hold(id) else { throw LedgerConflict.holdUnknown }
        guard hold.isOpen else { throw LedgerConflict.holdEnded }
        if case .ready(let copyID, _) = hold.state, var copy = try shelf.copy(copyID), copy.hold == id {
            (copy.status, copy.hold) = (.available, nil)
            // The wish alone made it travel: it belongs with its box, else with its owner.
            let home = try copy.box.flatMap { try shelf.box($0) }?.home(ofCopyAt: copy.holder) ?? copy.owner
            copy.plannedHolder = home == copy.holder ? nil : home
            try shelf.put(copy)
        }
        hold.state = .ended(end)
        try shelf.put(hold)
    }

    private static func open(_ id: LoanID, on shelf: inout some LedgerShelf) throws -> Loan {
        guard let loan = try shelf.loan(id) else { throw LedgerConflict.loanUnknown }
        guard loan.isOpen else { throw LedgerConflict.loanEnded }
        return loan
    }
}
