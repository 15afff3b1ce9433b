import Hummingbird
import Library

/// The days off of the country, and the form that announces them.
struct HolidayPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        for route in [SiteRoute.holidays, .announceHoliday] {
            router.page(route) { request, context in
                try await show(context, year: QueryParameters(request.uri.query)["nam"].flatMap { Int($0) })
            }
        }
        router.act(.announceHoliday) { request, context in try await announce(request, context) }
        router.act(.takeBackHoliday) { request, context in try await takeBack(request, context) }
    }

    private var desk: HolidayDesk { site.services.holidays }

    private func show(
        _ context: WebContext, year: Int?, draft: HolidayDraft? = nil, refusal: HolidayRefusal? = nil
    ) async throws -> Response {
        let page = try context.page()
        let year = year.flatMap { Holidays.years.contains($0) ? $0 : nil } ?? Day(page.now).year
        let (announced, holidays) = try await desk.standing()
        return HolidayPage(
            year: year, holidays: holidays,
            announced: announced.filter {
                ($0.announcement.first.year...$0.announcement.last.year).contains(year)
            },
            mayAnnounce: try await Permission.allowsForProvince(
                page.actor, .announceHolidays, units: site.services.membership.units),
            draft: draft, refusal: refusal
        ).response(in: page)
    }

    private func announce(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let draft = HolidayDraft(form)
        do {
            let announcement = try draft.announcement(in: try await desk.current())
            _ = try await desk.store.announce(announcement, act: act)
            return Admission.redirect(to: .calendar(.holidays(announcement.year)))
        } catch let refusal as HolidayRefusal {
            return try await show(context, year: form.number("nam"), draft: draft, refusal: refusal)
        }
    }

    private func takeBack(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        guard let number = form.number("so") else { throw VisitorError(.badRequest) }
        try await desk.store.takeBack(AnnouncedHolidayID(Int64(number)), act: act)
        return Admission.redirect(to: .calendar(.holidays(form.number("nam"))))
    }
}

/// What was typed of an announcement, right or wrong.
struct HolidayDraft {
    /// The name of a rule; empty for a day off that no rule knows.
    var rule: String
    var otherName = ""
    var first = ""
    var last = ""
    var source = ""

    init(rule: String) { self.rule = rule }

    init(_ form: FormValues) {
        (rule, otherName, source) = (form.text("ten"), form.text("ten-khac"), form.text("van-ban"))
        (first, last) = (form.text("tu"), form.text("den"))
    }

    /// Without a last day it is one day; a name that was typed goes before the chosen one.
    func announcement(in holidays: Holidays) throws(HolidayRefusal) -> Holidays.Announcement {
        guard let start = Day(written: first), let end = last.isEmpty ? start : Day(written: last) else {
            throw .dayUnreadable
        }
        let name = holidays.name(written: otherName.isEmpty ? rule : otherName)
        return Holidays.Announcement(name: name, first: start, last: end, source: source)
    }
}
