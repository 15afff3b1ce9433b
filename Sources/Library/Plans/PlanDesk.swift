/// Plans with everything people added to them: what pages, the dashboard and
/// reports ask.
package struct PlanDesk: Sendable {
    package let source: any PlanSource
    package let stores: PlanStores
    /// The country's days off: weeks of nothing else ask for no reading period.
    package let holidays: HolidayDesk

    package init(source: any PlanSource, stores: PlanStores, holidays: HolidayDesk) {
        (self.source, self.stores, self.holidays) = (source, stores, holidays)
    }

    /// The plans in force, with what people chose for them.
    package func plans() async throws -> [Plan] {
        let choices = try await stores.choices.choices(of: nil)
        return await source.shelf().inForce.map { $0.choosing(choices) }
    }

    /// Any loaded plan, replaced or not.
    package func plan(_ id: PlanID) async throws -> Plan? {
        guard let plan = await source.shelf().plan(id) else { return nil }
        return plan.choosing(try await stores.choices.choices(of: id))
    }

    package func scope(of plan: Plan, on day: Day) async throws -> PlanScope {
        try await stores.choices.scope(of: plan, choices: try await stores.choices.choices(of: plan.id), on: day)
    }

    /// The plans that hold in a unit on a day, under whatever name they were made:
    /// its own, those of the units that went into it, and those of what is above
    /// and below it.
    package func plans(
        of unit: AdministrativeUnit, above: [AdministrativeUnit], on day: Day
    ) async throws -> [(plan: Plan, scope: PlanScope)] {
        let path = Set(above.map(\.id) + [unit.id])
        var found: [(plan: Plan, scope: PlanScope)] = []
        for plan in try await plans() {
            let scope = try await scope(of: plan, on: day)
            let isBelow = scope.today.contains { $0.parent == unit.id }
            if !scope.all.isDisjoint(with: path) || isBelow { found.append((plan, scope)) }
        }
        return found
    }

    package func nextDeadlines(on day: Day) async throws -> [ReportDeadline] {
        try await plans().nextDeadlines(on: day)
    }

    /// What is known of every target of a plan, in its order; with `within`, what
    /// institutions below these nodes declared and did.
    package func statuses(
        of plan: Plan, within nodes: Set<TreeNode>? = nil, on day: Day
    ) async throws -> [TargetStatus] {
        let scope = try await scope(of: plan, on: day)
        let figures = try await stores.figures.figures(of: plan.id)
        let marks = try await stores.figures.marks(of: plan.id)
        // Several targets ask the same of the same institutions.
        var known: [StandingsAsked: [InstitutionStanding]] = [:]
        func standings(_ target: Target, on day: Day) async throws -> [InstitutionStanding] {
            let asked = StandingsAsked(scope: target.scope, day: day)
            if let before = known[asked] { return before }
            let found = try await stores.declarations.standings(
                StandingFilter(on: day, units: scope.all, within: nodes, scope: target.scope))
            known[asked] = found
            return found
        }
        var statuses: [TargetStatus] = []
        for target in plan.targets {
            let figures = figures.filter { $0.target == target.id }
            switch target.basis(hasFigures: !figures.isEmpty) {
            case .figures:
                statuses.append(TargetStatus(target: target, on: day, result: .fromFigures, verdict: .unknown))
            case .entered: statuses.append(target.status(entered: figures, on: day))
            case .marks: statuses.append(target.status(marks: marks.filter { $0.target == target.id }, on: day))
            case .counts(let count):
                statuses.append(try await status(of: target, count, scope, within: nodes, on: day))
            case .declarations:
                var earlier: [InstitutionStanding]?
                if let last = target.deadline, last < day { earlier = try await standings(target, on: last) }
                statuses.append(
                    target.status(of: try await standings(target, on: day), onLastDay: earlier, on: day))
            }
        }
        return statuses
    }

    private struct StandingsAsked: Hashable {
        var scope: TargetScope
        var day: Day
    }

    /// Counts are of the year, school year, month or week that the day lies in.
    private func status(
        of target: Target, _ count: CountTarget, _ scope: PlanScope, within nodes: Set<TreeNode>?, on day: Day
    ) async throws -> TargetStatus {
        let months = count.months(around: day)
        let filter = StandingFilter(
            on: day, units: scope.all, within: nodes, scope: target.scope, withProofs: false)
        let rows = try await stores.figures.counted(count, at: filter, in: months)
        let weeks = try await holidays.current().workingWeeks(in: months, until: day)
        let counted = CountStatus(wanted: count, months: months, weeks: weeks, rows: rows)
        return TargetStatus(
            target: target, on: day, result: .counted(counted),
            verdict: target.verdict(numerator: counted.numerator, denominator: counted.denominator))
    }
}

extension CountTarget {
    /// The months to look at: of a count a week, the school year so far.
    package func months(around day: Day) -> ClosedRange<Month> {
        let this = Month(of: day)
        let start: Month? =
            switch period {
            case .schoolYear, .week: Month(this.number >= Self.firstMonth ? this.year : this.year - 1, Self.firstMonth)
            case .year: Month(this.year, 1)
            case .month: this
            }
        return min(start ?? this, this)...this
    }

    /// The school year begins in September (Luật Giáo dục, opened on 5/9).
    package static let firstMonth = 9
}

extension Holidays {
    /// Whole weeks, Monday to Friday, that are over on a day and in which at
    /// least three days were none off.
    package func workingWeeks(in months: ClosedRange<Month>, until day: Day) -> Int {
        let first = months.lowerBound.days.lowerBound
        let last = min(months.upperBound.days.upperBound, day)
        guard first <= last else { return 0 }
        return (first...last).each.count { friday in
            guard friday.weekday == 6, first <= friday.adding(days: -4) else { return false }
            return (0..<5).count { name(of: friday.adding(days: -$0)) == nil } >= 3
        }
    }
}

extension Target {
    /// Where a target's figure comes from.
    enum Basis {
        case figures, declarations, entered, marks
        case counts(CountTarget)
    }

    /// What another office counts is taken before what institutions declare.
    func basis(hasFigures: Bool) -> Basis {
        switch shape {
        case .growth: .figures
        case .count(let count): .counts(count)
        case .shareOfPeople: .entered
        case .shareOfInstitutions(_, let having):
            having.isEmpty || (isExternal && hasFigures) ? .entered : .declarations
        case .milestone(let having): having.isEmpty ? .marks : .declarations
        }
    }
}
