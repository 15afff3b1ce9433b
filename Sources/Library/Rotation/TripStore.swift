/// Trips and the paper around them.
package protocol TripStore: Sendable {
    func plan(_ facts: TripFacts, act: Act) async throws -> TripID
    func trip(_ id: TripID) async throws -> TripView?
    /// Trips that leave a point, stop there or carry its boxes, the newest first.
    func trips(around point: ServicePointID, limit: Int) async throws -> [TripView]
    func edit(_ edit: TripEdit, of trip: TripID, act: Act) async throws
    /// All boxes of the trip leave in one transaction, or none does.
    func depart(_ trip: TripID, _ minimums: TripMinimums, act: Act) async throws
    /// Boxes that travel with it turn back; those that arrived stay.
    func cancel(_ trip: TripID, act: Act) async throws
    func finish(_ trip: TripID, act: Act) async throws
}

/// A trip as its page shows it.
package struct TripView: Equatable, Sendable {
    package var trip: Trip
    package var from: PointName
    package var points: [ServicePointID: PointName]
    /// The boxes of the trip as they are now.
    package var boxes: [BoxSummary]
    /// What became of them on it; of those that left with it, where one trip is
    /// asked for.
    package var journeys: [BoxID: TripJourney]
    package init(
        trip: Trip, from: PointName, points: [ServicePointID: PointName], boxes: [BoxSummary],
        journeys: [BoxID: TripJourney] = [:]
    ) {
        (self.trip, self.from, self.points, self.boxes) = (trip, from, points, boxes)
        self.journeys = journeys
    }

    package func name(of stop: TripStop) -> PointName? { points[stop.point] }
}
