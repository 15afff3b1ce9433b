package import Library

/// Reads workbooks (.xlsx): every visible sheet whose first rows hold known
/// headings with a title column.
package struct SpreadsheetReader: FormatReader {
    package static let format = FileFormat.xlsx
    private let lists: CodeLists

    package init(lists: CodeLists = .builtIn) { self.lists = lists }

    package func read(_ file: SourceFile, limits: ReadingLimits, into sink: (IntakeItem) throws -> Void) throws {
        let workbook = try Workbook(file, limits: limits)
        var numbers = 0
        var reached = false
        var known: [String] = []
        for sheet in workbook.sheets {
            guard var rows = try SheetRows(sheet, of: workbook, limits: limits) else { continue }
            var first: [SheetRows.Row] = []
            while first.count < TableHeadings.rowsSearched, let row = try rows.next() { first.append(row) }
            guard let found = TableHeadings.find(in: first.map(\.cells), lists: lists) else { continue }
            guard found.headings.hasTitle else {
                known += found.headings.columns.map(\.heading)
                continue
            }
            reached = true
            let name = workbook.sheets.count > 1 ? sheet.name : nil
            numbers = try readRows(first[(found.row + 1)...], &rows, found.headings, name, startingAt: numbers, sink)
        }
        guard !reached else { return }
        if known.isEmpty {
            throw FileRejection(
                .tableNoHeadings, "No sheet has known headings among its first \(TableHeadings.rowsSearched) rows.")
        }
        throw FileRejection(
            .tableNoTitleColumn, "No column is called title (nhan đề, tên sách …); known headings: \(known.joined(separator: ", ")).")
    }

    /// Reads the data rows; a sheet that breaks off ends with a reject, and what
    /// stood before it is kept.
    private func readRows(
        _ first: ArraySlice<SheetRows.Row>, _ rows: inout SheetRows, _ headings: TableHeadings, _ sheet: String?,
        startingAt number: Int, _ sink: (IntakeItem) throws -> Void
    ) throws -> Int {
        var intake = TableIntake(
            headings, headingLine: TableLine.bytes(headings.labels), format: .xlsx, lists: lists, startingAt: number)
        var report = SteadyReport(byteCount: 0)
        var waiting = first
        var line = 0
        while true {
            let row: SheetRows.Row?
            do {
                if waiting.isEmpty { row = try rows.next() } else { row = waiting.removeFirst() }
            } catch {
                let position = SourcePosition(record: intake.count + 1, line: line + 1, field: sheet)
                try sink(.diagnostic(Diagnostic(.reject, error.diagnostic.code, at: position, error.diagnostic.reason)))
                break
            }
            guard let row else { break }
            line = row.number
            // Cells to the right of the headings are remarks beside the table.
            let cells = Array(row.cells.prefix(headings.width))
            let place = SourcePosition(line: row.number, field: sheet)
            for item in intake.items(cells, bytes: TableLine.bytes(cells), at: place, hasStrayQuote: false) {
                try report.pass(item, to: sink)
            }
        }
        try report.finish(to: sink)
        return intake.count
    }
}
