import HTTPTypes
import Hummingbird
import Synchronization

/// Refuses what is too long, of a method we do not know, or too much at once.
struct RequestLimits: RouterMiddleware {
    typealias Context = WebContext
    /// Of path and query; a Vietnamese letter is up to nine bytes there.
    static let longestAddress = 8_192

    private let underWay: UnderWay

    init(atOnce: Int) { underWay = UnderWay(most: atOnce) }

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.string.utf8.count <= Self.longestAddress else { throw VisitorError(.tooLarge) }
        guard [.get, .head, .post].contains(request.method) else { throw VisitorError(.methodNotAllowed) }
        guard underWay.enter() else { throw VisitorError(.unavailable) }
        defer { underWay.leave() }
        return try await next(request, context)
    }

    private final class UnderWay: Sendable {
        private let count = Mutex(0)
        private let most: Int

        init(most: Int) { self.most = most }

        func enter() -> Bool {
            count.withLock { count in
                guard count < most else { return false }
                count += 1
                return true
            }
        }

        func leave() { count.withLock { $0 -= 1 } }
    }
}
