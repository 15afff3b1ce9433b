import HTTPTypes
import Hummingbird
import Library

/// A year's days off, each with where it comes from.
struct HolidayPage {
    var year: Int
    var holidays: Holidays
    /// What was entered for days of the year.
    var announced: [AnnouncedHoliday]
    var mayAnnounce: Bool
    /// Nil for an empty form.
    var draft: HolidayDraft?
    var refusal: HolidayRefusal?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let heading = words(.holidaysHeading, ["year": given(String(year))])
        let said = refusal.html { refusal -> HTML in
            """
            <div class="notice" role="alert"><p>\(words.name(.holidayRefusal, refusal.rawValue)) <code data-text>\(text: refusal.rawValue)</code></p></div>

            """
        }
        let announcing: HTML = mayAnnounce ? "\(taken(page))\(form(page))" : "<p>\(words[.holidaysAsk])</p>"
        let body: HTML = """
            \(Trail(steps: []).html(words))
            <h1>\(heading)</h1>
            \(said)<p>\(words[.holidaysLead])</p>
            \(YearPager(year: year) { .holidays($0) }.html(words))
            <ul class="lines">\(list(words))</ul>
            \(announcing)
            """
        return Layout(page: page, title: heading, robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func list(_ words: Words) -> HTML {
        let spans = holidays.spans(in: year)
        guard !spans.isEmpty else { return "<li>\(words[.holidaysNone])</li>" }
        return spans.html { span -> HTML in
            """
            <li class="line"><h2>\(PlaceNames.days(span.first, span.last)): \(given(span.name))</h2>
            <p class="quiet">\(Self.weekdays(span, words)); \(span.origin(in: words))</p></li>

            """
        }
    }

    private static func weekdays(_ span: HolidaySpan, _ words: Words) -> HTML {
        let name = { (day: Day) in words.name(.weekday, String(day.weekday)) }
        guard span.first != span.last else { return name(span.first) }
        return "\(name(span.first)) – \(name(span.last))"
    }

    // MARK: Announcing

    /// What was entered, each with the way back.
    private func taken(_ page: PageContext) -> HTML {
        guard !announced.isEmpty else { return .empty }
        let words = page.words
        let lines = announced.html { announced -> HTML in
            let known = announced.announcement
            let days = PlaceNames.days(known.first, known.last)
            let back = Form(
                action: .calendar(.takeBackHoliday), button: words(.calendarRemove, ["days": days]),
                fields: Form.hidden("so", announced.id.description) + Form.hidden("nam", String(year)), isMinor: true)
            return """
                <li class="line"><h3>\(days): \(given(known.name))</h3><p class="quiet">\(given(known.source))</p>\(back.html(page))</li>

                """
        }
        return "<section><h2>\(words[.holidaysAnnounced])</h2><ul class=\"lines\">\(lines)</ul></section>\n"
    }

    private func form(_ page: PageContext) -> HTML {
        let words = page.words
        let awaited = holidays.spans(in: year).first { $0.awaitsAnnouncement }?.name
        let draft = draft ?? HolidayDraft(rule: awaited ?? "")
        var names: [(value: String, text: HTML)] = holidays.rules.map { ($0.name, given($0.name)) }
        names.append(("", words[.holidaysOther]))
        let fields: HTML = """
            \(Form.hidden("nam", String(year)))\
            \(Form.choice("ten", words[.holidaysName], names, chosen: draft.rule))
            \(Form.text("ten-khac", words[.holidaysOtherName], value: draft.otherName, hint: words[.holidaysOtherHint]))
            \(Form.text("tu", words[.calendarFirst], value: draft.first, hint: words[.calendarDayHint], isRequired: true))
            \(Form.text("den", words[.calendarLast], value: draft.last, hint: words[.calendarLastHint]))
            \(Form.text("van-ban", words[.holidaysSource], value: draft.source, hint: words[.holidaysSourceHint], isRequired: true))
            """
        return """
            <section><h2>\(words[.holidaysAdd])</h2>
            <p>\(words[.holidaysEffect])</p>
            \(Form(action: .calendar(.announceHoliday), button: words[.holidaysAddButton], fields: fields).html(page))</section>
            """
    }
}

extension HolidaySpan {
    /// "theo luật", "nghỉ bù", "đã công bố; căn cứ: Công văn 12"; with a mark
    /// while the days are no more than computed.
    func origin(in words: Words) -> HTML {
        let mark: HTML = awaitsAnnouncement ? "; <strong>\(words[.holidayAwaited])</strong>" : ""
        return switch origin {
        case .announced(let source):
            source.isEmpty
                ? words[.holidayAnnounced] : words(.holidayAnnouncedBy, ["source": given(source)])
        case .rule: "\(words[awaitsAnnouncement ? .holidayByLaw : .holidayRule])\(mark)"
        case .makeUp: "\(words[.holidayMakeUp])\(mark)"
        }
    }
}
