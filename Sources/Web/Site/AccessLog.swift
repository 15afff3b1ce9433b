import Hummingbird
import Logging

/// One line per request: what was asked, the outcome, the time. No address and
/// no search words: the log is no record of who reads what.
struct AccessLog: RouterMiddleware {
    typealias Context = WebContext

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard context.logger.logLevel <= .info else { return try await next(request, context) }
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let taken = ContinuousClock.now - start
        let tenths = taken.components.seconds * 10_000 + taken.components.attoseconds / 100_000_000_000_000
        context.logger.info(
            "\(request.method) \(request.uri.path) \(response.status.code)",
            metadata: [
                "ms": "\(tenths / 10).\(tenths % 10)", "bytes": "\(response.body.contentLength ?? -1)",
                "request": .string(context.requestID),
            ])
        return response
    }
}
