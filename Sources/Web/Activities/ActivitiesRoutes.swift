/// Festivals, reading periods, attendance and visits.
extension SiteRoute {
    /// All of them, for the table of routes.
    static let activities: [SiteRoute] = []
}
