import HTTPTypes
import Hummingbird
import Library

/// Reports of a place: what is due, what was written, and a new one.
struct ReportPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.reportList) { request, context in try await list(request, context) }
        router.page(.newReport) { request, context in
            try await form(try address(QueryParameters(request.uri.query)), context)
        }
        router.act(.newReport) { request, context in try await begin(request, context) }
        OneReportPages(site: site).add(to: router)
        ReceivedReportPages(site: site).add(to: router)
        ReportTemplatePages(site: site).add(to: router)
    }

    private var services: ReportServices { site.services.reports }

    private func address(_ query: QueryParameters) throws -> NewReportAddress {
        guard let address = NewReportAddress(query) else { throw VisitorError(.notFound) }
        return address
    }

    // MARK: What is due

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let nodes = try await site.reportNodes(page.actor)
        let asked = QueryParameters(request.uri.query)["noi"].flatMap { TreeNode(written: $0) }
        guard let node = asked ?? nodes.first else { throw VisitorError(.forbidden) }
        let place = try await site.reportPlace(node, context)
        let today = Day(page.now)
        let lines = try await services.stores.reports.reports(ReportFilter(of: [node]))
        let due = DueReport.all(try await duties(of: place, on: today), on: today) { due in
            lines.contains { $0.state == .sent && due.isAnswered(by: $0.order) }
        }
        return ReportListPage(
            place: place, others: try await others(nodes, than: node),
            former: try await former(page.actor, at: page.now), due: due, lines: lines, today: today
        ).response(in: page)
    }

    /// Of the plans that hold where the place is, what is asked of its level.
    private func duties(
        of place: ReportPlace, on today: Day
    ) async throws -> [(plan: Plan, duties: [ReportingDuty])] {
        try await site.services.plans.duties(of: try await seat(of: place, on: today), on: today)
    }

    private func seat(of place: ReportPlace, on today: Day) async throws -> ReportingPlace {
        if let seat = place.seat { return seat }
        return ReportingPlace(.library, in: try await directory(on: today).homeUnits)
    }

    private func directory(on today: Day) async throws -> PlaceDirectory {
        let last = Month(of: today).previous
        return try await site.services.board.scene([], in: last...last).directory
    }

    /// Units that have ended and whose points can still be told, where somebody
    /// writes reports, each with what was above it.
    private func former(_ actor: Actor, at now: Moment) async throws -> [[AdministrativeUnit]] {
        let directory = try await directory(on: Day(now))
        return directory.formerUnits.filter { unit in
            directory.lineage(of: .unit(unit.id)).map { Permission.allows(actor, .writeReports, at: $0) } ?? false
        }.map { directory.path(of: $0.id) }
    }

    private func others(_ nodes: [TreeNode], than node: TreeNode) async throws -> [ReportPlace] {
        var places: [ReportPlace] = []
        for other in nodes where other != node {
            if let place = try await services.stores.places.place(other) { places.append(place) }
        }
        return places
    }

    // MARK: A new one

    private func form(
        _ address: NewReportAddress, _ context: WebContext, draft: NewReportDraft? = nil, refusal: HTML? = nil
    ) async throws -> Response {
        let page = try context.page()
        let place = try await site.reportPlace(address.node, context)
        let due = try await due(address, of: place, today: Day(page.now))
        let draft = draft ?? NewReportDraft(due, on: Day(page.now))
        return NewReportPage(place: place, address: address, due: due, draft: draft, refusal: refusal)
            .response(in: page)
    }

    /// A duty that does not bind the place is not there.
    private func due(_ address: NewReportAddress, of place: ReportPlace, today: Day) async throws -> DueReport? {
        if let id = address.corrects {
            guard let old = try await services.stores.reports.report(id), let duty = old.order.duty else { return nil }
            return try await due(duty.id, duty.year, half: old.order.months.upperBound.number <= 6 ? 1 : 2)
        }
        guard let id = address.duty else { return nil }
        guard let due = try await due(id, address.year ?? today.year, half: address.half) else {
            throw VisitorError(.notFound)
        }
        let scope = try await site.services.plans.scope(of: due.plan, on: today)
        let seat = try await seat(of: place, on: today)
        guard due.duty.binds(seat, in: due.plan, at: scope, on: today) else { throw VisitorError(.notFound) }
        return due
    }

    private func due(_ id: DutyID, _ year: Int, half: Int?) async throws -> DueReport? {
        guard let plan = try await site.services.plans.plan(id.plan), let duty = plan.duty(id.code) else { return nil }
        return DueReport(plan: plan, duty: duty, year: year, half: half)
    }

    private func begin(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let query = QueryParameters(request.uri.query)
        let address = try address(query)
        let place = try await site.reportPlace(address.node, context)
        let due = try await due(address, of: place, today: Day(page.now))
        let draft = NewReportDraft(values)
        guard let months = draft.months else {
            return try await form(address, context, draft: draft, refusal: page.words[.reportMonthsWrong])
        }
        let order = ReportOrder(
            node: address.node, kind: due?.duty.kind ?? draft.kind, months: months, duty: due?.reported)
        do {
            let figures = try await services.figures.figures(for: order, at: page.now)
            var texts = try await texts(of: place, correcting: address.corrects)
            if address.corrects == nil, let due {
                texts.addressee = try await addressee(of: due, from: place, on: Day(page.now))
            }
            let id = try await services.stores.reports.open(
                ReportDraft(order: order, texts: texts, figures: figures, corrects: address.corrects), act: act)
            return Admission.redirect(to: .reports(.report(id)))
        } catch let refusal as ReportRefusal {
            let why = page.words.name(.reportRefusal, refusal.rawValue)
            return try await form(address, context, draft: draft, refusal: why)
        }
    }

    /// Whom the plan names; where nobody has said who took their place, whom the
    /// place wrote to for the same duty before.
    private func addressee(of due: DueReport, from place: ReportPlace, on today: Day) async throws -> String {
        let named = due.plan.addressee(of: due.duty, on: today)
        guard named.isEmpty else { return named }
        let reports = services.stores.reports
        let filter = ReportFilter(of: [place.node], duty: due.duty.id, limit: 1)
        guard let last = try await reports.reports(filter).first else { return "" }
        return try await reports.report(last.id)?.texts.addressee ?? ""
    }

    /// As the place's last report was headed and signed; a correction begins with
    /// all that was written.
    private func texts(of place: ReportPlace, correcting id: ReportID?) async throws -> ReportTexts {
        let reports = services.stores.reports
        if let id, let old = try await reports.report(id) {
            guard old.order.node == place.node else { throw VisitorError(.badRequest) }
            return old.texts
        }
        guard let last = try await reports.reports(ReportFilter(of: [place.node], limit: 1)).first,
            let report = try await reports.report(last.id)
        else { return place.letterhead }
        return report.texts.letterhead
    }
}

extension SiteSetup {
    /// Where somebody writes reports: what was granted by name, the nearest first.
    func reportNodes(_ actor: Actor) async throws -> [TreeNode] {
        let nodes = Permission.nodes(actor, .writeReports)
        guard nodes.contains(.library) else { return nodes.sorted { $0.written < $1.written } }
        let places = try await services.membership.places.servicePoints(within: [.library], limit: 1)
        guard let first = places.first,
            let view = try await services.membership.places.institution(first.institution)
        else { return [.library] }
        return view.units.map { .unit($0.id) } + [.library]
    }

    /// A place somebody may write reports of; refused like what is not there.
    func reportPlace(_ node: TreeNode, _ context: WebContext) async throws -> ReportPlace {
        let page = try context.page()
        guard try await allows(page.actor, .writeReports, at: node, on: page.now) == true else {
            throw VisitorError(.forbidden)
        }
        guard var place = try await services.reports.stores.places.place(node) else { throw VisitorError(.notFound) }
        if place.name.isEmpty { place.name = configuration.siteName ?? page.words[.siteName].text }
        return place
    }
}

/// What was typed about a new report, right or wrong.
struct NewReportDraft {
    var kind: DutyKind
    var first: String
    var last: String

    init(_ due: DueReport?, on today: Day) {
        let lastMonth = Month(of: today).previous
        let months = due?.months ?? lastMonth.adding(months: -11)...lastMonth
        kind = due?.duty.kind ?? .annual
        (first, last) = (ReportWords.month(months.lowerBound), ReportWords.month(months.upperBound))
    }

    init(_ form: FormValues) {
        kind = DutyKind(rawValue: form.text("loai")) ?? .annual
        (first, last) = (form.text("tu"), form.text("den"))
    }

    /// Nil unless both are months and in order.
    var months: ClosedRange<Month>? {
        guard let from = Month(written: first), let to = Month(written: last), from <= to else { return nil }
        return from...to
    }
}
