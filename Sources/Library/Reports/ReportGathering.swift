/// Takes the figures of reports out of the stores, by the same arithmetic as the
/// dashboard: sums of what there is, growth over what both periods have.
package struct ReportGathering: ReportFigureSource {
    private let figures: any FigureStore
    private let board: FigureBoard
    private let activities: any ActivityStore
    private let stores: ReportStores
    /// Nil where no plan is spoken of.
    private let plans: PlanDesk?
    private var places: any ReportPlaces { stores.places }

    package init(
        figures: any FigureStore, board: FigureBoard, activities: any ActivityStore, reports stores: ReportStores,
        plans: PlanDesk? = nil
    ) {
        (self.figures, self.board, self.activities) = (figures, board, activities)
        (self.stores, self.plans) = (stores, plans)
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
        let (directory, scope) = try await scope(of: order, at: now)
        result.unconfirmedLinks = scope.unconfirmedLinks
        let nodes = Set(scope.countedUnits.map { TreeNode.unit($0) } + [order.node])
        let ids = scope.points
        let own = Set(ids)
        let points = try await figures.points(FigurePointFilter(within: nodes)).filter { own.contains($0.id) }
        let tables = try await tables(scope, order)
        result.lines = tables.map { Self.line($0, scope, order.months, before: order.monthsBefore) }
        if order.isLong {
            result.years = order.years.map { year in
                let before = year.earlier(byYears: 1)
                return ReportFigures.Year(year, lines: tables.map { Self.line($0, scope, year, before: before) })
            }
        }
        result.points = Self.detail(tables, points, scope, order.months)
        result.activities = Self.activities(try await activities.counts(at: ids, in: order.months))
        result.rotation = try await places.rotation(at: ids, in: order.months)
        if let plans, let duty = order.duty, let plan = try await plans.plan(duty.id.plan) {
            let targets = ReportTargets(figures: figures, directory: directory, node: order.node)
            let day = min(Day(now), order.months.upperBound.days.upperBound)
            let statuses = try await plans.statuses(of: plan, within: nodes, on: day)
            (result.targets, result.growth) = try await targets.lines(of: statuses, order, on: day)
            result.declared = ReportTargets.declared(statuses)
        }
        if let plans, case .unit(let unit) = order.node, let duty = order.duty {
            let receiving = ReportReceiving(stores, plans: plans)
            let senders = try await receiving.senders(
                to: unit, duty.id, year: duty.year, on: Day(now),
                answering: { order.kind != .sixMonth || order.months.contains($0.months.upperBound) })
            result.units = try await receiving.units(senders, of: order.months, own: result.lines)
        }
        return result
    }

    package func lines(for order: ReportOrder, at now: Moment) async throws -> [ReportFigures.Line] {
        let scope = try await scope(of: order, at: now).scope
        return try await tables(scope, order).map {
            Self.line($0, scope, order.months, before: order.monthsBefore)
        }
    }

    private func scope(of order: ReportOrder, at now: Moment) async throws -> (PlaceDirectory, scope: FigureScope) {
        let last = Month(of: Day(now)).previous
        let directory = try await board.scene([], in: last...last).directory
        return (directory, directory.scope(of: order.node, over: order.lookedAt))
    }

    /// One a told indicator, over both periods; indicators nobody counted are
    /// left out.
    private func tables(_ scope: FigureScope, _ order: ReportOrder) async throws -> [FigureTable] {
        let cells = scope.members.map(\.place)
        var tables: [FigureTable] = []
        for indicator in Self.indicators {
            let table = try await figures.table(indicator, at: cells, in: order.lookedAt)
            if cells.contains(where: { table[$0].contains { $0.value != nil } }) { tables.append(table) }
        }
        return tables
    }

    // MARK: Sums

    /// `before` are as many months; nil where nothing is compared.
    static func line(
        _ table: FigureTable, _ scope: FigureScope, _ months: ClosedRange<Month>, before: ClosedRange<Month>?
    ) -> ReportFigures.Line {
        var all = PairedSums(), panel = 0, expected = (now: 0, before: 0)
        let distance = before.map { $0.lowerBound.months(until: months.lowerBound) }
        for member in scope.members {
            var own = PairedSums()
            for month in months.each {
                let earlier = distance.map { month.adding(months: -$0) }
                own.add(member.cell(of: table, month), earlier.map { member.cell(of: table, $0) } ?? .none)
                guard member.place != .site else { continue }
                if member.isThere(in: month) { expected.now += 1 }
                if let earlier, member.isThere(in: earlier) { expected.before += 1 }
            }
            if own.matched > 0 { panel += 1 }
            all.add(own)
        }
        let broken = all.originBreaks + all.definitionBreaks
        var breaks: [ReportFigures.Break] = []
        if all.definitionBreaks > 0 { breaks.append(.definition) }
        if all.originBreaks > 0 { breaks.append(.source) }
        let growth = all.panelGrowth.value.map { $0 * 100 }
        let known = (now: all.matched + all.onlyNow + broken, before: all.matched + all.onlyBase + broken)
        return ReportFigures.Line(
            table.indicator,
            definition: Int(DefinitionVersion.version(of: table.indicator, in: months.upperBound)),
            now: ReportFigures.Sum(
                value: all.value(.total, .now), known: known.now, expected: max(expected.now, known.now)),
            before: ReportFigures.Sum(
                value: all.value(.total, .base), known: known.before, expected: max(expected.before, known.before)),
            matched: all.matched > 0
                ? ReportFigures.Matched(points: panel, now: all.now, before: all.base, growth: growth) : nil,
            breaks: breaks)
    }

    static func detail(
        _ tables: [FigureTable], _ points: [FigurePoint], _ scope: FigureScope, _ months: ClosedRange<Month>
    ) -> [ReportFigures.Point] {
        let each = months.each
        let members = Dictionary(scope.members.map { ($0.place, $0) }) { first, _ in first }
        return points.compactMap { point in
            guard let member = members[.point(point.id)] else { return nil }
            return ReportFigures.Point(
                id: point.id, name: point.name, unit: point.unitName,
                months: each.map { month in
                    let cells = tables.map { member.cell(of: $0, month) }
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

extension FigureScope.Member {
    fileprivate func isThere(in month: Month) -> Bool { months?.contains(month) ?? true }

    /// Empty outside of its months.
    fileprivate func cell(of table: FigureTable, _ month: Month) -> FigureTable.Cell {
        isThere(in: month) ? table[place, month] : .none
    }
}
