import HTTPTypes
import Hummingbird
import Library
import NIOCore

/// Administrative units, and what became of former ones.
struct UnitPages {
    let site: SiteSetup
    private static let linksOnPage = 50
    /// More than the country has: ten thousand former communes.
    private static let mostLinks = 1_000_000

    func add(to router: Router<WebContext>) {
        router.page(.units) { request, context in try await units(request, context) }
        router.page(.unit) { _, context in try await unit(context) }
        router.page(.successions) { request, context in try await successions(request, context) }
        router.page(.successionFile) { _, _ in try await file() }
        router.act(.confirmSuccession) { request, context in try await confirm(request, context) }
    }

    private var store: any UnitStore { site.services.membership.units }

    private func units(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let today = Day(page.now)
        let province = QueryParameters(request.uri.query)["tinh"].flatMap { Int64($0) }.map { UnitID($0) }
        let provinces = try await store.units(UnitFilter(on: today, level: .province))
        guard let province else { return UnitListPage(units: provinces).response(in: page) }
        guard let above = provinces.first(where: { $0.id == province }) else { throw VisitorError(.notFound) }
        let units = try await store.units(UnitFilter(on: today, parent: province))
        return UnitListPage(province: above, units: units).response(in: page)
    }

    private func unit(_ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let id = context.rowNumber.map({ UnitID($0) }), let path = try await store.path(of: id),
            let unit = path.last
        else { throw VisitorError(.notFound) }
        let filter = SuccessionFilter(into: id, isUnconfirmed: false, limit: Self.linksOnPage)
        let below = try await store.units(UnitFilter(parent: id))
        let view = UnitPage(
            unit: unit, path: path, below: below, links: try await store.successions(filter).links)
        return view.response(in: page)
    }

    private func successions(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let query = QueryParameters(request.uri.query)
        let provinces = try await store.units(UnitFilter(on: Day(page.now), level: .province))
        let mine = Permission.nodes(page.actor, .confirmSuccessions)
        let open = mine.contains(.library) ? provinces : provinces.filter { mine.contains(.unit($0.id)) }
        let wanted = query["vao"].flatMap { Int64($0) }.map { UnitID($0) } ?? open.first?.id ?? Self.units(mine).min()
        guard let wanted, let path = try await store.path(of: wanted),
            Permission.allows(page.actor, .confirmSuccessions, at: Lineage(path.map { .unit($0.id) }))
        else { throw VisitorError(.forbidden) }
        let cursor = query["sau"].flatMap { Int64($0) }.map { SuccessionID($0) }
        let list = try await store.successions(
            SuccessionFilter(into: wanted, after: cursor, limit: Self.linksOnPage))
        return SuccessionListPage(
            provinces: open, chosen: path, list: list, limit: Self.linksOnPage,
            givesFile: Permission.allows(page.actor, .confirmSuccessions, at: .library)
        ).response(in: page)
    }

    /// What was confirmed, in the form of `ingest/admin/successions.tsv`.
    private func file() async throws -> Response {
        let links = try await store.successions(SuccessionFilter(isUnconfirmed: false, limit: Self.mostLinks)).links
        return SavedFile(
            name: SuccessionFile.name, mediaType: "text/tab-separated-values; charset=utf-8",
            bytes: Array(SuccessionFile.text(of: links).utf8)
        ).response
    }

    private static func units(_ nodes: Set<TreeNode>) -> [UnitID] {
        nodes.compactMap { node in if case .unit(let id) = node { id } else { nil } }
    }

    private func confirm(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let form = try await FormValues(request)
        guard let id = context.rowNumber.map({ SuccessionID($0) }), let link = try await store.succession(id) else {
            throw VisitorError(.notFound)
        }
        let percent = form.number("phan-tram")
        let extent = UnitSuccession.Extent(
            form.text("muc") == "part" ? "part" + (percent.map { ":\($0)" } ?? "") : form.text("muc"))
        guard let extent else { throw VisitorError(.badRequest) }
        try await store.confirm(id, as: extent, by: page.actor.name, act: form.act(of: page))
        return Admission.redirect(to: .administration(.successions(into: link.new.parent ?? link.new.id, after: nil)))
    }
}
