import Library

/// Draws the parts that charts share: axes, lines with gaps, labels that keep
/// out of each other's way. Coordinates are whole units of the drawing.
struct ChartPen {
    typealias Spot = (x: Int, y: Int)

    var left = 64
    var right: Int
    var top = 22
    var bottom: Int
    var scale: ChartScale
    /// Whether the axis counts percent.
    var isPercent = false

    /// A number beside the axis.
    func number(_ value: Int, _ words: Words) -> HTML {
        isPercent ? words.percent(Double(value), decimals: 0) : words.number(value)
    }

    func y(_ value: Int) -> Int { scale.y(value, from: bottom, to: top) }

    /// The middle of one of `count` equal slots.
    func x(_ slot: Int, of count: Int) -> Int { left + (2 * slot + 1) * (right - left) / (2 * max(count, 1)) }

    /// Where a slot begins.
    func edge(_ slot: Int, of count: Int) -> Int { left + slot * (right - left) / max(count, 1) }

    /// Lines across with their numbers, and the base line.
    func axis(_ words: Words) -> HTML {
        let lines = scale.ticks.map { "M\(left) \(y($0))H\(right)" }.joined()
        let numbers = scale.ticks.html { tick -> HTML in
            "<text class=\"tick\" x=\"\(left - 8)\" y=\"\(y(tick) + 4)\" text-anchor=\"end\">\(number(tick, words))</text>"
        }
        return "<path class=\"grid\" d=\"\(text: lines)\"/>\(numbers)"
    }

    /// The names below the slots; so many are left out that the rest has room.
    func names(_ labels: [HTML], most: Int = 13) -> HTML {
        let every = max(1, (labels.count + most - 1) / most)
        let texts = labels.enumerated().map { place, label -> HTML in
            guard place.isMultiple(of: every) else { return .empty }
            return """
                <text class="tick" x="\(x(place, of: labels.count))" y="\(bottom + 18)" text-anchor="middle"\(label.dataMark)>\(label.withoutElements)</text>
                """
        }
        return HTML(joining: texts)
    }

    /// A line through the values there are; it stops where there is none, and
    /// before each slot of `cuts`.
    func line(_ values: [Int?], class name: HTML, cuts: Set<Int> = []) -> HTML {
        var path = ""
        var isOpen = false
        for (place, value) in values.enumerated() {
            guard let value else {
                isOpen = false
                continue
            }
            if cuts.contains(place) { isOpen = false }
            path += "\(isOpen ? "L" : "M")\(x(place, of: values.count)) \(y(value))"
            isOpen = true
        }
        return path.isEmpty ? .empty : "<path class=\"\(name)\" d=\"\(text: path)\"/>"
    }

    /// The space between two lines, where both are.
    func band(_ lower: [Int?], _ upper: [Int?]) -> HTML {
        var path = ""
        var start = 0
        let count = min(lower.count, upper.count)
        while start < count {
            var end = start
            while end < count, lower[end] != nil, upper[end] != nil { end += 1 }
            if end - start > 1 {
                let over = (start..<end).map { "\(x($0, of: count)) \(y(upper[$0] ?? 0))" }
                let under = (start..<end).reversed().map { "\(x($0, of: count)) \(y(lower[$0] ?? 0))" }
                path += "M" + (over + under).joined(separator: "L") + "Z"
            }
            start = max(end, start + 1)
        }
        return ChartFill.path(ChartFill.corridor, path)
    }

    func dot(_ spot: Spot, isHollow: Bool) -> HTML {
        "<circle class=\"\(isHollow ? "dot hollow" : "dot")\" cx=\"\(spot.x)\" cy=\"\(spot.y)\" r=\"4\"/>"
    }

    /// Names at the right end of their lines, moved apart where they would cover
    /// each other.
    func endNames(_ names: [(y: Int, text: HTML, class: HTML)]) -> HTML {
        let step = 16
        var last = Int.min / 2
        var texts: [HTML] = []
        for name in names.sorted(by: { $0.y < $1.y }) {
            let y = max(name.y + 4, last + step)
            last = y
            texts.append(
                "<text class=\"\(name.class)\" x=\"\(right + 8)\" y=\"\(y)\"\(name.text.dataMark)>\(name.text.withoutElements)</text>"
            )
        }
        return HTML(joining: texts)
    }
}
