import Library

/// Official reports: begun, written, checked, sent, received.
extension SiteRoute {
    static let reportList = SiteRoute("/quan-tri/bao-cao", .action(.writeReports, at: .anywhere))
    static let newReport = SiteRoute("/quan-tri/bao-cao/moi", .action(.writeReports, at: .anywhere), .pageAndAct)
    static let receivedReports = SiteRoute("/quan-tri/bao-cao/nhan", .action(.writeReports, at: .anywhere))
    static let reportTemplate = SiteRoute("/quan-tri/bao-cao/mau", .action(.writeReports, at: .anywhere))
    static let reportTemplateFile = SiteRoute("/quan-tri/bao-cao/mau/tep", .action(.writeReports, at: .anywhere))
    static let changeReportTemplate = SiteRoute(
        "/quan-tri/bao-cao/mau/doi", .action(.editTemplates, at: .anywhere), .pageAndFiles)
    static let dropReportTemplate = SiteRoute("/quan-tri/bao-cao/mau/bo", .action(.editTemplates, at: .anywhere), .act)
    static let report = SiteRoute("/quan-tri/bao-cao/:id", .action(.writeReports, at: .report))
    static let editReport = SiteRoute("/quan-tri/bao-cao/:id/sua", .action(.writeReports, at: .report), .pageAndAct)
    static let moveReport = SiteRoute("/quan-tri/bao-cao/:id/kiem", .action(.writeReports, at: .report), .act)
    static let sendReport = SiteRoute("/quan-tri/bao-cao/:id/gui", .action(.sendReports, at: .report), .act)
    static let reportFile = SiteRoute("/quan-tri/bao-cao/:id/van-ban", .action(.writeReports, at: .report))
    static let reportAnnex = SiteRoute("/quan-tri/bao-cao/:id/phu-luc", .action(.writeReports, at: .report))
    static let printReport = SiteRoute("/quan-tri/bao-cao/:id/in", .action(.writeReports, at: .report))

    /// All of them, for the table of routes.
    static let reports: [SiteRoute] = [
        .reportList, .newReport, .receivedReports, .reportTemplate, .reportTemplateFile,
        .changeReportTemplate, .dropReportTemplate, .report, .editReport, .moveReport, .sendReport, .reportFile,
        .reportAnnex, .printReport,
    ]
}
