/// The lending desk, loans and holds.
extension SiteRoute {
    /// All of them, for the table of routes.
    static let circulation: [SiteRoute] = []
}
