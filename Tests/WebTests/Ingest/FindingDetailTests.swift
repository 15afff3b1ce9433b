import Library
import Testing
import Web

/// What readers of files report, in the words of whoever reads the page.
@Suite struct FindingDetailTests {
    private let vietnamese: CodeSentences
    private let english: CodeSentences

    init() throws {
        vietnamese = try CodeSentences(.vietnamese)
        english = try CodeSentences(.english)
    }

    @Test(arguments: [
        ("The row has 5 cells, the headings 3.", "Dòng có 5 ô, tiêu đề có 3"),
        (
            "The row has 5 cells, the headings 3: a delimiter inside a cell needs quotation marks.",
            "Dòng có 5 ô, tiêu đề có 3: ô có dấu phân cách phải nằm trong ngoặc kép"
        ),
        ("\"-380.0\" is no year from 1000 to 2200.", "“-380.0” không phải năm từ 1000 đến 2200"),
        (
            "No title could be read: The leader says 99999 bytes, the record has 3025.",
            "Không đọc được nhan đề: đầu biểu ghi 99999 byte, biểu ghi có 3025 byte"
        ),
        (
            "The name \"ảnh.epub\" promises epub, but no reader knows the content: it is a JPEG picture.",
            "Tên “ảnh.epub” nói là epub, nhưng bên trong khác hẳn: đây là ảnh JPEG"
        ),
        (
            "The XML cannot be read: elements stand more than 200 deep",
            "Không đọc được XML: các phần tử lồng nhau quá 200 lớp"
        ),
    ])
    func `a report is told in Vietnamese with what was found in it`(report: String, told: String) {
        #expect(vietnamese.detail(report) == told)
        #expect(english.detail(report) == report)
    }

    @Test func `what was found stands as it was found, whatever it says`() {
        let value = "{line} \"is no valid ISBN\" <b>"

        #expect(
            vietnamese.detail("No row among the first 20 holds known headings; the first line is \"\(value)\".")
                == "Trong 20 dòng đầu không dòng nào có tiêu đề cột đã biết; dòng đầu là “\(value)”")
    }

    @Test func `a report that nobody said again in Vietnamese is left to stand in English`() {
        #expect(vietnamese.detail("Something of a library that is not ours.") == nil)
        #expect(vietnamese.detail("") == nil)
        #expect(vietnamese.detail("The row has  cells, the headings .") == nil)
    }
}
