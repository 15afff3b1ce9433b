import Library
import Testing

@Suite struct ProposalChoiceTests {
    private let home = ServicePointID(1)
    private let first = ServicePointID(2)
    private let second = ServicePointID(3)

    private func box(_ id: Int64, at place: ServicePointID? = nil) -> Box {
        Box(id: BoxID(id), number: "T-\(id)", owner: home, state: .drafted, place: place ?? home)
    }

    private func stops(
        _ chosen: [(Int64, ServicePointID)], of proposed: [ProposedMove], boxes: [Box],
        planned: [BoxID: PlannedTrip] = [:]
    ) throws(RotationRefusal) -> [ProposalChoice.Stop] {
        let choice = ProposalChoice(
            owner: home, from: home, plannedOn: Day(2026, 11, 20)!,
            moves: chosen.map { ProposalChoice.Move(box: BoxID($0.0), to: $0.1) })
        return try choice.stops(
            of: proposed, boxes: Dictionary(uniqueKeysWithValues: boxes.map { ($0.id, $0) }), planned: planned)
    }

    private func move(_ id: Int64, to point: ServicePointID, _ reason: ProposedMove.Reason = .days) -> ProposedMove {
        ProposedMove(box: BoxID(id), reason: reason, to: point)
    }

    @Test func `boxes for one place share a stop, in the order of the list`() throws {
        let stops = try stops(
            [(1, second), (2, first), (3, second), (1, second)],
            of: [move(1, to: second), move(2, to: first), move(3, to: second)], boxes: [box(1), box(2), box(3)])

        #expect(
            stops == [
                ProposalChoice.Stop(point: second, boxes: [BoxID(1), BoxID(3)]),
                ProposalChoice.Stop(point: first, boxes: [BoxID(2)]),
            ])
    }

    @Test func `what is no longer proposed so is refused with the box's number`() {
        let elsewhere = RotationRefusal(.proposalChanged, text: "T-1", box: BoxID(1))
        #expect(throws: elsewhere) { try stops([(1, first)], of: [move(1, to: second)], boxes: [box(1)]) }
        #expect(throws: elsewhere) {
            try stops([(1, first)], of: [move(1, to: first)], boxes: [box(1, at: second)])
        }
        #expect(throws: elsewhere) { try stops([(1, first)], of: [move(1, to: first, .late)], boxes: [box(1)]) }
        #expect(throws: RotationRefusal(.proposalChanged, box: BoxID(7))) { try stops([(7, first)], of: [], boxes: []) }
    }

    @Test func `a box on a trip already, and a choice of nothing, are refused`() {
        let trip = PlannedTrip(id: TripID(4), plannedOn: Day(2026, 11, 21)!)
        #expect(throws: RotationRefusal(.boxOnTrip, text: "T-1", box: BoxID(1))) {
            try stops([(1, first)], of: [move(1, to: first)], boxes: [box(1)], planned: [BoxID(1): trip])
        }
        #expect(throws: RotationRefusal(.nothingChosen)) { try stops([], of: [move(1, to: first)], boxes: [box(1)]) }
    }
}
