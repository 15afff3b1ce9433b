/// The monthly figures of one indicator, dense: every place has a cell for every
/// month, and a cell that nobody filled says so. A province of 3,000 points and
/// five years takes 1.4 MB.
package struct FigureTable: Equatable, Sendable {
    /// What is known of one place in one month.
    package struct Cell: Hashable, Sendable {
        /// Negative where there is no figure.
        private var number: Int32
        package var origins: FigureOrigins
        /// The version of the definition it was counted by; another one breaks the
        /// series.
        package var definition: UInt8
        /// How much of the month was counted, percent of its open days; nil where
        /// nobody can say.
        package var completeness: UInt8?

        /// Nil where there is no figure, which is not 0.
        package var value: Int? { number < 0 ? nil : Int(number) }

        package static let none = Cell(number: -1, origins: [], definition: 0, completeness: nil)

        package init(value: Int, origins: FigureOrigins, definition: UInt8 = 1, completeness: UInt8? = nil) {
            self.init(
                number: Int32(clamping: max(0, value)), origins: origins, definition: definition,
                completeness: completeness)
        }

        /// Figures of several origins are added; the sum is as incomplete as its least
        /// complete part, and counted by the older definition of the two.
        package static func + (left: Cell, right: Cell) -> Cell {
            guard let first = left.value, let second = right.value else { return left.value == nil ? right : left }
            return Cell(
                value: first + second, origins: left.origins.union(right.origins),
                definition: min(left.definition, right.definition),
                completeness: [left.completeness, right.completeness].compactMap(\.self).min())
        }

        private init(number: Int32, origins: FigureOrigins, definition: UInt8, completeness: UInt8?) {
            (self.number, self.origins) = (number, origins)
            (self.definition, self.completeness) = (definition, completeness)
        }
    }

    package let indicator: Indicator
    package let months: ClosedRange<Month>
    /// In the order of their rows.
    package let places: [FigurePlace]
    private let rows: [FigurePlace: Int]
    private var cells: [Cell]

    /// Every cell empty.
    package init(_ indicator: Indicator, places: [FigurePlace], months: ClosedRange<Month>) {
        (self.indicator, self.places, self.months) = (indicator, places, months)
        rows = Dictionary(zip(places, places.indices)) { first, _ in first }
        cells = Array(repeating: .none, count: places.count * months.count)
    }

    /// Empty outside the table.
    package subscript(place: FigurePlace, month: Month) -> Cell {
        get { index(place, month).map { cells[$0] } ?? .none }
        set { if let index = index(place, month) { cells[index] = newValue } }
    }

    /// The cells of a place, one a month; empty for a place that is not there.
    package subscript(place: FigurePlace) -> ArraySlice<Cell> {
        guard let row = rows[place] else { return [] }
        return cells[(row * months.count)..<((row + 1) * months.count)]
    }

    /// Takes what changed of its indicator and months; new places come last.
    package mutating func take(_ changes: [FigureChange]) {
        let own = changes.filter { $0.indicator == indicator && months.contains($0.month) }
        var seen: Set<FigurePlace> = []
        let added = own.filter { $0.cell.value != nil && rows[$0.place] == nil && seen.insert($0.place).inserted }
        if !added.isEmpty {
            var wider = FigureTable(indicator, places: places + added.map(\.place), months: months)
            wider.cells.replaceSubrange(0..<cells.count, with: cells)
            self = wider
        }
        for change in own { self[change.place, change.month] = change.cell }
    }

    private func index(_ place: FigurePlace, _ month: Month) -> Int? {
        guard let row = rows[place], months.contains(month) else { return nil }
        return row * months.count + months.lowerBound.months(until: month)
    }
}
