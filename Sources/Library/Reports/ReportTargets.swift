/// The targets of a plan, and what institutions declared for them, as lines of a
/// report about one place.
struct ReportTargets: Sendable {
    let plans: PlanDesk
    /// The place, and what it is looked through by.
    let nodes: Set<TreeNode>

    /// `figures` are those of the place; targets that another office counts are
    /// the plan's own, wherever it holds.
    func lines(
        of plan: Plan, _ figures: [ReportFigures.Line], on day: Day
    ) async throws -> [ReportFigures.TargetLine] {
        try await plans.statuses(of: plan, within: nodes, on: day).map { status in
            let result = status.target.growth.map { Self.growth($0, figures) } ?? Self.result(status)
            return ReportFigures.TargetLine(
                name: status.target.name, wanted: ReportWords.wanted(status.target), result: result,
                verdict: status.verdict)
        }
    }

    /// What the place's institutions declared, a property a line.
    func declared(_ plan: Plan, on day: Day) async throws -> [ReportFigures.Declared] {
        let properties = DeclaredProperty.allCases.filter { property in
            plan.targets.contains { $0.shape.properties.contains(property) }
        }
        guard !properties.isEmpty else { return [] }
        let standings = try await plans.stores.declarations.standings(StandingFilter(on: day, within: nodes))
        return properties.map { property in
            let states = standings.map { $0.state(of: property) }
            return ReportFigures.Declared(
                property, have: states.count(where: \.counts), all: states.count,
                proven: states.count { $0 == .proven || $0 == .declaredAndProven },
                silent: states.count { $0 == .silent })
        }
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
        return "\(counted), \(ReportWords.decimal(percent))\u{A0}%"
    }

    /// Growth over the same months of the year before, over what both have; the
    /// mean from the base year on stands on the dashboard with its working.
    private static func growth(_ target: GrowthTarget, _ figures: [ReportFigures.Line]) -> String {
        let counted = figures.filter { target.counts.contains($0.indicator) }
        let now = counted.reduce(0) { $0 + ($1.matched?.now ?? 0) }
        let before = counted.reduce(0) { $0 + ($1.matched?.before ?? 0) }
        guard before > 0 else { return "so với cùng kỳ: không so sánh được" }
        let change = ReportWords.change(Double(now - before) / Double(before) * 100)
        return "so với cùng kỳ, trên các điểm so được: \(change)"
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
