import Library

/// Months across, points down: the more of a point's own busiest month, the
/// darker. A month without a figure is hatched, a month with 0 is empty.
struct HeatMap {
    struct Row {
        var name: HTML
        /// Without elements, cut to its room.
        var shortName: String
        /// One a month.
        var figures: [ChartFigure?]
    }

    var id: String
    var title: HTML
    var summary: HTML
    /// "11/25".
    var months: [HTML]
    var rows: [Row]

    /// Above 0, in quarters of the busiest month.
    static let levels = 4
    private static let rowHeight = 20
    private static let top = 24
    private static let left = 206

    /// 0 for 0, then 1 to ``levels``; nil where there is no figure.
    static func level(_ value: Int?, most: Int) -> Int? {
        value.map { $0 == 0 || most == 0 ? 0 : min(levels, max(1, ($0 * levels + most - 1) / most)) }
    }

    func chart(_ words: Words) -> Chart {
        Chart(
            id: id, title: title, summary: summary, height: Self.top + rows.count * Self.rowHeight + 6,
            drawing: drawing, notes: legend(words),
            table: ChartTable(
                columns: [words[.chartPlace]] + months,
                rows: rows.map { row in
                    ChartTable.Row(name: row.name, cells: row.figures.map { ChartFigure.html($0, words) })
                }))
    }

    private var drawing: HTML {
        let width = (Chart.usualWidth - Self.left - 4) / max(months.count, 1)
        var paths = [String](repeating: "", count: Self.levels + 1), missing = ""
        for (line, row) in rows.enumerated() {
            let most = row.figures.compactMap { $0?.value }.max() ?? 0
            for (place, figure) in row.figures.enumerated() {
                let cell =
                    "M\(Self.left + place * width + 1) \(Self.top + line * Self.rowHeight + 1)h\(width - 2)v\(Self.rowHeight - 2)h-\(width - 2)z"
                if let level = Self.level(figure?.value, most: most) { paths[level] += cell } else { missing += cell }
            }
        }
        let cells = paths.enumerated().map { level, path -> HTML in
            ChartFill.path(ChartFill.heat(level), path)
        }
        let names = rows.enumerated().map { line, row -> HTML in
            """
            <text class="tick" x="\(Self.left - 8)" y="\(Self.top + line * Self.rowHeight + 14)" text-anchor="end" data-text>\(text: row.shortName)</text>
            """
        }
        let heads = months.enumerated().map { place, month -> HTML in
            """
            <text class="tick" x="\(Self.left + place * width + width / 2)" y="\(Self.top - 8)" text-anchor="middle"\(month.dataMark)>\(month.withoutElements)</text>
            """
        }
        return "\(heads)\(names)\(cells)\(ChartFill.path(ChartFill.missing, missing))"
    }

    private func legend(_ words: Words) -> HTML {
        let shares = (1...Self.levels).map { level -> HTML in
            let text = words(
                .chartHeatShare,
                ["from": words.number((level - 1) * 100 / Self.levels), "to": words.number(level * 100 / Self.levels)])
            return ChartKey.html(ChartFill.heat(level), text)
        }
        return """
            <p class="legend">\(ChartKey.html(ChartFill.missing, words[.chartNoFigure]))\(ChartKey.html(ChartFill.heat(0), words[.chartHeatZero]))\(shares)</p>
            <p class="small quiet">\(words[.chartHeatLead])</p>

            """
    }
}
