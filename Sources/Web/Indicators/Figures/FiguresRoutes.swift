import Library

/// The monthly figures and their definitions.
extension SiteRoute {
    static let figureDefinitions = SiteRoute("/so-lieu/dinh-nghia", .everyone)
    static let figureDefinition = SiteRoute("/so-lieu/dinh-nghia/:indicator", .everyone)
    static let figureSheet = SiteRoute("/quan-tri/diem/:id/so-lieu", .action(.seeFigures, at: .servicePoint))
    static let enterFigures = SiteRoute(
        "/quan-tri/diem/:id/so-lieu/nhap", .action(.enterFigures, at: .servicePoint), .pageAndAct)
    static let figureHistory = SiteRoute(
        "/quan-tri/diem/:id/so-lieu/lich-su", .action(.seeFigures, at: .servicePoint))
    static let correctFigure = SiteRoute(
        "/quan-tri/diem/:id/so-lieu/sua", .action(.enterFigures, at: .servicePoint), .act)
    static let figureOverview = SiteRoute("/quan-tri/so-lieu", .action(.seeFigures, at: .anywhere))
    static let freezeFigures = SiteRoute("/quan-tri/so-lieu/chot", .action(.freezeFigures, at: .library), .act)
    static let figureTable = SiteRoute(
        "/quan-tri/so-lieu/bang", .action(.enterFigures, at: .anywhere), .pageAndFiles)
    static let pasteFigureTable = SiteRoute(
        "/quan-tri/so-lieu/bang/dan", .action(.enterFigures, at: .anywhere), .act)
    static let takeFigureTable = SiteRoute(
        "/quan-tri/so-lieu/bang/nhan", .action(.enterFigures, at: .anywhere), .act)

    /// All of them, for the table of routes.
    static let figures: [SiteRoute] = [
        .figureDefinitions, .figureDefinition, .figureSheet, .enterFigures, .figureHistory, .correctFigure,
        .figureOverview, .freezeFigures, .figureTable, .pasteFigureTable, .takeFigureTable,
    ]
}
