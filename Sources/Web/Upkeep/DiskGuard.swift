import HTTPTypes
import Hummingbird
import Library

/// Refuses forms while the disk is nearly full, before a byte of them is read.
/// What is asked for with GET goes on; so do the acts of the desk, until their
/// reserve is used up too.
struct DiskGuard: RouterMiddleware {
    typealias Context = WebContext

    /// A line or two in the database each, and nobody can put them off: lending
    /// and returning, holds, the reading room, visitors counted at the door.
    static let deskActs: Set<SiteRoute> = [
        .signIn, .signOut, .desk, .classDesk, .holdShelf, .exceptions, .paperEntry, .renewal, .ownHold,
        .cancelledHold, .visits,
    ]
    /// Leaves less behind than there was.
    private static let always: Set<SiteRoute> = [.signOut]

    private let disk: DiskWatch
    private let deskActs = Set(Self.deskActs.map { RouterPath($0.pattern).description })
    private let always = Set(Self.always.map { RouterPath($0.pattern).description })

    init(disk: DiskWatch) { self.disk = disk }

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard request.method != .get, request.method != .head else { return try await next(request, context) }
        let route = context.endpointPath ?? ""
        switch disk.room {
        case .enough: break
        case .little: guard deskActs.contains(route) else { throw VisitorError(.diskNearlyFull) }
        case .none: guard always.contains(route) else { throw VisitorError(.diskFull) }
        }
        return try await next(request, context)
    }
}
