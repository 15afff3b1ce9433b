import Library

/// Which column of a table is which field.
struct TableHeadings: Equatable {
    struct Column: Equatable {
        var index: Int
        var field: TableField
        var heading: String
    }
    var columns: [Column]
    /// Columns of the heading row, up to its last cell that is not empty.
    var width: Int

    var hasTitle: Bool { columns.contains { $0.field == .title } }

    /// Titles above the headings, dates and the name of the library stand in
    /// the first rows of many registers.
    static let rowsSearched = 20

    init(_ cells: [String], lists: CodeLists) {
        columns = []
        width = 0
        for (index, cell) in cells.enumerated() {
            let heading = CleanText.string(cell)
            if heading.isEmpty { continue }
            width = index + 1
            // Long cells are sentences, no headings.
            guard heading.count <= 60, let field = lists.headings[TableField.key(heading)] else { continue }
            columns.append(Column(index: index, field: field, heading: heading))
        }
    }

    /// How much the row looks like headings: the recognised ones, more with a title.
    private var weight: Int { columns.count + (hasTitle ? 10 : 0) }

    /// The row that looks most like headings among the first ones; nil when
    /// none has a title column or at least two known headings.
    static func find(in rows: [[String]], lists: CodeLists) -> (row: Int, headings: TableHeadings)? {
        var best: (row: Int, headings: TableHeadings)?
        for (row, cells) in rows.prefix(rowsSearched).enumerated() {
            let headings = TableHeadings(cells, lists: lists)
            guard headings.hasTitle || headings.columns.count >= 2 else { continue }
            if headings.weight > best?.headings.weight ?? 0 { best = (row, headings) }
        }
        return best
    }
}
