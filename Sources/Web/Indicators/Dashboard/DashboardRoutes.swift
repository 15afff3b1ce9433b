import Library

/// The dashboard and how its figures came about.
extension SiteRoute {
    static let dashboard = SiteRoute("/quan-tri/chi-tieu", .action(.seeFigures, at: .anywhere))
    static let dashboardWorking = SiteRoute("/quan-tri/chi-tieu/cach-tinh", .action(.seeFigures, at: .anywhere))
    static let dashboardCell = SiteRoute("/quan-tri/chi-tieu/so-lieu", .action(.seeFigures, at: .anywhere))

    /// All of them, for the table of routes.
    static let dashboards: [SiteRoute] = [.dashboard, .dashboardWorking, .dashboardCell]
}
