import Hummingbird
import Library

/// The start of the administration and the audit.
struct AdministrationPages {
    let site: SiteSetup
    private static let linesOnPage = 100

    func add(to router: Router<WebContext>) {
        router.page(.administration) { _, context in
            let page = try context.page()
            return AdministrationPage(desks: try await desks(of: page.actor), upkeep: try await upkeep(page.actor))
                .response(in: page)
        }
        router.page(.audit) { request, context in try await audit(request, context) }
        UnitPages(site: site).add(to: router)
        InstitutionPages(site: site).add(to: router)
        PointPages(site: site).add(to: router)
        AccountPages(site: site).add(to: router)
        PatronPages(site: site).add(to: router)
    }

    /// The desks that were given to somebody by name; who works everywhere finds
    /// them by their places.
    private func desks(of actor: Actor) async throws -> [PlaceName] {
        let places = site.services.membership.places
        var desks: [PlaceName] = []
        for node in Permission.nodes(actor, .lend) {
            switch node {
            case .servicePoint(let id):
                if let view = try await places.servicePoint(id) {
                    desks.append(PlaceName(id: id, name: view.point.facts.name))
                }
            case .institution(let id):
                desks +=
                    try await places.institution(id)?.points.map { PlaceName(id: $0.id, name: $0.facts.name) } ?? []
            case .library, .unit: break
            }
        }
        return desks.sorted { $0.id < $1.id }
    }

    private func upkeep(_ actor: Actor) async throws -> UpkeepPart {
        let upkeep = site.services.upkeep
        var part = UpkeepPart(room: upkeep.disk.room, areBackupsOn: upkeep.daysKept > 0)
        if Permission.allows(actor, .manageAccounts, at: .library) {
            part.backups = try await upkeep.backups?.standing()
        }
        return part
    }

    private func audit(_ request: Request, _ context: WebContext) async throws -> Response {
        let before = QueryParameters(request.uri.query)["truoc"].flatMap { Int64($0) }
            .map { Moment(milliseconds: $0) }
        let entries = try await site.services.membership.audit.entries(before: before, limit: Self.linesOnPage)
        let next = entries.count == Self.linesOnPage ? entries.last?.at : nil
        return try AuditPage(entries: entries, next: next).response(in: context.page())
    }
}

/// What the visitor may do, as a list of doors.
struct AdministrationPage {
    /// Where the visitor lends.
    var desks: [PlaceName] = []
    var upkeep = UpkeepPart()

    func response(in page: PageContext) -> Response {
        let words = page.words
        let own: [(Action, AdministrationURL, MembershipPhrase, MembershipPhrase)] = [
            (.seePlaces, .institutions(InstitutionAddress()), .adminInstitutions, .adminInstitutionsLead),
            (.seePlaces, .units(province: nil), .adminUnits, .adminUnitsLead),
            (.confirmSuccessions, .successions(into: nil, after: nil), .adminSuccessions, .adminSuccessionsLead),
            (.manageAccounts, .accounts, .adminAccounts, .adminAccountsLead),
            (.seeAudit, .audit(before: nil), .adminAudit, .adminAuditLead),
        ]
        var doors: [(action: Action, url: SiteURL, name: HTML, lead: HTML)] = own.map { door in
            (door.0, .administration(door.1), words[door.2], words[door.3])
        }
        doors += [
            (.enterAdministration, .plans(.list), words[.plansTitle], words[.plansDoor]),
            (.declare, .plans(.declarations(DeclarationAddress())), words[.declareTitle], words[.declareDoor]),
        ]
        doors.append(
            (.ingestMaterial, .ingest(.uploads(point: nil, before: nil)), words[.uploadTitle], words[.uploadDoor]))
        doors.append((.editCalendar, .calendar(.holidays(nil)), words[.holidaysTitle], words[.holidaysDoor]))
        doors.append((.seeFigures, .figures(.overview(nil)), words[.figuresTitle], words[.figuresOverviewDoor]))
        doors.append(
            (.seeFigures, .dashboard(.board(DashboardAddress())), words[.dashboardMenu], words[.dashboardDoor]))
        doors.append((.writeReports, .reports(.list(nil)), words[.reportTitle], words[.reportDoor]))
        let list = doors.filter { !Permission.nodes(page.actor, $0.action).isEmpty }.html { door -> HTML in
            """
            <li><a href="\(door.url)">\(door.name)</a><br><span class="quiet">\(door.lead)</span></li>

            """
        }
        let body: HTML = """
            <article class="prose">
            <h1>\(words[.adminTitle])</h1>
            \(upkeep.notices(page))
            <ul class="doors">\(deskDoors(words))\(rotation(page))\(list)</ul>
            \(upkeep.line(page))
            </article>
            """
        return Layout(page: page, title: words[.adminTitle], robots: false).response(body)
    }

    /// The daily work first.
    private func rotation(_ page: PageContext) -> HTML {
        guard !Permission.nodes(page.actor, .seeHoldings).isEmpty else { return .empty }
        let words = page.words
        return """
            <li><a href="\(SiteURL.rotation(.start(asking: nil)))">\(words[.rotationTitle])</a><br><span class="quiet">\(words[.rotationLead])</span></li>

            """
    }

    private func deskDoors(_ words: Words) -> HTML {
        desks.html { desk -> HTML in
            """
            <li><a href="\(SiteURL.circulation(.desk(desk.id, DeskAddress())))">\(words[.deskTitle])</a><br><span class="quiet">\(given(desk.name))</span></li>

            """
        }
    }
}

/// The audit, the newest first.
struct AuditPage {
    var entries: [AuditEntry]
    var next: Moment?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let rows = entries.html { entry -> HTML in
            let who = entry.account == nil ? words[.auditCommandLine] : given(entry.accountName)
            return """
                <tr><td>\(PlaceNames.day(Day(entry.at)))</td><td>\(who)</td>\
                <td>\(words.name(.auditKind, entry.kind.rawValue))</td><td>\(given(entry.subject))</td></tr>

                """
        }
        let more = next.html { moment -> HTML in
            "<p class=\"pager\"><a href=\"\(SiteURL.administration(.audit(before: moment)))\">\(words[.headingMore])</a></p>"
        }
        let body: HTML = """
            \(Trail(steps: []).html(words))
            <h1>\(words[.adminAudit])</h1>
            <p>\(words[.auditLead])</p>
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.adminAudit])"><table>
            <thead><tr><th scope="col">\(words[.auditDay])</th><th scope="col">\(words[.auditWho])</th>\
            <th scope="col">\(words[.auditWhat])</th><th scope="col">\(words[.auditSubject])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            \(more)
            """
        return Layout(page: page, title: words[.adminAudit], robots: false).response(body)
    }
}
