package import Library

/// A sheet as CSV (RFC 4180): one row of headings, commas, CRLF, in UTF-8 with
/// a byte order mark, without which Excel reads it in the system's old set.
///
/// Title and lead are left out, so that every program finds the headings in
/// the first row. Formulas are defused by ``DefusedCell``.
package enum DelimitedText {
    package static let mediaType = "text/csv; charset=utf-8"

    package static func bytes(of sheet: Sheet) -> [UInt8] {
        var output: [UInt8] = [0xEF, 0xBB, 0xBF]
        output.reserveCapacity(sheet.rows.count * 96)
        append(sheet.columns.map { DefusedCell.written($0.heading) }, to: &output)
        for row in sheet.rows {
            let cells = row.map { cell in
                if case .text(let text) = cell { DefusedCell.written(text) } else { cell.text }
            }
            append(cells, to: &output)
        }
        return output
    }

    private static func append(_ cells: [String], to output: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            // Control characters would make the file pass for something else than text.
            let cell = cell.utf8.allSatisfy(isText) ? cell : String(decoding: cell.utf8.filter(isText), as: UTF8.self)
            guard needsQuotes(cell) || cells.count == 1 && cell.isEmpty else {
                output += cell.utf8
                continue
            }
            output.append(UInt8(ascii: "\""))
            for byte in cell.utf8 {
                if byte == UInt8(ascii: "\"") { output.append(byte) }
                output.append(byte)
            }
            output.append(UInt8(ascii: "\""))
        }
        output += [0x0D, 0x0A]
    }

    private static func isText(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x7F || [0x09, 0x0A, 0x0D].contains(byte)
    }

    private static func needsQuotes(_ cell: String) -> Bool {
        if cell.utf8.first == 0x20 || cell.utf8.last == 0x20 { return true }
        // Other delimiters too: readers that guess the delimiter count them.
        return cell.utf8.contains { [0x09, 0x0A, 0x0D, 0x22, 0x2C, 0x3B, 0x7C].contains($0) }
    }
}
