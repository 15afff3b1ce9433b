import HTTPTypes
import Hummingbird
import Library

/// Counts of the shelves, scan by scan.
struct StockTakePages {
    let scene: HoldingsScene

    func add(to router: Router<WebContext>) {
        router.page(.stockTakes) { _, context in
            let view = try await scene.point(context)
            let counts = try await scene.stores.stockTakes.stockTakes(at: view.point.id)
            return try StockTakeList(point: view.point, counts: counts).response(in: context.page())
        }
        router.act(.stockTakes) { request, context in try await begin(request, context) }
        router.page(.stockTake) { _, context in try await show(context) }
        router.act(.stockTake) { request, context in try await scan(request, context) }
        router.page(.closeStockTake) { _, context in try await closing(context) }
        router.act(.closeStockTake) { request, context in try await close(request, context) }
        router.page(.stockReport) { _, context in
            let report = try await report(context, withMissing: true)
            let view = try await scene.point(report.count.point)
            return try StockReportSheet(view: view, report: report).response(in: context.page())
        }
    }

    private var store: any StockTakeStore { scene.stores.stockTakes }

    private func report(_ context: WebContext, withMissing: Bool) async throws -> StockReport {
        guard let id = context.rowNumber,
            let report = try await store.report(of: StockTakeID(id), withMissing: withMissing)
        else { throw VisitorError(.notFound) }
        return report
    }

    private func begin(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await scene.point(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let range = StockRange(
            location: values.given("kho"), firstCall: values.given("tu"), lastCall: values.given("den"))
        let id = try await store.open(range, at: view.point.id, act: act)
        return Admission.redirect(to: .holdings(.stockTake(id)))
    }

    private func show(_ context: WebContext, refusal: StockTakeRefusal? = nil) async throws -> Response {
        let report = try await report(context, withMissing: false)
        let point = try await scene.point(report.count.point).point
        if !report.count.isOpen { return Admission.redirect(to: .holdings(.stockReport(report.count.id))) }
        return try StockTakePage(point: point, report: report, refusal: refusal).response(in: context.page())
    }

    private func scan(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let id = context.rowNumber.map({ StockTakeID($0) }) else { throw VisitorError(.notFound) }
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        do {
            _ = try await store.scan(values.text("ma"), in: id, act: act)
        } catch let refusal as StockTakeRefusal {
            return try await show(context, refusal: refusal)
        }
        return Admission.redirect(to: .holdings(.stockTake(id)))
    }

    private func closing(_ context: WebContext, refusal: HoldingsPhrase? = nil) async throws -> Response {
        let report = try await report(context, withMissing: true)
        let point = try await scene.point(report.count.point).point
        if !report.count.isOpen { return Admission.redirect(to: .holdings(.stockReport(report.count.id))) }
        return try StockTakeClosing(point: point, report: report, refusal: refusal).response(in: context.page())
    }

    private func close(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let id = context.rowNumber.map({ StockTakeID($0) }) else { throw VisitorError(.notFound) }
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        guard values.isOn("da-xem") else { return try await closing(context, refusal: .stockTakeUnsure) }
        try await store.close(id, act: act)
        return Admission.redirect(to: .holdings(.stockReport(id)))
    }
}

extension StockRange {
    /// "Toàn bộ sách của điểm", or the part that is counted.
    func html(_ words: Words) -> HTML {
        guard !isAll else { return words[.stockTakeAll] }
        let calls = HTML(joining: [firstCall, lastCall].map { $0.map { given($0) } ?? "…" }, with: " – ")
        let parts: [HTML?] = [location.map { given($0) }, firstCall == nil && lastCall == nil ? nil : calls]
        return HTML(joining: parts.compactMap(\.self), with: " · ")
    }
}

/// The counts of a point, and a new one.
struct StockTakeList {
    var point: ServicePoint
    var counts: [StockTake]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let lines = counts.html { count -> HTML in
            let state =
                count.closedAt.map { words(.stockTakeClosed, ["day": PlaceNames.day(Day($0))]) }
                ?? words[.stockTakeOpen]
            let begun = words(.stockTakeStarted, ["day": PlaceNames.day(Day(count.startedAt))])
            return """
                <li class="line"><h2><a href="\(SiteURL.holdings(.stockTake(count.id)))">\(count.range.html(words))</a></h2>
                <p class="quiet">\(begun) · \(state)</p></li>

                """
        }
        let none: HTML = counts.isEmpty ? "<p class=\"message\">\(words[.stockTakeNone])</p>" : ""
        let fields: HTML = """
            <p>\(words[.stockTakeRangeLead])</p>
            \(Form.text("kho", words[.stockTakeLocation]))
            \(Form.text("tu", words[.stockTakeFirstCall]))
            \(Form.text("den", words[.stockTakeLastCall]))
            """
        let form = Form(action: .holdings(.stockTakes(point.id)), button: words[.stockTakeBegin], fields: fields)
        let body: HTML = """
            \(StockTrail(point: point).html(words))
            <h1>\(words[.stockTakeTitle])</h1>
            <p>\(words[.stockTakeLead])</p>
            \(none)<ul class="lines">\(lines)</ul>
            <section><h2>\(words[.stockTakeBeginTitle])</h2>\(form.html(page))</section>
            """
        return Layout(page: page, title: words[.stockTakeTitle], robots: false).formResponse(body)
    }
}
