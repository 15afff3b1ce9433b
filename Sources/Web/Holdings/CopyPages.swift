import HTTPTypes
import Hummingbird
import Library

/// The copies of a point, and one of them.
struct CopyPages {
    let scene: HoldingsScene

    func add(to router: Router<WebContext>) {
        router.page(.copies) { request, context in try await list(request, context) }
        router.page(.copy) { request, context in try await show(request, context) }
        router.page(.editCopy) { _, context in
            let copy = try await copy(context)
            return try form(context, copy, CopyFields(CopyDescription(copy.copy.facts)))
        }
        router.act(.editCopy) { request, context in try await describe(request, context) }
        router.act(.foundCopy) { request, context in try await found(request, context) }
    }

    private func copy(_ context: WebContext) async throws -> TitledCopy {
        guard let id = context.rowNumber, let copy = try await scene.stores.holdings.copy(CopyID(id)) else {
            throw VisitorError(.notFound)
        }
        let record = copy.facts.record
        return TitledCopy(copy: copy, title: try await scene.stores.overview.titles(of: [record])[record] ?? "")
    }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await scene.point(context)
        let address = CopiesAddress(view.point.id, QueryParameters(request.uri.query))
        let copies = try await scene.stores.register.copies(address.filter)
        let others = Set(copies.copies.map(\.copy.state.holder))
        return CopyListPage(
            view: view, address: address, copies: copies, points: try await scene.stores.overview.names(of: others),
            mayEdit: try await scene.mayEdit(page, at: view.point.id)
        ).response(in: page)
    }

    private func show(_ request: Request, _ context: WebContext, refusal: LedgerConflict? = nil) async throws
        -> Response
    {
        let page = try context.page()
        let copy = try await copy(context)
        let state = copy.copy.state
        let ledger = scene.stores.ledger
        let asked = QueryParameters(request.uri.query)["ngay"]
        let day = asked.flatMap { Day(written: $0) }
        var answer: CopyView.DayAnswer?
        if let asked {
            answer = .wrong(asked)
            if let day { answer = .custody(day, try await ledger.custody(of: state.id, on: day)) }
        }
        let history = try await ledger.history(of: state.id)
        let places = try await ledger.whereabouts(of: state.id)
        let needed = CopyNames.Needed(copy: state, history: history, places: places)
        let overview = scene.stores.overview
        let names = CopyNames(
            points: try await overview.names(of: needed.points), boxes: try await overview.numbers(of: needed.boxes))
        return CopyView(
            copy: copy, owner: try await scene.point(state.owner).point, history: history, places: places,
            names: names, answer: answer, asked: asked ?? "", refusal: refusal,
            mayEdit: try await scene.mayEdit(page, at: state.owner, state.holder),
            finders: try await finders(page, state)
        ).response(in: page)
    }

    /// The points at which the visitor may say that a copy was found.
    private func finders(_ page: PageContext, _ copy: CopyState) async throws -> [ServicePointID] {
        var finders: [ServicePointID] = []
        for point in Set([copy.owner, copy.holder]).sorted() where try await scene.mayEdit(page, at: point) {
            finders.append(point)
        }
        return finders
    }

    private func form(
        _ context: WebContext, _ copy: TitledCopy, _ draft: CopyFields, refusal: HoldingsPhrase? = nil
    ) throws -> Response {
        try CopyForm(copy: copy, draft: draft, refusal: refusal).response(in: context.page())
    }

    private func describe(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let copy = try await copy(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let draft = CopyFields(values)
        guard let description = draft.description else { return try form(context, copy, draft, refusal: .copyWrong) }
        try await scene.stores.register.describe(copy.copy.id, as: description, act: act)
        return Admission.redirect(to: .holdings(.copy(copy.copy.id, day: nil)))
    }

    private func found(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let copy = try await copy(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let finders = try await finders(page, copy.copy.state)
        guard let point = values.number("diem").map({ ServicePointID(Int64($0)) }), finders.contains(point) else {
            throw VisitorError(.badRequest)
        }
        do {
            try await scene.stores.register.find(copy.copy.id, at: point, act: act)
        } catch let conflict as LedgerConflict {
            return try await show(request, context, refusal: conflict)
        }
        return Admission.redirect(to: .holdings(.copy(copy.copy.id, day: nil)))
    }
}
