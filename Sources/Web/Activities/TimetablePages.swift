import HTTPTypes
import Hummingbird
import Library

/// The timetable of reading periods: all classes typed at once, and their ends.
struct TimetablePages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.timetable) { _, context in
            let today = try Day(context.page().now)
            return try await show(context, draft: TimetableDraft(on: today))
        }
        router.act(.timetable) { request, context in try await add(request, context) }
        router.act(.endSeries) { request, context in try await end(request, context) }
    }

    private var store: any ReadingPeriodStore { site.services.activities.readingPeriods }

    private func show(
        _ context: WebContext, draft: TimetableDraft, unread: [String] = [], refusal: ActivityRefusal? = nil
    ) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let today = Day(page.now)
        let series = try await store.series(
            at: view.point.id, in: today...today.adding(days: ActivityFacts.longest))
        return TimetablePage(view: view, series: series, draft: draft, unread: unread, refusal: refusal, today: today)
            .response(in: page)
    }

    private func add(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let draft = TimetableDraft(form)
        guard let first = Day(written: draft.first), let last = Day(written: draft.last), first <= last,
            first.days(until: last) < ActivityFacts.longest
        else { return try await show(context, draft: draft, refusal: .daysWrong) }
        let table = ReadingTimetable(draft.lines, first: first, last: last)
        // All or none: a line left out would be a class without its period.
        guard table.unread.isEmpty, !table.lines.isEmpty else {
            return try await show(
                context, draft: draft, unread: table.unread,
                refusal: table.lines.isEmpty && table.unread.isEmpty ? .titleMissing : nil)
        }
        _ = try await store.add(table.lines, at: view.point.id, act: act)
        return Admission.redirect(to: .activities(.timetable(view.point.id)))
    }

    private func end(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let draft = TimetableDraft(on: Day(page.now))
        guard let series = form.number("lop") else { throw VisitorError(.badRequest) }
        do {
            guard let day = Day(written: form.text("het")) else { throw ActivityRefusal.daysWrong }
            try await store.end(ReadingSeriesID(Int64(series)), after: day, at: view.point.id, act: act)
            return Admission.redirect(to: .activities(.timetable(view.point.id)))
        } catch let refusal as ActivityRefusal {
            return try await show(context, draft: draft, refusal: refusal)
        }
    }
}

/// What was typed of a timetable, right or wrong.
struct TimetableDraft {
    var lines = ""
    var first: String
    var last: String

    /// From now to the end of the school year, which is 31 May.
    init(on day: Day) {
        first = ActivityDraft.written(day)
        last = "31/5/\(day.month >= 6 ? day.year + 1 : day.year)"
    }

    init(_ form: FormValues) {
        lines = form.raw("cac-lop")
        (first, last) = (form.text("tu"), form.text("den"))
    }
}

/// The series there are, the form for more, and the form to end one.
struct TimetablePage {
    var view: ServicePointView
    var series: [ReadingSeries]
    var draft: TimetableDraft
    /// Lines that could not be read, as they were typed.
    var unread: [String]
    var refusal: ActivityRefusal?
    var today: Day

    func response(in page: PageContext) -> Response {
        let words = page.words
        let point = view.point
        let steps: [(url: SiteURL, text: HTML)] = [
            (.administration(.point(point.id)), given(point.facts.name)),
            (.activities(.week(point.id, of: nil)), words[.readingTitle]),
        ]
        let fields: HTML = """
            \(Form.lines("cac-lop", words[.readingLines], value: draft.lines, hint: words[.readingLinesHint], rows: 8))
            \(Form.text("tu", words[.calendarFirst], value: draft.first, hint: words[.calendarDayHint], isRequired: true))
            \(Form.text("den", words[.calendarLast], value: draft.last, isRequired: true))
            """
        let isRefused = refusal != nil || !unread.isEmpty
        let body: HTML = """
            \(Trail(below: steps).html(words))
            <h1>\(words[.readingTimetable])</h1>
            \(refusal.html { ActivityWords.refusal($0, words) })\(unreadLines(words))
            \(table(words))
            <section><h2>\(words[.readingAdd])</h2>
            \(Form(action: .activities(.timetable(point.id)), button: words[.readingAddButton], fields: fields).html(page))</section>
            \(ending(page))
            """
        return Layout(page: page, title: words[.readingTimetable], robots: false)
            .formResponse(body, status: isRefused ? .unprocessableContent : .ok)
    }

    private func unreadLines(_ words: Words) -> HTML {
        guard !unread.isEmpty else { return .empty }
        let lines = unread.html { "<li>\(given($0))</li>" }
        return "<div class=\"notice\" role=\"alert\"><p>\(words[.readingUnread])</p><ul>\(lines)</ul></div>"
    }

    private func table(_ words: Words) -> HTML {
        guard !series.isEmpty else { return "<p class=\"message\">\(words[.readingNoSeries])</p>" }
        let rows = series.html { one -> HTML in
            let facts = one.facts
            return """
                <tr><th scope="row">\(given(facts.className))</th><td>\(words.name(.weekday, String(facts.weekday)))</td>\
                <td class="number">\(given(String(facts.period)))</td><td>\(PlaceNames.days(facts.first, facts.last))</td></tr>

                """
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.readingTimetable])"><table>
            <thead><tr><th scope="col">\(words[.activitiesClass])</th><th scope="col">\(words[.readingWeekday])</th>\
            <th scope="col" class="number">\(words[.readingMovePeriod])</th><th scope="col">\(words[.readingDays])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private func ending(_ page: PageContext) -> HTML {
        let words = page.words
        guard !series.isEmpty else { return .empty }
        let choices = series.map { one -> (value: String, text: HTML) in
            let weekday = words.name(.weekday, String(one.facts.weekday))
            let name = words(
                .readingSeriesName,
                [
                    "name": given(one.facts.className), "weekday": weekday,
                    "period": given(String(one.facts.period)),
                ])
            return (one.id.description, name)
        }
        let fields: HTML = """
            \(Form.choice("lop", words[.activitiesClass], choices, chosen: ""))
            \(Form.text("het", words[.readingEndDay], value: ActivityDraft.written(today), isRequired: true))
            """
        return """
            <section><h2>\(words[.readingEnd])</h2><p>\(words[.readingEndLead])</p>
            \(Form(action: .activities(.endSeries(view.point.id)), button: words[.readingEndButton], fields: fields, isMinor: true).html(page))</section>
            """
    }
}
