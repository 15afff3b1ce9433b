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
    /// The headings of all columns, known or not.
    var labels: [String]

    var hasTitle: Bool { columns.contains { $0.field == .title } }

    /// Titles above the headings, dates and the name of the library stand in
    /// the first rows of many registers.
    static let rowsSearched = 20

    init(_ cells: [String], lists: CodeLists) {
        columns = []
        width = 0
        labels = cells.map { CleanText.string($0) }
        for index in cells.indices {
            let heading = labels[index]
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
        guard let found = best, found.row + 1 < rows.count else { return best }
        let below = TableHeadings(rows[found.row + 1], lists: lists)
        guard found.headings.isContinued(by: below, cells: rows[found.row + 1]) else { return best }
        return (found.row + 1, found.headings.joined(below))
    }

    /// Registers on paper forms have headings in two rows: "Xuất bản" over
    /// "Nơi", "Nhà", "Năm". The second row says nothing about columns that
    /// the first has named.
    private func isContinued(by below: TableHeadings, cells: [String]) -> Bool {
        guard hasTitle, !below.columns.isEmpty else { return false }
        let named = Set(columns.map(\.index))
        return !cells.enumerated().contains { named.contains($0.offset) && !CleanText.string($0.element).isEmpty }
    }

    private func joined(_ below: TableHeadings) -> TableHeadings {
        var both = self
        both.columns = (columns + below.columns).sorted { $0.index < $1.index }
        both.width = max(width, below.width)
        for (index, label) in below.labels.enumerated() where !label.isEmpty {
            if index < both.labels.count { both.labels[index] = label } else { both.labels.append(label) }
        }
        return both
    }

    /// Whether a row only numbers the columns: "1 2 3", "(1) (2) (3)", "A B 1 2".
    static func isNumbering(_ cells: [String]) -> Bool {
        let marks = cells.map { CleanText.string($0) }.filter { !$0.isEmpty }.map {
            $0.filter { $0 != "(" && $0 != ")" }
        }
        guard marks.count > 2 else { return false }
        let numbers = marks.compactMap { CellNumber.plain($0).flatMap { Int($0) } }
        let letters = marks.filter { $0.count == 1 && $0.first!.isLetter }
        guard numbers.count + letters.count == marks.count, numbers.count > 1 else { return false }
        return zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 } && numbers[0] <= 2
    }
}
