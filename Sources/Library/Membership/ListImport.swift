import VietnameseText

/// A row of a foreign table, as the worker hands it over.
package struct TableRow: Equatable, Sendable {
    /// 1-based, as the spreadsheet or an editor shows it.
    package var line: Int
    /// The sheet's name, where a workbook has several.
    package var sheet: String?
    package var cells: [String]
    /// Parts of cells that are one cell over several columns or rows.
    package var spans: [Span]
    package init(line: Int, sheet: String? = nil, cells: [String], spans: [Span] = []) {
        (self.line, self.sheet, self.cells, self.spans) = (line, sheet, cells, spans)
    }

    /// What a merged cell covers of this row.
    package struct Span: Equatable, Sendable {
        /// From 0.
        package var columns: ClosedRange<Int>
        /// Of the merged cell, which may have begun in an earlier row.
        package var text: String
        package init(columns: ClosedRange<Int>, text: String) { (self.columns, self.text) = (columns, text) }
    }

    /// The cells with what a merged cell says in each that it covers.
    package var filled: [String] {
        guard !spans.isEmpty else { return cells }
        var filled = cells
        for span in spans {
            while filled.count <= span.columns.upperBound { filled.append("") }
            for column in span.columns where filled[column].isEmpty { filled[column] = span.text }
        }
        return filled
    }
}

/// What became of a row of a list.
package struct ListOutcome: Equatable, Sendable {
    package enum Result: Equatable, Sendable {
        case added, changed, unchanged
        case rejected(ListFault)
    }
    package var line: Int
    package var sheet: String?
    /// What a person recognises the row by: its name.
    package var label: String
    package var result: Result
    /// The row as it was written, for the list of rejects.
    package var cells: [String]
    package init(row: TableRow, label: String, result: Result) {
        (line, sheet, cells) = (row.line, row.sheet, row.cells)
        (self.label, self.result) = (label, result)
    }
}

/// Why a row of a list is not taken; each has its line in `docs/errors.md` and
/// its sentence in the locales under `list-fault`.
package enum ListFault: String, Error, Sendable, CaseIterable {
    case nameMissing = "name-missing"
    case kindUnknown = "kind-unknown"
    /// What stands in the column of libraries is no kind of service point.
    case pointKindUnknown = "point-kind-unknown"
    case unitUnknown = "unit-unknown"
    /// Several units have the name: the province's column would tell them apart.
    case unitAmbiguous = "unit-ambiguous"
    case codeTaken = "code-taken"
    /// The same institution or person stands in the list twice.
    case rowTwice = "row-twice"
    case dateInvalid = "date-invalid"
    case classMissing = "class-missing"
    case categoryUnknown = "category-unknown"
    case consentUnclear = "consent-unclear"
    case cardInvalid = "card-invalid"
    case cardTaken = "card-taken"
    /// Two readers of the class have the name and nothing tells which is meant.
    case personAmbiguous = "person-ambiguous"
    /// No row has the headings that the list needs.
    case headingsMissing = "headings-missing"
}

/// Finds a list's columns by their headings, however they are written.
struct ListColumns<Field: Hashable> {
    private let places: [Field: Int]
    /// The index of the row with the headings.
    let headingRow: Int

    /// Nil when none of the first twenty rows has a heading for every needed field.
    init?(_ rows: [TableRow], _ headings: [String: Field], needed: Set<Field>) {
        for (index, row) in rows.prefix(20).enumerated() {
            var places: [Field: Int] = [:]
            for (column, cell) in row.cells.enumerated() {
                guard let field = headings[Folding.folded(cell)], places[field] == nil else { continue }
                places[field] = column
            }
            if needed.isSubset(of: places.keys) {
                (self.places, headingRow) = (places, index)
                return
            }
        }
        return nil
    }

    /// The trimmed text of a cell; nil when it is empty or has no column.
    func text(_ field: Field, in row: TableRow) -> String? {
        guard let column = places[field], row.cells.indices.contains(column) else { return nil }
        let words = row.cells[column].split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? nil : NormalForm.nfc(words.joined(separator: " "))
    }
}

extension Dictionary where Key == String {
    /// A table of headings written as "field=one,other" lines, the spellings folded.
    init(headings lines: [(Value, [String])]) {
        self.init()
        for (field, spellings) in lines {
            for spelling in spellings { self[Folding.folded(spelling)] = field }
        }
    }
}
