import Library
import SQLiteStore
import Testing

@Suite struct ProposedTripTests {
    /// Two boxes of the province on a rota that begins at a school.
    private func samples() async throws -> (RotationSamples, [BoxID], RotaID) {
        let samples = try await RotationSamples()
        let (first, _) = try await samples.packed(2)
        let (second, _) = try await samples.packed(1, number: "T-2", from: 20)
        let rota = try await samples.rotas.save(
            RotaFacts(name: "Thiếu nhi", ending: .again), as: nil, owner: samples.province, act: .commandLine())
        try await samples.rotas.setStages(
            [RotaStage(point: samples.school, days: 10), RotaStage(point: samples.other, days: 10)], of: rota,
            act: .commandLine())
        for box in [first, second] {
            try await samples.rotas.assign(box, to: rota, owner: samples.province, act: .commandLine())
        }
        return (samples, [first, second], rota)
    }

    private func choice(_ samples: RotationSamples, _ boxes: [BoxID], days: Int = 1) -> ProposalChoice {
        ProposalChoice(
            owner: samples.province, from: samples.province,
            plannedOn: Day(RotationSamples.act(days: days).at), vehicle: "47A-123.45",
            moves: boxes.map { ProposalChoice.Move(box: $0, to: samples.school) })
    }

    private func proposals(_ samples: RotationSamples, days: Int = 0) async throws -> [ProposalView] {
        try await samples.proposals.proposals(
            of: [samples.province], at: RotationSamples.act(days: days).at, RotationSettings())
    }

    @Test func `ticked moves become one trip that leaves, and the form sent twice makes one`() async throws {
        let (samples, boxes, _) = try await samples()
        let act = RotationSamples.act(form: String(repeating: "a", count: 64))

        let trip = try await samples.proposals.plan(choice(samples, boxes), RotationSettings(), act: act)
        let again = try await samples.proposals.plan(choice(samples, boxes), RotationSettings(), act: act)
        let planned = try #require(try await samples.trips.trip(trip))
        let listed = try await proposals(samples)
        let anew = try await samples.refusal {
            _ = try await samples.proposals.plan(
                choice(samples, boxes), RotationSettings(), act: RotationSamples.act())
        }
        try await samples.trips.depart(trip, TripMinimums(provincial: 0), act: .commandLine())

        #expect(again == trip && anew == .boxOnTrip)
        #expect(planned.trip.stops.map(\.point) == [samples.school])
        #expect(planned.trip.boxes.map(\.box) == boxes && planned.trip.boxes.allSatisfy { $0.stop == 1 })
        #expect(planned.trip.facts.vehicle == "47A-123.45")
        #expect(listed.map(\.trip?.id) == [trip, trip] && listed.allSatisfy { !$0.isOpen })
        for box in boxes {
            let now = try await samples.view(box).box
            #expect(now.state == .inTransit && now.destination == samples.school && now.trip == trip)
        }
        #expect(try await samples.booksBalance())
    }

    @Test func `what changed since the page was opened is refused, and nothing is planned`() async throws {
        let (samples, boxes, rota) = try await samples()
        let choice = choice(samples, boxes)

        try await samples.rotas.setStages(
            [RotaStage(point: samples.other, days: 10)], of: rota, act: .commandLine())
        let otherPlace = try await samples.refusal {
            _ = try await samples.proposals.plan(choice, RotationSettings(), act: RotationSamples.act())
        }
        try await samples.perform(.send(to: samples.school, trip: nil), boxes[0], at: samples.province)
        let left = try await samples.refusal {
            _ = try await samples.proposals.plan(choice, RotationSettings(), act: RotationSamples.act())
        }

        #expect(otherPlace == .proposalChanged && left == .proposalChanged)
        #expect(try await samples.trips.trips(around: samples.province, limit: 9).isEmpty)
    }

    @Test func `a box sent by hand is on no planned trip any more, and the trip leaves without it`() async throws {
        let (samples, boxes, _) = try await samples()
        let trip = try await samples.proposals.plan(
            choice(samples, boxes), RotationSettings(), act: RotationSamples.act())

        let planned = try await samples.view(boxes[0]).planned
        try await samples.perform(.send(to: samples.other, trip: nil), boxes[0], at: samples.province)
        try await samples.trips.depart(trip, TripMinimums(provincial: 0), act: .commandLine())

        #expect(planned?.id == trip)
        #expect(try await samples.view(boxes[0]).planned == nil)
        #expect(try await samples.trips.trip(trip)?.trip.boxes.map(\.box) == [boxes[1]])
        #expect(try await samples.view(boxes[0]).box.destination == samples.other)
    }

    @Test func `a box that still lends is planned from where it stands, and leaves once it is packed`() async throws {
        let (samples, boxes, _) = try await samples()
        try await samples.perform(.send(to: samples.school, trip: nil), boxes[0], at: samples.province)
        try await samples.perform(.receive, boxes[0], at: samples.school, days: 1)
        _ = try await samples.boxes.scan(
            ["TK.1", "TK.2"], .count, boxes[0], at: samples.school, act: RotationSamples.act(days: 1))
        try await samples.perform(.finishCount(HandoverNote()), boxes[0], at: samples.school, days: 1)
        let due = try await proposals(samples, days: 12)
        let choice = ProposalChoice(
            owner: samples.province, from: samples.school, plannedOn: Day(RotationSamples.act(days: 13).at),
            moves: [ProposalChoice.Move(box: boxes[0], to: samples.other)])

        let atStage = try await samples.itineraries.journeys(
            of: samples.ledger.record, on: Day(LedgerSamples.now), RotationSettings())
        let trip = try await samples.proposals.plan(
            choice, RotationSettings(), act: RotationSamples.act(days: 12))
        let onTrip = try await samples.itineraries.journeys(
            of: samples.ledger.record, on: Day(LedgerSamples.now), RotationSettings())
        let early = try await samples.refusal {
            try await samples.trips.depart(trip, TripMinimums(rotation: 0), act: RotationSamples.act(days: 12))
        }
        try await samples.perform(.recall, boxes[0], at: samples.province, days: 12)
        try await samples.perform(.packRest, boxes[0], at: samples.school, days: 13)
        try await samples.trips.depart(trip, TripMinimums(rotation: 0), act: RotationSamples.act(days: 13))
        let view = try #require(try await samples.trips.trip(trip))

        #expect(due.map(\.from?.id) == [samples.school, samples.province])
        #expect(early == .wrongState)
        // What stands at home, in a box that goes nowhere yet, is on no journey.
        #expect(atStage.map(\.copies) == [2] && atStage.map(\.holder.id) == [samples.school])
        #expect(atStage.map(\.next?.id) == [samples.other])
        #expect(atStage.map(\.dueOn) == [Day(RotationSamples.act(days: 11).at)])
        #expect(onTrip.map(\.dueOn) == [Day(RotationSamples.act(days: 13).at)])
        #expect(view.trip.ends == [samples.school, samples.other, samples.province])
        #expect(view.trip.planners == [samples.school, samples.province])
        #expect(try await samples.trips.trips(around: samples.province, limit: 9).map(\.trip.id) == [trip])
        #expect(try await samples.view(boxes[0]).box.destination == samples.other)
        #expect(try await samples.booksBalance())
    }
}
