import Hummingbird

/// What a route needs. Each route of the site declares it here; the server
/// does not start with a route that has none.
package enum RoutePermission: Sendable {
    /// Anybody may ask; nothing of a text is shown.
    case everyone
    /// Shows text, or something made of text: the store answers for the
    /// viewer, and gives nothing that the viewer may not read.
    case readersOfTheText
}

extension SiteRoute {
    package var permission: RoutePermission {
        switch self {
        case .home, .completions, .record, .creators, .creator, .subjects, .subject: .everyone
        case .about, .health, .language, .display, .asset: .everyone
        case .search, .searchJSON, .book, .section, .wholeBook, .image, .pageImage, .original: .readersOfTheText
        }
    }
}

extension SiteRoute {
    /// Whether a form may be sent to its address; every other address is only
    /// looked at.
    package var takesForms: Bool {
        switch self {
        case .home, .completions, .record, .creators, .creator, .subjects, .subject: false
        case .about, .health, .language, .display, .asset: false
        case .search, .searchJSON, .book, .section, .wholeBook, .image, .pageImage, .original: false
        }
    }
}

/// A route that nobody gave a permission.
package struct RouteWithoutPermission: Error, Equatable, CustomStringConvertible {
    package var route: String
    package init(route: String) { self.route = route }
    package var description: String { "the route \(route) has no permission in SiteRoute" }
}

extension Router<WebContext> {
    /// Answers `method-not-allowed` to forms sent where none is taken, with a
    /// token or without: added before ``FormProtection``.
    func refuseForms() {
        for route in SiteRoute.allCases where !route.takesForms {
            post(RouterPath(route.pattern)) { _, _ -> Response in throw VisitorError(.methodNotAllowed) }
        }
    }

    /// Throws for the first route outside the table.
    package func checkPermissions() throws(RouteWithoutPermission) {
        let declared = Set(SiteRoute.allCases.map { RouterPath($0.pattern).description })
        for route in routes where !declared.contains(route.path.description) {
            throw RouteWithoutPermission(route: route.description)
        }
    }
}
