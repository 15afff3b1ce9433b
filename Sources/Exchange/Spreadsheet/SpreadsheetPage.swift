import CXLSXWriter
import Library

/// One worksheet while it is written.
struct SpreadsheetPage {
    private let worksheet: UnsafeMutablePointer<lxw_worksheet>
    private let looks: SpreadsheetLooks
    private let sheet: Sheet
    private let rows: Range<Int>

    /// Fewer than the 1,048,576 of the format, so that title and headings fit.
    static let mostRows = 1_000_000
    /// The format's limit for the text of a cell, in characters.
    private static let longestText = 32_767

    init?(
        _ worksheet: UnsafeMutablePointer<lxw_worksheet>?, looks: SpreadsheetLooks, sheet: Sheet, rows: Range<Int>
    ) {
        guard let worksheet else { return nil }
        (self.worksheet, self.looks, self.sheet, self.rows) = (worksheet, looks, sheet, rows)
    }

    func write() {
        worksheet_set_landscape(worksheet)
        worksheet_set_paper(worksheet, Self.a4)
        worksheet_fit_to_pages(worksheet, 1, 0)
        var line: UInt32 = 0
        worksheet_write_string(worksheet, line, 0, text(sheet.title), looks.title)
        line += 1
        for words in sheet.lead {
            worksheet_write_string(worksheet, line, 0, text(words), nil)
            line += 1
        }
        let first = line
        line = headings(at: line)
        worksheet_repeat_rows(worksheet, first, line - 1)
        worksheet_freeze_panes(worksheet, line, 0)
        for row in sheet.rows[rows] {
            for (index, cell) in row.prefix(sheet.columns.count).enumerated() { write(cell, line, UInt16(index)) }
            line += 1
        }
    }

    /// Writes the headings and says which line comes after them.
    private func headings(at line: UInt32) -> UInt32 {
        for (index, column) in sheet.columns.enumerated() {
            worksheet_set_column(worksheet, UInt16(index), UInt16(index), Double(column.width), nil)
        }
        guard sheet.columns.contains(where: { $0.group != nil }) else {
            for (index, column) in sheet.columns.enumerated() {
                worksheet_write_string(worksheet, line, UInt16(index), text(column.heading), looks.heading)
            }
            return line + 1
        }
        for group in sheet.groups {
            let (left, right) = (UInt16(group.columns.lowerBound), UInt16(group.columns.upperBound - 1))
            guard let heading = group.heading else {
                let words = text(sheet.columns[Int(left)].heading)
                worksheet_merge_range(worksheet, line, left, line + 1, right, words, looks.heading)
                continue
            }
            if left == right {
                worksheet_write_string(worksheet, line, left, text(heading), looks.heading)
            } else {
                worksheet_merge_range(worksheet, line, left, line, right, text(heading), looks.heading)
            }
            for index in group.columns {
                let words = text(sheet.columns[index].heading)
                worksheet_write_string(worksheet, line + 1, UInt16(index), words, looks.heading)
            }
        }
        return line + 2
    }

    private func write(_ cell: Sheet.Cell, _ line: UInt32, _ column: UInt16) {
        let look = looks.look(of: sheet.columns[Int(column)].kind)
        switch cell {
        case .none: worksheet_write_blank(worksheet, line, column, look)
        case .text(let words): worksheet_write_string(worksheet, line, column, text(words), look)
        case .number(let number): worksheet_write_number(worksheet, line, column, Double(number), look)
        // The format counts days from 1900.
        case .day(let day) where day.year < 1900:
            worksheet_write_string(worksheet, line, column, cell.text, looks.text)
        case .day(let day):
            var moment = lxw_datetime()
            (moment.year, moment.month, moment.day) = (Int32(day.year), Int32(day.month), Int32(day.day))
            worksheet_write_datetime(worksheet, line, column, &moment, looks.day)
        }
    }

    /// NUL would end the text, and a longer one be left out with its cell.
    private func text(_ words: String) -> String {
        guard words.utf8.count > Self.longestText || words.utf8.contains(0) else { return words }
        return String(String.UnicodeScalarView(words.unicodeScalars.filter { $0 != "\0" }.prefix(Self.longestText)))
    }

    private static let a4: UInt8 = 9
}
