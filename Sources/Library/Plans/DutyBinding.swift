/// A place that writes reports, as the duties of plans see it.
package struct ReportingPlace: Hashable, Sendable {
    package enum Seat: Hashable, Sendable {
        /// The library as a whole, which works for its province.
        case library
        case unit(UnitKind.Level)
        /// An institution, or a point of it.
        case institution(InstitutionKind, point: ServicePointKind?)
    }
    package var seat: Seat
    /// The unit it is or lies in; of the library as a whole all its units.
    package var units: Set<UnitID>
    package init(_ seat: Seat, in units: Set<UnitID>) { (self.seat, self.units) = (seat, units) }
}

extension ReportingDuty {
    /// Whether a place sends this report, or has a part in it: it lies where the
    /// plan holds, and one of the senders works at its level.
    ///
    /// An office of a district that has ended reports no more; what it had to do
    /// is offered to the communes that carry its unit on.
    package func binds(_ place: ReportingPlace, in plan: Plan, at scope: PlanScope, on day: Day) -> Bool {
        guard !scope.all.isDisjoint(with: place.units) else { return false }
        return from.compactMap { plan.body($0) }.contains { $0.reports(for: place.seat, scope, on: day) }
    }

    /// Whether a unit gathers this report from those below it.
    package func isGathered(by unit: AdministrativeUnit, in plan: Plan, at scope: PlanScope, on day: Day) -> Bool {
        from.compactMap { plan.body($0) }.contains { body in
            guard body.kinds.isEmpty else { return true }
            if body.reports(for: .unit(.commune), scope, on: day) { return true }
            return body.level(scope).map { $0 > unit.kind.level } ?? false
        }
    }
}

extension OfficialBody {
    /// The level of the unit it works at; nil where the plan does not say it, or
    /// names a unit that is not known here.
    fileprivate func level(_ scope: PlanScope) -> UnitKind.Level? {
        unit.flatMap { unit in scope.named.first { $0.code == unit.code } }?.kind.level
    }

    fileprivate func reports(for seat: ReportingPlace.Seat, _ scope: PlanScope, on day: Day) -> Bool {
        let hasEnded = validity.last.map { $0 < day } ?? false
        guard kinds.isEmpty else { return reportsAsOneOfMany(seat, hasEnded: hasEnded) }
        let level = level(scope) ?? .province
        switch seat {
        case .library: return level == .province
        case .unit(let own): return own == level || (hasEnded && level == .district && own == .commune)
        case .institution(let kind, let point):
            switch level {
            case .province: return kind == .library || point == .province
            case .district: return point == .district
            case .commune: return kind == .commune
            }
        }
    }

    /// Of bodies that the plan names together: "các xã, thị trấn". What lies in a
    /// commune has a part in the commune's report.
    private func reportsAsOneOfMany(_ seat: ReportingPlace.Seat, hasEnded: Bool) -> Bool {
        switch seat {
        case .library, .unit(.province): false
        case .unit(.district): !kinds.contains(.commune)
        case .unit(.commune): kinds.contains(.commune) || hasEnded
        case .institution(let kind, _): kinds.contains(kind) || kinds.contains(.commune)
        }
    }
}

extension PlanDesk {
    /// The plans in force with those of their duties that a place has a part in;
    /// plans without any are left out.
    package func duties(
        of place: ReportingPlace, on day: Day
    ) async throws -> [(plan: Plan, duties: [ReportingDuty])] {
        try await duties(on: day) { duty, plan, scope in duty.binds(place, in: plan, at: scope, on: day) }
    }

    /// The same of what a unit receives from those below it.
    package func duties(
        gatheredBy unit: AdministrativeUnit, on day: Day
    ) async throws -> [(plan: Plan, duties: [ReportingDuty])] {
        try await duties(on: day) { duty, plan, scope in
            (scope.all.contains(unit.id) || scope.today.contains { $0.parent == unit.id })
                && duty.isGathered(by: unit, in: plan, at: scope, on: day)
        }
    }

    private func duties(
        on day: Day, _ isWanted: (ReportingDuty, Plan, PlanScope) -> Bool
    ) async throws -> [(plan: Plan, duties: [ReportingDuty])] {
        var found: [(plan: Plan, duties: [ReportingDuty])] = []
        for plan in try await plans() {
            let scope = try await scope(of: plan, on: day)
            let duties = plan.duties.filter { isWanted($0, plan, scope) }
            if !duties.isEmpty { found.append((plan, duties)) }
        }
        return found
    }
}
