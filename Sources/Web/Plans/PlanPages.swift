import HTTPTypes
import Hummingbird
import Library

/// Plans: the list with the next dates, one plan, its files.
struct PlanPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.planList) { _, context in try await list(context) }
        router.page(.planFiles) { _, context in
            try PlanFilesPage(shelf: await site.services.plans.source.shelf()).response(in: context.page())
        }
        router.page(.plan) { _, context in try await show(context) }
        PlanChoicePages(site: site).add(to: router)
        TargetPages(site: site).add(to: router)
        DeclarationPages(site: site).add(to: router)
        EvidencePages(site: site).add(to: router)
    }

    private func list(_ context: WebContext) async throws -> Response {
        let page = try context.page()
        let desk = site.services.plans
        let plans = try await desk.plans()
        let faults = await desk.source.shelf().faults.count
        return PlanListPage(
            plans: plans, deadlines: plans.nextDeadlines(on: Day(page.now)), faults: faults, today: Day(page.now)
        ).response(in: page)
    }

    private func show(_ context: WebContext) async throws -> Response {
        let page = try context.page()
        let plan = try await site.plan(context)
        let today = Day(page.now)
        let desk = site.services.plans
        var growth: [TargetID: TargetGrowth] = [:]
        for target in plan.targets { growth[target.id] = try await site.growth(target, page) }
        return PlanPage(
            plan: plan, scope: try await desk.scope(of: plan, on: today),
            statuses: try await desk.statuses(of: plan, on: today), today: today,
            mayEdit: try await site.mayEdit(plan, page),
            growth: growth
        ).response(in: page)
    }
}

extension SiteSetup {
    /// The plan of the address with what was chosen for it; throws `not-found`.
    func plan(_ context: WebContext) async throws -> Plan {
        guard let id = context.parameters.get("plan").flatMap({ PlanID($0) }),
            let plan = try await services.plans.plan(id)
        else { throw VisitorError(.notFound) }
        return plan
    }

    /// The plan and the target of the address; throws `not-found`.
    func target(_ context: WebContext) async throws -> (plan: Plan, target: Target) {
        let plan = try await plan(context)
        guard let target = context.parameters.get("target").flatMap({ plan.target($0) }) else {
            throw VisitorError(.notFound)
        }
        return (plan, target)
    }

    /// Who may change a plan may do so in all of today's units that it holds in.
    func mayEdit(_ plan: Plan, _ page: PageContext) async throws -> Bool {
        if Permission.allows(page.actor, .editPlans, at: .library) { return true }
        guard !Permission.nodes(page.actor, .editPlans).isEmpty else { return false }
        let today = try await services.plans.scope(of: plan, on: Day(page.now)).today
        for unit in today {
            guard let lineage = try await services.membership.places.lineage(of: .unit(unit.id)),
                Permission.allows(page.actor, .editPlans, at: lineage)
            else { return false }
        }
        return !today.isEmpty
    }
}
