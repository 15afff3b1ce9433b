/// How a text table is written (RFC 4180 and what spreadsheets make of it).
struct CSVSyntax: Equatable {
    var delimiter: UInt8

    static let delimiters: [UInt8] = [
        UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
    ]

    /// The cells of one row, and how far it reaches.
    struct Row: Equatable {
        var cells: [[UInt8]] = []
        /// Bytes of the row with its line end.
        var length = 0
        /// Line ends in it, the last one included.
        var lineEnds = 0
        /// A quote that was never closed, or that stands where none may.
        var hasStrayQuote = false
    }

    /// Reads the row that begins at `start`; nil when the bytes end before the
    /// row does and more may follow.
    func row(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isAtEnd: Bool) -> Row? {
        var scan = CSVRowScan(bytes: bytes, start: start, delimiter: delimiter)
        switch scan.run(isAtEnd: isAtEnd) {
        case .row: return scan.row
        case .needsMore: return nil
        case .unbalanced:
            // The quote was never meant to reach over lines: the row is its
            // first line, and the quote a letter like others.
            return line(bytes, from: start)
        }
    }

    /// The row read as one line: a quote that is open at its end was a letter.
    func line(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Row? {
        guard start < bytes.count else { return nil }
        var scan = CSVRowScan(bytes: bytes, start: start, delimiter: delimiter)
        scan.staysOnLine = true
        return scan.run(isAtEnd: true) == .row ? scan.row : nil
    }
}

/// One pass over one row.
private struct CSVRowScan {
    enum End { case row, needsMore, unbalanced }
    private enum State { case start, plain, quoted }

    let bytes: UnsafeBufferPointer<UInt8>
    let start: Int
    let delimiter: UInt8
    var staysOnLine = false
    var row = CSVSyntax.Row()

    private var cell: [UInt8] = []
    private var state = State.start
    private var cellStart = 0
    private var cellSpansLines = false

    init(bytes: UnsafeBufferPointer<UInt8>, start: Int, delimiter: UInt8) {
        (self.bytes, self.start, self.delimiter) = (bytes, start, delimiter)
    }

    private static let quote = UInt8(ascii: "\"")

    mutating func run(isAtEnd: Bool) -> End {
        var place = start
        cellStart = start
        while place < bytes.count {
            let byte = bytes[place]
            if state == .quoted {
                if byte == Self.quote {
                    guard place + 1 < bytes.count || isAtEnd else { return .needsMore }
                    guard let next = afterQuote(place) else { return .unbalanced }
                    place = next
                } else if byte == 0x0A, staysOnLine {
                    // Never closed on its line: read the cell again as plain.
                    place = reopenPlain()
                } else {
                    if byte == 0x0A {
                        row.lineEnds += 1
                        cellSpansLines = true
                    }
                    cell.append(byte)
                    place += 1
                }
                continue
            }
            if byte == delimiter {
                endCell(next: place + 1)
            } else if byte == 0x0A || byte == 0x0D {
                return endRow(place, isAtEnd: isAtEnd)
            } else if byte == Self.quote, state == .start {
                cell.removeAll(keepingCapacity: true)
                state = .quoted
            } else {
                if byte != 0x20 { state = .plain }
                cell.append(byte)
            }
            place += 1
        }
        guard isAtEnd else { return .needsMore }
        if state == .quoted {
            guard staysOnLine else { return .unbalanced }
            place = reopenPlain()
            while place < bytes.count {
                if bytes[place] == delimiter { endCell(next: place + 1) } else { cell.append(bytes[place]) }
                place += 1
            }
        }
        endCell(next: place)
        row.length = place - start
        row.lineEnds += 1
        return .row
    }

    /// A quote inside a quoted cell: doubled, closing, or stray.
    private mutating func afterQuote(_ place: Int) -> Int? {
        guard place + 1 < bytes.count else {
            state = .plain
            return place + 1
        }
        let next = bytes[place + 1]
        if next == Self.quote {
            cell.append(Self.quote)
            return place + 2
        }
        if next == delimiter || next == 0x0A || next == 0x0D {
            state = .plain
            return place + 1
        }
        // Blanks between the closing quote and the delimiter.
        var after = place + 1
        while after < bytes.count, bytes[after] == 0x20 { after += 1 }
        if after > place + 1, after < bytes.count,
            bytes[after] == delimiter || bytes[after] == 0x0A || bytes[after] == 0x0D
        {
            state = .plain
            return after
        }
        // Behind a line end it opens another cell, so the first was never closed.
        if cellSpansLines { return nil }
        row.hasStrayQuote = true
        cell.append(Self.quote)
        return place + 1
    }

    private mutating func reopenPlain() -> Int {
        row.hasStrayQuote = true
        state = .plain
        cell.removeAll(keepingCapacity: true)
        var place = cellStart
        while bytes[place] == 0x20 { place += 1 }
        return place + 1
    }

    private mutating func endCell(next: Int) {
        row.cells.append(cell)
        cell.removeAll(keepingCapacity: true)
        state = .start
        cellStart = next
        cellSpansLines = false
    }

    private mutating func endRow(_ place: Int, isAtEnd: Bool) -> End {
        var end = place + 1
        if bytes[place] == 0x0D {
            guard end < bytes.count || isAtEnd else { return .needsMore }
            if end < bytes.count, bytes[end] == 0x0A { end += 1 }
        }
        endCell(next: end)
        row.length = end - start
        row.lineEnds += 1
        return .row
    }
}
