import Credentials
import Foundation
import Library
import MadeFiles
import SQLiteStore
import Testing
import Web

@Suite(.enabled(if: Worker.isBuilt, "hoclieu-worker is built by swift build"))
struct UploadTests {
    private static let list = Array("Nhan đề,Năm\nDế Mèn phiêu lưu ký,1941\n,1950\nSố đỏ,1936\n".utf8)

    private func form(
        _ staffed: StaffedSite, _ files: [(String?, [UInt8])], act: String = SessionToken.mint()
    ) -> SentForm {
        SentForm(
            act: act, fields: [("diem", "\(staffed.here.point)"), ("giay-phep", "CC-BY-4.0"), ("truy-cap", "open")],
            files: files.map { ($0.0, $0.1) })
    }

    @Test func `files are looked at, taken live and taken back, and every row says what became of it`() async throws {
        let staffed = try await StaffedSite()
        let before = try await staffed.site.store.catalogue.size()
        let book = MadeBook(title: "Ngọn hải đăng", chapters: [["Đứng giữa trùng khơi."]]).bytes
        var form = form(staffed, [("danh-muc.csv", Self.list), ("hai-dang.epub", book), ("rong.csv", [])])
        form.pieceSize = 7

        let sent = try await staffed.send("/quan-tri/nhap", as: .librarian, form)
        let checked = try await staffed.settled(sent)
        let address = "/quan-tri/nhap/\(checked.id.rawValue)"
        let preview = try await staffed.get(address, as: .librarian).text

        #expect(sent.status == 303)
        #expect(checked.stage == .checked && checked.point == staffed.here.point)
        #expect(checked.licence?.id == "CC-BY-4.0" && checked.access == .open)
        #expect(checked.counts.added == 3 && checked.counts.rejected == 2)
        #expect(preview.contains("Chờ đưa vào thư viện") && preview.contains("Thiếu nhan đề. Điền nhan đề"))
        #expect(preview.contains("Tệp rỗng.") && preview.contains("<code data-text>record-no-title</code>"))
        #expect(try await staffed.site.store.catalogue.size() == before, "a preview keeps nothing")

        let early = try await staffed.get(address + "/tu-choi?tep=1", as: .librarian)
        let live = try await staffed.settled(try await staffed.post(address + "/dua-vao", as: .librarian))
        let shown = try await staffed.get(address, as: .librarian).text
        let rejects = try await staffed.get(address + "/tu-choi?tep=1", as: .librarian)

        #expect(rejects.status == 200 && rejects.text == "Nhan đề,Năm\n,1950\n")
        #expect(rejects.header("Content-Disposition")?.contains("danh-muc.rejects.csv") == true)
        #expect(early.text == rejects.text, "before it is taken live, to be mended first")
        #expect(preview.contains("danh-muc.rejects.csv") && shown.contains("danh-muc.rejects.csv"))
        #expect(try await staffed.get(address + "/tu-choi?tep=2", as: .librarian).status == 404)

        #expect(live.stage == .live && live.counts == checked.counts)
        #expect(shown.contains("Dế Mèn phiêu lưu ký") && shown.contains("Ngọn hải đăng"))
        #expect(
            try await staffed.site.store.catalogue.size()
                == CatalogueSize(records: before.records + 3, materials: before.materials + 1))
        #expect(staffed.spooled == [], "the originals are in the library now")

        let asked = try await staffed.get(address + "/xoa", as: .librarian).text
        let unsure = try await staffed.post(address + "/xoa", as: .librarian)
        let removed = try await staffed.settled(
            try await staffed.post(address + "/xoa", as: .librarian, [("chac-chan", "1")]))

        #expect(try await staffed.get(address + "/tu-choi?tep=1", as: .librarian).status == 404)
        #expect(shown.contains(address + "/xoa") && asked.contains("3 biểu ghi ra khỏi mục lục"))
        #expect(try await staffed.get(address + "/xoa", as: .librarian).header("Location") == address, "it is over")
        #expect(unsure.status == 422 && unsure.text.contains("Chưa xóa gì"))
        #expect(removed.stage == .removed && removed.undone == UndoCounts(removed: 3, restored: 0, kept: 0))
        #expect(try await staffed.site.store.catalogue.size().records == before.records)
        let kinds = try await staffed.site.store.membership.audit.entries(before: nil, limit: 50).map(\.kind)
        #expect(Set(kinds).isSuperset(of: [.batchUploaded, .batchTakenLive, .batchRemoved]))
    }

    @Test func `copies of MARC records go into the register of the point when it is asked, and out again`() async throws
    {
        let staffed = try await StaffedSite()
        let registers = staffed.site.store.circulating.registers
        let before = try await registers.register(of: staffed.here.point)
        let marc = ["$iTK.1$p8931", "$iTK.2", "$iKHO.0001"].enumerated().flatMap { number, item in
            MadeMARC().field("001", "\(number)").field("003", "X").field("245", "10$aQuyển \(number)")
                .field("952", "  $aA" + item).bytes
        }
        var form = form(staffed, [("xuat.mrc", marc)])
        let plain = try await staffed.settled(try await staffed.send("/quan-tri/nhap", as: .librarian, form))
        let unasked = try await staffed.get("/quan-tri/nhap/\(plain.id.rawValue)", as: .librarian).text
        form.act = SessionToken.mint()
        form.fields += [("vao-so", "1"), ("ma-thu-vien", "A")]

        let checked = try await staffed.settled(try await staffed.send("/quan-tri/nhap", as: .librarian, form))
        let address = "/quan-tri/nhap/\(checked.id.rawValue)"
        let preview = try await staffed.get(address, as: .librarian).text
        let untouched = try await registers.register(of: staffed.here.point)
        let live = try await staffed.settled(try await staffed.post(address + "/dua-vao", as: .librarian))
        let taken = try await registers.register(of: staffed.here.point)
        try await staffed.site.store.circulating.register.describe(
            taken.first { $0.line.copy.number.text == "TK.2" }!.copy, as: CopyDescription(condition: .worn),
            act: StaffedSite.act)
        let asked = try await staffed.get(address + "/xoa", as: .librarian).text
        let removed = try await staffed.settled(
            try await staffed.post(address + "/xoa", as: .librarian, [("chac-chan", "1")]))
        let shown = try await staffed.get(address, as: .librarian).text

        #expect(unasked.contains("Các biểu ghi có nhắc tới 3 bản sách; lô này không đưa bản nào vào sổ."))
        #expect(checked.counts.copies == CopyCounts(entered: 2, known: 0, refused: 1))
        #expect(preview.contains("Bản sách: vào sổ 2, đã có 0, không nhận 1."))
        #expect(preview.contains("Chỉ các bản mang mã") && preview.contains("<code data-text>copy-number-taken</code>"))
        #expect(untouched == before)
        #expect(live.counts == checked.counts && taken.count == before.count + 2)
        #expect(
            removed.undone == UndoCounts(removed: 2, restored: 0, kept: 1, removedCopies: 1, keptCopies: 1))
        #expect(asked.contains("1 bản sách ra khỏi sổ") && asked.contains("2 biểu ghi ra khỏi mục lục"))
        #expect(asked.contains("1 bản ở lại trong sổ") && asked.contains(">TK.2<"))
        #expect(shown.contains("Đã lấy 1 bản ra khỏi sổ, giữ lại 1 bản."))
        #expect(shown.contains("undo-copy-happened") && shown.contains("undo-record-copies"))
        #expect(try await registers.register(of: staffed.here.point).count == before.count + 1)
    }

    @Test func `a preview that is dropped leaves nothing behind`() async throws {
        let staffed = try await StaffedSite()

        let checked = try await staffed.settled(
            try await staffed.send("/quan-tri/nhap", as: .contributor, form(staffed, [("a.csv", Self.list)])))
        let before = staffed.spooled
        let removed = try await staffed.settled(
            try await staffed.post("/quan-tri/nhap/\(checked.id.rawValue)/xoa", as: .contributor))

        #expect(before.count == 1 && before[0].hasSuffix("/1"), "named by number: \(before)")
        #expect(removed.stage == .removed && staffed.spooled == [])
    }

    @Test func `a contributor brings material, a librarian publishes it`() async throws {
        let staffed = try await StaffedSite()
        let checked = try await staffed.settled(
            try await staffed.send("/quan-tri/nhap", as: .contributor, form(staffed, [("a.csv", Self.list)])))
        let address = "/quan-tri/nhap/\(checked.id.rawValue)"

        let own = try await staffed.get(address, as: .contributor)
        let published = try await staffed.post(address + "/dua-vao", as: .contributor)
        let elsewhere = try await staffed.get(address, as: .librarianElsewhere)

        #expect(own.status == 200 && !own.text.contains("/dua-vao") && own.text.contains("Cán bộ thư viện"))
        #expect(published.isForbidden && elsewhere.isForbidden)
        #expect(try await staffed.get(address, as: .librarian).text.contains("/dua-vao"))
    }

    @Test func `nobody brings files to somebody else's point`() async throws {
        let staffed = try await StaffedSite()
        var form = form(staffed, [("a.csv", Self.list)])
        form.fields[0].1 = "\(staffed.elsewhere.point)"

        #expect(try await staffed.send("/quan-tri/nhap", as: .librarian, form).isForbidden)
        #expect(staffed.spooled == [])
    }

    @Test func `the same form sent twice is one batch`() async throws {
        let staffed = try await StaffedSite()
        let form = form(staffed, [("a.csv", Self.list)])

        async let one = staffed.send("/quan-tri/nhap", as: .librarian, form)
        async let two = staffed.send("/quan-tri/nhap", as: .librarian, form)
        let (first, second) = try await (one, two)
        let third = try await staffed.send("/quan-tri/nhap", as: .librarian, form)

        #expect(first.status == 303 && Set([first, second, third].map { $0.header("Location") }).count == 1)
        _ = try await staffed.settled(first)
        #expect(staffed.spooled.count == 1)
    }

    @Test func `names are labels, the same bytes are read once, and a sidecar speaks for its neighbour`() async throws {
        let staffed = try await StaffedSite()
        let book = MadeBook(title: "Sai nhan đề", chapters: [["Một đoạn."]]).bytes
        let sidecar = Array("title: Nhan đề đúng\nlicence: CC0-1.0\n".utf8)
        let files: [(String?, [UInt8])] = [
            ("../../../tmp/x.csv", Self.list), ("x.csv", Self.list + Array("Tắt đèn,1937\n".utf8)),
            ("y\u{0}\u{1}.csv", Self.list), ("sach.epub", book), ("sach.epub.yaml", sidecar),
            ("la.yaml", sidecar + [0x0A]),
        ]

        let checked = try await staffed.settled(
            try await staffed.send("/quan-tri/nhap", as: .librarian, form(staffed, files)))
        let listed = try await staffed.site.store.uploads.files(of: checked.id)
        let rows = try await staffed.site.store.uploads.rows(UploadRowFilter(batch: checked.id))
        let live = try await staffed.settled(
            try await staffed.post("/quan-tri/nhap/\(checked.id.rawValue)/dua-vao", as: .librarian))

        #expect(listed.map(\.name) == ["x.csv", "x (2).csv", "y .csv", "sach.epub", "sach.epub.yaml", "la.yaml"])
        #expect(listed[2].sameAs == 1 && listed[2].counts == nil)
        #expect(rows.rows.contains { $0.fileName == "la.yaml" && $0.diagnostic.code == .sidecarInvalid })
        #expect(live.stage == .live)
        let records = try await staffed.site.store.uploads.rows(UploadRowFilter(batch: live.id)).records
        #expect(records.map(\.title).sorted() == ["Dế Mèn phiêu lưu ký", "Nhan đề đúng", "Số đỏ", "Tắt đèn"])
    }

    @Test func `a form without its token keeps not a byte`() async throws {
        let staffed = try await StaffedSite()
        var wrong = form(staffed, [("a.csv", Self.list)])
        wrong.token = String(repeating: "cd", count: 32)
        var late = form(staffed, [("a.csv", Self.list)])
        late.token = ""
        late.files.append((nil, Array(StaffedSite.formToken.utf8)))

        for form in [wrong, late] {
            let answer = try await staffed.send("/quan-tri/nhap", as: .librarian, form)
            #expect(answer.status == 403 && answer.text.contains("form-expired"))
        }
        var noAct = form(staffed, [("a.csv", Self.list)])
        noAct.act = nil
        #expect(try await staffed.send("/quan-tri/nhap", as: .librarian, noAct).text.contains("form-expired"))
        #expect(staffed.spooled == [])
    }

    @Test func `rows that are here just so are listed a page at a time, before it is taken live and afterwards`()
        async throws
    {
        let staffed = try await StaffedSite()
        let rows = (1...120).map { "Tuyển tập số \($0),Tác giả \($0)" }
        let known = Array(((["Nhan đề,Tác giả"] + rows).joined(separator: "\n") + "\n").utf8)
        let more = known + Array("Cuốn hoàn toàn mới,Ai đó\n".utf8)
        let first = try await staffed.settled(
            try await staffed.send("/quan-tri/nhap", as: .librarian, form(staffed, [("truoc.csv", known)])))
        _ = try await staffed.settled(
            try await staffed.post("/quan-tri/nhap/\(first.id.rawValue)/dua-vao", as: .librarian))

        let checked = try await staffed.settled(
            try await staffed.send("/quan-tri/nhap", as: .librarian, form(staffed, [("sau.csv", more)])))
        let address = "/quan-tri/nhap/\(checked.id.rawValue)"
        let preview = try await staffed.get(address, as: .librarian).text
        let second = try await staffed.get(address + "?khong-doi=1-100", as: .librarian).text
        let live = try await staffed.settled(try await staffed.post(address + "/dua-vao", as: .librarian))
        let shown = try await staffed.get(address, as: .librarian).text
        let visible = VisibleText(try await staffed.get(address, as: .librarian, language: "x-thu").text)

        #expect(checked.counts.unchanged == 120 && checked.counts.added == 1)
        for page in [preview, shown] {
            #expect(page.contains("Không đổi: 120") && page.contains("Tuyển tập số 100<"))
            #expect(!page.contains("Tuyển tập số 101<") && page.contains("khong-doi=1-100#khong-doi"))
            #expect(MarkupFaults(page).list.isEmpty)
        }
        #expect(second.contains("Tuyển tập số 101<") && second.contains("Tuyển tập số 120<"))
        #expect(!second.contains("Tuyển tập số 100<") && !second.contains("khong-doi=1-200"))
        #expect(live.counts == checked.counts)
        #expect(visible.untranslated.isEmpty, "\(visible.untranslated)")

        let removed = try await staffed.settled(
            try await staffed.post(address + "/xoa", as: .librarian, [("chac-chan", "1")]))
        #expect(removed.stage == .removed)
        #expect(!(try await staffed.get(address, as: .librarian).text).contains("khong-doi"))
    }

    @Test func `all that an upload adds is listed a page at a time, before it is taken live and afterwards`()
        async throws
    {
        let staffed = try await StaffedSite()
        let rows = (1...250).map { "Tuyển tập số \($0),Tác giả \($0)" }
        let bytes = Array(((["Nhan đề,Tác giả"] + rows).joined(separator: "\n") + "\n").utf8)
        // Links of one list to its next page are followed to the end.
        let listed = { (address: String) in
            var (titles, next, pages): ([String], String?, Int) = ([], address, 0)
            while let address = next, pages < 9 {
                let page = try await staffed.get(address, as: .librarian).text
                titles += page.matches(of: /Tuyển tập số \d+(?=<)/).map { String($0.output) }
                next = page.firstMatch(of: /href="([^"#]+)#bieu-ghi"/).map { String($0.output.1) }
                pages += 1
                #expect(MarkupFaults(page).list.isEmpty)
            }
            return (titles, pages)
        }

        let checked = try await staffed.settled(
            try await staffed.send("/quan-tri/nhap", as: .librarian, form(staffed, [("nhieu.csv", bytes)])))
        let address = "/quan-tri/nhap/\(checked.id.rawValue)"
        let coming = try await listed(address)
        _ = try await staffed.settled(try await staffed.post(address + "/dua-vao", as: .librarian))
        let live = try await listed(address)

        let all = (1...250).map { "Tuyển tập số \($0)" }
        #expect(coming.0 == all && coming.1 == 3)
        #expect(live.0 == all && live.1 == 3)

        _ = try await staffed.settled(
            try await staffed.post(address + "/xoa", as: .librarian, [("chac-chan", "1")]))
        #expect(try await listed(address).0 == [])
    }

    @Test func `a record that several rows of an upload change is listed once`() async throws {
        let staffed = try await StaffedSite()
        let list = Array("Nhan đề,Tác giả,ISBN\nSố đỏ,Vũ Trọng Phụng,9786043070002\n".utf8)
        let more = Array("Nhan đề,Tác giả,ISBN,Năm\nSố đỏ,Vũ Trọng Phụng,9786043070002,1936\n".utf8)

        let checked = try await staffed.settled(
            try await staffed.send("/quan-tri/nhap", as: .librarian, form(staffed, [("a.csv", list), ("b.csv", more)])))
        let coming = try await staffed.site.store.uploads.rows(UploadRowFilter(batch: checked.id))
        _ = try await staffed.settled(
            try await staffed.post("/quan-tri/nhap/\(checked.id.rawValue)/dua-vao", as: .librarian))
        let live = try await staffed.site.store.uploads.rows(UploadRowFilter(batch: checked.id))

        #expect(checked.counts.added == 1 && checked.counts.changed == 1)
        for page in [coming, live] {
            #expect(page.records.map(\.title) == ["Số đỏ"] && page.records.first?.isAdded == true)
            #expect(page.nextRecord == nil)
        }
    }

    @Test func `too much is refused with a sentence, and nothing of it stays`() async throws {
        let staffed = try await StaffedSite(configure: {
            $0.files.files = 3
            $0.files.fileBytes = 100
            $0.files.totalBytes = 250
        })
        let part = [UInt8](repeating: 0x61, count: 90)
        let cases: [([(String?, [UInt8])], String)] = [
            ((1...4).map { ("\($0).csv", [0x61]) }, "nhiều nhất 3 tệp"),
            ([("lon <b>.csv", part + part)], "Tệp <span data-text>lon &lt;b&gt;.csv</span> lớn quá"),
            ((1...3).map { ("\($0).csv", part + [UInt8($0)]) }, "Các tệp cộng lại lớn quá"), ([], "Chưa chọn tệp nào"),
            ([("", [])], "Chưa chọn tệp nào"),
        ]

        for (files, sentence) in cases {
            let answer = try await staffed.send("/quan-tri/nhap", as: .librarian, form(staffed, files))
            #expect(answer.status == 422 && answer.text.contains(sentence), "\(sentence)")
            #expect(answer.text.contains("<option value=\"CC-BY-4.0\" selected>"), "what was said stays")
            #expect(staffed.spooled == [])
        }
    }

    @Test func `201 files are one too many`() async throws {
        let staffed = try await StaffedSite()
        let files = (1...201).map { (String?("\($0).csv"), [UInt8]("\($0)".utf8)) }

        let answer = try await staffed.send("/quan-tri/nhap", as: .librarian, form(staffed, files))
        let exactly = try await staffed.send("/quan-tri/nhap", as: .librarian, form(staffed, Array(files.dropLast())))

        #expect(answer.status == 422 && answer.text.contains("nhiều nhất 200 tệp"))
        #expect(exactly.status == 303)
    }

    @Test func `a form that breaks off anywhere leaves nothing, and says so`() async throws {
        let staffed = try await StaffedSite()
        let whole = form(staffed, [("a.csv", Self.list), ("b.csv", Self.list + Self.list)])
        let count = whole.bytes.count

        for arriving in stride(from: 1, to: count - 4, by: 37) {
            var form = whole
            form.act = SessionToken.mint()
            form.arriving = arriving
            form.pieceSize = 50
            let answer = try await staffed.send("/quan-tri/nhap", as: .librarian, form)
            #expect([400, 422].contains(answer.status), "\(arriving): \(answer.status)")
            #expect(staffed.spooled == [], "\(arriving)")
        }
        var form = whole
        form.boundary = "khac"
        var headers = try await staffed.headers(.librarian)
        headers["Content-Type"] = "multipart/form-data; boundary=mot-cai-khac"
        let wrong = try await staffed.site.send("/quan-tri/nhap", headers: headers, body: form.body)
        #expect(wrong.status == 400 && wrong.text.contains("bad-request"))
    }

    @Test func `a line without a word is given up, a slow one is not`() async throws {
        let staffed = try await StaffedSite(configure: {
            $0.timeLimit = .milliseconds(200)
            $0.files.longestPause = .milliseconds(400)
        })
        var dead = form(staffed, [("a.csv", Self.list)])
        dead.arriving = dead.bytes.count - 40
        dead.waitsForEver = true

        let answer = try await staffed.send("/quan-tri/nhap", as: .librarian, dead)

        #expect(answer.status == 503 && answer.text.contains("timeout"))
        #expect(staffed.spooled == [])
    }
}
