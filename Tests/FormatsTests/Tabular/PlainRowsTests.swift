import Formats
import Foundation
import Library
import MadeFiles
import Testing

@Suite struct PlainRowsTests {
    static let table = [["Họ và tên", "Lớp"], ["Nguyễn Văn An", "4A"], ["Lê, Thị \"Bình\"", "4B"]]

    @Test(arguments: [",", ";", "\t"]) func `a class list is handed over as it is, whatever divides its cells`(
        delimiter: String
    ) throws {
        let text = Self.table.map { row in
            row.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }.joined(separator: delimiter)
        }.joined(separator: "\r\n")

        let rows = try Self.rows(Array(text.utf8), name: "lop.csv")

        #expect(rows.map(\.cells) == Self.table)
        #expect(rows.map(\.line) == [1, 2, 3])
    }

    @Test func `every visible sheet of a workbook is handed over, with its name`() throws {
        let rows = Self.table.enumerated().map { MadeWorkbook.row($0 + 1, $1) }.joined()
        let workbook = MadeWorkbook(sheets: [
            .init("4A", rows: rows), .init("Nháp", rows: rows, isHidden: true), .init("4B", rows: rows),
        ])

        let found = try Self.rows(workbook.bytes, name: "truong.xlsx")

        #expect(found.map(\.sheet) == ["4A", "4A", "4A", "4B", "4B", "4B"])
        #expect(found.prefix(3).map(\.cells) == Self.table)
    }

    @Test func `what a merged cell covers is handed over beside the cells`() throws {
        let rows = [
            MadeWorkbook.row(1, ["Lượt mượn", "", ""]), MadeWorkbook.row(2, ["Trường A", "T1", "5"]),
            MadeWorkbook.row(3, ["", "T2", "6"]), MadeWorkbook.row(4, ["Trường B", "T1", "7"]),
        ].joined()
        let workbook = MadeWorkbook(sheets: [.init("A", rows: rows, merged: ["A1:C1", "A2:A3"])])

        let found = try Self.rows(workbook.bytes, name: "a.xlsx")

        #expect(
            found.map(\.filled) == [
                ["Lượt mượn", "Lượt mượn", "Lượt mượn"], ["Trường A", "T1", "5"], ["Trường A", "T2", "6"],
                ["Trường B", "T1", "7"],
            ])
        #expect(found[2].cells == ["", "T2", "6"], "the cells themselves are as they are written")
    }

    @Test func `merged ranges that are none, overlap or have no end cost nothing`() throws {
        let rows = (1...50).map { MadeWorkbook.row($0, ["x\($0)"]) }.joined()
        let hostile =
            ["A1", "A1:", ":", "ZZZZ1:A1", "B9:A1", "A0:A2", "A1:XFD1048576", "A-1:B2"]
            + (1...3_000).map { "A\($0 % 40 + 1):XFD1048576" }
        let workbook = MadeWorkbook(sheets: [.init("A", rows: rows, merged: hostile)])

        let found = try Self.rows(workbook.bytes, name: "a.xlsx")

        #expect(found.count == 50)
        #expect(found.allSatisfy { $0.spans.count <= 1 && $0.filled.count <= TableRow.lastColumn + 1 })
        #expect(found.map { $0.cells.first } == (1...50).map { "x\($0)" })
    }

    /// Counts of days as spreadsheet programs keep them (ECMA-376, part 1, 18.17.4.1).
    @Test(arguments: [
        (1, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (14_246, "1939-01-01"), (36_526, "2000-01-01"),
        (45_351, "2024-02-29"), (45_540, "2024-09-05"), (47_150, "2029-02-01"),
    ])
    func `a day of a workbook is the day that its program shows`(count: Int, day: String) throws {
        let workbook = MadeWorkbook(sheets: [.init("A", rows: MadeWorkbook.row(1, [.date(count)]))])

        #expect(try Self.rows(workbook.bytes, name: "a.xlsx").map(\.cells) == [[day]])
    }

    @Test func `a defused formula of a text table is the text it was`() throws {
        let rows = try Self.rows(Array("Tên sách,Ghi chú\r\n'=1+1,'Tis\r\n".utf8), name: "a.csv")

        #expect(rows.last?.cells == ["=1+1", "'Tis"])
    }

    @Test func `what is no table is refused`() {
        for bytes in [[], Array("%PDF-1.7\n1 0 obj".utf8), [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]] {
            #expect(throws: FileRejection.self) { try Self.rows(bytes, name: "lop.csv") }
        }
    }

    private static func rows(_ bytes: [UInt8], name: String) throws -> [TableRow] {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        var rows: [TableRow] = []
        let file = SourceFile(path: path, name: name, byteCount: Int64(bytes.count))
        try Readers(ingestFolder: "").readRows(of: file, limits: ReadingLimits()) { rows.append($0) }
        return rows
    }
}
