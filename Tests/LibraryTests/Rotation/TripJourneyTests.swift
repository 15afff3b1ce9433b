import Library
import Testing

/// What became of the boxes and stops of a trip.
@Suite struct TripJourneyTests {
    private static let home = ServicePointID(1)
    private static let school = ServicePointID(2)
    private static let other = ServicePointID(3)
    private static let day = Day(2026, 9, 21)!

    private func journey(_ steps: (BoxAct, ServicePointID)...) -> TripJourney {
        var journey = TripJourney.underWay(to: Self.school)
        for step in steps { journey.follow(.init(step.0, at: step.1, on: Self.day)) }
        return journey
    }

    private func trip(_ kind: TripKind, _ state: TripState, visits: Int? = nil, _ journey: TripJourney? = nil)
        -> TripView
    {
        let counts = visits.map { [StopCount(visits: $0, day: Self.day)] } ?? []
        let isLoaded = kind == .rotation
        let name = PointName(
            id: Self.home, name: "Thư viện", institution: "Tỉnh", institutionID: InstitutionID(1), kind: .province)
        return TripView(
            trip: Trip(
                id: TripID(1), facts: TripFacts(kind: kind, from: Self.home, plannedOn: Self.day), state: state,
                stops: [TripStop(ordinal: 1, point: Self.school, plannedOn: Self.day, counts: counts)],
                boxes: isLoaded ? [TripBox(box: BoxID(7), owner: Self.home, stop: 1)] : []),
            from: name, points: [:], boxes: [], journeys: journey.map { [BoxID(7): $0] } ?? [:])
    }

    @Test func `a box comes where it was sent, turns back, turns up elsewhere or is lost`() {
        #expect(journey() == .underWay(to: Self.school))
        #expect(journey((.receive, Self.school)) == .arrived(at: Self.school, on: Self.day))
        #expect(journey((.turnBack, Self.home)) == .turningBack)
        #expect(journey((.turnBack, Self.home), (.receive, Self.home)) == .arrived(at: Self.home, on: Self.day))
        #expect(journey((.divert, Self.other), (.receive, Self.other)) == .arrived(at: Self.other, on: Self.day))
        #expect(journey((.lose, Self.home)) == .lost)
        #expect(journey((.lose, Self.home), (.find, Self.other)) == .arrived(at: Self.other, on: Self.day))
    }

    @Test func `what is done with a box after it arrived is none of the trip`() {
        let steps: [(BoxAct, ServicePointID)] = [
            (.check, Self.school), (.depart, Self.school), (.turnBack, Self.school), (.receive, Self.other),
        ]
        var journey = journey((.receive, Self.school))

        for step in steps { journey.follow(.init(step.0, at: step.1, on: Self.day.adding(days: 9))) }

        #expect(journey == .arrived(at: Self.school, on: Self.day))
    }

    @Test func `a stop is reached by its box, missed when the trip is over without it, and open until then`() throws {
        let cases: [(TripView, StopOutcome)] = [
            (trip(.rotation, .planned), .open), (trip(.rotation, .underWay, .underWay(to: Self.school)), .open),
            (trip(.rotation, .underWay, .arrived(at: Self.school, on: Self.day)), .reached(Self.day)),
            (trip(.rotation, .cancelled, .arrived(at: Self.school, on: Self.day)), .reached(Self.day)),
            (trip(.rotation, .cancelled, .turningBack), .missed), (trip(.rotation, .cancelled), .missed),
            (trip(.rotation, .done, .arrived(at: Self.other, on: Self.day)), .missed),
            (trip(.mobile, .done), .open), (trip(.mobile, .cancelled), .unnoted),
            (trip(.mobile, .cancelled, visits: 12), .open),
        ]

        for (view, outcome) in cases {
            let stop = try #require(view.trip.stops.first)
            #expect(view.outcome(of: stop) == outcome, "\(view.trip.facts.kind) \(view.trip.state)")
        }
    }
}
