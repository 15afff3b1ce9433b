import Library
import Testing

/// What people write in tables of figures, line by line.
@Suite struct WrittenTests {
    @Test(arguments: [
        ("1.234", 1234), ("1 234", 1234), ("1\u{A0}234", 1234), ("12.345.678", 12_345_678), ("1,234", 1234),
        ("1.234,0", 1234), ("1,234.00", 1234), ("0", 0), ("  57 ", 57), ("120 lượt", 120), ("1.200 lượt người", 1200),
        ("+7", 7), ("1'234", 1234),
    ]) func `a number is read as it was meant`(text: String, number: Int) {
        #expect(WrittenFigure(text) == .number(number), "\(text)")
    }

    @Test(arguments: ["", " ", "-", "–", "...", "x", "không có số liệu", "Chưa có", "N/A"])
    func `silence is no number, and no fault`(text: String) {
        #expect(WrittenFigure(text) == .none, "\(text)")
    }

    @Test(arguments: [
        ("1.234,5", FigureFault.numberFraction), ("1.5", .numberFraction), ("12,75", .numberFraction),
        ("-5", .numberNegative), ("khoảng 100", .numberUnread), ("100-120", .numberUnread), ("1.23.456", .numberUnread),
        ("12a", .numberUnread), ("999.999.999.999.999", .numberTooLarge), ("900.000.000", .numberTooLarge),
        ("0x10", .numberUnread), ("1e5", .numberUnread), ("#REF!", .numberUnread), ("=A1+B1", .numberUnread),
    ]) func `what is no whole number says why`(text: String, fault: FigureFault) {
        #expect(WrittenFigure(text) == .fault(fault), "\(text)")
    }

    @Test(arguments: [
        ("T1", 1), ("T01", 1), ("T.12", 12), ("Th 3", 3), ("Tháng 7", 7), ("tháng 07", 7), ("Tháng Giêng", 1),
        ("tháng hai", 2), ("Tháng Tư", 4), ("tháng bốn", 4), ("Tháng năm", 5), ("tháng bảy", 7), ("Tháng mười", 10),
        ("Tháng Mười Một", 11), ("tháng chạp", 12), ("Tháng XII", 12), ("thang 9", 9), ("Tháng một", 1), ("11", 11),
    ]) func `a month is read in digits and in words`(text: String, number: Int) {
        #expect(WrittenMonth(text) == .number(number), "\(text)")
    }

    @Test(arguments: [
        "01/2023", "1/2023", "T1/2023", "Tháng 1 năm 2023", "tháng 01/2023", "2023-01", "01-2023", "2023-01-01",
        "01/01/2023", "31/01/2023", "Tháng Giêng năm 2023",
    ]) func `a month with its year is one month`(text: String) {
        #expect(WrittenMonth(text) == .month(Month(2023, 1)!), "\(text)")
    }

    @Test func `what is no month is not taken for one`() {
        #expect(WrittenMonth("Quý I") == .quarter)
        #expect(WrittenMonth("Q2/2023") == .quarter)
        #expect(WrittenMonth("Cả năm") == .sum)
        #expect(WrittenMonth("6 tháng đầu năm") == .sum)
        #expect(WrittenMonth("Tổng cộng") == .sum)
        #expect(WrittenMonth("Năm 2023") == .year(2023))
        for text in ["tháng Một", "Một", "tháng Một 2019", "Tháng Một năm 2019", "Tháng Một/2019"] {
            #expect(WrittenMonth(text, besideGieng: true) == .ambiguous, "\(text)")
        }
        #expect(WrittenMonth("tháng Một 2019") == .month(Month(2019, 1)!))
        #expect(WrittenMonth("tháng Mười Một 2019", besideGieng: true) == .month(Month(2019, 11)!))
        for text in ["", "13", "Tháng 13", "15/01/2023", "tuần 3", "đầu năm", "T0", "00/2023"] {
            #expect(WrittenMonth(text) == nil, "\(text)")
        }
    }
}
