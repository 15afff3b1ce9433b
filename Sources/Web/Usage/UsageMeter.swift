import HTTPTypes
import Hummingbird
import Library

/// Takes down every answer of the site as one raw hit, and gives visits their
/// cookie. Stands just inside of ``VisitMaker`` and outside of everything that
/// answers, so that refusals and errors are taken down too.
struct UsageMeter: RouterMiddleware {
    typealias Context = WebContext
    let site: SiteSetup
    private let desk: UsageDesk
    private let agents: AgentBook
    private let places: VisitorPlaces

    init(site: SiteSetup) {
        self.site = site
        desk = site.services.usage
        agents = AgentBook(site.configuration.robots)
        places = VisitorPlaces(site.services.membership)
    }

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard site.configuration.countsUsage else { return try await next(request, context) }
        let page = try context.page()
        let agent = request.headers[.userAgent] ?? ""
        let marks = marks(request, page, context, agent)
        let asked = AskedThing(request, context)
        let visit = await visit(request, page, takesLinks: asked.kind.isPage)
        var hit = RawHit(
            at: page.now, kind: asked.kind, record: asked.record, section: asked.section,
            method: Self.method(request.method), status: HTTPResponse.Status.internalServerError.code, session: 0,
            fallback: desk.visitors.hash(ofAddress: context.address, agent: agent, at: page.now),
            point: visit.home, marks: marks)
        hit.session = hit.fallback
        if visit.isReturned {
            hit.marks.insert(.returned)
            hit.session = desk.visitors.hash(ofTicket: visit.ticket.number)
        }
        // What fails out here is answered by the server itself: a hit as well.
        defer { desk.store.record(hit) }
        var response = try await next(request, context)
        hit.status = response.status.code
        if visit.wantsCookie, marks.isDisjoint(with: [.robot, .prefetch]), Self.isPage(response) {
            response.setCookie(VisitCookie.cookie(visit.ticket.used(at: page.now), isSecure: page.isSecure))
            if !visit.isReturned { hit.session = desk.visitors.hash(ofTicket: visit.ticket.number) }
        }
        return response
    }

    /// A visit as its cookie tells it.
    private struct Visit {
        var ticket: VisitTicket
        var isReturned: Bool
        /// Whether the cookie says something else than what it should.
        var wantsCookie: Bool
        /// The point of the card, else of the link.
        var home: ServicePointID?
    }

    private func visit(_ request: Request, _ page: PageContext, takesLinks: Bool) async -> Visit {
        let brought = request.cookies[VisitCookie.name].flatMap { VisitTicket($0.value) }
        let kept = brought.flatMap { $0.holds(at: page.now) ? $0 : nil }
        var ticket = kept ?? VisitTicket(number: .random(in: 1 ... .max), at: page.now)
        if let point = ticket.point, await !places.exists(point, at: page.now) { ticket.point = nil }
        if takesLinks, let point = ArrivalAddress.point(in: request.uri.query),
            await places.exists(point, at: page.now)
        {
            ticket.point = point
        }
        var home = ticket.point
        if let patron = page.actor.patron, let point = await places.point(ofCard: patron, at: page.now) { home = point }
        return Visit(
            ticket: ticket, isReturned: kept != nil, wantsCookie: kept != ticket.used(at: page.now), home: home)
    }

    private func marks(_ request: Request, _ page: PageContext, _ context: WebContext, _ agent: String) -> HitMarks {
        var marks: HitMarks = []
        if agents.isRobot(agent) { marks.insert(.robot) }
        let purpose = (request.headers[.secPurpose] ?? request.headers[.purpose] ?? "").lowercased()
        if purpose.contains("prefetch") || purpose.contains("prerender") { marks.insert(.prefetch) }
        if !page.actor.grants.isEmpty { marks.insert(.staff) }
        if site.configuration.isOnSite(context.address) { marks.insert(.onSite) }
        return marks
    }

    private static func method(_ method: HTTPRequest.Method) -> HitMethod {
        switch method {
        case .get: .get
        case .head: .head
        case .post: .post
        default: .other
        }
    }

    /// Files and pictures carry no cookie: they may be kept by caches.
    private static func isPage(_ response: Response) -> Bool {
        response.headers[.contentType]?.hasPrefix("text/html") == true || response.status == .seeOther
    }
}
