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
    }
    package var month: Month
    package var lines: [Line]

    /// Up to `today`; days to come have no line.
    package init(_ month: Month, counted: [Day: VisitCount], calendar: LibraryCalendar, today: Day) {
        self.month = month
        lines = month.days.each.filter { $0 <= today }.map {
            Line(day: $0, count: counted[$0], closure: calendar.closure(on: $0))
        }
    }

    package var total: VisitCount { lines.compactMap(\.count).reduce(VisitCount(), +) }
    /// Days with a count.
    package var countedDays: Int { lines.count { $0.count != nil } }
    /// Days that should have one: those on which the point was open, and those
    /// that were counted though it was closed.
    package var expectedDays: Int { lines.count { $0.closure == nil || $0.count != nil } }
}
