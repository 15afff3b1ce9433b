import HTTPTypes
import Hummingbird
import Library

/// Figures of past years by the browser: a table sent as a file or pasted,
/// looked at cell by cell, then taken as a whole.
struct FigureTablePages {
    let site: SiteSetup
    /// Rows of a table: a province's points over five years.
    private static let mostRows = 60_000

    func add(to router: Router<WebContext>) {
        router.page(.figureTable) { request, context in
            let point = QueryParameters(request.uri.query)["diem"].flatMap { Int64($0) }.map { ServicePointID($0) }
            return try await form(context, FigureTableDraft(point: point), refusal: nil)
        }
        router.act(.figureTable) { _, context in try await previewFile(context) }
        router.act(.pasteFigureTable) { request, context in try await paste(request, context) }
        router.act(.takeFigureTable) { request, context in try await takeFile(request, context) }
    }

    private var store: any FigureStore { site.services.figures }
    private var shelf: FileShelf { FileShelf(site.configuration.files) }

    private func form(_ context: WebContext, _ draft: FigureTableDraft, refusal: HTML?) async throws -> Response {
        let page = try context.page()
        let points = try await points(page)
        let name = draft.point.flatMap { id in points.first { $0.id == id }?.name }
        return FigureTableForm(draft: draft, pointName: name, refusal: refusal).response(in: page)
    }

    /// The points the visitor may enter figures for.
    private func points(_ page: PageContext) async throws -> [FigurePoint] {
        try await store.points(FigurePointFilter(within: Permission.nodes(page.actor, .enterFigures)))
    }

    private func intake(_ rows: [TableRow], _ draft: FigureTableDraft, _ page: PageContext) async throws -> FigureIntake
    {
        let setting = FigureIntake.Setting(
            points: try await points(page), point: draft.point, indicator: draft.indicator, year: draft.year,
            today: Day(page.now))
        let intake = FigureIntake(rows, setting: setting)
        guard let months = intake.months else { return intake }
        var entries: [FigureEntry] = []
        for indicator in intake.indicators {
            entries += try await store.entries(FigureFilter(place: nil, months: months, indicator: indicator))
        }
        return intake.compared(with: entries)
    }

    private func preview(
        _ rows: [TableRow], _ origin: FigureTablePreview.Origin, _ draft: FigureTableDraft, _ context: WebContext,
        refusal: FigureRefusal? = nil
    ) async throws -> Response {
        let page = try context.page()
        let intake = try await intake(rows, draft, page)
        return FigureTablePreview(draft: draft, origin: origin, intake: intake, refusal: refusal).response(in: page)
    }

    /// All of what the preview said, or nothing.
    private func take(
        _ rows: [TableRow], _ origin: FigureTablePreview.Origin, _ draft: FigureTableDraft, _ act: Act,
        _ context: WebContext
    ) async throws -> Response {
        let intake = try await intake(rows, draft, try context.page())
        let notes = intake.lines.filter { $0.outcome != .unchanged }.map(\.note)
        do {
            _ = try await store.note(FigureNotes(notes, reason: draft.reason), act: act)
        } catch let refusal as FigureRefusal {
            return try await preview(rows, origin, draft, context, refusal: refusal)
        }
        if let point = draft.point {
            return Admission.redirect(to: .figures(.sheet(point, year: intake.months?.upperBound.year)))
        }
        return Admission.redirect(to: .figures(.overview(intake.months?.upperBound)))
    }

    // MARK: A file

    private func previewFile(_ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let sent = context.sent, let account = page.actor.account else { throw VisitorError(.badRequest) }
        _ = try sent.fields.act(of: page)
        let draft = FigureTableDraft(sent.fields)
        do {
            return try await sent.withFiles { files in
                guard files.count == 1, let file = files.first else { throw FileRefusal.tooMany(1) }
                let rows = try await site.services.tables.rows(of: file, most: Self.mostRows)
                let ticket = try shelf.put(file, for: account)
                return try await preview(rows, .file(ticket: ticket, name: file.name.text), draft, context)
            }
        } catch let refusal as FileRefusal {
            return try await form(context, draft, refusal: refusal.sentence(page.words))
        } catch let rejection as FileRejection {
            return try await form(
                context, draft, refusal: page.words.name(.finding, rejection.diagnostic.code.rawValue))
        }
    }

    private func takeFile(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let draft = FigureTableDraft(values)
        guard let account = page.actor.account else { throw VisitorError(.badRequest) }
        let (ticket, name) = (values.text("phieu"), values.text("ten-tep"))
        guard let file = shelf.file(ticket, named: name, for: account) else {
            return try await form(context, draft, refusal: page.words[.tableGone])
        }
        let rows = try await site.services.tables.rows(of: file, most: Self.mostRows)
        let response = try await take(rows, .file(ticket: ticket, name: name), draft, act, context)
        if response.status == .seeOther { shelf.remove(ticket, for: account) }
        return response
    }

    // MARK: Pasted rows

    /// The first time a look at what would happen, the second time the deed.
    private func paste(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let draft = FigureTableDraft(values)
        let text = values.raw("bang")
        let rows = PastedTable.rows(text)
        return values.isOn("chac-chan")
            ? try await take(rows, .pasted(text), draft, act, context)
            : try await preview(rows, .pasted(text), draft, context)
    }
}

/// What was said about a table, for where it says nothing itself.
struct FigureTableDraft {
    var point: ServicePointID?
    var indicator: Indicator?
    var year: Int?
    var reason: String?

    init(point: ServicePointID?) { self.point = point }

    init(_ form: FormValues) {
        point = Int64(form.text("diem")).map { ServicePointID($0) }
        indicator = Indicator(rawValue: form.text("chi-so"))
        year = form.number("nam").flatMap { Month($0, 1)?.year }
        reason = form.given("ly-do")
    }

    /// To be sent again.
    var hidden: HTML {
        Form.hidden("diem", point?.description ?? "") + Form.hidden("chi-so", indicator?.rawValue ?? "")
            + Form.hidden("nam", year.map { String($0) } ?? "")
    }
}
