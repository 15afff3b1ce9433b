import Library

/// A duty of a plan in one year, with its date where the plan prints one.
struct DueReport {
    var plan: Plan
    var duty: ReportingDuty
    var year: Int

    var lastGoodDay: Day? { duty.lastGoodDay(in: year) }

    /// As a report keeps it.
    var reported: ReportedDuty {
        ReportedDuty(id: duty.id, year: year, plan: plan.title, lastGoodDay: lastGoodDay)
    }

    /// What the plan says; else a year that is over before the last good day, or
    /// by the kind.
    var months: ClosedRange<Month> {
        if let said = duty.months?.value.months(of: year) { return said }
        let day = lastGoodDay ?? Day(year, 12, 31)
        let last = day.map { Month(of: $0).previous } ?? Month(of: Day(Moment(milliseconds: 0)))
        switch duty.kind {
        case .sixMonth: return last.adding(months: -5)...last
        case .midTerm, .final, .phase:
            return (Month(plan.years.lowerBound, 1) ?? last)...max(last, Month(plan.years.lowerBound, 1) ?? last)
        case .annual, .rating: return last.adding(months: -11)...last
        }
    }

    /// The last and the next date of every duty, the nearest first; those
    /// without a date at the end.
    static func all(_ plans: [(plan: Plan, duties: [ReportingDuty])], on today: Day) -> [DueReport] {
        let duties = plans.flatMap { plan, duties in duties.map { (plan, $0) } }
        let dated = duties.flatMap { plan, duty -> [DueReport] in
            (today.year - 1...today.year + 1).map { DueReport(plan: plan, duty: duty, year: $0) }.filter { due in
                due.lastGoodDay.map { shown.contains(today.days(until: $0)) } ?? false
            }
        }
        let undated = duties.filter { $1.date == nil && $1.years.contains(today.year) }.map {
            DueReport(plan: $0, duty: $1, year: today.year)
        }
        return dated.sorted {
            ($0.lastGoodDay ?? today, $0.duty.id.description) < ($1.lastGoodDay ?? today, $1.duty.id.description)
        }
            + undated
    }

    /// From a third of a year after the date to a year before it, in days.
    private static let shown = -120...365
}

/// How long there is until the last good day.
enum DeadlineWords {
    static func line(_ duty: ReportedDuty, on today: Day, isSent: Bool, _ words: Words) -> HTML {
        guard let day = duty.lastGoodDay, let left = duty.daysLeft(on: today) else { return words[.reportNoDate] }
        let due = words(.reportDueOn, ["day": PlaceNames.day(day)])
        if isSent { return due }
        if left == 0 { return "\(due), <strong>\(words[.reportDueToday])</strong>" }
        if left < 0 { return "\(due), <strong class=\"late\">\(words(.reportDaysLate, count: -left))</strong>" }
        return "\(due), \(words(.reportDaysLeft, count: left))"
    }
}
