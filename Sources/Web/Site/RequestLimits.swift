import HTTPTypes
import Hummingbird
import Synchronization

/// Refuses what is too long, of a method we do not know, or too much at once.
struct RequestLimits: RouterMiddleware {
    typealias Context = WebContext
    /// Of path and query; a Vietnamese letter is up to nine bytes there.
    static let longestAddress = 8_192

    private let underWay: UnderWay

    init(_ configuration: WebConfiguration) {
        underWay = UnderWay(
            most: configuration.requestsAtOnce, mostOfOne: configuration.requestsAtOnceFromOneAddress)
    }

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.string.utf8.count <= Self.longestAddress else { throw VisitorError(.tooLarge) }
        guard [.get, .head, .post].contains(request.method) else { throw VisitorError(.methodNotAllowed) }
        try underWay.enter(context.address)
        defer { underWay.leave(context.address) }
        return try await next(request, context)
    }

    /// Counts the requests that are being answered, in all and by address.
    private final class UnderWay: Sendable {
        private struct Counts {
            var all = 0
            var byAddress: [String: Int] = [:]
        }

        private let counts = Mutex(Counts())
        private let most: Int
        private let mostOfOne: Int

        init(most: Int, mostOfOne: Int) { (self.most, self.mostOfOne) = (most, mostOfOne) }

        /// What came over a Unix socket has no address and counts among all only.
        func enter(_ address: String?) throws(VisitorError) {
            let refusal: VisitorError.Code? = counts.withLock { counts in
                guard counts.all < most else { return .unavailable }
                if let address {
                    guard counts.byAddress[address, default: 0] < mostOfOne else { return .tooManyRequests }
                    counts.byAddress[address, default: 0] += 1
                }
                counts.all += 1
                return nil
            }
            if let refusal { throw VisitorError(refusal) }
        }

        func leave(_ address: String?) {
            counts.withLock { counts in
                counts.all -= 1
                guard let address, let count = counts.byAddress[address] else { return }
                counts.byAddress[address] = count > 1 ? count - 1 : nil
            }
        }
    }
}
