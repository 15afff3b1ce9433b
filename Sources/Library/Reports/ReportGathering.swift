/// Takes the figures of reports out of the stores, by the same arithmetic as the
/// dashboard: sums of what there is, growth over what both periods have.
package struct ReportGathering: ReportFigureSource {
    private let figures: any FigureStore
    private let activities: any ActivityStore
    private let stores: ReportStores
    /// Nil where no plan is spoken of.
    private let plans: PlanDesk?
    private var places: any ReportPlaces { stores.places }

    package init(
        figures: any FigureStore, activities: any ActivityStore, reports stores: ReportStores, plans: PlanDesk? = nil
    ) {
        (self.figures, self.activities, self.stores, self.plans) = (figures, activities, stores, plans)
    }

    /// What a report tells, in its order. Different readers are not among them:
    /// those of months and points are never added up.
    package static let indicators: [Indicator] = [
        .visit, .virtualVisit, .loan, .loanOfOwned, .renewal, .inHouseUse, .uniqueItemRequest, .download, .event,
        .attendance,
    ]

    package func figures(for order: ReportOrder, at now: Moment) async throws -> ReportFigures {
        guard order.months.count <= ReportOrder.mostMonths, let place = try await places.place(order.node) else {
            throw ReportRefusal.periodWrong
        }
        var result = ReportFigures(takenAt: now, place: place.name)
        let nodes = try await reach(of: order.node, place, on: Day(now), &result)
        let points = try await figures.points(FigurePointFilter(within: nodes))
        let ids = points.map(\.id)
        let tables = try await tables(of: points, order)
        result.lines = tables.map { Self.line($0, points, order) }
        result.points = Self.detail(tables, points, order.months)
        result.activities = Self.activities(try await activities.counts(at: ids, in: order.months))
        result.rotation = try await places.rotation(at: ids, in: order.months)
        if let plans, let duty = order.duty, let plan = try await plans.plan(duty.id.plan) {
            let targets = ReportTargets(plans: plans, figures: figures, nodes: nodes)
            let day = min(Day(now), order.months.upperBound.days.upperBound)
            result.targets = try await targets.lines(
                of: plan, order, points: ids.map { .point($0) }, on: day)
            result.declared = try await targets.declared(plan, on: day)
        }
        if case .unit(let unit) = order.node, let duty = order.duty {
            let receiving = ReportReceiving(stores)
            let senders = try await receiving.senders(to: unit, duty.id, year: duty.year, on: Day(now))
            result.units = try await receiving.units(senders, own: result.lines)
        }
        return result
    }

    /// What is looked through for a node: itself, and of a unit that has ended
    /// what it went into.
    private func reach(
        of node: TreeNode, _ place: ReportPlace, on today: Day, _ result: inout ReportFigures
    ) async throws -> Set<TreeNode> {
        guard let unit = place.unit, !unit.validity.contains(today) else { return [node] }
        let carriers = try await places.carriers(of: unit.id)
        result.unconfirmedLinks = carriers.doubtful
        return Set(carriers.units.map { .unit($0) } + [node])
    }

    /// One a told indicator, over both periods; indicators nobody counted are
    /// left out.
    private func tables(of points: [FigurePoint], _ order: ReportOrder) async throws -> [FigureTable] {
        let cells = points.map { FigurePlace.point($0.id) }
        var tables: [FigureTable] = []
        for indicator in Self.indicators {
            let table = try await figures.table(
                indicator, at: cells, in: order.monthsBefore.lowerBound...order.months.upperBound)
            if cells.contains(where: { table[$0].contains { $0.value != nil } }) { tables.append(table) }
        }
        return tables
    }

    // MARK: Sums

    static func line(_ table: FigureTable, _ points: [FigurePoint], _ order: ReportOrder) -> ReportFigures.Line {
        var all = PairedSums(), panel = 0
        let years = order.monthsBefore.lowerBound.months(until: order.months.lowerBound)
        for point in points {
            var own = PairedSums()
            for month in order.months.each {
                own.add(
                    table[.point(point.id), month], table[.point(point.id), month.adding(months: -years)])
            }
            if own.matched > 0 { panel += 1 }
            all.add(own)
        }
        let expected = points.count * order.months.count
        let broken = all.originBreaks + all.definitionBreaks
        var breaks: [ReportFigures.Break] = []
        if all.definitionBreaks > 0 { breaks.append(.definition) }
        if all.originBreaks > 0 { breaks.append(.source) }
        let growth = all.panelGrowth.value.map { $0 * 100 }
        return ReportFigures.Line(
            table.indicator,
            definition: Int(DefinitionVersion.version(of: table.indicator, in: order.months.upperBound)),
            now: ReportFigures.Sum(
                value: all.value(.total, .now),
                known: all.matched + all.onlyNow + broken, expected: expected),
            before: ReportFigures.Sum(
                value: all.value(.total, .base),
                known: all.matched + all.onlyBase + broken, expected: expected),
            matched: all.matched > 0
                ? ReportFigures.Matched(points: panel, now: all.now, before: all.base, growth: growth) : nil,
            breaks: breaks)
    }

    static func detail(
        _ tables: [FigureTable], _ points: [FigurePoint], _ months: ClosedRange<Month>
    ) -> [ReportFigures.Point] {
        let each = months.each
        return points.map { point in
            ReportFigures.Point(
                id: point.id, name: point.name, unit: point.unitName,
                months: each.map { month in
                    let cells = tables.map { $0[.point(point.id), month] }
                    let known = cells.filter { $0.value != nil }
                    return ReportFigures.PointMonth(
                        values: cells.map(\.value), origins: known.reduce(into: []) { $0.formUnion($1.origins) },
                        completeness: known.compactMap(\.completeness).min().map { Int($0) })
                })
        }
    }

    /// By kind, in the order of the kinds.
    static func activities(_ counts: ActivityCounts) -> [ReportFigures.ActivityLine] {
        ActivityKind.allCases.compactMap { kind in
            let held = counts.held.filter { $0.kind == kind }
            guard !held.isEmpty else { return nil }
            return ReportFigures.ActivityLine(
                kind, number: held.reduce(0) { $0 + $1.number }, uncounted: held.reduce(0) { $0 + $1.uncounted },
                people: held.reduce(0) { $0 + $1.attendance.pupils + $1.attendance.staff + $1.attendance.others })
        }
    }
}
