/// Readers who came to a library on wheels at one of its stops. They are visits
/// of the point that runs the trip, in the month of the day they came.
package struct StopVisit: Equatable, Sendable {
    package var runner: ServicePointID
    package var trip: TripID
    /// Of the trip's stops, from 1.
    package var stop: Int
    /// Where it stopped.
    package var place: String
    package var day: Day
    /// Nil while nobody has noted how many came.
    package var visits: Int?
    /// Whether the runner is itself a library on wheels.
    package var isOnWheels: Bool
    /// Whether the runner's own tally of the day has a count.
    package var isTallied: Bool
    package init(
        runner: ServicePointID, trip: TripID, stop: Int, place: String, day: Day, visits: Int?, isOnWheels: Bool,
        isTallied: Bool
    ) {
        (self.runner, self.trip, self.stop, self.place, self.day) = (runner, trip, stop, place, day)
        (self.visits, self.isOnWheels, self.isTallied) = (visits, isOnWheels, isTallied)
    }

    /// What is added to the runner's visits; nil for nothing. Who is tallied at
    /// the vehicle came to a stop of it, and counts once; the door of a library
    /// that sends a vehicle out is another one.
    package var counted: Int? { isOnWheels && isTallied ? nil : visits }
}

/// What somebody noted of a stop: the last one holds, and keeps the others.
package struct StopCount: Equatable, Sendable {
    package var visits: Int
    package var day: Day
    /// Why it took the place of the one before; nil for the first.
    package var reason: String?
    package init(visits: Int, day: Day, reason: String? = nil) {
        (self.visits, self.day, self.reason) = (visits, day, reason)
    }
}

extension TripRules {
    /// What is noted when somebody says how many came to a stop: on the day it was
    /// planned for, or on the day it is where the vehicle came earlier. Nil when
    /// that stands there already; another number needs a reason.
    package static func noted(
        _ visits: Int, at stop: TripStop?, reason: String?, on today: Day
    ) throws(RotationRefusal) -> StopCount? {
        guard (0...100_000).contains(visits), let stop else { throw RotationRefusal(.incomplete) }
        guard let known = stop.counts.last else {
            return StopCount(visits: visits, day: min(stop.plannedOn, today))
        }
        guard known.visits != visits else { return nil }
        guard let reason else { throw RotationRefusal(.reasonMissing) }
        return StopCount(visits: visits, day: known.day, reason: reason)
    }
}
