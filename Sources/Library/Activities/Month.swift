/// A month of the calendar: what figures are counted by.
package struct Month: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let year: Int
    /// 1 to 12.
    package let number: Int

    /// Nil for a month that is in no calendar.
    package init?(_ year: Int, _ number: Int) {
        guard Day(year, number, 1) != nil else { return nil }
        (self.year, self.number) = (year, number)
    }

    package init(of day: Day) { (year, number) = (day.year, day.month) }

    /// Reads "2026-09".
    package init?(iso text: some StringProtocol) {
        guard text.utf8.count == 7, let day = Day(iso: "\(text)-01") else { return nil }
        self.init(of: day)
    }

    /// Reads what people write, "11/2025", and what browsers send, "2025-11".
    package init?(written text: some StringProtocol) {
        guard let month = Month(iso: text) ?? Day(written: "1/\(text)").map({ Month(of: $0) }) else { return nil }
        self = month
    }

    /// The first to the last day.
    package var days: ClosedRange<Day> {
        let first = Day(year, number, 1) ?? Day(Moment(milliseconds: 0))
        let last = (28...31).reversed().lazy.compactMap { Day(year, number, $0) }.first ?? first
        return first...last
    }

    package var next: Month { Month(of: days.upperBound.adding(days: 1)) }
    package var previous: Month { Month(of: days.lowerBound.adding(days: -1)) }

    /// "2026-09".
    package var description: String {
        let digits = String(1_000_000 + year * 100 + number).dropFirst()
        return "\(digits.prefix(4))-\(digits.suffix(2))"
    }

    /// Negative when `other` is before this month.
    package func months(until other: Month) -> Int { (other.year - year) * 12 + other.number - number }

    /// Later, or earlier for a negative number; the calendar's own ends stand for
    /// what lies beyond them.
    package func adding(months: Int) -> Month {
        let sum = min(max(year * 12 + number - 1 + months, 12), 9_999 * 12 + 11)
        return Month(sum / 12, sum % 12 + 1) ?? self
    }

    package static func < (left: Month, right: Month) -> Bool {
        (left.year, left.number) < (right.year, right.number)
    }
}

extension ClosedRange<Day> {
    /// Every day of the span, in order.
    package var each: [Day] { (0...lowerBound.days(until: upperBound)).map { lowerBound.adding(days: $0) } }

    /// Monday to Sunday of the week of a day.
    package static func week(of day: Day) -> ClosedRange<Day> {
        let monday = day.adding(days: 2 - day.weekday)
        return monday...monday.adding(days: 6)
    }
}

extension ClosedRange<Month> {
    package var count: Int { lowerBound.months(until: upperBound) + 1 }

    /// Every month of the span, in order.
    package var each: [Month] { (0..<count).map { lowerBound.adding(months: $0) } }

    /// The same months so many years earlier.
    package func earlier(byYears years: Int) -> ClosedRange<Month> {
        lowerBound.adding(months: -12 * years)...upperBound.adding(months: -12 * years)
    }
}
