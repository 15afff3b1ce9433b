/// A vertical axis: the round numbers beside it, and how high a value stands.
struct ChartScale: Equatable {
    /// The lowest first, equally far apart, at least two.
    let ticks: [Int]

    var bottom: Int { ticks[0] }
    var top: Int { ticks[ticks.count - 1] }

    /// Bars begin at 0. Lines that lie close together may begin at a round number
    /// below the least: 8 % and 10 % of growth would else be one line; the chart
    /// says so then.
    init(covering values: [Int], fromZero: Bool) {
        let most = max(values.max() ?? 0, 1)
        let least = max(values.min() ?? 0, 0)
        let low = fromZero || least * 2 < most ? 0 : least
        let step = Self.round(atLeast: Double(most - low) / 4)
        let bottom = low / step * step
        let top = max((most + step - 1) / step * step, bottom + step)
        ticks = Array(stride(from: bottom, through: top, by: step))
    }

    /// Where a value stands between the lower and the upper edge of a drawing,
    /// whose coordinates grow downwards; what is beyond stands at the edge.
    func y(_ value: Int, from lower: Int, to upper: Int) -> Int {
        let share = Double(min(max(value, bottom), top) - bottom) / Double(top - bottom)
        return lower - Int((Double(lower - upper) * share).rounded())
    }

    /// 1, 2 or 5 times a power of ten.
    private static func round(atLeast wanted: Double) -> Int {
        var power = 1
        while true {
            for factor in [1, 2, 5] where Double(factor * power) >= wanted { return factor * power }
            power *= 10
        }
    }
}
