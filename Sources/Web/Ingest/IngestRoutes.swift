/// Uploading files and what became of them.
extension SiteRoute {
    /// All of them, for the table of routes.
    static let ingest: [SiteRoute] = []
}
