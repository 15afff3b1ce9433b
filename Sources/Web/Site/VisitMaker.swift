import Hummingbird
import Library
import Logging

/// The outermost middleware: says who asks, in which language and looks.
struct VisitMaker: RouterMiddleware {
    typealias Context = WebContext
    let site: SiteSetup

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let cookies = request.cookies
        let language = cookies[InterfaceLanguage.cookie].flatMap { InterfaceLanguage(rawValue: $0.value) }
        let path = request.uri.path
        let configuration = site.configuration
        let now = configuration.now()
        context.address = configuration.address(
            peer: context.peer, forwarded: request.headers[values: .xForwardedFor])
        let actor = await actor(cookies[SessionCookie.name]?.value, at: now, context)
        context.visit = PageContext(
            words: site.words(language),
            actor: actor,
            viewer: Permission.viewer(actor, isOnSite: configuration.isOnSite(context.address)),
            display: DisplaySettings(cookie: cookies[DisplaySettings.cookie]?.value),
            assets: site.assets,
            siteName: configuration.siteName,
            address: request.uri.string,
            requestID: context.requestID,
            wantsJSON: path.hasPrefix("/api/") || path == SiteRoute.completions.pattern
                || path == SiteRoute.health.pattern,
            formToken: FormToken.kept(cookies) ?? FormToken.mint(),
            isSecure: isSecure(request, context),
            now: now)
        var response = try await next(request, context)
        response.headers[.requestID] = context.requestID
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// Whose session a cookie is. When the store does not answer, the page is the
    /// visitor's, and the log says why.
    private func actor(_ token: String?, at now: Moment, _ context: WebContext) async -> Actor {
        guard let token else { return .visitor }
        do { return try await site.services.signIn.actor(ofToken: token, at: now) ?? .visitor } catch {
            context.logger.error("a session could not be read: \(error)")
            return .visitor
        }
    }

    /// HTTPS ends at the proxy; it says so in a header that counts from it alone.
    private func isSecure(_ request: Request, _ context: WebContext) -> Bool {
        guard let peer = context.peer, site.configuration.isTrustedProxy(peer) else { return false }
        return request.headers[.xForwardedProto] == "https"
    }
}

extension WebContext {
    /// The visit that `VisitMaker` has set; a route outside the middleware is a
    /// mistake in `Routes`, answered as an internal error.
    func page() throws(VisitorError) -> PageContext {
        guard let visit else { throw VisitorError(.internal) }
        return visit
    }
}
