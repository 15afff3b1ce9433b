import Library

/// What is never added up, side by side: on site beside online, lent here beside
/// owned here.
struct PairViews {
    let scene: DashboardScene
    let text: DashboardText

    private var words: Words { text.words }

    func html() -> HTML {
        let pairs = DashboardScene.pairs
        return """
            <section><h2>\(words[.dashboardPairs])</h2>
            \(bars(pairs.visits, id: "tai-cho-truc-tuyen", title: words[.dashboardVisitsTitle]))\
            \(bars(pairs.loans, id: "cho-muon-co-sach", title: words[.dashboardLoansTitle]))</section>

            """
    }

    private func bars(_ pair: [Indicator], id: String, title: HTML) -> HTML {
        let last = scene.question.pair.now.upperBound
        let months = last.adding(months: -11)...last
        let cells = pair.map { indicator in
            MonthCells([scene.tables[indicator]].compactMap(\.self), of: scene.scope.members, in: months)
        }
        let figure = { (side: Int, number: Int, month: Month) -> ChartFigure? in
            text.figure(
                cells[side].values[number], WorkingKey(.sum, .total, months: month...month),
                counting: [pair[side]], isIncomplete: cells[side].isIncomplete[number])
        }
        let names = pair.map { words.name(.indicator, $0.rawValue) }
        let slots = months.each.enumerated().map { number, month in
            PairedBars.Slot(
                label: text.shortMonth(month), name: text.month(month), first: figure(0, number, month),
                second: figure(1, number, month))
        }
        let totals = cells.map { $0.values.compactMap(\.self).reduce(0, +) }
        let summary = words(
            .dashboardPairSummary,
            [
                "months": text.months(months), "first": names[0], "firsttotal": words.number(totals[0]),
                "second": names[1], "secondtotal": words.number(totals[1]),
            ])
        return PairedBars(
            id: id, title: title, summary: summary, firstName: names[0], secondName: names[1], slots: slots
        ).chart(words).html(words)
    }
}
