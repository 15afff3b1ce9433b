import Library

/// What a page of the dashboard stands on: the question with every choice filled
/// in, the points it speaks of and their figures.
struct DashboardScene: Sendable {
    /// Every choice filled in, so that its links show the same tomorrow.
    let address: DashboardAddress
    let directory: PlaceDirectory
    let node: TreeNode
    let question: GrowthQuestion
    let scope: FigureScope
    /// The target's, or the programme's 8–10 %.
    let goal: RateGoal
    let plan: Plan?
    let target: Target?
    let plans: [Plan]
    let tables: [Indicator: FigureTable]
    let today: Day

    /// What every page reads, whatever is added up: the pairs of bars.
    static let pairs: (visits: [Indicator], loans: [Indicator]) = ([.visit, .virtualVisit], [.loan, .loanOfOwned])
    /// What is added up where no plan says it.
    static let usual: [Indicator] = [.visit, .virtualVisit]

    /// The growth of what is asked for, or of something else over the same points
    /// and months. Throws `CountingRefusal`.
    func study(_ counts: [Indicator]? = nil) throws(CountingRefusal) -> GrowthStudy {
        let wanted = counts ?? address.counts
        let tables = wanted.map { indicator in
            self.tables[indicator] ?? FigureTable(indicator, places: [], months: question.pair.now)
        }
        return try GrowthStudy(tables, scope: scope, question: question)
    }
}

/// Why the dashboard cannot answer as it was asked: shown with the form.
enum DashboardProblem: Error, Equatable {
    case period(PeriodRefusal)
    case counting(CountingRefusal)
}

/// Fills in what an address leaves open, and looks whether the visitor may see it.
struct DashboardDesk {
    let site: SiteSetup
    let page: PageContext

    private var today: Day { Day(page.now) }
    /// The last month that is over.
    private var last: Month { Month(of: today).previous }

    /// Throws `DashboardProblem`, or forbidden.
    func scene(_ asked: DashboardAddress) async throws -> DashboardScene {
        let board = site.services.board
        let directory = try await board.scene([], in: last...last).directory
        let node = try await node(asked.node, directory)
        let plans = try await plans(at: node, directory)
        let (plan, target) = try await target(asked.target, plans, isLibrary: node == .library)
        var address = asked
        (address.node, address.over) = (node, min(asked.over ?? last, last))
        address.target = target?.id.description ?? DashboardAddress.noTarget
        if address.counts.isEmpty { address.counts = target?.growth?.counts ?? DashboardScene.usual }
        let whole = asked.months ?? usualMonths(plan, target, over: address.over ?? last)
        address.months = whole
        address.baseYear = asked.baseYear ?? target?.growth?.baseYear?.value
        let goal = target.flatMap { target in target.growth.map { RateGoal($0, target.comparator) } }
        let question = try question(address, whole, goal, target)
        let tables = try await board.scene(
            Set(address.counts + DashboardScene.pairs.visits + DashboardScene.pairs.loans),
            in: Self.months(question, last)
        ).tables
        return DashboardScene(
            address: address, directory: directory, node: node, question: question,
            scope: directory.scope(
                of: node, over: Self.past(question), kind: address.kind, target: target?.scope ?? TargetScope()),
            goal: goal ?? RateGoal.usual, plan: plan, target: target, plans: plans, tables: tables,
            today: today)
    }

    private func question(
        _ address: DashboardAddress, _ whole: ClosedRange<Month>, _ goal: RateGoal?, _ target: Target?
    ) throws -> GrowthQuestion {
        do throws(CountingRefusal) { try CountingRefusal.check(address.counts) } catch {
            throw DashboardProblem.counting(error)
        }
        do throws(PeriodRefusal) {
            return try GrowthQuestion(
                whole, over: address.over ?? last, baseYear: address.baseYear,
                mean: target?.growth?.mean?.value ?? .compound, goal: goal ?? RateGoal.usual,
                judgedBy: target?.growth?.basis(base: address.baseYear))
        } catch { throw DashboardProblem.period(error) }
    }

    private static func months(_ question: GrowthQuestion, _ last: Month) -> ClosedRange<Month> {
        let usual = FigureBoard.usualMonths(over: last)
        return min(usual.lowerBound, past(question).lowerBound)...max(last, question.pair.now.upperBound)
    }

    /// As far back as a study looks.
    private static func past(_ question: GrowthQuestion) -> ClosedRange<Month> {
        question.whole.earlier(byYears: max(question.span, 5)).lowerBound...question.whole.upperBound
    }

    /// The plans that hold where the points are; of the library as a whole all.
    private func plans(at node: TreeNode, _ directory: PlaceDirectory) async throws -> [Plan] {
        let unit: UnitID? =
            switch node {
            case .library: nil
            case .unit(let id): id
            case .institution, .servicePoint: directory.points(within: node).first?.unit
            }
        guard node != .library else { return try await site.services.plans.plans() }
        let path = unit.map { directory.path(of: $0) } ?? []
        guard let own = path.last else { return [] }
        return try await site.services.plans.plans(of: own, above: path.dropLast(), on: today).map(\.plan)
    }

    /// The target that is asked for; else, where the plans are those of the place,
    /// their first growth target that has not passed.
    private func target(_ text: String?, _ plans: [Plan], isLibrary: Bool) async throws -> (Plan?, Target?) {
        guard text != DashboardAddress.noTarget else { return (nil, nil) }
        let pairs = { (plans: [Plan]) in plans.flatMap { plan in plan.targets.map { (plan, $0) } } }
        if let text {
            let all = pairs(plans) + pairs(try await site.services.plans.plans())
            let found = all.first { $0.1.id.description == text && $0.1.growth != nil }
            return (found?.0, found?.1)
        }
        guard !isLibrary else { return (nil, nil) }
        let found = pairs(plans).filter { $0.1.growth != nil && ($0.1.deadline.map { $0 >= today } ?? true) }
            .min { ($0.1.deadline?.year ?? 9_999) < ($1.1.deadline?.year ?? 9_999) }
        return (found?.0, found?.1)
    }

    /// The months a duty of the plan reports of, else the calendar year; of a target
    /// whose last day has passed those of its year.
    private func usualMonths(_ plan: Plan?, _ target: Target?, over last: Month) -> ClosedRange<Month> {
        let months = plan?.duties.first { $0.kind == .annual && $0.months != nil }?.months?.value
        if let deadline = target?.deadline, deadline < today {
            let end = min(Month(of: deadline), last)
            return months?.months(of: end.year)
                ?? end.adding(months: 1 - end.number)...end.adding(months: 12 - end.number)
        }
        let year = last.year...last.year + 1
        if let found = year.lazy.compactMap({ months?.months(of: $0) }).first(where: { $0.contains(last) }) {
            return found
        }
        return last.adding(months: 1 - last.number)...last.adding(months: 12 - last.number)
    }

    /// The node that is asked for, if the visitor may see its figures; else where
    /// the visitor's own role begins.
    private func node(_ asked: TreeNode?, _ directory: PlaceDirectory) async throws -> TreeNode {
        guard let asked else {
            let own = Permission.nodes(page.actor, .seeFigures)
            guard let widest = own.min(by: { Self.narrowness($0) < Self.narrowness($1) }) else {
                throw VisitorError(.forbidden)
            }
            return widest
        }
        var lineage = directory.lineage(of: asked)
        // A unit without any institution is in no directory.
        if lineage == nil { lineage = try await site.services.membership.places.lineage(of: asked) }
        guard let lineage, Permission.allows(page.actor, .seeFigures, at: lineage) else {
            throw VisitorError(.forbidden)
        }
        return asked
    }

    private static func narrowness(_ node: TreeNode) -> (Int, Int64) {
        switch node {
        case .library: (0, 0)
        case .unit(let id): (1, id.rawValue)
        case .institution(let id): (2, id.rawValue)
        case .servicePoint(let id): (3, id.rawValue)
        }
    }
}
