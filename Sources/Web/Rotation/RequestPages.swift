import HTTPTypes
import Hummingbird
import Library

/// One library asks another for books, and the other answers with a box.
struct RequestPages {
    let site: SiteSetup
    private static let mostFound = 10

    func add(to router: Router<WebContext>) {
        router.page(.askForBooks) { request, context in
            try await form(context, RequestDraft(FormValues(QueryParameters(request.uri.query))))
        }
        router.act(.askForBooks) { request, context in try await ask(request, context) }
        router.page(.yearList) { _, context in
            let view = try await site.point(context)
            let list = try await site.rotation.requests.requests(around: view.point.id, limit: 1_000)
            return try YearListPage(view: view, requests: list).response(in: context.page())
        }
        router.page(.bookRequest) { _, context in try await show(context) }
        router.act(.answerRequest) { request, context in try await answer(request, context) }
    }

    private var requests: any RequestStore { site.rotation.requests }

    private func form(
        _ context: WebContext, _ draft: RequestDraft, refusal: RotationRefusal? = nil
    ) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        var chosen: RecordSummary?
        var holders: [ServicePointID: Int] = [:]
        if let id = draft.recordID, let record = try await site.services.catalogue.record(id) {
            chosen = RecordSummary(record)
            for line in try await site.services.circulating.overview.lines(of: id) where line.isAvailable {
                holders[line.holder, default: 0] += line.copies
            }
        }
        var found: [RecordSummary]?
        if !draft.search.isEmpty {
            let asked = SearchRequest(
                text: draft.search, limit: Self.mostFound, viewer: page.viewer, wantsFacets: false, scope: .catalogue)
            found = try await site.services.search.search(asked).records.map(\.record)
        }
        return RequestForm(
            view: view, points: try await site.allPoints(on: Day(page.now)), draft: draft, chosen: chosen, found: found,
            holders: holders, refusal: refusal
        ).response(in: page)
    }

    private func ask(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let draft = RequestDraft(values)
        // The search button of the form: the same form with what was found.
        if values.text("lam") == "tim" { return Admission.redirect(to: .rotation(.ask(view.point.id, draft))) }
        guard let to = RotationParts.point(values, "den"), let facts = draft.facts(on: Day(page.now)) else {
            return try await form(context, draft, refusal: RotationRefusal(.incomplete))
        }
        do {
            let id = try await requests.ask(facts, from: view.point.id, to: to, act: act)
            return Admission.redirect(to: .rotation(.request(id)))
        } catch let refusal as RotationRefusal { return try await form(context, draft, refusal: refusal) }
    }

    private func show(_ context: WebContext, refusal: RotationRefusal? = nil) async throws -> Response {
        let page = try context.page()
        guard let id = context.rowNumber, let view = try await requests.request(RequestID(id)) else {
            throw VisitorError(.notFound)
        }
        let ends = [view.request.from, view.request.to]
        let mine = try await site.points(ends, where: page.actor, may: .moveBoxes)
        let isAsked = view.request.state == .asked && mine.contains(view.request.to)
        return RequestPage(
            view: view, mine: mine,
            suggestions: isAsked ? try await requests.suggestions(for: view.request.id, limit: 500) : [],
            refusal: refusal
        ).response(in: page)
    }

    private func answer(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let id = context.rowNumber, let view = try await requests.request(RequestID(id)) else {
            throw VisitorError(.notFound)
        }
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let (answer, side): (RequestAnswer, ServicePointID)
        switch form.text("lam") {
        case "accept":
            let copies = form.all("ban").compactMap { Int64($0) }.map { CopyID($0) }
            (answer, side) = (.accept(copies), view.request.to)
        case "decline": (answer, side) = (.decline(form.text("ly-do")), view.request.to)
        case "withdraw": (answer, side) = (.withdraw, view.request.from)
        default: throw VisitorError(.badRequest)
        }
        guard try await !site.points([side], where: page.actor, may: .moveBoxes).isEmpty else {
            throw VisitorError(.forbidden)
        }
        do {
            let box = try await requests.answer(answer, to: view.request.id, act: act)
            return Admission.redirect(
                to: .rotation(box.map { .box($0, done: BoxDone("accept")) } ?? .request(view.request.id)))
        } catch let refusal as RotationRefusal { return try await show(context, refusal: refusal) }
    }
}
