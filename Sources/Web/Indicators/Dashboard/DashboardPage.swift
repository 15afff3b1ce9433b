import Hummingbird
import Library

/// One page for who has to say how it stands: the sentence first, then what it
/// rests on.
struct DashboardPage {
    let scene: DashboardScene
    let study: GrowthStudy

    func response(in page: PageContext) -> Response {
        let words = page.words
        let text = DashboardText(scene, words)
        let name = text.name(scene.node)
        let form = DashboardForm(
            address: scene.address, plans: scene.plans, directory: scene.directory, actor: page.actor,
            isOpen: !hasFigures)
        let body: HTML = """
            \(Chart.patterns)\(Trail(below: []).html(words))
            <h1>\(words(.dashboardTitle, ["place": name]))</h1>
            \(question(text))
            \(form.html(words))
            \(hasFigures ? content(text) : nothing(text))
            \(deadlines(text))
            """
        return Layout(page: page, title: words(.dashboardTitle, ["place": name]), robots: false).response(body)
    }

    private var hasFigures: Bool { study.total.hasNow || study.total.hasBase }

    /// What is counted, against which goal, in which months.
    private func question(_ text: DashboardText) -> HTML {
        let words = text.words
        var parts: [HTML] = []
        if let target = scene.target, let plan = scene.plan {
            let link: HTML = "<a href=\"\(SiteURL.plans(.target(target.id)))\">\(given(target.name))</a>"
            parts.append(words(.dashboardOfTarget, ["target": link, "plan": given(plan.title)]))
        } else {
            let why = words[scene.plans.isEmpty ? .dashboardNoPlan : .dashboardNoTargetChosen]
            parts.append("\(why) <a href=\"\(SiteURL.plans(.list))\">\(words[.dashboardPlans])</a>")
        }
        parts.append(
            words(
                .dashboardAsked,
                [
                    "counts": text.definitions(scene.address.counts), "months": text.months(scene.question.whole),
                    "kind": scene.address.kind.map { words.name(of: $0) } ?? words[.dashboardEveryKind],
                ]))
        return parts.html { "<p class=\"quiet\">\($0)</p>\n" }
    }

    private func content(_ text: DashboardText) -> HTML {
        let words = text.words
        let charts = GrowthCharts(scene: scene, study: study, text: text)
        return """
            \(VerdictView(scene: scene, study: study, text: text).html())
            \(notes(text))
            <section><h2>\(words[.dashboardCourse])</h2>
            \(charts.months().html(words))
            \(charts.years().html { $0.html(words) })</section>
            \(RankView(scene, study, text).html())
            \(PairViews(scene: scene, text: text).html())
            """
    }

    /// What the scope itself has to say: links nobody confirmed, parts left out.
    private func notes(_ text: DashboardText) -> HTML {
        guard !scene.scope.notes.isEmpty else { return .empty }
        let working = study.successionKey().flatMap { study.working($0) }
        let lines = scene.scope.notes.html { note -> HTML in
            let said = WorkingWords.note(note, text)
            guard let working else { return "<li>\(said)</li>\n" }
            return "<li><a href=\"\(SiteURL.dashboard(.working(text.query, working.key)))\">\(said)</a></li>\n"
        }
        let sum = working.html { "<p>\(text.words(.dashboardSuccession, ["number": text.link($0)]))</p>" }
        return "<div class=\"notice\"><ul>\(lines)</ul>\(sum)</div>\n"
    }

    private func nothing(_ text: DashboardText) -> HTML {
        let words = text.words
        return """
            <div class="message"><p><strong>\(words(.dashboardNothing, ["months": text.months(scene.question.pair.now)]))</strong></p>
            <p>\(words[.dashboardNothingHelp])</p></div>

            """
    }

    private func deadlines(_ text: DashboardText) -> HTML {
        let words = text.words
        let next = scene.plans.nextDeadlines(on: scene.today).prefix(5)
        guard !next.isEmpty else { return .empty }
        let items = Array(next).html { deadline -> HTML in
            let plan = scene.plans.first { $0.id == deadline.plan }
            let days: HTML =
                deadline.daysLeft == 0 ? words[.dashboardToday] : words(.dashboardDaysLeft, count: deadline.daysLeft)
            return """
                <li class="line"><h3>\(PlaceNames.day(deadline.lastGoodDay)) <span class="quiet">(\(days))</span></h3>
                <p>\(words.name(.dutyKind, deadline.duty.kind.rawValue))</p>
                <p class="quiet"><a href="\(SiteURL.plans(.plan(deadline.plan)))">\(given(plan?.title ?? deadline.plan.text))</a></p></li>

                """
        }
        return """
            <section id="han-bao-cao"><h2>\(words[.dashboardDeadlines])</h2>
            <p class="quiet">\(words[.dashboardLastDay])</p><ul class="lines">\(items)</ul></section>

            """
    }
}

/// The form again, with what was wrong in it.
struct DashboardProblemPage {
    let problem: DashboardProblem
    let form: DashboardForm

    func response(in page: PageContext) -> Response {
        let words = page.words
        let body: HTML = """
            \(Trail(below: []).html(words))
            <h1>\(words[.dashboardMenu])</h1>
            <div class="notice"><p>\(sentence(words))</p></div>
            \(form.html(words))
            """
        return Layout(page: page, title: words[.dashboardMenu], robots: false)
            .response(body, status: .unprocessableContent)
    }

    private func sentence(_ words: Words) -> HTML {
        switch problem {
        case .period(.notOver(let last)):
            words(.dashboardNotOver, ["month": "\(last.number)/\(last.year)"])
        case .period(.longerThanItsDistance): words[.dashboardTooLong]
        case .period(.noYearBefore): words[.dashboardNoYearBefore]
        case .counting(.nothingCounted): words[.dashboardNothingCounted]
        case .counting(.notAdditive(let indicator)):
            words(.dashboardNotAdditive, ["name": words.name(.indicator, indicator.rawValue)])
        case .counting(.countedTwice(let one, let other)):
            words(
                .dashboardCountedTwice,
                [
                    "one": words.name(.indicator, one.rawValue), "other": words.name(.indicator, other.rawValue),
                ])
        }
    }
}
