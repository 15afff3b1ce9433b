import Library

/// Use beside the growth that is asked for: what was counted as a line with dots,
/// what each rate would need as broken lines with the corridor between them, and
/// what is to be expected with its range.
struct CorridorChart {
    struct Slot {
        /// Below the axis: "2026", "11/25".
        var label: HTML
        /// Whether the growth is counted from here.
        var isBase = false
        /// How high the line stands; nil is a gap.
        var actual: Int?
        /// Whether not all of it was counted.
        var isIncomplete = false
        /// The year before, where the slots are months.
        var before: Int?
        var expected: Expected?
    }

    /// What the rest of a period is thought to bring, and between which ends.
    struct Expected: Equatable {
        var value: Int
        var range: ClosedRange<Int>?
    }

    /// What a rate would need in each slot.
    struct Line {
        /// "+8 %".
        var name: HTML
        var values: [Int?]
    }

    /// Where what is counted changed: figures before and after are no growth.
    struct Break {
        /// The slot it stands before.
        var slot: Int
        /// One letter in the picture.
        var letter: String
        var text: HTML
    }

    var id: String
    var title: HTML
    var summary: HTML
    var slots: [Slot]
    /// The lowest rate first; the corridor is between the first and the last.
    var lines: [Line]
    var breaks: [Break] = []
    /// Years lie close together and may begin above 0.
    var startsAtZero = true
    /// Whether the heights are percent of the base.
    var isPercent = false
    var notes: HTML = .empty
    var table: ChartTable

    private static let height = 330

    func chart(_ words: Words) -> Chart {
        let values =
            slots.flatMap { [$0.actual, $0.before, $0.expected?.value] } + lines.flatMap(\.values)
            + slots.flatMap { [$0.expected?.range?.lowerBound, $0.expected?.range?.upperBound] }
        var pen = ChartPen(
            right: Chart.usualWidth - 96, bottom: Self.height - 30,
            scale: ChartScale(covering: values.compactMap(\.self), fromZero: startsAtZero))
        pen.isPercent = isPercent
        let cut: HTML =
            pen.scale.bottom == 0
            ? ""
            : "<p class=\"small quiet\">\(words(.chartAxisCut, ["value": pen.number(pen.scale.bottom, words)]))</p>\n"
        return Chart(
            id: id, title: title, summary: summary, height: Self.height, drawing: drawing(pen, words),
            notes: breakNotes(words) + notes + cut, table: table)
    }

    // MARK: Drawing

    private func drawing(_ pen: ChartPen, _ words: Words) -> HTML {
        let cuts = Set(breaks.map(\.slot))
        let dots = slots.enumerated().map { place, slot -> HTML in
            slot.actual.html { pen.dot((pen.x(place, of: slots.count), pen.y($0)), isHollow: slot.isIncomplete) }
        }
        let rates = lines.enumerated().map { place, line in pen.line(line.values, class: "rate rate-\(place)") }
        let corridor =
            lines.count > 1 ? pen.band(lines[0].values, lines[lines.count - 1].values) : HTML.empty
        return """
            \(base(pen, words))\(pen.axis(words))\(pen.names(slots.map(\.label)))\(corridor)\(rates)\
            \(pen.line(slots.map(\.before), class: "before"))\(expected(pen))\
            \(pen.line(slots.map(\.actual), class: "actual", cuts: cuts))\(dots)\
            \(breakLines(pen))\(pen.endNames(names(pen, words)))
            """
    }

    private func base(_ pen: ChartPen, _ words: Words) -> HTML {
        guard let first = slots.firstIndex(where: \.isBase), let last = slots.lastIndex(where: \.isBase) else {
            return .empty
        }
        let from = pen.edge(first, of: slots.count), to = pen.edge(last + 1, of: slots.count)
        return """
            <rect class="base" x="\(from)" y="\(pen.top)" width="\(to - from)" height="\(pen.bottom - pen.top)"/>\
            <text class="tick" x="\((from + to) / 2)" y="\(pen.top - 8)" text-anchor="middle">\(words[.chartBase])</text>
            """
    }

    /// From the last figure to what is expected, with its range as a bracket.
    private func expected(_ pen: ChartPen) -> HTML {
        guard let first = slots.firstIndex(where: { $0.expected != nil }) else { return .empty }
        var path = ""
        if let last = slots[..<first].lastIndex(where: { $0.actual != nil }), let value = slots[last].actual {
            path = "M\(pen.x(last, of: slots.count)) \(pen.y(value))"
        }
        var brackets = ""
        for (place, slot) in slots.enumerated() {
            guard let expected = slot.expected else { continue }
            let x = pen.x(place, of: slots.count)
            path += "\(path.isEmpty ? "M" : "L")\(x) \(pen.y(expected.value))"
            guard let range = expected.range else { continue }
            let low = pen.y(range.lowerBound), high = pen.y(range.upperBound)
            brackets += "M\(x - 6) \(low)h12M\(x - 6) \(high)h12M\(x) \(low)V\(high)"
        }
        let range: HTML = brackets.isEmpty ? "" : "<path class=\"range\" d=\"\(text: brackets)\"/>"
        return "<path class=\"expected\" d=\"\(text: path)\"/>\(range)"
    }

    private func breakLines(_ pen: ChartPen) -> HTML {
        breaks.html { mark -> HTML in
            let x = pen.edge(mark.slot, of: slots.count)
            return """
                <path class="break" d="M\(x) \(pen.top - 2)V\(pen.bottom)"/>\
                <text class="break-name" x="\(x)" y="\(pen.top - 8)" text-anchor="middle" data-text>\(text: mark.letter)</text>
                """
        }
    }

    private func names(_ pen: ChartPen, _ words: Words) -> [(y: Int, text: HTML, class: HTML)] {
        var names: [(y: Int, text: HTML, class: HTML)] = []
        for line in lines {
            if let value = line.values.last ?? nil { names.append((pen.y(value), line.name, "name")) }
        }
        if let expected = slots.last?.expected {
            names.append((pen.y(expected.value), words[.chartExpected], "strong"))
        } else if let actual = slots.last?.actual {
            names.append((pen.y(actual), words[.chartActual], "strong"))
        }
        return names
    }

    private func breakNotes(_ words: Words) -> HTML {
        guard !breaks.isEmpty else { return .empty }
        let lines = breaks.html { "<li><strong data-text>\(text: $0.letter)</strong> – \($0.text)</li>\n" }
        return "<p>\(words[.chartBreaks])</p><ul class=\"breaks\">\(lines)</ul>\n"
    }
}
