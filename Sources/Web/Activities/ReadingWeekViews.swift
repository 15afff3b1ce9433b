import HTTPTypes
import Hummingbird
import Library

/// A week of reading periods of a whole school: one form for all classes.
struct ReadingWeekPage {
    var view: ServicePointView
    var week: ReadingWeek
    var lines: [ReadingDraft]
    var today: Day
    var notice: ReadingNotice?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let point = view.point
        let days = PlaceNames.days(week.days.lowerBound, week.days.upperBound)
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words(.readingHeading, ["days": days]))</h1>
            \(ActivityTabs(point: point.id, chosen: .readingPeriods).html(words))
            \(notice.html { said($0, words) })
            \(pager(words))
            \(closures(words))
            \(lines.isEmpty ? empty(words) : form(page))
            <p><a class="button" href="\(SiteURL.activities(.timetable(point.id)))">\(words[.readingTimetable])</a></p>
            """
        return Layout(page: page, title: words(.readingHeading, ["days": days]), robots: false)
            .formResponse(body, status: notice?.isRefusal == true ? .unprocessableContent : .ok)
    }

    private func said(_ notice: ReadingNotice, _ words: Words) -> HTML {
        switch notice {
        case .saved: return "<div class=\"notice\" role=\"status\"><p>\(words[.readingSaved])</p></div>"
        case .changedMeanwhile(let names):
            let list = given(names.joined(separator: ", "))
            return """
                <div class="notice" role="alert"><p>\(words(.readingChangedMeanwhile, ["classes": list]))</p></div>
                """
        case .wrong(let faults):
            let list = faults.html { fault -> HTML in
                "<li>\(given(fault.className)): \(words.name(.activityRefusal, fault.refusal.rawValue))</li>"
            }
            return "<div class=\"notice\" role=\"alert\"><p>\(words[.readingWrong])</p><ul>\(list)</ul></div>"
        }
    }

    private func pager(_ words: Words) -> HTML {
        let link = { (days: Int, phrase: ActivitiesPhrase) -> HTML in
            let url: ActivitiesURL = .week(view.point.id, of: week.days.lowerBound.adding(days: days))
            return "<a class=\"button\" href=\"\(SiteURL.activities(url))\">\(words[phrase])</a>"
        }
        return "<p class=\"pager\">\(link(-7, .readingWeekBefore))\(link(7, .readingWeekAfter))</p>"
    }

    private func closures(_ words: Words) -> HTML {
        let closed = week.closures.sorted { $0.key < $1.key }
        guard !closed.isEmpty else { return .empty }
        let list = closed.html { day, closure -> HTML in
            let reason: HTML =
                switch closure {
                case .period(let reason), .holiday(let reason): given(reason)
                case .weekday: words[.visitsClosed]
                }
            return "<li>\(PlaceNames.weekdayAndDay(day, words)): \(reason)</li>"
        }
        return "<p>\(words[.readingDaysOff])</p><ul>\(list)</ul>"
    }

    private func empty(_ words: Words) -> HTML { "<p class=\"message\">\(words[.readingNone])</p>" }

    private func form(_ page: PageContext) -> HTML {
        let words = page.words
        let held = lines.count { $0.occurrence.outcome.state == .held }
        let open = lines.count { $0.occurrence.outcome.state == .planned }
        let summary = words(
            .readingSummary,
            ["all": words.number(lines.count), "held": words.number(held), "open": words.number(open)])
        let days = week.days.each.html { day -> HTML in
            let own = lines.filter { $0.occurrence.shownOn(week.days) == day }
            guard !own.isEmpty else { return .empty }
            return """
                <fieldset class="periods"><legend>\(PlaceNames.weekdayAndDay(day, words))</legend>
                \(own.html { line($0, words) })</fieldset>

                """
        }
        let content: HTML = """
            \(Form.hidden("tuan", week.days.lowerBound.description))<p>\(summary)</p>
            <p class="hint">\(words[.readingHint])</p>
            \(days)
            \(Form.check("con-lai", words[.readingRest], isOn: false))
            <p><button class="button primary" type="submit">\(words[.readingSave])</button></p>
            """
        return Form.frame(.activities(.week(view.point.id, of: nil)), content, page)
    }

    /// Number first, since it is all that most lines need.
    private func line(_ line: ReadingDraft, _ words: Words) -> HTML {
        let one = line.occurrence
        let about = words(
            .readingPeriodOf, ["period": given(String(one.outcome.period)), "name": given(one.className)])
        let label = { (phrase: ActivitiesPhrase) -> HTML in
            "\(words[phrase])<span class=\"unseen\">, \(about)</span>"
        }
        let states = ActivityState.allCases.html { state -> HTML in
            let selected: HTML = state.rawValue == line.state ? " selected" : ""
            return
                "<option value=\"\(text: state.rawValue)\"\(selected)>\(words.name(.activityState, state.rawValue).withoutElements)</option>"
        }
        return """
            <div class="period"><p class="what">\(about)\(moved(line, words))</p>
            \(Form.hidden(line.name("cu"), String(line.basedOn)))<p><label for="\(text: line.name("hs"))">\(label(.activitiesPupils))</label>
            <input id="\(text: line.name("hs"))" name="\(text: line.name("hs"))" type="number" min="0" max="\(ReadingOutcome.pupils.upperBound)" value="\(text: line.pupils)" autocomplete="off"></p>
            <p><label for="\(text: line.name("tt"))">\(label(.activitiesState))</label>
            <select id="\(text: line.name("tt"))" name="\(text: line.name("tt"))">\(states)</select></p>
            <details><summary>\(label(.readingMove))</summary>
            <p><label for="\(text: line.name("ngay"))">\(label(.readingMoveDay))</label>
            <input id="\(text: line.name("ngay"))" name="\(text: line.name("ngay"))" type="text" value="\(text: line.day)" autocomplete="off" maxlength="20"></p>
            <p><label for="\(text: line.name("tiet"))">\(label(.readingMovePeriod))</label>
            <input id="\(text: line.name("tiet"))" name="\(text: line.name("tiet"))" type="number" min="1" max="12" value="\(text: line.period)" autocomplete="off"></p></details></div>

            """
    }

    private func moved(_ line: ReadingDraft, _ words: Words) -> HTML {
        let one = line.occurrence
        guard one.isMoved else { return .empty }
        let phrase: ActivitiesPhrase = week.days.contains(one.outcome.day) ? .readingMovedFrom : .readingMovedTo
        let day = phrase == .readingMovedFrom ? one.planned : one.outcome.day
        return "<br><span class=\"quiet\">\(words(phrase, ["day": PlaceNames.weekdayAndDay(day, words)]))</span>"
    }
}
