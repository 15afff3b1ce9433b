import VietnameseText

/// Reads the figures of one sheet.
struct FigureSheetReading {
    private let sheet: String?
    private let rows: [TableRow]
    private let setting: FigureIntake.Setting
    private let names: FigurePointNames
    private let isOldReckoning: Bool

    private(set) var lines: [FigureIntake.Line] = []
    private(set) var refused: [FigureIntake.Refused] = []
    private(set) var sums = 0
    private(set) var silent = 0

    /// What holds for a whole sheet, and then for a row.
    private struct Context {
        var point: FigurePoint?
        var month: Int?
        var year: WrittenYear?
        /// Whether the row itself says it.
        var isYearOfRow = false
        var indicator: Indicator?
    }

    /// What months of one year stand in order for.
    private struct Series: Hashable {
        var point: ServicePointID
        var indicator: Indicator
    }

    /// Columns of numbers that nobody knows the meaning of; each is told once.
    private var unknown: Set<Int> = []

    /// The months that were read of a year named once for all.
    private var months: [Series: (seen: Set<Int>, first: Int, last: Int)] = [:]
    /// What rests on that year, by its place in ``lines``, with what stands there.
    private var onNamedYear: [(place: Int, text: String)] = []
    /// Whether the months go over into the next year.
    private var isTurned = false

    init(_ sheet: String?, _ rows: [TableRow], _ setting: FigureIntake.Setting, _ names: FigurePointNames) {
        (self.sheet, self.rows, self.setting, self.names) = (sheet, rows, setting, names)
        isOldReckoning = rows.contains { $0.cells.contains(where: WrittenMonth.isOldReckoning) }
    }

    mutating func read() {
        let isEmpty = rows.allSatisfy { $0.cells.allSatisfy(\.isEmpty) }
        guard !isEmpty else { return }
        guard let columns = FigureColumns(rows, besideGieng: isOldReckoning) else {
            let first = rows.first { $0.cells.contains { !$0.isEmpty } }
            refuse(first?.line ?? 1, 0, .headingsMissing, first?.cells.first { !$0.isEmpty } ?? "")
            return
        }
        var context = sheetContext(above: columns)
        for row in rows.dropFirst(columns.lastRow + 1) where row.filled.contains(where: { !$0.isEmpty }) {
            read(row, columns, &context)
        }
        if isTurned { refuseNamedYear() }
    }

    /// The name of the sheet and the lines above the table.
    private func sheetContext(above columns: FigureColumns) -> Context {
        var context = Context(year: setting.year.map { .calendar($0) }, indicator: setting.indicator)
        context.point = setting.point.flatMap { id in setting.points.first { $0.id == id } }
        let titles = [sheet ?? ""] + rows.prefix(columns.lastRow).flatMap(\.cells)
        var years: [WrittenYear] = []
        for text in titles where !text.isEmpty {
            if let year = WrittenYear(in: text) { years.append(year) }
            if let indicator = FigureWords.indicator(in: text) { context.indicator = indicator }
            if let point = names.point(titled: text)
                ?? text.split(separator: ":").last.flatMap({
                    names.point(titled: String($0))
                })
            {
                context.point = point
            }
        }
        // A school year tells more than a year beside it.
        context.year = years.last { if case .school = $0 { true } else { false } } ?? years.last ?? context.year
        return context
    }

    // MARK: A row

    private mutating func read(_ row: TableRow, _ columns: FigureColumns, _ sheetContext: inout Context) {
        let cells = row.filled
        let text = { (role: FigureWords.Role) -> String in
            columns.column(role).flatMap { cells.indices.contains($0) ? cells[$0] : nil } ?? ""
        }
        // The name of a commune over the rows of its schools.
        if !row.spans.isEmpty, Set(cells).subtracting([""]).count == 1, WrittenFigure(cells.first ?? "").isText {
            return
        }
        let labels = zip(cells, columns.columns).filter { !$1.isFigure }.map { $0.0 }
        if labels.contains(where: FigureWords.isSum) {
            sums += 1
            return
        }
        guard hasFigures(cells, columns) else { return }
        var context = sheetContext
        do throws(FigureFault) {
            if let point = try names.point(code: text(.code), name: text(.point), unit: text(.unit)) {
                context.point = point
                // A name stands once over the rows of its months.
                if columns.column(.month) != nil { sheetContext.point = point }
            }
        } catch {
            let place = columns.column(.point) ?? columns.column(.code) ?? 0
            refuse(row.line, place, error, text(.point).isEmpty ? text(.code) : text(.point))
            return
        }
        if !text(.indicator).isEmpty {
            let named = FigureWords.indicators[TableHeading.key(text(.indicator))]
            guard let indicator = named ?? FigureWords.indicator(in: text(.indicator)) else {
                refuse(row.line, columns.column(.indicator) ?? 0, .indicatorMissing, text(.indicator))
                return
            }
            context.indicator = indicator
        }
        if let year = WrittenYear(in: text(.year)) { (context.year, context.isYearOfRow) = (year, true) }
        guard readMonth(text(.month), row, columns, &context) else { return }
        for index in cells.indices where columns.isUnknown(index) && !unknown.contains(index) {
            guard case .number = WrittenFigure(cells[index]) else { continue }
            unknown.insert(index)
            refuse(row.line, index, .columnUnknown, cells[index])
        }
        for (index, column) in columns.columns.enumerated() where cells.indices.contains(index) {
            if column.role == .sum, !cells[index].isEmpty { sums += 1 }
            if let fault = column.fault, !cells[index].isEmpty { refuse(row.line, index, fault, cells[index]) }
            guard column.isFigure, column.fault == nil else { continue }
            if row.spans.contains(where: { $0.columns.contains(index) }) {
                refuse(row.line, index, .merged, cells[index])
            } else {
                take(cells[index], row.line, index, column, context)
            }
        }
    }

    private func hasFigures(_ cells: [String], _ columns: FigureColumns) -> Bool {
        zip(cells, columns.columns).contains { !$0.isEmpty && ($1.isFigure || $1.fault != nil) }
    }

    /// False when the row is of no month.
    private mutating func readMonth(
        _ text: String, _ row: TableRow, _ columns: FigureColumns, _ context: inout Context
    ) -> Bool {
        guard let place = columns.column(.month), !text.isEmpty else { return true }
        switch WrittenMonth(text, besideGieng: isOldReckoning) {
        case .month(let month):
            (context.month, context.year, context.isYearOfRow) = (month.number, .calendar(month.year), true)
        case .number(let number): context.month = number
        case .year, .sum:
            sums += 1
            return false
        case .quarter:
            refuse(row.line, place, .quarter, text)
            return false
        case .ambiguous:
            refuse(row.line, place, .monthAmbiguous, text)
            return false
        case nil:
            refuse(row.line, place, .monthUnread, text)
            return false
        }
        return true
    }

    // MARK: A cell

    private mutating func take(
        _ text: String, _ line: Int, _ index: Int, _ column: FigureColumns.Column, _ context: Context
    ) {
        do throws(FigureFault) {
            let value: Int
            switch WrittenFigure(text) {
            case .none:
                silent += 1
                return
            case .fault(let fault): throw fault
            case .number(let number): value = number
            }
            guard let indicator = column.indicator ?? context.indicator else { throw .indicatorMissing }
            guard let point = context.point else { throw .pointMissing }
            guard let number = column.month ?? context.month else { throw .monthUnread }
            guard let written = column.year ?? context.year else { throw .yearMissing }
            var isNamedOnce = false
            if column.year == nil, !context.isYearOfRow, case .calendar = written { isNamedOnce = true }
            if isNamedOnce { follow(number, of: Series(point: point.id, indicator: indicator)) }
            guard let month = Month(try written.year(ofMonth: number), number) else { throw .monthUnread }
            guard month < Month(of: setting.today) else { throw .monthToCome }
            let key = FigureKey(.point(point.id), indicator, month, setting.origin)
            if isNamedOnce { onNamedYear.append((lines.count, text)) }
            lines.append(
                FigureIntake.Line(
                    cell: FigureIntake.Cell(sheet: sheet, line: line, column: index), note: FigureNote(key, value),
                    pointName: point.name, outcome: nil, before: nil))
        } catch {
            refuse(line, index, error, text)
        }
    }

    /// December and then January are of two years, unless the table began with its
    /// January: months that are sorted as words go from 12 to 2.
    private mutating func follow(_ month: Int, of series: Series) {
        var told = months[series] ?? ([], month, month)
        guard told.seen.insert(month).inserted else { return }
        if told.last - month >= Self.turn, month < told.first { isTurned = true }
        told.last = month
        months[series] = told
    }

    /// Of a table that names one year and has months of two nobody knows which it
    /// means: neither its autumn nor its spring is taken.
    private mutating func refuseNamedYear() {
        for (place, text) in onNamedYear {
            refuse(lines[place].cell.line, lines[place].cell.column, .yearTurned, text)
        }
        let places = Set(onNamedYear.map(\.place))
        lines = lines.enumerated().filter { !places.contains($0.offset) }.map(\.element)
        refused.sort { ($0.cell.line, $0.cell.column) < ($1.cell.line, $1.cell.column) }
    }

    /// So many months back at once are no table that runs from December down.
    private static let turn = 4

    private mutating func refuse(_ line: Int, _ column: Int, _ fault: FigureFault, _ text: String) {
        refused.append(
            FigureIntake.Refused(
                cell: FigureIntake.Cell(sheet: sheet, line: line, column: column), fault: fault, text: text))
    }
}
