/// What the events of rotation do to boxes and the copies in them.
enum BoxFold {
    static func pack(
        _ copyID: CopyID, _ boxID: BoxID, at stamp: LedgerStamp, on shelf: inout some LedgerShelf
    ) throws {
        let box = try known(boxID, on: &shelf)
        guard box.state == .drafted || box.state == .recalled, !box.owesCount else { throw LedgerConflict.boxState }
        var copy = try HoldingsFold.known(copyID, on: &shelf)
        switch copy.status {
        case .available: break
        // Found while packing.
        case .missing: break
        case .onLoan: throw LedgerConflict.copyOnLoan
        case .setAside: throw LedgerConflict.copySetAside
        case .packed, .inTransit, .awaitingCheck, .counted: throw LedgerConflict.copyInBox
        case .lost, .withdrawn: throw LedgerConflict.copyGone
        }
        guard copy.holder == box.place else { throw LedgerConflict.copyElsewhere }
        (copy.status, copy.box) = (.packed, boxID)
        try shelf.put(copy)
        try shelf.hand(copyID, to: .at(box.place, box: boxID), at: stamp)
    }

    /// Out of the box and on the shelf of the place. A copy that a box leaves
    /// behind (out on loan, not found) is taken out as well; it goes home alone.
    static func unpack(
        _ copyID: CopyID, _ boxID: BoxID, at stamp: LedgerStamp, on shelf: inout some LedgerShelf
    ) throws {
        let box = try known(boxID, on: &shelf)
        switch box.state {
        case .drafted, .checked, .serving, .recalled: guard !box.owesCount else { throw LedgerConflict.boxState }
        case .sealed, .inTransit, .received, .home, .dissolved, .lost: throw LedgerConflict.boxState
        }
        var copy = try HoldingsFold.known(copyID, on: &shelf)
        guard copy.box == boxID else { throw LedgerConflict.copyElsewhere }
        copy.box = nil
        if copy.status == .packed || copy.status == .counted { copy.status = .available }
        copy.leave(box)
        copy.returnToOwner()
        try shelf.put(copy)
        if copy.status.isHeld { try shelf.hand(copyID, to: .at(copy.holder, box: nil), at: stamp) }
    }

    static func pack(_ line: BoxLine, on shelf: inout some LedgerShelf) throws {
        let box = try known(line.box, on: &shelf)
        guard box.state == .drafted || box.state == .recalled, !box.owesCount else { throw LedgerConflict.boxState }
        if line.quantity > 0 { try shelf.put(line) } else { try shelf.remove(line) }
    }

    static func count(
        _ copyID: CopyID, _ boxID: BoxID, at stamp: LedgerStamp, on shelf: inout some LedgerShelf
    ) throws {
        let box = try known(boxID, on: &shelf)
        guard box.state == .received else { throw LedgerConflict.boxState }
        var copy = try HoldingsFold.known(copyID, on: &shelf)
        let manifest = Manifest(box: boxID, sealing: box.sealings)
        switch copy.status {
        case .awaitingCheck where copy.box == boxID:
            copy.status = .counted
            try shelf.put(copy)
            try shelf.note(copyID, on: manifest, .counted)
        // Counted twice: nothing more is known.
        case .counted where copy.box == boxID: return
        // It was never sealed in, and it is here all the same.
        case .available, .missing, .packed, .lost:
            (copy.status, copy.box) = (.counted, boxID)
            copy.arrive(at: box.place)
            try shelf.put(copy)
            try shelf.hand(copyID, to: .at(box.place, box: boxID), at: stamp)
            try shelf.note(copyID, on: manifest, .surplus)
        case .onLoan: throw LedgerConflict.copyOnLoan
        case .setAside: throw LedgerConflict.copySetAside
        case .withdrawn: throw LedgerConflict.copyGone
        case .inTransit, .awaitingCheck, .counted: throw LedgerConflict.copyInBox
        }
    }

    static func count(_ number: Int, _ quantity: Int, in boxID: BoxID, on shelf: inout some LedgerShelf) throws {
        let box = try known(boxID, on: &shelf)
        guard box.state == .received, var line = try shelf.lines(in: boxID).first(where: { $0.line == number })
        else { throw LedgerConflict.boxState }
        line.counted = quantity
        try shelf.put(line)
    }

    static func open(
        _ id: BoxID, _ number: String, _ owner: ServicePointID, on shelf: inout some LedgerShelf
    ) throws {
        guard try shelf.box(id) == nil, try shelf.box(numbered: number, of: owner) == nil else {
            throw LedgerConflict.numberTaken
        }
        try shelf.put(Box(id: id, number: number, owner: owner))
    }

    static func known(_ id: BoxID, on shelf: inout some LedgerShelf) throws -> Box {
        guard let box = try shelf.box(id) else { throw LedgerConflict.boxUnknown }
        return box
    }
}
