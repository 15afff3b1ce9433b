import HTTPTypes
import Hummingbird
import Library

/// The closed days of a point's year, and the form to add some.
struct CalendarPage {
    var view: ServicePointView
    var year: Int
    var calendar: LibraryCalendar
    var draft: ClosingDraft
    var mayCloseAll: Bool
    var today: Day
    var refusal: CirculationPhrase?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let facts = view.point.facts
        let said = refusal.html { "<div class=\"notice\" role=\"alert\"><p>\(words[$0])</p></div>" }
        let weekdays = calendar.opening.map { PointPage.days($0, words) } ?? words[.calendarEveryDay]
        let body: HTML = """
            \(Trail(steps: [(.point(view.point.id), given(facts.name))]).html(words))
            <h1>\(words(.calendarHeading, ["year": given(String(year))]))</h1>
            \(said)
            <p>\(words(.calendarWeekdays, ["days": weekdays]))</p>
            \(YearPager(year: year) { .year(view.point.id, $0) }.html(words))
            <section><h2>\(words[.calendarClosed])</h2>
            <ul class="lines">\(closed(page))</ul>
            <p><a href="\(SiteURL.calendar(.holidays(year)))">\(words[.holidaysTitle])</a></p></section>
            <section><h2>\(words[.calendarAdd])</h2>
            \(Form(action: .calendar(.year(view.point.id, nil)), button: words[.calendarAddButton], fields: fields(words)).html(page))
            </section>
            <section><h2>\(words[.calendarMonths])</h2>\(months(words))</section>
            """
        return Layout(page: page, title: words(.calendarHeading, ["year": given(String(year))]), robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    /// Periods of the point and spans of days off, by day.
    private func closed(_ page: PageContext) -> HTML {
        let words = page.words
        let own = calendar.closings.map { closing -> (Day, HTML) in
            let scope = words[closing.facts.isWholeInstitution ? .calendarOfInstitution : .calendarOfPoint]
            let isRemovable = mayCloseAll || !closing.facts.isWholeInstitution
            return (
                closing.facts.first,
                line(closing.facts.first, closing.facts.last, closing.facts.reason, scope)
                    + isRemovable.html(removal(closing, page))
            )
        }
        let country = calendar.holidays.spans(in: year).map { span -> (Day, HTML) in
            let scope = words(.calendarOfCountry, ["origin": span.origin(in: words)])
            return (span.first, line(span.first, span.last, span.name, scope))
        }
        let all = (own + country).sorted { $0.0 < $1.0 }
        guard !all.isEmpty else { return "<li>\(words[.calendarNone])</li>" }
        return all.html { "<li class=\"line\">\($0.1)</li>\n" }
    }

    private func line(_ first: Day, _ last: Day, _ reason: String, _ scope: HTML) -> HTML {
        "<h3>\(PlaceNames.days(first, last)): \(given(reason))</h3><p class=\"quiet\">\(scope)</p>"
    }

    private func removal(_ closing: ClosingPeriod, _ page: PageContext) -> HTML {
        let words = page.words
        let days = PlaceNames.days(closing.facts.first, closing.facts.last)
        return Form(
            action: .calendar(.remove(view.point.id)), button: words(.calendarRemove, ["days": days]),
            fields: Form.hidden("so", closing.id.description), isMinor: true
        ).html(page)
    }

    private func fields(_ words: Words) -> HTML {
        let all: HTML =
            mayCloseAll
            ? Form.check("ca-co-quan", words[.calendarWholeInstitution], isOn: draft.isWholeInstitution) : ""
        return """
            \(Form.text("tu", words[.calendarFirst], value: draft.first, hint: words[.calendarDayHint], isRequired: true))
            \(Form.text("den", words[.calendarLast], value: draft.last, hint: words[.calendarLastHint]))
            \(Form.text("ly-do", words[.calendarReason], value: draft.reason, hint: words[.calendarReasonHint], isRequired: true))
            \(all)
            """
    }

    private func months(_ words: Words) -> HTML {
        let rows = (1...12).compactMap { Month(year, $0) }.html { month -> HTML in
            let days = month.days.each
            let open = days.count { calendar.isOpen(on: $0) }
            let special = days.count { calendar.specialClosure(on: $0) != nil }
            return """
                <tr><th scope="row">\(words(.calendarMonth, ["number": given(String(month.number))]))</th>\
                <td class="number">\(words.number(open))</td><td class="number">\(words.number(special))</td></tr>

                """
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.calendarMonths])"><table>
            <thead><tr><th scope="col">\(words[.calendarMonthColumn])</th><th scope="col">\(words[.calendarOpenDays])</th>\
            <th scope="col">\(words[.calendarClosedDays])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }
}
