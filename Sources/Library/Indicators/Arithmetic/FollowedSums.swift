/// The followed parts of all places, added up once: month by month on both
/// sides, for each distance in years. A projection asks for them forty times.
struct FollowedSums: Sendable {
    /// One side of each month of the whole period, and how many parts make it up.
    private struct Side: Sendable {
        var sums: [Int]
        var parts: [Int]

        init(months: Int) {
            sums = Array(repeating: 0, count: months)
            parts = sums
        }

        mutating func add(_ value: Int, to month: Int) {
            sums[month] += value
            parts[month] += 1
        }
    }

    /// The first of each is of a year before.
    private var now: [Side] = []
    private var base: [Side] = []
    private let first: Month
    /// Parts of the panel that lack a figure for some month to come.
    let partsLeftOut: Int

    /// For distances up to `years`.
    init(_ grid: FigureGrid, _ question: GrowthQuestion, years: Int) {
        let at = FollowedMonths(grid, question)
        let panel = (0..<(grid.places.count * grid.indicators.count)).map { $0 * grid.width }
            .filter { grid.isInPanel($0, at) }
        let followed = panel.filter { grid.hasRest($0, at) }
        (first, partsLeftOut) = (question.whole.lowerBound, panel.count - followed.count)
        for years in 1...max(1, years) {
            var (now, base) = (Side(months: question.whole.count), Side(months: question.whole.count))
            for start in followed where grid.isWhole(start, at, years: years) {
                grid.forEachFollowed(start, at, years: years, side: .now) { now.add($1, to: $0) }
                grid.forEachFollowed(start, at, years: years, side: .base) { base.add($1, to: $0) }
            }
            self.now.append(now)
            self.base.append(base)
        }
    }

    /// What the followed parts have on one side in some months of the period; nil
    /// where there is none.
    func value(_ side: WorkingKey.Side, _ months: ClosedRange<Month>, years: Int) -> Int? {
        let sides = side == .now ? now : base
        guard sides.indices.contains(years - 1) else { return nil }
        let side = sides[years - 1]
        let start = first.months(until: months.lowerBound)
        let asked = (start..<(start + months.count)).clamped(to: side.sums.indices)
        return side.parts[asked].contains { $0 > 0 } ? side.sums[asked].reduce(0, +) : nil
    }
}

/// Where the months of a question stand in the rows of a grid.
struct FollowedMonths {
    /// Those that are over, those to come, and both.
    let now: Range<Int>
    let rest: Range<Int>
    let whole: Range<Int>

    init(_ grid: FigureGrid, _ question: GrowthQuestion) {
        let place = { (months: ClosedRange<Month>) -> Range<Int> in
            let first = grid.months.lowerBound.months(until: months.lowerBound)
            return first..<(first + months.count)
        }
        (now, whole) = (place(question.pair.now), place(question.whole))
        rest = now.upperBound..<whole.upperBound
    }
}
