import Library

/// Plans, targets, and what institutions declare. Who may change a plan is asked
/// once more by the units it holds in.
extension SiteRoute {
    static let planList = SiteRoute("/quan-tri/ke-hoach", .action(.enterAdministration, at: .anywhere))
    static let planFiles = SiteRoute("/quan-tri/ke-hoach/tep", .action(.editPlans, at: .anywhere))
    static let plan = SiteRoute("/quan-tri/ke-hoach/:plan", .action(.enterAdministration, at: .anywhere))
    static let planChoices = SiteRoute(
        "/quan-tri/ke-hoach/:plan/lua-chon", .action(.editPlans, at: .anywhere), .pageAndAct)
    static let target = SiteRoute(
        "/quan-tri/ke-hoach/:plan/chi-tieu/:target", .action(.enterAdministration, at: .anywhere))
    static let enterTargetFigure = SiteRoute(
        "/quan-tri/ke-hoach/:plan/chi-tieu/:target/so-lieu", .action(.editPlans, at: .anywhere), .act)
    static let markMilestone = SiteRoute(
        "/quan-tri/ke-hoach/:plan/chi-tieu/:target/moc", .action(.editPlans, at: .anywhere), .act)
    static let declarations = SiteRoute("/quan-tri/khai-bao", .action(.declare, at: .anywhere))
    static let declare = SiteRoute(
        "/quan-tri/khai-bao/:id", .action(.declare, at: .institutionOrItsPoints), .pageAndAct)
    static let attachEvidence = SiteRoute(
        "/quan-tri/khai-bao/:id/minh-chung", .action(.declare, at: .institutionOrItsPoints), .pageAndFiles)
    static let evidence = SiteRoute(
        "/quan-tri/khai-bao/:id/minh-chung/:so", .action(.declare, at: .institutionOrItsPoints))
    static let attachMilestoneEvidence = SiteRoute(
        "/quan-tri/ke-hoach/:plan/chi-tieu/:target/minh-chung", .action(.editPlans, at: .anywhere), .pageAndFiles)
    static let milestoneEvidence = SiteRoute(
        "/quan-tri/ke-hoach/:plan/chi-tieu/:target/minh-chung/:so", .action(.enterAdministration, at: .anywhere))

    /// All of them, for the table of routes.
    static let plans: [SiteRoute] = [
        .planList, .planFiles, .plan, .planChoices, .target, .enterTargetFigure, .markMilestone, .declarations,
        .declare, .attachEvidence, .evidence, .attachMilestoneEvidence, .milestoneEvidence,
    ]
}
