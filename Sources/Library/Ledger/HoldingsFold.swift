/// What the events of the register do to copies.
enum HoldingsFold {
    static func register(
        _ id: CopyID, _ facts: CopyFacts, _ owner: ServicePointID, at stamp: LedgerStamp,
        on shelf: inout some LedgerShelf
    ) throws {
        guard try shelf.copy(id) == nil, try shelf.copy(numbered: facts.number, in: facts.register) == nil else {
            throw LedgerConflict.numberTaken
        }
        try shelf.put(CopyState(id: id, record: facts.record, owner: owner, holder: owner))
        try shelf.describe(id, facts, owner: owner)
        try shelf.hand(id, to: .at(owner, box: nil), at: stamp)
    }

    static func describe(_ id: CopyID, _ facts: CopyFacts, on shelf: inout some LedgerShelf) throws {
        var copy = try known(id, on: &shelf)
        let sameNumber = try shelf.copy(numbered: facts.number, in: facts.register)
        guard sameNumber == nil || sameNumber == id else { throw LedgerConflict.numberTaken }
        if copy.record != facts.record {
            copy.record = facts.record
            try shelf.put(copy)
        }
        try shelf.describe(id, facts, owner: copy.owner)
    }

    /// A copy in hand is where the hand is; one that was missing is found.
    static func see(
        _ id: CopyID, _ point: ServicePointID, at stamp: LedgerStamp, on shelf: inout some LedgerShelf
    ) throws {
        var copy = try known(id, on: &shelf)
        switch copy.status {
        case .onLoan: throw LedgerConflict.copyOnLoan
        case .packed, .inTransit, .awaitingCheck, .counted: throw LedgerConflict.copyInBox
        case .withdrawn: throw LedgerConflict.copyGone
        case .available, .setAside: break
        case .missing, .lost:
            copy.status = .available
            if let box = try copy.box.flatMap({ try shelf.box($0) }), !box.isOpen(at: point) {
                // Found where nobody looked for it: not with the box it was lost from.
                (copy.box, copy.holder, copy.plannedHolder) = (nil, point, nil)
                copy.returnToOwner()
            } else {
                copy.arrive(at: point)
            }
            try shelf.put(copy)
            return try shelf.hand(id, to: .at(copy.holder, box: copy.box), at: stamp)
        }
        guard copy.holder != point else { return }
        copy.arrive(at: point, box: try copy.box.flatMap { try shelf.box($0) })
        try shelf.put(copy)
        try shelf.hand(id, to: .at(point, box: copy.box), at: stamp)
    }

    /// Given from hand to hand: it belongs where it is now, as long as its owner
    /// leaves it there.
    static func hand(
        _ id: CopyID, _ point: ServicePointID, at stamp: LedgerStamp, on shelf: inout some LedgerShelf
    ) throws {
        var copy = try known(id, on: &shelf)
        try copy.requireAvailable()
        guard copy.holder != point else { throw LedgerConflict.copyElsewhere }
        (copy.holder, copy.plannedHolder, copy.box) = (point, nil, nil)
        try shelf.put(copy)
        try shelf.hand(id, to: .at(point, box: nil), at: stamp)
    }

    static func miss(
        _ id: CopyID, _ point: ServicePointID, at stamp: LedgerStamp, on shelf: inout some LedgerShelf
    ) throws {
        var copy = try known(id, on: &shelf)
        try copy.requireAvailable()
        guard copy.holder == point else { throw LedgerConflict.copyElsewhere }
        copy.status = .missing
        try shelf.put(copy)
        try shelf.hand(id, to: .missing(last: point), at: stamp)
    }

    static func withdraw(_ id: CopyID, at stamp: LedgerStamp, on shelf: inout some LedgerShelf) throws {
        var copy = try known(id, on: &shelf)
        switch copy.status {
        case .onLoan: throw LedgerConflict.copyOnLoan
        case .packed, .inTransit, .awaitingCheck, .counted: throw LedgerConflict.copyInBox
        case .setAside: throw LedgerConflict.copySetAside
        case .withdrawn: throw LedgerConflict.copyGone
        case .available, .missing, .lost: break
        }
        copy.status = .withdrawn
        (copy.box, copy.plannedHolder) = (nil, nil)
        try shelf.put(copy)
        try shelf.hand(id, to: .gone(last: copy.holder), at: stamp)
    }

    /// Only what never left its owner and nobody ever borrowed can be as if it had
    /// not been; everything else is withdrawn.
    static func unregister(_ id: CopyID, on shelf: inout some LedgerShelf) throws {
        let copy = try known(id, on: &shelf)
        switch copy.status {
        case .onLoan: throw LedgerConflict.copyOnLoan
        case .setAside: throw LedgerConflict.copySetAside
        case .packed, .inTransit, .awaitingCheck, .counted: throw LedgerConflict.copyInBox
        case .available, .missing, .lost, .withdrawn: break
        }
        guard copy.box == nil, try shelf.hasStayed(id, with: copy.owner) else { throw LedgerConflict.copyUsed }
        try shelf.remove(id)
    }

    static func known(_ id: CopyID, on shelf: inout some LedgerShelf) throws -> CopyState {
        guard let copy = try shelf.copy(id) else { throw LedgerConflict.copyUnknown }
        return copy
    }
}

extension CopyState {
    /// Is in other hands now; where it should be stays in mind until it is there.
    /// What belongs to a box follows `box`, where that is known.
    mutating func arrive(at point: ServicePointID, box: Box? = nil) {
        let home = plannedHolder ?? box?.home(ofCopyAt: point) ?? holder
        holder = point
        plannedHolder = home == point ? nil : home
    }

    /// The plan of a copy that is elsewhere than its box, once the box is called
    /// back or the copy taken out of it: not to where the box stood, but home. A
    /// reader's wish goes before.
    mutating func leave(_ box: Box) {
        guard holder != box.place, plannedHolder == box.place, status != .setAside else { return }
        plannedHolder = nil
        returnToOwner()
    }

    /// Out of its box: it goes to its owner, unless somebody planned otherwise.
    mutating func returnToOwner() {
        if holder != owner, plannedHolder == nil { plannedHolder = owner }
        if plannedHolder == holder { plannedHolder = nil }
    }

    /// Throws the conflict that says why the copy is not on its shelf.
    ///
    /// Whose turn it is with one that is set aside is asked at the desk, and who
    /// has a missing one in hand says so first (`copySeen`).
    func requireAvailable() throws(LedgerConflict) {
        switch status {
        case .available: break
        case .onLoan: throw .copyOnLoan
        case .setAside: throw .copySetAside
        case .packed, .inTransit, .awaitingCheck, .counted: throw .copyInBox
        case .missing, .lost: throw .copyMissing
        case .withdrawn: throw .copyGone
        }
    }
}
