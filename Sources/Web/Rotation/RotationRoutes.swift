/// Boxes, trips, rotas and requests between points.
extension SiteRoute {
    /// All of them, for the table of routes.
    static let rotation: [SiteRoute] = []
}
