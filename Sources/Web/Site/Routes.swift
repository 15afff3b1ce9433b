package import Hummingbird
package import Logging
import NIOCore

/// The whole site: middleware from the outside in, then every route.
package func buildRouter(_ services: WebServices, configuration: WebConfiguration) throws -> Router<WebContext> {
    let site = try SiteSetup(services, configuration)
    let router = Router(context: WebContext.self, options: [.autoGenerateHeadEndpoints])
    router.add(middleware: VisitMaker(site: site))
    router.add(middleware: UsageMeter(site: site))
    router.add(middleware: AccessLog())
    router.add(middleware: SecurityHeaders())
    router.add(middleware: Compression())
    router.add(middleware: ErrorPages(disk: services.upkeep.disk))
    router.add(middleware: RequestLimits(configuration))
    router.refuseForms()
    router.add(middleware: Admission(site: site))
    router.add(middleware: DiskGuard(disk: services.upkeep.disk))
    router.add(middleware: FormProtection(configuration))
    router.add(middleware: TimeLimit(limit: configuration.timeLimit, pause: configuration.files.longestPause))
    CataloguePages(site: site).add(to: router)
    SearchPages(site: site).add(to: router)
    ReadingPages(site: site).add(to: router)
    SitePages(site: site).add(to: router)
    SignInPages(site: site).add(to: router)
    AdministrationPages(site: site).add(to: router)
    UploadPages(site: site).add(to: router)
    ClassListPages(site: site).add(to: router)
    HoldingsPages(site: site).add(to: router)
    StockPages(site: site).add(to: router)
    RegisterIntakePages(site: site).add(to: router)
    CalendarPages(site: site).add(to: router)
    HolidayPages(site: site).add(to: router)
    ActivityPages(site: site).add(to: router)
    ReadingWeekPages(site: site).add(to: router)
    VisitPages(site: site).add(to: router)
    DefinitionPages(site: site).add(to: router)
    FigureSheetPages(site: site).add(to: router)
    FigureOverviewPages(site: site).add(to: router)
    FigureTablePages(site: site).add(to: router)
    ReadingListPages(site: site).add(to: router)
    ReadingListDesk(site: site).add(to: router)
    RotationPages(site: site).add(to: router)
    DeskPages(site: site).add(to: router)
    PlanPages(site: site).add(to: router)
    DashboardPages(site: site).add(to: router)
    ReportPages(site: site).add(to: router)
    try router.checkPermissions()
    return router
}

/// The server, ready to run; `onListening` is told the port as soon as visitors
/// can come.
package func buildApplication(
    _ services: WebServices, configuration: WebConfiguration, logger: Logger = Logger(label: "hoclieu.web"),
    onListening: @escaping @Sendable (_ port: Int) -> Void = { _ in }
) throws -> Application<RouterResponder<WebContext>> {
    let router = try buildRouter(services, configuration: configuration)
    return Application(
        responder: router.buildResponder(),
        server: .http1(configuration: .init(idleTimeout: .seconds(60))),
        configuration: ApplicationConfiguration(
            address: .hostname(configuration.host, port: configuration.port), serverName: nil),
        onServerRunning: { [port = configuration.port] in onListening($0.localAddress?.port ?? port) },
        logger: logger)
}

extension Router<WebContext> {
    /// Adds a page of the table of routes.
    func page(_ route: SiteRoute, _ handler: @escaping @Sendable (Request, WebContext) async throws -> Response) {
        get(RouterPath(route.pattern), use: handler)
    }

    /// Adds what a form does; it answers with a redirect.
    func act(_ route: SiteRoute, _ handler: @escaping @Sendable (Request, WebContext) async throws -> Response) {
        post(RouterPath(route.pattern), use: handler)
    }
}
