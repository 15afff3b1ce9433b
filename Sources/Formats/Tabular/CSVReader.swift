package import Library

/// Reads text tables: comma, semicolon, tab or bar between the cells, in UTF-8,
/// UTF-16 or an older set, with Vietnamese or English headings.
package struct CSVReader: FormatReader {
    package static let format = FileFormat.csv
    private let lists: CodeLists

    package init(lists: CodeLists = .builtIn) { self.lists = lists }

    package func read(_ file: SourceFile, limits: ReadingLimits, into sink: (IntakeItem) throws -> Void) throws {
        let text = try TableText(file)
        let isWhole = try !text.window.holds(TableText.headLength)
        let head = Array(text.window.bytes.prefix(TableText.headLength))
        guard !head.isEmpty else { throw FileRejection(.fileEmpty, "The file is empty.") }
        guard let layout = CSVLayout.detect(head, isWhole: isWhole && head.count == text.window.count, lists: lists)
        else {
            throw FileRejection(.tableNoHeadings, at: SourcePosition(line: 1), Self.noHeadings(head))
        }
        guard layout.headings.hasTitle else {
            let known = layout.headings.columns.map(\.heading).joined(separator: ", ")
            throw FileRejection(
                .tableNoTitleColumn, at: SourcePosition(line: layout.skippedRows + 1),
                "No column is called title (nhan đề, tên sách …); known headings: \(known).")
        }
        if case .singleByte(let set) = text.encoding {
            let reason = "The text is not UTF-8; it was read as \(set.rawValue)."
            try sink(.diagnostic(Diagnostic(.warning, .encodingGuessed, at: SourcePosition(line: 1), reason)))
        }
        try readRows(text, layout, file, limits, sink)
    }

    private func readRows(
        _ text: TableText, _ layout: CSVLayout, _ file: SourceFile, _ limits: ReadingLimits,
        _ sink: (IntakeItem) throws -> Void
    ) throws {
        var rows = CSVRows(text.window, syntax: layout.syntax, limits: limits)
        var intake: TableIntake?
        var report = SteadyReport(byteCount: file.byteCount)
        var row = 0
        while true {
            let offset = { (place: CSVRows.Place) in text.hasOffsets ? place.offset + Int64(text.markLength) : nil }
            switch try rows.next() {
            case .end: return try report.finish(to: sink)
            case .tooLarge(let start, let place):
                row += 1
                guard var taken = intake else {
                    throw FileRejection(
                        .recordTooLarge, at: SourcePosition(line: place.line), "The heading row has no end.")
                }
                let at = SourcePosition(line: place.line, byteOffset: offset(place))
                for item in taken.tooLarge(start, at: at) { try sink(item) }
                intake = taken
            case .row(let cells, let bytes, let place):
                row += 1
                if row <= layout.skippedRows { continue }
                let read = RowText(cells.cells, of: bytes)
                let texts = read.cells.map(DefusedCell.read)
                guard var taken = intake else {
                    let line = TableLine.bytes(layout.headings.labels, delimiter: layout.syntax.delimiter)
                    rows.width = texts.count
                    intake = TableIntake(layout.headings, headingLine: line, format: .csv, lists: lists)
                    continue
                }
                let at = SourcePosition(line: place.line, byteOffset: offset(place))
                let items = taken.items(
                    texts, bytes: bytes, at: at, hasStrayQuote: cells.hasStrayQuote, fault: read.fault)
                for item in items { try report.pass(item, to: sink) }
                intake = taken
                try report.progress(at: place.offset, to: sink)
            }
        }
    }

    private static func noHeadings(_ head: [UInt8]) -> String {
        let line = head.prefix { $0 != 0x0A && $0 != 0x0D }.prefix(120)
        return "No row among the first \(TableHeadings.rowsSearched) holds known headings; the first line is "
            + "\"\(CleanText.string(String(decoding: line, as: UTF8.self)))\"."
    }
}
