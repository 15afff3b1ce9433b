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
}

/// What is done with a box.
package enum BoxAct: String, Sendable, CaseIterable {
    case seal, unseal, depart
    case turnBack = "turn-back"
    case receive, check, serve, recall
    case bringHome = "bring-home"
    case reopen, dissolve
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
        .init(act: .receive, from: .inTransit, to: .received),
        .init(act: .check, from: .received, to: .checked),
        .init(act: .serve, from: .checked, to: .serving),
        .init(act: .recall, from: .checked, to: .recalled),
        .init(act: .recall, from: .serving, to: .recalled),
        // Packed again, for the next place or for home.
        .init(act: .seal, from: .recalled, to: .sealed),
        .init(act: .bringHome, from: .checked, to: .home),
        .init(act: .reopen, from: .home, to: .drafted),
        .init(act: .dissolve, from: .drafted, to: .dissolved),
    ]

    /// Where an act leads from a state; nil when it cannot be done there.
    package static func target(of act: BoxAct, from state: BoxState) -> BoxState? {
        transitions.first { $0.act == act && $0.from == state }?.to
    }

    /// What can be done in a state, in the order of the table.
    package static func acts(in state: BoxState) -> [BoxAct] { transitions.filter { $0.from == state }.map(\.act) }
}
