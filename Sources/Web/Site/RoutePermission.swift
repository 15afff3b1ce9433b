import HTTPTypes
import Hummingbird
package import Library

/// What a route needs. Each ``SiteRoute`` declares it; the server does not
/// start with a route that has none.
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
    /// The library as a whole, or any unit that is a province.
    case province
    /// Any node at which the visitor may do it; what is listed is cut down to them.
    case anywhere
    /// The `:id` of the address is an institution, a point, a reader, a succession
    case institution, servicePoint, patron, succession
    /// The `:id` is an institution; a role at one of its points is enough.
    case institutionOrItsPoints
    /// The `:id` is an uploaded batch: its point counts.
    case batch
    /// The `:id` is an activity: its point counts.
    case activity
    /// The `:id` is a box, a trip or a request: a role at any of its ends is
    /// enough to look, and each act asks once more for the end it is done at.
    case box, trip, request
    /// The `:id` is a rota: its owner counts.
    case rota
    /// The `:id` is a copy; a role where it belongs or where it is is enough.
    case copy
    /// The `:id` is a stock-take or a gift of a point.
    case stockTake, gift
    /// The `:id` is a thematic list: its point counts.
    case readingList
    /// The `:id` is a report: the place it is of counts.
    case report
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
