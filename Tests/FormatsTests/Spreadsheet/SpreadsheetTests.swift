import Formats
import Library
import MadeFiles
import Testing

@Suite struct SpreadsheetTests {
    private func read(_ workbook: MadeWorkbook) -> Taken {
        Taken(SpreadsheetReader(), bytes: workbook.bytes, name: "sổ.xlsx")
    }
    private func sheet(_ rows: [[String]]) -> String {
        rows.enumerated().map { MadeWorkbook.row($0.offset + 1, $0.element) }.joined()
    }

    @Test func `the register of a school is read: titles above, headings in two rows, column numbers below`() throws {
        let rows = [
            ["TRƯỜNG THCS NGUYỄN DU"], ["SỔ ĐĂNG KÝ CÁ BIỆT"],
            ["STT", "Số ĐKCB", "Tên sách", "Tác giả", "Xuất bản", "", "", "Lớp"],
            ["", "", "", "", "Nơi xuất bản", "Nhà xuất bản", "Năm xuất bản", ""],
            ["1", "2", "3", "4", "5", "6", "7", "8"],
            ["1", "TK.001", "Số đỏ", "Vũ Trọng Phụng", "H.", "Văn học", "1988", "10-12"],
            ["2", "TK.002", "Tắt đèn", "Ngô Tất Tố", "H.", "Văn học", "1939", "Lớp 8"], ["3"],
            ["4", "TK.004", "", "Nam Cao"],
        ]

        let taken = read(MadeWorkbook(sheets: [.init("Sổ", rows: sheet(rows))]))

        #expect(taken.titles == ["Số đỏ", "Tắt đèn"])
        let facts = try #require(taken.records.first?.facts)
        #expect(facts.place == "H.")
        #expect(facts.publisher == "Văn học")
        #expect(facts.year == 1988)
        #expect(facts.audience.grades == [10, 11, 12])
        #expect(taken.records.map(\.position.line) == [6, 7])
        #expect(taken.rejects.map(\.code) == [.recordNoTitle])
        #expect(taken.rejects.first?.position.line == 9)
    }

    @Test func `shared strings, numbers, dates, formulas and errors are read`() throws {
        var workbook = MadeWorkbook()
        workbook.strings = ["Nhan đề", "Năm", "ISBN", "Ngày xuất bản", "Ghi chú", "Số đỏ"]
        let rows: [[MadeWorkbook.Cell]] = [
            [.shared(0), .shared(1), .shared(2), .shared(4)],
            [.shared(5), .number("1936"), .number("9.786041234567E12"), .error("#N/A")],
            [.formula("\"Tắt\"&amp;\" đèn\"", result: "Tắt đèn"), .date(14_246)],
        ]
        let written = rows.enumerated().map { MadeWorkbook.row($0.offset + 1, $0.element) }
        workbook.sheets = [.init("A", rows: written.joined())]

        let taken = read(workbook)

        #expect(taken.titles == ["Số đỏ", "Tắt đèn"])
        #expect(taken.records.map(\.facts.year) == [1936, 1939])
        #expect(taken.records[0].facts.identifiers == [Identifier(.isbn, "9786041234567")])
        #expect(taken.records[0].facts.notes.isEmpty)
        #expect(
            String(decoding: taken.records[0].sourceBytes, as: UTF8.self)
                == "Nhan đề,Năm,ISBN,Ghi chú\nSố đỏ,1936,9786041234567,\n")
    }

    @Test func `sheets without headings and hidden ones are passed over`() {
        let books = sheet([["Nhan đề", "Tác giả"], ["Số đỏ", "Vũ Trọng Phụng"]])
        let workbook = MadeWorkbook(sheets: [
            .init("Ẩn", rows: books, isHidden: true), .init("Ghi chú", rows: sheet([["không có gì"]])),
            .init("Sách", rows: books),
        ])

        let taken = read(workbook)

        #expect(taken.titles == ["Số đỏ"])
        #expect(taken.records.first?.position.field == "Sách")
    }

    @Test func `every sheet of books is read`() {
        let workbook = MadeWorkbook(sheets: [
            .init("Lớp 1", rows: sheet([["Nhan đề"], ["Số đỏ"]])),
            .init("Lớp 2", rows: sheet([["Nhan đề"], ["Tắt đèn"]])),
        ])

        let taken = read(workbook)

        #expect(taken.titles == ["Số đỏ", "Tắt đèn"])
        #expect(taken.records.map(\.position.record) == [1, 2])
    }

    @Test func `a sheet that breaks off keeps the rows before it`() {
        let rows = sheet([["Nhan đề"], ["Số đỏ"], ["Tắt đèn"]]) + "<row r=\"4\"><c><v>1</row>"

        let taken = read(MadeWorkbook(sheets: [.init("A", rows: rows)]))

        #expect(taken.titles == ["Số đỏ", "Tắt đèn"])
        #expect(taken.rejects.map(\.code) == [.sheetDamaged])
    }

    @Test func `a cell far to the right costs nothing`() {
        let rows =
            sheet([["Nhan đề"], ["Số đỏ"]]) + "<row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"XFD3\"><v>1</v></c></row>"

        #expect(read(MadeWorkbook(sheets: [.init("A", rows: rows)])).titles == ["Số đỏ", "1"])
    }

    @Test func `a workbook without books, and what is no workbook, are refused`() {
        #expect(read(MadeWorkbook(sheets: [.init("A", rows: sheet([["x", "y"]]))])).refusal?.code == .tableNoHeadings)
        #expect(
            read(MadeWorkbook(sheets: [.init("A", rows: sheet([["Tác giả", "Năm"]]))])).refusal?.code
                == .tableNoTitleColumn)
        #expect(Taken(SpreadsheetReader(), bytes: MadeZip([("a.txt", "x")]).bytes).refusal?.code == .sheetDamaged)
        #expect(Taken(SpreadsheetReader(), bytes: Array("PK\u{3}\u{4}xxxx".utf8)).refusal?.code == .archiveDamaged)
    }

    @Test func `rejects of a workbook make a table that is read again`() throws {
        let rejects = read(
            MadeWorkbook(sheets: [
                .init("A", rows: sheet([["Nhan đề", "Tác giả"], ["", "Nam Cao"], ["", "Tô \"Hoài\""]]))
            ])
        ).rejects
        let format = try #require(RejectFormat(.xlsx))

        let file = rejects.enumerated().flatMap { format.body(of: $0.element.sourceBytes, isFirst: $0.offset == 0) }

        #expect(format.fileExtension == "csv")
        #expect(String(decoding: file, as: UTF8.self) == "Nhan đề,Tác giả\n,Nam Cao\n,\"Tô \"\"Hoài\"\"\"\n")
    }
}
