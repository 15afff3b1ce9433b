import Library

/// The common end of text tables and workbooks: a row → what is handed to the
/// sink.
struct TableIntake {
    private let headings: TableHeadings
    private let headingLine: [UInt8]
    private let crosswalk: TableCrosswalk
    private let format: FileFormat
    /// Rows of data so far.
    private(set) var count: Int
    private let start: Int
    private var numbers: [Int: MetIdentifiers] = [:]

    init(
        _ headings: TableHeadings, headingLine: [UInt8], format: FileFormat, lists: CodeLists, startingAt count: Int = 0
    ) {
        self.count = count
        start = count
        self.headings = headings
        self.headingLine = headingLine
        self.format = format
        crosswalk = TableCrosswalk(headings: headings, lists: lists)
    }

    /// The row with the headings over it, which say what its cells are.
    private func source(_ bytes: [UInt8]) -> [UInt8] { headingLine + bytes }

    /// `fault` is what the bytes of the row already said.
    mutating func items(
        _ cells: [String], bytes: [UInt8], at place: SourcePosition, hasStrayQuote: Bool, fault: RecordFault? = nil
    ) -> [IntakeItem] {
        let filled = (cells.lastIndex { !CleanText.string($0).isEmpty } ?? -1) + 1
        guard filled > 0, !isPadding(cells) else { return [] }
        count += 1
        var position = place
        position.record = count
        if filled > headings.width {
            let reason =
                "The row has \(filled) cells, the headings \(headings.width): "
                + (hasStrayQuote
                    ? "a quotation mark is not closed." : "a delimiter inside a cell needs quotation marks.")
            let code: DiagnosticCode = hasStrayQuote ? .tableQuote : .tableRowLength
            return [.diagnostic(Diagnostic(.reject, code, at: position, reason, sourceBytes: source(bytes)))]
        }
        var draft = crosswalk.draft(cells)
        guard draft.hasTitle else {
            position.field = crosswalk.titleHeading
            let code: DiagnosticCode = hasStrayQuote ? .tableQuote : .recordNoTitle
            let reason =
                hasStrayQuote ? "A quotation mark is not closed, and no title is left." : "The row has no title."
            return [.diagnostic(Diagnostic(.reject, code, at: position, reason, sourceBytes: source(bytes)))]
        }
        draft.readCapitals()
        draft.guessLanguage()
        let patch = RecordPatch(
            facts: draft.facts, sources: draft.sources(.file, kindIsStated: crosswalk.hasKind), origin: .bytes,
            sourceBytes: source(bytes), sourceFormat: format, position: position, askedAccess: draft.askedAccess)
        let faults = [fault].compactMap(\.self) + draft.faults
        return [.record(patch)] + warnings(faults, cells.count, position, hasStrayQuote)
            + repeatedNumbers(cells, draft.facts.title, position)
    }

    /// Rows that are no data: the numbers of the columns under the headings, and
    /// prepared rows that hold nothing but their own number.
    private func isPadding(_ cells: [String]) -> Bool {
        if count == start, TableHeadings.isNumbering(cells) { return true }
        let filled = cells.indices.filter { !CleanText.string(cells[$0]).isEmpty }
        guard filled.count == 1, CellNumber.plain(CleanText.string(cells[filled[0]])) != nil else { return false }
        return !headings.columns.contains { $0.index == filled[0] }
    }

    private mutating func repeatedNumbers(_ cells: [String], _ title: String, _ place: SourcePosition)
        -> [IntakeItem]
    {
        var items: [IntakeItem] = []
        for column in headings.columns where column.field == .identifier && column.index < cells.count {
            let number = CleanText.string(cells[column.index])
            guard !number.isEmpty else { continue }
            var position = place
            position.field = column.heading
            let warning = numbers[column.index, default: MetIdentifiers()]
                .warning(for: number, title: title, at: position)
            if let warning { items.append(.diagnostic(warning)) }
        }
        return items
    }

    private func warnings(
        _ found: [RecordFault], _ cellCount: Int, _ position: SourcePosition, _ hasStrayQuote: Bool
    ) -> [IntakeItem] {
        var faults = found
        if hasStrayQuote {
            faults.insert(
                RecordFault(.tableQuote, "A quotation mark stands where none may; it was kept as text."), at: 0)
        }
        if format == .csv, cellCount < headings.width {
            faults.append(
                RecordFault(.tableRowLength, "The row has \(cellCount) cells, the headings \(headings.width)."))
        }
        return faults.map { fault in
            var position = position
            if let field = fault.field { position.field = field }
            return .diagnostic(Diagnostic(.warning, fault.code, at: position, fault.reason))
        }
    }

    mutating func tooLarge(_ start: [UInt8], at place: SourcePosition) -> [IntakeItem] {
        count += 1
        var position = place
        position.record = count
        return [
            .diagnostic(
                Diagnostic(
                    .reject, .recordTooLarge, at: position, "The row is longer than a record may be.",
                    sourceBytes: source(start)))
        ]
    }
}
