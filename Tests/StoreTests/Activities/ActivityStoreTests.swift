import GRDB
import Library
import SQLiteStore
import Testing

/// A school with a library and one without any activity, and the activities of both.
struct ActivityHouse {
    let library: TemporaryLibrary
    let point: ServicePointID
    let other: ServicePointID
    var stores: ActivityStores { library.store.activities }

    init() async throws {
        library = try TemporaryLibrary()
        _ = try await library.store.membership.units.load(MembershipSamples.units)
        point = try await MembershipSamples.school(in: library).point
        other = try await MembershipSamples.school("Trường Tiểu học Xa", in: library).point
    }

    static func day(_ text: String) -> Day { Day(iso: text)! }
    static func act(_ form: String? = nil) -> Act { MembershipSamples.act(form) }
    static let autumn = Month(2026, 9)!...Month(2026, 11)!

    /// The database as another program sees it.
    func file() throws -> DatabaseQueue { try DatabaseQueue(path: library.folder + "/hoclieu.sqlite") }
}

@Suite struct ActivityStoreTests {
    private static let festival = ActivityFacts(
        title: "Ngày hội đọc sách", kind: .readingFestival, first: ActivityHouse.day("2026-09-20"),
        last: ActivityHouse.day("2026-09-21"), place: "Sân trường")

    @Test func `an activity is planned, held and counted, and what stood before stays`() async throws {
        let house = try await ActivityHouse()
        let store = house.stores.activities
        var held = Self.festival
        (held.state, held.attendance) = (.held, Attendance(pupils: 300, teachers: 12, others: 5, women: 160))

        let id = try await store.add(Self.festival, at: house.point, act: ActivityHouse.act("form-1"))
        let again = try await store.add(Self.festival, at: house.point, act: ActivityHouse.act("form-1"))
        let planned = try #require(try await store.activity(id))
        try await store.change(id, to: held, basedOn: planned.entry, act: ActivityHouse.act())

        #expect(id == again)
        #expect(try await store.activity(id)?.facts == held)
        #expect(try await store.history(of: id) == [held, Self.festival])
        let all = Self.festival.first...Self.festival.first
        #expect(try await store.activities(ActivityFilter(point: house.point, days: all)).map(\.id) == [id])
        #expect(try await store.activities(ActivityFilter(point: house.other, days: all)).isEmpty)
    }

    @Test func `two who change one activity at once do not overwrite each other`() async throws {
        let house = try await ActivityHouse()
        let store = house.stores.activities
        let id = try await store.add(Self.festival, at: house.point, act: ActivityHouse.act())
        let shown = try #require(try await store.activity(id))
        var cancelled = Self.festival
        cancelled.state = .cancelled
        try await store.change(id, to: cancelled, basedOn: shown.entry, act: ActivityHouse.act())

        await #expect(throws: ActivityRefusal.changedMeanwhile) {
            try await store.change(id, to: Self.festival, basedOn: shown.entry, act: ActivityHouse.act())
        }
        #expect(try await store.activity(id)?.facts.state == .cancelled)
    }

    @Test func `everybody sees what is planned and not over, the nearest first`() async throws {
        let house = try await ActivityHouse()
        let store = house.stores.activities
        for (title, day, state) in [
            ("Kể chuyện", "2026-09-25", ActivityState.planned), ("Đã qua", "2026-09-01", .planned),
            ("Bỏ", "2026-09-26", .cancelled), ("Giới thiệu sách", "2026-09-23", .planned),
        ] {
            let facts = ActivityFacts(
                title: title, kind: .other, first: ActivityHouse.day(day), last: ActivityHouse.day(day), state: state)
            _ = try await store.add(facts, at: house.point, act: ActivityHouse.act())
        }
        _ = try await store.add(Self.festival, at: house.other, act: ActivityHouse.act())

        let coming = try await store.coming(on: ActivityHouse.day("2026-09-21"), limit: 9)

        #expect(coming.map(\.title) == ["Ngày hội đọc sách", "Giới thiệu sách", "Kể chuyện"])
        #expect(coming[0].pointName == "Thư viện Trường Tiểu học Xa" && coming[0].place == "Sân trường")
        #expect(try await store.coming(on: ActivityHouse.day("2026-09-21"), limit: 1).count == 1)
    }

    @Test func `the file itself refuses to change or lose an entry`() async throws {
        let house = try await ActivityHouse()
        _ = try await house.stores.activities.add(Self.festival, at: house.point, act: ActivityHouse.act())
        try await house.stores.visits.count(
            VisitCount(pupils: 3), at: house.point, on: ActivityHouse.day("2026-09-21"), act: ActivityHouse.act())
        let file = try house.file()

        for sql in [
            "UPDATE activityEntry SET title = 'Khác'", "UPDATE activityEntry SET pupils = 3, teachers = 0, others = 0",
            "DELETE FROM activityEntry", "UPDATE visitTally SET pupils = 2", "DELETE FROM visitTally",
            "UPDATE visitTally SET day = '2026-09-20'",
        ] {
            #expect(throws: DatabaseError.self, "\(sql)") { try file.write { try $0.execute(sql: sql) } }
        }
    }

    @Test func `figures are counted per point, month and kind, and who was not counted is no zero`() async throws {
        let house = try await ActivityHouse()
        let store = house.stores.activities
        let add = { (kind: ActivityKind, day: String, pupils: Int?, point: ServicePointID) in
            let day = ActivityHouse.day(day)
            _ = try await store.add(
                ActivityFacts(
                    title: "Hoạt động", kind: kind, first: day, last: day, state: .held,
                    attendance: pupils.map { Attendance(pupils: $0, teachers: 2, others: 1) }), at: point,
                act: ActivityHouse.act())
        }
        try await add(.bookTalk, "2026-09-01", 30, house.point)
        try await add(.bookTalk, "2026-09-30", nil, house.point)
        try await add(.bookTalk, "2026-10-01", 40, house.point)
        try await add(.readingPeriod, "2026-10-02", 35, house.point)
        try await add(.club, "2026-12-01", 9, house.point)
        try await add(.club, "2026-09-09", 9, house.other)
        _ = try await store.add(Self.festival, at: house.point, act: ActivityHouse.act())
        let periods = house.stores.readingPeriods
        let series = ReadingSeriesFacts(
            className: "4A", weekday: 4, period: 2, first: ActivityHouse.day("2026-09-07"),
            last: ActivityHouse.day("2027-05-28"))!
        _ = try await periods.add([series], at: house.point, act: ActivityHouse.act())
        let id = try #require(try await periods.series(at: house.point, in: series.first...series.last).first).id
        // Planned in September, held in October.
        let planned = ActivityHouse.day("2026-09-30")
        _ = try await periods.note(
            [
                ReadingNote(
                    series: id, planned: planned,
                    outcome: ReadingOutcome(state: .held, day: ActivityHouse.day("2026-10-01"), period: 3, pupils: 31),
                    basedOn: 0)
            ], at: house.point, act: ActivityHouse.act())

        let counts = try await store.counts(at: [house.point], in: ActivityHouse.autumn)
        let both = try await store.counts(at: [house.point, house.other], in: ActivityHouse.autumn)

        let line = { (month: Int, kind: ActivityKind, number: Int, uncounted: Int, count: VisitCount) in
            ActivityCounts.Held(
                point: house.point, month: Month(2026, month)!, kind: kind, number: number, uncounted: uncounted,
                attendance: count)
        }
        #expect(
            counts.held == [
                line(9, .bookTalk, 2, 1, VisitCount(pupils: 30, staff: 2, others: 1)),
                line(10, .bookTalk, 1, 0, VisitCount(pupils: 40, staff: 2, others: 1)),
                line(10, .readingPeriod, 2, 0, VisitCount(pupils: 66, staff: 2, others: 1)),
            ])
        #expect(both.held.count == 4 && both.visits.isEmpty)
        #expect(try await store.counts(at: [], in: ActivityHouse.autumn).held.isEmpty)
    }
}
