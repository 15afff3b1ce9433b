import Library

/// Copies, registers, labels, gifts and stock-taking.
extension SiteRoute {
    static let register = SiteRoute("/quan-tri/diem/:id/so-dang-ky", .action(.seeHoldings, at: .servicePoint))
    static let takeRegister = SiteRoute(
        "/quan-tri/diem/:id/so-dang-ky/nhap", .action(.editHoldings, at: .servicePoint), .pageAndFiles)
    static let takeRegisterFile = SiteRoute(
        "/quan-tri/diem/:id/so-dang-ky/nhan", .action(.editHoldings, at: .servicePoint), .act)
    static let pasteRegister = SiteRoute(
        "/quan-tri/diem/:id/so-dang-ky/dan", .action(.editHoldings, at: .servicePoint), .act)
    static let printRegister = SiteRoute(
        "/quan-tri/diem/:id/so-dang-ky/in", .action(.seeHoldings, at: .servicePoint))
    static let exportRegister = SiteRoute(
        "/quan-tri/diem/:id/so-dang-ky/tai", .action(.seeHoldings, at: .servicePoint))
    static let labels = SiteRoute("/quan-tri/diem/:id/nhan", .action(.seeHoldings, at: .servicePoint))

    /// All of them, for the table of routes.
    static let holdings: [SiteRoute] = [
        .register, .takeRegister, .takeRegisterFile, .pasteRegister, .printRegister, .exportRegister, .labels,
    ]
}
