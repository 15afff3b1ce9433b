/// Who came to a point on a day, by group and without hours.
package struct VisitCount: Equatable, Sendable {
    package var pupils: Int
    /// Teachers and staff.
    package var staff: Int
    package var others: Int
    package init(pupils: Int = 0, staff: Int = 0, others: Int = 0) {
        (self.pupils, self.staff, self.others) = (pupils, staff, others)
    }

    package var total: Int { pupils + staff + others }
    package var isSound: Bool { [pupils, staff, others].allSatisfy { Attendance.range.contains($0) } }

    package static func + (left: VisitCount, right: VisitCount) -> VisitCount {
        VisitCount(
            pupils: left.pupils + right.pupils, staff: left.staff + right.staff, others: left.others + right.others)
    }
}

/// The groups of a tally; words under `visit-group` in the locales.
package enum VisitGroup: String, Sendable, CaseIterable {
    case pupils, staff, others

    /// Some visitors of this group alone.
    package func count(_ number: Int) -> VisitCount {
        switch self {
        case .pupils: VisitCount(pupils: number)
        case .staff: VisitCount(staff: number)
        case .others: VisitCount(others: number)
        }
    }
}

/// One entry of a day: the desk counts upwards in it until somebody corrects it,
/// which begins the next.
package struct VisitEntry: Equatable, Sendable {
    /// What stood in it at its end; in the last, what holds.
    package var count: VisitCount
    /// Why it took the place of the one before; nil for the first of a day.
    package var reason: String?
    package init(count: VisitCount, reason: String? = nil) { (self.count, self.reason) = (count, reason) }
}

/// The days of a month as they were counted.
package struct VisitMonth: Equatable, Sendable {
    /// A day that is over or has begun.
    package struct Line: Equatable, Sendable {
        package var day: Day
        /// Nil for a day nobody counted: that is not 0.
        package var count: VisitCount?
        package var closure: LibraryCalendar.Closure?
        /// Who came to the stops of the day's trips; nil where none are counted.
        package var atStops: Int?

        package var isCounted: Bool { count != nil || atStops != nil }
    }
    package var month: Month
    package var lines: [Line]
    /// The stops of the month, by day.
    package var stops: [StopVisit]

    /// Up to `today`; days to come have no line.
    package init(
        _ month: Month, counted: [Day: VisitCount], stops: [StopVisit] = [], calendar: LibraryCalendar, today: Day
    ) {
        self.month = month
        self.stops = stops
        lines = month.days.each.filter { $0 <= today }.map { day in
            let visits = stops.filter { $0.day == day }.compactMap(\.counted)
            return Line(
                day: day, count: counted[day], closure: calendar.closure(on: day),
                atStops: visits.isEmpty ? nil : visits.reduce(0, +))
        }
    }

    /// At the desk and at stops together.
    package var total: Int { lines.compactMap(\.count?.total).reduce(atStops, +) }
    package var atStops: Int { lines.compactMap(\.atStops).reduce(0, +) }
    /// Days with a count.
    package var countedDays: Int { lines.count(where: \.isCounted) }
    /// Days that should have one: those on which the point was open, or went out
    /// on wheels, and those that were counted though it was closed.
    package var expectedDays: Int {
        let out = Set(stops.filter(\.isOnWheels).map(\.day))
        return lines.count { $0.isCounted || (out.isEmpty ? $0.closure == nil : out.contains($0.day)) }
    }
}
