import Credentials
import Foundation
import Library
import SQLiteStore
import Testing
import Web

@Suite struct LendingPageTests {
    /// The staffed site with a title, two copies here and one elsewhere.
    private struct Stocked {
        let staffed: StaffedSite
        let record: RecordID
        let reader: Patron
        var desk: String { "/quan-tri/diem/\(staffed.here.point)/quay" }

        init() async throws {
            let staffed = try await StaffedSite()
            let site = staffed.site
            let record = try await site.take([BibFacts(title: "Dế <Mèn> phiêu lưu ký")])[0]
            for (school, count) in [(staffed.here, 2), (staffed.elsewhere, 1)] {
                let facts = (1...count).compactMap { number in
                    AccessionNumber("TK.\(number)").map {
                        CopyFacts(record: record, register: school.institution, number: $0)
                    }
                }
                _ = try await site.store.circulating.holdings.register(
                    facts, owner: school.point, act: StaffedSite.act)
            }
            reader = try #require(try await site.store.membership.patrons.patron(staffed.here.patron))
            (self.staffed, self.record) = (staffed, record)
        }

        /// Posts a form of the desk and follows where it leads.
        func scan(
            _ fields: [(String, String)], act: String = SessionToken.mint(), as person: StaffedSite.Person = .librarian
        ) async throws -> (location: String, page: String) {
            let answer = try await staffed.post(desk, as: person, fields, act: act)
            let location = try #require(answer.header("Location"), "\(answer.status)")
            return (location, try await staffed.get(location, as: person).text)
        }
    }

    @Test func `one field lends and takes back, and says so in words, colour and sign`() async throws {
        let stocked = try await Stocked()
        let id = "\(stocked.reader.id)"

        let opened = try await stocked.scan([("quet", stocked.reader.card.text)])
        let lent = try await stocked.scan([("quet", "tk1"), ("bd", id)])
        let back = try await stocked.scan([("quet", "TK.1")])
        let unknown = try await stocked.scan([("quet", "ZZ 77")])

        #expect(opened.location.contains("bd=\(id)") && !opened.location.contains(stocked.reader.card.text))
        #expect(opened.page.contains("Nguyễn Văn An") && opened.page.contains("autofocus"))
        #expect(lent.page.contains("data-outcome=\"done\"") && lent.page.contains("Đã cho"))
        #expect(lent.page.contains("Dế &lt;Mèn&gt; phiêu lưu ký"))
        #expect(back.page.contains("data-outcome=\"refused\"") == false && back.page.contains("Đã nhận trả"))
        #expect(unknown.page.contains("data-outcome=\"refused\"") && unknown.page.contains("role=\"alert\""))
        for page in [opened.page, lent.page, back.page, unknown.page] { #expect(MarkupFaults(page).list.isEmpty) }
    }

    @Test func `a repeated form shows the first outcome`() async throws {
        let stocked = try await Stocked()
        let act = SessionToken.mint()
        let fields = [("quet", "TK.1"), ("bd", "\(stocked.reader.id)")]

        let first = try await stocked.scan(fields, act: act)
        let again = try await stocked.scan(fields, act: act)

        #expect(first.location == again.location)
        #expect(again.page.contains("Đã cho") && again.page.contains("data-outcome=\"done\""))
    }

    @Test func `another place's copy says whose it is and what can be done`() async throws {
        let stocked = try await Stocked()
        let copies = try await stocked.staffed.site.store.circulating.holdings.copies(of: stocked.record)
        let far = try #require(copies.first { $0.state.owner == stocked.staffed.elsewhere.point })

        let told = try await stocked.scan([("lam", "ban"), ("so", "\(far.id)"), ("bd", "\(stocked.reader.id)")])

        #expect(told.page.contains("Thư viện Trường Tiểu học Xa"))
        let offered = ["Nhận ở đây để gửi đến", "Vẫn cho mượn"]
        for action in offered { #expect(told.page.contains(action), "\(action)") }
        #expect(!told.page.contains("quét thẻ bạn đọc trước") && !told.page.contains("Giữ luôn ở đây"))

        let alone = try await stocked.scan([("lam", "ban"), ("so", "\(far.id)")])
        let inRoom = try await stocked.scan([("lam", "ban"), ("so", "\(far.id)"), ("cach", "doc")])
        let used = try await stocked.scan([("lam", "doc"), ("so", "\(far.id)")])

        #expect(alone.page.contains("quét thẻ bạn đọc trước") && alone.page.contains("Nhận ở đây để gửi đến"))
        for action in ["Vẫn cho mượn", "Ghi đọc tại chỗ"] { #expect(!alone.page.contains(action), "\(action)") }
        #expect(inRoom.page.contains("Ghi đọc tại chỗ") && !inRoom.page.contains("quét thẻ bạn đọc trước"))
        #expect(used.page.contains("đọc tại chỗ") && used.page.contains("Xếp riêng để gửi đến"))
        for page in [told.page, alone.page, inRoom.page, used.page] { #expect(MarkupFaults(page).list.isEmpty) }
    }

    @Test func `a class borrows by numbers of its list`() async throws {
        let stocked = try await Stocked()
        let address = stocked.desk + "/lop"
        let post = { (fields: [(String, String)]) in
            let answer = try await stocked.staffed.post(address, as: .librarian, fields + [("lop", "4A")])
            return try #require(answer.header("Location"))
        }

        let choice = try await stocked.staffed.get(address, as: .librarian).text
        let chosen = try await post([("quet", "1")])
        let lent = try await post([("quet", "TK.2"), ("bd", "\(stocked.reader.id)")])
        let page = try await stocked.staffed.get(lent, as: .librarian).text

        #expect(choice.contains("lop=4A"))
        #expect(chosen.contains("bd=\(stocked.reader.id)") && !chosen.contains("viec="))
        #expect(page.contains("Đã cho") && page.contains("1 bản"))
        #expect(MarkupFaults(page).list.isEmpty)
    }

    @Test func `the loan register is printed and given out in the official columns, and it is noted`() async throws {
        let stocked = try await Stocked()
        let staffed = stocked.staffed
        _ = try await stocked.scan([("quet", "TK.1"), ("bd", "\(stocked.reader.id)")])
        _ = try await stocked.scan([("quet", "TK.2"), ("bd", "\(stocked.reader.id)")])
        _ = try await stocked.scan([("quet", "TK.2"), ("cach", "tra")])
        let book = "/quan-tri/diem/\(staffed.here.point)/so-muon"
        let days = "tu=2026-09-01&den=2026-09-30"

        let page = try await staffed.get("\(book)?\(days)", as: .librarian)
        let paper = try await staffed.get("\(book)/in?\(days)", as: .librarian)
        let csv = try await staffed.get("\(book)/tai?\(days)&dang=csv", as: .librarian)
        let workbook = try await staffed.get("\(book)/tai?\(days)&dang=xlsx", as: .librarian)
        let before = try await staffed.get("\(book)/tai?tu=2026-08-01&den=2026-08-31&dang=csv", as: .librarian)
        let byCoordinator = try await staffed.get("\(book)/tai?\(days)", as: .coordinator)
        let audit = try await staffed.site.store.membership.audit.entries(before: nil, limit: 50)
        let visible = VisibleText(try await staffed.get("\(book)/in?\(days)", as: .librarian, language: "x-thu").text)

        #expect(page.text.contains("\(book)/tai?tu=2026-09-01&amp;den=2026-09-30&amp;dang=xlsx"))
        for heading in ["Họ và tên người mượn", "Số đăng ký cá biệt", "Hạn trả", "Ký mượn", "Ngày trả", "Ký trả"] {
            #expect(paper.text.contains(heading) && csv.text.contains(heading), "\(heading)")
        }
        #expect(paper.text.contains("Từ ngày 01/09/2026 đến ngày 30/09/2026"))
        #expect(paper.text.contains("Dế &lt;Mèn&gt; phiêu lưu ký") && paper.text.contains("Nguyễn Văn An"))
        #expect(csv.text.contains("TK.1") && csv.text.contains("21/09/2026"))
        #expect(csv.header("Content-Disposition") == "attachment; filename=\"so-muon-2026-09-01-2026-09-30.csv\"")
        #expect(workbook.status == 200 && !before.text.contains("TK.1"))
        #expect(byCoordinator.isForbidden)
        #expect(audit.count { $0.kind == .registerExported } == 3)
        #expect(audit.allSatisfy { !$0.subject.contains("An") })
        #expect(visible.untranslated.isEmpty, "\(visible.untranslated)")
    }

    @Test func `slips, lists and sheets are printed, with no reader of another school`() async throws {
        let stocked = try await Stocked()
        let point = stocked.staffed.here.point
        _ = try await stocked.scan([("quet", "TK.1"), ("bd", "\(stocked.reader.id)")])
        let pages = [
            "\(stocked.desk)/phieu?bd=\(stocked.reader.id)", "/quan-tri/diem/\(point)/qua-han",
            "/quan-tri/diem/\(point)/so-muon", "/quan-tri/diem/\(point)/dat-cho", "/quan-tri/diem/\(point)/ngay-giay",
            "/quan-tri/diem/\(point)/ngay-giay/nhap", "/quan-tri/diem/\(point)/ngoai-le", stocked.desk,
            stocked.desk + "?bd=\(stocked.reader.id)&cach=doc", stocked.desk + "/lop?lop=4A&bd=\(stocked.reader.id)",
        ]

        for address in pages {
            let answer = try await stocked.staffed.get(address, as: .librarian, language: "x-thu")
            let visible = VisibleText(answer.text)
            #expect(answer.status == 200, "\(address)")
            #expect(visible.untranslated.isEmpty, "\(address): \(visible.untranslated)")
            #expect(visible.unbalanced.isEmpty, "\(address): \(visible.unbalanced)")
            #expect(MarkupFaults(answer.text).list.isEmpty, "\(address)")
        }
        let slip = try await stocked.staffed.get(pages[0], as: .librarian).text
        let stranger = try await stocked.staffed.get(
            "\(stocked.desk)/phieu?bd=\(stocked.staffed.elsewhere.patron)", as: .librarian)
        let desk = try await stocked.staffed.get(
            "\(stocked.desk)?bd=\(stocked.staffed.elsewhere.patron)", as: .librarian)
        #expect(slip.contains("Nguyễn Văn An") && stranger.status == 404)
        #expect(!desk.text.contains("reader-at-desk"))
    }

    @Test func `a paper day is typed in, wrong lines come back, exceptions are settled`() async throws {
        let stocked = try await Stocked()
        let point = stocked.staffed.here.point
        let address = "/quan-tri/diem/\(point)/ngay-giay/nhap"
        let today = Day(StaffedSite.now)
        let day = ("ngay", "\(today.day)/\(today.month)/\(today.year)")
        let line = { (row: Int, kind: String, hour: String, card: String, copy: String) in
            [("viec-\(row)", kind), ("gio-\(row)", hour), ("the-\(row)", card), ("ban-\(row)", copy)]
        }
        let card = stocked.reader.card.text

        let late = try await stocked.staffed.post(
            address, as: .librarian, [day] + line(1, "out", "23:59", card, "TK.1"))
        let taken = try await stocked.staffed.post(
            address, as: .librarian,
            [day] + line(1, "out", "0:05", card, "TK.1") + line(2, "out", "0h07", card, "TK.1")
                + line(3, "in", "0:08", "", "KHÔNG 1"))
        let exceptions = try await stocked.staffed.get("/quan-tri/diem/\(point)/ngoai-le", as: .librarian).text
        let open = try await stocked.staffed.site.store.circulating.ledger.exceptions(ExceptionFilter())
        let position = try #require(open.first).accepted.position
        let elsewhere = try await stocked.staffed.post(
            "/quan-tri/diem/\(stocked.staffed.elsewhere.point)/ngoai-le", as: .librarianElsewhere,
            [("so", "\(position)"), ("cach", "dismissed")])
        let stillOpen = try await stocked.staffed.site.store.circulating.ledger.exceptions(ExceptionFilter()).count
        _ = try await stocked.staffed.post(
            "/quan-tri/diem/\(point)/ngoai-le", as: .librarian, [("so", "\(position)"), ("cach", "dismissed")])

        #expect(late.status == 422 && late.text.contains("sau lúc này"))
        #expect(taken.status == 200 && taken.text.contains("Đã ghi 1 dòng") && taken.text.contains("KHÔNG 1"))
        #expect(exceptions.contains("đang cho người khác mượn"))
        #expect(elsewhere.status == 303 && stillOpen == 1)
        #expect(try await stocked.staffed.site.store.circulating.ledger.exceptions(ExceptionFilter()).isEmpty)
    }

    @Test func `paper of yesterday stands behind today, and another school's number is looked at twice`() async throws {
        let stocked = try await Stocked()
        let point = stocked.staffed.here.point
        let ledger = stocked.staffed.site.store.circulating.ledger
        let address = "/quan-tri/diem/\(point)/ngay-giay/nhap"
        let theirs = CopyFacts(
            record: stocked.record, register: stocked.staffed.elsewhere.institution,
            number: try #require(AccessionNumber("B.00002")))
        _ = try await stocked.staffed.site.store.circulating.holdings.register(
            [theirs], owner: stocked.staffed.elsewhere.point, act: StaffedSite.act)
        let yesterday = Day(StaffedSite.now).adding(days: -1)
        let day = ("ngay", "\(yesterday.day)/\(yesterday.month)/\(yesterday.year)")
        _ = try await stocked.scan([("quet", "TK.1"), ("bd", "\(stocked.reader.id)")])

        let sheet = try await stocked.staffed.get("/quan-tri/diem/\(point)/ngay-giay", as: .librarian).text
        let entered = try await stocked.staffed.post(
            address, as: .librarian,
            [day, ("viec-1", "in"), ("gio-1", "9:00"), ("ban-1", "TK.1")]
                + [("viec-2", "in"), ("gio-2", "9:10"), ("ban-2", "B.00002")])
        let exceptions = try await stocked.staffed.get("/quan-tri/diem/\(point)/ngoai-le", as: .librarian).text
        let copies = try await stocked.staffed.site.store.circulating.holdings.copies(scanned: "B.00002")
        let insisted = try await stocked.staffed.post(
            address, as: .librarian, [day, ("viec-1", "in"), ("gio-1", "9:10"), ("ban-1", "B.00002"), ("van-1", "1")])

        #expect(sheet.contains("Mượn / trả / đọc"))
        #expect(entered.text.contains("Đã ghi 0 dòng") && entered.text.contains("1 dòng chưa khớp"))
        #expect(entered.text.contains("bản này của nơi khác") && entered.text.contains("name=\"van-1\""))
        #expect(exceptions.contains("Sau giờ ghi trên phiếu"))
        #expect(copies.map(\.state.holder) == [stocked.staffed.elsewhere.point])
        #expect(insisted.text.contains("Đã ghi 1 dòng"))
        #expect(try await ledger.exceptions(ExceptionFilter()).count == 1)
        for page in [entered.text, exceptions, insisted.text] { #expect(MarkupFaults(page).list.isEmpty) }
    }

    @Test func `the form of whoever sat there before is old, and says so`() async throws {
        let stocked = try await Stocked()
        let act = SessionToken.mint()
        _ = try await stocked.scan([("quet", "TK.1"), ("bd", "\(stocked.reader.id)")], act: act)

        let next = try await stocked.staffed.post(stocked.desk, as: .admin, [("quet", "TK.2")], act: act)

        #expect(next.status == 403 && next.text.contains("form-expired"))
    }

    @Test func `readers see their loans, wait, renew, and take their data with them`() async throws {
        let stocked = try await Stocked()
        let staffed = stocked.staffed
        _ = try await stocked.scan([("quet", "TK.1"), ("bd", "\(stocked.reader.id)")])
        let accounts = try await staffed.site.store.membership.patrons.accounts(of: [stocked.reader.id])
        let token = SessionToken.mint()
        try await staffed.site.store.membership.accounts.open(
            Session(
                tokenHash: SessionToken.hash(token)!, account: try #require(accounts[stocked.reader.id]), kind: .pin,
                isShared: true, openedAt: StaffedSite.now, lastUsedAt: StaffedSite.now))
        let headers = ["Cookie": "bieu-mau=\(StaffedSite.formToken); phien=\(token)"]
        let post = { (address: String, fields: String) in
            try await staffed.site.get(
                address, headers: headers, method: "POST",
                body: "bieu-mau=\(StaffedSite.formToken)&viec=\(SessionToken.mint())&\(fields)")
        }
        let other = try await staffed.site.take([BibFacts(title: "Tuổi thơ dữ dội")], file: "hai.csv")[0]
        _ = try await staffed.site.store.circulating.holdings.register(
            [CopyFacts(record: other, register: staffed.here.institution, number: AccessionNumber("VN.1")!)],
            owner: staffed.here.point, act: StaffedSite.act)

        let mine = try await staffed.site.get("/trang-toi", headers: headers).text
        let record = try await staffed.site.get("/tai-lieu/\(other)", headers: headers).text
        let placed = try await post("/trang-toi/dat-cho", "tai-lieu=\(other)&nhan-tai=\(staffed.here.point)")
        let twice = try await post("/trang-toi/dat-cho", "tai-lieu=\(other)")
        let waiting = try await staffed.site.get("/trang-toi", headers: headers).text
        let consent = try await post("/trang-toi/da-doc", "giu=1")
        let json = try await staffed.site.get("/trang-toi/du-lieu.json", headers: headers)
        let csv = try await staffed.site.get("/trang-toi/du-lieu.csv", headers: headers)
        let data = try await staffed.site.get("/trang-toi/du-lieu", headers: headers).text

        #expect(mine.contains("Dế &lt;Mèn&gt; phiêu lưu ký") && mine.contains("Hạn trả") && mine.contains("Gia hạn"))
        #expect(record.contains("Mượn được ngay: 1 bản") && record.contains("Đặt chờ"))
        #expect(placed.status == 303 && twice.status == 422 && twice.text.contains("Bạn đang chờ nhan đề này rồi"))
        #expect(waiting.contains("thứ 1 trong hàng"))
        #expect(consent.status == 422 && consent.text.contains("người giám hộ"))
        #expect(json.text.contains("\"title\":\"Dế \\u003cMèn\\u003e phiêu lưu ký\"") && json.status == 200)
        #expect(csv.text.contains("\"TK.1\"") && csv.header("Content-Disposition")?.contains("du-lieu.csv") == true)
        #expect(data.contains("Nguyễn Văn An") && MarkupFaults(data).list.isEmpty && MarkupFaults(waiting).list.isEmpty)
    }

    @Test func `a reader is erased when the books are back, and then is nowhere`() async throws {
        let stocked = try await Stocked()
        let address = "/quan-tri/ban-doc/\(stocked.reader.id)/xoa"
        let fields = [("ngay", "1/9/2026"), ("chac-chan", "1")]
        _ = try await stocked.scan([("quet", "TK.1"), ("bd", "\(stocked.reader.id)")])

        let early = try await stocked.staffed.post(address, as: .librarian, fields)
        _ = try await stocked.scan([("quet", "TK.1")])
        let unsure = try await stocked.staffed.post(address, as: .librarian, [("ngay", "1/9/2026")])
        let done = try await stocked.staffed.post(address, as: .librarian, fields)
        let desk = try await stocked.staffed.get(stocked.desk, as: .librarian).text

        #expect(early.status == 422 && early.text.contains("Còn sách chưa trả"))
        #expect(unsure.status == 422)
        #expect(done.status == 200 && done.text.contains("Đã xóa"))
        #expect(!desk.contains("Nguyễn Văn An"))
    }

    @Test func `nobody works at the desk of another school`() async throws {
        let stocked = try await Stocked()

        let answer = try await stocked.staffed.post(
            stocked.desk, as: .librarianElsewhere, [("quet", stocked.reader.card.text)])

        #expect(answer.isForbidden)
        #expect(try await stocked.staffed.get(stocked.desk, as: .coordinator).isForbidden)
    }
}
