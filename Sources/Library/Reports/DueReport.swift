/// A report that a duty of a plan asks for in one year, or in a half of it.
package struct DueReport: Equatable, Sendable {
    package var plan: Plan
    package var duty: ReportingDuty
    package var year: Int
    /// 1 or 2 of a six-month report; nil of every other.
    package let half: Int?

    /// Of a six-month duty the first half where none is named.
    package init(plan: Plan, duty: ReportingDuty, year: Int, half: Int? = nil) {
        (self.plan, self.duty, self.year) = (plan, duty, year)
        self.half = duty.kind == .sixMonth ? (half == 2 ? 2 : 1) : nil
    }

    /// Nil where the plan prints none. A six-month duty with one printed day has it
    /// for the half that was over last.
    package var lastGoodDay: Day? {
        guard let day = duty.lastGoodDay(in: year) else { return nil }
        guard half != nil else { return day }
        let end = months.upperBound
        return end.days.upperBound < day && day <= end.adding(months: 6).days.upperBound ? day : nil
    }

    /// As a report keeps it.
    package var reported: ReportedDuty {
        ReportedDuty(id: duty.id, year: year, plan: plan.title, lastGoodDay: lastGoodDay)
    }

    /// What the plan or a person says; else what is usual.
    package var months: ClosedRange<Month> {
        plan.months(of: duty, in: year, half: half) ?? plan.usualMonths(of: duty, in: year, half: half)
    }

    /// Whether a report was written for it: of a half, one that ends in it.
    package func isAnswered(by order: ReportOrder) -> Bool {
        guard order.duty?.id == duty.id, order.duty?.year == year else { return false }
        return half == nil || months.contains(order.months.upperBound)
    }

    /// The last and the next dates of every duty, the nearest first; then what is
    /// long overdue and has not been sent, the newest first; those without a date
    /// at the end.
    package static func all(
        _ plans: [(plan: Plan, duties: [ReportingDuty])], on today: Day, isSent: (DueReport) -> Bool = { _ in false }
    ) -> [DueReport] {
        let duties = plans.flatMap { plan, duties in duties.map { (plan, $0) } }
        let all = duties.flatMap { plan, duty in
            (today.year - 2...today.year + 1).flatMap { year in
                halves(of: duty).map { DueReport(plan: plan, duty: duty, year: year, half: $0) }
            }
        }
        var dated: [(due: DueReport, day: Day, left: Int)] = []
        for due in all {
            if let day = due.lastGoodDay { dated.append((due, day, today.days(until: day))) }
        }
        dated.sort { ($0.day, $0.due.duty.id.description) < ($1.day, $1.due.duty.id.description) }
        let late = dated.filter { remembered.contains($0.left) && !isSent($0.due) }
        let undated = all.filter { due in
            due.lastGoodDay == nil && due.duty.years.contains(due.year) && due.isOpen(on: today)
        }
        return dated.filter { shown.contains($0.left) }.map(\.due) + late.reversed().map(\.due) + undated
    }

    private static func halves(of duty: ReportingDuty) -> [Int?] { duty.kind == .sixMonth ? [1, 2] : [nil] }

    /// Of a duty without a date: this year's, and of a six-month one the half that
    /// was over last too.
    private func isOpen(on today: Day) -> Bool {
        guard duty.date == nil || half != nil else { return false }
        if year == today.year { return true }
        return half == 2 && year == today.year - 1 && today.month <= 6
    }

    /// From a third of a year after the date to a year before it, in days.
    private static let shown = -120...365
    /// How long what was never sent stands in the list after that: until two years
    /// are past.
    private static let remembered = -730 ... -121
}
