/// On which days a service point is open.
///
/// For example: `calendar.closure(on: day) == .holiday("Tết Nguyên đán")`.
package struct LibraryCalendar: Equatable, Sendable {
    /// Nil where nothing is said: then every day of the week is as good.
    package var opening: OpeningDays?
    package var holidays: Holidays
    package var closings: [ClosingPeriod]

    package init(opening: OpeningDays? = nil, holidays: Holidays = Holidays(), closings: [ClosingPeriod] = []) {
        (self.opening, self.holidays, self.closings) = (opening, holidays, closings)
    }

    /// Why a point is closed on a day.
    package enum Closure: Equatable, Sendable {
        /// A period somebody wrote down, with its reason.
        case period(String)
        /// A day off of the country, by name.
        case holiday(String)
        /// A day of the week on which it never opens.
        case weekday
    }

    /// Nil when it is open. What somebody wrote down is told before what the
    /// country does, and that before the week.
    package func closure(on day: Day) -> Closure? {
        if let special = specialClosure(on: day) { return special }
        if let opening, !opening.days.contains(day.weekday) { return .weekday }
        return nil
    }

    /// The same without regard to the week: for what has weekdays of its own.
    package func specialClosure(on day: Day) -> Closure? {
        if let period = closings.first(where: { $0.facts.contains(day) }) { return .period(period.facts.reason) }
        return holidays.name(of: day).map { .holiday($0) }
    }

    package func isOpen(on day: Day) -> Bool { closure(on: day) == nil }

    /// The day itself when it is open; nil when two years bring none.
    package func openDay(from day: Day) -> Day? {
        (0...Self.patience).lazy.map { day.adding(days: $0) }.first { isOpen(on: $0) }
    }

    /// The last open day in a span; nil when it has none.
    package func lastOpenDay(in days: ClosedRange<Day>) -> Day? {
        let span = min(days.lowerBound.days(until: days.upperBound), Self.patience)
        return (0...span).lazy.map { days.upperBound.adding(days: -$0) }.first { isOpen(on: $0) }
    }

    /// In days. A point closed for longer than this is no lending point.
    private static let patience = 731
}
