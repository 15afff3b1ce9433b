import Exchange
import Formats
import Foundation
import Library
import Randomness
import Testing

/// Sheets as workbooks and as text tables.
@Suite struct SheetFileTests {
    static let sheet = Sheet(
        title: "Sổ đăng ký cá biệt", lead: ["Trường Tiểu học Hoà Bình"],
        columns: [
            Sheet.Column("Ngày vào sổ", .day, width: 12), Sheet.Column("Số ĐKCB", width: 12),
            Sheet.Column("Tên sách", width: 40), Sheet.Column("Nhà xuất bản", in: "Xuất bản", width: 16),
            Sheet.Column("Năm xuất bản", in: "Xuất bản", .number, width: 8), Sheet.Column("Giá", .money, width: 10),
        ],
        rows: [
            [
                .day(Day(2024, 9, 5)!), .text("00123"), .text("Dế Mèn phiêu lưu ký"), .text("Kim Đồng"), .number(2019),
                .number(45_000),
            ],
            [.none, .text("TK.7"), .text("=HYPERLINK(\"http://x\")"), .none, .none, .none],
        ])

    @Test func `a workbook keeps Vietnamese text, leading zeros, numbers and days`() throws {
        let rows = try ReadBack.rows(SpreadsheetFile.bytes(of: Self.sheet), name: "so.xlsx")

        #expect(rows[0].cells.first == "Sổ đăng ký cá biệt")
        #expect(rows[1].cells.first == "Trường Tiểu học Hoà Bình")
        #expect(rows[2].cells == ["Ngày vào sổ", "Số ĐKCB", "Tên sách", "Xuất bản", "", "Giá"])
        #expect(rows[3].cells[3...4] == ["Nhà xuất bản", "Năm xuất bản"])
        #expect(rows[4].cells == ["2024-09-05", "00123", "Dế Mèn phiêu lưu ký", "Kim Đồng", "2019", "45000"])
    }

    @Test(arguments: ["=1+1", "+84", "-5", "@SUM(A1)", "\tx", "'=1", "''+2", "'Tis"])
    func `a text that looks like a formula is a text in both files, and comes back as it was`(text: String) throws {
        let sheet = Sheet(
            title: "", columns: [Sheet.Column("Tên sách", width: 9), Sheet.Column("Ghi chú", width: 9)],
            rows: [[.text(text), .text("x")]])

        let workbook = try SpreadsheetFile.bytes(of: sheet)
        let csv = DelimitedText.bytes(of: sheet)

        let clean = text.trimmingCharacters(in: .whitespaces)
        #expect(try ReadBack.rows(workbook, name: "a.xlsx").last?.cells.first == clean)
        #expect(try ReadBack.rows(csv, name: "a.csv").last?.cells.first == clean)
        // Nothing that a spreadsheet program would run.
        let cell = String(decoding: csv, as: UTF8.self).split(separator: "\r\n")[1]
        #expect(!["=", "+", "-", "@", "\t"].contains(cell.drop { $0 == "\"" }.first.map(String.init)))
        #expect(DefusedCell.read(DefusedCell.written(text)) == text)
    }

    @Test func `the same values give the same bytes`() async throws {
        let first = try SpreadsheetFile.bytes(of: Self.sheet)
        try await Task.sleep(for: .milliseconds(2_100))
        let second = try SpreadsheetFile.bytes(of: Self.sheet)

        #expect(first == second)
    }

    @Test func `a text table begins with its headings and a mark that Excel needs`() {
        let text = String(decoding: DelimitedText.bytes(of: Self.sheet), as: UTF8.self)

        #expect(text.hasPrefix("\u{FEFF}Ngày vào sổ,Số ĐKCB,Tên sách,Nhà xuất bản,Năm xuất bản,Giá\r\n"))
        #expect(text.contains("05/09/2024,00123,Dế Mèn phiêu lưu ký,Kim Đồng,2019,45000\r\n"))
    }

    @Test func `the parts of a register are sheets of one workbook`() throws {
        let rows = try ReadBack.rows(SpreadsheetFile.bytes(of: [Self.sheet, Self.sheet]), name: "so.xlsx")

        #expect(rows.count == 12)
        #expect(Set(rows.map(\.sheet)).count == 2)
    }

    @Test func `a sheet without rows is still a file that opens`() throws {
        var sheet = Self.sheet
        sheet.rows = []

        #expect(try ReadBack.rows(SpreadsheetFile.bytes(of: sheet), name: "a.xlsx").count == 4)
        #expect(try ReadBack.rows(DelimitedText.bytes(of: sheet), name: "a.csv").count == 1)
    }

    @Test func `text of any kind comes back from both files`() throws {
        var random = SeededRandom(seed: 11)
        let pieces = ["\"", ",", ";", "'", "=", "-", "\n", "ế", "Đ", " ", "a", "1", "|", "_x0041_", "\u{0}", "📚"]
        let rows = (0..<300).map { _ in
            (0..<3).map { _ in Sheet.Cell((0..<random.below(7)).map { _ in random.pick(pieces) }.joined()) }
        }
        let columns = (1...3).map { Sheet.Column("Cột \($0)", width: 9) }
        let sheet = Sheet(title: "x", columns: columns, rows: rows)
        // One line and without NUL: what a reader keeps of any cell.
        let kept = rows.map { row in
            row.map { cell in
                cell.text.replacing("\0", with: "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
        }

        let csv = try ReadBack.rows(DelimitedText.bytes(of: sheet), name: "a.csv").dropFirst().map(\.cells)

        #expect(csv.count == kept.count)
        for (found, expected) in zip(csv, kept) { #expect(found == expected) }
    }
}
