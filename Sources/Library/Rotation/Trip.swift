/// A journey of boxes or of a library on wheels: the paper around it is planned
/// and changed; only what happens to the boxes is in the ledger.
package struct Trip: Equatable, Sendable {
    package var id: TripID
    package var facts: TripFacts
    package var state: TripState
    /// The day it left; nil while it is planned, and for one that was cancelled before.
    package var leftOn: Day?
    /// By their order.
    package var stops: [TripStop]
    package var boxes: [TripBox]
    package var people: [TripPerson]
    package init(
        id: TripID, facts: TripFacts, state: TripState = .planned, leftOn: Day? = nil, stops: [TripStop] = [],
        boxes: [TripBox] = [], people: [TripPerson] = []
    ) {
        (self.id, self.facts, self.state, self.leftOn) = (id, facts, state, leftOn)
        (self.stops, self.boxes, self.people) = (stops, boxes, people)
    }

    /// Where it leaves, where it stops, and whose boxes it carries.
    package var ends: Set<ServicePointID> { Set([facts.from] + stops.map(\.point) + boxes.map(\.owner)) }

    /// Who may change its plan: where it leaves, and the one owner of all its
    /// boxes, who sends them on from wherever they stand.
    package var planners: Set<ServicePointID> {
        let owners = Set(boxes.map(\.owner))
        return owners.count == 1 ? owners.union([facts.from]) : [facts.from]
    }
}

package typealias TripID = RowID<Trip>

package struct TripFacts: Equatable, Sendable {
    package var kind: TripKind
    package var from: ServicePointID
    package var plannedOn: Day
    /// "Xe 47A-123.45"; empty where nothing is said.
    package var vehicle: String
    package init(kind: TripKind, from: ServicePointID, plannedOn: Day, vehicle: String = "") {
        (self.kind, self.from, self.plannedOn, self.vehicle) = (kind, from, plannedOn, vehicle)
    }
}

package enum TripKind: String, Sendable, CaseIterable {
    /// Luân chuyển: boxes are left at the stops.
    case rotation
    /// Thư viện lưu động: books are lent from the vehicle.
    case mobile
}

package enum TripState: String, Sendable, CaseIterable {
    case planned
    case underWay = "under-way"
    case done
    case cancelled
}

package struct TripStop: Equatable, Sendable {
    /// From 1.
    package var ordinal: Int
    package var point: ServicePointID
    package var plannedOn: Day
    /// What was noted of those who came to the vehicle, the first first.
    package var counts: [StopCount]
    package init(ordinal: Int, point: ServicePointID, plannedOn: Day, counts: [StopCount] = []) {
        (self.ordinal, self.point, self.plannedOn, self.counts) = (ordinal, point, plannedOn, counts)
    }

    /// Readers who came to the vehicle; nil until it was noted.
    package var visits: Int? { counts.last?.visits }
}

package struct TripBox: Equatable, Sendable {
    package var box: BoxID
    package var owner: ServicePointID
    /// Of the stop it goes to.
    package var stop: Int
    package init(box: BoxID, owner: ServicePointID, stop: Int) {
        (self.box, self.owner, self.stop) = (box, owner, stop)
    }
}

/// Somebody who goes along officially and signs; stands in no event.
package struct TripPerson: Equatable, Sendable {
    package var ordinal: Int
    package var role: TripRole
    package var name: String
    package init(ordinal: Int, role: TripRole, name: String) {
        (self.ordinal, self.role, self.name) = (ordinal, role, name)
    }
}

package enum TripRole: String, Sendable, CaseIterable {
    case driver, librarian, other
}

/// How many people a trip needs at least, by Thông tư 33/2018/TT-BVHTTDL; a
/// setting, since circulars are replaced.
package struct TripMinimums: Equatable, Sendable {
    package var rotation: Int
    /// From a provincial library.
    package var provincial: Int
    /// Of a library on wheels, with its ``mobileCrew`` among them.
    package var mobile: Int
    package init(rotation: Int = 1, provincial: Int = 2, mobile: Int = 3) {
        (self.rotation, self.provincial, self.mobile) = (rotation, provincial, mobile)
    }

    package func needed(for kind: TripKind, from point: ServicePointKind) -> Int {
        switch kind {
        case .mobile: mobile
        case .rotation: point == .province ? provincial : rotation
        }
    }

    /// Whom the circular names for a library on wheels.
    package static let mobileCrew: [TripRole: Int] = [.driver: 1, .librarian: 2]

    /// Who must be among them, and how many; nobody in particular where a locality
    /// asks for fewer people than the circular names.
    package func crew(for kind: TripKind) -> [TripRole: Int] {
        kind == .mobile && mobile >= Self.mobileCrew.values.reduce(0, +) ? Self.mobileCrew : [:]
    }
}

extension Trip {
    /// Its stops when it leaves on another day: each as many days later as it was.
    package func stops(when day: Day) -> [TripStop] {
        let moved = Int((day.start.milliseconds - facts.plannedOn.start.milliseconds) / 86_400_000)
        return stops.map { stop in
            var stop = stop
            stop.plannedOn = stop.plannedOn.adding(days: moved)
            return stop
        }
    }
}

/// What is changed on the plan of a trip.
package enum TripEdit: Equatable, Sendable {
    /// Another day, or another vehicle; the stops move by as many days.
    case replan(on: Day, vehicle: String)
    case addStop(ServicePointID, on: Day)
    case removeStop(Int)
    case addPerson(TripRole, name: String)
    case removePerson(Int)
    case load(BoxID, stop: Int)
    case unload(BoxID)
    /// How many came to the vehicle at a stop; another number than before needs a reason.
    case visits(Int, stop: Int, reason: String? = nil)
}

/// What may be done with a trip.
package enum TripRules {
    /// A trip is planned while its boxes still lend their books, or before they
    /// are packed; it leaves when they are.
    package static let loadable: Set<BoxState> = [.home, .drafted, .sealed, .serving, .recalled]
    /// Of those, what still has to be packed again before the trip leaves.
    package static let unready: Set<BoxState> = [.home, .serving]

    /// The orders to its boxes when a trip leaves: each is closed, where it is
    /// open, and goes to its stop.
    package static func departure(
        of trip: Trip, from kind: ServicePointKind, _ minimums: TripMinimums
    ) throws(RotationRefusal) -> [(box: BoxID, order: BoxOrder)] {
        guard trip.state == .planned else { throw RotationRefusal(.tripState) }
        guard !trip.stops.isEmpty, trip.facts.kind == .mobile || !trip.boxes.isEmpty else {
            throw RotationRefusal(.tripEmpty)
        }
        let needed = minimums.needed(for: trip.facts.kind, from: kind)
        guard trip.people.count >= needed else { throw RotationRefusal(.tooFewPeople, number: needed) }
        let crew = minimums.crew(for: trip.facts.kind)
        for (role, code) in [(TripRole.driver, RotationRefusal.Code.tooFewDrivers), (.librarian, .tooFewLibrarians)] {
            let needed = crew[role, default: 0]
            guard trip.people.count(where: { $0.role == role }) >= needed else {
                throw RotationRefusal(code, number: needed)
            }
        }
        var orders: [(box: BoxID, order: BoxOrder)] = []
        for loaded in trip.boxes {
            guard let stop = trip.stops.first(where: { $0.ordinal == loaded.stop }) else {
                throw RotationRefusal(.tripEmpty, box: loaded.box)
            }
            orders.append((loaded.box, .send(to: stop.point, trip: trip.id)))
        }
        return orders
    }

    /// Which boxes turn back when a trip is broken off: those that still travel
    /// with it, and not on the way back already.
    package static func cancellation(of trip: Trip, boxes: [Box]) throws(RotationRefusal) -> [BoxID] {
        guard trip.state == .planned || trip.state == .underWay else { throw RotationRefusal(.tripState) }
        return boxes.filter { $0.trip == trip.id && $0.state == .inTransit && $0.destination != $0.place }.map(\.id)
    }

    /// Whether a plan may be changed so in the state it is in.
    package static func allows(_ edit: TripEdit, _ trip: Trip) -> Bool {
        switch edit {
        // Also of one that was broken off: who came to the vehicle before then, came.
        case .visits: trip.leftOn != nil
        case .addPerson, .removePerson: trip.state == .planned || trip.state == .underWay
        case .replan, .addStop, .removeStop, .load, .unload: trip.state == .planned
        }
    }
}
