import Library

/// Festivals, reading periods, attendance and visits.
extension SiteRoute {
    static let activityList = SiteRoute(
        "/quan-tri/diem/:id/hoat-dong", .action(.editActivities, at: .servicePoint))
    static let newActivity = SiteRoute(
        "/quan-tri/diem/:id/hoat-dong/moi", .action(.editActivities, at: .servicePoint), .pageAndAct)
    static let activity = SiteRoute(
        "/quan-tri/hoat-dong/:id", .action(.editActivities, at: .activity), .pageAndAct)
    static let readingWeek = SiteRoute(
        "/quan-tri/diem/:id/tiet-doc", .action(.editActivities, at: .servicePoint), .pageAndAct)
    static let timetable = SiteRoute(
        "/quan-tri/diem/:id/tiet-doc/lich", .action(.editActivities, at: .servicePoint), .pageAndAct)
    static let endSeries = SiteRoute(
        "/quan-tri/diem/:id/tiet-doc/ket-thuc", .action(.editActivities, at: .servicePoint), .act)
    static let visits = SiteRoute(
        "/quan-tri/diem/:id/luot-den", .action(.editActivities, at: .servicePoint), .pageAndAct, reserve: .desk)
    static let correctVisits = SiteRoute(
        "/quan-tri/diem/:id/luot-den/sua", .action(.editActivities, at: .servicePoint), .pageAndAct)

    /// All of them, for the table of routes.
    static let activities: [SiteRoute] = [
        .activityList, .newActivity, .activity, .readingWeek, .timetable, .endSeries, .visits, .correctVisits,
    ]
}
