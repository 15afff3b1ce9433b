import HTTPTypes
import Hummingbird
import Library

/// Refuses forms while the disk is nearly full, before a byte of them is read:
/// as far as their route says. What is asked for with GET goes on.
struct DiskGuard: RouterMiddleware {
    typealias Context = WebContext

    private let disk: DiskWatch
    private let reserves: [String: DiskReserve]

    init(disk: DiskWatch) {
        self.disk = disk
        var reserves: [String: DiskReserve] = [:]
        for route in SiteRoute.allCases { reserves[RouterPath(route.pattern).description] = route.reserve }
        self.reserves = reserves
    }

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard request.method != .get, request.method != .head else { return try await next(request, context) }
        let reserve = context.endpointPath.flatMap { reserves[$0] } ?? .ordinary
        if let code = reserve.refusal(in: disk.room) { throw VisitorError(code) }
        return try await next(request, context)
    }
}
