import Library

/// Two figures side by side for each month: filled and striped, never added.
struct PairedBars {
    struct Slot {
        var label: HTML
        var name: HTML
        var first: ChartFigure?
        var second: ChartFigure?
    }

    var id: String
    var title: HTML
    var summary: HTML
    var firstName: HTML
    var secondName: HTML
    var slots: [Slot]

    private static let height = 240

    func chart(_ words: Words) -> Chart {
        let values = slots.flatMap { [$0.first?.value, $0.second?.value] }.compactMap(\.self)
        let pen = ChartPen(
            right: Chart.usualWidth - 8, top: 14, bottom: Self.height - 30,
            scale: ChartScale(covering: values, fromZero: true))
        return Chart(
            id: id, title: title, summary: summary, height: Self.height, drawing: drawing(pen, words), notes: legend,
            table: ChartTable(
                columns: [words[.chartTime], firstName, secondName],
                rows: slots.map { slot in
                    ChartTable.Row(
                        name: slot.name,
                        cells: [ChartFigure.html(slot.first, words), ChartFigure.html(slot.second, words)])
                }))
    }

    private func drawing(_ pen: ChartPen, _ words: Words) -> HTML {
        let width = max(3, (pen.right - pen.left) / max(slots.count, 1) * 2 / 5)
        var first = "", second = "", missing = ""
        for (place, slot) in slots.enumerated() {
            let middle = pen.x(place, of: slots.count)
            let bar = { (figure: ChartFigure?, x: Int) -> String? in
                figure.map { "M\(x) \(pen.bottom)V\(pen.y($0.value))h\(width)V\(pen.bottom)z" }
            }
            // Where nothing is known a low hatched stump says so.
            let stump = { (x: Int) in "M\(x) \(pen.bottom)v-8h\(width)v8z" }
            if let path = bar(slot.first, middle - width) { first += path } else { missing += stump(middle - width) }
            if let path = bar(slot.second, middle) { second += path } else { missing += stump(middle) }
        }
        return """
            \(pen.axis(words))\(pen.names(slots.map(\.label)))\(ChartFill.path(ChartFill.firstBar, first))\
            \(ChartFill.path(ChartFill.secondBar, second))\(ChartFill.path(ChartFill.missing, missing))
            """
    }

    private var legend: HTML {
        """
        <p class="legend">\(ChartKey.html(ChartFill.firstBar, firstName))\(ChartKey.html(ChartFill.secondBar, secondName))</p>

        """
    }
}

/// A small field of a legend with what it stands for.
enum ChartKey {
    static func html(_ fill: HTML, _ text: HTML) -> HTML {
        """
        <span><svg class="key" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><rect \(fill) x="1" y="1" width="14" height="14"/></svg> \(text)</span>
        """
    }
}
