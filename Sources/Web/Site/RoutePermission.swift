package import HTTPTypes
import Hummingbird
package import Library

/// What a route needs. Each route of the site declares it here; the server
/// does not start with a route that has none.
package enum RoutePermission: Equatable, Sendable {
    /// Anybody may ask; nothing of a text is shown.
    case everyone
    /// Shows text, or something made of text: the store answers for the
    /// viewer, and gives nothing that the viewer may not read.
    case readersOfTheText
    /// Somebody who signed in and may do this at the node the address names.
    case action(Action, at: RouteNode)
}

/// Which node an address speaks of.
package enum RouteNode: String, CaseIterable, Sendable {
    /// The library as a whole.
    case library
    /// Any node at which the visitor may do it; what is listed is cut down to them.
    case anywhere
    /// The `:id` of the address is an institution, a point, a reader, a succession
    case institution, servicePoint, patron, succession
    /// The `:id` is an institution; a role at one of its points is enough.
    case institutionOrItsPoints
}

extension SiteRoute {
    package var permission: RoutePermission {
        switch self {
        case .home, .completions, .record, .creators, .creator, .subjects, .subject: .everyone
        case .about, .health, .language, .display, .asset: .everyone
        case .search, .searchJSON, .book, .section, .wholeBook, .image, .pageImage, .original: .readersOfTheText
        case .signIn, .signOut: .everyone
        case .myPage, .changeSecret: .action(.useOwnAccount, at: .library)
        case .administration: .action(.enterAdministration, at: .anywhere)
        // Units are public facts; the pages are for whoever looks after places.
        case .units, .unit, .institutions: .action(.seePlaces, at: .anywhere)
        case .successions: .action(.confirmSuccessions, at: .anywhere)
        case .confirmSuccession: .action(.confirmSuccessions, at: .succession)
        case .institution: .action(.seePlaces, at: .institutionOrItsPoints)
        case .newInstitution: .action(.editPlaces, at: .anywhere)
        case .editInstitution, .newPoint: .action(.editPlaces, at: .institution)
        case .point: .action(.seePlaces, at: .servicePoint)
        case .editPoint: .action(.editPlaces, at: .servicePoint)
        case .accounts, .newAccount, .account: .action(.manageAccounts, at: .library)
        case .grantRole, .newPassword, .endAccount, .takeRole: .action(.manageAccounts, at: .library)
        case .audit: .action(.seeAudit, at: .library)
        case .patrons, .cards: .action(.seePatrons, at: .servicePoint)
        case .issuePINs, .endSchoolYear: .action(.editPatrons, at: .servicePoint)
        case .patron: .action(.seePatrons, at: .patron)
        case .replaceCard, .moveClass: .action(.editPatrons, at: .patron)
        }
    }

    /// By which methods a route is asked; HEAD goes with GET.
    package var methods: Set<HTTPRequest.Method> {
        switch self {
        case .signIn, .newInstitution, .editInstitution, .newPoint, .editPoint, .newAccount: [.get, .post]
        case .signOut, .changeSecret, .confirmSuccession, .grantRole, .newPassword, .endAccount, .takeRole: [.post]
        case .issuePINs, .endSchoolYear, .replaceCard, .moveClass: [.post]
        default: [.get]
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
        for route in SiteRoute.allCases where !route.methods.contains(.post) {
            post(RouterPath(route.pattern)) { _, _ -> Response in throw VisitorError(.methodNotAllowed) }
        }
    }

    /// Throws for the first route outside the table.
    package func checkPermissions() throws(RouteWithoutPermission) {
        var declared: [String: Set<HTTPRequest.Method>] = [:]
        for route in SiteRoute.allCases { declared[RouterPath(route.pattern).description] = route.methods }
        for route in routes {
            let methods = declared[route.path.description]
            // A form sent where none is taken has its own answer.
            guard let methods, route.method == .post || methods.contains(route.method) else {
                throw RouteWithoutPermission(route: route.description)
            }
        }
    }
}
