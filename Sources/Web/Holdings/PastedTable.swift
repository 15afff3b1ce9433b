package import Library

/// Rows that somebody copied out of a spreadsheet program, or out of a text
/// table, into a field of a form.
package enum PastedTable {
    /// Spreadsheet programs put tabs between cells, and quotation marks around
    /// a cell of several lines. Without any tab the cells are divided by the
    /// semicolon or comma that is the commoner one in the first line.
    package static func rows(_ text: String) -> [TableRow] {
        let bytes = Array(text.utf8)
        let delimiter = delimiter(of: bytes)
        var rows: [TableRow] = []
        var (cells, cell): ([String], [UInt8]) = ([], [])
        var isQuoted = false
        var line = 1
        var place = 0
        func end(_ cell: inout [UInt8]) -> String {
            defer { cell = [] }
            return DefusedCell.read(String(decoding: cell, as: UTF8.self))
        }
        while place < bytes.count {
            let byte = bytes[place]
            let next = place + 1 < bytes.count ? bytes[place + 1] : nil
            place += 1
            if isQuoted {
                if byte != quote { cell.append(byte == 0x0A ? 0x20 : byte) }
                guard byte == quote else { continue }
                if next == quote {
                    cell.append(quote)
                    place += 1
                } else {
                    isQuoted = false
                }
            } else if byte == quote, cell.isEmpty, isClosed(bytes, from: place, delimiter) {
                isQuoted = true
            } else if byte == delimiter {
                cells.append(end(&cell))
            } else if byte == 0x0A || byte == 0x0D {
                if byte == 0x0D, next == 0x0A { place += 1 }
                cells.append(end(&cell))
                rows.append(TableRow(line: line, cells: cells))
                cells = []
                line += 1
            } else {
                cell.append(byte)
            }
        }
        cells.append(end(&cell))
        if cells != [""] { rows.append(TableRow(line: line, cells: cells)) }
        return rows
    }

    private static let quote = UInt8(ascii: "\"")

    /// Whether a quotation mark opens a cell: another closes it right before a
    /// delimiter or a line's end. A ditto mark alone does not; what comes out of
    /// a spreadsheet has no tab inside of a cell.
    private static func isClosed(_ bytes: [UInt8], from start: Int, _ delimiter: UInt8) -> Bool {
        var place = start
        while place < bytes.count {
            if delimiter == UInt8(ascii: "\t"), bytes[place] == delimiter { return false }
            if bytes[place] == quote {
                let next = place + 1 < bytes.count ? bytes[place + 1] : 0x0A
                if next != quote { return next == delimiter || next == 0x0A || next == 0x0D }
                place += 1
            }
            place += 1
        }
        return false
    }

    private static func delimiter(of bytes: [UInt8]) -> UInt8 {
        let (tab, semicolon, comma) = (UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ","))
        if bytes.contains(tab) { return tab }
        let first = bytes.prefix { $0 != 0x0A }
        return first.count { $0 == semicolon } > first.count { $0 == comma } ? semicolon : comma
    }
}
