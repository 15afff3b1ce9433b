import VietnameseText

/// What the columns of a sheet are, from the one or two rows of headings above them.
struct FigureColumns {
    /// A column, as far as its headings tell.
    struct Column: Equatable {
        var role: FigureWords.Role?
        var indicator: Indicator?
        /// 1 to 12.
        var month: Int?
        var year: WrittenYear?
        /// A quarter stands over it.
        var isQuarter = false
        /// "Tháng Một" beside "tháng Chạp": nobody knows which month stands over it.
        var isAmbiguous = false
        /// One of several under one heading, and none of them adds up the others.
        var isDivided = false

        var isFigure: Bool { role == nil && (indicator != nil || month != nil) }
        var isKnown: Bool { role != nil || indicator != nil || month != nil || isQuarter || isAmbiguous }
        /// Three months together, one that nobody can tell, or a part.
        var fault: FigureFault? {
            isQuarter ? .quarter : isAmbiguous ? .monthAmbiguous : isDivided ? .columnDivided : nil
        }
    }

    let columns: [Column]
    /// The index of the last row of headings.
    let lastRow: Int

    /// Headings stand among the first rows, below titles.
    private static let rowsSearched = 25

    /// Nil for a sheet without headings. `besideGieng` says that the sheet names
    /// its months by the old reckoning.
    init?(_ rows: [TableRow], besideGieng: Bool = false) {
        for index in rows.prefix(Self.rowsSearched).indices {
            let upper = Self.read(rows[index], besideGieng)
            let lower = index + 1 < rows.count ? Self.read(rows[index + 1], besideGieng) : []
            // Under months no second row of months: figures from 1 to 12 look like one.
            let isSecond =
                Self.isHeadings(lower, rows, index + 1) && !(Self.hasMonths(upper) && Self.hasMonths(lower))
                && !Self.isData(lower, rows[index + 1].filled, under: upper, rows[index].filled)
            // A title over the whole width is no row of headings.
            guard Set(rows[index].cells).subtracting([""]).count > 1 else { continue }
            let columns = isSecond ? Self.joined(upper, lower, rows[index + 1].filled) : upper
            guard Self.isHeadings(upper, rows, index) || (isSecond && upper.contains(where: \.isKnown)) else {
                continue
            }
            guard columns.contains(where: { $0.isFigure || $0.isAmbiguous || $0.role == .month }) else { continue }
            let parts = isSecond || index + 1 >= rows.count ? nil : rows[index + 1].filled
            let divided = parts.flatMap { Self.divided(columns, rows[index].filled, parts: $0) }
            self.columns = divided ?? columns
            lastRow = isSecond || divided != nil ? index + 1 : index
            return
        }
        return nil
    }

    /// Whether nothing is known of what stands below a heading, or below none.
    func isUnknown(_ index: Int) -> Bool {
        guard columns.indices.contains(index) else { return true }
        return !columns[index].isKnown && columns[index].year == nil
    }

    func column(_ role: FigureWords.Role) -> Int? { columns.firstIndex { $0.role == role } }

    private static func hasMonths(_ columns: [Column]) -> Bool { columns.count { $0.month != nil } > 1 }

    private static func read(_ row: TableRow, _ besideGieng: Bool) -> [Column] {
        let cells = row.filled
        let isCounting = countsMonths(cells)
        return cells.map { text in
            var column = Column()
            let key = TableHeading.key(text)
            guard !key.isEmpty else { return column }
            if let role = FigureWords.roles[key] {
                column.role = role
            } else if let indicator = FigureWords.indicators[key] ?? FigureWords.indicator(in: text) {
                column.indicator = indicator
            } else if case .school(let first)? = WrittenYear(in: text) {
                // Over the months of a school year, and no sum of them.
                column.year = .school(first)
            } else if Int(key) == nil || isCounting || WrittenMonth(text).isYear {
                switch WrittenMonth(text, besideGieng: besideGieng) {
                case .month(let month): (column.month, column.year) = (month.number, .calendar(month.year))
                case .number(let number): column.month = number
                case .year(let year): column.year = .calendar(year)
                case .quarter: column.isQuarter = true
                case .sum: column.role = .sum
                case .ambiguous: column.isAmbiguous = true
                case nil: break
                }
            }
            if column.indicator != nil, column.year == nil { column.year = WrittenYear(in: text) }
            return column
        }
    }

    /// Whether plain numbers of a row count the months, once or several times:
    /// 1, 2, 3 … 12, 1, 2 …
    private static func countsMonths(_ cells: [String]) -> Bool {
        let numbers = cells.compactMap { cell in cell.utf8.count <= 2 ? Int(cell) : nil }
        guard let last = numbers.max(), (3...12).contains(last), numbers.count.isMultiple(of: last) else {
            return false
        }
        return numbers.enumerated().allSatisfy { $1 == $0 % last + 1 }
    }

    /// Whether a row is headings and no data: two of its cells mean something, or
    /// one beside words only, and no other cell is a number.
    private static func isHeadings(_ columns: [Column], _ rows: [TableRow], _ index: Int) -> Bool {
        guard rows.indices.contains(index) else { return false }
        let known = Set(zip(rows[index].filled, columns).filter { $1.isKnown }.map { $0.0 })
        guard known.count >= 2 else { return false }
        return !zip(rows[index].filled, columns).contains { text, column in
            guard !column.isKnown, column.year == nil, case .number = WrittenFigure(text) else { return false }
            return true
        }
    }

    /// Whether a row fills in what the headings above it ask for, so that it is
    /// data however much it looks like headings: the code "TH01" reads as a month.
    /// A heading over several columns is a group, and the row names its parts.
    private static func isData(
        _ lower: [Column], _ texts: [String], under upper: [Column], _ headings: [String]
    ) -> Bool {
        let isGroup = { (index: Int, role: FigureWords.Role) in
            [index - 1, index + 1].contains { other in
                guard headings.indices.contains(other), lower.indices.contains(other) else { return false }
                let isUnderIt = headings[other] == headings[index] || (other > index && headings[other].isEmpty)
                let isPart = lower[other].role != nil || (!role.namesPlace && lower[other].isPart)
                return isUnderIt && isPart
            }
        }
        return zip(lower, upper).enumerated().contains { index, pair in
            guard let role = pair.1.role, role != .ordinal, role != .sum, pair.0.role == nil,
                !texts[index].isEmpty, texts[index] != headings[index]
            else { return false }
            return !isGroup(index, role)
        }
    }

    /// The lower row says more; the upper one holds for the columns it stands over.
    private static func joined(_ upper: [Column], _ lower: [Column], _ texts: [String]) -> [Column] {
        (0..<max(upper.count, lower.count)).map { index in
            let above = upper.indices.contains(index) ? upper[index] : Column()
            guard lower.indices.contains(index), !texts[index].isEmpty else { return above }
            guard lower[index].isKnown || lower[index].year != nil else { return Column() }
            var column = lower[index]
            column.indicator = column.indicator ?? above.indicator
            column.year = column.year ?? above.year
            column.month = column.month ?? above.month
            column.isQuarter = column.isQuarter || above.isQuarter
            column.isAmbiguous = column.isAmbiguous || (above.isAmbiguous && column.month == nil)
            // "Tháng" over 1 … 12 is a group, no column of months.
            if column.role == nil, above.role == .sum { column.role = .sum }
            return column
        }
    }
}

extension FigureColumns.Column {
    /// Whether a cell is one of several under a heading.
    fileprivate var isPart: Bool { isKnown || year != nil }
}

extension FigureWords.Role {
    fileprivate var namesPlace: Bool { self == .point || self == .code || self == .unit }
}

extension WrittenMonth? {
    fileprivate var isYear: Bool { if case .year = self { true } else { false } }
}
