import Hummingbird
import Library

/// The plans, below the next dates by which somebody has to report.
struct PlanListPage {
    var plans: [Plan]
    var deadlines: [ReportDeadline]
    /// Faults in plan files.
    var faults: Int
    var today: Day

    func response(in page: PageContext) -> Response {
        let words = page.words
        let items = plans.html { plan -> HTML in
            let units = HTML(joining: plan.units.map { given($0.name) }, with: ", ")
            let years = given("\(plan.years.lowerBound)–\(plan.years.upperBound)")
            return """
                <li class="line"><h3><a href="\(SiteURL.plans(.plan(plan.id)))">\(given(plan.title, lang: "vi"))</a></h3>
                <p class="quiet">\(units) · \(years) · \(words(.plansTargetCount, count: plan.targets.count)), \(words(.plansDutyCount, count: plan.duties.count))</p></li>

                """
        }
        let none: HTML = plans.isEmpty ? "<p class=\"message\">\(words[.plansNone])</p>" : ""
        let body: HTML = """
            \(Trail(steps: []).html(words))
            <h1>\(words[.plansTitle])</h1>
            \(notice(page))
            <section><h2>\(words[.plansDeadlines])</h2>\(DeadlineTable(plans: plans, deadlines: deadlines, today: today).html(words))</section>
            <section><h2>\(words[.plansLoaded])</h2>\(none)<ul class="lines">\(items)</ul></section>
            \(files(page))
            """
        return Layout(page: page, title: words[.plansTitle], robots: false).response(body)
    }

    private func mayEdit(_ page: PageContext) -> Bool { !Permission.nodes(page.actor, .editPlans).isEmpty }

    private func notice(_ page: PageContext) -> HTML {
        guard faults > 0, mayEdit(page) else { return .empty }
        return """
            <div class="notice" role="status"><p><a href="\(SiteURL.plans(.files))">\(page.words(.plansFaultCount, count: faults))</a></p></div>

            """
    }

    private func files(_ page: PageContext) -> HTML {
        guard mayEdit(page) else { return .empty }
        return "<p><a href=\"\(SiteURL.plans(.files))\">\(page.words[.plansFiles])</a></p>"
    }
}

/// The calendar of last good days.
struct DeadlineTable {
    var plans: [Plan]
    var deadlines: [ReportDeadline]
    var today: Day

    func html(_ words: Words) -> HTML {
        guard !deadlines.isEmpty else { return "<p class=\"message\">\(words[.plansNoDeadline])</p>" }
        let rows = deadlines.html { deadline -> HTML in
            guard let plan = plans.first(where: { $0.id == deadline.plan }) else { return .empty }
            let duty = deadline.duty
            let months = deadline.months.map { PlanWords.months($0) } ?? words[.plansToChoose]
            let printed = duty.words.html { "<br><span class=\"quiet\">“\(given($0, lang: "vi"))”</span>" }
            return """
                <tr><th scope="row">\(PlaceNames.day(deadline.lastGoodDay))\(printed)</th>\
                <td>\(PlanWords.daysLeft(deadline.daysLeft, words))</td>\
                <td><a href="\(SiteURL.plans(.plan(plan.id)))">\(words.name(.dutyKind, duty.kind.rawValue))</a>: \
                \(PlanWords.bodies(duty.from, of: plan, on: today, words)) → \(PlanWords.bodies(duty.to, of: plan, on: today, words))</td>\
                <td>\(months)</td></tr>

                """
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.plansDeadlines])"><table>
            <thead><tr><th scope="col">\(words[.plansLastGoodDay])</th><th scope="col">\(words[.plansLeft])</th>\
            <th scope="col">\(words[.plansWhoToWhom])</th><th scope="col">\(words[.plansMonths])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }
}

/// What was loaded from which file, and what is wrong with the rest.
struct PlanFilesPage {
    var shelf: PlanShelf

    func response(in page: PageContext) -> Response {
        let words = page.words
        let loaded = shelf.plans.html { plan in
            "<li><code data-text>\(text: plan.file)</code>: <a href=\"\(SiteURL.plans(.plan(plan.id)))\">\(given(plan.title, lang: "vi"))</a></li>\n"
        }
        let body: HTML = """
            \(Trail(below: [(.plans(.list), words[.plansTitle])]).html(words))
            <h1>\(words[.plansFiles])</h1>
            <p>\(words[.plansFilesLead])</p>
            <section><h2>\(words[.plansFaults])</h2>\(faults(words))</section>
            <section><h2>\(words[.plansLoaded])</h2><ul>\(loaded)</ul></section>
            """
        return Layout(page: page, title: words[.plansFiles], robots: false).response(body)
    }

    private func faults(_ words: Words) -> HTML {
        guard !shelf.faults.isEmpty else { return "<p class=\"message\">\(words[.plansNoFault])</p>" }
        let rows = shelf.faults.html { fault -> HTML in
            let found = fault.found.isEmpty ? HTML.empty : ": <code data-text>\(text: fault.found)</code>"
            let allowed =
                fault.allowed.isEmpty
                ? HTML.empty
                : "<br><span class=\"quiet\">\(words[.plansAllowed]) <code data-text>\(text: fault.allowed)</code></span>"
            return """
                <tr><th scope="row"><code data-text>\(text: fault.place)</code></th>\
                <td>\(words.name(.planFault, fault.code.rawValue))\(found)</td>\
                <td>\(words.name(.planFaultHelp, fault.code.rawValue))\(allowed)</td></tr>

                """
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.plansFaults])"><table>
            <thead><tr><th scope="col">\(words[.plansPlace])</th><th scope="col">\(words[.plansWhatIsWrong])</th>\
            <th scope="col">\(words[.plansWhatToWrite])</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }
}
