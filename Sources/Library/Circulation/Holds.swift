/// The queue for a title, across all libraries: whoever asked first is served
/// first, with whatever copy comes back first.
package enum Holds {
    /// A wish for a title. `copies` are all of them, wherever they are.
    package static func place(
        _ hold: HoldID, for record: RecordID, pickup: ServicePointID, by reader: PatronStanding,
        having loans: [RecordID], copies: [CopyState], under terms: LendingTerms
    ) throws(LendingRefusal) -> [LedgerFact] {
        guard !reader.hasEnded else { throw .readerEnded }
        guard reader.hold(for: record) == nil else { throw .holdTwice }
        guard !loans.contains(record) else { throw .holdHasLoan }
        guard copies.contains(where: { $0.status.isHeld }) else { throw .holdNoCopy }
        guard reader.holds.count(where: \.isOpen) < terms.holdLimit else { throw .holdLimitReached }
        return [.holdPlaced(hold, record, pickup: pickup)]
    }

    /// A copy in hand goes behind the desk for the first who waits.
    package static func setAside(
        _ copy: CopyState, at point: ServicePointID, box: BoxState? = nil, queue: [Hold]
    ) throws(LendingRefusal) -> [LedgerFact] {
        guard let first = queue.first else { throw .holdUnknown }
        guard box != .recalled else { throw .copyRecalled }
        switch copy.status {
        case .available: break
        case .onLoan: throw .copyOnLoan
        case .setAside: throw .copyPromised
        case .packed, .inTransit, .awaitingCheck, .counted: throw .copyInBox
        case .withdrawn: throw .copyWithdrawn
        case .missing, .lost: return [.copySeen(copy.id, at: point), .holdReady(first.id, copy.id, at: point)]
        }
        guard copy.holder == point else {
            return [.copySeen(copy.id, at: point), .holdReady(first.id, copy.id, at: point)]
        }
        return [.holdReady(first.id, copy.id, at: point)]
    }

    /// A wish ends. The copy that was set aside for it, unless it is lent this
    /// very moment, goes to the next in the queue where it stands.
    package static func end(
        _ hold: Hold, _ end: HoldEnd, releasing copy: CopyState?, to next: Hold?, lending lent: CopyID? = nil
    ) -> [LedgerFact] {
        var facts: [LedgerFact] = [.holdEnded(hold.id, end)]
        if let copy, copy.hold == hold.id, copy.id != lent, let next {
            facts.append(.holdReady(next.id, copy.id, at: copy.holder))
        }
        return facts
    }

    /// Whether nobody came: a copy waits at the pickup since `arrival` for longer
    /// than its days. One that still travels waits for nobody.
    package static func hasExpired(
        _ hold: Hold, copy: CopyState, arrival: Moment, now: Moment, days: Int
    ) -> Bool {
        guard case .ready(_, let since) = hold.state, copy.holder == hold.pickup else { return false }
        return Day(max(since, arrival)).start.adding(.seconds((days + 1) * 86_400)) <= now
    }
}
