/// When a loan is due, and by how much it is late. Days of the calendar only:
/// no clock, no hour, no summer time.
package enum DueDate {
    /// The day `loanDays` after `day`, or the next on which the point is open.
    /// Never after `end`, the end of a reader's class or school year: then the
    /// last open day before it. Never before the loan itself.
    package static func of(
        loanDays: Int, from day: Day, calendar: LibraryCalendar, noLaterThan end: Day? = nil
    ) -> Day {
        let end = end.map { max($0, day) }
        let counted = day.adding(days: max(0, loanDays))
        let wanted = end.map { min($0, counted) } ?? counted
        guard let open = calendar.openDay(from: wanted) else { return wanted }
        guard let end, open > end else { return open }
        return calendar.lastOpenDay(in: day...end) ?? end
    }

    /// What counts as a day of being late.
    package enum Counting: Sendable {
        case everyDay
        /// Days on which the reader could have come.
        case openDays
    }

    /// 0 until the due day is over.
    package static func overdueDays(
        due: Day, on today: Day, calendar: LibraryCalendar, counting: Counting = .everyDay
    ) -> Int {
        let late = max(0, due.days(until: today))
        guard counting == .openDays, late > 0 else { return late }
        return (1...late).count { calendar.isOpen(on: due.adding(days: $0)) }
    }
}
