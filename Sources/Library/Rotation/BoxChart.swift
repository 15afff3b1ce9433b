/// The states of a box. The words are in `Locales/*-rotation.yaml` under
/// `box-state`.
package enum BoxState: String, Sendable, CaseIterable {
    /// Being packed.
    case drafted
    /// Closed; its manifest is frozen.
    case sealed
    case inTransit = "in-transit"
    /// Arrived, to be counted.
    case received
    /// Counted; what differs is signed by both.
    case checked
    /// Its books are lent where it stands.
    case serving
    /// Called back: nothing is lent from it any more.
    case recalled
    /// Back with its owner and unpacked.
    case home
    /// Given up before it ever left.
    case dissolved
    /// It left and never arrived.
    case lost
}

/// What is done with a box.
package enum BoxAct: String, Sendable, CaseIterable {
    case seal, unseal, depart
    case turnBack = "turn-back"
    case divert
    case receive
    case passOn = "pass-on"
    case check, serve, recall
    case bringHome = "bring-home"
    case reopen, dissolve, lose, find
}

/// Where an act on a box is done, as seen from the box.
package enum BoxSide: String, Sendable, CaseIterable {
    /// Where it stands, or left from while it travels.
    case place
    /// Where it travels to.
    case destination
    /// Whose it is.
    case owner
    /// Wherever somebody has it in hand.
    case anywhere
}

/// The state chart of a box as data: one table makes the transitions, the
/// document (`docs/box-states.md`) and the tests.
package enum BoxChart {
    package struct Transition: Hashable, Sendable {
        package let act: BoxAct
        package let from: BoxState
        package let to: BoxState
    }

    package static let transitions: [Transition] = [
        .init(act: .seal, from: .drafted, to: .sealed),
        .init(act: .unseal, from: .sealed, to: .drafted),
        .init(act: .depart, from: .sealed, to: .inTransit),
        // A journey broken off: the box is on its way to where it came from.
        .init(act: .turnBack, from: .inTransit, to: .inTransit),
        // It turned up elsewhere, and is received there.
        .init(act: .divert, from: .inTransit, to: .inTransit),
        .init(act: .receive, from: .inTransit, to: .received),
        // Nobody opened it: it goes on, or back, with the seal it came with.
        .init(act: .passOn, from: .received, to: .sealed),
        .init(act: .check, from: .received, to: .checked),
        .init(act: .serve, from: .checked, to: .serving),
        .init(act: .recall, from: .checked, to: .recalled),
        .init(act: .recall, from: .serving, to: .recalled),
        // Packed again, for the next place or for home.
        .init(act: .seal, from: .recalled, to: .sealed),
        .init(act: .bringHome, from: .checked, to: .home),
        .init(act: .reopen, from: .home, to: .drafted),
        .init(act: .dissolve, from: .drafted, to: .dissolved),
        .init(act: .lose, from: .inTransit, to: .lost),
        .init(act: .find, from: .lost, to: .received),
    ]

    /// Where an act leads from a state; nil when it cannot be done there.
    package static func target(of act: BoxAct, from state: BoxState) -> BoxState? {
        transitions.first { $0.act == act && $0.from == state }?.to
    }

    /// What can be done in a state, in the order of the table.
    package static func acts(in state: BoxState) -> [BoxAct] { transitions.filter { $0.from == state }.map(\.act) }

    /// On which sides an act is done: a box leaves at the sender and arrives at
    /// the receiver; its owner may call it back from anywhere.
    package static func sides(of act: BoxAct) -> [BoxSide] {
        switch act {
        case .seal, .unseal, .depart, .passOn, .check, .serve, .bringHome, .reopen, .dissolve: [.place]
        case .receive: [.destination]
        case .recall: [.place, .owner]
        case .turnBack, .lose: [.place, .destination, .owner]
        case .divert, .find: [.anywhere]
        }
    }

    /// The document of the chart: one line a transition.
    package static var document: String {
        let rows = transitions.map { step in
            let sides = sides(of: step.act).map(\.rawValue).joined(separator: ", ")
            return "| `\(step.from.rawValue)` | `\(step.act.rawValue)` | `\(step.to.rawValue)` | \(sides) |"
        }
        return """
            # The states of a box

            Made from `BoxChart.transitions`; a test compares the two. An act that is in no row of a state is refused there.

            | from | act | to | done at |
            |---|---|---|---|
            \(rows.joined(separator: "\n"))

            `place` is where the box stands, or left from while it travels; `destination` where it travels to; `owner` whose it is;
            `anywhere` wherever somebody has it in hand. Books are put in and taken out while a box is `drafted` or `recalled`, counted
            while it is `received`, and lent while it is `serving`; one that is `checked` or `serving` may lose a book by detaching it.

            """
    }
}

extension Box {
    /// The points at which an act on it may be done; nil for everywhere.
    package func points(for act: BoxAct) -> [ServicePointID]? {
        var points: [ServicePointID] = []
        for side in BoxChart.sides(of: act) {
            switch side {
            case .anywhere: return nil
            case .place: points.append(place)
            case .destination: if let destination { points.append(destination) }
            case .owner: points.append(owner)
            }
        }
        return points
    }

    package func allows(_ act: BoxAct, at point: ServicePointID) -> Bool { points(for: act)?.contains(point) ?? true }

    /// Where somebody has to do with it: its owner, where it is, where it goes.
    package var ends: Set<ServicePointID> { Set([owner, place] + (destination.map { [$0] } ?? [])) }
}
