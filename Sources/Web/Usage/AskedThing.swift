import Hummingbird
import Library

/// What a request asks for, as usage knows it: by its route, and for a search by
/// whether a question was put.
struct AskedThing: Sendable {
    let kind: HitKind
    var record: RecordID?
    var section: Int?

    private static let kinds: [String: HitKind] = {
        var kinds: [String: HitKind] = [:]
        for route in SiteRoute.allCases { kinds[RouterPath(route.pattern).description] = kind(of: route) }
        return kinds
    }()

    init(_ request: Request, _ context: WebContext) {
        let kind = context.endpointPath.flatMap { Self.kinds[$0] } ?? .unknown
        switch kind {
        case .record, .contents, .section, .wholeBook, .original: record = context.recordID
        default: break
        }
        if kind == .section { section = context.parameters.get("place").flatMap { Place($0)?.section } }
        self.kind = kind == .search && !Self.isQuestion(request) ? .results : kind
    }

    /// COUNTER counts the question, not what is done with its answer: paging and
    /// narrowing are no further searches.
    private static func isQuestion(_ request: Request) -> Bool {
        let address = SearchAddress(QueryParameters(request.uri.query))
        return address.page == 1 && address.filters.chosen.isEmpty && address.text.utf8.contains { $0 > 32 }
    }

    private static func kind(of route: SiteRoute) -> HitKind {
        switch route {
        case .record: .record
        case .book: .contents
        case .section: .section
        case .wholeBook: .wholeBook
        case .original: .original
        case .search: .search
        case .asset, .image, .pageImage: .asset
        case .completions, .searchJSON, .health: .machine
        default: isForReaders(route) ? .page : .desk
        }
    }

    /// What a reader sees: pages for everybody, and one's own.
    private static func isForReaders(_ route: SiteRoute) -> Bool {
        switch route.permission {
        case .everyone, .readersOfTheText: true
        case .action(let action, _): action == .useOwnAccount
        }
    }
}
