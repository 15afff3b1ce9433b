import HTTPTypes
import Hummingbird
import Library

/// Counting at the desk, and the month below it.
struct VisitMonthPage {
    var view: ServicePointView
    var visits: VisitMonth
    var today: Day
    /// Nil while nobody has counted today.
    var countToday: VisitCount?
    var refusal: ActivityRefusal?

    /// A school at once; more is a slip of the keyboard.
    static let mostAtOnce = 2_000

    func response(in page: PageContext) -> Response {
        let words = page.words
        let point = view.point
        let isNow = visits.month == Month(of: today)
        let desk = isNow ? self.desk(page) : .empty
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words[.visitsTitle])</h1>
            \(ActivityTabs(point: point.id, chosen: .visits).html(words))
            \(refusal.html { ActivityWords.refusal($0, words) })
            \(desk)
            <section><h2>\(words(.visitsMonth, ["month": month(visits.month)]))</h2>
            \(pager(words))
            <p>\(summary(words))</p>
            \(table(words))
            \(StopVisitsView(stops: visits.stops).html(words))
            <p><a class="button" href="\(SiteURL.activities(.correctVisits(point.id, nil)))">\(words[.visitsWriteDay])</a></p>
            </section>
            """
        return Layout(page: page, title: words[.visitsTitle], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    /// One large button per group, then a field for many at once.
    private func desk(_ page: PageContext) -> HTML {
        let words = page.words
        let url: SiteURL = .activities(.visits(view.point.id, month: nil))
        let number = countToday.map { words.number($0.total) } ?? words[.visitsNoFigure]
        let buttons = VisitGroup.allCases.html { group -> HTML in
            """
            <button type="submit" name="nhom" value="\(text: group.rawValue)"><b>+1</b> \(words.name(.visitGroup, group.rawValue))</button>

            """
        }
        let groups = VisitGroup.allCases.map { (value: $0.rawValue, text: words.name(.visitGroup, $0.rawValue)) }
        let many: HTML = """
            \(Form.text("so", words[.visitsNumber], type: "number", isRequired: true))
            \(Form.choice("nhom", words[.visitsGroup], groups, chosen: ""))
            """
        return """
            <section><h2>\(words(.visitsToday, ["day": PlaceNames.weekdayAndDay(today, words)]))</h2>
            <p class="total" role="status"><strong>\(number)</strong> \(countToday.html { groupsText($0, words) })</p>
            \(Form.frame(url, "<div class=\"tally\">\(buttons)</div>", page))
            <details><summary>\(words[.visitsMany])</summary>
            \(Form(action: url, button: words[.visitsAdd], fields: many, isMinor: true).html(page))</details>
            </section>
            """
    }

    private func groupsText(_ count: VisitCount, _ words: Words) -> HTML {
        let parts = [
            words(.activitiesPupilsCount, count: count.pupils), words(.activitiesTeachersCount, count: count.staff),
            words(.activitiesOthersCount, count: count.others),
        ]
        return "<span class=\"quiet\">\(HTML(joining: parts, with: ", "))</span>"
    }

    private func month(_ month: Month) -> HTML { given("\(month.number)/\(month.year)") }

    private func pager(_ words: Words) -> HTML {
        let link = { (month: Month) -> HTML in
            "<a class=\"button\" href=\"\(SiteURL.activities(.visits(view.point.id, month: month)))\">\(words(.visitsMonthLink, ["month": self.month(month)]))</a>"
        }
        let next = visits.month < Month(of: today) ? link(visits.month.next) : ""
        return "<p class=\"pager\">\(link(visits.month.previous))\(next)</p>"
    }

    private func summary(_ words: Words) -> HTML {
        guard visits.countedDays > 0 else { return words[.visitsNoneInMonth] }
        let ofStops = (visits.atStops > 0).html(" \(words(.visitsOfStops, count: visits.atStops))")
        let summary = words(
            .visitsSummary,
            [
                "total": words.number(visits.total), "days": words.number(visits.countedDays),
                "open": words.number(visits.expectedDays),
            ])
        return "\(summary)\(ofStops)"
    }

    private func table(_ words: Words) -> HTML {
        guard !visits.lines.isEmpty else { return .empty }
        // Today first: that is what one looks for.
        let rows = Array(visits.lines.reversed()).html { line -> HTML in
            let url: ActivitiesURL = .correctVisits(view.point.id, line.day)
            return """
                <tr><th scope="row"><a href="\(SiteURL.activities(url))">\(words.name(.weekday, String(line.day.weekday))), \(given("\(line.day.day)/\(line.day.month)"))</a></th>\
                \(cells(line, words))</tr>

                """
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.visitsTable])"><table class="days">
            <thead><tr><th scope="col">\(words[.visitsDay])</th>\
            <th scope="col" class="number">\(words[.activitiesPupils])</th><th scope="col" class="number">\(words[.activitiesTeachers])</th>\
            <th scope="col" class="number">\(words[.activitiesOthers])</th><th scope="col" class="number">\(words[.visitsTotal])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private func cells(_ line: VisitMonth.Line, _ words: Words) -> HTML {
        if let atStops = line.atStops {
            let desk = line.count.html { "\(words.number($0.total)) + " }
            return """
                <td colspan="3" class="quiet">\(desk)\(words.number(atStops)) \(words[.visitsAtStops])</td>\
                <td class="number">\(words.number(atStops + (line.count?.total ?? 0)))</td>
                """
        }
        if let count = line.count {
            return [count.pupils, count.staff, count.others, count.total].html {
                "<td class=\"number\">\(words.number($0))</td>"
            }
        }
        let why: HTML =
            switch line.closure {
            case .period(let reason), .holiday(let reason): words(.visitsClosedFor, ["reason": given(reason)])
            case .weekday: words[.visitsClosed]
            case nil: words[.visitsNoFigure]
            }
        return "<td colspan=\"4\" class=\"quiet\">\(why)</td>"
    }
}

/// What a day's count really was, and what stood there before.
struct VisitCorrectionPage {
    var view: ServicePointView
    var day: Day
    var entries: [VisitEntry]
    var draft: VisitDraft
    var refusal: ActivityRefusal?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let point = view.point
        let steps: [(url: SiteURL, text: HTML)] = [
            (.administration(.point(point.id)), given(point.facts.name)),
            (.activities(.visits(point.id, month: Month(of: day))), words[.visitsTitle]),
        ]
        let fields: HTML = """
            \(Form.text("ngay", words[.visitsDay], value: draft.day, hint: words[.calendarDayHint], isRequired: true))
            <fieldset class="numbers"><legend>\(words[.visitsReally])</legend>
            \(Form.text("hs", words[.activitiesPupils], value: draft.pupils, type: "number"))
            \(Form.text("gv", words[.activitiesTeachers], value: draft.staff, type: "number"))
            \(Form.text("khac", words[.activitiesOthers], value: draft.others, type: "number"))
            </fieldset>
            \(Form.text("ly-do", words[.visitsReason], value: draft.reason, hint: words[.visitsReasonHint]))
            """
        let body: HTML = """
            \(Trail(below: steps).html(words))
            <h1>\(words(.visitsCorrection, ["day": PlaceNames.weekdayAndDay(day, words)]))</h1>
            \(refusal.html { ActivityWords.refusal($0, words) })
            \(history(words))
            \(Form(action: .activities(.correctVisits(point.id, nil)), button: words[.adminSave], fields: fields).html(page))
            """
        return Layout(
            page: page, title: words(.visitsCorrection, ["day": PlaceNames.weekdayAndDay(day, words)]), robots: false
        ).formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func history(_ words: Words) -> HTML {
        guard !entries.isEmpty else { return "<p>\(words[.visitsNothingYet])</p>" }
        let lines = entries.html { entry -> HTML in
            let count = entry.count
            let reason = entry.reason.html { " – \(given($0))" }
            return """
                <li>\(words(.activitiesTotal, count: count.total)): \(words(.activitiesPupilsCount, count: count.pupils)), \
                \(words(.activitiesTeachersCount, count: count.staff)), \(words(.activitiesOthersCount, count: count.others))\(reason)</li>

                """
        }
        return "<p>\(words[.visitsEntries])</p><ol>\(lines)</ol>"
    }
}
