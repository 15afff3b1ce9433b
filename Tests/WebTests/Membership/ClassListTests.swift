import Credentials
import Foundation
import Library
import SQLiteStore
import Testing
import Web

@Suite(.enabled(if: Worker.isBuilt, "hoclieu-worker is built by swift build"))
struct ClassListTests {
    private static let list = """
        Họ và tên,Lớp,Ngày sinh,Điện thoại phụ huynh,Phụ huynh đồng ý
        Nguyễn Văn An,4A,,,
        Trần Thị Cúc,4A,5/9/2016,0912345678,x
        Phạm Văn Dũng,4A,6/9/2016,0987654321,
        Lê Văn Em,4A,32/13/2016,,
        ,4A,,,
        """

    private func form(_ text: String = list, name: String = "lop-4a.csv") -> SentForm {
        SentForm(
            fields: [("lop", ""), ("doi-tuong", "pupil"), ("can-cu", "school-duty")],
            files: [(name, Array(text.utf8))])
    }

    private func hidden(_ answer: Answer) -> [(String, String)] {
        answer.text.matches(of: /<input type="hidden" name="(phieu|ten-tep|lop|doi-tuong|can-cu)" value="([^"]*)">/)
            .prefix(5).map { (String($0.output.1), String($0.output.2)) }
    }

    private func readers(_ staffed: StaffedSite) async throws -> [Patron] {
        try await staffed.site.store.membership.patrons.patrons(PatronFilter(point: staffed.here.point)).patrons
    }

    @Test func `a list is looked at row by row and taken in when somebody says so, once`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/diem/\(staffed.here.point)/danh-sach-lop"

        let preview = try await staffed.send(address, as: .librarian, form())

        #expect(preview.status == 200 && preview.text.contains("Chưa có gì được ghi lại"))
        #expect(preview.text.contains("Sẽ thêm 2 bạn đọc, sửa 0, không đổi 1, không nhận 2 dòng"))
        #expect(preview.text.contains("Ngày không đúng. Viết như 5/9/2016."))
        #expect(preview.text.contains("chưa có: chỉ giữ tên, lớp, thẻ"))
        #expect(!preview.text.contains("0912345678"), "no more of a child than the preview needs")
        #expect(try await readers(staffed).count == 2, "nothing is kept yet")
        #expect(staffed.spooled.count == 1)

        let fields = hidden(preview)
        let foreign = try await staffed.post(address + "/nhan", as: .admin, fields)
        let taken = try await staffed.post(address + "/nhan", as: .librarian, fields)
        let again = try await staffed.post(address + "/nhan", as: .librarian, fields)

        #expect(foreign.status == 422, "a ticket is its sender's")
        #expect(taken.status == 303 && taken.header("Location") == "/quan-tri/diem/\(staffed.here.point)/ban-doc")
        #expect(again.status == 422 && again.text.contains("đã được nhận"))
        #expect(staffed.spooled == [])
        let patrons = try await readers(staffed)
        #expect(patrons.count == 4)
        let cuc = try #require(patrons.first { $0.facts.name == "Trần Thị Cúc" })
        let dung = try #require(patrons.first { $0.facts.name == "Phạm Văn Dũng" })
        #expect(cuc.facts.contact == "0912345678" && cuc.facts.birthday != nil)
        #expect(dung.facts.contact == nil && dung.facts.birthday == nil, "no consent, nothing kept")
    }

    @Test func `a list that is dropped leaves nothing`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/diem/\(staffed.here.point)/danh-sach-lop"
        let preview = try await staffed.send(address, as: .librarian, form())

        let dropped = try await staffed.post(
            address + "/nhan", as: .librarian, hidden(preview) + [("viec-lam", "bo")])

        #expect(dropped.status == 303 && staffed.spooled == [])
        #expect(try await readers(staffed).count == 2)
    }

    @Test func `what is no list is refused with what to do`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/diem/\(staffed.here.point)/danh-sach-lop"
        var two = form()
        two.files.append(("b.csv", Array(Self.list.utf8)))
        let cases: [(SentForm, String)] = [
            (form(""), "Tệp rỗng"), (form("%PDF-1.4 x", name: "a.pdf"), "role=\"alert\""),
            (form("Màu,Cỡ\nxanh,3\n"), "Không thấy dòng tiêu đề cột"), (two, "nhiều nhất 1 tệp"),
        ]

        for (form, sentence) in cases {
            let answer = try await staffed.send(address, as: .librarian, form)
            #expect(answer.text.contains(sentence), "\(sentence): \(answer.status)")
            #expect(!answer.text.contains("Nhận danh sách"))
        }
        #expect(try await staffed.send(address, as: .contributor, form()).isForbidden)
        #expect(try await staffed.send(address, as: .librarianElsewhere, form()).isForbidden)
    }

    @Test func `consent given and withdrawn decides what is kept, and the audit says so without a name`() async throws {
        let staffed = try await StaffedSite()
        let patrons = staffed.site.store.membership.patrons
        let address = "/quan-tri/ban-doc/\(staffed.here.patron)/sua"
        let base = [
            ("ten", "Nguyễn Văn Ân"), ("doi-tuong", "pupil"), ("lop", "4B"), ("can-cu", "school-duty"),
            ("ngay-sinh", "5/9/2016"), ("lien-he", "0912345678"),
        ]

        let given = try await staffed.post(
            address, as: .librarian, base + [("dong-y", "1"), ("ngay-dong-y", "1/9/2026")])
        let kept = try #require(try await patrons.patron(staffed.here.patron)).facts
        let shown = try await staffed.get(address, as: .librarian).text
        let withdrawn = try await staffed.post(address, as: .librarian, base)
        let left = try #require(try await patrons.patron(staffed.here.patron)).facts

        #expect(given.status == 303 && withdrawn.status == 303)
        #expect(kept.name == "Nguyễn Văn Ân" && kept.className == "4B" && kept.contact == "0912345678")
        #expect(kept.consentOn == Day(written: "1/9/2026") && kept.birthday == Day(written: "5/9/2016"))
        #expect(shown.contains("value=\"5/9/2016\"") && shown.contains("value=\"0912345678\""))
        #expect(left.consentOn == nil && left.birthday == nil && left.contact == nil)
        let entries = try await staffed.site.store.membership.audit.entries(before: nil, limit: 10)
            .filter { $0.kind == .patronChanged }.map(\.subject)
        #expect(
            entries == [
                "patron \(staffed.here.patron), consent, birthday, contact",
                "patron \(staffed.here.patron), name, class, consent, birthday, contact",
            ])
    }

    @Test(arguments: [
        ([("ten", "")], "Điền họ tên"), ([("lop", "")], "Học sinh cần có lớp"),
        ([("ngay-sinh", "31/2/2016")], "Có ngày không đúng"),
        ([("dong-y", "1"), ("ngay-dong-y", "1/1/2999")], "Có ngày không đúng"),
    ])
    func `what cannot be is said, and nothing is saved`(typed: [(String, String)], sentence: String) async throws {
        let staffed = try await StaffedSite()
        let base = [("ten", "An"), ("doi-tuong", "pupil"), ("lop", "4B"), ("can-cu", "request")]
        let fields = base.filter { pair in !typed.contains { $0.0 == pair.0 } } + typed

        let answer = try await staffed.post("/quan-tri/ban-doc/\(staffed.here.patron)/sua", as: .librarian, fields)

        #expect(answer.status == 422 && answer.text.contains(sentence))
        #expect(
            try await staffed.site.store.membership.patrons.patron(staffed.here.patron)?.facts.name == "Nguyễn Văn An")
    }
}
