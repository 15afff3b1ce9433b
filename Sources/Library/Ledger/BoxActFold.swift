/// What an act of the state chart does to a box and to every copy in it.
extension BoxFold {
    static func act(
        _ id: BoxID, _ act: BoxAct, _ facts: BoxActFacts, at stamp: LedgerStamp, on shelf: inout some LedgerShelf
    ) throws {
        var box = try known(id, on: &shelf)
        guard let step = BoxChart.transition(of: act, for: box) else { throw LedgerConflict.boxState }
        guard box.allows(act, at: facts.at) else { throw LedgerConflict.boxElsewhere }
        switch act {
        case .seal:
            try seal(&box, facts, on: &shelf)
            box.owesCount = false
        case .depart:
            guard let to = facts.to, to != box.place else { throw LedgerConflict.boxElsewhere }
            (box.destination, box.trip) = (to, facts.trip)
            try send(box, from: box.place, to: to, at: stamp, on: &shelf)
        case .turnBack:
            guard let to = box.destination, to != box.place else { throw LedgerConflict.boxElsewhere }
            // From wherever it got to, back to where it left.
            box.destination = box.place
            try send(box, from: to, to: box.place, at: stamp, on: &shelf)
        case .divert:
            guard facts.at != box.destination else { throw LedgerConflict.boxElsewhere }
            box.destination = facts.at
            try send(box, from: box.place, to: facts.at, at: stamp, on: &shelf)
        case .receive:
            (box.place, box.destination) = (facts.at, nil)
            try receive(box, at: stamp, on: &shelf)
        case .passOn: try passOn(box, on: &shelf)
        case .check:
            try check(box, at: stamp, on: &shelf)
            box.owesCount = false
        case .bringHome, .dissolve: try empty(box, at: stamp, on: &shelf)
        case .lose:
            box.destination = nil
            try lose(box, at: stamp, on: &shelf)
        case .find:
            box.place = facts.at
            try receive(box, at: stamp, on: &shelf)
        case .recall where box.state == .checked || box.state == .serving:
            try keepCounted(of: box, on: &shelf)
            try callBack(box, on: &shelf)
        case .recall:
            box.owesCount = true
            try closeUncounted(box, on: &shelf)
        case .resume: try resume(box, on: &shelf)
        case .unseal where step.to == .received:
            box.owesCount = true
            try awaitCheck(box, on: &shelf)
        case .unseal, .serve, .reopen: break
        }
        box.state = step.to
        try shelf.put(box)
    }

    /// Freezes the manifest: what is packed, and nothing else.
    private static func seal(_ box: inout Box, _ facts: BoxActFacts, on shelf: inout some LedgerShelf) throws {
        let inside = try shelf.copies(in: box.id)
        let packed = inside.filter { $0.status == .packed }
        let quantity = try shelf.lines(in: box.id).reduce(0) { $0 + $1.quantity }
        guard packed.count == inside.count else { throw LedgerConflict.sealWrong }
        guard !packed.isEmpty || quantity > 0 else { throw LedgerConflict.boxEmpty }
        guard let seal = facts.seal, seal.copies == packed.count, seal.quantity == quantity else {
            throw LedgerConflict.sealWrong
        }
        box.sealings += 1
        box.seal = seal
        let manifest = Manifest(box: box.id, sealing: box.sealings)
        for copy in packed { try shelf.note(copy.id, on: manifest, .sealed) }
        // What the receiver before counted says nothing about this journey.
        for var line in try shelf.lines(in: box.id) where line.counted != nil {
            line.counted = nil
            try shelf.put(line)
        }
    }

    private static func send(
        _ box: Box, from: ServicePointID, to: ServicePointID, at stamp: LedgerStamp, on shelf: inout some LedgerShelf
    ) throws {
        for var copy in try shelf.copies(in: box.id) {
            // Turned back, it goes to whoever had it last.
            (copy.status, copy.plannedHolder) = (.inTransit, to == copy.holder ? nil : to)
            try shelf.put(copy)
            try shelf.hand(copy.id, to: .travelling(from: from, to: to, box: box.id), at: stamp)
        }
    }

    private static func receive(_ box: Box, at stamp: LedgerStamp, on shelf: inout some LedgerShelf) throws {
        for var copy in try shelf.copies(in: box.id) {
            (copy.status, copy.holder, copy.plannedHolder) = (.awaitingCheck, box.place, nil)
            try shelf.put(copy)
            try shelf.hand(copy.id, to: .at(box.place, box: box.id), at: stamp)
        }
    }

    /// Closed as it came: nothing was counted, so nothing can differ.
    private static func passOn(_ box: Box, on shelf: inout some LedgerShelf) throws {
        let inside = try shelf.copies(in: box.id)
        guard !box.owesCount, inside.allSatisfy({ $0.status == .awaitingCheck }),
            try shelf.lines(in: box.id).allSatisfy({ $0.counted == nil })
        else { throw LedgerConflict.boxState }
        for var copy in inside {
            copy.status = .packed
            try shelf.put(copy)
        }
    }

    /// Its seal was broken: each book in it is looked for again.
    private static func awaitCheck(_ box: Box, on shelf: inout some LedgerShelf) throws {
        for var copy in try shelf.copies(in: box.id) {
            copy.status = .awaitingCheck
            try shelf.put(copy)
        }
    }

    /// Called back before it was counted: what is in it stays in it, and a count
    /// that was begun says nothing.
    private static func closeUncounted(_ box: Box, on shelf: inout some LedgerShelf) throws {
        for var copy in try shelf.copies(in: box.id) where copy.status != .packed {
            copy.status = .packed
            try shelf.put(copy)
        }
        for var line in try shelf.lines(in: box.id) where line.counted != nil {
            line.counted = nil
            try shelf.put(line)
        }
    }

    /// The recall was a mistake: what was packed is on the shelf again, and what
    /// is elsewhere follows the box.
    private static func resume(_ box: Box, on shelf: inout some LedgerShelf) throws {
        guard !box.owesCount else { throw LedgerConflict.boxState }
        for var copy in try shelf.copies(in: box.id) {
            if copy.status == .packed { copy.status = .available }
            if copy.holder != box.place, copy.status == .available || copy.status == .onLoan,
                copy.plannedHolder == nil || copy.plannedHolder == copy.owner
            {
                copy.plannedHolder = box.place
            }
            try shelf.put(copy)
        }
    }

    /// Nobody knows where its books are; they stay its own, for when it is found.
    private static func lose(_ box: Box, at stamp: LedgerStamp, on shelf: inout some LedgerShelf) throws {
        for var copy in try shelf.copies(in: box.id) {
            (copy.status, copy.plannedHolder) = (.missing, nil)
            try shelf.put(copy)
            try shelf.hand(copy.id, to: .missing(last: copy.holder), at: stamp)
        }
    }

    /// What was counted is on the shelf; what was not is missing.
    private static func check(_ box: Box, at stamp: LedgerStamp, on shelf: inout some LedgerShelf) throws {
        let manifest = Manifest(box: box.id, sealing: box.sealings)
        for var copy in try shelf.copies(in: box.id) {
            if copy.status == .counted {
                copy.status = .available
                try shelf.put(copy)
            } else if copy.status == .awaitingCheck {
                (copy.status, copy.box) = (.missing, nil)
                try shelf.put(copy)
                try shelf.note(copy.id, on: manifest, .missing)
                try shelf.hand(copy.id, to: .missing(last: copy.holder), at: stamp)
            }
        }
    }

    /// What goes on is what was counted; what differed was signed for.
    private static func keepCounted(of box: Box, on shelf: inout some LedgerShelf) throws {
        for var line in try shelf.lines(in: box.id) {
            guard let counted = line.counted else { continue }
            (line.quantity, line.counted) = (counted, nil)
            if counted > 0 { try shelf.put(line) } else { try shelf.remove(line) }
        }
    }

    /// What came back to another place need not follow the box any more.
    private static func callBack(_ box: Box, on shelf: inout some LedgerShelf) throws {
        for var copy in try shelf.copies(in: box.id) {
            let planned = copy.plannedHolder
            copy.leave(box)
            if copy.plannedHolder != planned { try shelf.put(copy) }
        }
    }

    /// Its books stand on the shelf they came from.
    private static func empty(_ box: Box, at stamp: LedgerStamp, on shelf: inout some LedgerShelf) throws {
        for var copy in try shelf.copies(in: box.id) {
            copy.box = nil
            if copy.status == .packed || copy.status == .counted { copy.status = .available }
            copy.returnToOwner()
            try shelf.put(copy)
            if copy.status.isHeld { try shelf.hand(copy.id, to: .at(copy.holder, box: nil), at: stamp) }
        }
        for line in try shelf.lines(in: box.id) { try shelf.remove(line) }
    }
}
