import Library

/// The rows of a text table, one after the other, with their places.
struct CSVRows {
    struct Place: Equatable {
        /// 1-based line in the file.
        var line: Int
        /// Bytes from the start of the text, after the byte order mark.
        var offset: Int64
    }

    enum Next {
        case row(CSVSyntax.Row, bytes: [UInt8], Place)
        /// A row longer than a record may be; it was passed over to its line end.
        case tooLarge(start: [UInt8], Place)
        case end
    }

    let syntax: CSVSyntax
    /// The number of cells a row should have; known once the headings are read.
    var width: Int?
    private let window: FileWindow
    private let limit: Int
    private var line = 1
    private var offset: Int64 = 0

    init(_ window: FileWindow, syntax: CSVSyntax, limits: ReadingLimits) {
        (self.window, self.syntax) = (window, syntax)
        limit = max(limits.recordBytes, 4_096)
    }

    mutating func next() throws(FileRejection) -> Next {
        let place = Place(line: line, offset: offset)
        var wanted = 4_096
        while true {
            let isAtEnd = try !window.holds(wanted)
            guard window.count > 0 else { return .end }
            let size = min(window.count, limit)
            let bytes = UnsafeBufferPointer(rebasing: window.bytes[..<size])
            if let whole = syntax.row(bytes, from: 0, isAtEnd: isAtEnd || size == limit) {
                let row = shortened(whole, bytes) ?? whole
                // Cut at the limit, not at a line end: the row is longer.
                if row.length == limit, !isAtEnd || window.count > limit { return try passOver(place) }
                line += row.lineEnds
                offset += Int64(row.length)
                return .row(row, bytes: window.take(row.length), place)
            }
            wanted = min(max(wanted * 2, window.count + 4_096), limit)
        }
    }

    /// A row over several lines with a wrong number of cells, where its first
    /// line alone, or the line after it, has the right one: a quote swallowed
    /// its neighbours.
    private func shortened(_ row: CSVSyntax.Row, _ bytes: UnsafeBufferPointer<UInt8>) -> CSVSyntax.Row? {
        guard let width, row.lineEnds > 1, row.cells.count != width,
            let line = syntax.line(bytes, from: 0), line.length < row.length
        else { return nil }
        if line.cells.count == width { return line }
        return syntax.line(bytes, from: line.length)?.cells.count == width ? line : nil
    }

    private mutating func passOver(_ place: Place) throws(FileRejection) -> Next {
        let shown = Array(window.bytes.prefix(4_096))
        while try window.holds(1) {
            let found = window.bytes.firstIndex(of: 0x0A)
            let length = found.map { $0 + 1 } ?? window.count
            offset += Int64(length)
            window.skip(length)
            if found != nil { break }
        }
        line += 1
        return .tooLarge(start: shown, place)
    }
}
