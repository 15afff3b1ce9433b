import Hummingbird
import Library

/// One plan: what it wants, what is reached, who reports when, where it holds.
struct PlanPage {
    var plan: Plan
    var scope: PlanScope
    var statuses: [TargetStatus]
    var today: Day
    var mayEdit: Bool
    /// Of growth targets, worked out for the visitor's place; none for who sees no
    /// figures.
    var growth: [TargetID: TargetGrowth]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let choose: HTML =
            mayEdit
            ? "<p><a class=\"button primary\" href=\"\(SiteURL.plans(.choices(plan.id)))\">\(words[.plansChoose])</a></p>"
            : ""
        let body: HTML = """
            \(Trail(below: [(.plans(.list), words[.plansTitle])]).html(words))
            <h1>\(given(plan.title, lang: "vi"))</h1>
            <dl class="facts">\(facts(words))</dl>
            \(openChoices(words))
            \(choose)
            \(targets(words))
            \(duties(words))
            \(places(words))
            """
        return Layout(page: page, title: given(plan.title), robots: false).response(body)
    }

    private func facts(_ words: Words) -> HTML {
        let printed = [plan.number, plan.dated].compactMap(\.self).map { given($0, lang: "vi") }
        let lines: [(HTML, HTML)] = [
            (words[.plansIssuer], PlanWords.body(plan.issuer, of: plan, on: today, words)),
            (words[.plansPrinted], HTML(joining: printed, with: "; ")),
            (words[.plansYears], given("\(plan.years.lowerBound)–\(plan.years.upperBound)")),
            (
                words[.plansPhases],
                HTML(
                    joining: plan.phases.map {
                        given("\($0.name): \($0.years.lowerBound)–\($0.years.upperBound)", lang: "vi")
                    }, with: "; ")
            ),
            (words[.plansSource], given(plan.source)),
        ]
        return lines.filter { !$0.1.isEmpty }.html { "<dt>\($0.0)</dt><dd>\($0.1)</dd>\n" }
    }

    /// What nobody has chosen yet, and waits.
    private func openChoices(_ words: Words) -> HTML {
        var open: [HTML] = []
        for target in plan.targets {
            guard let growth = target.growth, growth.baseYear == nil || growth.mean == nil else { continue }
            open.append(words(.plansOpenBase, ["name": given(target.name), "day": PlanWords.deadline(target, words)]))
        }
        let duties = plan.duties.filter { $0.months == nil && $0.date != nil && $0.years.upperBound >= today.year }
        open += duties.map {
            words(
                .plansOpenMonths,
                [
                    "kind": words.name(.dutyKind, $0.kind.rawValue),
                    "who": PlanWords.bodies($0.from, of: plan, on: today, words),
                ])
        }
        if scope.choice == nil, !scope.doubtful.isEmpty || scope.today.isEmpty {
            open.append(words[.plansOpenCarriers])
        }
        let ended = plan.bodies.filter { $0.waitsForSuccessor(on: today) }
        if !ended.isEmpty { open.append(words(.plansOpenBodies, count: ended.count)) }
        guard !open.isEmpty else { return .empty }
        let items = open.html { "<li>\($0)</li>\n" }
        return "<div class=\"notice\"><p>\(words(.plansOpenChoices, count: open.count))</p><ul>\(items)</ul></div>\n"
    }

    private func targets(_ words: Words) -> HTML {
        guard !statuses.isEmpty else {
            return "<section><h2>\(words[.plansTargets])</h2><p>\(words[.plansNoTarget])</p></section>"
        }
        let rows = statuses.html { status -> HTML in
            let target = status.target
            let external: HTML = target.isExternal ? "<br><span class=\"quiet\">\(words[.plansExternal])</span>" : ""
            let quote = target.quotations.first.html { quotation in
                "<br><span class=\"quiet\">\(words(.plansLine, ["line": given(String(quotation.line)), "file": given(quotation.file)]))</span>"
            }
            return """
                <tr><th scope="row"><a href="\(SiteURL.plans(.target(target.id)))">\(given(target.name, lang: "vi"))</a>\(quote)\(external)</th>\
                <td>\(PlanWords.figure(target, words))</td><td>\(PlanWords.deadline(target, words))</td>\
                <td>\(reached(status, words))</td><td>\(growth[target.id]?.verdict(words) ?? PlanWords.verdict(status, words))</td></tr>

                """
        }
        return """
            <section><h2>\(words[.plansTargets])</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.plansTargets])"><table>
            <thead><tr><th scope="col">\(words[.plansTarget])</th><th scope="col">\(words[.plansWanted])</th>\
            <th scope="col">\(words[.plansDeadline])</th><th scope="col">\(words[.plansReached])</th>\
            <th scope="col">\(words[.plansVerdict])</th></tr></thead><tbody>\(rows)</tbody></table></div></section>
            """
    }

    /// What is reached, as the link to the rows it is made of; growth leads to the
    /// dashboard of the visitor's place.
    private func reached(_ status: TargetStatus, _ words: Words) -> HTML {
        let reached = PlanWords.reached(status, words)
        guard case .fromFigures = status.result else {
            let rows: SiteURL = .plans(.working(status.target.id))
            return "<a class=\"working\" href=\"\(rows)\">\(reached)</a>"
        }
        guard let growth = growth[status.target.id] else { return reached }
        let board: SiteURL = .dashboard(.board(DashboardAddress(target: status.target.id)))
        return "\(growth.reached(words))<br><a href=\"\(board)\">\(words[.plansGrowthDoor])</a>"
    }

    private func duties(_ words: Words) -> HTML {
        guard !plan.duties.isEmpty else { return .empty }
        let next = [plan].nextDeadlines(on: today)
        let items = plan.duties.html { duty -> HTML in
            let through =
                duty.through.isEmpty
                ? HTML.empty
                : " " + words(.plansThrough, ["name": PlanWords.bodies(duty.through, of: plan, on: today, words)])
            let date: HTML
            if let deadline = next.first(where: { $0.duty.id == duty.id }) {
                date =
                    words(.plansNextDay, ["day": PlaceNames.day(deadline.lastGoodDay)]) + " ("
                    + PlanWords.daysLeft(deadline.daysLeft, words) + ")"
            } else {
                date = duty.date == nil ? words[.plansNotPrinted] : words[.plansPassed]
            }
            let months = duty.months.map { PlanWords.months($0.value, of: duty.kind, words) } ?? words[.plansToChoose]
            return """
                <li class="line"><h3>\(words.name(.dutyKind, duty.kind.rawValue))</h3>
                <p>\(PlanWords.bodies(duty.from, of: plan, on: today, words)) → \(PlanWords.bodies(duty.to, of: plan, on: today, words))\(through)</p>
                <p>\(date) · \(words[.plansMonths]): \(months)</p>
                <details><summary>\(words[.plansAsPrinted])</summary>\(PlanWords.quotations(duty.quotations, words))</details></li>

                """
        }
        return "<section><h2>\(words[.plansDuties])</h2><ul class=\"lines\">\(items)</ul></section>\n"
    }

    private func places(_ words: Words) -> HTML {
        let named = plan.units.map { given("\($0.name) (\($0.code))") }
        let today = scope.today.map { PlaceNames.unit($0, words) }
        let missing =
            scope.missing.isEmpty ? HTML.empty : "<p class=\"notice\">\(words[.plansUnitMissing])</p>"
        let doubt =
            scope.doubtful.isEmpty
            ? HTML.empty
            : """
            <details><summary>\(words(.plansDoubtful, count: scope.doubtful.count))</summary><ul>\(scope.doubtful.html { link in
                "<li>\(PlaceNames.unit(link.old, words)) → \(PlaceNames.unit(link.new, words))</li>\n"
            })</ul></details>
            """
        let chosen = scope.choice.html { "<p class=\"quiet\">\(PlanWords.choice($0, words))</p>" }
        let carriers = today.isEmpty ? words[.plansNobodyCarries] : HTML(joining: today, with: ", ")
        return """
            <section><h2>\(words[.plansWhere])</h2>
            <p>\(words(.plansWhereNamed, ["names": HTML(joining: named, with: ", ")]))</p>\(missing)
            <p>\(words(.plansWhereToday, ["names": carriers]))</p>\(chosen)\(doubt)</section>
            """
    }
}
