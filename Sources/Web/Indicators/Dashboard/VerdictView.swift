import Library

/// The sentence on top: how much until when, how it grew, what is missing.
struct VerdictView {
    let scene: DashboardScene
    let study: GrowthStudy
    let text: DashboardText

    private var words: Words { text.words }
    private var sums: PairedSums { study.total }

    func html() -> HTML {
        let verdict = study.verdict
        let tone: HTML = verdict.isMet ? " met" : verdict.word == .open ? "" : " behind"
        return """
            <p class="verdict\(tone)">\(sentence(verdict))</p>
            \(panelNote)\(table)
            <ul class="facts-list">\(lines.html { "<li>\($0)</li>\n" })</ul>

            """
    }

    private func sentence(_ verdict: GoalVerdict) -> HTML {
        let key = WorkingKey(.sum, .total, months: study.question.pair.now)
        let total = sums.value(.total, .now)
        guard total != nil else {
            return words(.dashboardVerdictNone, ["month": text.month(study.question.pair.now.upperBound)])
        }
        let gaps: [String: HTML] = [
            "month": text.month(study.question.pair.now.upperBound), "total": text.link(.init(total), key),
            "unit": text.unit, "growth": growth, "mean": meanGrowth, "goal": goal(verdict),
        ]
        return words(study.question.judgedBy == .mean ? .dashboardVerdictMean : .dashboardVerdict, gaps)
    }

    /// "bình quân mỗi năm tăng 8,4 % từ năm gốc 2023 (bình quân kép)".
    private var meanGrowth: HTML {
        let mean = study.mean()
        let gaps: [String: HTML] = [
            "rate": text.link(mean, study.meanKey(), isSigned: false), "year": "\(study.question.baseYear)",
            "kind": words.name(.meanKind, study.question.mean.rawValue),
        ]
        guard let rate = mean.value else { return words(.dashboardMeanNone, gaps) }
        return words(rate > 0 ? .dashboardMeanUp : rate < 0 ? .dashboardMeanDown : .dashboardMeanSame, gaps)
    }

    private var growth: HTML {
        let key = study.key(.growth, .panel)
        let link = text.link(sums.panelGrowth, key, isSigned: false)
        guard let rate = sums.panelGrowth.value else { return words(.dashboardGrowthNone, ["why": link]) }
        let phrase: DashboardPhrase =
            rate > 0 ? .dashboardGrowthUp : rate < 0 ? .dashboardGrowthDown : .dashboardGrowthSame
        return words(phrase, ["rate": link])
    }

    private func goal(_ verdict: GoalVerdict) -> HTML {
        let goal = scene.goal
        let isMean = study.question.judgedBy == .mean
        let gaps: [String: HTML] = [
            "rate": text.rate(goal.lower), "upper": text.rate(goal.top ?? goal.lower), "unit": text.unit,
            "gap": text.link(study.working(study.judgedGapKey())),
        ]
        return switch verdict {
        case .below: words(isMean ? .dashboardGoalMeanBelow : .dashboardGoalBelow, gaps)
        case .near: words(isMean ? .dashboardGoalMeanNear : .dashboardGoalNear, gaps)
        case .reached: words(.dashboardGoalReached, gaps)
        case .within: words(.dashboardGoalWithin, gaps)
        case .over: words(.dashboardGoalOver, gaps)
        case .open(.notChosen): words(.dashboardGoalUnchosen, gaps)
        case .open: words(.dashboardGoalOpen, gaps)
        }
    }

    /// Why growth is not that of all there is.
    private var panelNote: HTML {
        guard sums.hasNow, !sums.isComparable else { return .empty }
        return "<p>\(words[.dashboardPanelNote])</p>\n"
    }

    // MARK: Total beside panel

    private var table: HTML {
        let rows = WorkingKey.Basis.allCases.html { basis -> HTML in
            let now = study.key(.sum, basis, years: basis == .total ? 0 : 1, side: basis == .total ? nil : .now)
            let base =
                basis == .total
                ? WorkingKey(.sum, .total, months: study.question.pair.base) : study.key(.sum, basis, side: .base)
            let cells = [
                text.link(.init(sums.value(basis, .now)), now), text.link(.init(sums.value(basis, .base)), base),
                text.link(study.working(study.key(.difference, basis))),
                text.link(sums.growth(basis), study.key(.growth, basis)),
            ]
            let name = words[basis == .total ? .dashboardTotalRow : .dashboardPanelRow]
            return """
                <tr><th scope="row">\(name)</th>\(cells.html { "<td class=\"number\">\($0)</td>" })</tr>

                """
        }
        let pair = study.question.pair
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.dashboardTotals])"><table>
            <thead><tr><th scope="col">\(words[.dashboardTotals])</th><th scope="col" class="number">\(text.months(pair.now))</th>\
            <th scope="col" class="number">\(text.months(pair.base))</th><th scope="col" class="number">\(words[.dashboardDifference])</th>\
            <th scope="col" class="number">\(words[.dashboardGrowth])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>

            """
    }

    // MARK: Beside

    private var lines: [HTML] {
        [coverage] + mean + [projection, perMonth].compactMap(\.self)
    }

    private var coverage: HTML {
        let coverage = study.coverage
        let key = study.key(.growth, .panel)
        let url: SiteURL = .dashboard(.working(text.query, key))
        let sentence = words(
            .dashboardCoverage,
            [
                "matched": words.number(coverage.matched), "points": words.number(coverage.points),
                "joined": words.number(coverage.joined), "left": words.number(coverage.left),
                "broken": words.number(coverage.broken), "silent": words.number(coverage.silent),
            ])
        // Use that is of no point is listed beside them.
        let site = study.points.contains { $0.place == .site }.html(
            words(.dashboardCoverageSite, ["points": words.number(coverage.points)]))
        return "<a href=\"\(url)\">\(sentence)</a>\(site)"
    }

    /// Both means, the plan's first, and who chose the base year.
    private var mean: [HTML] {
        guard scene.address.baseYear != nil else {
            return scene.plan.map { plan in
                ["<a href=\"\(SiteURL.plans(.choices(plan.id)))\">\(words[.dashboardNoBase])</a>"]
            } ?? []
        }
        let chosen = study.question.mean
        let link = { (kind: MeanKind) in
            text.link(study.mean(kind), study.meanKey(kind))
        }
        let other: MeanKind = chosen == .compound ? .arithmetic : .compound
        var lines = [
            words(
                .dashboardMean,
                [
                    "year": "\(study.question.baseYear)", "rate": link(chosen),
                    "kind": words.name(.meanKind, chosen.rawValue), "other": link(other),
                    "otherkind": words.name(.meanKind, other.rawValue),
                ])
        ]
        if let choice = scene.target?.growth?.baseYear?.by {
            lines.append(
                words(
                    .dashboardBaseChosen,
                    [
                        "year": "\(study.question.baseYear)", "name": given(choice.by),
                        "day": PlaceNames.day(Day(choice.at)), "reason": given(choice.reason),
                    ]))
        }
        return lines
    }

    private var projection: HTML? {
        guard study.question.monthsLeft > 0 else { return nil }
        let projection = study.projection()
        let end = text.month(study.question.whole.upperBound)
        guard projection.figure.count != nil else { return nil }
        let method = words.name(.projectionMethod, projection.method.rawValue)
        guard let low = projection.low, let high = projection.high else {
            return words(
                .dashboardProjection,
                ["month": end, "number": text.link(projection.figure, projection.key), "method": method])
        }
        return words(
            .dashboardProjectionRange,
            [
                "month": end, "number": text.link(projection.figure, projection.key), "low": text.link(low),
                "high": text.link(high), "method": method,
            ])
    }

    private var perMonth: HTML? {
        guard study.question.monthsLeft > 0, let gap = study.working(study.gapPerMonthKey()),
            let count = gap.figure.count, count > 0
        else { return nil }
        let question = study.question
        let left = question.pair.now.upperBound.next...question.whole.upperBound
        let before = study.restBefore.html { row -> HTML in
            guard case .working(let key) = row.source else { return .empty }
            return text.link(row.figure, key)
        }
        return words(
            .dashboardPerMonth,
            [
                "number": text.link(gap), "unit": text.unit, "rate": text.rate(scene.goal.lower),
                "months": words.number(question.monthsLeft), "left": text.months(left),
                "whole": text.months(question.whole), "base": text.months(question.whole.earlier(byYears: 1)),
                "gap": text.link(study.working(study.gapKey(isWhole: true))), "before": before,
            ])
    }
}
