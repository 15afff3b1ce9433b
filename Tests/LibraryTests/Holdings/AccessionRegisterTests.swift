import Library
import Testing

/// Registers as schools have them.
@Suite struct AccessionRegisterTests {
    static func register(_ rows: [[String]]) -> AccessionRegister {
        AccessionRegister(rows.enumerated().map { TableRow(line: $0.offset + 1, cells: $0.element) })
    }

    static func lines(_ row: [String], headings: [String] = ["Số ĐKCB", "Tên sách", "Giá", "Năm XB", "Ngày vào sổ"])
        -> AccessionRegister
    {
        register([headings, row])
    }

    @Test func `a register on the printed form is read below its titles and its two rows of headings`() throws {
        let register = Self.register([
            ["TRƯỜNG TIỂU HỌC SỐ 1"], ["SỔ ĐĂNG KÝ CÁ BIỆT"], [],
            [
                "Ngày vào sổ", "Số thứ tự", "Tên tác giả và tên sách", "Xuất bản", "", "", "Giá tiền", "Môn loại",
                "Số vào sổ tổng quát", "Ngày và số biên bản xuất", "Kiểm kê", "", "Phụ chú",
            ],
            ["", "", "", "Nhà", "Nơi", "Năm", "", "", "", "", "2019", "2020"],
            ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"],
            [
                "26.XI.2007", "1201", "Dế Mèn phiêu lưu ký / Tô Hoài", "Kim Đồng", "H.", "2005", "12.500đ", "8V", "17",
                "", "C", "M", "Bìa cứng",
            ],
        ])

        #expect(register.rejected == [])
        let line = try #require(register.lines.first)
        #expect((line.title, line.creators.first) == ("Dế Mèn phiêu lưu ký", "Tô Hoài"))
        #expect((line.publisher, line.place, line.year) == ("Kim Đồng", "H.", 2005))
        #expect((line.classification, line.row) == ("8V", 7))
        #expect((line.copy.number.text, line.copy.price) == ("1201", 12_500))
        #expect((line.copy.receivedOn, line.copy.invoice) == (Day(2007, 11, 26), "17"))
        #expect((line.copy.standing, line.copy.note) == (.held, "Bìa cứng"))
    }

    @Test(arguments: [
        "Số ĐKCB", "SỐ ĐĂNG KÍ CÁ BIỆT", "so dang ky ca biet", "Số ĐK", "Mã sách", "ĐK CB", "Số đăng ký (ĐKCB)",
    ])
    func `the number's column is known by many names`(heading: String) {
        #expect(Self.register([[heading, "Nhan đề"], ["1", "Số đỏ"]]).lines.count == 1)
    }

    @Test(arguments: [
        ("12500", 12_500), ("12.500", 12_500), ("12,500đ", 12_500), ("12 500 VNĐ", 12_500), ("12.500,00", 12_500),
        ("1.250.000", 1_250_000), ("12500.0", 12_500), ("0", 0),
    ])
    func `a price is read as people write it`(text: String, price: Int) {
        #expect(Self.lines(["1", "Số đỏ", text]).lines.first?.copy.price == price)
    }

    @Test(arguments: [
        (["", "Số đỏ"], AccessionFault.numberMissing), (["ABC", "Số đỏ"], .numberInvalid), (["1", ""], .titleMissing),
        (["1", "Số đỏ", "mười nghìn"], .priceInvalid), (["1", "Số đỏ", "12,5"], .priceInvalid),
        (["1", "Số đỏ", "-5"], .priceInvalid), (["1", "Số đỏ", "", "20055"], .yearInvalid),
        (["1", "Số đỏ", "", "0999"], .yearInvalid), (["1", "Số đỏ", "", "", "31/2/2020"], .dateInvalid),
        (["1-5000", "Số đỏ"], .spanTooLong),
    ])
    func `what is wrong with a row is told with its reason`(row: [String], fault: AccessionFault) {
        let register = Self.lines(row)

        #expect(register.lines == [])
        #expect(register.rejected.map(\.fault) == [fault])
        #expect(register.rejected.first?.row.line == 2)
    }

    @Test func `a gift has no price and its source says so`() {
        let copy = Self.lines(["1", "Số đỏ", "Tặng"]).lines.first?.copy

        #expect(copy?.price == nil)
        #expect(copy?.source == .gift)
    }

    @Test func `a number that stands there already is refused, however it is spelled`() {
        let register = Self.register([
            ["Số ĐKCB", "Tên sách"], ["TK.00123", "Số đỏ"], ["tk 00123", "Tắt đèn"], ["TK.00124", "Tắt đèn"],
        ])

        #expect(register.lines.map(\.copy.number.text) == ["TK.00123", "TK.00124"])
        #expect(register.rejected.map(\.fault) == [.numberTwice])
        #expect(register.rejected.map(\.row.line) == [3])
    }

    @Test(arguments: [
        ("1201-1203", "", ["1201", "1202", "1203"]), ("1201", "3", ["1201", "1202", "1203"]),
        ("TK.0009-TK.0011", "", ["TK.0009", "TK.0010", "TK.0011"]),
        ("TK.09 – 11", "3 cuốn", ["TK.09", "TK.10", "TK.11"]),
        ("GK-12", "", ["GK-12"]), ("STN 5", "2", ["STN 5", "STN 6"]), ("GK-12-14", "", ["GK-12", "GK-13", "GK-14"]),
        ("2023-001", "", ["2023-001"]), ("7; 9", "", ["7", "9"]), ("1/TK đến 3/TK", "", ["1/TK", "2/TK", "3/TK"]),
        ("2023-2030", "1", ["2023-2030"]), ("098", "3", ["098", "099", "100"]),
    ])
    func `a bundle of textbooks in one row is as many copies`(cell: String, quantity: String, numbers: [String]) {
        let register = Self.register([["Số ĐKCB", "Tên sách", "Số lượng"], [cell, "Toán 6", quantity]])

        #expect(register.rejected == [])
        #expect(register.lines.map(\.copy.number.text) == numbers)
    }

    @Test func `a span that contradicts its quantity is asked back`() {
        let register = Self.register([["Số ĐKCB", "Tên sách", "SL"], ["1-5", "Toán 6", "4"], ["9", "Toán 6", "mấy"]])

        #expect(register.rejected.map(\.fault) == [.quantityMismatch, .quantityInvalid])
    }

    @Test func `a ditto stands for the cell above`() {
        let register = Self.register([
            ["Số ĐKCB", "Tên sách", "Tác giả"], ["1", "Số đỏ", "Vũ Trọng Phụng"], ["2", "\"", "nt"],
            ["3", "nt", "-nt-"],
        ])

        #expect(register.lines.map(\.title) == ["Số đỏ", "Số đỏ", "Số đỏ"])
        #expect(register.lines[2].creators == ["Vũ Trọng Phụng"])
    }

    @Test func `words for condition and source are understood, and kept where they are not`() {
        let register = Self.register([
            ["Số ĐKCB", "Tên sách", "Tình trạng", "Nguồn", "Ghi chú"], ["1", "A", "Rách nát", "PGD cấp phát", ""],
            ["2", "B", "Mất", "Tặng: chi hội phụ huynh", "x"], ["3", "C", "mối gặm", "hội chợ", ""],
        ])

        let copies = register.lines.map(\.copy)
        #expect(copies.map(\.condition) == [.damaged, .good, .good])
        #expect(copies.map(\.standing) == [.held, .lost, .held])
        #expect(copies.map(\.source) == [.programme, .gift, .other])
        #expect(
            copies.map(\.note) == [nil, "x. Nguồn: Tặng: chi hội phụ huynh", "Nguồn: hội chợ. Tình trạng: mối gặm"])
    }

    @Test func `every sheet with headings is read, and numbers are unique among them`() {
        let rows = ["SGK", "Nháp", "TK"].flatMap { sheet -> [TableRow] in
            let headings = sheet == "Nháp" ? ["gì đó"] : ["Mã sách", "Nhan đề"]
            return [
                TableRow(line: 1, sheet: sheet, cells: headings),
                TableRow(line: 2, sheet: sheet, cells: ["5", "Số đỏ"]),
            ]
        }

        let register = AccessionRegister(rows)

        #expect(register.lines.map(\.sheet) == ["SGK"])
        #expect(register.rejected.map(\.row.sheet) == ["TK"])
    }

    @Test func `a table without a number's column is no register`() {
        #expect(Self.register([["Tên sách", "Tác giả"], ["Số đỏ", ""]]).rejected.map(\.fault) == [.headingsMissing])
        #expect(Self.register([]).rejected == [])
    }
}
