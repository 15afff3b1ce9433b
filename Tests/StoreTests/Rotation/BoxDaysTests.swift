import Library
import SQLiteStore
import Testing

@Suite struct BoxDaysTests {
    @Test func `a box sent by hand says when it is expected and when it is to be back, and is late after that`()
        async throws
    {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.packed(1)
        let (expected, back) = (Day(RotationSamples.act(days: 2).at), Day(RotationSamples.act(days: 30).at))
        let days = BoxDays(expectedOn: expected, returnBy: back)
        func isLate(days: Int) async throws -> Bool? {
            try await samples.boxes.boxes(around: samples.province).first?.isLate(
                at: RotationSamples.act(days: days).at, RotationSettings())
        }

        try await samples.perform(.send(to: samples.school, trip: nil, days: days), box, at: samples.province)
        let way = try await samples.itinerary(of: copies[0])
        try await samples.perform(.receive, box, at: samples.school, days: 1)
        _ = try await samples.boxes.scan(["TK.1"], .count, box, at: samples.school, act: RotationSamples.act(days: 1))
        try await samples.perform(.finishCount(HandoverNote()), box, at: samples.school, days: 1)
        let serving = try await samples.itinerary(of: copies[0])
        let (early, late) = (try await isLate(days: 30), try await isLate(days: 31))
        try await samples.perform(.recall, box, at: samples.school, days: 32)
        try await samples.perform(.packRest, box, at: samples.school, days: 32)
        try await samples.perform(.send(to: samples.province, trip: nil), box, at: samples.school, days: 32)
        let stillLate = try await isLate(days: 32)
        try await samples.perform(.receive, box, at: samples.province, days: 33)
        _ = try await samples.boxes.scan(
            ["TK.1"], .count, box, at: samples.province, act: RotationSamples.act(days: 33))
        try await samples.perform(.finishCount(HandoverNote()), box, at: samples.province, days: 33)

        #expect(way?.dueOn == expected && way?.next?.id == samples.school)
        #expect(serving?.dueOn == back && serving?.next?.id == samples.province)
        #expect(early == false && late == true && stillLate == true)
        #expect(try await isLate(days: 40) == false)
        #expect(try await samples.view(box).days == BoxDays())
    }

    @Test func `days of a box are to come and in order, and one that is turned back is expected on none`() async throws
    {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.packed(1)
        let today = Day(RotationSamples.act().at)
        func send(_ expected: Int?, _ back: Int?) async throws -> RotationRefusal.Code? {
            let days = BoxDays(
                expectedOn: expected.map { today.adding(days: $0) }, returnBy: back.map { today.adding(days: $0) })
            return try await samples.refusal {
                try await samples.perform(.send(to: samples.school, trip: nil, days: days), box, at: samples.province)
            }
        }

        let (over, early, past) = (try await send(-1, nil), try await send(3, 3), try await send(nil, 0))
        let sent = try await send(0, 1)
        try await samples.perform(.turnBack, box, at: samples.school)
        let back = try await samples.itinerary(of: copies[0])

        #expect(over == .dayOver && early == .returnTooEarly && past == .returnTooEarly && sent == nil)
        #expect(back?.next?.id == samples.province && back?.dueOn == nil)
    }

    @Test func `nothing is sent to a point that is over, and one that ends later is still offered`() async throws {
        let samples = try await RotationSamples()
        let (box, _) = try await samples.packed(1)
        func offered(days: Int) async throws -> Bool {
            try await samples.itineraries.points(
                within: [.library], on: Day(RotationSamples.act(days: days).at), limit: 99
            ).contains { $0.id == samples.school }
        }

        try await samples.end(samples.school, on: Day(RotationSamples.act(days: 5).at))
        let (before, after) = (try await offered(days: 5), try await offered(days: 6))
        let sent = try await samples.refusal {
            try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.province, days: 6)
        }
        let asked = try await samples.refusal {
            _ = try await samples.requests.ask(
                RequestFacts(words: "x", quantity: 1), from: samples.other, to: samples.school,
                act: RotationSamples.act(days: 6))
        }
        let handed = try await samples.refusal {
            _ = try await samples.boxes.hand(
                [], from: samples.province, to: samples.school, act: RotationSamples.act(days: 6))
        }
        try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.province, days: 5)

        #expect(before && !after && sent == .pointEnded && asked == .pointEnded && handed == .pointEnded)
        #expect(try await samples.view(box).box.destination == samples.school)
    }

    @Test func `a planned trip changes its day and vehicle, and its stops move along`() async throws {
        let samples = try await RotationSamples()
        let day = Day(LedgerSamples.now)
        let trip = try await samples.trips.plan(
            TripFacts(kind: .mobile, from: samples.province, plannedOn: day), act: .commandLine())
        try await samples.trips.edit(.addStop(samples.school, on: day), of: trip, act: RotationSamples.act())
        try await samples.trips.edit(
            .addStop(samples.other, on: day.adding(days: 1)), of: trip, act: RotationSamples.act())

        try await samples.trips.edit(
            .replan(on: day.adding(days: 7), vehicle: "47A-1"), of: trip, act: RotationSamples.act())
        let moved = try #require(try await samples.trips.trip(trip)).trip
        try await samples.trips.depart(trip, TripMinimums(mobile: 0), act: RotationSamples.act())
        let late = try await samples.refusal {
            try await samples.trips.edit(.replan(on: day, vehicle: ""), of: trip, act: RotationSamples.act())
        }

        #expect(moved.facts.plannedOn == day.adding(days: 7) && moved.facts.vehicle == "47A-1")
        #expect(moved.stops.map(\.plannedOn) == [day.adding(days: 7), day.adding(days: 8)])
        #expect(late == .tripState)
    }
}
