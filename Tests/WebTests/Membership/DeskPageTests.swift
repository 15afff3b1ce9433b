import Credentials
import Foundation
import Library
import SQLiteStore
import Testing
import Web

@Suite struct DeskPageTests {
    @Test func `no text of any page of the administration is outside the locale files`() async throws {
        let staffed = try await StaffedSite()
        var waiting = [
            "/quan-tri", "/trang-toi", "/dang-nhap", "/tai-lieu/\(staffed.here.record)", "/tim-kiem?q=dat%20rung",
            "/quan-tri/diem/\(staffed.here.point)/them-ban?tim-sach=dat%20rung",
            "/quan-tri/diem/\(staffed.here.point)/them-ban?tai-lieu=\(staffed.here.record)",
            "/quan-tri/ban-sach/\(staffed.here.copy)?ngay=1/1/2020", "/quan-tri/ban-sach/\(staffed.here.copy)?ngay=x",
        ]
        var seen: Set<String> = []
        var visits: [Substring: Int] = [:]

        while let address = waiting.popLast() {
            // Weeks, months and years go on for ever: some of each page are enough.
            let sort = address.prefix { $0 != "?" }
            guard visits[sort, default: 0] < 4, seen.count < 1_000, seen.insert(address).inserted else { continue }
            visits[sort, default: 0] += 1
            let answer = try await staffed.get(address, as: .admin, language: "x-thu")
            // Files are no pages.
            guard answer.header("Content-Type")?.hasPrefix("text/html") == true else { continue }
            let text = answer.text
            let page = VisibleText(text)
            #expect(MarkupFaults(text).list.isEmpty, "\(address): \(MarkupFaults(text).list)")
            #expect(page.untranslated.isEmpty, "\(address): \(page.untranslated)")
            #expect(page.unbalanced.isEmpty, "\(address): \(page.unbalanced)")
            waiting += page.links.filter { $0.hasPrefix("/quan-tri") && !$0.contains("#") }
        }

        let point = staffed.here.point, institution = staffed.here.institution
        for needed in [
            "/quan-tri/co-quan/moi", "/quan-tri/co-quan/\(institution)/sua", "/quan-tri/diem/\(point)/sua",
            "/quan-tri/diem/\(point)/ban-doc?lop=4A", "/quan-tri/diem/\(point)/the?lop=4A",
            "/quan-tri/ban-doc/\(staffed.here.patron)", "/quan-tri/tai-khoan/moi", "/quan-tri/nhat-ky",
            "/quan-tri/diem/\(point)/lich", "/quan-tri/diem/\(point)/hoat-dong", "/quan-tri/diem/\(point)/luot-den",
            "/quan-tri/diem/\(point)/hoat-dong/moi", "/quan-tri/diem/\(point)/tiet-doc",
            "/quan-tri/diem/\(point)/tiet-doc/lich", "/quan-tri/diem/\(point)/luot-den/sua",
            "/quan-tri/hoat-dong/\(staffed.here.activity)",
            "/quan-tri/diem/\(point)/kho", "/quan-tri/ban-sach/\(staffed.here.copy)",
            "/quan-tri/ban-sach/\(staffed.here.copy)/sua", "/quan-tri/diem/\(point)/them-ban",
            "/quan-tri/diem/\(point)/thanh-ly", "/quan-tri/diem/\(point)/kiem-ke",
            "/quan-tri/kiem-ke/\(staffed.here.stockTake)", "/quan-tri/kiem-ke/\(staffed.here.stockTake)/ket-thuc",
            "/quan-tri/diem/\(point)/tang-sach", "/quan-tri/tang-sach/\(staffed.here.gift)",
            "/quan-tri/tang-sach/\(staffed.here.gift)/thu-cam-on",
        ] {
            #expect(seen.contains(needed), "\(needed) of \(seen.sorted())")
        }
    }

    @Test func `an institution is added by the form, once, and changed`() async throws {
        let staffed = try await StaffedSite()
        let fields = [("ten", "Nhà văn hóa <thôn> 1"), ("loai", "village-house"), ("don-vi", "\(staffed.here.unit)")]
        let act = SessionToken.mint()

        let first = try await staffed.post("/quan-tri/co-quan/moi", as: .coordinator, fields, act: act)
        let again = try await staffed.post("/quan-tri/co-quan/moi", as: .coordinator, fields, act: act)
        let refused = try await staffed.post("/quan-tri/co-quan/moi", as: .coordinator, fields)
        let address = try #require(first.header("Location"))
        let page = try await staffed.get(address, as: .coordinator)
        let changed = try await staffed.post(address + "/sua", as: .coordinator, fields + [("het", "30/6/2027")])

        #expect(first.status == 303 && again.header("Location") == address)
        #expect(refused.status == 422 && refused.text.contains("cùng tên"))
        #expect(page.text.contains("Nhà văn hóa &lt;thôn&gt; 1"))
        #expect(changed.status == 303)
        #expect(try await staffed.get(address, as: .coordinator).text.contains("30/6/2027"))
    }

    @Test func `nobody moves an institution into another province`() async throws {
        let staffed = try await StaffedSite()
        let fields = [("ten", "Trường lạc"), ("loai", "primary-school"), ("don-vi", "\(staffed.elsewhere.unit)")]

        let added = try await staffed.post("/quan-tri/co-quan/moi", as: .coordinator, fields)
        let moved = try await staffed.post(
            "/quan-tri/co-quan/\(staffed.here.institution)/sua", as: .coordinator, fields)

        #expect(added.isForbidden && moved.isForbidden)
    }

    @Test func `a point says its own rules, and the page those that hold`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/co-quan/\(staffed.here.institution)/diem-moi"

        let wrong = try await staffed.post(
            address, as: .coordinator, [("ten", "Góc lớp"), ("loai", "class-corner"), ("ngay", "9999")])
        let right = try await staffed.post(
            address, as: .coordinator,
            [
                ("ten", "Góc lớp"), ("loai", "class-corner"), ("ngay", "9"), ("mo", "2-4"),
                ("thuoc", "\(staffed.here.point)"),
            ])
        let page = try await staffed.get(try #require(right.header("Location")), as: .librarian)

        #expect(wrong.status == 422)
        #expect(page.text.contains("thứ Hai, thứ Ba, thứ Tư"))
    }

    @Test func `a link is confirmed on its page and then waits no more`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/ke-thua/\(staffed.here.succession)"

        let unsaid = try await staffed.post(address, as: .coordinator)
        let part = try await staffed.post(address, as: .coordinator, [("muc", "part"), ("phan-tram", "40")])

        #expect(unsaid.status == 400)
        #expect(part.status == 303)
        let link = try await staffed.site.store.membership.units.succession(staffed.here.succession)
        #expect(link?.extent == .part(percent: 40) && link?.confirmedBy == "Người coordinator")
        #expect(try await staffed.get("/quan-tri/ke-thua", as: .coordinator).text.contains("Không còn dòng nào"))
    }

    @Test func `confirmed links are given out as the file that they are loaded from`() async throws {
        let staffed = try await StaffedSite()
        _ = try await staffed.post(
            "/quan-tri/ke-thua/\(staffed.here.succession)", as: .coordinator, [("muc", "whole")])

        let file = try await staffed.get("/quan-tri/ke-thua/tai", as: .admin)
        let byCoordinator = try await staffed.get("/quan-tri/ke-thua/tai", as: .coordinator)
        let page = try await staffed.get("/quan-tri/ke-thua", as: .admin)

        #expect(file.header("Content-Disposition") == "attachment; filename=\"successions.tsv\"")
        #expect(file.text.contains("22100\t22100\twhole\tmã được giữ\tNgười coordinator\n"))
        #expect(file.text.contains("07900\t07900\t\tmã được giữ\t\n"))
        #expect(byCoordinator.isForbidden && page.text.contains("/quan-tri/ke-thua/tai"))
    }

    @Test func `a new password is shown once, and works`() async throws {
        let staffed = try await StaffedSite()
        let account = try #require(staffed.account(.librarian))
        let act = SessionToken.mint()

        let shown = try await staffed.post("/quan-tri/tai-khoan/\(account)/mat-khau", as: .admin, act: act)
        let again = try await staffed.post("/quan-tri/tai-khoan/\(account)/mat-khau", as: .admin, act: act)

        let secret = try #require(shown.text.firstMatch(of: /<strong data-text>([a-z0-9-]{19})<\/strong>/)?.output.1)
        #expect(shown.header("Cache-Control") == "no-store")
        #expect(again.status == 303)
        #expect(try await SignInTests.signIn(staffed, "librarian", String(secret)).status == 303)
    }

    @Test func `a class gets cards and PINs that open only the reader's page`() async throws {
        let staffed = try await StaffedSite()
        let point = staffed.here.point
        let patron = try #require(try await staffed.site.store.membership.patrons.patron(staffed.here.patron))

        let cards = try await staffed.get("/quan-tri/diem/\(point)/the?lop=4A", as: .librarian)
        let slips = try await staffed.post("/quan-tri/diem/\(point)/ma-pin", as: .librarian, [("lop", "4A")])
        let pin = try #require(slips.text.firstMatch(of: /<strong data-text>([0-9]{6})<\/strong>/)?.output.1)
        let signedIn = try await SignInTests.signIn(staffed, patron.card.text, String(pin))
        let cookie = try #require(SignInTests.cookie("phien", in: signedIn))

        #expect(cards.text.contains("<svg class=\"barcode\"") && cards.text.contains(patron.card.text))
        #expect(!cards.text.contains("Mã PIN"))
        #expect(try await staffed.site.get("/trang-toi", headers: ["Cookie": cookie]).text.contains(patron.card.text))
        #expect(try await staffed.site.get("/quan-tri", headers: ["Cookie": cookie]).isForbidden)
    }

    @Test func `looking at a pupil is noted, with no name in the note`() async throws {
        let staffed = try await StaffedSite()

        _ = try await staffed.get("/quan-tri/ban-doc/\(staffed.here.patron)", as: .librarian)

        let entry = try #require(try await staffed.site.store.membership.audit.entries(before: nil, limit: 1).first)
        #expect(entry.kind == .patronSeen && entry.accountName == "Người librarian")
        #expect(entry.subject == "patron \(staffed.here.patron)")
        let page = try await staffed.get("/quan-tri/nhat-ky", as: .admin).text
        #expect(page.contains("Người librarian") && !page.contains("Nguyễn Văn An"))
    }

    @Test func `a lost card, another class and the end of the year are one step each`() async throws {
        let staffed = try await StaffedSite()
        let patron = staffed.here.patron
        let before = try #require(try await staffed.site.store.membership.patrons.patron(patron))

        let card = try await staffed.post("/quan-tri/ban-doc/\(patron)/the-moi", as: .librarian)
        let move = try await staffed.post("/quan-tri/ban-doc/\(patron)/lop", as: .librarian, [("lop", "4C")])
        let year = { (fields: [(String, String)]) in
            try await staffed.post("/quan-tri/diem/\(staffed.here.point)/cuoi-nam", as: .librarian, fields)
        }
        let unsure = try await year([("lop-cuoi", "5")])
        let sure = try await year([("lop-cuoi", "5"), ("chac-chan", "1")])

        #expect(card.status == 303 && move.status == 303)
        #expect(unsure.status == 400 && sure.status == 303)
        let after = try #require(try await staffed.site.store.membership.patrons.patron(patron))
        #expect(after.card != before.card && after.facts.className == "5C")
    }

    @Test func `a barcode is what a scanner reads`() {
        // ISO/IEC 15417: start B, the signs, a weighted sum modulo 103, stop.
        let bars = (Barcode("HS-01").widths ?? []).map(String.init).joined()

        #expect(bars.count == 6 * 7 + 7)
        #expect(bars.hasPrefix("211214"), "start B")
        // H 40, S 51, - 13, 0 16, 1 17: 104 + 40 + 102 + 39 + 64 + 85 = 434, 434 mod 103 = 22.
        #expect(bars.hasSuffix("223112" + "2331112"))
        #expect(Barcode("Ẩn").widths == nil)
    }
}
