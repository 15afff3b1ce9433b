import Library
import SQLiteStore
import Testing
import Web

/// What others may do with a box that is not theirs, and what its owner and its
/// sender see of it.
@Suite struct CallBackPageTests {
    @Test func `who ends a library is told what is still there`() async throws {
        let staffed = try await StaffedSite()
        try await RotationPageTests.copies(3, at: staffed.here, staffed)
        _ = try await staffed.post(
            "/quan-tri/thung/\(staffed.here.box)/xep", as: .librarian, [("ma", "TK.1")])
        let places = staffed.site.store.membership.places
        let point = try #require(try await places.servicePoint(staffed.here.point))
        var facts = point.point.facts

        let form = try await staffed.get("/quan-tri/diem/\(staffed.here.point)/sua", as: .admin)
        let open = try await staffed.get("/quan-tri/diem/\(staffed.here.point)", as: .admin)
        facts.validity.last = Day(2040, 6, 30)
        _ = try await places.save(
            facts, as: staffed.here.point, of: point.institution.institution.id, act: StaffedSite.act)
        let ending = try await staffed.get("/quan-tri/diem/\(staffed.here.point)", as: .admin)

        for page in [form, ending] {
            // With the three that every school of these tests has.
            #expect(page.text.contains("Ở đây còn những thứ sau") && page.text.contains("6 bản"))
            #expect(page.text.contains("/quan-tri/thung/\(staffed.here.box)"))
        }
        #expect(!open.text.contains("Ở đây còn những thứ sau"))
    }

    @Test func `the sender of a box says on its own page what it thinks of what differed`() async throws {
        let staffed = try await StaffedSite()
        try await RotationPageTests.copies(2, at: staffed.here, staffed)
        let box = "/quan-tri/thung/\(staffed.here.box)"
        _ = try await staffed.post(box + "/xep", as: .librarian, [("nhieu", "TK.1\nTK.2")])
        _ = try await staffed.post(
            box + "/viec", as: .librarian, [("lam", "send"), ("den", "\(staffed.elsewhere.point)")])
        _ = try await staffed.post(box + "/viec", as: .librarianElsewhere, [("lam", "receive")])
        _ = try await staffed.post(box + "/dem", as: .librarianElsewhere, [("ma", "TK.1")])
        _ = try await staffed.post(
            box + "/viec", as: .librarianElsewhere,
            [("lam", "finish"), ("ben-giao", "Bà Hoa"), ("ben-nhan", "Cô Lan")])
        let list = "/quan-tri/diem/\(staffed.here.point)/chenh-lech"
        let said = [("thung", "\(staffed.here.box)"), ("lan", "1"), ("y-kien", "objected"), ("ten", "Ông Tư <i>")]

        let start = try await staffed.get("/quan-tri/diem/\(staffed.here.point)/luan-chuyen", as: .librarian)
        let page = try await staffed.get(list, as: .librarian)
        let stranger = try await staffed.get(list, as: .librarianElsewhere)
        let bare = try await staffed.post(list, as: .librarian, said)
        let byReceiver = try await staffed.post(
            "/quan-tri/diem/\(staffed.elsewhere.point)/chenh-lech", as: .librarianElsewhere, said + [("loi", "x")])
        let noted = try await staffed.post(list, as: .librarian, said + [("loi", "Hai người cùng đếm")])
        let after = try await staffed.get(list + "?xong=1", as: .librarian)
        let minutes = try await staffed.get(box + "/bien-ban?lan=1", as: .librarianElsewhere)
        let shown = try await staffed.get(box, as: .librarianElsewhere)

        #expect(start.text.contains("1 biên bản có chênh lệch") && page.text.contains("TK.2"))
        #expect(stranger.isForbidden && bare.status == 422 && bare.text.contains("Ông Tư &lt;i&gt;"))
        #expect(byReceiver.status == 422 && noted.status == 303)
        #expect(after.text.contains("Bên giao không đồng ý") && !after.text.contains("Ghi ý kiến"))
        #expect(minutes.text.contains("Hai người cùng đếm") && minutes.text.contains("Cô Lan"))
        #expect(shown.text.contains("Bên giao không đồng ý"))
    }

    @Test func `a box that is not theirs is opened to be counted, and its owner calls it back on its page`()
        async throws
    {
        let staffed = try await StaffedSite()
        try await RotationPageTests.copies(1, at: staffed.here, staffed)
        let box = "/quan-tri/thung/\(staffed.here.box)"
        _ = try await staffed.post(box + "/xep", as: .librarian, [("ma", "TK.1")])
        _ = try await staffed.post(
            box + "/viec", as: .librarian, [("lam", "send"), ("den", "\(staffed.elsewhere.point)")])
        for order in ["receive", "pass-on"] {
            _ = try await staffed.post(box + "/viec", as: .librarianElsewhere, [("lam", order)])
        }

        let sealed = try await staffed.get(box, as: .librarianElsewhere)
        let opened = try await staffed.post(box + "/viec", as: .librarianElsewhere, [("lam", "unseal")])
        let page = try await staffed.get(box, as: .librarianElsewhere)
        let given = try await staffed.post(box + "/viec", as: .librarianElsewhere, [("lam", "dissolve")])
        let byHolder = try await staffed.post(box + "/viec", as: .librarianElsewhere, [("lam", "recall")])
        let owner = try await staffed.get(box, as: .librarian)
        let recalled = try await staffed.post(box + "/viec", as: .librarian, [("lam", "recall")])
        let packing = try await staffed.get(box, as: .librarianElsewhere)

        #expect(sealed.text.contains("Mở niêm phong để đếm"))
        #expect(opened.status == 303 && page.text.contains("Đếm bản này") && !page.text.contains("Bỏ thùng"))
        #expect(!page.text.contains("Chuyển tiếp nguyên thùng") && !page.text.contains("Gọi thùng về"))
        #expect(given.status == 422 && byHolder.isForbidden)
        #expect(owner.text.contains("Gọi thùng về") && recalled.status == 303)
        #expect(packing.text.contains("Niêm phong và gửi") && !packing.text.contains("Xếp vào thùng"))
        #expect(!packing.text.contains("Thôi thu hồi"))
        #expect(try await RotationPageTests.state(staffed.here.box, staffed) == .recalled)
    }

    @Test func `a recall is taken back on the page of the box`() async throws {
        let staffed = try await StaffedSite()
        try await RotationPageTests.copies(1, at: staffed.here, staffed)
        let box = "/quan-tri/thung/\(staffed.here.box)"
        _ = try await staffed.post(box + "/xep", as: .librarian, [("ma", "TK.1")])
        _ = try await staffed.post(
            box + "/viec", as: .librarian, [("lam", "send"), ("den", "\(staffed.elsewhere.point)")])
        _ = try await staffed.post(box + "/viec", as: .librarianElsewhere, [("lam", "receive")])
        _ = try await staffed.post(box + "/dem", as: .librarianElsewhere, [("ma", "TK.1")])
        _ = try await staffed.post(box + "/viec", as: .librarianElsewhere, [("lam", "finish")])
        _ = try await staffed.post(box + "/viec", as: .librarian, [("lam", "recall")])

        let owner = try await staffed.get(box, as: .librarian)
        let resumed = try await staffed.post(box + "/viec", as: .librarian, [("lam", "resume")])
        let shown = try await staffed.get(try #require(resumed.header("Location")), as: .librarian)

        #expect(owner.text.contains("Thôi thu hồi, phục vụ tiếp") && resumed.status == 303)
        #expect(shown.text.contains("Đã thôi thu hồi"))
        #expect(try await RotationPageTests.state(staffed.here.box, staffed) == .serving)
    }

    @Test func `what was typed about a box stays in the form that is refused`() async throws {
        let staffed = try await StaffedSite()
        try await RotationPageTests.copies(2, at: staffed.here, staffed)
        let box = "/quan-tri/thung/\(staffed.here.box)"
        _ = try await staffed.post(box + "/xep", as: .librarian, [("nhieu", "TK.1\nTK.2")])
        let to = [("lam", "send"), ("den", "\(staffed.elsewhere.point)")]

        let bad = try await staffed.post(
            box + "/viec", as: .librarian, to + [("du-kien", "31/2/2027"), ("hen-tra", "1/3/2027")])
        let over = try await staffed.post(box + "/viec", as: .librarian, to + [("du-kien", "1/9/2020")])
        let line = try await staffed.post(
            box + "/viec", as: .librarian, [("lam", "line"), ("ten", "Báo Nhi đồng"), ("so-luong", "năm")])
        _ = try await staffed.post(box + "/viec", as: .librarian, to)
        _ = try await staffed.post(box + "/viec", as: .librarianElsewhere, [("lam", "receive")])
        _ = try await staffed.post(box + "/dem", as: .librarianElsewhere, [("ma", "TK.1")])
        let unsigned = try await staffed.post(
            box + "/viec", as: .librarianElsewhere,
            [("lam", "finish"), ("ben-nhan", "Cô Lan"), ("ghi-chu", "Rách bìa")])

        #expect(bad.status == 422 && bad.text.contains("value=\"\(staffed.elsewhere.point)\" selected"))
        #expect(bad.text.contains("value=\"31/2/2027\"") && bad.text.contains("value=\"1/3/2027\""))
        #expect(over.status == 422 && over.text.contains("Ngày dự kiến tới đã qua"))
        #expect(line.text.contains("value=\"Báo Nhi đồng\"") && line.text.contains("<details open>"))
        #expect(unsigned.status == 422 && unsigned.text.contains("value=\"Cô Lan\""))
        #expect(unsigned.text.contains("value=\"Rách bìa\""))
    }
}
