import HTTPTypes
import Hummingbird
import Library

/// The dashboard, how its figures came about, and the figures themselves.
struct DashboardPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.dashboard) { request, context in try await show(request, context) }
        router.page(.dashboardWorking) { request, context in try await working(request, context) }
        router.page(.dashboardCell) { request, context in try await cell(request, context) }
    }

    private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let address = DashboardAddress(QueryParameters(request.uri.query))
        do {
            let scene = try await DashboardDesk(site: site, page: page).scene(address)
            return DashboardPage(scene: scene, study: try scene.study()).response(in: page)
        } catch let problem as DashboardProblem {
            let form = DashboardForm(
                address: address, plans: try await site.services.plans.plans(), directory: nil, actor: page.actor,
                isOpen: true)
            return DashboardProblemPage(problem: problem, form: form).response(in: page)
        }
    }

    /// What the address asks for, or not found: a working's address is never typed.
    private func scene(_ request: Request, _ page: PageContext) async throws -> DashboardScene {
        do {
            return try await DashboardDesk(site: site, page: page)
                .scene(DashboardAddress(QueryParameters(request.uri.query)))
        } catch is DashboardProblem { throw VisitorError(.notFound) }
    }

    private func working(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let key = QueryParameters(request.uri.query)["buoc"].flatMap({ WorkingKey($0) }) else {
            throw VisitorError(.notFound)
        }
        let scene = try await scene(request, page)
        guard let working = try scene.study().working(key) else { throw VisitorError(.notFound) }
        return WorkingPage(scene: scene, working: working).response(in: page)
    }

    private func cell(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let asked = DashboardURL.cell(QueryParameters(request.uri.query)["o"]) else {
            throw VisitorError(.notFound)
        }
        let scene = try await scene(request, page)
        // The scope is what the visitor may see; what is not in it is not there.
        guard (scene.scope.members + scene.scope.besides).contains(where: { $0.place == asked.place }) else {
            throw VisitorError(.notFound)
        }
        let figures = site.services.figures
        let months = asked.month...asked.month
        let table = try await figures.table(asked.indicator, at: [asked.place], in: months)
        let entries = try await figures.entries(
            FigureFilter(place: asked.place, months: months, indicator: asked.indicator, includesEarlier: true))
        return CellPage(
            scene: scene, place: asked.place, month: asked.month, indicator: asked.indicator,
            cell: table[asked.place, asked.month], entries: entries
        ).response(in: page)
    }
}
