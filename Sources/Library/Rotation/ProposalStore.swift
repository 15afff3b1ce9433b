/// What should move now, and the trip that a person makes of it.
package protocol ProposalStore: Sendable {
    /// Of the boxes of some owners, or of all: a dry run.
    func proposals(of owners: [ServicePointID]?, at now: Moment, _ settings: RotationSettings) async throws
        -> [ProposalView]
    /// One trip with a stop for each place, in one transaction: everything that
    /// was chosen is still proposed so when it is made, or nothing is planned.
    func plan(_ choice: ProposalChoice, _ settings: RotationSettings, act: Act) async throws -> TripID
}

/// A proposal with the names that a list prints.
package struct ProposalView: Equatable, Sendable {
    package var move: ProposedMove
    package var number: String
    package var from: PointName?
    package var to: PointName?
    package var skipped: [PointName]
    /// The trip it is planned on already.
    package var trip: PlannedTrip?
    package init(
        move: ProposedMove, number: String, from: PointName?, to: PointName?, skipped: [PointName],
        trip: PlannedTrip? = nil
    ) {
        (self.move, self.number, self.from, self.to, self.skipped) = (move, number, from, to, skipped)
        self.trip = trip
    }

    /// Whether it can be chosen for a trip now.
    package var isOpen: Bool { move.isForTrip && trip == nil && from != nil }
}

/// A trip that has not left, as a list names it.
package struct PlannedTrip: Equatable, Sendable {
    package var id: TripID
    package var plannedOn: Day
    package init(id: TripID, plannedOn: Day) { (self.id, self.plannedOn) = (id, plannedOn) }
}
