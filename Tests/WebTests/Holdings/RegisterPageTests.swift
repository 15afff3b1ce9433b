import Credentials
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

    @Test func `the register is leafed through from number to number`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/diem/\(staffed.here.point)/so-dang-ky"
        let rows = (1...120).map { "TK.\($0)\tDế Mèn phiêu lưu ký" }
        _ = try await staffed.post(
            address + "/dan", as: .librarian,
            [("bang", (["Số ĐKCB\tTên sách"] + rows).joined(separator: "\n")), ("chac-chan", "1")])

        let first = try await staffed.get(address, as: .librarian).text
        let second = try await staffed.get(address + "?sau=TK.47", as: .librarian).text
        let back = try await staffed.get(address + "?truoc=TK.48", as: .librarian).text
        let from = try await staffed.get(address + "?tu-so=tk+100", as: .librarian).text
        let beyond = try await staffed.get(address + "?tu-so=ZZ.1", as: .librarian).text

        #expect(first.contains("Sổ có 123 bản.") && first.contains(">KHO.0001<") && first.contains(">TK.47<"))
        #expect(!first.contains(">TK.48<") && first.contains("so-dang-ky?sau=TK.47#so"))
        #expect(second.contains(">TK.48<") && second.contains(">TK.97<") && second.contains("?truoc=TK.48#so"))
        #expect(back.contains(">TK.47<") && !back.contains(">TK.48<") && !back.contains("rel=\"prev\""))
        #expect(from.contains(">TK.100<") && from.contains(">TK.120<") && !from.contains("rel=\"next\""))
        #expect(beyond.contains("Từ số này trở đi không còn bản nào."))
    }

    @Test func `a register that was taken in by mistake is taken back, after a page that says what stays`() async throws
    {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/diem/\(staffed.here.point)/so-dang-ky"
        let stock = staffed.site.store.circulating
        _ = try await staffed.post(address + "/dan", as: .librarian, [("bang", Self.table), ("chac-chan", "1")])
        let intake = try #require(try await stock.registerBook.intakes(of: staffed.here.point, limit: 1).first)
        let lines = try await stock.registers.register(of: staffed.here.point)
        let kept = try #require(lines.first { $0.line.copy.number.text == "TK.1" }).copy
        try await stock.register.describe(kept, as: CopyDescription(condition: .damaged), act: StaffedSite.act)
        let job = address + "/dot?dot=\(intake.id.rawValue)"
        let asking = address + "/dot/lay-lai?dot=\(intake.id.rawValue)"

        let register = try await staffed.get(address, as: .librarian).text
        let done = try await staffed.get(job, as: .librarian).text
        let asked = try await staffed.get(asking, as: .librarian).text
        let untouched = try await stock.registers.register(of: staffed.here.point)
        let act = SessionToken.mint()
        let fields = [("dot", String(intake.id.rawValue))]
        let sent = try await staffed.post(asking, as: .librarian, fields, act: act)
        let again = try await staffed.post(asking, as: .librarian, fields, act: act)
        let over = try await staffed.get(job, as: .librarian).text
        let after = try await stock.registers.register(of: staffed.here.point)

        #expect(register.contains("Các lần nhập sổ") && register.contains("3 bản vào sổ"))
        #expect(done.contains("Lấy lại đợt nhập này"))
        #expect(asked.contains("2 bản sách ra khỏi sổ") && asked.contains("1 biểu ghi ra khỏi mục lục"))
        #expect(asked.contains("1 bản ở lại trong sổ") && asked.contains(">TK.1<"))
        #expect(asked.contains("1 biểu ghi còn bản sách trong sổ"))
        #expect(untouched.count == lines.count)
        #expect(sent.status == 303 && sent.header("Location") == job && again.header("Location") == job)
        #expect(over.contains("Đã lấy lại: 2 bản ra khỏi sổ, 1 biểu ghi ra khỏi mục lục."))
        #expect(over.contains("Ở lại: 1 bản, 1 biểu ghi.") && over.contains(">TK.1<"))
        #expect(!over.contains("Lấy lại đợt nhập này"))
        #expect(after.map(\.line.copy.number.text).filter { $0.hasPrefix("TK") } == ["TK.1"])
        let audit = try await staffed.site.store.membership.audit.entries(before: nil, limit: 50)
        #expect(audit.count { $0.kind == .batchRemoved } == 1)
    }

    @Test func `an intake that stopped half way is taken back on its page as any other`() async throws {
        let staffed = try await StaffedSite()
        let stock = staffed.site.store.circulating
        let rows = (1...600).map { TableRow(line: $0 + 1, cells: ["GK.\($0)", "Sách số \($0)"]) }
        let lines = AccessionRegister([TableRow(line: 1, cells: ["Số ĐKCB", "Tên sách"])] + rows).lines
        let (desk, point) = (stock.registers, staffed.here.point)
        let task = Task {
            try await desk.take(lines, for: point, act: StaffedSite.act) { done in
                if done >= 0.7 { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        _ = try? await task.value
        let intake = try #require(try await stock.registerBook.intakes(of: point, limit: 1).first)
        let job = "/quan-tri/diem/\(point)/so-dang-ky/dot?dot=\(intake.id.rawValue)"
        let asking = "/quan-tri/diem/\(point)/so-dang-ky/dot/lay-lai?dot=\(intake.id.rawValue)"

        let stopped = try await staffed.get(job, as: .librarian).text
        let asked = try await staffed.get(asking, as: .librarian).text
        let foreign = try await staffed.post(asking, as: .librarianElsewhere, [("dot", "\(intake.id.rawValue)")])
        _ = try await staffed.post(asking, as: .librarian, [("dot", "\(intake.id.rawValue)")])
        let over = try await staffed.get(job, as: .librarian).text

        #expect(!intake.isFinished && intake.report.copiesAdded > 0)
        #expect(stopped.contains("dừng giữa chừng") && stopped.contains("Gửi lại đúng tệp ấy"))
        #expect(stopped.contains("Thôi không nhập nữa") && stopped.contains("Lấy lại đợt nhập này"))
        #expect(asked.contains("\(intake.report.copiesAdded) bản sách ra khỏi sổ"))
        #expect(foreign.isForbidden)
        #expect(over.contains("Đã lấy lại: \(intake.report.copiesAdded) bản ra khỏi sổ, 600 biểu ghi"))
        for page in [stopped, asked, over] { #expect(MarkupFaults(page).list.isEmpty) }
    }

    @Test func `nobody takes back what another point took in`() async throws {
        let staffed = try await StaffedSite()
        let address = { (point: ServicePointID) in "/quan-tri/diem/\(point)/so-dang-ky" }
        _ = try await staffed.post(
            address(staffed.here.point) + "/dan", as: .librarian, [("bang", Self.table), ("chac-chan", "1")])
        let stock = staffed.site.store.circulating
        let intake = try #require(try await stock.registerBook.intakes(of: staffed.here.point, limit: 1).first)
        let number = String(intake.id.rawValue)

        let foreign = try await staffed.post(
            address(staffed.here.point) + "/dot/lay-lai", as: .librarianElsewhere, [("dot", number)])
        let lured = try await staffed.post(
            address(staffed.elsewhere.point) + "/dot/lay-lai", as: .librarianElsewhere, [("dot", number)])

        #expect(foreign.isForbidden && lured.status == 404)
        #expect(try await stock.registers.intake(intake.id)?.undone == nil)
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

    @Test(arguments: [
        "so-dang-ky", "so-dang-ky/nhap", "so-dang-ky/in?so=thanh-ly", "nhan", "so-dang-ky/dot?dot=$",
        "so-dang-ky/dot/lay-lai?dot=$",
    ])
    func `no word of the pages lies outside of the locale files`(path: String) async throws {
        let staffed = try await StaffedSite()
        _ = try await staffed.post(
            "/quan-tri/diem/\(staffed.here.point)/so-dang-ky/dan", as: .librarian,
            [("bang", Self.table), ("chac-chan", "1")])

        let intake = try await staffed.site.store.circulating.registerBook.intakes(of: staffed.here.point, limit: 1)
        let number = try #require(intake.first).id.rawValue

        let answer = try await staffed.get(
            "/quan-tri/diem/\(staffed.here.point)/\(path.replacing("$", with: String(number)))", as: .librarian,
            language: "x-thu")

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
