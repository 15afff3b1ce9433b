/// The targets of a plan, and what institutions declared for them, as lines of a
/// report about one place.
struct ReportTargets: Sendable {
    let figures: any FigureStore
    let directory: PlaceDirectory
    let node: TreeNode

    /// Targets that another office counts are the plan's own, wherever it holds.
    /// The years of what several targets count are told once.
    func lines(
        of statuses: [TargetStatus], _ order: ReportOrder, on day: Day
    ) async throws -> (targets: [ReportFigures.TargetLine], growth: [ReportFigures.YearlyGrowth]) {
        var lines: [ReportFigures.TargetLine] = []
        var told: [ReportFigures.YearlyGrowth] = []
        for status in statuses {
            let target = status.target
            if let growth = target.growth {
                let found = try await self.growth(target, growth, order, on: day)
                lines.append(found.line)
                let same = told.firstIndex { $0.counts == growth.counts && $0.scope == target.scope }
                if let same {
                    if found.years.count > told[same].years.count { told[same].years = found.years }
                } else if !found.years.isEmpty {
                    told.append(.init(growth.counts, of: target.scope, years: found.years))
                }
                continue
            }
            lines.append(
                ReportFigures.TargetLine(
                    name: target.name, wanted: ReportWords.wanted(target), result: Self.result(status),
                    verdict: status.verdict))
        }
        return (lines, told)
    }

    /// What institutions declared: the very rows the targets are judged by, once
    /// for those that ask the same of the same institutions.
    static func declared(_ statuses: [TargetStatus]) -> [ReportFigures.Declared] {
        var lines: [ReportFigures.Declared] = []
        for status in statuses {
            guard case .share(let share) = status.result else { continue }
            let scope = status.target.scope
            if lines.contains(where: { $0.properties == share.properties && $0.scope == scope }) { continue }
            lines.append(
                ReportFigures.Declared(
                    share.properties, of: scope, have: share.numerator, all: share.denominator,
                    proven: share.number(.proven) + share.number(.declaredAndProven), silent: share.number(.silent)))
        }
        return lines
    }

    private static func result(_ status: TargetStatus) -> String {
        switch status.result {
        case .share, .counted: return fraction(status, "cơ quan, đơn vị")
        case .entered(let entered):
            guard let last = entered.first?.facts else { return ReportWords.none }
            return "\(fraction(status, "")) (\(last.source), \(ReportWords.day(last.on)))"
        case .milestone(let marks):
            guard let reached = marks.first?.reachedOn else { return "chưa ghi nhận" }
            return "đạt ngày \(ReportWords.day(reached))"
        case .fromFigures: return ReportWords.none
        }
    }

    private static func fraction(_ status: TargetStatus, _ of: String) -> String {
        guard let percent = status.percent, let have = status.numerator, let all = status.denominator else {
            return ReportWords.none
        }
        let counted = "\(ReportWords.number(have))/\(ReportWords.number(all))\(of.isEmpty ? "" : " " + of)"
        return "\(counted), \(ReportWords.decimal(percent, decimals: status.decimals))\u{A0}%"
    }
}

extension ReportWords {
    /// The target as it is asked: "8–10 %/năm", "trên 90 %".
    static func wanted(_ target: Target) -> String {
        let words = target.words.map { $0.lowercased() + " " } ?? ""
        let deadline = target.deadline.map { "; đến \($0.year)" } ?? ""
        switch target.shape {
        case .growth(let growth):
            let (low, high) = (decimal(growth.rate.lowerBound), decimal(growth.rate.upperBound))
            return "\(words)\(low == high ? low : "\(low)–\(high)")\u{A0}%/năm\(deadline)"
        case .shareOfInstitutions(let percent, _), .shareOfPeople(let percent, _):
            return "\(words)\(decimal(percent))\u{A0}%\(deadline)"
        case .count(let count): return "\(words)\(number(count.number)) \(period(count.period))\(deadline)"
        case .milestone: return "hoàn thành\(deadline)"
        }
    }

    private static func period(_ period: CountTarget.Period) -> String {
        switch period {
        case .schoolYear: "mỗi năm học"
        case .year: "mỗi năm"
        case .month: "mỗi tháng"
        case .week: "mỗi tuần"
        }
    }
}
