/// The cells of several tables in one dense block, so that 3,000 points by 60
/// months are added up without a look into a dictionary.
struct FigureGrid: Sendable {
    let places: [FigurePlace]
    let indicators: [Indicator]
    let months: ClosedRange<Month>
    /// By place, then indicator, then month.
    private(set) var cells: [FigureTable.Cell]
    private let rows: [FigurePlace: Int]
    let width: Int

    /// A member's cells outside of its months are empty.
    init(_ tables: [FigureTable], members: [FigureScope.Member], months: ClosedRange<Month>) {
        (self.months, indicators, places) = (months, tables.map(\.indicator), members.map(\.place))
        rows = Dictionary(zip(places, places.indices)) { first, _ in first }
        width = months.count
        cells = Array(repeating: .none, count: members.count * tables.count * width)
        for (column, table) in tables.enumerated() {
            guard let span = months.shared(with: table.months) else { continue }
            for (row, member) in members.enumerated() {
                guard let own = member.months.map({ span.shared(with: $0) }) ?? span else { continue }
                let source = table[member.place]
                guard !source.isEmpty else { continue }
                let start = (row * tables.count + column) * width + months.lowerBound.months(until: own.lowerBound)
                let from = source.startIndex + table.months.lowerBound.months(until: own.lowerBound)
                for offset in 0..<own.count { cells[start + offset] = source[from + offset] }
            }
        }
    }

    /// The sums of each place over a pair, in the order of the places.
    func paired(_ pair: PeriodPair) -> [PairedSums] {
        places.indices.map { sums(ofRow: $0, pair) }
    }

    func growth(_ pair: PeriodPair) -> PeriodGrowth {
        var all = PairedSums()
        for row in places.indices { all.add(sums(ofRow: row, pair)) }
        return PeriodGrowth(pair: pair, sums: all)
    }

    func sums(_ place: FigurePlace, _ pair: PeriodPair) -> PairedSums {
        rows[place].map { sums(ofRow: $0, pair) } ?? PairedSums()
    }

    func byMonth(_ pair: PeriodPair) -> [PeriodGrowth] {
        let months = pair.now.each
        let (first, distance) = (self.months.lowerBound.months(until: pair.now.lowerBound), 12 * pair.years)
        var sums = [PairedSums](repeating: PairedSums(), count: months.count)
        for part in 0..<(places.count * indicators.count) {
            for place in months.indices {
                let (new, old) = (first + place, first + place - distance)
                sums[place].add(
                    new >= 0 && new < width ? cells[part * width + new] : .none,
                    old >= 0 && old < width ? cells[part * width + old] : .none)
            }
        }
        return zip(months, sums).compactMap { month, sums in
            pair.month(month).map { PeriodGrowth(pair: $0, sums: sums) }
        }
    }

    private func sums(ofRow row: Int, _ pair: PeriodPair) -> PairedSums {
        var sums = PairedSums()
        let (first, distance, count) = (months.lowerBound.months(until: pair.now.lowerBound), 12 * pair.years, width)
        let length = pair.now.count
        cells.withUnsafeBufferPointer { cells in
            for column in 0..<indicators.count {
                let start = (row * indicators.count + column) * count
                for offset in first..<(first + length) {
                    let (new, old) = (offset, offset - distance)
                    sums.add(
                        new >= 0 && new < count ? cells[start + new] : .none,
                        old >= 0 && old < count ? cells[start + old] : .none)
                }
            }
        }
        return sums
    }

    func row(_ place: FigurePlace) -> Int? { rows[place] }

    /// The months (of this period) in which both sides of a pair have a part,
    /// counted alike.
    func matched(_ place: FigurePlace, _ pair: PeriodPair, _ indicator: Indicator) -> [Month] {
        pair.now.each.filter { month in
            var sums = PairedSums()
            let before = month.adding(months: -12 * pair.years)
            sums.add(cell(place, indicator, month), cell(place, indicator, before))
            return sums.matched == 1
        }
    }

    func matched(_ place: FigurePlace, _ pair: PeriodPair) -> [(month: Month, indicator: Indicator)] {
        pair.now.each.flatMap { month in
            indicators.compactMap { indicator in
                guard let pair = pair.month(month), !matched(place, pair, indicator).isEmpty else { return nil }
                return (month, indicator)
            }
        }
    }

    /// Whether every month has a figure.
    func isKnown(_ place: FigurePlace, _ indicator: Indicator, _ span: ClosedRange<Month>) -> Bool {
        span.each.allSatisfy { cell(place, indicator, $0).value != nil }
    }

    /// Of everything in some months; nil where there is no figure.
    func total(_ span: ClosedRange<Month>, at place: FigurePlace?) -> Int? {
        if let place { return row(place).flatMap { total(ofRow: $0, span) } }
        let known = places.indices.compactMap { total(ofRow: $0, span) }
        return known.isEmpty ? nil : known.reduce(0, +)
    }

    /// The same of each place.
    func totals(_ span: ClosedRange<Month>) -> [Int?] { places.indices.map { total(ofRow: $0, span) } }

    private func total(ofRow row: Int, _ span: ClosedRange<Month>) -> Int? {
        guard let span = months.shared(with: span) else { return nil }
        let first = months.lowerBound.months(until: span.lowerBound)
        var (sum, known) = (0, false)
        for column in 0..<indicators.count {
            let start = (row * indicators.count + column) * width + first
            for index in start..<(start + span.count) {
                if let value = cells[index].value { (sum, known) = (sum + value, true) }
            }
        }
        return known ? sum : nil
    }

    /// Whether each part with a figure in these months has one in all of them.
    func hasNoHole(_ span: ClosedRange<Month>, at place: FigurePlace?) -> Bool {
        (place.map { [$0] } ?? places).allSatisfy { place in
            indicators.allSatisfy { indicator in
                let known = span.each.count { cell(place, indicator, $0).value != nil }
                return known == 0 || known == span.count
            }
        }
    }

    /// Empty outside of the grid.
    func cell(_ place: FigurePlace, _ indicator: Indicator, _ month: Month) -> FigureTable.Cell {
        guard let row = rows[place], let column = indicators.firstIndex(of: indicator), months.contains(month)
        else { return .none }
        return cells[(row * indicators.count + column) * width + months.lowerBound.months(until: month)]
    }
}

extension ClosedRange<Month> {
    /// Nil when they have no month in common.
    func shared(with other: ClosedRange<Month>) -> ClosedRange<Month>? {
        overlaps(other) ? clamped(to: other) : nil
    }
}
