/// What became of a box on a trip, from the day it left with it; it may have
/// travelled on since.
package enum TripJourney: Equatable, Sendable {
    case underWay(to: ServicePointID)
    /// Called back, and on its way to where it left.
    case turningBack
    case arrived(at: ServicePointID, on: Day)
    case lost

    /// An act on the box after it left.
    package struct Step: Equatable, Sendable {
        package var act: BoxAct
        package var at: ServicePointID
        package var on: Day
        package init(_ act: BoxAct, at: ServicePointID, on: Day) { (self.act, self.at, self.on) = (act, at, on) }
    }

    /// Whether nothing that comes later is of this trip.
    package var isOver: Bool { if case .arrived = self { true } else { false } }

    package mutating func follow(_ step: Step) {
        guard !isOver else { return }
        switch step.act {
        case .turnBack: self = .turningBack
        case .divert: self = .underWay(to: step.at)
        case .receive, .find: self = .arrived(at: step.at, on: step.on)
        case .lose: self = .lost
        case .seal, .unseal, .depart, .passOn, .check, .serve, .recall, .resume, .bringHome, .reopen, .dissolve: break
        }
    }
}

/// What became of a stop of a trip.
package enum StopOutcome: Equatable, Sendable {
    /// The trip may still come, or was here and nothing more is known.
    case open
    case reached(Day)
    /// The trip is over, and none of the boxes for it came.
    case missed
    /// The trip was broken off, and nothing says that it came.
    case unnoted
}

extension TripView {
    package func outcome(of stop: TripStop) -> StopOutcome {
        let loaded = trip.boxes.filter { $0.stop == stop.ordinal }
        let arrivals = loaded.compactMap { box -> Day? in
            guard case .arrived(let point, let day)? = journeys[box.box], point == stop.point else { return nil }
            return day
        }
        if let first = arrivals.min() { return .reached(first) }
        if stop.visits != nil { return .open }
        switch trip.state {
        case .planned, .underWay: return .open
        case .done: return loaded.isEmpty ? .open : .missed
        case .cancelled: return loaded.isEmpty && trip.facts.kind == .mobile ? .unnoted : .missed
        }
    }
}
