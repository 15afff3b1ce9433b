/// The moves that a person ticked on a proposal, and the trip to be made of them.
package struct ProposalChoice: Equatable, Sendable {
    package struct Move: Hashable, Sendable {
        package var box: BoxID
        package var to: ServicePointID
        package init(box: BoxID, to: ServicePointID) { (self.box, self.to) = (box, to) }
    }

    /// Whose boxes they are.
    package var owner: ServicePointID
    /// Where the boxes stand, and the trip leaves.
    package var from: ServicePointID
    package var plannedOn: Day
    /// Empty where nothing is said.
    package var vehicle: String
    package var moves: [Move]

    package init(
        owner: ServicePointID, from: ServicePointID, plannedOn: Day, vehicle: String = "", moves: [Move]
    ) {
        (self.owner, self.from, self.plannedOn) = (owner, from, plannedOn)
        (self.vehicle, self.moves) = (vehicle, moves)
    }

    package var trip: TripFacts {
        TripFacts(kind: .rotation, from: from, plannedOn: plannedOn, vehicle: vehicle)
    }

    /// A stop of the trip with the boxes that are left there.
    package struct Stop: Equatable, Sendable {
        package var point: ServicePointID
        package var boxes: [BoxID]
        package init(point: ServicePointID, boxes: [BoxID]) { (self.point, self.boxes) = (point, boxes) }
    }

    /// The stops in the order of the list. Refused when anything that was ticked
    /// is no longer proposed, stands elsewhere, or is on a trip already.
    ///
    /// For example: `try choice.stops(of: moves, boxes: boxes, planned: [:])`.
    package func stops(
        of proposed: [ProposedMove], boxes: [BoxID: Box], planned: [BoxID: PlannedTrip]
    ) throws(RotationRefusal) -> [Stop] {
        guard !moves.isEmpty else { throw RotationRefusal(.nothingChosen) }
        var stops: [Stop] = []
        var seen: Set<BoxID> = []
        for move in moves where seen.insert(move.box).inserted {
            let number = boxes[move.box]?.number
            guard planned[move.box] == nil else { throw RotationRefusal(.boxOnTrip, text: number, box: move.box) }
            let isProposed = proposed.contains { $0.isForTrip && $0.box == move.box && $0.to == move.to }
            guard isProposed, boxes[move.box]?.place == from else {
                throw RotationRefusal(.proposalChanged, text: number, box: move.box)
            }
            if let known = stops.firstIndex(where: { $0.point == move.to }) {
                stops[known].boxes.append(move.box)
            } else {
                stops.append(Stop(point: move.to, boxes: [move.box]))
            }
        }
        return stops
    }
}
