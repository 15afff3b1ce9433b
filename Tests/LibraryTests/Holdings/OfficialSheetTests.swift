import Library
import Testing

/// The official registers as values.
@Suite struct OfficialSheetTests {
    static let register = AccessionRegisterTests.register([
        ["Số ĐKCB", "Tên sách", "Giá", "Ngày vào sổ", "Số vào sổ TQ", "Kho", "Nguồn", "Biên bản xuất", "Tình trạng"],
        ["1", "Toán 6", "20.000", "5/9/2023", "HĐ 1", "SGK", "Mua", "", ""],
        ["2", "Toán 6", "20.000", "5/9/2023", "HĐ 1", "SGK", "Mua", "BB 7", "rách"],
        ["3", "Số đỏ", "", "1/2/2024", "", "STK", "tặng", "", ""],
        ["4", "Không ngày", "9.000", "", "", "STK", "", "", ""],
    ])

    @Test func `every row of every official register has a cell for each of its columns`() {
        let lines = Self.register.lines
        let general = GeneralRegister(of: lines) { _ in Day(2024, 6, 30) }
        let count = DeskSheets.StockCount(on: Day(2024, 6, 1)!, location: "SGK", expected: 10, lent: 2, found: 7)
        let loan = DeskSheets.Loan(
            lentOn: Day(2024, 9, 9)!, reader: "An", number: lines[0].copy.number, title: "Toán 6")
        let check = AccessionSheet.Check(label: "2024", present: ["1"], missing: ["3"])
        let sheets =
            general.sheets() + [
                AccessionSheet.sheet(of: lines, checks: [check]), DeskSheets.loans([loan]),
                DeskSheets.withdrawal(lines) { _ in "Lạc hậu" }, DeskSheets.stockCounts([count]),
            ]

        for sheet in sheets {
            #expect(sheet.rows.allSatisfy { $0.count == sheet.columns.count }, "\(sheet.title)")
            #expect(!sheet.rows.isEmpty, "\(sheet.title)")
            #expect(Set(sheet.columns.map(\.heading)).count == sheet.columns.count, "\(sheet.title)")
        }
    }

    @Test func `the summary counts each voucher once, and every year closes with what the next one opens`() {
        let register = GeneralRegister(of: Self.register.lines) { _ in Day(2024, 6, 30) }

        #expect(register.kinds == ["SGK", "STK"])
        #expect(register.entered.map(\.titles) == [1, 1])
        #expect(register.entered.map(\.total) == [2, 1])
        #expect(register.entered.map(\.value) == [40_000, 0])
        #expect(register.left.map(\.document) == ["BB 7"])
        #expect(register.left.map(\.about) == ["Rách nát"])
        let years = register.sheets()[2].rows
        #expect(
            years.map { $0[1].text }.prefix(4) == [
                "Hiện có đầu năm", "Nhập trong năm", "Xuất trong năm", "Hiện còn cuối năm",
            ])
        #expect(years.map { $0[2].text } == ["0", "2", "0", "2", "2", "1", "1", "2"])
        #expect(years.last?[3] == .number(20_000))
    }

    @Test func `a stock-take marks what was there and what was not`() throws {
        let check = AccessionSheet.Check(label: "2024", present: ["1", "2"], missing: ["3"])
        let sheet = AccessionSheet.sheet(of: Self.register.lines, checks: [check])
        let place = try #require(sheet.columns.firstIndex { $0.heading == "Kiểm kê 2024" })

        #expect(sheet.columns[place].group == "Kiểm kê")
        #expect(sheet.rows.map { $0[place].text } == ["C", "C", "M", ""])
    }

    @Test func `on paper the accession register has the printed form's columns`() {
        let paper = AccessionSheet.sheet(of: Self.register.lines).onPaper

        #expect(paper.columns.last?.heading == "Phụ chú")
        #expect(paper.columns.count == 13)
        #expect(paper.rows.allSatisfy { $0.count == 13 })
    }

    @Test func `a list of withdrawals ends with its sum`() {
        let sheet = DeskSheets.withdrawal(Self.register.lines) { _ in nil }

        #expect(sheet.rows.last?[2] == .text("Cộng: 4 bản"))
        #expect(sheet.rows.last?[6] == .number(49_000))
        #expect(DeskSheets.withdrawal([]) { _ in nil }.rows == [])
    }

    @Test func `what is neither found nor lent is missing`() {
        #expect(
            DeskSheets.StockCount(on: Day(2024, 6, 1)!, location: nil, expected: 10, lent: 2, found: 7).missing == 1)
        #expect(DeskSheets.StockCount(on: Day(2024, 6, 1)!, location: nil, expected: 1, lent: 1, found: 7).missing == 0)
    }
}
