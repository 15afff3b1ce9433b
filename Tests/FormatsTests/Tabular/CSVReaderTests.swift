import Formats
import Library
import Testing

@Suite struct CSVReaderTests {
    private func read(_ text: String) -> Taken { Taken(CSVReader(), text: text) }

    @Test(arguments: [",", ";", "\t", "|"])
    func `the delimiter is found by the headings it makes`(delimiter: String) {
        let rows = [
            ["Nhan đề", "Tác giả", "Năm"], ["Số đỏ", "Vũ Trọng Phụng", "1936"], ["Tắt đèn", "Ngô Tất Tố", "1939"],
        ]

        let taken = read(rows.map { $0.joined(separator: delimiter) }.joined(separator: "\n"))

        #expect(taken.titles == ["Số đỏ", "Tắt đèn"])
        #expect(taken.records.map(\.facts.year) == [1936, 1939])
        #expect(taken.records.map(\.facts.creators.first?.name) == ["Vũ Trọng Phụng", "Ngô Tất Tố"])
    }

    @Test func `quotes, line ends in cells and CRLF are read, with places`() throws {
        let text = "Tên sách,Tóm tắt\r\n\"Số đỏ, hay là Xuân\",\"Dòng một\nDòng \"\"hai\"\"\"\r\nTắt đèn,Chị Dậu\r\n"

        let taken = read(text)

        #expect(taken.titles == ["Số đỏ, hay là Xuân", "Tắt đèn"])
        #expect(taken.records[0].facts.description == "Dòng một Dòng \"hai\"")
        #expect(taken.records[0].position == SourcePosition(record: 1, line: 2, byteOffset: 23))
        #expect(taken.records[1].position.line == 4)
        #expect(taken.warnings.isEmpty)
    }

    @Test func `the kept bytes of a row are its headings and itself`() {
        let taken = read("Nhan đề,Năm\nSố đỏ,1936\nTắt đèn,1939\n")

        #expect(
            taken.records.map { String(decoding: $0.sourceBytes, as: UTF8.self) } == [
                "Nhan đề,Năm\nSố đỏ,1936\n", "Nhan đề,Năm\nTắt đèn,1939\n",
            ])
    }

    @Test func `a quote that is never closed costs no neighbour`() {
        let taken = read(
            "Nhan đề,Tác giả,Năm\nSố đỏ,Vũ Trọng Phụng,1936\n\"Tắt đèn,Ngô Tất Tố,1939\nVỡ đê,Vũ Trọng Phụng,1936\n")

        #expect(taken.titles == ["Số đỏ", "Tắt đèn", "Vỡ đê"])
        #expect(taken.warnings.map(\.code) == [.tableQuote])
        #expect(taken.warnings.first?.position.line == 3)
        #expect(taken.records.map(\.position.line) == [2, 3, 4])
    }

    @Test func `an open quote before quoted rows costs no neighbour`() {
        let text =
            "Nhan đề,Tác giả,Năm\n\"Số đỏ,Vũ Trọng Phụng,1936\n\"Tắt đèn\",\"Ngô Tất Tố\",1939\n\"Vỡ đê\",\"Vũ Trọng Phụng\",1936\n"

        let taken = read(text)

        #expect(taken.titles == ["Số đỏ", "Tắt đèn", "Vỡ đê"])
        #expect(taken.warns(.tableQuote))
    }

    @Test func `quotes inside a quoted cell stay`() {
        let taken = read("Nhan đề,Năm\n\"Truyện \"Kiều\" chú giải\",1925\n")

        #expect(taken.titles == ["Truyện \"Kiều\" chú giải"])
        #expect(taken.warns(.tableQuote))
    }

    @Test func `a short row is taken with a warning, a long one rejected`() {
        let taken = read(
            "Nhan đề,Tác giả,Năm\nSố đỏ,Vũ Trọng Phụng\nTruyện, ngắn,Nam Cao,1941\nTắt đèn,Ngô Tất Tố,1939,,\n")

        #expect(taken.titles == ["Số đỏ", "Tắt đèn"])
        #expect(taken.warnings.map(\.code) == [.tableRowLength])
        #expect(taken.rejects.map(\.code) == [.tableRowLength])
        #expect(taken.rejects.first?.position == SourcePosition(record: 2, line: 3, byteOffset: 58))
    }

    @Test func `a row without title is rejected, an empty one passed over`() {
        let taken = read("Nhan đề,Tác giả\n,Nam Cao\n\n,\nSố đỏ,\n")

        #expect(taken.titles == ["Số đỏ"])
        #expect(taken.rejects.map(\.code) == [.recordNoTitle])
        #expect(taken.records.first?.position.record == 2)
    }

    @Test func `titles of the register above the headings are passed over`() {
        let taken = read(
            "TRƯỜNG THCS NGUYỄN DU,,\nSổ đăng ký cá biệt,,\n,,\nSTT,Tên sách,Tác giả\n1,2,3\n1,Số đỏ,Vũ Trọng Phụng\n")

        #expect(taken.titles == ["Số đỏ"])
        #expect(taken.rejects.isEmpty)
    }

    @Test func `UTF-16, a byte order mark and Vietnamese code pages are read`() throws {
        let text =
            "Nhan đề\tTác giả\tGhi chú\nSố đỏ\tVũ Trọng Phụng\tTiểu thuyết được viết năm một nghìn chín trăm ba mươi sáu\n"
        let utf16: [UInt8] =
            [0xFF, 0xFE] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }

        #expect(Taken(CSVReader(), bytes: utf16, name: "thu.csv").titles == ["Số đỏ"])
        #expect(read("\u{FEFF}" + text).titles == ["Số đỏ"])
        #expect(read("\u{FEFF}" + text).records.first?.position.byteOffset == 34)
        #expect(Taken(CSVReader(), bytes: utf16).records.first?.position.byteOffset == nil)
    }

    @Test(
        .enabled(if: RecordSamples.isThere, "../shared/samples is absent"),
        arguments: ["cp1258", "tcvn5712-1", "viscii"])
    func `a table in an old Vietnamese code page is read, with a warning`(set: String) throws {
        // The first sentences of a real text in that code page as one cell.
        let text = try RecordSamples.data(RecordSamples.path("legacy-encoding/doi-thua.\(set).txt"))
        let words = text.filter { $0 != 0x0A && $0 != 0x0D && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") }
            .prefix(6_000)
        let bytes = Array("Title,Summary\nDoi thua,".utf8) + words + [0x0A]

        let taken = Taken(CSVReader(), bytes: bytes)

        #expect(taken.titles == ["Doi thua"])
        #expect(taken.warnings.map(\.code) == [.encodingGuessed])
        #expect(
            taken.records.first?.facts.description?.contains("Đời") == true
                || taken.records.first?.facts.description?.contains("không") == true)
    }

    /// "Café de Flore" as Latin-1 writes it.
    private let latin1Row: [UInt8] = Array("Caf".utf8) + [0xE9] + Array(" de Flore,Paul\n".utf8)

    @Test func `rows in another encoding far below are read and told by line`() {
        let rows = (1...6_000).map { "Book number \($0),Author\n" }.joined()
        let bytes = Array(("Title,Author\n" + rows).utf8) + latin1Row

        let taken = Taken(CSVReader(), bytes: bytes)

        #expect(taken.records.count == 6_001)
        #expect(taken.titles.last == "Café de Flore")
        #expect(taken.warnings.map(\.code) == [.encodingGuessed])
        #expect(taken.warnings.first?.position.line == 6_002)
        #expect(taken.warnings.first?.reason.contains("WINDOWS-1252") == true)
    }

    @Test func `a row pasted from an old table is read by itself`() {
        let start = "Nhan đề,Tác giả\nSách đúng,Nguyễn Ái Quốc\n"
        // "Sách lẻ" in Latin-1 letters, "Số đỏ" in TCVN.
        let latin = Array("S".utf8) + [0xE1] + Array("ch l".utf8) + [0xE0] + Array(" latin,B\n".utf8)
        let tcvn = Array("S".utf8) + [0xE8, 0x20, 0xAE, 0xE1] + Array(",C\n".utf8)

        let taken = Taken(CSVReader(), bytes: Array(start.utf8) + latin + tcvn + Array("Sách nữa,Đ\n".utf8))

        #expect(taken.titles == ["Sách đúng", "Sách là latin", "Số đỏ", "Sách nữa"])
        #expect(taken.warnings.map(\.code) == [.encodingGuessed, .encodingGuessed])
        #expect(taken.warnings.map(\.position.line) == [3, 4])
    }

    @Test func `a letter that is lost is shown and told by line`() {
        let start = "Nhan đề,Tác giả\nSách đúng,Nguyễn Ái Quốc\n"
        let broken = Array("Sách ".utf8) + [0xFF] + Array("hỏng một chữ,Nguyễn Văn Ất\n".utf8)

        let taken = Taken(CSVReader(), bytes: Array(start.utf8) + broken + Array("Cũ \u{FFFD} mất,Đ\n".utf8))

        #expect(taken.titles == ["Sách đúng", "Sách \u{FFFD}hỏng một chữ", "Cũ \u{FFFD} mất"])
        #expect(taken.warnings.map(\.code) == [.textDamaged, .textDamaged])
        #expect(taken.warnings.map(\.position.line) == [3, 4])
    }

    @Test(arguments: [0, 40_000])
    func `a zero byte in a cell is left out and told, in a table of any size`(filler: Int) throws {
        let rows = String(repeating: "Sách lấp,A\n", count: filler / 12)
        let bytes = Array(("Nhan đề,Tác giả\n" + rows + "S").utf8) + [0] + Array("ách,A\n".utf8)
        let name = "nul.csv"

        let taken = Taken(CSVReader(), bytes: bytes, name: name)

        #expect(taken.titles.last == "Sách")
        #expect(taken.warnings.map(\.code) == [.textDamaged])
        #expect(taken.warnings.first?.position.line == 2 + filler / 12)
    }

    @Test func `a number over two titles is told with the first place, a column that numbers nothing is not`() {
        let twice = read("Mã sách,Nhan đề\n1,Số đỏ\n2,Vỡ đê\n1,Giông tố\n2,Vỡ đê\n")
        let rows = (1...100).map { "7,Sách \($0)\n" }.joined()
        let classes = read("Mã sách,Nhan đề\n" + rows)

        #expect(twice.warnings.map(\.code) == [.duplicateIdentifier])
        #expect(twice.warnings.first?.position == SourcePosition(record: 3, line: 4, byteOffset: 46, field: "Mã sách"))
        #expect(twice.warnings.first?.reason.contains("in record 1, line 2") == true)
        #expect(twice.records.count == 4)
        #expect(classes.records.count == 100)
        #expect(classes.warnings.count == 20)
    }

    @Test func `headings alone, no headings and no title column are told apart`() {
        #expect(read("a,b\n1,2\n").refusal?.code == .tableNoHeadings)
        #expect(read("Tác giả,Năm\nNam Cao,1941\n").refusal?.code == .tableNoTitleColumn)
        #expect(read("").refusal?.code == .fileEmpty)
        #expect(read("Nhan đề,Năm\n").records.isEmpty)
    }

    @Test func `a row larger than a record may be costs itself alone`() {
        var limits = ReadingLimits()
        limits.recordBytes = 10_000
        let long = String(repeating: "chữ ", count: 20_000)

        let taken = Taken(
            CSVReader(), bytes: Array("Nhan đề,Tóm tắt\nSố đỏ,a\nDài,\(long)\nTắt đèn,b\n".utf8), limits: limits)

        #expect(taken.titles == ["Số đỏ", "Tắt đèn"])
        #expect(taken.rejects.map(\.code) == [.recordTooLarge])
    }

    @Test func `rejects make a table that is read again`() throws {
        let rejects = read("Nhan đề;Tác giả\n;Nam Cao\nSố đỏ;\n;\"Ngô\nTất Tố\"\n").rejects
        let format = try #require(RejectFormat(.csv))

        let file = rejects.enumerated().flatMap { format.body(of: $0.element.sourceBytes, isFirst: $0.offset == 0) }

        #expect(String(decoding: file, as: UTF8.self) == "Nhan đề;Tác giả\n;Nam Cao\n;\"Ngô\nTất Tố\"\n")
        #expect(Taken(CSVReader(), bytes: file).rejects.count == 2)
    }
}
