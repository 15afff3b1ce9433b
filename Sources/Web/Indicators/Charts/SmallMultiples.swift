import Library

/// One small drawing a point, all on the same scale: months of this period as a
/// share of the point's own average month a year before, so that a village shelf
/// and a provincial library can be read side by side.
struct SmallMultiples {
    struct Item {
        var name: HTML
        var page: SiteURL
        /// "+6,4 %", or that nothing can be said.
        var verdict: HTML
        /// One a month, and the same months a year before.
        var figures: [ChartFigure?]
        var before: [ChartFigure?]
    }

    var id: String
    var title: HTML
    var months: [HTML]
    var items: [Item]

    /// Percent of the average at the upper edge; what is above is cut and marked.
    static let top = 200
    private static let size = (width: 220, height: 84)

    func html(_ words: Words) -> HTML {
        guard !items.isEmpty else { return .empty }
        let list = items.enumerated().map { place, item -> HTML in
            """
            <li><h4><a href="\(item.page)">\(item.name)</a></h4>\(drawing(item, number: place, words))<p class="small">\(item.verdict)</p></li>

            """
        }
        let columns = [words[.chartPlace]] + months
        let table = ChartTable(
            columns: columns,
            rows: items.map { item in
                let cells = zip(item.figures, item.before).map { now, before -> HTML in
                    let earlier = before.map { $0.html(words) } ?? "–"
                    return "\(ChartFigure.html(now, words)) <span class=\"quiet\">(\(earlier))</span>"
                }
                return ChartTable.Row(name: item.name, cells: cells)
            })
        return """
            <section class="chart" id="\(text: id)"><h3>\(title)</h3>
            <p class="small quiet">\(words[.chartSmallLead])</p>
            <ul class="multiples">\(list)</ul>
            \(table.html(words, id: id))</section>

            """
    }

    /// The average month a year before, of the months that have a figure.
    static func average(_ before: [ChartFigure?]) -> Double? {
        let values = before.compactMap { $0?.value }
        let sum = values.reduce(0, +)
        return sum > 0 ? Double(sum) / Double(values.count) : nil
    }

    private func drawing(_ item: Item, number: Int, _ words: Words) -> HTML {
        let name = "\(id)-\(number)"
        let label = words(.chartSmallName, ["place": item.name])
        let average = Self.average(item.before)
        let percents = { (figures: [ChartFigure?]) -> [Int?] in
            figures.map { figure in
                guard let figure, let average else { return nil }
                return Int((Double(figure.value) * 100 / average).rounded())
            }
        }
        let pen = ChartPen(
            left: 4, right: Self.size.width - 44, top: 8, bottom: Self.size.height - 6,
            scale: ChartScale(covering: [0, Self.top], fromZero: true))
        let now = percents(item.figures)
        let cut = now.enumerated().map { place, value -> HTML in
            guard let value, value > Self.top else { return .empty }
            return "<path class=\"cut\" d=\"M\(pen.x(place, of: now.count) - 4) 7l4-6 4 6z\"/>"
        }
        let marks = now.enumerated().map { place, value -> HTML in
            guard value == nil, average != nil else { return .empty }
            let x = pen.x(place, of: now.count) - 5
            return "<rect \(ChartFill.missing) x=\"\(x)\" y=\"\(pen.bottom - 10)\" width=\"10\" height=\"10\"/>"
        }
        let middle = pen.y(100)
        return """
            <svg class="drawing small" viewBox="0 0 \(Self.size.width) \(Self.size.height)" role="img" aria-labelledby="\(text: name)">\
            <title id="\(text: name)"\(label.dataMark)>\(label.withoutElements)</title>\
            <path class="grid" d="M4 \(middle)H\(pen.right)M4 \(pen.bottom)H\(pen.right)"/>\
            <text class="tick" x="\(pen.right + 4)" y="\(middle + 4)">100%</text>\
            \(pen.line(percents(item.before), class: "before"))\(pen.line(now, class: "actual"))\(marks)\(cut)</svg>
            """
    }
}
