import Library

/// The cells of a sheet that are one cell over several columns and rows
/// (ECMA-376, part 1, 18.3.1.55). They stand behind the rows, so that the
/// sheet is gone through twice.
struct SheetMerges {
    private struct Merge {
        var rows: ClosedRange<Int>
        var columns: ClosedRange<Int>
        var text = ""
    }

    /// By their first rows.
    private var waiting: ArraySlice<Merge>
    private var open: [Merge] = []
    /// A sheet with more is no table; the rest is not merged then.
    private static let most = 20_000

    init(_ sheet: Workbook.Sheet, of workbook: Workbook, limits: ReadingLimits) throws(FileRejection) {
        var found: [Merge] = []
        waiting = []
        guard let stream = try workbook.stream(sheet.entry, limits: limits) else { return }
        while found.count < Self.most {
            let event: XMLStream.Event?
            do { event = try stream.next() } catch {
                // What is wrong with the rows is said when they are read.
                break
            }
            guard let event else { break }
            guard case .startElement("mergeCell", _, let attributes) = event,
                let reference = attributes.first(where: { $0.name == "ref" })?.value,
                let merge = Self.merge(reference)
            else { continue }
            found.append(merge)
        }
        waiting = found.sorted { $0.rows.lowerBound < $1.rows.lowerBound }[...]
    }

    /// Of "A1:C2"; nil for what is no range, or lies to the right of what is read.
    private static func merge(_ reference: String) -> Merge? {
        let ends = reference.split(separator: ":")
        guard ends.count == 2, let first = cell(ends[0]), let last = cell(ends[1]), first.row <= last.row,
            first.column <= last.column, first.column <= TableRow.lastColumn
        else { return nil }
        return Merge(
            rows: first.row...last.row, columns: first.column...min(last.column, TableRow.lastColumn))
    }

    private static func cell(_ text: Substring) -> (row: Int, column: Int)? {
        guard let column = SheetRows.column(String(text)), let row = Int(text.drop { $0.isLetter }), row > 0 else {
            return nil
        }
        return (row, column)
    }

    /// What merged cells cover of a row; rows come in their order.
    mutating func spans(_ row: Int, _ cells: [String]) -> [TableRow.Span] {
        open.removeAll { $0.rows.upperBound < row }
        while var merge = waiting.first, merge.rows.lowerBound <= row {
            waiting.removeFirst()
            guard merge.rows.contains(row) else { continue }
            let column = merge.columns.lowerBound
            let isFirst = merge.rows.lowerBound == row
            merge.text = isFirst && cells.indices.contains(column) ? cells[column] : ""
            // Cells that overlap are not of a real sheet.
            guard open.count < TableRow.mostSpans, !open.contains(where: { $0.columns.overlaps(merge.columns) }) else {
                continue
            }
            open.append(merge)
        }
        return open.filter { !$0.text.isEmpty }.map { TableRow.Span(columns: $0.columns, text: $0.text) }
    }
}
