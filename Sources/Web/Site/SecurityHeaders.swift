import HTTPTypes
import Hummingbird

/// The headers every answer carries: nothing runs or loads but our own files,
/// nobody frames us, no address leaks to other sites.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = WebContext

    static let policy = """
        default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """
    /// For files that are not ours: nothing at all may run in them.
    static let sandbox = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox"

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if response.headers[.contentSecurityPolicy] == nil { response.headers[.contentSecurityPolicy] = Self.policy }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.frameOptions] = "DENY"
        response.headers[.referrerPolicy] = "same-origin"
        response.headers[.openerPolicy] = "same-origin"
        response.headers[.resourcePolicy] = "same-origin"
        response.headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        return response
    }
}
