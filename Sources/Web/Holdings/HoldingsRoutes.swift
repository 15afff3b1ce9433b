/// Copies, registers, labels, gifts and stock-taking.
extension SiteRoute {
    /// All of them, for the table of routes.
    static let holdings: [SiteRoute] = []
}
