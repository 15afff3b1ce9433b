import Hummingbird
import Library

/// The figures of a point: a year at a glance, the tally of a month, the history
/// of a figure and its correction.
struct FigureSheetPages {
    let site: SiteSetup
    /// Months that are not frozen and are counted for the page.
    private static let mostProvisional = 2

    func add(to router: Router<WebContext>) {
        router.page(.figureSheet) { request, context in
            try await sheet(QueryParameters(request.uri.query)["nam"].flatMap { Int($0) }, context)
        }
        router.page(.enterFigures) { request, context in
            let month = QueryParameters(request.uri.query)["thang"].flatMap { Month(iso: $0) }
            return try await tally(month, context, draft: nil)
        }
        router.act(.enterFigures) { request, context in try await enter(request, context) }
        router.page(.figureHistory) { request, context in
            let query = QueryParameters(request.uri.query)
            return try await history(query["chi-so"], query["thang"], context)
        }
        router.act(.correctFigure) { request, context in try await correct(request, context) }
    }

    private var store: any FigureStore { site.services.figures }

    // MARK: The sheet

    private func sheet(_ year: Int?, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let now = Month(of: Day(page.now))
        let asked = year.flatMap { Month($0, 1) } ?? now.firstOfYear
        let months = asked...asked.adding(months: 11)
        let place = FigurePlace.point(view.point.id)
        let sheet = FigureSheet(
            months: months, entries: try await store.entries(FigureFilter(place: place, months: months)),
            freezes: try await store.freezes(in: months))
        let open = months.each.filter { $0 <= now && sheet.freeze(of: $0) == nil }.suffix(Self.mostProvisional)
        var provisional: [Month: [MonthFigure]] = [:]
        for month in open { provisional[month] = try await counted(month, view.point.id, page) }
        return FigureSheetPage(
            view: view, sheet: sheet, provisional: provisional, now: now,
            mayEnter: try await mayEnter(view.point.id, page)
        ).response(in: page)
    }

    /// What the system has counted so far.
    private func counted(
        _ month: Month, _ point: ServicePointID, _ page: PageContext
    ) async throws -> [MonthFigure] {
        let request = FreezeRequest(month, opening: try await site.openingRules(), points: [point])
        return try await store.freeze(request, act: Act(account: page.actor.account, form: nil, at: page.now)).counted
    }

    private func mayEnter(_ point: ServicePointID, _ page: PageContext) async throws -> Bool {
        let lineage = try await site.services.membership.places.lineage(of: .servicePoint(point))
        return lineage.map { Permission.allows(page.actor, .enterFigures, at: $0) } ?? false
    }

    // MARK: The tally of a month

    private func tally(
        _ month: Month?, _ context: WebContext, draft: TallyDraft?, refusal: FigureRefusal? = nil
    ) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let month = month ?? Month(of: Day(page.now)).previous
        let entries = try await store.entries(
            FigureFilter(place: .point(view.point.id), months: month...month))
        return TallyPage(
            view: view, month: month, now: Month(of: Day(page.now)), entries: entries,
            draft: draft ?? TallyDraft(entries), refusal: refusal
        ).response(in: page)
    }

    private func enter(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        guard let month = Month(iso: values.text("thang")) else { throw VisitorError(.badRequest) }
        let draft = TallyDraft(values)
        do {
            let notes = try draft.notes(.point(view.point.id), month)
            _ = try await store.note(FigureNotes(notes, reason: values.given("ly-do")), act: act)
            return Admission.redirect(to: .figures(.sheet(view.point.id, year: month.year)))
        } catch let refusal as FigureRefusal {
            return try await tally(month, context, draft: draft, refusal: refusal)
        }
    }

    // MARK: One figure

    private func history(
        _ indicator: String?, _ month: String?, _ context: WebContext, refusal: FigureRefusal? = nil
    ) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        guard let indicator = indicator.flatMap({ Indicator(rawValue: $0) }),
            let month = month.flatMap({ Month(iso: $0) })
        else { throw VisitorError(.notFound) }
        let entries = try await store.entries(
            FigureFilter(
                place: .point(view.point.id), months: month...month, indicator: indicator, includesEarlier: true))
        let stops =
            indicator == .visit
            ? try await site.services.activities.visits.stops(of: view.point.id, in: month.days) : []
        return FigureHistoryPage(
            view: view, indicator: indicator, month: month, entries: entries, stops: stops,
            freeze: try await store.freezes(in: month...month).first,
            mayEnter: try await mayEnter(view.point.id, page), refusal: refusal
        ).response(in: page)
    }

    private func correct(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        guard let indicator = Indicator(rawValue: values.text("chi-so")), let month = Month(iso: values.text("thang")),
            let origin = FigureOrigin(rawValue: values.text("nguon"))
        else { throw VisitorError(.badRequest) }
        let key = FigureKey(.point(view.point.id), indicator, month, origin)
        do {
            let note = FigureNote(key, try Self.number(values))
            try await requireUnchanged(note, since: values.number("muc"))
            _ = try await store.note(FigureNotes([note], reason: values.given("ly-do")), act: act)
            return Admission.redirect(to: .figures(.history(view.point.id, indicator, month)))
        } catch let refusal as FigureRefusal {
            return try await history(indicator.rawValue, month.description, context, refusal: refusal)
        }
    }

    /// Nil takes the figure back.
    private static func number(_ values: FormValues) throws(FigureRefusal) -> Int? {
        if values.isOn("khong-co") { return nil }
        guard case .number(let number) = WrittenFigure(values.text("so")) else { throw .numberWrong }
        return number
    }

    /// What is put right is what the page showed; a form that comes again finds
    /// its own number.
    private func requireUnchanged(_ note: FigureNote, since entry: Int?) async throws {
        let key = note.key
        let entries = try await store.entries(
            FigureFilter(place: key.place, months: key.month...key.month, indicator: key.indicator))
        guard let current = entries.last(where: { $0.key == key }), current.value != note.value else { return }
        guard entry == Int(current.id.rawValue) else { throw FigureRefusal.changedMeanwhile }
    }
}

/// What was typed of a month's tally, right or wrong.
struct TallyDraft {
    private var texts: [Indicator: String] = [:]
    var reason = ""

    init(_ entries: [FigureEntry]) {
        for entry in entries where entry.key.origin == .tally {
            texts[entry.key.indicator] = entry.value.map { String($0) }
        }
    }

    init(_ form: FormValues) {
        for indicator in FigureSheet.tallied { texts[indicator] = form.text(indicator.rawValue) }
        reason = form.text("ly-do")
    }

    subscript(indicator: Indicator) -> String { texts[indicator] ?? "" }

    /// A field that is left empty says nothing.
    func notes(_ place: FigurePlace, _ month: Month) throws(FigureRefusal) -> [FigureNote] {
        var notes: [FigureNote] = []
        for indicator in FigureSheet.tallied {
            switch WrittenFigure(self[indicator]) {
            case .none: break
            case .number(let number):
                notes.append(FigureNote(FigureKey(place, indicator, month, .tally), number))
            case .fault: throw .numberWrong
            }
        }
        return notes
    }
}
