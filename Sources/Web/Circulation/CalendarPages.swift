import HTTPTypes
import Hummingbird
import Library

/// A point's year: when it is closed, and why.
struct CalendarPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.calendar) { request, context in
            let year = QueryParameters(request.uri.query)["nam"].flatMap { Int($0) }
            return try await show(context, year: year, draft: ClosingDraft())
        }
        router.act(.calendar) { request, context in try await close(request, context) }
        router.act(.removeClosing) { request, context in try await remove(request, context) }
    }

    private func show(
        _ context: WebContext, year: Int?, draft: ClosingDraft, refusal: CirculationPhrase? = nil
    ) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let year = year.flatMap { Holidays.years.contains($0) ? $0 : nil } ?? Day(page.now).year
        guard let first = Day(year, 1, 1), let last = Day(year, 12, 31) else { throw VisitorError(.badRequest) }
        return CalendarPage(
            view: view, year: year, calendar: try await site.calendar(of: view.point, in: first...last), draft: draft,
            mayCloseAll: try await mayCloseAll(page.actor, view), today: Day(page.now), refusal: refusal
        ).response(in: page)
    }

    private func close(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let draft = ClosingDraft(form)
        guard let facts = draft.facts else {
            return try await show(context, year: nil, draft: draft, refusal: .calendarIncomplete)
        }
        if facts.isWholeInstitution {
            guard try await mayCloseAll(page.actor, view) else { throw VisitorError(.forbidden) }
        }
        _ = try await site.services.calendar.add(facts, at: view.point.id, act: act)
        return Admission.redirect(to: .calendar(.year(view.point.id, facts.first.year)))
    }

    private func remove(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        guard let number = form.number("so").map({ ClosingPeriodID(Int64($0)) }), let always = Self.always else {
            throw VisitorError(.badRequest)
        }
        let closing = try await site.services.calendar.closings(at: view.point.id, in: always).first { $0.id == number }
        if closing?.facts.isWholeInstitution == true {
            guard try await mayCloseAll(page.actor, view) else { throw VisitorError(.forbidden) }
        }
        try await site.services.calendar.remove(number, at: view.point.id, act: act)
        return Admission.redirect(to: .calendar(.year(view.point.id, closing?.facts.first.year)))
    }

    private static let always: ClosedRange<Day>? = Day(1, 1, 1).flatMap { first in
        Day(9999, 12, 31).map { first...$0 }
    }

    /// A librarian of one point does not close the others.
    private func mayCloseAll(_ actor: Actor, _ view: ServicePointView) async throws -> Bool {
        let node: TreeNode = .institution(view.point.institution)
        guard let lineage = try await site.services.membership.places.lineage(of: node) else { return false }
        return Permission.allows(actor, .editCalendar, at: lineage)
    }
}

extension SiteSetup {
    /// When a point is open on some days.
    func calendar(of point: ServicePoint, in days: ClosedRange<Day>) async throws -> LibraryCalendar {
        LibraryCalendar(
            opening: configuration.pointKinds.rules(of: point.facts).opening,
            holidays: try await services.holidays.current(),
            closings: try await services.calendar.closings(at: point.id, in: days))
    }
}

/// What was typed about a closing period, right or wrong.
struct ClosingDraft {
    var first = ""
    var last = ""
    var reason = ""
    var isWholeInstitution = false

    init() {}

    init(_ form: FormValues) {
        (first, last, reason) = (form.text("tu"), form.text("den"), form.text("ly-do"))
        isWholeInstitution = form.isOn("ca-co-quan")
    }

    /// Nil while something is missing; without a last day it is one day.
    var facts: ClosingFacts? {
        guard let start = Day(written: first), let end = last.isEmpty ? start : Day(written: last) else { return nil }
        return ClosingFacts(first: start, last: end, reason: reason, isWholeInstitution: isWholeInstitution)
    }
}
