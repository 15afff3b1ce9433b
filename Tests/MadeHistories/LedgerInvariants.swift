package import Library

/// What must be true after every event, whatever happened.
package enum LedgerInvariants {
    /// Everything that is not as it must be, in words.
    package static func broken(in shelf: MemoryShelf) -> [String] {
        shelf.copies.values.sorted { $0.id < $1.id }.flatMap { broken($0, shelf) }
            + shelf.loans.values.filter(\.isOpen).compactMap { loan in
                shelf.copy(loan.copy)?.loan == loan.id ? nil : "loan \(loan.id) is open, and its copy knows nothing"
            }
            + shelf.loans.values.compactMap { loan in
                loan.closing.map { $0.at < loan.openedAt } ?? false ? "loan \(loan.id) ended before it began" : nil
            }
            + shelf.holds.values.compactMap { hold in
                guard case .ready(let copy, _) = hold.state, shelf.copy(copy)?.hold != hold.id else { return nil }
                return "hold \(hold.id) is ready, and its copy knows nothing"
            }
            + shelf.boxes.values.compactMap { box in
                (box.destination != nil) == (box.state == .inTransit) ? nil : "box \(box.id) goes nowhere"
            }
    }

    private static func broken(_ copy: CopyState, _ shelf: MemoryShelf) -> [String] {
        var problems: [String] = []
        func must(_ isTrue: Bool, _ what: String) {
            if !isTrue { problems.append("copy \(copy.id) (\(copy.status)): \(what)") }
        }
        let stays = shelf.custody[copy.id] ?? []
        must(stays.filter { $0.until == nil }.count == 1, "is not in exactly one place")
        must(
            stays.last.map { agrees($0.custody, copy, shelf) } ?? false, "custody is \(String(describing: stays.last))")
        for (earlier, later) in zip(stays, stays.dropFirst()) {
            must(earlier.until == later.since, "was in two places or in none")
        }
        must((copy.status == .onLoan) == (copy.loan != nil), "loan and status disagree")
        must(copy.loan.map { shelf.loan($0)?.isOpen == true && shelf.loan($0)?.copy == copy.id } ?? true, "orphan loan")
        must((copy.status == .setAside) == (copy.hold != nil), "hold and status disagree")
        must(
            copy.hold.map { id in
                if case .ready(copy.id, _)? = shelf.hold(id)?.state { true } else { false }
            } ?? true, "orphan hold")
        must(copy.plannedHolder != copy.holder, "is planned to be where it is")
        must(agrees(copy, with: copy.box.flatMap { shelf.box($0) }), "its box says otherwise")
        must(copy.box == nil || shelf.copies(in: copy.box ?? BoxID(0)).contains(copy), "its box does not hold it")
        return problems
    }

    /// The open custody is what the state says.
    private static func agrees(_ custody: Custody, _ copy: CopyState, _ shelf: MemoryShelf) -> Bool {
        switch copy.status {
        case .missing, .lost: return custody == .missing(last: copy.holder)
        case .withdrawn: return custody == .gone(last: copy.holder)
        case .inTransit:
            guard case .travelling(_, let to, let box) = custody, box == copy.box else { return false }
            return shelf.box(box)?.destination == to
        default: return custody == .at(copy.holder, box: copy.box)
        }
    }

    private static func agrees(_ copy: CopyState, with box: Box?) -> Bool {
        guard let box else {
            return ![.packed, .inTransit, .awaitingCheck, .counted].contains(copy.status)
        }
        return switch box.state {
        case .drafted, .sealed: copy.status == .packed && copy.holder == box.place
        case .inTransit: copy.status == .inTransit
        case .received: [.awaitingCheck, .counted].contains(copy.status) && copy.holder == box.place
        case .checked, .serving: [.available, .onLoan, .setAside, .missing, .lost].contains(copy.status)
        case .recalled: [.available, .onLoan, .setAside, .missing, .lost, .packed].contains(copy.status)
        case .lost: copy.status == .missing
        case .home, .dissolved: false
        }
    }

    /// What an event must leave alone: owners, and the state of every box that
    /// it is no act of the chart on.
    package static func broken(by fact: LedgerFact, from before: MemoryShelf, to after: MemoryShelf) -> [String] {
        var problems: [String] = []
        for copy in before.copies.values where after.copy(copy.id)?.owner != copy.owner {
            if fact == .copyUnregistered(copy.id), after.copy(copy.id) == nil { continue }
            problems.append("copy \(copy.id) has another owner")
        }
        for box in before.boxes.values {
            guard let now = after.box(box.id), now.state != box.state else { continue }
            guard case .boxActed(box.id, let act, _) = fact, BoxChart.transition(of: act, for: box)?.to == now.state
            else {
                problems.append("box \(box.id) went from \(box.state) to \(now.state) by no act of the chart")
                continue
            }
        }
        return problems
    }
}
