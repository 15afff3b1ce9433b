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
    /// Given up where it is at home.
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
    /// Takes a recall back.
    case resume
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

/// Where a box must stand for an act, as seen from its owner.
package enum BoxStanding: String, Sendable, CaseIterable {
    case anywhere
    /// With its owner.
    case home
    /// With anybody else.
    case away
}

/// The state chart of a box as data: one table makes the transitions, the
/// document (`docs/box-states.md`) and the tests.
package enum BoxChart {
    package struct Transition: Hashable, Sendable {
        package let act: BoxAct
        package let from: BoxState
        package let to: BoxState
        package let standing: BoxStanding
        /// On which sides it is done.
        package let sides: [BoxSide]

        init(
            _ act: BoxAct, _ from: BoxState, _ to: BoxState, when standing: BoxStanding = .anywhere,
            by sides: BoxSide...
        ) {
            (self.act, self.from, self.to, self.standing, self.sides) = (act, from, to, standing, sides)
        }

        package func applies(to box: Box) -> Bool {
            switch standing {
            case .anywhere: box.state == from
            case .home: box.state == from && box.place == box.owner
            case .away: box.state == from && box.place != box.owner
            }
        }
    }

    package static let transitions: [Transition] = [
        Transition(.seal, .drafted, .sealed, by: .place),
        // At home a seal is broken to mend the packing; elsewhere what was in
        // the box has to be counted.
        Transition(.unseal, .sealed, .drafted, when: .home, by: .place),
        Transition(.unseal, .sealed, .received, when: .away, by: .place),
        Transition(.depart, .sealed, .inTransit, by: .place),
        // A journey broken off: the box is on its way to where it came from.
        Transition(.turnBack, .inTransit, .inTransit, by: .place, .destination, .owner),
        // It turned up elsewhere, and is received there.
        Transition(.divert, .inTransit, .inTransit, by: .anywhere),
        Transition(.receive, .inTransit, .received, by: .destination),
        // Nobody opened it: it goes on, or back, with the seal it came with.
        Transition(.passOn, .received, .sealed, by: .place),
        Transition(.check, .received, .checked, by: .place),
        Transition(.serve, .checked, .serving, by: .place),
        Transition(.recall, .checked, .recalled, by: .place, .owner),
        Transition(.recall, .serving, .recalled, by: .place, .owner),
        // Its owner wants it back before anybody counted it.
        Transition(.recall, .received, .recalled, when: .away, by: .owner),
        Transition(.recall, .sealed, .recalled, when: .away, by: .owner),
        Transition(.recall, .drafted, .recalled, when: .away, by: .owner),
        Transition(.resume, .recalled, .serving, when: .away, by: .place, .owner),
        // Packed again, for the next place or for home.
        Transition(.seal, .recalled, .sealed, by: .place),
        Transition(.bringHome, .checked, .home, when: .home, by: .place),
        Transition(.reopen, .home, .drafted, by: .place),
        // Nobody but the owner gives a box up.
        Transition(.dissolve, .drafted, .dissolved, when: .home, by: .place),
        Transition(.lose, .inTransit, .lost, by: .place, .destination, .owner),
        Transition(.find, .lost, .received, by: .anywhere),
    ]

    /// The line of the table for an act on a box; nil when it cannot be done.
    package static func transition(of act: BoxAct, for box: Box) -> Transition? {
        transitions.first { $0.act == act && $0.applies(to: box) }
    }

    /// What can be done in a state, at home or away, in the order of the table.
    package static func acts(in state: BoxState) -> [BoxAct] {
        var acts: [BoxAct] = []
        for step in transitions where step.from == state && !acts.contains(step.act) { acts.append(step.act) }
        return acts
    }

    /// On which sides an act is ever done.
    package static func sides(of act: BoxAct) -> [BoxSide] {
        let sides = transitions.filter { $0.act == act }.flatMap(\.sides)
        return BoxSide.allCases.filter(sides.contains)
    }

    /// The document of the chart: one line a transition.
    package static var document: String {
        let rows = transitions.map { step in
            let sides = step.sides.map(\.rawValue).joined(separator: ", ")
            return
                "| `\(step.from.rawValue)` | `\(step.act.rawValue)` | `\(step.to.rawValue)` | \(sides) | \(step.standing.rawValue) |"
        }
        return """
            # The states of a box

            Made from `BoxChart.transitions`; a test compares the two. An act that is in no row of a state is refused there.

            | from | act | to | done at | standing |
            |---|---|---|---|---|
            \(rows.joined(separator: "\n"))

            `place` is where the box stands, or left from while it travels; `destination` where it travels to; `owner` whose it is;
            `anywhere` wherever somebody has it in hand. A box stands at `home` with its owner, and `away` with anybody else.

            Books are put in and taken out while a box is `drafted` or `recalled`, counted while it is `received`, and lent while it
            is `serving`; one that is `checked` or `serving` may lose a book by detaching it.

            A box whose seal is broken away from home, or that its owner calls back before anybody counted it, owes a count: it is not
            passed on unopened, nothing is put into it or taken out of it, and its recall is not taken back. It is counted where it
            is `received`; `recalled`, it is sealed as it is and counted where it arrives.

            """
    }
}

extension Box {
    /// The points at which an act on it may be done; nil for everywhere. Of an act
    /// that its state does not allow, those at which it is ever done.
    package func points(for act: BoxAct) -> [ServicePointID]? {
        var points: [ServicePointID] = []
        for side in BoxChart.transition(of: act, for: self)?.sides ?? BoxChart.sides(of: act) {
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

    /// With its owner.
    package var isHome: Bool { place == owner }
}
