/// Cells → one line of CSV in UTF-8, for source records and reject files.
enum TableLine {
    static func bytes(_ cells: some Sequence<String>, delimiter: UInt8 = UInt8(ascii: ",")) -> [UInt8] {
        var line: [UInt8] = []
        var isFirst = true
        for cell in cells {
            if !isFirst { line.append(delimiter) }
            isFirst = false
            let needsQuotes = cell.utf8.contains { $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
            guard needsQuotes else {
                line.append(contentsOf: cell.utf8)
                continue
            }
            line.append(0x22)
            for byte in cell.utf8 {
                if byte == 0x22 { line.append(0x22) }
                line.append(byte)
            }
            line.append(0x22)
        }
        line.append(0x0A)
        return line
    }
}
