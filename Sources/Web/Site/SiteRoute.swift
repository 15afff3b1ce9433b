package import HTTPTypes
import Library

/// What the router knows: a pattern, what it needs, and how it is asked. Each
/// feature lists its own beside its pages; a route in no list stops the start.
///
/// For example: `static let point = SiteRoute("/quan-tri/diem/:id", .action(.seePlaces, at: .servicePoint))`.
package struct SiteRoute: Hashable, Sendable {
    package let pattern: String
    package let permission: RoutePermission
    /// HEAD goes with GET.
    package let methods: Set<HTTPRequest.Method>
    /// Whether its form may bring files.
    package let takesFiles: Bool
    /// How far its form goes on while the disk fills up.
    package let reserve: DiskReserve

    /// How a route is asked.
    package enum Use: Sendable {
        /// Shows something, changes nothing.
        case page
        /// Takes a form.
        case act
        /// Shows a form and takes it.
        case pageAndAct
        /// Shows a form and takes it with files.
        case pageAndFiles
    }

    package init(
        _ pattern: String, _ permission: RoutePermission, _ use: Use = .page, reserve: DiskReserve = .ordinary
    ) {
        (self.pattern, self.permission, self.reserve) = (pattern, permission, reserve)
        methods =
            switch use {
            case .page: [.get]
            case .act: [.post]
            case .pageAndAct, .pageAndFiles: [.get, .post]
            }
        takesFiles = use == .pageAndFiles
    }

    package static func == (left: SiteRoute, right: SiteRoute) -> Bool { left.pattern == right.pattern }
    package func hash(into hasher: inout Hasher) { hasher.combine(pattern) }

    package static let allCases: [SiteRoute] =
        site + membership + holdings + circulation + rotation + activities + readingLists + ingest + plans + figures
        + dashboards + reports
}

extension SiteRoute {
    static let home = SiteRoute("/", .everyone)
    static let search = SiteRoute("/tim-kiem", .readersOfTheText)
    static let completions = SiteRoute("/goi-y", .everyone)
    static let searchJSON = SiteRoute("/api/v1/search", .readersOfTheText)
    static let record = SiteRoute("/tai-lieu/:id", .everyone)
    static let original = SiteRoute("/tai-lieu/:id/ban-goc", .readersOfTheText)
    static let book = SiteRoute("/doc/:id", .readersOfTheText)
    static let section = SiteRoute("/doc/:id/:place", .readersOfTheText)
    static let wholeBook = SiteRoute("/doc/:id/toan-van", .readersOfTheText)
    static let image = SiteRoute("/doc/:id/hinh/:name", .readersOfTheText)
    static let pageImage = SiteRoute("/doc/:id/trang/:page", .readersOfTheText)
    static let creators = SiteRoute("/tac-gia", .everyone)
    static let creator = SiteRoute("/tac-gia/:name", .everyone)
    static let subjects = SiteRoute("/chu-de", .everyone)
    static let subject = SiteRoute("/chu-de/:name", .everyone)
    static let about = SiteRoute("/gioi-thieu", .everyone)
    static let health = SiteRoute("/healthz", .everyone)
    static let language = SiteRoute("/ngon-ngu/:code", .everyone)
    static let display = SiteRoute("/hien-thi", .everyone)
    static let asset = SiteRoute("/tep/:version/:name", .everyone)

    /// What every visitor may ask for.
    static let site: [SiteRoute] = [
        .home, .search, .completions, .searchJSON, .record, .original, .book, .section, .wholeBook, .image,
        .pageImage, .creators, .creator, .subjects, .subject, .about, .health, .language, .display, .asset,
    ]
}
