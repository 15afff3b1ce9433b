import Exchange
import Formats
import Foundation
import Library
import MadeFiles
import Testing

/// A report as a file: the layout of Nghị định 30/2020/NĐ-CP read back from the
/// XML, and the text it has.
@Suite struct ReportFileTests {
    private func bytes(_ document: ReportDocument) throws -> [UInt8] {
        try ReportFile.template(TemplateFiles.shipped()).document(with: ReportFile.fields(of: document))
    }

    private func part(_ name: String) throws -> XMLNode {
        let parts = try TemplateFiles.read(bytes(MadeReport.document))
        let found = try #require(parts.first { $0.name == name })
        return try XMLDocument(found.bytes).root
    }

    private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    private func value(_ node: XMLNode?, _ name: String) -> Int? {
        node?.attribute(name, namespace: Self.word).flatMap { Int($0) }
    }

    /// Twips: 1,440 an inch, 56.7 a millimetre.
    @Test func `the page is A4 with the margins of the decree`() throws {
        let section = try #require(try part("word/document.xml").descendants(named: "sectPr").last)
        let size = section.firstElement(named: "pgSz"), margins = section.firstElement(named: "pgMar")
        let millimetres = { (name: String) in
            Double(self.value(margins, name) ?? 0) / 1_440 * 25.4
        }

        #expect(value(size, "w") == 11_906)
        #expect(value(size, "h") == 16_838)
        #expect((19.95...25.05).contains(millimetres("top")))
        #expect((19.95...25.05).contains(millimetres("bottom")))
        #expect((29.95...35.05).contains(millimetres("left")))
        #expect((14.95...20.05).contains(millimetres("right")))
    }

    @Test func `the text is Times New Roman of 13 or 14 points, and the first page has no number`() throws {
        let defaults = try part("word/styles.xml").descendants(named: "rPrDefault")[0]
        let section = try #require(try part("word/document.xml").descendants(named: "sectPr").last)
        let number = try part("word/header1.xml").descendants(named: "instrText").first

        let font = defaults.descendants(named: "rFonts").first
        #expect(font?.attribute("ascii", namespace: Self.word) == "Times New Roman")
        #expect(value(defaults.descendants(named: "sz").first, "val") == 28)
        #expect(section.firstElement(named: "titlePg") != nil)
        #expect(section.firstElement(named: "headerReference")?.attribute("type", namespace: Self.word) == "default")
        #expect(number?.text.contains("PAGE") == true)
    }

    @Test func `the file says what the document says, line by line`() throws {
        for document in [MadeReport.document, MadeReport.smallest] {
            let lines = try TemplateFiles.paragraphs(of: "word/document.xml", in: bytes(document))

            #expect(lines == document.lines)
        }
    }

    @Test func `no field is left in a file`() throws {
        let text = try part("word/document.xml").text

        #expect(!text.contains("{{"))
        #expect(text.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
        #expect(text.contains("Độc lập - Tự do - Hạnh phúc"))
    }

    @Test func `every field of a report has a name that templates may use`() {
        #expect(ReportFile.fields(of: MadeReport.document).names.subtracting(ReportFile.names) == [])
    }

    /// Runs where LibreOffice is installed: `setup/packages-test.txt` says why it
    /// is not asked for.
    @Test(.enabled(if: Office.isHere, "LibreOffice is absent"))
    func `the file converts cleanly, and the paper says what the page says`() throws {
        let text = try Office.text(of: bytes(MadeReport.document))

        // Cells of a row stand beside each other in a page, so that words are
        // compared whatever their order; the second page has its number besides.
        let words = { (text: String) in
            Dictionary(text.split(whereSeparator: \.isWhitespace).map { ($0, 1) }, uniquingKeysWith: +)
        }
        let (onPaper, onPage) = (words(text), words(MadeReport.document.lines.joined(separator: "\n")))
        for (word, count) in onPage { #expect(onPaper[word, default: 0] >= count, "\(word)") }
        #expect(Set(onPaper.keys).subtracting(onPage.keys).subtracting(["2"]) == [])
    }
}

/// Reports of these tests.
enum MadeReport {
    static let document = ReportDocument(
        head: .init(
            superior: "TRƯỜNG TIỂU HỌC TÂN LẬP", body: "THƯ VIỆN", number: "Số: 12/BC-TV",
            dated: "Tân Lập, ngày 05 tháng 11 năm 2026", subject: "Kết quả <năm> & kỳ", addressee: "Kính gửi: UBND xã"),
        opening: ["Thực hiện kế hoạch, thư viện báo cáo:"],
        sections: [
            .init("chung", level: 1, "I. TÌNH HÌNH CHUNG", ["Đoạn một.", "Đoạn hai."]),
            .init("ket-qua", level: 1, "II. KẾT QUẢ THỰC HIỆN"),
            .init(
                "so-lieu", level: 2, "1. Số liệu chung", ["Lời dẫn."],
                table: .init(
                    [
                        .init("stt", "TT"), .init("chi-so", "Chỉ số"), .init("ky-nay", "Kỳ này", isNumber: true),
                        .init("ky-truoc", "Cùng kỳ", isNumber: true), .init("thay-doi", "Tăng, giảm", isNumber: true),
                        .init("ghi-chu", "Ghi chú"),
                    ],
                    rows: [
                        ["1", "Lượt đến", "1.300", "1.200", "tăng 8,3 %", ""],
                        ["2", "Lượt mượn", "410", "chưa có số liệu", "–", "kỳ này đủ 20/24 tháng"],
                    ])),
            .init(
                "tung-nam", level: 2, "2. Mức tăng từng năm",
                table: .init(
                    [
                        .init("nam", "Năm"), .init("thuc-hien", "Thực hiện", isNumber: true),
                        .init("nam-truoc", "Năm trước", isNumber: true), .init("muc-tam", "Mức 8", isNumber: true),
                        .init("muc-muoi", "Mức 10", isNumber: true), .init("thay-doi", "Tăng, giảm", isNumber: true),
                    ], rows: [["năm 2025", "1.166", "1.080", "1.167", "1.188", "tăng 7,96 %"]])),
            .init(
                "hoat-dong", level: 2, "3. Hoạt động",
                table: .init(
                    [
                        .init("stt", "TT"), .init("loai", "Hoạt động"), .init("so-lan", "Số lần", isNumber: true),
                        .init("so-nguoi", "Lượt người", isNumber: true),
                    ], rows: [["1", "Ngày hội", "2", "317"]])),
            .init("kho-khan", level: 1, "III. KHÓ KHĂN, VƯỚNG MẮC", ["Thiếu sách."]),
            .init("de-xuat", level: 1, "IV. ĐỀ XUẤT, KIẾN NGHỊ", ["Không có."]),
        ], closing: ["Trên đây là báo cáo./."], recipients: ["- Như trên;", "- Lưu: VT."],
        signature: .init(authority: "TM. ỦY BAN NHÂN DÂN", position: "CHỦ TỊCH", name: "Lê Thị An"))

    static let smallest = ReportDocument(
        head: .init(superior: "", body: "THƯ VIỆN", number: "Số:", dated: "Huế", subject: "x", addressee: ""),
        opening: [], sections: [.init("so-lieu", level: 1, "I. SỐ LIỆU")], closing: [], recipients: [],
        signature: .init(authority: "", position: "GIÁM ĐỐC", name: ""))
}
