import Library
import Testing

@Suite struct ActivityTests {
    static func day(_ text: String) -> Day { Day(iso: text)! }
    static let today = day("2026-09-21")

    @Test func `a month has its days, a neighbour on each side, and a name that sorts`() throws {
        let february = try #require(Month(iso: "2028-02"))

        #expect(february.days == Self.day("2028-02-01")...Self.day("2028-02-29"))
        #expect(february.next.description == "2028-03" && february.previous.description == "2028-01")
        #expect(Month(2027, 12)?.next == Month(2028, 1))
        #expect(Month(iso: "2028-13") == nil && Month(iso: "2028-2") == nil && Month(iso: "") == nil)
        #expect(Month(of: Self.day("2026-02-28")).days.each.count == 28)
    }

    @Test func `an activity that cannot be so is refused, with the reason`() {
        let sound = ActivityFacts(
            title: "Ngày hội đọc sách", kind: .readingFestival, first: Self.day("2026-09-20"),
            last: Self.day("2026-09-21"), state: .held,
            attendance: Attendance(pupils: 300, teachers: 12, others: 5, women: 160))
        let refused = { (change: (inout ActivityFacts) -> Void) in
            var facts = sound
            change(&facts)
            return facts.refusal(on: Self.today)
        }

        #expect(sound.refusal(on: Self.today) == nil)
        #expect(refused { $0.title = "" } == .titleMissing)
        #expect(refused { $0.last = Self.day("2026-09-19") } == .daysWrong)
        #expect(refused { $0.last = Self.day("2028-09-19") } == .daysWrong)
        #expect(refused { ($0.first, $0.last) = (Self.day("2026-09-22"), Self.day("2026-09-22")) } == .heldTooEarly)
        #expect(refused { $0.state = .planned } == .countedButNotHeld)
        #expect(refused { $0.attendance?.women = 318 } == .countsWrong)
        #expect(refused { $0.attendance?.pupils = -1 } == .countsWrong)
    }

    // MARK: Reading periods

    @Test func `a timetable is read as people type it, and odd lines are told`() {
        let table = ReadingTimetable(
            "4A, thứ 3, tiết 2\n\n4B 3 4\r\nLớp 5 C; t6; 1\n5D thứ Sáu tiết 3\n1A cn 1\n1B chủ nhật 1\nkhối 5\n4A 9 2\n4A 3 13",
            first: Self.day("2026-09-07"), last: Self.day("2027-05-28"))

        #expect(table.lines.map(\.className) == ["4A", "4B", "Lớp 5 C", "5D", "1A", "1B"])
        #expect(table.lines.map(\.weekday) == [3, 3, 6, 6, 8, 8])
        #expect(table.lines.map(\.period) == [2, 4, 1, 3, 1, 1])
        #expect(table.unread == ["khối 5", "4A 9 2", "4A 3 13"])
    }

    private static func series(
        _ id: Int64, _ name: String, weekday: Int, period: Int, from first: String = "2026-09-07"
    ) -> ReadingSeries {
        ReadingSeries(
            id: ReadingSeriesID(id), servicePoint: ServicePointID(1),
            facts: ReadingSeriesFacts(
                className: name, weekday: weekday, period: period, first: day(first), last: day("2027-05-28"))!)
    }

    @Test func `a week holds each class's period once, in the order of the day, but for days off`() {
        let series = [
            Self.series(1, "4A", weekday: 3, period: 2), Self.series(2, "4B", weekday: 2, period: 5),
            Self.series(3, "5A", weekday: 3, period: 1), Self.series(4, "5B", weekday: 4, period: 1),
            Self.series(5, "1A", weekday: 2, period: 1, from: "2026-09-28"),
        ]
        let exam = ClosingFacts(first: Self.day("2026-09-23"), last: Self.day("2026-09-23"), reason: "Thi")!
        let calendar = LibraryCalendar(
            opening: OpeningDays("6"), closings: [ClosingPeriod(id: ClosingPeriodID(1), facts: exam)])

        let week = ReadingWeek(of: Self.day("2026-09-24"), series: series, noted: [], calendar: calendar)

        #expect(week.days == Self.day("2026-09-21")...Self.day("2026-09-27"))
        #expect(week.occurrences.map(\.className) == ["4B", "5A", "4A"])
        #expect(week.closures == [Self.day("2026-09-23"): .period("Thi")])
    }

    @Test func `a period that moved is seen in the week it left and in the one it came to`() {
        let series = [Self.series(1, "4A", weekday: 3, period: 2)]
        let moved = ReadingOccurrence(
            series: ReadingSeriesID(1), planned: Self.day("2026-09-22"), className: "4A",
            outcome: ReadingOutcome(state: .held, day: Self.day("2026-09-30"), period: 4, pupils: 33), entry: 8)
        let week = { (day: String) in
            ReadingWeek(of: Self.day(day), series: series, noted: [moved], calendar: LibraryCalendar())
        }

        #expect(week("2026-09-22").occurrences == [moved])
        #expect(week("2026-09-29").occurrences.map(\.planned) == [Self.day("2026-09-29"), Self.day("2026-09-22")])
        #expect(moved.isMoved)
        #expect(moved.shownOn(.week(of: Self.day("2026-09-22"))) == Self.day("2026-09-22"))
    }

    @Test func `a period that cannot be so is refused`() {
        let planned = Self.day("2026-09-22")
        let refused = { (outcome: ReadingOutcome) in outcome.refusal(planned: planned, on: Self.today) }

        #expect(refused(ReadingOutcome(day: planned, period: 2)) == nil)
        #expect(refused(ReadingOutcome(state: .held, day: planned, period: 2)) == .heldTooEarly)
        #expect(refused(ReadingOutcome(state: .held, day: Self.today, period: 2, pupils: 999)) == .countsWrong)
        #expect(refused(ReadingOutcome(state: .cancelled, day: planned, period: 2, pupils: 3)) == .countedButNotHeld)
        #expect(refused(ReadingOutcome(day: planned.adding(days: 300), period: 2)) == .daysWrong)
        #expect(refused(ReadingOutcome(day: planned, period: 0)) == .daysWrong)
    }

    // MARK: Visits and days to mark

    @Test func `a day nobody counted is not a day nobody came`() throws {
        let month = try #require(Month(iso: "2026-09"))
        let counted = [
            Self.day("2026-09-01"): VisitCount(pupils: 30, staff: 2), Self.day("2026-09-02"): VisitCount(),
            Self.day("2026-09-05"): VisitCount(others: 4),
        ]

        let visits = VisitMonth(
            month, counted: counted, calendar: LibraryCalendar(opening: OpeningDays("2-6")),
            today: Self.day("2026-09-07"))

        #expect(visits.lines.count == 7)
        #expect(visits.lines[1].count == VisitCount() && visits.lines[2].count == nil)
        #expect(visits.total == 36)
        // Tuesday to Friday, Monday, and the Saturday on which somebody counted all the same.
        #expect(visits.countedDays == 3 && visits.expectedDays == 6)
    }

    @Test func `days to mark come across the turn of the year, and stay until they are over`() {
        let days = DaysToMark([
            .init(name: "Tuần lễ", month: 10, day: 1, length: 7, kind: .learningWeek, source: "s"),
            .init(name: "Ngày Sách", month: 4, day: 21, kind: .bookDay, source: "s"),
            .init(name: "Đầu năm", month: 1, day: 9, kind: .other, source: "s"),
        ])
        let names = { (day: String) in days.coming(from: Self.day(day)).map(\.entry.name) }

        #expect(names("2026-09-21") == ["Tuần lễ"])
        #expect(names("2026-10-07") == ["Tuần lễ"])
        #expect(names("2026-10-08") == [])
        #expect(names("2026-12-01") == ["Đầu năm"])
        #expect(names("2027-04-21") == ["Ngày Sách"])
    }
}
