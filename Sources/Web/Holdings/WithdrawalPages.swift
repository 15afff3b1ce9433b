import HTTPTypes
import Hummingbird
import Library

/// Copies taken out of the register: a list, a look at it, a decision.
struct WithdrawalPages {
    let scene: HoldingsScene
    private static let candidatesOnPage = 200
    /// A decision names fewer.
    private static let mostAtOnce = 2_000

    func add(to router: Router<WebContext>) {
        router.page(.withdrawal) { request, context in
            let done = QueryParameters(request.uri.query)["xong"].flatMap { Int($0) }
            return try await choose(context, done: done)
        }
        router.act(.withdrawal) { request, context in try await take(request, context) }
    }

    private func choose(_ context: WebContext, done: Int? = nil, refusal: HoldingsPhrase? = nil) async throws
        -> Response
    {
        let view = try await scene.point(context)
        var candidates: [TitledCopy] = []
        let register = scene.stores.register
        let filters = [
            CopyFilter(point: view.point.id, condition: .damaged, limit: Self.candidatesOnPage),
            CopyFilter(point: view.point.id, status: .missing, limit: Self.candidatesOnPage),
            CopyFilter(point: view.point.id, status: .lost, limit: Self.candidatesOnPage),
        ]
        for filter in filters {
            for copy in try await register.copies(filter).copies
            where WithdrawalRule.conflict(of: copy.copy.state, for: view.point.id) == nil
                && !candidates.contains(where: { $0.copy.id == copy.copy.id })
            {
                candidates.append(copy)
            }
        }
        return try WithdrawalChoice(view: view, candidates: candidates, done: done, refusal: refusal)
            .response(in: context.page())
    }

    private func take(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await scene.point(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let chosen = values.all("ban").prefix(Self.mostAtOnce).compactMap { Int64($0) }.map { CopyID($0) }
        let typed = values.raw("so").split { ",;\n\r".contains($0) }
            .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            .filter { !$0.isEmpty }.prefix(Self.mostAtOnce)
        let listed = try await scene.stores.register.copies(listed: Array(typed), of: view.point.id)
        var copies: [TitledCopy] = []
        for id in chosen + listed.compactMap({ $0.copy?.copy.id }) where !copies.contains(where: { $0.copy.id == id }) {
            guard let copy = try await scene.stores.holdings.copy(id) else { continue }
            let record = copy.facts.record
            let title = try await scene.stores.overview.titles(of: [record])[record] ?? ""
            copies.append(TitledCopy(copy: copy, title: title))
        }
        let unknown = listed.filter { $0.copy == nil }.map(\.text)
        guard !copies.isEmpty else { return try await choose(context, refusal: .withdrawalNothing) }
        var preview = WithdrawalPreview(
            view: view, copies: copies, unknown: unknown, document: values.text("quyet-dinh"))
        guard values.isOn("xac-nhan") else { return preview.response(in: page, isRefusal: false) }
        guard !preview.document.isEmpty else {
            preview.refusal = .withdrawalDocumentMissing
            return preview.response(in: page, isRefusal: true)
        }
        do {
            let count = try await scene.stores.register.withdraw(
                copies.map(\.copy.id), of: view.point.id, document: preview.document, act: act)
            return Response(
                status: .seeOther,
                headers: [
                    .location: SiteURL.holdings(.withdrawal(view.point.id)).description + "?xong=\(count)",
                    .cacheControl: "no-store",
                ])
        } catch let refusal as WithdrawalRefusal {
            preview.refusal = .withdrawalRefused
            for refused in refusal.refused { preview.refused[refused.copy] = refused.conflict }
            return preview.response(in: page, isRefusal: true)
        }
    }
}

/// The choice of what leaves the register.
struct WithdrawalChoice {
    var view: ServicePointView
    var candidates: [TitledCopy]
    var done: Int?
    var refusal: HoldingsPhrase?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let notice: HTML =
            if let refusal {
                "<div class=\"notice\" role=\"alert\"><p>\(words[refusal])</p></div>"
            } else {
                done.html { "<p class=\"message\" role=\"status\">\(words(.withdrawalDone, count: $0))</p>" }
            }
        let boxes = candidates.html { copy -> HTML in
            let facts = copy.copy.facts
            let status = words.name(.copyStatus, copy.copy.state.status.rawValue)
            let condition = words.name(.copyCondition, facts.condition.rawValue)
            return """
                <p class="options"><label><input type="checkbox" name="ban" value="\(text: copy.copy.id.description)"><span>\(given(facts.number.text)) · \(given(copy.title)) <span class="quiet">\(status) · \(condition)</span></span></label></p>

                """
        }
        let fields: HTML = """
            <fieldset><legend>\(words[.withdrawalCandidates])</legend>\(candidates.isEmpty ? "<p class=\"quiet\">\(words[.withdrawalNoCandidates])</p>" : boxes)</fieldset>
            <p><label for="so">\(words[.withdrawalNumbers])</label><textarea id="so" name="so" rows="6" autocomplete="off"></textarea></p>
            """
        let form = Form(
            action: .holdings(.withdrawal(view.point.id)), button: words[.withdrawalLook], fields: fields)
        let list: HoldingsURL = .copies(CopiesAddress(view.point.id))
        let body: HTML = """
            \(StockTrail(point: view.point, further: [(list, words[.stockTitle])]).html(words))
            <h1>\(words[.withdrawalTitle])</h1>
            \(notice)
            <p>\(words[.withdrawalLead])</p>
            \(form.html(page))
            """
        return Layout(page: page, title: words[.withdrawalTitle], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }
}

/// The list once more, and the decision that takes it out.
struct WithdrawalPreview {
    var view: ServicePointView
    var copies: [TitledCopy]
    /// Typed numbers that are no copy of the point.
    var unknown: [String]
    var document: String
    var refusal: HoldingsPhrase?
    var refused: [CopyID: LedgerConflict] = [:]

    func response(in page: PageContext, isRefusal: Bool) -> Response {
        let words = page.words
        let price = copies.reduce(0) { $0 + ($1.copy.facts.price ?? 0) }
        let said = refusal.html { "<div class=\"notice\" role=\"alert\"><p>\(words[$0])</p></div>" }
        let strange: HTML =
            unknown.isEmpty
            ? ""
            : "<p class=\"notice\">\(words(.withdrawalUnknown, ["numbers": given(unknown.joined(separator: ", "))]))</p>"
        let lines = copies.html { copy -> HTML in
            let remark = refused[copy.copy.id].html { conflict -> HTML in
                "<strong class=\"bad\">\(words.name(.ledgerConflict, conflict.rawValue))</strong>"
            }
            return CopyLine(copy: copy, remark: remark).html(words)
        }
        let kept = copies.filter { refused[$0.copy.id] == nil }
        let fields: HTML = """
            \(kept.html { Form.hidden("ban", $0.copy.id.description) })\(Form.hidden("xac-nhan", "1"))
            \(Form.text("quyet-dinh", words[.withdrawalDocument], value: document, hint: words[.withdrawalDocumentHint], isRequired: true))
            """
        let form = Form(
            action: .holdings(.withdrawal(view.point.id)), button: words[.withdrawalButton], fields: fields)
        let body: HTML = """
            \(StockTrail(point: view.point, further: [(.withdrawal(view.point.id), words[.withdrawalTitle])]).html(words))
            <h1>\(words[.withdrawalCheck])</h1>
            \(said)\(strange)
            <p><strong>\(words(.withdrawalCount, count: copies.count, ["price": words.money(price)]))</strong></p>
            <ul class="lines">\(lines)</ul>
            \(kept.isEmpty ? .empty : form.html(page))
            <p><a class="button" href="\(SiteURL.holdings(.withdrawal(view.point.id)))">\(words[.withdrawalBack])</a></p>
            """
        return Layout(page: page, title: words[.withdrawalCheck], robots: false)
            .formResponse(body, status: isRefusal ? .unprocessableContent : .ok)
    }
}
