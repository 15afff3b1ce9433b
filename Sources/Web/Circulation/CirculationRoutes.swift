import Library

/// The lending desk, loans and holds; closing days.
extension SiteRoute {
    static let calendar = SiteRoute("/quan-tri/diem/:id/lich", .action(.editCalendar, at: .servicePoint), .pageAndAct)
    static let removeClosing = SiteRoute("/quan-tri/diem/:id/lich/bo", .action(.editCalendar, at: .servicePoint), .act)

    /// All of them, for the table of routes.
    static let circulation: [SiteRoute] = [.calendar, .removeClosing]
}
