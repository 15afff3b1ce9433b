import Library
import Randomness
import Testing

@Suite struct CalendarTests {
    static let holidays = Holidays(
        rules: [
            .init(name: "Tết Dương lịch", date: .solar(month: 1, day: 1)),
            .init(name: "Tết Nguyên đán", date: .lunar(month: 1, day: 1), before: 1, length: 5),
            .init(name: "Giỗ Tổ", date: .lunar(month: 3, day: 10)),
            .init(name: "Quốc khánh", date: .solar(month: 9, day: 2), before: 1, length: 2),
            .init(name: "Ngày mới", date: .solar(month: 11, day: 24), since: 2030),
        ],
        announcements: [.init(name: "Tết Nguyên đán", first: day("2024-02-08"), last: day("2024-02-14"))])

    static func day(_ text: String) -> Day { Day(iso: text)! }

    @Test func `Tết of 2030 is off from 1 to 5 February, and the Sunday in it is made up for`() {
        let off = Self.holidays.days(in: 2030).filter { $0.name == "Tết Nguyên đán" }.map(\.day.description)

        // The first is a Friday: Saturday and Sunday are made up for on the next two days.
        #expect(
            off == [
                "2030-02-01", "2030-02-02", "2030-02-03", "2030-02-04", "2030-02-05", "2030-02-06", "2030-02-07",
            ])
    }

    @Test func `what was announced for a year stands in place of the rule`() {
        let off = Self.holidays.days(in: 2024).filter { $0.name == "Tết Nguyên đán" }.map(\.day)

        #expect(off.first == Self.day("2024-02-08") && off.last == Self.day("2024-02-14") && off.count == 7)
        #expect(Self.holidays.name(of: Self.day("2025-01-28")) == "Tết Nguyên đán")
        #expect(Self.holidays.name(of: Self.day("2029-11-24")) == nil)
        #expect(Self.holidays.name(of: Self.day("2030-11-24")) == "Ngày mới", "a Sunday")
        #expect(Self.holidays.name(of: Self.day("2030-11-25")) == "Ngày mới", "and the Monday for it")
    }

    @Test func `two days off in a row at a week's end are made up for by two working days`() {
        // 1 and 2 September 2029 are a Saturday and a Sunday.
        let off = Self.holidays.days(in: 2029).filter { $0.name == "Quốc khánh" }.map(\.day.description)

        #expect(off == ["2029-09-01", "2029-09-02", "2029-09-03", "2029-09-04"])
    }

    @Test func `a point says why it is closed: its own period, the country, the week`() throws {
        let summer = try #require(
            ClosingFacts(first: Self.day("2026-06-01"), last: Self.day("2026-08-31"), reason: "Nghỉ hè"))
        let calendar = LibraryCalendar(
            opening: OpeningDays("2-6"), holidays: Self.holidays,
            closings: [ClosingPeriod(id: ClosingPeriodID(1), facts: summer)])

        #expect(calendar.closure(on: Self.day("2026-06-06")) == .period("Nghỉ hè"), "on a Saturday too")
        #expect(calendar.closure(on: Self.day("2026-02-17")) == .holiday("Tết Nguyên đán"))
        #expect(calendar.closure(on: Self.day("2026-09-05")) == .weekday)
        #expect(calendar.closure(on: Self.day("2026-09-04")) == nil)
        #expect(calendar.specialClosure(on: Self.day("2026-09-05")) == nil)
    }

    @Test func `a closing period has a reason, an end, and no more than a year`() {
        let day = Self.day("2026-06-01")

        #expect(ClosingFacts(first: day, last: day, reason: "") == nil)
        #expect(ClosingFacts(first: day, last: day.adding(days: -1), reason: "Thi") == nil)
        #expect(ClosingFacts(first: day, last: day.adding(days: 366), reason: "Thi") == nil)
        #expect(ClosingFacts(first: day, last: day.adding(days: 365), reason: "Thi") != nil)
    }

    // MARK: Due dates

    @Test func `a loan over Tết is due on the first open day after it`() {
        let calendar = LibraryCalendar(opening: OpeningDays("2-6"), holidays: Self.holidays)

        #expect(DueDate.of(loanDays: 7, from: Self.day("2030-01-25"), calendar: calendar) == Self.day("2030-02-08"))
        #expect(DueDate.of(loanDays: 7, from: Self.day("2030-03-04"), calendar: calendar) == Self.day("2030-03-11"))
    }

    @Test func `a loan is due before the reader's class ends, on a day the library is open`() {
        let calendar = LibraryCalendar(opening: OpeningDays("2-6"))
        let friday = Self.day("2026-05-29"), sunday = Self.day("2026-05-31")

        #expect(
            DueDate.of(loanDays: 14, from: Self.day("2026-05-20"), calendar: calendar, noLaterThan: sunday) == friday)
        #expect(
            DueDate.of(loanDays: 10, from: Self.day("2026-05-20"), calendar: calendar, noLaterThan: sunday) == friday)
        #expect(
            DueDate.of(loanDays: 7, from: friday, calendar: calendar, noLaterThan: Self.day("2026-05-01")) == friday)
    }

    @Test func `a point that never opens gives the plain day`() {
        let never = LibraryCalendar(opening: OpeningDays([]))

        #expect(DueDate.of(loanDays: 7, from: Self.day("2026-05-20"), calendar: never) == Self.day("2026-05-27"))
    }

    @Test func `due days are open, not before the wanted day unless the end forces it, and never after the end`() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<4_000 {
            let week = Set((2...8).filter { _ in Bool.random(using: &random) })
            var calendar = LibraryCalendar(opening: OpeningDays(week), holidays: Self.holidays)
            let start = Self.day("2020-01-01").adding(days: Int.random(in: 0...9_000, using: &random))
            let shut = start.adding(days: Int.random(in: -10...40, using: &random))
            if let closing = ClosingFacts(
                first: shut, last: shut.adding(days: Int.random(in: 0...90, using: &random)), reason: "Thi")
            {
                calendar.closings = [ClosingPeriod(id: ClosingPeriodID(1), facts: closing)]
            }
            let days = Int.random(in: 0...60, using: &random)
            let end = Bool.random(using: &random) ? start.adding(days: Int.random(in: -5...80, using: &random)) : nil

            let due = DueDate.of(loanDays: days, from: start, calendar: calendar, noLaterThan: end)

            #expect(due >= start)
            if let end { #expect(due <= max(end, start)) }
            if end == nil, !week.isEmpty {
                #expect(calendar.isOpen(on: due) && due >= start.adding(days: days))
                #expect(!(start.adding(days: days)..<due).contains(where: calendar))
            }
        }
    }

    @Test func `lateness is counted in days, or in days on which one could come`() {
        let calendar = LibraryCalendar(opening: OpeningDays("2-6"), holidays: Self.holidays)
        let friday = Self.day("2026-09-11"), monday = Self.day("2026-09-14")
        let late = { (counting: DueDate.Counting, today: Day) in
            DueDate.overdueDays(due: friday, on: today, calendar: calendar, counting: counting)
        }

        #expect(late(.everyDay, friday) == 0 && late(.openDays, friday.adding(days: -3)) == 0)
        #expect(late(.everyDay, monday) == 3 && late(.openDays, monday) == 1)
    }
}

extension Range<Day> {
    /// Whether the calendar is open on any of these days.
    fileprivate func contains(where calendar: LibraryCalendar) -> Bool {
        var day = lowerBound
        while day < upperBound {
            if calendar.isOpen(on: day) { return true }
            day = day.adding(days: 1)
        }
        return false
    }
}
