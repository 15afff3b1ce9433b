import Library

/// The two corridors: this period month by month, and the years since the base.
struct GrowthCharts {
    let scene: DashboardScene
    let study: GrowthStudy
    let text: DashboardText

    private var words: Words { text.words }
    private var pair: PeriodPair { study.question.pair }

    /// The lines that are always in the picture, and the goal's own where it is
    /// another one.
    static func rates(_ goal: RateGoal) -> [Double] {
        let wanted = (RateGoal.shownAlways + [goal.lower, goal.upper ?? goal.lower]).sorted()
        return wanted.enumerated().filter { $0.offset == 0 || $0.element - wanted[$0.offset - 1] > 1e-6 }.map(\.element)
    }

    private var rates: [Double] { Self.rates(scene.goal) }

    // MARK: Month by month

    /// Added up from the first month of the period on, over what both years have.
    func months() -> Chart {
        var now = 0, base = 0, bases: [Int] = []
        var slots: [CorridorChart.Slot] = [], rows: [ChartTable.Row] = []
        for growth in study.months {
            let month = growth.pair.now.lowerBound
            now += growth.sums.now
            base += growth.sums.base
            bases.append(base)
            let isKnown = growth.sums.matched > 0
            slots.append(
                CorridorChart.Slot(
                    label: text.shortMonth(month), actual: isKnown ? now : nil,
                    isIncomplete: growth.sums.incomplete > 0, before: isKnown ? base : nil))
            rows.append(row(month, now, base, isKnown))
        }
        let end = expectedEnd()
        let toCome = study.question.whole.each.dropFirst(slots.count)
        for (place, month) in toCome.enumerated() {
            var slot = CorridorChart.Slot(label: text.shortMonth(month))
            if place == toCome.count - 1 { slot.expected = end?.expected }
            slots.append(slot)
            bases.append(base + ((end?.base ?? base) - base) * (place + 1) / toCome.count)
        }
        let hasEnd = toCome.isEmpty || end != nil
        let lines = rates.map { rate in
            CorridorChart.Line(
                name: words.growth(rate * 100, decimals: 0),
                values: bases.enumerated().map { place, base in
                    base == 0 || (place >= rows.count && !hasEnd)
                        ? nil : Int((Double(base) * (1 + rate)).rounded(.up))
                })
        }
        if let end { rows.append(end.row) }
        return CorridorChart(
            id: "trong-ky", title: words(.dashboardMonthsTitle, ["months": text.months(study.question.whole)]),
            summary: summary(now, base), slots: slots, lines: lines,
            notes: "<p class=\"small quiet\">\(words[.dashboardMonthsLead])</p>\n",
            table: ChartTable(
                columns: [
                    words[.dashboardUntil], words[.chartActual], words[.chartBefore], words[.dashboardGrowth],
                ] + lineNames, rows: rows)
        ).chart(words)
    }

    private func summary(_ now: Int, _ base: Int) -> HTML {
        guard study.total.matched > 0 else { return words[.chartNoFigure] }
        return words(
            .dashboardMonthsSummary,
            [
                "month": text.month(pair.now.upperBound), "now": words.number(now), "base": words.number(base),
                "rate": text.rate(scene.goal.lower), "required": words.number(scene.goal.required(over: base)),
            ])
    }

    private func row(_ month: Month, _ now: Int, _ base: Int, _ isKnown: Bool) -> ChartTable.Row {
        let months = pair.now.lowerBound...month
        let key = { (side: WorkingKey.Side) in study.key(.sum, .panel, months: months, side: side) }
        let growth: Working.Figure = base > 0 ? .rate(Double(now - base) / Double(base)) : .none(.baseZero)
        let needed = Self.lines.map { line, rate -> HTML in
            guard isKnown else { return "–" }
            return text.link(.count(RateGoal(rate).required(over: base)), study.lineKey(line, in: months))
        }
        let cells: [HTML] = [
            ChartFigure.html(text.figure(isKnown ? now : nil, key(.now)), words),
            ChartFigure.html(text.figure(isKnown ? base : nil, key(.base)), words),
            isKnown ? text.link(growth, study.key(.growth, .panel, months: months)) : "–",
        ]
        return ChartTable.Row(name: text.month(month), cells: cells + needed)
    }

    private var lineNames: [HTML] {
        Self.lines.map { _, rate -> HTML in words(.dashboardLine, ["rate": words.growth(rate * 100, decimals: 0)]) }
    }

    /// The two lines of every picture.
    private static let lines: [(WorkingKey.Variant, Double)] = [WorkingKey.Variant.eight, .ten].compactMap { line in
        line.line.map { (line, $0) }
    }

    private struct End {
        var expected: CorridorChart.Expected
        /// Of the whole period a year before.
        var base: Int
        var row: ChartTable.Row
    }

    /// What the whole period is thought to bring, and what it would need.
    private func expectedEnd() -> End? {
        guard study.question.monthsLeft > 0 else { return nil }
        let projection = study.projection()
        let required = study.working(study.requiredKey(isWhole: true))
        guard let value = projection.figure.count,
            let base = required?.rows.first(where: { $0.role == .base })?.figure.count
        else { return nil }
        var range: ClosedRange<Int>?
        if let low = projection.low?.figure.count, let high = projection.high?.figure.count, low <= high {
            range = low...high
        }
        let month = text.month(study.question.whole.upperBound)
        let row = ChartTable.Row(
            name: "\(month) (\(words[.chartExpected]))",
            cells: [text.link(projection.figure, projection.key), baseLink(required), "–"]
                + Self.lines.map { line, _ in
                    text.link(study.working(study.lineKey(line, in: study.question.whole)))
                })
        return End(expected: .init(value: value, range: range), base: base, row: row)
    }

    private func baseLink(_ required: Working?) -> HTML {
        guard let row = required?.rows.first(where: { $0.role == .base }), case .working(let key) = row.source else {
            return "–"
        }
        return text.link(row.figure, key)
    }

    // MARK: Year by year

    /// The same months of each year as percent of the base: links of comparable
    /// figures, so that points that came or went move no line.
    func years() -> Chart? {
        let question = study.question
        guard scene.address.baseYear != nil, question.span > 0 else { return nil }
        let last = max(question.whole.upperBound.year, min(scene.target?.deadline?.year ?? 0, question.baseYear + 12))
        let years = Array(question.baseYear...last)
        var index: [Int: Double] = [question.baseYear: 100]
        for year in years.dropFirst() { index[year] = self.index(year)?.figure.value.map { $0 * 100 } }
        let incomplete = Set(study.years.filter { $0.sums.incomplete > 0 }.map(\.year))
        let slots = years.map { year in
            CorridorChart.Slot(
                label: "\(year)", isBase: year == question.baseYear,
                actual: study.chain.isEmpty ? nil : index[year].map { Int($0.rounded()) },
                isIncomplete: incomplete.contains(year))
        }
        let lines = rates.map { rate in
            CorridorChart.Line(
                name: words.growth(rate * 100, decimals: 0),
                values: years.map { Int(height(of: rate, in: $0).rounded()) })
        }
        return CorridorChart(
            id: "tung-nam", title: words(.dashboardYearsTitle, ["year": "\(question.baseYear)"]),
            summary: yearSummary(index), slots: slots, lines: lines, breaks: breaks(years), startsAtZero: false,
            isPercent: true, notes: "<p class=\"small quiet\">\(words[.dashboardYearsLead])</p>\n",
            table: ChartTable(columns: yearColumns, rows: yearRows())
        ).chart(words)
    }

    /// How high a line stands in a year, the base year being 100.
    private func height(of rate: Double, in year: Int) -> Double {
        (study.question.baseYear..<max(year, study.question.baseYear)).reduce(100) { value, _ in value * (1 + rate) }
    }

    private func index(_ year: Int) -> Working? { study.indexKey(ofYear: year).flatMap { study.working($0) } }

    private func yearSummary(_ index: [Int: Double]) -> HTML {
        let year = pair.now.upperBound.year
        guard let now = index[year] else { return words[.chartNoFigure] }
        return words(
            .dashboardYearsSummary,
            [
                "year": "\(study.question.baseYear)", "now": "\(year)",
                "index": words.percent(now, decimals: 0), "rate": text.rate(scene.goal.lower),
            ])
    }

    /// Where a twentieth or more of the figures is on one side only, or any was
    /// counted in another way: fewer would mark every year of a large province. The
    /// growth of the total is withheld in either case.
    private func breaks(_ years: [Int]) -> [CorridorChart.Break] {
        let changed = study.years.filter { growth in
            let sums = growth.sums
            return sums.matched > 0
                && (sums.originBreaks + sums.definitionBreaks > 0
                    || (sums.onlyNow + sums.onlyBase) * 20 >= sums.matched)
        }
        return changed.enumerated().compactMap { place, growth in
            guard let slot = years.firstIndex(of: growth.year), place < 26 else { return nil }
            let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(place)))
            let notes = (study.working(study.key(growth))?.notes ?? []).filter { $0.word.breaksSeries }
            let page: SiteURL = .dashboard(.working(text.query, study.key(growth)))
            let told = HTML(joining: notes.map { WorkingWords.note($0, text) }, with: "; ")
            return CorridorChart.Break(
                slot: slot, letter: letter, text: "<a href=\"\(page)\">\(growth.year): \(told)</a>")
        }
    }

    /// The real figures first, then what the picture shows.
    private var yearColumns: [HTML] {
        let shown = Self.lines.map { _, rate -> HTML in
            words(.dashboardLineOfYears, ["rate": words.growth(rate * 100, decimals: 0)])
        }
        return [
            words[.chartTime], words[.dashboardTotalRow], words[.dashboardPanelRow], words[.dashboardPanelBefore],
            words[.dashboardYearGrowth],
        ] + lineNames + [words[.dashboardIndex]] + shown
    }

    private func yearRows() -> [ChartTable.Row] {
        guard let first = study.years.first else { return [] }
        let none = Array(repeating: "–" as HTML, count: 3 + Self.lines.count)
        let base = ChartTable.Row(
            name: "\(text.months(first.pair.base)) <span class=\"quiet\">(\(words[.chartBase]))</span>",
            cells: [total(first.sums, .base, first.pair.base)] + none
                + Array(repeating: words.percent(100, decimals: 0), count: 1 + Self.lines.count))
        return [base] + study.years.map { ChartTable.Row(name: text.months($0.pair.now), cells: cells($0)) }
    }

    private func cells(_ growth: PeriodGrowth) -> [HTML] {
        let sums = growth.sums, months = growth.pair.now
        let panel = WorkingKey.Side.allCases.map { side -> HTML in
            let value = sums.value(.panel, side)
            return value == nil ? "–" : text.link(.init(value), study.key(.sum, months: months, side: side))
        }
        let needed = Self.lines.map { line, rate -> HTML in
            guard let base = sums.value(.panel, .base) else { return "–" }
            return text.link(.count(RateGoal(rate).required(over: base)), study.lineKey(line, in: months))
        }
        let heights = Self.lines.map { _, rate in words.percent(height(of: rate, in: growth.year)) }
        return [total(sums, .now, months)] + panel + [text.link(sums.panelGrowth, study.key(growth))] + needed
            + [index(growth.year).map { text.link($0) } ?? "–"] + heights
    }

    private func total(_ sums: PairedSums, _ side: WorkingKey.Side, _ months: ClosedRange<Month>) -> HTML {
        ChartFigure.html(text.figure(sums.value(.total, side), WorkingKey(.sum, .total, months: months)), words)
    }
}
