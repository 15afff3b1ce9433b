import Glibc

/// A calendar day in Việt Nam. Due dates, validity and birthdays are days,
/// never moments: nothing is computed from a local clock.
package struct Day: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Nil for a day that is in no calendar.
    package init?(_ year: Int, _ month: Int, _ day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(of: month, in: year)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Reads "2025-07-01".
    package init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, let numbers = Self.numbers(parts) else { return nil }
        self.init(numbers[0], numbers[1], numbers[2])
    }

    /// Reads what people write: "1/7/2025", "01-07-2025", "1.7.2025", or "2025-07-01".
    package init?(written text: some StringProtocol) {
        if let day = Day(iso: text) {
            self = day
            return
        }
        let parts = text.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
        guard parts.count == 3, parts[2].utf8.count == 4, let numbers = Self.numbers(parts) else { return nil }
        self.init(numbers[2], numbers[1], numbers[0])
    }

    /// The day it is in Việt Nam at a moment; the country keeps UTC+7 all year.
    package init(_ moment: Moment) {
        self.init(counted: (moment.milliseconds + 7 * 3_600_000).quotientRoundedDown(by: 86_400_000))
    }

    /// Nil for a number before the year 1 or after 9999.
    package init?(daysSince1970 days: Int) {
        guard Self.range.contains(days) else { return nil }
        self.init(counted: Int64(days))
    }

    /// In eras of 400 years that begin on 1 March (Howard Hinnant,
    /// chrono-compatible date algorithms).
    private init(counted days: Int64) {
        let shifted = days + 719_468
        let era = shifted.quotientRoundedDown(by: 146_097)
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * ofYear + 2) / 153
        day = Int(ofYear - (153 * fromMarch + 2) / 5 + 1)
        month = Int(fromMarch < 10 ? fromMarch + 3 : fromMarch - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    }

    /// Its first moment in Việt Nam.
    package var start: Moment { Moment(milliseconds: Int64(daysSince1970) * 86_400_000 - 7 * 3_600_000) }

    /// The first moment of the day after.
    package var end: Moment { start.adding(.seconds(86_400)) }

    /// 0 on 1 January 1970: what days are added and subtracted by.
    package var daysSince1970: Int {
        let fromMarch = (month + 9) % 12
        let yearFromMarch = month <= 2 ? year - 1 : year
        let ofYear = (153 * fromMarch + 2) / 5 + day - 1
        return yearFromMarch * 365 + yearFromMarch / 4 - yearFromMarch / 100 + yearFromMarch / 400 + ofYear - 719_468
    }

    /// The calendar's own ends stand for what lies beyond them.
    package func adding(days: Int) -> Day {
        let sum = daysSince1970.addingReportingOverflow(days)
        let bounded = sum.overflow ? (days < 0 ? Self.range.lowerBound : Self.range.upperBound) : sum.partialValue
        return Day(counted: Int64(min(max(bounded, Self.range.lowerBound), Self.range.upperBound)))
    }

    /// Negative when `other` is before this day.
    package func days(until other: Day) -> Int { other.daysSince1970 - daysSince1970 }

    /// As Vietnamese people number them: 2 is Monday, 7 Saturday, 8 Sunday.
    package var weekday: Int { 2 + (((daysSince1970 + 3) % 7) + 7) % 7 }

    /// 1 January of the year 1 to 31 December 9999.
    private static let range = -719_162...2_932_896

    /// "2025-07-01": sorts as text as it does as a day.
    package var description: String { Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2) }

    package static func < (left: Day, right: Day) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static func length(of month: Int, in year: Int) -> Int {
        guard month == 2 else { return [4, 6, 9, 11].contains(month) ? 30 : 31 }
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    }

    private static func numbers(_ parts: [some StringProtocol]) -> [Int]? {
        let numbers = parts.compactMap { part in
            !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
        }
        return numbers.count == parts.count ? numbers : nil
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// A point in time, to the millisecond, as the store keeps it.
package struct Moment: Hashable, Sendable, Comparable {
    /// Since the start of 1970 in UTC.
    package let milliseconds: Int64
    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static var now: Moment {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    package func adding(_ duration: Duration) -> Moment {
        let (seconds, attoseconds) = duration.components
        return Moment(milliseconds: milliseconds + seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
    }

    /// How long after another moment this is; negative when before.
    package func since(_ earlier: Moment) -> Duration { .milliseconds(milliseconds - earlier.milliseconds) }

    package static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }
}

extension Int64 {
    fileprivate func quotientRoundedDown(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
