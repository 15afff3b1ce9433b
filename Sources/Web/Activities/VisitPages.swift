import HTTPTypes
import Hummingbird
import Library

/// The tally of visits: counting at the desk, the month, and corrections.
struct VisitPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.visits) { request, context in
            let month = QueryParameters(request.uri.query)["thang"].flatMap { Month(iso: $0) }
            return try await show(month, context)
        }
        router.act(.visits) { request, context in try await count(request, context) }
        router.page(.correctVisits) { request, context in
            let day = QueryParameters(request.uri.query)["ngay"].flatMap { Day(iso: $0) }
            return try await correction(context, on: day, draft: nil)
        }
        router.act(.correctVisits) { request, context in try await correct(request, context) }
    }

    private var store: any VisitStore { site.services.activities.visits }

    private func show(
        _ month: Month?, _ context: WebContext, refusal: ActivityRefusal? = nil
    ) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let today = Day(page.now)
        let month = month ?? Month(of: today)
        let counted = try await store.counts(at: view.point.id, in: month.days)
        let stops = try await store.stops(of: view.point.id, in: month.days)
        let calendar = try await site.calendar(of: view.point, in: month.days)
        let now = try await store.counts(at: view.point.id, in: today...today)[today]
        return VisitMonthPage(
            view: view, visits: VisitMonth(month, counted: counted, stops: stops, calendar: calendar, today: today),
            today: today, countToday: now, refusal: refusal
        ).response(in: page)
    }

    private func count(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        guard let group = VisitGroup(rawValue: values.text("nhom")) else { throw VisitorError(.badRequest) }
        let number = values.text("so").isEmpty ? 1 : values.number("so") ?? 0
        do {
            guard number > 0, number <= VisitMonthPage.mostAtOnce else { throw ActivityRefusal.countsWrong }
            try await store.count(group.count(number), at: view.point.id, on: Day(page.now), act: act)
            return Admission.redirect(to: .activities(.visits(view.point.id, month: nil)))
        } catch let refusal as ActivityRefusal {
            return try await show(nil, context, refusal: refusal)
        }
    }

    private func correction(
        _ context: WebContext, on day: Day?, draft: VisitDraft?, refusal: ActivityRefusal? = nil
    ) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let day = day ?? Day(page.now)
        let entries = try await store.entries(at: view.point.id, on: day)
        return VisitCorrectionPage(
            view: view, day: day, entries: entries, draft: draft ?? VisitDraft(entries.last?.count, on: day),
            refusal: refusal
        ).response(in: page)
    }

    private func correct(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let draft = VisitDraft(values)
        let day = Day(written: draft.day)
        do {
            guard let day else { throw ActivityRefusal.daysWrong }
            guard let count = draft.count else { throw ActivityRefusal.countsWrong }
            try await store.correct(
                count, at: view.point.id, on: day, reason: values.given("ly-do"), act: act)
            return Admission.redirect(to: .activities(.visits(view.point.id, month: Month(of: day))))
        } catch let refusal as ActivityRefusal {
            return try await correction(context, on: day, draft: draft, refusal: refusal)
        }
    }
}

/// What was typed about a day's visits, right or wrong.
struct VisitDraft {
    var day: String
    var pupils = ""
    var staff = ""
    var others = ""
    var reason = ""

    init(_ count: VisitCount?, on day: Day) {
        self.day = ActivityDraft.written(day)
        guard let count else { return }
        (pupils, staff, others) = (String(count.pupils), String(count.staff), String(count.others))
    }

    init(_ form: FormValues) {
        day = form.text("ngay")
        (pupils, staff, others) = (form.text("hs"), form.text("gv"), form.text("khac"))
        reason = form.text("ly-do")
    }

    /// Nil without any number; a group that is left empty counts as none.
    var count: VisitCount? {
        let texts = [pupils, staff, others]
        guard !texts.allSatisfy(\.isEmpty) else { return nil }
        let numbers = texts.compactMap { $0.isEmpty ? 0 : Int($0) }
        guard numbers.count == texts.count else { return nil }
        return VisitCount(pupils: numbers[0], staff: numbers[1], others: numbers[2])
    }
}
