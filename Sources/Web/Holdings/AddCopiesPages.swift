import HTTPTypes
import Hummingbird
import Library

/// Copies registered by hand: first the record, then how many and which numbers.
struct AddCopiesPages {
    let scene: HoldingsScene
    private static let mostFound = 10

    func add(to router: Router<WebContext>) {
        router.page(.addCopies) { request, context in
            let query = QueryParameters(request.uri.query)
            return try await show(context, query["tim-sach"] ?? "", AddCopiesDraft(query))
        }
        router.act(.addCopies) { request, context in try await enter(request, context) }
    }

    private func show(
        _ context: WebContext, _ words: String, _ draft: AddCopiesDraft, refusal: AddCopiesPage.Refusal? = nil
    ) async throws -> Response {
        let page = try context.page()
        let view = try await scene.point(context)
        var found: [RecordSummary]?
        var title: String?
        if let record = draft.record {
            title = try await scene.stores.overview.titles(of: [record])[record]
        } else if !words.isEmpty {
            let request = SearchRequest(
                text: words, limit: Self.mostFound, viewer: page.viewer, wantsFacets: false, scope: .catalogue)
            found = try await scene.site.services.search.search(request).records.map(\.record)
        }
        return AddCopiesPage(
            view: view, draft: draft, title: title, words: words, found: found,
            series: try await scene.stores.register.series(of: view.point.id), refusal: refusal
        ).response(in: page)
    }

    private func enter(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await scene.point(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let draft = AddCopiesDraft(values)
        guard let addition = draft.addition else {
            return try await show(context, "", draft, refusal: .slip)
        }
        do {
            _ = try await scene.stores.register.add(addition, to: view.point.id, act: act)
        } catch let refusal as CopyRefusal {
            return try await show(context, "", draft, refusal: .store(refusal))
        }
        if let gift = addition.gift { return Admission.redirect(to: .holdings(.gift(gift))) }
        var list = CopiesAddress(view.point.id)
        list.filter.words = try await scene.stores.overview.titles(of: [addition.record])[addition.record] ?? ""
        return Admission.redirect(to: .holdings(.copies(list)))
    }
}

/// What was typed about copies to be registered, right or wrong.
struct AddCopiesDraft {
    var record: RecordID?
    var gift: GiftID?
    var count = "1"
    var prefix = ""
    var width = "5"
    var first = ""
    var source = ""
    var received = ""
    var copy = CopyFields()

    init(_ query: QueryParameters) {
        record = query["tai-lieu"].flatMap { Int64($0) }.map { RecordID($0) }
        gift = query["tang"].flatMap { Int64($0) }.map { GiftID($0) }
        if gift != nil { source = CopySource.gift.rawValue }
    }

    init(_ form: FormValues) {
        record = form.number("tai-lieu").map { RecordID(Int64($0)) }
        gift = form.number("tang").map { GiftID(Int64($0)) }
        (count, prefix, width) = (form.text("so-ban"), form.text("chu-dau"), form.text("so-chu-so"))
        (first, source, received) = (form.text("tu-so"), form.text("nguon"), form.text("ngay"))
        copy = CopyFields(form)
    }

    /// Nil while something is missing or out of its range.
    var addition: CopyAddition? {
        guard let record, let count = Int(count), CopyAddition.counts.contains(count), let width = Int(width),
            let description = copy.description
        else { return nil }
        let number = first.isEmpty ? nil : Int(first)
        let day = received.isEmpty ? nil : Day(written: received)
        guard first.isEmpty || number != nil, received.isEmpty || day != nil else { return nil }
        return CopyAddition(
            record: record, count: count, prefix: prefix, width: width, first: number, description: description,
            source: CopySource(rawValue: source), receivedOn: day, gift: gift)
    }
}

/// The page on which copies are registered by hand.
struct AddCopiesPage {
    enum Refusal {
        case slip
        case store(CopyRefusal)
    }

    var view: ServicePointView
    var draft: AddCopiesDraft
    /// Of the record, once there is one.
    var title: String?
    var words: String
    /// What a search found; nil before one was made.
    var found: [RecordSummary]?
    var series: [AccessionSeries]
    var refusal: Refusal?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let list: HoldingsURL = .copies(CopiesAddress(view.point.id))
        let gift = draft.gift.html { gift -> HTML in
            let number: HTML = "<a href=\"\(SiteURL.holdings(.gift(gift)))\">\(given(gift.description))</a>"
            return "<p>\(words(.addCopiesFromGift, ["number": number]))</p>"
        }
        let said: HTML =
            switch refusal {
            case nil: ""
            case .slip: notice(words[.addCopiesWrong])
            case .store(let refusal): notice(words.name(.copyRefusal, refusal.rawValue))
            }
        let body: HTML = """
            \(StockTrail(point: view.point, further: [(list, words[.stockTitle])]).html(words))
            <h1>\(words[.addCopiesTitle])</h1>
            <p>\(words[.addCopiesLead])</p>
            \(gift)\(said)
            \(title == nil ? choice(words) : form(page))
            """
        return Layout(page: page, title: words[.addCopiesTitle], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func notice(_ text: HTML) -> HTML { "<div class=\"notice\" role=\"alert\"><p>\(text)</p></div>" }

    private func address(_ record: RecordID?) -> SiteURL {
        .holdings(.addCopies(view.point.id, record: record, gift: draft.gift))
    }

    private func choice(_ words: Words) -> HTML {
        let lines = (found ?? []).html { record -> HTML in
            let by = HTML(
                joining: [record.creators.first, record.year.map(String.init)].compactMap(\.self).map { given($0) },
                with: " · ")
            return """
                <li class="line"><h2><a href="\(address(record.id))">\(given(record.title, lang: record.language))</a></h2><p class="quiet">\(by)</p></li>

                """
        }
        let none: HTML = found?.isEmpty == true ? "<p class=\"message\">\(words[.addCopiesNoRecord])</p>" : ""
        let gift = draft.gift.html { Form.hidden("tang", $0.description) }
        return """
            <form class="form" method="get" action="\(SiteURL.holdings(.addCopies(view.point.id, record: nil, gift: nil)))">\(gift)
            \(Form.text("tim-sach", words[.addCopiesFindLabel], value: self.words, isRequired: true))
            <p><button class="button primary" type="submit">\(words[.addCopiesFind])</button></p>
            </form>
            \(none)<ul class="lines">\(lines)</ul>
            """
    }

    private func form(_ page: PageContext) -> HTML {
        let words = page.words
        let sources: [(value: String, text: HTML)] =
            [("", words[.pointUnsaid])]
            + CopySource.allCases.map { ($0.rawValue, words.name(.copySource, $0.rawValue)) }
        let known = series.html { series -> HTML in
            let next = series.number(series.next)?.text ?? ""
            return "<li>\(words(.addCopiesSeriesLine, ["prefix": given(series.prefix), "number": given(next)]))</li>"
        }
        let list: HTML =
            series.isEmpty ? "" : "<p>\(words[.addCopiesSeries])</p><ul>\(known)</ul>"
        let fields: HTML = """
            \(Form.hidden("tai-lieu", draft.record?.description ?? ""))\(draft.gift.html { Form.hidden("tang", $0.description) })
            \(Form.text("so-ban", words[.addCopiesCount], value: draft.count, hint: words[.addCopiesCountHint], isRequired: true))
            \(list)
            \(Form.text("chu-dau", words[.addCopiesPrefix], value: draft.prefix, hint: words[.addCopiesPrefixHint]))
            \(Form.text("so-chu-so", words[.addCopiesWidth], value: draft.width, hint: words[.addCopiesWidthHint], isRequired: true))
            \(Form.text("tu-so", words[.addCopiesFirst], value: draft.first, hint: words[.addCopiesFirstHint]))
            \(draft.copy.fields(words))
            \(Form.choice("nguon", words[.copySource], sources, chosen: draft.source))
            \(Form.text("ngay", words[.addCopiesReceived], value: draft.received, hint: words[.copyWhereDayWrong]))
            """
        let action = SiteURL.holdings(.addCopies(view.point.id, record: nil, gift: nil))
        return """
            <p class="subtitle"><strong>\(given(title ?? ""))</strong></p>
            <p><a href="\(address(nil))">\(words[.addCopiesOtherRecord])</a></p>
            \(Form(action: action, button: words[.addCopiesButton], fields: fields).html(page))
            """
    }
}
