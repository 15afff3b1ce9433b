import Credentials
import Foundation
import Library
import SQLiteStore
import Testing
import Web

@Suite struct StockPageTests {
    @Test func `a record and a line of results say where a copy can be had`() async throws {
        let staffed = try await StaffedSite()
        let record = staffed.here.record

        let results = try await staffed.get("/tim-kiem?q=dat+rung", as: .visitor).text
        let page = try await staffed.get("/tai-lieu/\(record)", as: .visitor).text
        let narrowed = try await staffed.get("/tim-kiem?q=&con-sach=now&thu-vien=\(staffed.here.point)", as: .visitor)
            .text
        let nowhere = try await staffed.get("/tim-kiem?q=dat+rung&thu-vien=4711", as: .visitor).text

        #expect(results.contains("Còn 6 bản ở 2 nơi"))
        #expect(results.contains("thu-vien=\(staffed.here.point)") && results.contains("con-sach=now"))
        #expect(page.contains("Bản sách ở các thư viện") && page.contains("Thư viện Trường Tiểu học Xa"))
        #expect(page.contains("Mượn được ngay: 3 bản"))
        #expect(narrowed.contains("Đất rừng phương Nam"))
        #expect(!nowhere.contains("Còn 6 bản"))
    }

    @Test func `copies are added by hand with the next numbers, found in the list, and corrected`() async throws {
        let staffed = try await StaffedSite()
        let point = staffed.here.point
        let add = "/quan-tri/diem/\(point)/them-ban"
        let fields = [
            ("tai-lieu", "\(staffed.here.record)"), ("so-ban", "2"), ("chu-dau", "KHO."), ("so-chu-so", "4"),
            ("tinh-trang", "good"), ("gia", "45.000"), ("nguon", "purchase"), ("ngay", "1/9/2026"),
        ]

        let found = try await staffed.get(add + "?tim-sach=dat+rung", as: .librarian).text
        let form = try await staffed.get(add + "?tai-lieu=\(staffed.here.record)", as: .librarian).text
        let wrong = try await staffed.post(add, as: .librarian, fields.filter { $0.0 != "so-ban" } + [("so-ban", "0")])
        let done = try await staffed.post(add, as: .librarian, fields)
        let list = try await staffed.get("/quan-tri/diem/\(point)/kho?q=KHO.5", as: .librarian).text
        let copy = try #require(list.firstMatch(of: /href="(\/quan-tri\/ban-sach\/[0-9]+)"/)).1
        let slip = try await staffed.post(copy + "/sua", as: .librarian, [("tinh-trang", "worn"), ("gia", "mười")])
        let saved = try await staffed.post(
            copy + "/sua", as: .librarian, [("tinh-trang", "worn"), ("gia", "12 000"), ("xep-gia", "895.9223")])
        let page = try await staffed.get(copy + "?ngay=30/9/2026", as: .librarian).text

        #expect(found.contains("Đất rừng phương Nam") && form.contains("KHO.0004"))
        #expect(wrong.status == 422 && wrong.text.contains("Có ô chưa đúng"))
        #expect(done.status == 303 && list.contains("KHO.0005"))
        #expect(slip.status == 422 && saved.status == 303)
        #expect(page.contains("895.9223") && page.contains("12.000") && page.contains("Sửa dòng trong sổ."))
        #expect(page.contains("Cuối ngày") && page.contains("Vào sổ của"))
    }

    @Test func `a decision takes a list out of the register after a look at it`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/diem/\(staffed.here.point)/thanh-ly"

        let nothing = try await staffed.post(address, as: .librarian)
        let look = try await staffed.post(address, as: .librarian, [("so", "kho 1\nKHO.0002, TK.77")])
        let ids = look.text.matches(of: /name="ban" value="([0-9]+)"/).map { ("ban", String($0.1)) }
        let sure = ids + [("xac-nhan", "1")]
        let paperless = try await staffed.post(address, as: .librarian, sure)
        let act = SessionToken.mint()
        let done = try await staffed.post(address, as: .librarian, sure + [("quyet-dinh", "QĐ 12")], act: act)
        let again = try await staffed.post(address, as: .librarian, sure + [("quyet-dinh", "QĐ 12")], act: act)
        let refused = try await staffed.post(address, as: .librarian, sure + [("quyet-dinh", "QĐ 13")])

        #expect(nothing.status == 422 && look.status == 200 && ids.count == 2)
        #expect(look.text.contains("TK.77"), "the number nobody has")
        #expect(paperless.status == 422 && paperless.text.contains("Chưa ghi số quyết định"))
        #expect(done.status == 303 && again.header("Location") == done.header("Location"))
        #expect(refused.status == 422 && refused.text.contains("Bản này đã thanh lý"))
        #expect(try await staffed.site.store.circulating.holdings.copy(staffed.here.copy)?.state.status == .withdrawn)
    }

    @Test func `a stock-take is scanned, looked at, closed and printed`() async throws {
        let staffed = try await StaffedSite()
        let list = "/quan-tri/diem/\(staffed.here.point)/kiem-ke"

        let begun = try #require(try await staffed.post(list, as: .librarian).header("Location"))
        _ = try await staffed.post(begun, as: .librarian, [("ma", "KHO.0001")])
        let good = try await staffed.get(begun, as: .librarian).text
        _ = try await staffed.post(begun, as: .librarian, [("ma", "LẠ 9")])
        let bad = try await staffed.get(begun, as: .librarian).text
        let look = try await staffed.get(begun + "/ket-thuc", as: .librarian).text
        let unsure = try await staffed.post(begun + "/ket-thuc", as: .librarian)
        let closed = try await staffed.post(begun + "/ket-thuc", as: .librarian, [("da-xem", "1")])
        let report = try await staffed.get(begun + "/bien-ban", as: .librarian).text
        let late = try await staffed.post(begun, as: .librarian, [("ma", "KHO.0002")])
        let found = try await staffed.post(
            "/quan-tri/ban-sach/\(staffed.here.copy.rawValue + 1)/tim-thay", as: .librarian,
            [("diem", "\(staffed.here.point)")])

        #expect(good.contains("class=\"scan good\"") && good.contains("Đúng chỗ"))
        #expect(bad.contains("class=\"scan bad\"") && bad.contains("Không có số này"))
        #expect(look.contains("KHO.0002") && look.contains("KHO.0003"))
        #expect(unsure.status == 422 && closed.status == 303)
        #expect(report.contains("Biên bản kiểm kê") && report.contains("KHO.0003"))
        #expect(late.isForbidden == false && late.status == 303, "a closed count leads to its report")
        #expect(found.status == 303)
        let state = try await staffed.site.store.circulating.holdings.copy(CopyID(staffed.here.copy.rawValue + 1))
        #expect(state?.state.status == .available)
    }

    @Test func `a gift is noted, thanked for by a letter, and its giver forgotten`() async throws {
        let staffed = try await StaffedSite()
        let register = "/quan-tri/diem/\(staffed.here.point)/tang-sach"
        let fields = [
            ("nguoi-tang", "Ông Lê Văn Tặng"), ("loai", "person"), ("ngay", "5/9/2026"), ("dip", "Khai giảng"),
            ("sach", "40; truyện tranh; 800.000\n5; báo"),
        ]

        let wrong = try await staffed.post(register + "/moi", as: .librarian, fields.dropLast() + [("sach", "truyện")])
        let gift = try #require(try await staffed.post(register + "/moi", as: .librarian, fields).header("Location"))
        let list = try await staffed.get(register + "?nam=2026", as: .librarian).text
        let letter = try await staffed.get(gift + "/thu-cam-on", as: .librarian).text
        _ = try await staffed.post(gift + "/xoa-ten", as: .librarian, [("chac-chan", "1")])
        let forgotten = try await staffed.get(gift, as: .librarian).text

        #expect(wrong.status == 422)
        #expect(list.contains("Ông Lê Văn Tặng") && list.contains("800.000"))
        #expect(letter.contains("THƯ CẢM ƠN") && letter.contains("Kính gửi") && letter.contains("truyện tranh"))
        #expect(!forgotten.contains("Lê Văn Tặng") && forgotten.contains("tên đã xóa"))
    }
}
