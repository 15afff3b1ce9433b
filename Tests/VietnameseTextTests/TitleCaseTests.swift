import Testing
import VietnameseText

@Suite struct TitleCaseTests {
    @Test(arguments: [
        ("VIỆC LÀNG", "Việc làng"),
        ("CƠM THẦY CƠM CÔ", "Cơm thầy cơm cô"),
        ("LỊCH SỬ VIỆT NAM, TẬP II", "Lịch sử Việt Nam, tập II"),
        ("TOÁN HỌC: BÀI TẬP LỚP 10A", "Toán học: Bài tập lớp 10A"),
        ("VI PHẠM VÀ XỬ LÝ", "Vi phạm và xử lý"),
        ("TẬP VI", "Tập VI"),
        ("THẾ KỶ XX", "Thế kỷ XX"),
        ("CHIẾN THẮNG ĐIỆN BIÊN PHỦ", "Chiến thắng Điện Biên Phủ"),
        ("“SỐ ĐỎ”", "“Số đỏ”"),
        ("PRIDE AND PREJUDICE", "Pride and prejudice"),
        ("TIÊU CHUẨN TCVN 5712", "Tiêu chuẩn TCVN 5712"),
        ("ĐƯỜNG", "Đường"),
    ])
    func `capitals are restored to a sentence`(title: String, expected: String) {
        #expect(TitleCase.restored(fromAllCaps: title).map(bytes) == bytes(expected))
        #expect(TitleCase.restored(fromAllCaps: decomposed(title)).map(bytes) == bytes(expected))
    }

    @Test(arguments: ["Việc làng", "việc làng", "TCVN", "UNESCO", "", "123", "漢字", "A", "II", "Tập II"])
    func `titles that are not all capitals stay`(title: String) {
        #expect(TitleCase.restored(fromAllCaps: title) == nil)
    }
}
