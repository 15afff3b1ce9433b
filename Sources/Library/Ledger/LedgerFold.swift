/// The one place where events become state.
///
/// For example: `try LedgerFold.perform(fact, at: stamp, on: &shelf)`. Whether the shelf is
/// the database or memory, live or in a rebuild, the same events leave the same
/// state; nothing else writes it.
package enum LedgerFold {
    /// Judges an event at acceptance and applies it; the conflict when it cannot
    /// apply. It then waits for a librarian, and changes nothing else.
    ///
    /// What was written on paper is judged by its hour as well: the hours of
    /// people can be compared with one another, those of two machines cannot.
    package static func judge(
        _ fact: LedgerFact, at stamp: LedgerStamp, by device: DeviceID = .server, on shelf: inout some LedgerShelf
    ) throws -> LedgerConflict? {
        do {
            if device == .paper { try requireLatest(fact, at: stamp.at, on: &shelf) }
            try perform(fact, at: stamp, on: &shelf)
            return nil
        } catch let conflict as LedgerConflict {
            try shelf.raise(conflict, at: stamp)
            return conflict
        }
    }

    /// Throws `later-act` where somebody had the copy in hand after that hour. A
    /// reading in the room of a copy that stands on its shelf there moves nothing,
    /// whatever came after it.
    private static func requireLatest(
        _ fact: LedgerFact, at moment: Moment, on shelf: inout some LedgerShelf
    ) throws {
        guard let id = fact.copy, let last = try shelf.lastInHand(id), last > moment else { return }
        if case .usedInHouse(_, let point) = fact, let copy = try shelf.copy(id), copy.status == .available,
            copy.holder == point
        {
            return
        }
        throw LedgerConflict.laterAct
    }

    /// Takes an event that was judged before, for a rebuild.
    package static func replay(_ accepted: AcceptedEvent, on shelf: inout some LedgerShelf) throws {
        let stamp = LedgerStamp(position: accepted.position, at: accepted.event.happenedAt)
        if let conflict = accepted.conflict {
            try shelf.raise(conflict, at: stamp)
        } else {
            try perform(accepted.event.fact, at: stamp, on: &shelf)
        }
    }

    /// Applies a fact, or throws the `LedgerConflict` that says why it cannot.
    /// Each case checks everything first and writes afterwards, so that a
    /// conflict leaves the shelf as it was.
    package static func perform(
        _ fact: LedgerFact, at stamp: LedgerStamp, on shelf: inout some LedgerShelf
    ) throws {
        switch fact {
        case .copyRegistered(let copy, let facts, let owner):
            try HoldingsFold.register(copy, facts, owner, at: stamp, on: &shelf)
        case .copyDescribed(let copy, let facts): try HoldingsFold.describe(copy, facts, on: &shelf)
        case .copySeen(let copy, let point): try HoldingsFold.see(copy, point, at: stamp, on: &shelf)
        case .copyHanded(let copy, let point): try HoldingsFold.hand(copy, point, at: stamp, on: &shelf)
        case .copyMissing(let copy, let point): try HoldingsFold.miss(copy, point, at: stamp, on: &shelf)
        case .copyWithdrawn(let copy, _): try HoldingsFold.withdraw(copy, at: stamp, on: &shelf)
        case .copyUnregistered(let copy): try HoldingsFold.unregister(copy, on: &shelf)
        case .loanOpened(let loan, let opening): try LoanFold.open(loan, opening, at: stamp, on: &shelf)
        case .loanRenewed(let loan, let copy, _, let day): try LoanFold.renew(loan, copy, day, on: &shelf)
        case .loanReturned(let loan, let copy, let point):
            try LoanFold.close(loan, copy, point, isLoss: false, at: stamp, on: &shelf)
        case .loanLost(let loan, let copy, let point):
            try LoanFold.close(loan, copy, point, isLoss: true, at: stamp, on: &shelf)
        case .loanQuestioned(_, _, _, let doubt): throw doubt.conflict
        case .usedInHouse(let copy, let point): try LoanFold.use(copy, point, at: stamp, on: &shelf)
        case .holdPlaced(let hold, let record, let pickup):
            guard try shelf.hold(hold) == nil else { throw LedgerConflict.numberTaken }
            try shelf.put(Hold(id: hold, record: record, pickup: pickup, placedAt: stamp.at))
        case .holdReady(let hold, let copy, let point):
            try LoanFold.setAside(hold, copy, point, at: stamp, on: &shelf)
        case .holdEnded(let hold, let end): try LoanFold.end(hold, end, on: &shelf)
        case .boxOpened(let box, let number, let owner): try BoxFold.open(box, number, owner, on: &shelf)
        case .copyPacked(let copy, let box): try BoxFold.pack(copy, box, at: stamp, on: &shelf)
        case .copyUnpacked(let copy, let box): try BoxFold.unpack(copy, box, at: stamp, on: &shelf)
        case .linePacked(let line): try BoxFold.pack(line, on: &shelf)
        case .boxActed(let box, let act, let facts): try BoxFold.act(box, act, facts, at: stamp, on: &shelf)
        case .copyCounted(let copy, let box): try BoxFold.count(copy, box, at: stamp, on: &shelf)
        case .lineCounted(let box, let line, let quantity): try BoxFold.count(line, quantity, in: box, on: &shelf)
        case .exceptionResolved(let position, let resolution):
            guard try shelf.resolve(position, resolution, at: stamp) else { throw LedgerConflict.exceptionUnknown }
        }
        if fact.isInHand, let copy = fact.copy { try shelf.noteInHand(copy, at: stamp.at) }
    }
}
