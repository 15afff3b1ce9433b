import Library

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

    /// "Báo cáo năm 2026", "Báo cáo sáu tháng 01/2026–06/2026".
    static func name(_ due: DueReport, _ words: Words) -> HTML {
        let kind = words.name(.reportKind, due.duty.kind.rawValue)
        return due.half == nil
            ? "\(kind) \(given(String(due.year)))" : "\(kind) \(given(ReportWords.shortPeriod(due.months)))"
    }

    /// "gửi UBND huyện": as the plan prints it; empty where it names nobody.
    static func to(_ due: DueReport, _ words: Words) -> HTML {
        let names = due.duty.to.compactMap { due.plan.body($0)?.name }.joined(separator: "; ")
        return names.isEmpty ? .empty : words(.reportTo, ["name": given(names)])
    }

    /// Who receives it, and by when: two duties of one plan and year differ in these.
    static func receiver(_ due: DueReport, _ words: Words) -> HTML {
        to(due, words) + due.lastGoodDay.html { ", \(words(.reportDueOn, ["day": PlaceNames.day($0)]))" as HTML }
    }
}
