package import Library

extension Readers {
    /// The rows of a table as they are, for lists that are no catalogue: text
    /// tables and every visible sheet of a workbook.
    package func readRows(of file: SourceFile, limits: ReadingLimits, into sink: (TableRow) throws -> Void) throws {
        switch try format(of: file) {
        case .xlsx: try PlainRows.workbook(file, limits, sink)
        // Headings of people and places are no headings of books: such a table
        // passes for plain text.
        case .csv, .text: try PlainRows.text(file, limits, sink)
        case let other: throw FileRejection(.formatMismatch, "A list is CSV or XLSX; this file is \(other.rawValue).")
        }
    }
}

/// Rows without regard to what they say.
enum PlainRows {
    static func workbook(_ file: SourceFile, _ limits: ReadingLimits, _ sink: (TableRow) throws -> Void) throws {
        let workbook = try Workbook(file, limits: limits)
        for sheet in workbook.sheets {
            guard var rows = try SheetRows(sheet, of: workbook, limits: limits) else { continue }
            let name = workbook.sheets.count > 1 ? sheet.name : nil
            var merges = try SheetMerges(sheet, of: workbook, limits: limits)
            while let row = try rows.next() {
                let cells = row.cells.map { CleanText.string($0) }
                try sink(
                    TableRow(line: row.number, sheet: name, cells: cells, spans: merges.spans(row.number, cells)))
            }
        }
    }

    static func text(_ file: SourceFile, _ limits: ReadingLimits, _ sink: (TableRow) throws -> Void) throws {
        let text = try TableText(file)
        let isLonger = try text.window.holds(TableText.headLength)
        let head = Array(text.window.bytes.prefix(TableText.headLength))
        let syntax = CSVSyntax(delimiter: delimiter(of: head, isWhole: !isLonger && head.count == text.window.count))
        var rows = CSVRows(text.window, syntax: syntax, limits: limits)
        while true {
            switch try rows.next() {
            case .end: return
            case .tooLarge(_, let place):
                throw FileRejection(.recordTooLarge, at: SourcePosition(line: place.line), "A row has no end.")
            case .row(let row, let bytes, let place):
                let cells = RowText(row.cells, of: bytes).cells.map { CleanText.string(DefusedCell.read($0)) }
                try sink(TableRow(line: place.line, cells: cells))
            }
        }
    }

    /// The delimiter that cuts the first rows into most cells.
    private static func delimiter(of head: [UInt8], isWhole: Bool) -> UInt8 {
        let cells = CSVSyntax.delimiters.map { delimiter in
            CSVLayout.firstRows(head, CSVSyntax(delimiter: delimiter), isWhole: isWhole).reduce(0) { $0 + $1.count - 1 }
        }
        let best = cells.indices.max { cells[$0] < cells[$1] } ?? 0
        return CSVSyntax.delimiters[best]
    }
}
