import HTTPTypes
import Hummingbird
import Library

/// The reading periods of a school: one week on one page, and the timetable.
struct ReadingWeekPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.readingWeek) { request, context in
            let query = QueryParameters(request.uri.query)
            let notice: ReadingNotice? = query["luu"] == "1" ? .saved : nil
            return try await show(context, day: query["tuan"].flatMap { Day(iso: $0) }, form: nil, notice: notice)
        }
        router.act(.readingWeek) { request, context in try await save(request, context) }
        TimetablePages(site: site).add(to: router)
    }

    private var store: any ReadingPeriodStore { site.services.activities.readingPeriods }

    private func week(_ day: Day, _ view: ServicePointView) async throws -> ReadingWeek {
        let days = ClosedRange<Day>.week(of: day)
        return ReadingWeek(
            of: day, series: try await store.series(at: view.point.id, in: days),
            noted: try await store.noted(at: view.point.id, in: days),
            calendar: try await site.calendar(of: view.point, in: days))
    }

    /// `form` is what was typed, when it could not be kept.
    private func show(
        _ context: WebContext, day: Day?, form: FormValues?, notice: ReadingNotice?
    ) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let today = Day(page.now)
        let week = try await week(day ?? today, view)
        let lines = week.occurrences.map { one in form.map { ReadingDraft(one, $0) } ?? ReadingDraft(one) }
        return ReadingWeekPage(view: view, week: week, lines: lines, today: today, notice: notice).response(in: page)
    }

    private func save(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        guard let day = Day(iso: form.text("tuan")) else { throw VisitorError(.badRequest) }
        let today = Day(page.now)
        let lines = try await week(day, view).occurrences.map { ReadingDraft($0, form) }
        let wrong = lines.compactMap { line in
            line.refusal(on: today).map { ReadingFault(className: line.occurrence.className, refusal: $0) }
        }
        guard wrong.isEmpty else { return try await show(context, day: day, form: form, notice: .wrong(wrong)) }
        let notes = lines.compactMap { $0.note(on: today, countingRest: form.isOn("con-lai")) }
        let stale = try await store.note(notes, at: view.point.id, act: act)
        guard stale.isEmpty else {
            let names = lines.filter { line in stale.contains { $0.series == line.occurrence.series } }
            return try await show(
                context, day: day, form: nil, notice: .changedMeanwhile(names.map(\.occurrence.className)))
        }
        return Admission.redirect(to: .activities(.savedWeek(view.point.id, of: day)))
    }
}

/// What the page of a week says above its lines.
enum ReadingNotice {
    case saved
    case wrong([ReadingFault])
    /// Classes whose line somebody else wrote first.
    case changedMeanwhile([String])

    var isRefusal: Bool {
        if case .saved = self { return false }
        return true
    }
}

/// A line that cannot be kept.
struct ReadingFault {
    var className: String
    var refusal: ActivityRefusal
}

/// One line of the week as it was typed, right or wrong.
struct ReadingDraft {
    var occurrence: ReadingOccurrence
    var pupils: String
    var state: String
    var day: String
    var period: String
    /// The entry the form was shown with.
    var basedOn: Int64

    init(_ occurrence: ReadingOccurrence) {
        let outcome = occurrence.outcome
        self.occurrence = occurrence
        pupils = outcome.pupils.map(String.init) ?? ""
        (state, period) = (outcome.state.rawValue, String(outcome.period))
        (day, basedOn) = (ActivityDraft.written(outcome.day), occurrence.entry)
    }

    /// A line the form does not speak of stays as it is.
    init(_ occurrence: ReadingOccurrence, _ form: FormValues) {
        self.init(occurrence)
        guard let state = form.given(name("tt")), let basedOn = form.number(name("cu")) else { return }
        self.state = state
        self.basedOn = Int64(basedOn)
        (pupils, day, period) = (form.text(name("hs")), form.text(name("ngay")), form.text(name("tiet")))
    }

    /// The name of one of its fields: "hs-4-2026-09-22".
    func name(_ field: String) -> String { "\(field)-\(occurrence.series)-\(occurrence.planned)" }

    /// What was typed, nil where it is no number or no day. A number of pupils
    /// says that the period took place.
    private var outcome: ReadingOutcome? {
        guard let state = ActivityState(rawValue: state), let day = Day(written: day), let period = Int(period) else {
            return nil
        }
        guard !pupils.isEmpty else { return ReadingOutcome(state: state, day: day, period: period) }
        guard let number = Int(pupils) else { return nil }
        return ReadingOutcome(state: state == .planned ? .held : state, day: day, period: period, pupils: number)
    }

    func refusal(on today: Day) -> ActivityRefusal? {
        guard let outcome else { return Day(written: day) == nil ? .daysWrong : .countsWrong }
        // What was kept before is not asked again.
        guard outcome != occurrence.outcome else { return nil }
        return outcome.refusal(planned: occurrence.planned, on: today)
    }

    /// What is to be written down. With `countingRest` a period whose day has come
    /// took place, though nobody counted.
    func note(on today: Day, countingRest: Bool) -> ReadingNote? {
        guard var outcome else { return nil }
        if countingRest, outcome.state == .planned, outcome.day <= today { outcome.state = .held }
        return ReadingNote(
            series: occurrence.series, planned: occurrence.planned, outcome: outcome, basedOn: basedOn)
    }
}
