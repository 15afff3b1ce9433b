import Foundation
import Library
import SQLiteStore
import Testing
import Web

/// The pages of registers, as a librarian meets them.
@Suite struct RegisterPageTests {
    static let table = """
        Số ĐKCB\tTên sách\tTác giả\tGiá\tKý hiệu xếp giá
        TK.1\tDế Mèn phiêu lưu ký\tTô Hoài\t12.500\t895.9 T450H
        TK.2\tDế Mèn phiêu lưu kí\tTô Hoài\t12.500\t895.9 T450H
        TK.3\t\tKhông tên\t\t
        TK.4\t=HYPERLINK("x")\tA <b>\t\t
        """

    @Test func `a register is looked at first, taken in, and not twice`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/diem/\(staffed.here.point)/so-dang-ky"

        let preview = try await staffed.post(address + "/dan", as: .librarian, [("bang", Self.table)])
        let untouched = try await staffed.site.store.circulating.registers.register(of: staffed.here.point)
        let fields = [("bang", Self.table), ("chac-chan", "1")]
        let taken = try await staffed.post(address + "/dan", as: .librarian, fields)
        let again = try await staffed.post(address + "/dan", as: .librarian, fields)
        let lines = try await staffed.site.store.circulating.registers.register(of: staffed.here.point)

        #expect(preview.status == 200)
        #expect(preview.text.contains("Thiếu tên sách."))
        #expect(preview.text.contains("Nhập 3 bản vào sổ"))
        #expect(preview.text.contains("A &lt;b&gt;"))
        #expect(!untouched.contains { $0.line.copy.number.text.hasPrefix("TK") })
        #expect(taken.status == 303)
        #expect(taken.header("Location") == address + "?them=3")
        #expect(again.header("Location") == address + "?them=0")
        #expect(lines.map(\.line.copy.number.text).filter { $0.hasPrefix("TK") } == ["TK.1", "TK.2", "TK.4"])
    }

    @Test func `what was taken in is shown, printed, given out and put on labels`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/diem/\(staffed.here.point)/so-dang-ky"
        _ = try await staffed.post(
            address + "/dan", as: .librarian, [("bang", Self.table), ("chac-chan", "1")])

        let page = try await staffed.get(address, as: .librarian)
        let print = try await staffed.get(address + "/in?so=ca-biet", as: .librarian)
        let summary = try await staffed.get(address + "/in?so=tong-quat", as: .librarian)
        let csv = try await staffed.get(address + "/tai?so=ca-biet&dang=csv", as: .librarian)
        let book = try await staffed.get(address + "/tai?so=tong-quat&dang=xlsx", as: .librarian)
        let counts = try await staffed.get(address + "/tai?so=kiem-ke&dang=csv", as: .librarian)
        let gone = try await staffed.get(address + "/in?so=thanh-ly", as: .librarian)
        let labels = try await staffed.get(
            "/quan-tri/diem/\(staffed.here.point)/nhan?loai=gay&to=3x8&tu-so=TK.2&den-so=TK.3", as: .librarian)

        #expect(page.text.contains("Sổ có 6 bản."))
        #expect(print.text.contains("<th scope=\"colgroup\" colspan=\"3\">Xuất bản</th>"))
        #expect(print.text.contains("Dế Mèn phiêu lưu ký"))
        #expect(summary.text.contains("Phần III"))
        #expect(csv.header("Content-Disposition")?.contains("so-dang-ky-ca-biet") == true)
        #expect(csv.text.contains("\"'=HYPERLINK(\"\"x\"\")\""))
        #expect(book.status == 200)
        #expect(page.text.contains("Sổ theo dõi kiểm kê") && counts.text.contains("Số bản theo sổ"))
        #expect(gone.text.contains("Lý do thanh lý"))
        #expect(try await staffed.get(address + "/tai?so=tong-quat&dang=csv", as: .librarian).status == 404)
        #expect(labels.text.contains("<span>895.9</span><span>T450H</span><strong>TK.2</strong>"))
        #expect(!labels.text.contains("<strong>TK.1</strong>"))
    }

    @Test func `a table without the needed headings says so`() async throws {
        let staffed = try await StaffedSite()

        let answer = try await staffed.post(
            "/quan-tri/diem/\(staffed.here.point)/so-dang-ky/dan", as: .librarian,
            [("bang", "Tên\tLớp\nAn\t4A")])

        #expect(answer.text.contains("Không thấy dòng tiêu đề có cột số ĐKCB"))
    }

    @Test(.enabled(if: Worker.isBuilt, "hoclieu-worker is built by swift build"))
    func `a register is sent as a file, and an export of it brings nothing new`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/diem/\(staffed.here.point)/so-dang-ky"
        let text = Self.table.replacingOccurrences(of: "12.500", with: "12500")

        let preview = try await staffed.send(
            address + "/nhap", as: .librarian, SentForm(fields: [], files: [("so.csv", Array(text.utf8))]))
        let fields = preview.text.matches(of: /<input type="hidden" name="(phieu|ten-tep)" value="([^"]*)">/)
            .map { (String($0.output.1), String($0.output.2)) }
        let taken = try await staffed.post(address + "/nhan", as: .librarian, fields)
        let again = try await staffed.post(address + "/nhan", as: .librarian, fields)
        let book = try await staffed.get(address + "/tai?so=ca-biet&dang=xlsx", as: .librarian)
        let exported = try await staffed.send(
            address + "/nhap", as: .librarian, SentForm(fields: [], files: [("so.xlsx", book.bytes)]))
        let wrong = try await staffed.send(
            address + "/nhap", as: .librarian, SentForm(fields: [], files: [("so.xlsx", Array("%PDF-1.7".utf8))]))

        #expect(preview.text.contains("Nhập 3 bản vào sổ"))
        #expect(taken.header("Location") == address + "?them=3")
        #expect(again.status == 422)
        #expect(exported.text.contains("6 số đã có trong sổ, giữ nguyên"))
        #expect(exported.text.contains("Không có bản nào mới để nhập."))
        #expect(wrong.status == 422)
    }

    @Test func `cards have a QR code beside the barcode`() async throws {
        let staffed = try await StaffedSite()

        let cards = try await staffed.get("/quan-tri/diem/\(staffed.here.point)/the", as: .librarian)

        #expect(cards.text.contains("<svg class=\"barcode\""))
        #expect(cards.text.contains("<svg class=\"qr\" viewBox=\"0 0 29 29\""))
    }

    @Test(arguments: ["so-dang-ky", "so-dang-ky/nhap", "so-dang-ky/in?so=thanh-ly", "nhan"])
    func `no word of the pages lies outside of the locale files`(path: String) async throws {
        let staffed = try await StaffedSite()
        _ = try await staffed.post(
            "/quan-tri/diem/\(staffed.here.point)/so-dang-ky/dan", as: .librarian,
            [("bang", Self.table), ("chac-chan", "1")])

        let answer = try await staffed.get(
            "/quan-tri/diem/\(staffed.here.point)/\(path)", as: .librarian, language: "x-thu")

        #expect(answer.status == 200)
        let visible = VisibleText(answer.text)
        #expect(visible.untranslated.isEmpty && visible.unbalanced.isEmpty, "\(visible.untranslated)")
    }
}

/// What people paste.
@Suite struct PastedTableTests {
    @Test(arguments: [
        ("a\tb\nc\td", [["a", "b"], ["c", "d"]]), ("a,b\r\n\"c,\"\"x\"\"\",d\r\n", [["a", "b"], ["c,\"x\"", "d"]]),
        ("a;b\nc;d,e", [["a", "b"], ["c", "d,e"]]), ("a\t\"b\nb2\"\tc", [["a", "b b2", "c"]]),
        ("a\t\"\tb\nc\t\"\td", [["a", "\"", "b"], ["c", "\"", "d"]]), ("'=1\t'x", [["=1", "'x"]]), ("", []),
        ("a\n\nb", [["a"], [""], ["b"]]),
    ])
    func `cells are cut as the program that they come from meant them`(text: String, rows: [[String]]) {
        #expect(PastedTable.rows(text).map(\.cells) == rows)
    }
}
