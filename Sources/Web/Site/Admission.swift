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
        case .anywhere: return !Permission.nodes(actor, action).isEmpty
        case .institutionOrItsPoints:
            if try await allows(actor, action, .institution, context) { return true }
            let mine = Permission.nodes(actor, action)
            guard let id = context.rowNumber else { return false }
            let view = try await site.services.membership.places.institution(InstitutionID(id))
            return view?.points.contains { mine.contains(.servicePoint($0.id)) } ?? false
        case .box, .trip, .request, .rota:
            var ends: Set<ServicePointID> = []
            if let id = context.rowNumber { ends = try await self.ends(place, id) }
            guard !ends.isEmpty else {
                guard Permission.allows(actor, action, at: .library) else { return false }
                throw VisitorError(.notFound)
            }
            for end in ends {
                let lineage = try await site.services.membership.places.lineage(of: .servicePoint(end))
                if let lineage, Permission.allows(actor, action, at: lineage) { return true }
            }
            return false
        default:
            // What is not there is refused like what is somebody else's: nobody
            // learns which numbers exist. Only who may do it everywhere sees "not found".
            guard let id = context.rowNumber, let lineage = try await lineage(place, id) else {
                guard Permission.allows(actor, action, at: .library) else { return false }
                throw VisitorError(.notFound)
            }
            return Permission.allows(actor, action, at: lineage)
        }
    }

    private func lineage(_ place: RouteNode, _ id: Int64) async throws -> Lineage? {
        let membership = site.services.membership
        switch place {
        case .library, .anywhere, .box, .trip, .request, .rota: return .library
        case .institution, .institutionOrItsPoints:
            return try await membership.places.lineage(of: .institution(InstitutionID(id)))
        case .servicePoint: return try await membership.places.lineage(of: .servicePoint(ServicePointID(id)))
        case .patron:
            guard let patron = try await membership.patrons.patron(PatronID(id)) else { return nil }
            return try await membership.places.lineage(of: .servicePoint(patron.servicePoint))
        case .batch:
            guard let upload = try await site.services.uploads.upload(BatchID(rawValue: id)) else { return nil }
            return try await membership.places.lineage(of: .servicePoint(upload.point))
        case .activity:
            guard let activity = try await site.services.activities.activities.activity(ActivityID(id)) else {
                return nil
            }
            return try await membership.places.lineage(of: .servicePoint(activity.servicePoint))
        case .succession:
            guard let link = try await membership.units.succession(SuccessionID(id)) else { return nil }
            return try await membership.places.lineage(of: .unit(link.new.id))
        case .copy:
            guard let copy = try await site.services.circulating.holdings.copy(CopyID(id)) else { return nil }
            let owner = try await membership.places.lineage(of: .servicePoint(copy.state.owner))
            let holder = try await membership.places.lineage(of: .servicePoint(copy.state.holder))
            return Lineage((owner?.nodes ?? []).union(holder?.nodes ?? []))
        case .stockTake:
            guard let count = try await site.services.circulating.stockTakes.stockTake(StockTakeID(id)) else {
                return nil
            }
            return try await membership.places.lineage(of: .servicePoint(count.point))
        case .gift:
            guard let view = try await site.services.circulating.gifts.gift(GiftID(id)) else { return nil }
            return try await membership.places.lineage(of: .servicePoint(view.gift.point))
        }
    }

    /// The points at which something travels or is asked for; empty for nothing.
    private func ends(_ place: RouteNode, _ id: Int64) async throws -> Set<ServicePointID> {
        let rotation = site.services.circulating.rotation
        switch place {
        case .box: return try await rotation.boxes.box(BoxID(id))?.box.ends ?? []
        case .trip: return try await rotation.trips.trip(TripID(id))?.trip.ends ?? []
        case .request:
            guard let request = try await rotation.requests.request(RequestID(id))?.request else { return [] }
            return [request.from, request.to]
        case .rota: return try await rotation.rotas.rota(RotaID(id)).map { [$0.rota.owner] } ?? []
        case .library, .anywhere, .institution, .institutionOrItsPoints, .servicePoint, .patron, .succession:
            return []
        }
    }

    static func redirect(to url: SiteURL) -> Response {
        Response(status: .seeOther, headers: [.location: url.description, .cacheControl: "no-store"])
    }
}

extension WebContext {
    /// The number in the path; nil for anything that is no number.
    var rowNumber: Int64? { parameters.get("id").flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil } }
}
