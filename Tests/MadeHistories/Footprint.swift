package import Library

/// What an event reads or writes: two events without anything in common are
/// independent.
package struct Footprint: Sendable {
    private enum Thing: Hashable, Sendable {
        case copy(CopyID), loan(LoanID), hold(HoldID), box(BoxID)
        case number(InstitutionID, String), boxNumber(ServicePointID, String)
        case order
    }
    private var things: Set<Thing> = []

    package init(_ fact: LedgerFact, on shelf: MemoryShelf) {
        if let copy = fact.copy { add(copy, shelf) }
        switch fact {
        case .copyRegistered(_, let facts, _), .copyDescribed(_, let facts):
            things.insert(.number(facts.register, facts.number.key))
        case .copySeen, .copyHanded, .copyMissing, .copyWithdrawn, .copyUnregistered, .usedInHouse: break
        case .loanOpened(let id, _): things.insert(.loan(id))
        case .loanRenewed(let id, _, _, _), .loanReturned(let id, _, _), .loanLost(let id, _, _):
            things.insert(.loan(id))
            if let loan = shelf.loan(id) { add(loan.copy, shelf) }
        case .loanQuestioned(let id, _, _, _): things.insert(.loan(id))
        case .holdPlaced(let id, _, _): things.insert(.hold(id))
        case .holdReady(let id, _, _), .holdEnded(let id, _):
            things.insert(.hold(id))
            if case .ready(let copy, _)? = shelf.hold(id)?.state { add(copy, shelf) }
        case .boxOpened(let id, let number, let owner): things.formUnion([.box(id), .boxNumber(owner, number)])
        case .copyPacked(_, let id), .copyUnpacked(_, let id), .copyCounted(_, let id): things.insert(.box(id))
        case .linePacked(let line): things.insert(.box(line.box))
        case .lineCounted(let id, _, _): things.insert(.box(id))
        case .boxActed(let id, _, _):
            things.insert(.box(id))
            for copy in shelf.copies(in: id) { add(copy.id, shelf) }
        case .exceptionResolved: things.insert(.order)
        }
    }

    private mutating func add(_ copy: CopyID, _ shelf: MemoryShelf) {
        things.insert(.copy(copy))
        if let box = shelf.copy(copy)?.box { things.insert(.box(box)) }
        if let facts = shelf.facts[copy] { things.insert(.number(facts.register, facts.number.key)) }
    }

    /// What names a position depends on everything before it.
    package func isApart(from other: Footprint) -> Bool {
        !things.contains(.order) && !other.things.contains(.order) && things.isDisjoint(with: other.things)
    }
}
