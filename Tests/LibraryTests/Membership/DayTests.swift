import Foundation
import Library
import Randomness
import Testing

@Suite struct DayTests {
    @Test func `a moment is the day it is in Việt Nam, whatever the machine's clock says`() {
        // 2025-06-30 16:59:59.999 and 17:00 UTC: the last and the first moment of two laws.
        #expect(Day(Moment(milliseconds: 1_751_302_799_999)).description == "2025-06-30")
        #expect(Day(Moment(milliseconds: 1_751_302_800_000)).description == "2025-07-01")
        #expect(Day(Moment(milliseconds: 0)).description == "1970-01-01")
        #expect(Day(Moment(milliseconds: -25_200_001)).description == "1969-12-31")
        #expect(Day(Moment(milliseconds: 951_782_400_000)).description == "2000-02-29")
    }

    @Test func `days are read as people write them, and impossible ones are refused`() {
        for written in ["1/7/2025", "01/07/2025", "01-07-2025", "1.7.2025", "2025-07-01"] {
            #expect(Day(written: written) == Day(2025, 7, 1), "\(written)")
        }
        for written in [
            "", "31/2/2025", "29/2/2025", "7/2025", "1/13/2025", "01/07/25", "a/b/2025", "2025-7-1-1", "+1/07/2025",
        ] {
            #expect(Day(written: written) == nil, "\(written)")
        }
        #expect(Day(written: "29/2/2024") != nil)
    }

    @Test func `days sort as their text does`() throws {
        let days = try ["2025-07-01", "0999-12-31", "2024-12-31", "2025-06-30"].map { try #require(Day(iso: $0)) }

        #expect(days.sorted().map(\.description) == days.map(\.description).sorted())
    }

    @Test func `a unit of before July 2025 is none of July`() throws {
        let former = Validity(last: Day(2025, 6, 30)), present = Validity(first: Day(2025, 7, 1))
        let day = try #require(Day(2025, 7, 1))

        #expect(!former.contains(day))
        #expect(present.contains(day))
    }

    @Test func `every day of three centuries is the one Foundation reckons`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "Asia/Ho_Chi_Minh"))
        var day = try #require(Day(1900, 1, 1))
        let first = day.daysSince1970

        while day.year < 2201 {
            // Noon at UTC: the country kept other clocks before 1976, but no other day.
            let noon = Date(timeIntervalSince1970: Double(day.daysSince1970) * 86_400 + 5 * 3_600)
            let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: noon)
            guard day.year == parts.year, day.month == parts.month, day.day == parts.day,
                // Foundation's Sunday is 1.
                day.weekday == (parts.weekday == 1 ? 8 : parts.weekday)
            else {
                Issue.record("\(day) is \(parts)")
                return
            }
            guard Day(daysSince1970: day.daysSince1970) == day else {
                Issue.record("\(day) does not lead back")
                return
            }
            day = day.adding(days: 1)
        }
        #expect(day.daysSince1970 - first == 301 * 365 + 73)
    }

    @Test func `adding days and counting them are the same`() throws {
        var random = SeededRandom(seed: 11)
        let zero = try #require(Day(2026, 9, 21))
        for _ in 0..<5_000 {
            let day = zero.adding(days: Int.random(in: -700_000...2_900_000, using: &random))
            let count = Int.random(in: -1_000...1_000, using: &random)
            let other = day.adding(days: count)
            #expect(day.days(until: other) == count && other.days(until: day) == -count)
            #expect((day < other) == (count > 0))
            #expect(Day(iso: other.description) == other)
        }
    }

    @Test func `the calendar has ends, and what lies beyond them stops there`() throws {
        let first = try #require(Day(1, 1, 1)), last = try #require(Day(9999, 12, 31))

        #expect(first.adding(days: -1) == first && last.adding(days: 1) == last)
        #expect(first.adding(days: .max) == last && last.adding(days: .min) == first)
        #expect(first.adding(days: first.days(until: last)) == last)
        #expect(Day(daysSince1970: first.daysSince1970 - 1) == nil && Day(daysSince1970: last.daysSince1970 + 1) == nil)
    }
}
