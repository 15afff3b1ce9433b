/// A day by which somebody has to report.
package struct ReportDeadline: Equatable, Sendable {
    package var plan: PlanID
    package var duty: ReportingDuty
    package var year: Int
    package var lastGoodDay: Day
    /// 0 on the day itself, negative once it has passed.
    package var daysLeft: Int
    /// Nil until somebody has chosen them.
    package var months: ClosedRange<Month>?
}

extension [Plan] {
    /// The next date of every duty that has one, the nearest first.
    ///
    /// For example: on 10 November 2026 a duty "trước ngày 10/11" is due on
    /// 9 November 2027: this year's date has passed.
    package func nextDeadlines(on day: Day) -> [ReportDeadline] {
        flatMap { plan in
            plan.duties.compactMap { duty -> ReportDeadline? in
                let years = Swift.max(duty.years.lowerBound, day.year)...Swift.max(duty.years.upperBound, day.year)
                let next = years.lazy.compactMap { year in
                    duty.lastGoodDay(in: year).map { (year: year, day: $0) }
                }.first { $0.day >= day }
                return next.map {
                    ReportDeadline(
                        plan: plan.id, duty: duty, year: $0.year, lastGoodDay: $0.day,
                        daysLeft: day.days(until: $0.day), months: plan.months(of: duty, in: $0.year))
                }
            }
        }.sorted { ($0.lastGoodDay, $0.duty.id.description) < ($1.lastGoodDay, $1.duty.id.description) }
    }
}
