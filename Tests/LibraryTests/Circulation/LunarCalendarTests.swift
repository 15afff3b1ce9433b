import Foundation
import Library
import Testing

@Suite struct LunarCalendarTests {
    @Test(arguments: [
        (1968, "1968-01-29"), (1969, "1969-02-16"), (1985, "1985-01-21"), (2000, "2000-02-05"), (2007, "2007-02-17"),
        (2020, "2020-01-25"), (2023, "2023-01-22"), (2024, "2024-02-10"), (2025, "2025-01-29"), (2026, "2026-02-17"),
        (2030, "2030-02-02"), (2053, "2053-02-18"),
    ]) func `Tết is on the day people kept it, where China kept another too`(_ known: (year: Int, day: String)) {
        #expect(LunarCalendar.newYear(of: known.year)?.description == known.day)
    }

    @Test func `China's calendar is another one: Foundation's says 3 February for 2030`() throws {
        var chinese = Calendar(identifier: .chinese)
        chinese.timeZone = try #require(TimeZone(identifier: "Asia/Ho_Chi_Minh"))
        let day = try #require(chinese.date(from: DateComponents(era: 78, year: 47, month: 1, day: 1)))
        let tet = try #require(LunarCalendar.newYear(of: 2030))

        #expect(Day(Moment(milliseconds: Int64(day.timeIntervalSince1970 * 1_000))) == tet.adding(days: 1))
    }

    @Test func `every Tết and leap month is where another reckoning of moon and sun puts it`() throws {
        let entries = TetTable.text.split { ";\n".contains($0) }
        #expect(entries.count == LunarCalendar.years.count)

        for entry in entries {
            let words = entry.split(separator: " ")
            let year = try #require(Int(words[0]))
            #expect(LunarCalendar.newYear(of: year)?.description == "\(year)-\(words[1])")
            let leap = words[2].split(separator: ":")
            for month in 1...12 {
                let found = LunarCalendar.day(LunarDay(year: year, month: month, day: 1, isLeapMonth: true))
                // A leap eleventh month belongs to the year its solstice is in.
                guard month < 11 else { continue }
                #expect(found?.description.suffix(5) == (Int(leap[0]) == month ? leap[1] : nil), "\(year)/\(month)")
            }
        }
        #expect(LunarCalendar.day(LunarDay(year: 2033, month: 11, day: 1, isLeapMonth: true)) == Day(2033, 12, 22))
    }

    @Test func `Giỗ Tổ is the tenth of the third month, and a lunar day leads back to its day`() throws {
        for (year, known) in [(2023, "2023-04-29"), (2024, "2024-04-18"), (2025, "2025-04-07"), (2026, "2026-04-26")] {
            #expect(LunarCalendar.day(LunarDay(year: year, month: 3, day: 10))?.description == known)
        }
        var day = try #require(LunarCalendar.newYear(of: 2019))
        for _ in 0..<4_000 {
            let lunar = try #require(LunarCalendar.lunarDay(of: day))
            #expect(LunarCalendar.day(lunar) == day)
            day = day.adding(days: 1)
        }
    }

    @Test func `a year has no thirtieth of a short month and no second one of most`() {
        #expect(LunarCalendar.lunarDay(of: Day(2026, 2, 16)!) == LunarDay(year: 2025, month: 12, day: 29))
        #expect(LunarCalendar.day(LunarDay(year: 2025, month: 12, day: 30)) == nil)
        #expect(LunarCalendar.day(LunarDay(year: 2026, month: 6, day: 1, isLeapMonth: true)) == nil)
        #expect(LunarCalendar.newYear(of: 1967) == nil && LunarCalendar.newYear(of: 2200) == nil)
        #expect(LunarCalendar.day(LunarDay(year: 2026, month: 1, day: 0)) == nil)
    }
}
