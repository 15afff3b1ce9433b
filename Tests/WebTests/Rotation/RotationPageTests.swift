import Credentials
import Foundation
import Library
import SQLiteStore
import Testing
import Web

@Suite struct RotationPageTests {
    /// Registers copies of one title at a school.
    static func copies(_ count: Int, from first: Int = 1, at school: StaffedSite.School, _ staffed: StaffedSite)
        async throws
    {
        let record = try await staffed.site.take(
            [BibFacts(title: "Dế Mèn phiêu lưu ký")], file: "sach-\(school.point)-\(first).csv")[0]
        let facts = (first..<first + count).compactMap { number in
            AccessionNumber("TK.\(number)").map {
                CopyFacts(record: record, register: school.institution, number: $0)
            }
        }
        _ = try await staffed.site.store.circulating.holdings.register(
            facts, owner: school.point, act: StaffedSite.act)
    }

    static func state(_ box: BoxID, _ staffed: StaffedSite) async throws -> BoxState? {
        try await staffed.site.store.circulating.rotation.boxes.box(box)?.box.state
    }

    @Test func `a box goes from one school to another on pages, each act at its own end`() async throws {
        let staffed = try await StaffedSite()
        try await Self.copies(3, at: staffed.here, staffed)
        let opened = try await staffed.post(
            "/quan-tri/diem/\(staffed.here.point)/thung-moi", as: .librarian, [("so", "T-7")])
        let address = try #require(opened.header("Location"))
        let box = BoxID(try #require(Int64(address.split(separator: "/").last ?? "")))

        let packed = try await staffed.post(address + "/xep", as: .librarian, [("ma", "TK.1")])
        let shown = try await staffed.get(try #require(packed.header("Location")), as: .librarian)
        let many = try await staffed.post(address + "/xep", as: .librarian, [("nhieu", "TK.2\nTK.3\n")])
        let unknown = try await staffed.post(address + "/xep", as: .librarian, [("ma", "XX.9")])
        let byStranger = try await staffed.post(address + "/xep", as: .librarianElsewhere, [("ma", "TK.1")])
        let sent = try await staffed.post(
            address + "/viec", as: .librarian, [("lam", "send"), ("den", "\(staffed.elsewhere.point)")])
        let receivedBySender = try await staffed.post(address + "/viec", as: .librarian, [("lam", "receive")])
        let received = try await staffed.post(address + "/viec", as: .librarianElsewhere, [("lam", "receive")])
        let countedBySender = try await staffed.post(address + "/dem", as: .librarian, [("ma", "TK.1")])
        let counted = try await staffed.post(address + "/dem", as: .librarianElsewhere, [("nhieu", "TK.1\nTK.2")])
        let unsigned = try await staffed.post(address + "/viec", as: .librarianElsewhere, [("lam", "finish")])
        let finished = try await staffed.post(
            address + "/viec", as: .librarianElsewhere,
            [("lam", "finish"), ("ben-giao", "Bà Hoa"), ("ben-nhan", "Cô Lan <b>")])
        let minutes = try await staffed.get(address + "/bien-ban", as: .librarianElsewhere)
        let page = try await staffed.get(address, as: .librarianElsewhere)
        let named = try await staffed.get(address + "/bien-ban?lan=1", as: .librarian)
        let list = try await staffed.get(address + "/phieu?lan=1", as: .librarian)
        let unsigned2 = try await staffed.get(address + "/bien-ban?lan=2", as: .librarian)
        let label = try await staffed.get(address + "/nhan", as: .librarian)
        let recalled = try await staffed.post(address + "/viec", as: .librarian, [("lam", "recall")])

        #expect(shown.text.contains("Đã xếp") && shown.text.contains("data-outcome=\"good\""))
        #expect(many.status == 303 && sent.status == 303 && received.status == 303 && counted.status == 303)
        #expect(unknown.status == 422 && unknown.text.contains("XX.9") && unknown.text.contains("role=\"alert\""))
        #expect(byStranger.isForbidden && receivedBySender.isForbidden && countedBySender.isForbidden)
        #expect(unsigned.status == 422 && unsigned.text.contains("TK.3"))
        #expect(finished.status == 303)
        #expect(
            minutes.text.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") && minutes.text.contains("Cô Lan &lt;b&gt;"))
        #expect(minutes.text.contains("Độc lập - Tự do - Hạnh phúc"))
        #expect(page.text.contains("/bien-ban?lan=1") && page.text.contains("1 điểm chênh lệch"))
        #expect(named.text.contains("Cô Lan &lt;b&gt;") && list.text.contains("TK.3") && unsigned2.status == 404)
        #expect(label.text.contains("class=\"qr\"") && label.text.contains("class=\"barcode\""))
        #expect(recalled.status == 303)
        #expect(try await Self.state(box, staffed) == .recalled)
    }

    @Test func `a form sent twice packs once and shows the same`() async throws {
        let staffed = try await StaffedSite()
        try await Self.copies(1, at: staffed.here, staffed)
        let act = SessionToken.mint()

        let first = try await staffed.post(
            "/quan-tri/thung/\(staffed.here.box)/xep", as: .librarian, [("ma", "TK.1")], act: act)
        let again = try await staffed.post(
            "/quan-tri/thung/\(staffed.here.box)/xep", as: .librarian, [("ma", "TK.1")], act: act)
        let anew = try await staffed.post(
            "/quan-tri/thung/\(staffed.here.box)/xep", as: .librarian, [("ma", "TK.1")])

        #expect(first.status == 303 && again.header("Location") == first.header("Location"))
        #expect(anew.header("Location")?.contains("already-packed") == true)
    }

    @Test func `a box scanned at the wrong place is named with three ways on`() async throws {
        let staffed = try await StaffedSite()
        try await Self.copies(1, at: staffed.here, staffed)
        let box = "/quan-tri/thung/\(staffed.here.box)"
        _ = try await staffed.post(box + "/xep", as: .librarian, [("ma", "TK.1")])
        _ = try await staffed.post(box + "/viec", as: .librarian, [("lam", "send"), ("den", "\(staffed.here.corner)")])
        let point = "/quan-tri/diem/\(staffed.elsewhere.point)"

        let found = try await staffed.get(
            point + "/luan-chuyen?ma=THUNG-\(staffed.here.box)", as: .librarianElsewhere)
        let unknown = try await staffed.get(point + "/luan-chuyen?ma=THUNG-999", as: .librarianElsewhere)
        let label = try await staffed.get(box + "/nhan", as: .librarian)
        let read = try #require(label.text.firstMatch(of: /THUNG-[0-9]+-[0-9A-Z]{6}/)).output
        let scanned = try await staffed.get(point + "/luan-chuyen?ma=\(read)", as: .librarianElsewhere)
        let guessed = try await staffed.post(
            point + "/thung-lac", as: .librarianElsewhere,
            [("thung", "\(staffed.here.box)"), ("nhan", "THUNG-\(staffed.here.box)-AAAAAA")])
        let received = try await staffed.post(
            point + "/thung-lac", as: .librarianElsewhere,
            [("thung", "\(staffed.here.box)"), ("nhan", String(read))])
        let page = try await staffed.get(box, as: .librarianElsewhere)

        #expect(found.text.contains("không phải tới đây") && found.text.contains("Nhận thùng tại đây"))
        #expect(found.text.contains("Dòng chữ dưới mã vạch"))
        #expect(scanned.text.contains("type=\"hidden\" name=\"nhan\""))
        #expect(guessed.status == 422 && guessed.text.contains("không đúng với nhãn"))
        #expect(guessed.text.contains("Nhận thùng tại đây"))
        #expect(unknown.status == 422)
        #expect(received.status == 303)
        #expect(page.text.contains("Chuyển tiếp nguyên thùng"))
    }

    @Test func `books are asked for and come in a box within four screens`() async throws {
        let staffed = try await StaffedSite()
        try await Self.copies(3, at: staffed.elsewhere, staffed)

        let asked = try await staffed.post(
            "/quan-tri/diem/\(staffed.here.point)/hoi-muon", as: .librarian,
            [("den", "\(staffed.elsewhere.point)"), ("so-luong", "2"), ("sach", "dế mèn")])
        let request = try #require(asked.header("Location"))
        let fitting = try await staffed.get(request, as: .librarianElsewhere)
        let accepting = try await staffed.post(request + "/tra-loi", as: .librarian, [("lam", "accept")])
        let picks = fitting.text.components(separatedBy: "name=\"ban\" value=\"").dropFirst()
            .compactMap { $0.split(separator: "\"").first.map(String.init) }
        let accepted = try await staffed.post(
            request + "/tra-loi", as: .librarianElsewhere, [("lam", "accept")] + picks.prefix(2).map { ("ban", $0) })
        let box = try #require(accepted.header("Location")?.split(separator: "?").first.map(String.init))
        let sending = try await staffed.get(box, as: .librarianElsewhere)
        let sent = try await staffed.post(
            box + "/viec", as: .librarianElsewhere, [("lam", "send"), ("den", "\(staffed.here.point)")])
        _ = try await staffed.post(box + "/viec", as: .librarian, [("lam", "receive")])
        _ = try await staffed.post(box + "/dem", as: .librarian, [("nhieu", "TK.1\nTK.2")])
        let done = try await staffed.post(box + "/viec", as: .librarian, [("lam", "finish")])
        let overview = try await staffed.get("/quan-tri/diem/\(staffed.here.point)/luan-chuyen", as: .librarian)
        _ = try await staffed.post(box + "/viec", as: .librarian, [("lam", "recall")])
        let returning = try await staffed.get(box, as: .librarian)

        #expect(accepting.isForbidden)
        #expect(returning.text.contains("value=\"\(staffed.elsewhere.point)\" selected"), "it goes home")
        #expect(picks.count == 3 && fitting.text.components(separatedBy: " checked").count == 3)
        #expect(sending.text.contains("value=\"\(staffed.here.point)\" selected"))
        #expect(sent.status == 303 && done.status == 303)
        #expect(overview.text.contains("đang phục vụ"))
    }

    @Test func `who packs for somebody that needs nothing any more is told so`() async throws {
        let staffed = try await StaffedSite()
        try await Self.copies(1, at: staffed.elsewhere, staffed)
        let asked = try await staffed.post(
            "/quan-tri/diem/\(staffed.here.point)/hoi-muon", as: .librarian,
            [("den", "\(staffed.elsewhere.point)"), ("so-luong", "1"), ("sach", "dế mèn")])
        let request = try #require(asked.header("Location"))
        let accepted = try await staffed.post(
            request + "/tra-loi", as: .librarianElsewhere, [("lam", "accept")])
        let box = try #require(accepted.header("Location"))

        let before = try await staffed.get(box, as: .librarianElsewhere)
        let page = try await staffed.get(request, as: .librarian)
        let byOther = try await staffed.post(request + "/tra-loi", as: .librarianElsewhere, [("lam", "withdraw")])
        let withdrawn = try await staffed.post(request + "/tra-loi", as: .librarian, [("lam", "withdraw")])
        let after = try await staffed.get(box, as: .librarianElsewhere)

        #expect(page.text.contains("Thôi, không cần nữa") && byOther.isForbidden && withdrawn.status == 303)
        #expect(!before.text.contains("Nơi hỏi báo không cần nữa") && after.text.contains("Nơi hỏi báo không cần nữa"))
    }

    @Test func `a title is found in the form, who has it comes first, and nothing typed is lost`() async throws {
        let staffed = try await StaffedSite()
        try await Self.copies(3, at: staffed.elsewhere, staffed)
        let address = "/quan-tri/diem/\(staffed.here.point)/hoi-muon"

        let searched = try await staffed.post(
            address, as: .librarian, [("lam", "tim"), ("tim-sach", "de men"), ("so-luong", "2"), ("can", "1/10/2026")])
        let found = try await staffed.get(try #require(searched.header("Location")), as: .librarian)
        let record = try #require(
            found.text.components(separatedBy: "name=\"tai-lieu\" value=\"").dropFirst().first?
                .split(separator: "\"").first)
        let page = try await staffed.get("/tai-lieu/\(record)", as: .librarian)
        let start = try await staffed.get("/quan-tri/luan-chuyen?tai-lieu=\(record)", as: .librarian)
        let chosen = try await staffed.get(address + "?tai-lieu=\(record)", as: .librarian)
        let nothing = try await staffed.get(address + "?tim-sach=qwrtpsdf", as: .librarian)
        let asked = try await staffed.post(
            address, as: .librarian,
            [
                ("den", "\(staffed.elsewhere.point)"), ("so-luong", "2"), ("tai-lieu", String(record)),
                ("can", "1/10/2026"), ("hen-tra", "31/12/2026"),
            ])
        let request = try await staffed.get(try #require(asked.header("Location")), as: .librarian)
        let early = try await staffed.post(
            address, as: .librarian,
            [
                ("den", "\(staffed.elsewhere.point)"), ("so-luong", "2"), ("sach", "Tắt đèn"), ("can", "1/10/2026"),
                ("hen-tra", "30/9/2026"),
            ])
        let accepted = try await staffed.post(
            try #require(asked.header("Location")) + "/tra-loi", as: .librarianElsewhere, [("lam", "accept")])
        let sending = try await staffed.get(try #require(accepted.header("Location")), as: .librarianElsewhere)
        let byReader = try await staffed.get("/tai-lieu/\(record)", as: .reader)
        let byCoordinator = try await staffed.get("/tai-lieu/\(record)", as: .coordinator)

        #expect(found.text.contains("Dế Mèn phiêu lưu ký") && found.text.contains("value=\"1/10/2026\""))
        #expect(page.text.contains("Hỏi mượn cuốn này ở thư viện khác"))
        #expect(start.text.contains("\(address)?tai-lieu=\(record)"))
        #expect(chosen.text.contains("value=\"\(record)\" checked"))
        #expect(chosen.text.contains("value=\"\(staffed.elsewhere.point)\" selected"))
        #expect(chosen.text.contains("(3 bản)"))
        #expect(nothing.text.contains("Không tìm thấy tên sách nào"))
        #expect(request.text.contains("Dế Mèn phiêu lưu ký") && request.text.contains("31/12/2026"))
        #expect(early.status == 422 && early.text.contains("Ngày trả phải sau hôm nay"))
        #expect(early.text.contains("value=\"30/9/2026\"") && early.text.contains("value=\"Tắt đèn\""))
        #expect(sending.text.contains("name=\"hen-tra\"") && sending.text.contains("value=\"31/12/2026\""))
        #expect(!byReader.text.contains("Hỏi mượn cuốn này") && !byCoordinator.text.contains("Hỏi mượn cuốn này"))
    }

    @Test func `a title's page says where travelling copies are, whose, and where they go next`() async throws {
        let staffed = try await StaffedSite()
        try await Self.copies(2, at: staffed.here, staffed)
        let box = "/quan-tri/thung/\(staffed.here.box)"
        let trip = "/quan-tri/chuyen/\(staffed.here.trip)"
        _ = try await staffed.post(box + "/xep", as: .librarian, [("nhieu", "TK.1\nTK.2")])
        let copies = try await staffed.site.store.circulating.rotation.boxes.box(staffed.here.box)?.copies
        let record = try #require(copies?.first?.state.record)
        _ = try await staffed.post(
            trip + "/sua", as: .librarian, [("lam", "load"), ("thung", "\(staffed.here.box)"), ("chang", "1")])
        let planned = try await staffed.get("/tai-lieu/\(record)", as: .visitor)
        _ = try await staffed.post(
            trip + "/sua", as: .librarian, [("lam", "add-person"), ("vai", "librarian"), ("ten", "Bà Hoa")])
        _ = try await staffed.post(trip + "/viec", as: .librarian, [("lam", "depart")])

        let left = try await staffed.get("/tai-lieu/\(record)", as: .visitor)
        let pseudo = VisibleText(
            try await staffed.get("/tai-lieu/\(record)", as: .librarian, language: "x-thu").text)
        _ = try await staffed.post(box + "/viec", as: .librarian, [("lam", "turn-back")])
        let back = try await staffed.get("/tai-lieu/\(record)", as: .visitor)

        let place = "Góc lớp 4A</span>, <span data-text>Trường Tiểu học Tân Lập</span>"
        #expect(planned.text.contains("2 bản ở") && planned.text.contains("; dự kiến tới <span data-text>\(place)"))
        #expect(left.text.contains("2 bản của") && left.text.contains("đang trên đường"))
        #expect(left.text.contains("; dự kiến tới <span data-text>\(place) ngày"))
        #expect(pseudo.untranslated.isEmpty, "\(pseudo.untranslated)")
        #expect(back.text.contains("đang trên đường quay lại <span data-text>"))
    }

    @Test func `a trip is planned, loaded, refused with too few people, and leaves`() async throws {
        let staffed = try await StaffedSite()
        try await Self.copies(1, at: staffed.here, staffed)
        let trip = "/quan-tri/chuyen/\(staffed.here.trip)"
        _ = try await staffed.post(
            "/quan-tri/thung/\(staffed.here.box)/xep", as: .librarian, [("ma", "TK.1")])

        let loaded = try await staffed.post(
            trip + "/sua", as: .librarian, [("lam", "load"), ("thung", "\(staffed.here.box)"), ("chang", "1")])
        let alone = try await staffed.post(trip + "/viec", as: .librarian, [("lam", "depart")])
        _ = try await staffed.post(
            trip + "/sua", as: .coordinator, [("lam", "add-person"), ("vai", "librarian"), ("ten", "Bà Hoa")])
        let byCoordinator = try await staffed.post(trip + "/viec", as: .coordinator, [("lam", "depart")])
        let left = try await staffed.post(trip + "/viec", as: .librarian, [("lam", "depart")])
        let sheet = try await staffed.get(trip + "/lo-trinh", as: .librarian)

        #expect(loaded.status == 303)
        #expect(alone.status == 422 && alone.text.contains("Chưa đủ người"))
        #expect(byCoordinator.isForbidden && left.status == 303)
        #expect(sheet.text.contains("Góc lớp 4A") && sheet.text.contains("Bà Hoa"))
        #expect(sheet.text.contains("<th scope=\"col\">Ngày đến</th>"))
        #expect(try await Self.state(staffed.here.box, staffed) == .inTransit)
    }

    @Test func `a trip that is broken off says what became of its stop and its box`() async throws {
        let staffed = try await StaffedSite()
        try await Self.copies(1, at: staffed.here, staffed)
        let trip = "/quan-tri/chuyen/\(staffed.here.trip)"
        let box = "/quan-tri/thung/\(staffed.here.box)"
        _ = try await staffed.post(box + "/xep", as: .librarian, [("ma", "TK.1")])
        _ = try await staffed.post(
            trip + "/sua", as: .librarian, [("lam", "load"), ("thung", "\(staffed.here.box)"), ("chang", "1")])
        _ = try await staffed.post(
            trip + "/sua", as: .librarian, [("lam", "add-person"), ("vai", "librarian"), ("ten", "Bà Hoa")])
        let planned = try await staffed.get(trip, as: .librarian).text
        _ = try await staffed.post(trip + "/viec", as: .librarian, [("lam", "depart")])
        let left = try await staffed.get(trip, as: .librarian).text

        _ = try await staffed.post(trip + "/viec", as: .librarian, [("lam", "cancel")])
        let broken = try await staffed.get(trip, as: .librarian).text
        _ = try await staffed.post(box + "/viec", as: .librarian, [("lam", "receive")])
        let back = try await staffed.get(trip, as: .librarian).text
        let pseudo = VisibleText(try await staffed.get(trip, as: .librarian, language: "x-thu").text)

        for page in [planned, left] {
            #expect(!page.contains("không tới") && page.contains("Góc lớp 4A"))
        }
        #expect(left.contains("đang chuyển · 1 bản"))
        #expect(broken.contains("không tới, đã định ngày") && broken.contains("không tới nơi, đang quay lại"))
        #expect(!broken.contains("đang chuyển"))
        #expect(back.contains("không tới, đã định ngày") && back.contains("không tới nơi, đã nhận tại"))
        for page in [left, broken, back] { #expect(MarkupFaults(page).list.isEmpty) }
        #expect(pseudo.untranslated.isEmpty, "\(pseudo.untranslated)")
    }

    @Test func `ticked proposals become a trip in one step, and what changed is said`() async throws {
        let staffed = try await StaffedSite()
        let (point, corner) = (staffed.here.point, staffed.here.corner)
        let rotas = staffed.site.store.circulating.rotation.rotas
        try await rotas.setStages([RotaStage(point: corner, days: 30)], of: staffed.here.rota, act: StaffedSite.act)
        try await rotas.assign(staffed.here.box, to: staffed.here.rota, owner: point, act: StaffedSite.act)
        let address = "/quan-tri/diem/\(point)/de-xuat"
        let fields = [
            ("tu", "\(point)"), ("ngay-\(point)", "25/9/2026"), ("thung", "\(staffed.here.box)-\(corner)"),
        ]
        let act = SessionToken.mint()

        let page = try await staffed.get(address, as: .coordinator)
        let dayless = try await staffed.post(address, as: .coordinator, Array(fields.dropLast(2)))
        let unticked = try await staffed.post(address, as: .coordinator, Array(fields.dropLast()))
        let byStranger = try await staffed.post(address, as: .librarianElsewhere, fields)
        let made = try await staffed.post(address, as: .coordinator, fields, act: act)
        let again = try await staffed.post(address, as: .coordinator, fields, act: act)
        let anew = try await staffed.post(address, as: .coordinator, fields)
        let trip = try await staffed.get(try #require(made.header("Location")), as: .coordinator)
        let after = try await staffed.get(address, as: .coordinator)
        let box = try await staffed.get("/quan-tri/thung/\(staffed.here.box)", as: .librarian)
        try await rotas.setStages([], of: staffed.here.rota, act: StaffedSite.act)
        let stale = try await staffed.post(
            address, as: .librarian, fields.dropLast() + [("thung", "\(staffed.here.box)-\(staffed.elsewhere.point)")])

        #expect(page.text.contains("value=\"\(staffed.here.box)-\(corner)\" checked"))
        #expect(dayless.status == 422 && unticked.status == 422 && unticked.text.contains("Chưa chọn thùng nào"))
        #expect(byStranger.isForbidden)
        #expect(made.status == 303 && again.header("Location") == made.header("Location"))
        #expect(anew.status == 422 && anew.text.contains("chuyến chưa đi"))
        #expect(trip.text.contains("Góc lớp 4A") && trip.text.contains("25/9/2026"))
        #expect(after.text.contains("Đã xếp vào chuyến ngày") && !after.text.contains("type=\"checkbox\""))
        #expect(stale.status == 422)
        #expect(box.text.contains("Chuyến sắp đi"))
    }

    @Test func `stages change places, a rota is renamed, emptied and deleted`() async throws {
        let staffed = try await StaffedSite()
        let rota = "/quan-tri/vong/\(staffed.here.rota)"
        let rotas = staffed.site.store.circulating.rotation.rotas
        func edit(_ order: String, _ more: [(String, String)] = []) async throws -> Answer {
            try await staffed.post(rota + "/sua", as: .coordinator, [("lam", order)] + more)
        }
        for point in [staffed.here.corner, staffed.elsewhere.point] {
            _ = try await edit("add", [("diem", "\(point)"), ("ngay", "30")])
        }
        try await rotas.assign(
            staffed.here.box, to: staffed.here.rota, owner: staffed.here.point, act: StaffedSite.act)

        let down = try await edit("down", [("chang", "1")])
        let beyond = try await edit("down", [("chang", "2")])
        let nameless = try await edit("rename", [("ten", ""), ("cuoi", "home")])
        _ = try await edit("rename", [("ten", "Các lớp lớn"), ("cuoi", "home")])
        let page = try await staffed.get(rota, as: .coordinator)
        let used = try await edit("end")
        _ = try await edit("release", [("thung", "\(staffed.here.box)")])
        let changed = try await rotas.rota(staffed.here.rota)
        let ended = try await edit("end")

        #expect(down.status == 303 && beyond.status == 422 && nameless.status == 422)
        #expect(page.text.contains("Các lớp lớn") && page.text.contains("Còn 1 thùng theo vòng này"))
        #expect(used.status == 422 && used.text.contains("gán sang vòng khác"))
        #expect(changed?.rota.stages.map(\.point) == [staffed.elsewhere.point, staffed.here.corner])
        #expect(changed?.boxes.isEmpty == true)
        #expect(ended.status == 303 && ended.header("Location")?.hasSuffix("/luan-chuyen") == true)
        #expect(try await rotas.rota(staffed.here.rota) == nil)
    }

    @Test func `books are given to a class corner in one form`() async throws {
        let staffed = try await StaffedSite()
        try await Self.copies(2, at: staffed.here, staffed)
        let address = "/quan-tri/diem/\(staffed.here.point)/goc-lop"

        let outside = try await staffed.post(
            address, as: .librarian, [("den", "\(staffed.elsewhere.point)"), ("nhieu", "TK.1")])
        let given = try await staffed.post(
            address, as: .librarian, [("den", "\(staffed.here.corner)"), ("nhieu", "TK.1\nTK.2")])
        let page = try await staffed.get(try #require(given.header("Location")), as: .librarian)
        let places = staffed.site.store.membership.places
        let corner = try #require(try await places.servicePoint(staffed.here.corner))
        func offered(untilDay day: Day) async throws -> Bool {
            var facts = corner.point.facts
            facts.validity.last = day
            _ = try await places.save(
                facts, as: staffed.here.corner, of: corner.institution.institution.id, act: StaffedSite.act)
            return try await staffed.get(address, as: .librarian).text.contains("value=\"\(staffed.here.corner)\"")
        }
        let today = Day(StaffedSite.now)

        #expect(outside.status == 422)
        #expect(page.text.contains("Đã giao 2 bản"))
        #expect(try await offered(untilDay: today.adding(days: 200)))
        #expect(try await !offered(untilDay: today.adding(days: -1)))
    }

    @Test func `no text of the pages of rotation is outside the locale files, in any state of a box`() async throws {
        let staffed = try await StaffedSite()
        try await Self.copies(3, at: staffed.here, staffed)
        let box = "/quan-tri/thung/\(staffed.here.box)"
        func check(_ address: String) async throws {
            let text = try await staffed.get(address, as: .admin, language: "x-thu").text
            let page = VisibleText(text)
            #expect(MarkupFaults(text).list.isEmpty, "\(address): \(MarkupFaults(text).list)")
            #expect(page.untranslated.isEmpty, "\(address): \(page.untranslated)")
            #expect(page.unbalanced.isEmpty, "\(address): \(page.unbalanced)")
        }
        func act(_ order: String, _ more: [(String, String)] = []) async throws {
            let answer = try await staffed.post(box + "/viec", as: .admin, [("lam", order)] + more)
            #expect(answer.status == 303, "\(order)")
            for page in ["", "?xong=\(order)", "/phieu", "/nhan", "/bien-ban"] { try await check(box + page) }
        }
        _ = try await staffed.post(box + "/xep", as: .admin, [("nhieu", "TK.1\nTK.2\nTK.3")])
        try await act("line", [("ten", "Báo"), ("so-luong", "4")])
        try await act("send", [("den", "\(staffed.here.corner)")])
        try await act("receive")
        _ = try await staffed.post(box + "/dem", as: .admin, [("nhieu", "TK.1\nTK.2")])
        try await check(box + "?xong=counted&ban=1")
        try await act("count-lines", [("dong", "1"), ("dem-1", "3")])
        try await act("finish", [("ben-giao", "A"), ("ben-nhan", "B")])
        for page in ["/bien-ban?lan=1", "/phieu?lan=1"] { try await check(box + page) }
        try await act("recall")
        try await act("pack-rest")
        for address in [
            "/quan-tri/luan-chuyen", "/quan-tri/diem/\(staffed.here.point)/luan-chuyen",
            "/quan-tri/diem/\(staffed.here.point)/hoi-muon?tim-sach=rung",
            "/quan-tri/diem/\(staffed.here.point)/hoi-muon?tim-sach=qwrt&tai-lieu=\(staffed.here.record)",
            "/quan-tri/diem/\(staffed.here.point)/goc-lop",
            "/quan-tri/diem/\(staffed.here.point)/chenh-lech",
            "/quan-tri/diem/\(staffed.here.point)/danh-sach-nam", "/quan-tri/diem/\(staffed.here.point)/chuyen-moi",
            "/quan-tri/diem/\(staffed.here.point)/vong-moi", "/quan-tri/diem/\(staffed.here.point)/de-xuat",
            "/quan-tri/chuyen/\(staffed.here.trip)", "/quan-tri/chuyen/\(staffed.here.trip)/lo-trinh",
            "/quan-tri/vong/\(staffed.here.rota)", "/quan-tri/yeu-cau/\(staffed.here.request)",
        ] { try await check(address) }
    }

    @Test(arguments: ["vi", "en"]) func `every code of rotation has a name`(language: String) async throws {
        let staffed = try await StaffedSite()
        let words = try Words(
            language: language == "vi" ? .vietnamese : .english,
            locale: LocaleFile(language == "vi" ? .vietnamese : .english), codes: CodeNames())
        _ = staffed
        var named: [(NameList, [String])] = [
            (.boxState, BoxState.allCases.map(\.rawValue)), (.scanOutcome, ScanOutcome.Kind.allCases.map(\.rawValue)),
            (.boxCopyStatus, CopyStatus.allCases.map(\.rawValue)), (.tripKind, TripKind.allCases.map(\.rawValue)),
        ]
        named += [
            (.rotationRefusal, RotationRefusal.Code.allCases.map(\.rawValue)),
            (.tripState, TripState.allCases.map(\.rawValue)), (.tripRole, TripRole.allCases.map(\.rawValue)),
            (.rotaEnding, RotaEnding.allCases.map(\.rawValue)),
            (.proposalReason, ProposedMove.Reason.allCases.map(\.rawValue)),
            (.requestState, RequestState.allCases.map(\.rawValue)),
            (.handoverVerdict, HandoverAnswer.Verdict.allCases.map(\.rawValue)),
        ]
        for (list, codes) in named {
            for code in codes { #expect(words.knownName(list, code) != nil, "\(list.rawValue).\(code)") }
        }
    }
}
