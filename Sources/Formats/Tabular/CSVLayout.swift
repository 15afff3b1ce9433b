import Library

/// Where the headings of a text table are, and by what its cells are divided.
struct CSVLayout {
    var syntax: CSVSyntax
    var headings: TableHeadings
    /// Rows before the headings.
    var skippedRows: Int

    /// Tries every delimiter on the head of the text and takes the one that
    /// makes the most known headings.
    static func detect(_ head: [UInt8], isWhole: Bool, lists: CodeLists) -> CSVLayout? {
        var best: CSVLayout?
        for delimiter in CSVSyntax.delimiters {
            let syntax = CSVSyntax(delimiter: delimiter)
            let rows = firstRows(head, syntax, isWhole: isWhole)
            guard let found = TableHeadings.find(in: rows, lists: lists) else { continue }
            let isBetter = best.map { weight(found.headings) > weight($0.headings) } ?? true
            if isBetter { best = CSVLayout(syntax: syntax, headings: found.headings, skippedRows: found.row) }
        }
        return best
    }

    private static func weight(_ headings: TableHeadings) -> Int {
        headings.columns.count + (headings.hasTitle ? 10 : 0)
    }

    /// The cells of the first rows.
    static func firstRows(_ head: [UInt8], _ syntax: CSVSyntax, isWhole: Bool) -> [[String]] {
        var rows: [[String]] = []
        head.withUnsafeBufferPointer { bytes in
            var place = 0
            while place < bytes.count, rows.count < TableHeadings.rowsSearched,
                let row = syntax.row(bytes, from: place, isAtEnd: isWhole)
            {
                rows.append(row.cells.map { String(decoding: $0, as: UTF8.self) })
                place += max(row.length, 1)
            }
        }
        return rows
    }
}
