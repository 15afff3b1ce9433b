import GRDB
import Library
import SQLiteStore
import Testing

@Suite struct ReadingPeriodTests {
    private static let year = ActivityHouse.day("2026-09-07")...ActivityHouse.day("2027-05-28")
    private static let tuesday = ActivityHouse.day("2026-09-15")

    private static func facts(_ name: String, weekday: Int = 3, period: Int = 2) -> ReadingSeriesFacts {
        ReadingSeriesFacts(
            className: name, weekday: weekday, period: period, first: year.lowerBound, last: year.upperBound)!
    }

    @Test func `thirty classes come in by one form, and the same form again brings none`() async throws {
        let house = try await ActivityHouse()
        let store = house.stores.readingPeriods
        let classes = (1...30).map { Self.facts("\($0 % 5 + 1)\($0)", weekday: $0 % 5 + 2, period: $0 % 4 + 1) }

        #expect(try await store.add(classes, at: house.point, act: ActivityHouse.act("f")) == 30)
        #expect(try await store.add(classes, at: house.point, act: ActivityHouse.act("f")) == 30, "the first outcome")
        #expect(try await store.add(classes + [Self.facts("5Z")], at: house.point, act: ActivityHouse.act()) == 1)

        #expect(try await store.series(at: house.point, in: Self.year).count == 31)
        #expect(try await store.series(at: house.other, in: Self.year).isEmpty)
    }

    @Test func `what became of a period is kept, moved ones in both weeks, and corrections lose nothing`() async throws
    {
        let (house, id) = try await Self.house()
        let store = house.stores.readingPeriods
        let friday = ActivityHouse.day("2026-09-25")
        let note = { (outcome: ReadingOutcome, basedOn: Int64) in
            try await store.note(
                [ReadingNote(series: id, planned: Self.tuesday, outcome: outcome, basedOn: basedOn)], at: house.point,
                act: ActivityHouse.act())
        }

        #expect(try await note(ReadingOutcome(state: .held, day: friday, period: 4, pupils: 33), 0).isEmpty)
        let first = try await store.noted(at: house.point, in: .week(of: Self.tuesday))
        #expect(first == (try await store.noted(at: house.point, in: .week(of: friday))))
        let entry = try #require(first.first).entry
        #expect(try await note(ReadingOutcome(state: .held, day: friday, period: 4, pupils: 32), entry).isEmpty)

        let now = try await store.noted(at: house.point, in: .week(of: friday))
        #expect(now.map(\.outcome.pupils) == [32])
        let rows = try await house.file().read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM readingEntry") ?? 0
        }
        #expect(rows == 2)
    }

    @Test func `a line that says nothing new writes nothing, and one from an old page is given back`() async throws {
        let (house, id) = try await Self.house()
        let store = house.stores.readingPeriods
        let plain = ReadingNote(
            series: id, planned: Self.tuesday, outcome: ReadingOutcome(day: Self.tuesday, period: 2), basedOn: 0)
        var held = plain, cancelled = plain
        held.outcome.state = .held
        cancelled.outcome.state = .cancelled

        #expect(try await store.note([plain], at: house.point, act: ActivityHouse.act()).isEmpty)
        #expect(try await store.noted(at: house.point, in: Self.year).isEmpty)
        #expect(try await store.note([held], at: house.point, act: ActivityHouse.act()).isEmpty)
        #expect(try await store.note([cancelled], at: house.point, act: ActivityHouse.act("late")) == [cancelled])
        #expect(try await store.note([cancelled], at: house.point, act: ActivityHouse.act("late")) == [cancelled])
        #expect(
            try await store.note([held], at: house.point, act: ActivityHouse.act()).isEmpty, "the same is no quarrel")
        #expect(try await store.note([held], at: house.other, act: ActivityHouse.act()) == [held], "not theirs")
        #expect(try await store.noted(at: house.point, in: Self.year).map(\.outcome.state) == [.held])
    }

    @Test func `a series ends with a day, unless later periods were noted`() async throws {
        let (house, id) = try await Self.house()
        let store = house.stores.readingPeriods
        let end = { (day: String, point: ServicePointID) in
            try await store.end(id, after: ActivityHouse.day(day), at: point, act: ActivityHouse.act())
        }
        let last = { try await store.series(at: house.point, in: Self.year).first?.facts.last.description }

        try await end("2026-10-30", house.other)
        #expect(try await last() == "2027-05-28", "another school's")
        try await end("2026-10-30", house.point)
        #expect(try await last() == "2026-10-30")
        _ = try await store.note(
            [
                ReadingNote(
                    series: id, planned: Self.tuesday,
                    outcome: ReadingOutcome(state: .held, day: Self.tuesday, period: 2),
                    basedOn: 0)
            ], at: house.point, act: ActivityHouse.act())
        await #expect(throws: ActivityRefusal.seriesInUse) { try await end("2026-09-10", house.point) }
        await #expect(throws: ActivityRefusal.seriesInUse) { try await end("2026-09-01", house.point) }
        #expect(try await last() == "2026-10-30")
    }

    @Test func `a series that ends before it began is gone`() async throws {
        let (house, id) = try await Self.house()
        let store = house.stores.readingPeriods

        try await store.end(id, after: ActivityHouse.day("2026-09-06"), at: house.point, act: ActivityHouse.act())

        #expect(try await store.series(at: house.point, in: Self.year).isEmpty)
    }

    private static func house() async throws -> (ActivityHouse, ReadingSeriesID) {
        let house = try await ActivityHouse()
        _ = try await house.stores.readingPeriods.add([facts("4A")], at: house.point, act: ActivityHouse.act())
        let series = try await house.stores.readingPeriods.series(at: house.point, in: year)
        return (house, try #require(series.first).id)
    }
}
