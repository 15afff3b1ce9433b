import GRDB
import Library
import SQLiteStore
import Testing

/// Who came to a library on wheels, in the figures of the point that runs it.
@Suite struct StopVisitTests {
    private static let day = Day(LedgerSamples.now)
    private static let month = Month(of: day)
    private static let frozenAt = Month(of: day).next.days.lowerBound.start.adding(.seconds(3_600 * 24 * 3))

    private func act(at moment: Moment = LedgerSamples.now) -> Act { Act(account: nil, form: nil, at: moment) }

    /// A trip that has left, with a stop at each of some places.
    private func trip(
        _ samples: RotationSamples, from point: ServicePointID, to places: [ServicePointID], on day: Day = day
    ) async throws -> TripID {
        let trip = try await samples.trips.plan(
            TripFacts(kind: .mobile, from: point, plannedOn: day), act: .commandLine())
        for place in places { try await samples.trips.edit(.addStop(place, on: day), of: trip, act: .commandLine()) }
        try await samples.trips.depart(trip, TripMinimums(mobile: 0), act: .commandLine())
        return trip
    }

    private func note(
        _ visits: Int, at stop: Int, of trip: TripID, _ samples: RotationSamples, reason: String? = nil,
        at moment: Moment = LedgerSamples.now
    ) async throws {
        try await samples.trips.edit(.visits(visits, stop: stop, reason: reason), of: trip, act: act(at: moment))
    }

    private func freeze(_ samples: RotationSamples, at moment: Moment = frozenAt) async throws -> FreezeReport {
        try await samples.library.store.figures.freeze(
            FreezeRequest(Self.month, online: nil, isDryRun: false), act: act(at: moment))
    }

    private func visits(_ point: ServicePointID, _ samples: RotationSamples) async throws -> [FigureEntry] {
        try await samples.library.store.figures.entries(
            FigureFilter(
                place: .point(point), months: Self.month...Self.month, indicator: .visit, includesEarlier: true))
    }

    @Test func `who came to the stops counts at the point that runs the trip, and nowhere else`() async throws {
        let samples = try await RotationSamples()
        let trip = try await trip(samples, from: samples.province, to: [samples.school, samples.other])
        try await note(40, at: 1, of: trip, samples)
        try await note(25, at: 2, of: trip, samples)
        // The door of the provincial library is another one than the vehicle's.
        try await samples.library.store.activities.visits.count(
            VisitCount(others: 100), at: samples.province, on: Self.day, act: act())

        _ = try await freeze(samples)

        #expect(try await visits(samples.province, samples).map(\.value) == [165])
        #expect(try await visits(samples.school, samples).isEmpty)
        let stops = try await samples.library.store.activities.visits.stops(
            of: samples.province, in: Self.month.days)
        #expect(stops.map(\.counted) == [40, 25] && stops.map(\.day) == [Self.day, Self.day])
        #expect(stops.first?.place == "Thư viện Trường Tiểu học Tân Lập")
    }

    @Test func `what is put right keeps what stood before, and enters a frozen month as late`() async throws {
        let samples = try await RotationSamples()
        let trip = try await trip(samples, from: samples.province, to: [samples.school, samples.other])
        try await note(40, at: 1, of: trip, samples)
        _ = try await freeze(samples)
        let late = Self.frozenAt.adding(.seconds(86_400))

        let silent = try await samples.refusal { try await note(52, at: 1, of: trip, samples, at: late) }
        let nowhere = try await samples.refusal { try await note(5, at: 9, of: trip, samples, at: late) }
        try await note(40, at: 1, of: trip, samples, at: late)
        try await note(52, at: 1, of: trip, samples, reason: "Đếm sót một lớp", at: late)
        try await note(7, at: 2, of: trip, samples, at: late)
        let report = try await freeze(samples, at: late)
        let again = try await freeze(samples, at: late)

        #expect(silent == .reasonMissing && nowhere == .incomplete)
        let stop = try await samples.trips.trip(trip)?.trip.stops.first
        #expect(
            stop?.counts == [
                StopCount(visits: 40, day: Self.day),
                StopCount(visits: 52, day: Self.day, reason: "Đếm sót một lớp"),
            ])
        #expect(report.differences.isEmpty && again.lateEntries == 0)
        let entries = try await visits(samples.province, samples)
        #expect(entries.map(\.value) == [40, 59] && entries.map(\.cause) == [.first, .late])
    }

    @Test func `on a day tallied at the vehicle nobody counts twice, and days out are what is expected`() async throws {
        let samples = try await RotationSamples()
        let places = samples.library.store.membership.places
        let vehicle = try await places.save(
            ServicePointFacts(name: "Xe thư viện", kind: .mobile), as: nil, of: samples.ledger.province.institution,
            act: act())
        let days = (0...2).map { Self.month.days.lowerBound.adding(days: $0 * 7) }
        for (day, visits) in zip(days, [30, 20, nil]) {
            let trip = try await trip(samples, from: vehicle, to: [samples.school], on: day)
            if let visits { try await note(visits, at: 1, of: trip, samples, at: Self.frozenAt) }
        }
        try await samples.library.store.activities.visits.correct(
            VisitCount(pupils: 33), at: vehicle, on: days[0], reason: nil, act: act(at: Self.frozenAt))

        _ = try await freeze(samples)

        let figure = try #require(try await visits(vehicle, samples).first)
        #expect(figure.value == 53 && figure.completeness == 66)
        let stops = try await samples.library.store.activities.visits.stops(of: vehicle, in: Self.month.days)
        #expect(stops.map(\.visits) == [30, 20, nil] && stops.map(\.counted) == [nil, 20, nil])
        let month = VisitMonth(
            Self.month, counted: [days[0]: VisitCount(pupils: 33)], stops: stops,
            calendar: LibraryCalendar(), today: Self.month.days.upperBound)
        #expect(month.total == 53 && month.countedDays == 2 && month.expectedDays == 3, "as the figure says it")
    }

    @Test func `twelve stops in a year prove that their library works with the system`() async throws {
        let samples = try await RotationSamples()
        let places = (0..<12).map { $0.isMultiple(of: 2) ? samples.school : samples.other }
        let trip = try await trip(samples, from: samples.province, to: places)
        for stop in 1...11 { try await note(10, at: stop, of: trip, samples) }
        let proof = { (place: LedgerSamples.Place, day: Day) in
            try await samples.library.store.plans.declarations.standings(
                StandingFilter(on: day, institutions: [place.institution])
            ).first?.proof(of: .digitalManagement)
        }

        let eleven = try await proof(samples.ledger.province, Self.day)
        try await note(0, at: 12, of: trip, samples)
        try await note(14, at: 1, of: trip, samples, reason: "Đếm sót một lớp")
        let twelve = try await proof(samples.ledger.province, Self.day)

        #expect(eleven?.count == 11 && eleven?.holds == false)
        #expect(twelve?.count == 12 && twelve?.holds == true, "a number that is put right counts once")
        #expect(try await proof(samples.ledger.school, Self.day)?.count == 0, "it was there as a guest")
        #expect(try await proof(samples.ledger.province, Self.day.adding(days: 400))?.count == 0)
    }

    @Test func `visits that an older library kept at its stops are counted once it is opened`() async throws {
        let samples = try await RotationSamples()
        let trip = try await trip(
            samples, from: samples.province, to: [samples.school, samples.other, samples.school])
        try samples.library.store.close()
        let old = try DatabaseQueue(path: samples.library.folder + "/hoclieu.sqlite")
        try await old.write { db in
            // As it was: the number in the row of the stop, without a history.
            try db.execute(
                sql: """
                    DROP TABLE stopVisit;
                    ALTER TABLE tripStop ADD COLUMN visits INTEGER CHECK (visits >= 0);
                    UPDATE tripStop SET visits = 40 WHERE ordinal = 1;
                    UPDATE tripStop SET visits = 250000 WHERE ordinal = 3;
                    DELETE FROM grdb_migrations WHERE identifier = 'trip-visits-1';
                    """)
            let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            try db.execute(sql: "PRAGMA user_version = \(version - 1)")
        }
        try old.close()

        let library = try TemporaryLibrary(alsoAt: samples.library.folder)

        let stops = try await library.store.circulating.rotation.trips.trip(trip)?.trip.stops
        #expect(
            stops?.map(\.counts) == [
                [StopCount(visits: 40, day: Self.day)], [], [StopCount(visits: 100_000, day: Self.day)],
            ])
        #expect(
            try await library.store.activities.visits.stops(of: samples.province, in: Self.month.days).map(\.counted)
                == [40, nil, 100_000])
        #expect(try await library.store.verify().problems == [])
    }
}
