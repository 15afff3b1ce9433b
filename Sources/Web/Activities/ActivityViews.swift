import HTTPTypes
import Hummingbird
import Library

/// The three pages of a point's activities, side by side.
struct ActivityTabs {
    enum Tab { case visits, readingPeriods, activities }
    var point: ServicePointID
    var chosen: Tab

    func html(_ words: Words) -> HTML {
        let tabs: [(Tab, ActivitiesURL, HTML)] = [
            (.visits, .visits(point, month: nil), words[.visitsTitle]),
            (.readingPeriods, .week(point, of: nil), words[.readingTitle]),
            (.activities, .list(point, year: nil), words[.activitiesTitle]),
        ]
        let links = tabs.html { tab, url, name in
            let current: HTML = tab == chosen ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(SiteURL.activities(url))\"\(current)>\(name)</a></li>"
        }
        return "<nav class=\"scopes\" aria-label=\"\(words[.activitiesTabs])\"><ul>\(links)</ul></nav>\n"
    }
}

/// A point's activities of one year: what is to be marked, planned, still to be
/// written down, and done.
struct ActivityListPage {
    var view: ServicePointView
    var year: Int
    var activities: [Activity]
    var today: Day
    var marked: [(entry: DaysToMark.Entry, first: Day, last: Day)]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let point = view.point
        let planned = activities.filter { $0.facts.state == .planned }
        let toCome = planned.filter { $0.facts.last >= today }
        let waiting = planned.filter { $0.facts.last < today }
        let done = activities.filter { $0.facts.state != .planned }
        let none: HTML = activities.isEmpty ? "<p class=\"message\">\(words[.activitiesNone])</p>" : ""
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words(.activitiesHeading, ["year": given(String(year))]))</h1>
            \(ActivityTabs(point: point.id, chosen: .activities).html(words))
            <p><a class="button primary" href="\(SiteURL.activities(.new(point.id, nil)))">\(words[.activitiesAdd])</a></p>
            \(daysToMark(words))
            \(none)
            \(section(words[.activitiesWaiting], waiting, words))
            \(section(words[.activitiesPlanned], toCome, words))
            \(section(words[.activitiesDone], done.reversed(), words))
            \(years(words))
            """
        return Layout(page: page, title: words(.activitiesHeading, ["year": given(String(year))]), robots: false)
            .response(body)
    }

    private func daysToMark(_ words: Words) -> HTML {
        guard !marked.isEmpty else { return .empty }
        let lines = marked.html { day -> HTML in
            let plan = ActivityPlan(title: day.entry.name, kind: day.entry.kind, first: day.first, last: day.last)
            return """
                <li class="line"><h3>\(PlaceNames.days(day.first, day.last)): \(given(day.entry.name))</h3>
                <p class="quiet">\(given(day.entry.source))</p>
                <p><a href="\(SiteURL.activities(.new(view.point.id, plan)))">\(words(.activitiesPlan, ["name": given(day.entry.name)]))</a></p></li>

                """
        }
        return "<section><h2>\(words[.activitiesMark])</h2><ul class=\"lines\">\(lines)</ul></section>\n"
    }

    private func section(_ title: HTML, _ activities: [Activity], _ words: Words) -> HTML {
        guard !activities.isEmpty else { return .empty }
        let lines = activities.html { activity -> HTML in
            let facts = activity.facts
            let parts = [
                PlaceNames.days(facts.first, facts.last), words.name(.activityKind, facts.kind.rawValue),
                facts.place.map { given($0) }, facts.className.map { words(.activitiesOfClass, ["name": given($0)]) },
            ].compactMap(\.self)
            return """
                <li class="line"><h3><a href="\(SiteURL.activities(.activity(activity.id)))">\(given(facts.title))</a></h3>
                <p class="quiet">\(HTML(joining: parts, with: " · "))</p>
                <p>\(ActivityWords.outcome(facts, words))</p></li>

                """
        }
        return "<section><h2>\(title)</h2><ul class=\"lines\">\(lines)</ul></section>\n"
    }

    private func years(_ words: Words) -> HTML {
        let links = [year - 1, year + 1].filter { (2_000...2_200).contains($0) }.html { year -> HTML in
            "<a class=\"button\" href=\"\(SiteURL.activities(.list(view.point.id, year: year)))\">\(words(.calendarYear, ["year": given(String(year))]))</a>"
        }
        return "<p class=\"pager\">\(links)</p>"
    }
}

/// How what was noted is said.
enum ActivityWords {
    /// "đã tổ chức · 317 người: 300 học sinh …", or that nobody counted.
    static func outcome(_ facts: ActivityFacts, _ words: Words) -> HTML {
        let state = words.name(.activityState, facts.state.rawValue)
        guard facts.state == .held else { return state }
        guard let attendance = facts.attendance else { return "\(state) · \(words[.activitiesUncounted])" }
        var groups = [
            words(.activitiesPupilsCount, count: attendance.pupils),
            words(.activitiesTeachersCount, count: attendance.teachers),
            words(.activitiesOthersCount, count: attendance.others),
        ]
        if let women = attendance.women { groups.append(words(.activitiesWomenCount, count: women)) }
        return """
            \(state) · \(words(.activitiesTotal, count: attendance.total)): \(HTML(joining: groups, with: ", "))
            """
    }

    static func refusal(_ refusal: ActivityRefusal, _ words: Words) -> HTML {
        "<div class=\"notice\" role=\"alert\"><p>\(words.name(.activityRefusal, refusal.rawValue))</p></div>"
    }
}

/// The form for an activity, new or known.
struct ActivityForm {
    var draft: ActivityDraft
    var view: ServicePointView
    var activity: Activity?
    /// What was noted before, the newest first.
    var history: [ActivityFacts]
    var refusal: ActivityRefusal?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let point = view.point
        let title = activity.map { given($0.facts.title) } ?? words[.activitiesAdd]
        let action: ActivitiesURL = activity.map { .activity($0.id) } ?? .new(point.id, nil)
        let steps: [(url: SiteURL, text: HTML)] = [
            (.administration(.point(point.id)), given(point.facts.name)),
            (.activities(.list(point.id, year: nil)), words[.activitiesTitle]),
        ]
        let body: HTML = """
            \(Trail(below: steps).html(words))
            <h1>\(title)</h1>
            \(refusal.html { ActivityWords.refusal($0, words) })
            \(Form(action: .activities(action), button: words[.adminSave], fields: fields(words)).html(page))
            \(earlier(words))
            """
        return Layout(page: page, title: title, robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func fields(_ words: Words) -> HTML {
        let kinds = ActivityKind.allCases.map { (value: $0.rawValue, text: words.name(.activityKind, $0.rawValue)) }
        let states = ActivityState.allCases.map {
            (value: $0.rawValue, text: words.name(.activityState, $0.rawValue))
        }
        let based = activity.html { Form.hidden("dua-tren", String($0.entry)) }
        return """
            \(based)\(Form.text("ten", words[.activitiesName], value: draft.title, hint: words[.activitiesNameHint], isRequired: true))
            \(Form.choice("loai", words[.activitiesKind], kinds, chosen: draft.kind))
            \(Form.text("tu", words[.activitiesFirst], value: draft.first, hint: words[.calendarDayHint], isRequired: true))
            \(Form.text("den", words[.activitiesLast], value: draft.last, hint: words[.calendarLastHint]))
            \(Form.text("noi", words[.activitiesPlace], value: draft.place))
            \(Form.text("lop", words[.activitiesClass], value: draft.className, hint: words[.activitiesClassHint]))
            \(Form.choice("tinh-trang", words[.activitiesState], states, chosen: draft.state))
            <fieldset class="numbers"><legend>\(words[.activitiesAttendance])</legend>
            <p class="hint">\(words[.activitiesAttendanceHint])</p>
            \(Form.text("hs", words[.activitiesPupils], value: draft.pupils, type: "number"))
            \(Form.text("gv", words[.activitiesTeachers], value: draft.teachers, type: "number"))
            \(Form.text("khac", words[.activitiesOthers], value: draft.others, type: "number"))
            \(Form.text("nu", words[.activitiesWomen], value: draft.women, type: "number"))
            </fieldset>
            \(Form.text("ghi-chu", words[.activitiesNote], value: draft.note, hint: words[.activitiesNoteHint]))
            """
    }

    private func earlier(_ words: Words) -> HTML {
        guard !history.isEmpty else { return .empty }
        let lines = history.html { facts -> HTML in
            "<li>\(PlaceNames.days(facts.first, facts.last)): \(given(facts.title)) – \(ActivityWords.outcome(facts, words))</li>\n"
        }
        return "<details><summary>\(words[.activitiesEarlier])</summary><ul>\(lines)</ul></details>"
    }
}
