import HTTPTypes
import Hummingbird
import Library

/// Readers of a service point: classes, cards, PINs, the end of the year.
struct PatronPages {
    let site: SiteSetup
    /// A school's largest class, and room.
    private static let mostOfClass = 500
    private static let readersOnPage = 100

    func add(to router: Router<WebContext>) {
        router.page(.patrons) { request, context in try await list(request, context) }
        router.page(.cards) { request, context in try await cards(request, context) }
        router.act(.issuePINs) { request, context in try await issuePINs(request, context) }
        router.act(.endSchoolYear) { request, context in try await endSchoolYear(request, context) }
        router.page(.patron) { _, context in try await show(context) }
        router.act(.replaceCard) { request, context in try await replaceCard(request, context) }
        router.act(.moveClass) { request, context in try await move(request, context) }
        router.page(.editPatron) { _, context in
            let patron = try await patron(context)
            return try PatronForm(patron: patron, draft: PatronDraft(patron.facts)).response(in: context.page())
        }
        router.act(.editPatron) { request, context in try await change(request, context) }
    }

    private var store: any PatronStore { site.services.membership.patrons }

    private func patron(_ context: WebContext) async throws -> Patron {
        guard let id = context.rowNumber, let patron = try await store.patron(PatronID(id)) else {
            throw VisitorError(.notFound)
        }
        return patron
    }

    /// Looking is noted as well: a pupil's record is nobody's curiosity.
    private func note(_ kind: AuditEntry.Kind, _ subject: String, _ page: PageContext) async throws {
        let act = Act(account: page.actor.account, form: nil, at: page.now)
        try await site.services.membership.audit.note(kind, subject, act: act)
    }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let query = QueryParameters(request.uri.query)
        let filter = PatronFilter(
            point: view.point.id, className: query["lop"],
            after: query["sau"].flatMap { Int64($0) }.map { PatronID($0) }, limit: Self.readersOnPage)
        let patrons = try await store.patrons(filter)
        try await note(.patronsListed, "point \(view.point.id)", page)
        let lastGrade = SchoolYear.lastGrade(of: view.institution.institution.facts.kind)
        let lineage = try await site.services.membership.places.lineage(of: .servicePoint(view.point.id))
        let mayEdit = lineage.map { Permission.allows(page.actor, .editPatrons, at: $0) } ?? false
        return PatronListPage(
            view: view, className: query["lop"], list: patrons, lastGrade: lastGrade, mayEdit: mayEdit
        ).response(in: page)
    }

    private func cards(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let className = QueryParameters(request.uri.query)["lop"]
        let filter = PatronFilter(point: view.point.id, className: className, limit: Self.mostOfClass)
        let list = try await store.patrons(filter)
        try await note(.cardsPrinted, "point \(view.point.id), \(list.patrons.count) cards", page)
        return CardSheet(point: view.point, className: className, patrons: list.patrons).response(in: page)
    }

    /// Shows the PINs in its own answer, to be printed and cut: they are kept
    /// nowhere.
    private func issuePINs(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let view = try await site.point(context)
        guard let className = form.given("lop") else { throw VisitorError(.badRequest) }
        let filter = PatronFilter(point: view.point.id, className: className, limit: Self.mostOfClass)
        let patrons = try await store.patrons(filter).patrons
        let accounts = try await store.accounts(of: patrons.map(\.id))
        let issued = try await site.services.signIn.issue(.pin, to: Array(accounts.values), act: act)
        guard let issued else {
            return Admission.redirect(to: .administration(.patrons(view.point.id, className: className, after: nil)))
        }
        var pins: [PatronID: String] = [:]
        for (patron, account) in accounts { pins[patron] = issued[account]?.text }
        return CardSheet(point: view.point, className: className, patrons: patrons, pins: pins).response(in: page)
    }

    private func endSchoolYear(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let view = try await site.point(context)
        guard let lastGrade = form.number("lop-cuoi"), (1...12).contains(lastGrade), form.isOn("chac-chan") else {
            throw VisitorError(.badRequest)
        }
        _ = try await store.endSchoolYear(at: view.point.id, lastGrade: lastGrade, act: act)
        return Admission.redirect(to: .administration(.patrons(view.point.id, className: nil, after: nil)))
    }

    private func show(_ context: WebContext) async throws -> Response {
        let page = try context.page()
        let patron = try await patron(context)
        try await note(.patronSeen, "patron \(patron.id)", page)
        let point = try await site.services.membership.places.servicePoint(patron.servicePoint)
        return PatronPageView(patron: patron, point: point?.point).response(in: page)
    }

    private func replaceCard(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await FormValues(request)
        let act = try form.act(of: context.page())
        let patron = try await patron(context)
        _ = try await store.replaceCard(of: patron.id, act: act)
        return Admission.redirect(to: .administration(.patron(patron.id)))
    }

    private func move(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await FormValues(request)
        let act = try form.act(of: context.page())
        let patron = try await patron(context)
        guard let className = form.given("lop") else { throw VisitorError(.badRequest) }
        var facts = patron.facts
        facts.className = className
        try await store.change(patron.id, to: facts, act: act)
        return Admission.redirect(to: .administration(.patron(patron.id)))
    }

    private func change(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let patron = try await patron(context)
        let draft = PatronDraft(form)
        switch draft.facts(of: patron, today: Day(page.now)) {
        case .success(let facts):
            try await store.change(patron.id, to: facts, act: act)
            return Admission.redirect(to: .administration(.patron(patron.id)))
        case .failure(let slip): return PatronForm(patron: patron, draft: draft, slip: slip).response(in: page)
        }
    }
}
