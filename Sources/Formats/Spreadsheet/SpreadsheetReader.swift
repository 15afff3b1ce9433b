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
            var breach: FileRejection?
            do throws(FileRejection) {
                while first.count < TableHeadings.rowsSearched, let row = try rows.next() { first.append(row) }
            } catch { breach = error }
            guard let found = TableHeadings.find(in: first.map(\.cells), lists: lists) else {
                if let breach { throw breach }
                continue
            }
            guard found.headings.hasTitle else {
                known += found.headings.columns.map(\.heading)
                continue
            }
            reached = true
            let name = workbook.sheets.count > 1 ? sheet.name : nil
            let start = SheetStart(
                rows: first[(found.row + 1)...], breach: breach, headings: found.headings, sheet: name)
            numbers = try readRows(start, &rows, startingAt: numbers, sink)
        }
        guard !reached else { return }
        if known.isEmpty {
            throw FileRejection(
                .tableNoHeadings, "No sheet has known headings among its first \(TableHeadings.rowsSearched) rows.")
        }
        throw FileRejection(
            .tableNoTitleColumn,
            "No column is called title (nhan đề, tên sách …); known headings: \(known.joined(separator: ", ")).")
    }

    /// What was read of a sheet to find its headings.
    private struct SheetStart {
        var rows: ArraySlice<SheetRows.Row>
        /// Why nothing more can be read.
        var breach: FileRejection?
        var headings: TableHeadings
        var sheet: String?
    }

    /// Reads the data rows; a sheet that breaks off ends with a reject, and what
    /// stood before it is kept.
    private func readRows(
        _ start: SheetStart, _ rows: inout SheetRows, startingAt number: Int, _ sink: (IntakeItem) throws -> Void
    ) throws -> Int {
        let headings = start.headings
        var intake = TableIntake(
            headings, headingLine: TableLine.bytes(headings.labels), format: .xlsx, lists: lists, startingAt: number)
        var report = SteadyReport(byteCount: 0)
        var waiting = start.rows
        var line = 0
        while true {
            let row: SheetRows.Row?
            do throws(FileRejection) {
                if let next = waiting.popFirst() {
                    row = next
                } else if let breach = start.breach {
                    throw breach
                } else {
                    row = try rows.next()
                }
            } catch {
                let position = SourcePosition(record: intake.count + 1, line: line + 1, field: start.sheet)
                try sink(.diagnostic(Diagnostic(.reject, error.diagnostic.code, at: position, error.diagnostic.reason)))
                break
            }
            guard let row else { break }
            line = row.number
            // Cells to the right of the headings are remarks beside the table.
            let cells = Array(row.cells.prefix(headings.width))
            let place = SourcePosition(line: row.number, field: start.sheet)
            for item in intake.items(cells, bytes: TableLine.bytes(cells), at: place, hasStrayQuote: false) {
                try report.pass(item, to: sink)
            }
        }
        try report.finish(to: sink)
        return intake.count
    }
}
