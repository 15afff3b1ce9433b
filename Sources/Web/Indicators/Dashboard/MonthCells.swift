import Library

/// Figures of single months, added up over what is asked for: of a point, or of
/// all points of the scope.
struct MonthCells {
    /// Nil without any figure.
    private(set) var values: [Int?]
    /// Whether something of it is missing.
    private(set) var isIncomplete: [Bool]

    private init(_ count: Int) {
        values = Array(repeating: nil, count: count)
        isIncomplete = Array(repeating: false, count: count)
    }

    /// A member's months outside of its own count for nothing, as in the study.
    init(_ tables: [FigureTable], of members: [FigureScope.Member], in months: ClosedRange<Month>) {
        self.init(months.count)
        for table in tables {
            for member in members { add(table, member, months) }
        }
    }

    private mutating func add(_ table: FigureTable, _ member: FigureScope.Member, _ months: ClosedRange<Month>) {
        let cells = table[member.place]
        guard !cells.isEmpty else { return }
        let span = member.months ?? months
        let first = max(months.lowerBound, table.months.lowerBound, span.lowerBound)
        let last = min(months.upperBound, table.months.upperBound, span.upperBound)
        guard first <= last else { return }
        let from = cells.startIndex + table.months.lowerBound.months(until: first)
        let to = months.lowerBound.months(until: first)
        for offset in 0..<(first.months(until: last) + 1) {
            let cell = cells[from + offset]
            guard let value = cell.value else { continue }
            values[to + offset] = (values[to + offset] ?? 0) + value
            if (cell.completeness ?? 100) < 100 { isIncomplete[to + offset] = true }
        }
    }
}
