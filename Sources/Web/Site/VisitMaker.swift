import Hummingbird
import Library

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
        context.address = site.configuration.address(
            peer: context.peer, forwarded: request.headers[values: .xForwardedFor])
        context.visit = PageContext(
            words: site.words(language),
            viewer: site.configuration.viewer(at: context.address),
            display: DisplaySettings(cookie: cookies[DisplaySettings.cookie]?.value),
            assets: site.assets,
            siteName: site.configuration.siteName,
            address: request.uri.string,
            requestID: context.requestID,
            wantsJSON: path.hasPrefix("/api/") || path == SiteRoute.completions.pattern
                || path == SiteRoute.health.pattern)
        var response = try await next(request, context)
        response.headers[.requestID] = context.requestID
        return request.method == .head ? response.createHeadResponse() : response
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
