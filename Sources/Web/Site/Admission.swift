import Hummingbird
import Library

/// Lets through what the visitor may do: asks the one permission check for
/// every route that needs one.
struct Admission: RouterMiddleware {
    typealias Context = WebContext
    let site: SiteSetup
    private let routes: [String: SiteRoute]

    init(site: SiteSetup) {
        self.site = site
        var routes: [String: SiteRoute] = [:]
        for route in SiteRoute.allCases { routes[RouterPath(route.pattern).description] = route }
        self.routes = routes
    }

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard let route = context.endpointPath.flatMap({ routes[$0] }),
            case .action(let action, let place) = route.permission
        else { return try await next(request, context) }
        let page = try context.page()
        guard page.actor.isSignedIn else {
            // A form that comes too late is not sent again by itself.
            let back = request.method == .get ? page.address : nil
            return Self.redirect(to: .signIn(back: back))
        }
        guard try await allows(page.actor, action, place, context) else { throw VisitorError(.forbidden) }
        return try await next(request, context)
    }

    private func allows(_ actor: Actor, _ action: Action, _ place: RouteNode, _ context: WebContext) async throws
        -> Bool
    {
        switch place {
        case .library: return Permission.allows(actor, action, at: .library)
        case .province:
            return try await Permission.allowsForProvince(actor, action, units: site.services.membership.units)
        case .anywhere: return !Permission.nodes(actor, action).isEmpty
        case .institutionOrItsPoints:
            if try await allows(actor, action, .institution, context) { return true }
            let mine = Permission.nodes(actor, action)
            guard let id = context.rowNumber else { return false }
            let view = try await site.services.membership.places.institution(InstitutionID(id))
            return view?.points.contains { mine.contains(.servicePoint($0.id)) } ?? false
        default:
            var isThere = false
            if let id = context.rowNumber {
                for node in try await nodes(place, id) {
                    let isAllowed = try await site.allows(actor, action, at: node, on: context.page().now)
                    if isAllowed == true { return true }
                    isThere = isThere || isAllowed != nil
                }
            }
            // What is not there is refused like what is somebody else's: nobody
            // learns which numbers exist. Only who may do it everywhere sees "not found".
            guard !isThere, Permission.allows(actor, action, at: .library) else { return false }
            throw VisitorError(.notFound)
        }
    }

    /// Where the thing of the address is looked after: one node, or each of the
    /// ends of what travels or is asked for. Empty for nothing.
    private func nodes(_ place: RouteNode, _ id: Int64) async throws -> Set<TreeNode> {
        let services = site.services
        let rotation = services.circulating.rotation
        switch place {
        case .library, .province, .anywhere: return [.library]
        case .institution, .institutionOrItsPoints: return [.institution(InstitutionID(id))]
        case .servicePoint: return [.servicePoint(ServicePointID(id))]
        case .succession:
            return Self.set(try await services.membership.units.succession(SuccessionID(id)).map { .unit($0.new.id) })
        case .patron:
            return Self.points(try await services.membership.patrons.patron(PatronID(id))?.servicePoint)
        case .batch: return Self.points(try await services.uploads.upload(BatchID(rawValue: id))?.point)
        case .activity:
            return Self.points(try await services.activities.activities.activity(ActivityID(id))?.servicePoint)
        case .copy:
            let state = try await services.circulating.holdings.copy(CopyID(id))?.state
            return Self.points(state.map { [$0.owner, $0.holder] } ?? [])
        case .stockTake:
            return Self.points(try await services.circulating.stockTakes.stockTake(StockTakeID(id))?.point)
        case .readingList:
            return Self.points(try await services.readingLists.list(ReadingListID(id))?.list.servicePoint)
        case .gift: return Self.points(try await services.circulating.gifts.gift(GiftID(id))?.gift.point)
        case .report:
            return Self.set(try await services.reports.stores.reports.report(ReportID(id))?.order.node)
        case .rota: return Self.points(try await rotation.rotas.rota(RotaID(id))?.rota.owner)
        case .box: return Self.points(try await rotation.boxes.box(BoxID(id))?.box.ends ?? [])
        case .trip: return Self.points(try await rotation.trips.trip(TripID(id))?.trip.ends ?? [])
        case .request:
            let request = try await rotation.requests.request(RequestID(id))?.request
            return Self.points(request.map { [$0.from, $0.to] } ?? [])
        }
    }

    private static func set(_ node: TreeNode?) -> Set<TreeNode> { Set([node].compactMap(\.self)) }
    private static func points(_ point: ServicePointID?) -> Set<TreeNode> { set(point.map { .servicePoint($0) }) }
    private static func points(_ points: Set<ServicePointID>) -> Set<TreeNode> {
        Set(points.map { .servicePoint($0) })
    }

    static func redirect(to url: SiteURL) -> Response {
        Response(status: .seeOther, headers: [.location: url.description, .cacheControl: "no-store"])
    }
}

extension WebContext {
    /// The number in the path; nil for anything that is no number.
    var rowNumber: Int64? { parameters.get("id").flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil } }
}
