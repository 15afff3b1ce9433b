import Library
import SQLiteStore
import Testing

@Suite struct TripTests {
    private func trip(_ samples: RotationSamples, _ boxes: [(BoxID, Int)]) async throws -> TripID {
        let day = Day(LedgerSamples.now)
        let trip = try await samples.trips.plan(
            TripFacts(kind: .rotation, from: samples.province, plannedOn: day, vehicle: "47A-123.45"),
            act: .commandLine())
        for point in [samples.school, samples.other] {
            try await samples.trips.edit(.addStop(point, on: day), of: trip, act: .commandLine())
        }
        for (box, stop) in boxes { try await samples.trips.edit(.load(box, stop: stop), of: trip, act: .commandLine()) }
        return trip
    }

    @Test func `a trip leaves with as many people as the circular asks for, all boxes or none`() async throws {
        let samples = try await RotationSamples()
        let (first, copies) = try await samples.packed(2)
        let (second, _) = try await samples.packed(1, number: "T-2", from: 20)
        let trip = try await trip(samples, [(first, 1), (second, 2)])

        try await samples.trips.edit(.addPerson(.librarian, name: "Bà Hoa"), of: trip, act: .commandLine())
        let alone = try await samples.refusal {
            try await samples.trips.depart(trip, TripMinimums(), act: .commandLine())
        }
        try await samples.trips.edit(.addPerson(.driver, name: "Ông Tư"), of: trip, act: .commandLine())
        // One of the boxes was emptied meanwhile.
        try await samples.perform(.detach(copies[0]), first, at: samples.province)
        try await samples.perform(.detach(copies[1]), first, at: samples.province)
        let empty = try await samples.refusal {
            try await samples.trips.depart(trip, TripMinimums(), act: .commandLine())
        }
        let untouched = try await samples.view(second).box.state
        _ = try await samples.boxes.scan(["TK.1"], .pack, first, at: samples.province, act: .commandLine())
        try await samples.trips.depart(trip, TripMinimums(), act: .commandLine())
        let twice = try await samples.refusal {
            try await samples.trips.depart(trip, TripMinimums(), act: .commandLine())
        }

        #expect(alone == .tooFewPeople && empty == .boxEmpty && twice == .tripState)
        #expect(untouched == .drafted)
        #expect(try await samples.view(first).box.destination == samples.school)
        #expect(try await samples.view(second).box.destination == samples.other)
        #expect(try await samples.view(second).box.trip == trip)
        #expect(try await samples.itinerary(of: copies[0])?.dueOn == Day(LedgerSamples.now))
        #expect(try await samples.booksBalance())
    }

    @Test func `a trip broken off half way turns back what has not arrived`() async throws {
        let samples = try await RotationSamples()
        let (first, _) = try await samples.packed(1)
        let (second, copies) = try await samples.packed(1, number: "T-2", from: 20)
        let trip = try await trip(samples, [(first, 1), (second, 2)])
        for name in ["A", "B"] {
            try await samples.trips.edit(.addPerson(.librarian, name: name), of: trip, act: .commandLine())
        }
        try await samples.trips.depart(trip, TripMinimums(), act: .commandLine())
        try await samples.perform(.receive, first, at: samples.school)

        try await samples.trips.cancel(trip, act: .commandLine())
        let returning = try await samples.view(second)
        let broken = try #require(try await samples.trips.trip(trip))
        let byOldReceiver = try await samples.refusal { try await samples.perform(.receive, second, at: samples.other) }
        try await samples.perform(.receive, second, at: samples.province)
        try await samples.perform(.passOn, second, at: samples.province)
        let again = try await samples.refusal { try await samples.trips.cancel(trip, act: .commandLine()) }
        // What a box does later is none of this trip.
        try await samples.perform(.send(to: samples.other, trip: nil), second, at: samples.province)
        try await samples.perform(.receive, second, at: samples.other)
        let after = try #require(try await samples.trips.trip(trip))

        let today = Day(LedgerSamples.now)
        #expect(broken.journeys == [first: .arrived(at: samples.school, on: today), second: .turningBack])
        #expect(
            after.journeys == [
                first: .arrived(at: samples.school, on: today), second: .arrived(at: samples.province, on: today),
            ])
        for view in [broken, after] {
            #expect(view.trip.stops.map { view.outcome(of: $0) } == [.reached(today), .missed])
        }
        #expect(returning.box.destination == samples.province && returning.box.state == .inTransit)
        #expect(byOldReceiver == .wrongPlace && again == .tripState)
        #expect(try await samples.view(first).box.state == .received)
        #expect(try await samples.trips.trip(trip)?.trip.state == .cancelled)
        #expect(try await samples.state(copies[0]).holder == samples.other)
        #expect(try await samples.booksBalance())
    }

    @Test func `a rotation trip is over when its last box arrives; visits are noted at a stop`() async throws {
        let samples = try await RotationSamples()
        let (box, _) = try await samples.packed(1)
        let trip = try await trip(samples, [(box, 1)])
        let early = try await samples.refusal {
            try await samples.trips.edit(.visits(12, stop: 1), of: trip, act: .commandLine())
        }
        try await samples.trips.depart(trip, TripMinimums(provincial: 0), act: .commandLine())
        let late = try await samples.refusal {
            try await samples.trips.edit(.unload(box), of: trip, act: .commandLine())
        }
        let unfinished = try await samples.refusal { try await samples.trips.finish(trip, act: .commandLine()) }

        try await samples.perform(.receive, box, at: samples.school)
        try await samples.trips.edit(.visits(12, stop: 1), of: trip, act: .commandLine())

        #expect(early == .tripState && late == .tripState && unfinished == .tripState)
        let view = try await samples.trips.trip(trip)
        #expect(view?.trip.state == .done && view?.trip.stops.first?.visits == 12)
        #expect(try await samples.trips.trips(around: samples.school, limit: 5).map(\.trip.id) == [trip])
    }

    @Test func `a mobile library needs a driver and two librarians, and no box`() async throws {
        let samples = try await RotationSamples()
        let day = Day(LedgerSamples.now)
        let trip = try await samples.trips.plan(
            TripFacts(kind: .mobile, from: samples.province, plannedOn: day), act: .commandLine())
        let nowhere = try await samples.refusal {
            try await samples.trips.depart(trip, TripMinimums(), act: .commandLine())
        }
        try await samples.trips.edit(.addStop(samples.school, on: day), of: trip, act: .commandLine())
        let depart = {
            try await samples.refusal {
                try await samples.trips.depart(trip, TripMinimums(), act: .commandLine())
            }
        }
        let add = { (role: TripRole, name: String) in
            try await samples.trips.edit(.addPerson(role, name: name), of: trip, act: .commandLine())
        }
        try await add(.librarian, "Bà Hoa")
        try await add(.other, "Anh Ba")
        let few = try await depart()
        try await add(.other, "Chị Năm")
        let nobodyDrives = try await depart()
        try await add(.driver, "Ông Tư")
        let oneLibrarian = try await depart()
        try await add(.librarian, "Cô Mai")
        let left = try await depart()
        try await samples.trips.finish(trip, act: .commandLine())

        #expect(nowhere == .tripEmpty && few == .tooFewPeople)
        #expect(nobodyDrives == .tooFewDrivers && oneLibrarian == .tooFewLibrarians && left == nil)
        #expect(try await samples.trips.trip(trip)?.trip.state == .done)
    }

    @Test func `who came to the vehicle before it broke down is noted, and nobody where it never left`() async throws {
        let samples = try await RotationSamples()
        let day = Day(LedgerSamples.now)
        func planned() async throws -> TripID {
            let trip = try await samples.trips.plan(
                TripFacts(kind: .mobile, from: samples.province, plannedOn: day), act: .commandLine())
            try await samples.trips.edit(.addStop(samples.school, on: day), of: trip, act: .commandLine())
            return trip
        }
        let (broken, idle) = (try await planned(), try await planned())
        try await samples.trips.depart(broken, TripMinimums(provincial: 0, mobile: 0), act: .commandLine())
        for trip in [broken, idle] { try await samples.trips.cancel(trip, act: .commandLine()) }

        try await samples.trips.edit(.visits(31, stop: 1), of: broken, act: .commandLine())
        let refused = try await samples.refusal {
            try await samples.trips.edit(.visits(31, stop: 1), of: idle, act: .commandLine())
        }

        let view = try await samples.trips.trip(broken)
        #expect(view?.trip.state == .cancelled && view?.trip.leftOn != nil && view?.trip.stops.first?.visits == 31)
        #expect(refused == .tripState)
        #expect(try await samples.trips.trip(idle)?.trip.leftOn == nil)
    }

    @Test func `a rota's box is where the rota says as it arrives, and proposals follow`() async throws {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.packed(2)
        let rota = try await samples.rotas.save(
            RotaFacts(name: "Thiếu nhi", ending: .home), as: nil, owner: samples.province, act: .commandLine())
        try await samples.rotas.setStages(
            [RotaStage(point: samples.school, days: 10, loans: 1), RotaStage(point: samples.other, days: 10)],
            of: rota, act: .commandLine())
        let foreign = try await samples.refusal {
            try await samples.rotas.assign(box, to: rota, owner: samples.school, act: .commandLine())
        }
        try await samples.rotas.assign(box, to: rota, owner: samples.province, act: .commandLine())
        func reasons(days: Int) async throws -> [ProposedMove.Reason] {
            try await samples.proposals.proposals(
                of: [samples.province], at: RotationSamples.act(days: days).at, RotationSettings()
            ).map(\.move.reason)
        }

        let begin = try await reasons(days: 0)
        try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.province)
        let travelling = try await reasons(days: 1)
        let late = try await reasons(days: 9)
        try await samples.perform(.receive, box, at: samples.school, days: 1)
        _ = try await samples.boxes.scan(["TK.1", "TK.2"], .count, box, at: samples.school, act: .commandLine())
        try await samples.perform(.finishCount(HandoverNote()), box, at: samples.school, days: 1)
        let early = try await reasons(days: 5)
        let due = try await samples.itinerary(of: copies[0])
        _ = try await samples.lend(copies[0], 3, at: samples.ledger.school, days: 3)
        let borrowed = try await reasons(days: 5)
        _ = try await samples.happen(
            .holdPlaced(HoldID(1), samples.ledger.record, pickup: samples.school), days: 4)
        let waited = try await reasons(days: 12)

        #expect(foreign == .wrongPlace)
        #expect(begin == [.initiation] && travelling == [.travelling] && late == [.late] && early == [.staying])
        #expect(due?.next?.id == samples.other)
        #expect(due?.dueOn == Day(RotationSamples.act(days: 11).at))
        #expect(borrowed == [.loans] && waited == [.inDemand])
        #expect(try await samples.view(box).rota?.stage == 1)
    }
}
