import Foundation
import Library
import SQLiteStore
import Testing

@Suite struct ReadingListPageTests {
    @Test func `a librarian makes a list, finds titles without marks, and everybody reads it with a poster`()
        async throws
    {
        let staffed = try await StaffedSite()
        let desk = "/quan-tri/diem/\(staffed.here.point)/thu-muc"

        let made = try await staffed.post(
            desk, as: .librarian, [("ten", "Sách <hay> cho Ngày Sách"), ("dip", "Ngày Sách 21/4")])
        let edit = try #require(made.header("Location"))
        let id = try #require(edit.split(separator: "/").last)
        let hidden = try await staffed.site.get("/thu-muc/\(id)")
        let searched = try await staffed.post(
            edit, as: .librarian,
            [
                ("dua-tren", "1"), ("ten", "Sách <hay> cho Ngày Sách"), ("dip", "Ngày Sách 21/4"),
                ("tim-sach", "dat rung"),
            ])
        let found = try await staffed.get(try #require(searched.header("Location")), as: .librarian).text
        let record = try #require(found.firstMatch(of: /name="them" value="([0-9]+)"/)?.output.1)
        let saved = try await staffed.post(
            edit, as: .librarian,
            [
                ("dua-tren", "2"), ("ten", "Sách <hay> cho Ngày Sách"), ("dip", "Ngày Sách 21/4"), ("lop", "4"),
                ("them", String(record)), ("cong-bo", "1"),
            ])
        let form = try await staffed.get(edit, as: .librarian).text
        let noted = try await staffed.post(
            edit, as: .librarian,
            [
                ("dua-tren", "3"), ("ten", "Sách <hay> cho Ngày Sách"), ("muc", String(record)),
                ("thu-tu-\(record)", "1"), ("ghi-chu-\(record)", "Miền Nam qua mắt cậu bé An"), ("cong-bo", "1"),
            ])
        let list = try await staffed.site.get("/thu-muc/\(id)").text
        let poster = try await staffed.site.get("/thu-muc/\(id)/ap-phich").text
        let all = try await staffed.site.get("/thu-muc").text

        #expect(hidden.status == 404, "a draft is nobody's")
        #expect(found.contains("Đất rừng phương Nam") && saved.status == 303 && noted.status == 303)
        #expect(form.contains("đang giới thiệu"))
        #expect(list.contains("Sách &lt;hay&gt; cho Ngày Sách") && list.contains("Miền Nam qua mắt cậu bé An"))
        #expect(poster.contains("class=\"qr\"") && poster.contains("/thu-muc/\(id)?diem=\(staffed.here.point)"))
        #expect(all.contains("/thu-muc/\(id)"))
        for page in [found, form, list, poster, all] { #expect(MarkupFaults(page).list.isEmpty) }
    }

    @Test func `what cannot be saved says why and changes nothing`() async throws {
        let staffed = try await StaffedSite()
        let edit = "/quan-tri/thu-muc/\(staffed.here.readingList)"

        let empty = try await staffed.post(edit, as: .librarian, [("dua-tren", "1"), ("ten", ""), ("cong-bo", "1")])
        let bare = try await staffed.post(edit, as: .librarian, [("dua-tren", "1"), ("ten", "A"), ("cong-bo", "1")])
        let late = try await staffed.post(edit, as: .librarian, [("dua-tren", "7"), ("ten", "A")])
        let foreign = try await staffed.post(edit, as: .librarianElsewhere, [("dua-tren", "1"), ("ten", "A")])

        #expect(empty.status == 422 && empty.text.contains("chưa có tên"))
        #expect(bare.status == 422 && bare.text.contains("chưa có cuốn nào nên chưa giới thiệu được"))
        #expect(late.status == 422 && late.text.contains("vừa sửa thư mục này"))
        #expect(foreign.isForbidden)
        #expect(try await staffed.get(edit, as: .librarian).text.contains("Đọc cùng con"))
    }

    @Test func `what was read online most stands at its library and on the first page, from three sessions on`()
        async throws
    {
        let staffed = try await StaffedSite()
        let point = staffed.here.point
        let records = try await staffed.site.take(
            [BibFacts(title: "Dế Mèn phiêu lưu ký"), BibFacts(title: "Góc sân và khoảng trời")], file: "them.csv")
        let use = { (place: FigurePlace, record: Int, times: Int) in
            ItemUse(place: place, record: records[record], requests: times, investigations: times)
        }
        try await staffed.site.store.usage.keep(
            MonthUsage(
                month: Month(2026, 8)!, hits: [:], counts: [],
                items: [
                    use(.point(point), 0, 5), use(.point(point), 1, 2),
                    use(.point(staffed.elsewhere.point), 1, 7),
                ], evidence: UsageEvidence()))

        let here = try await staffed.site.get("/thu-vien/\(point)").text
        let elsewhere = try await staffed.site.get("/thu-vien/\(staffed.elsewhere.point)").text
        let home = try await staffed.site.get("/").text

        let read = { (page: String) in page.components(separatedBy: "id=\"doc-tren-mang\"").last ?? "" }
        #expect(read(here).contains("Dế Mèn phiêu lưu ký") && read(here).contains("5 lượt đọc"))
        #expect(!read(here).contains("Góc sân"), "two sessions are too few")
        #expect(read(elsewhere).contains("Góc sân") && !read(elsewhere).contains("Dế Mèn"))
        #expect(home.contains("Đọc nhiều trên mạng"))
        for text in [here, home] { #expect(MarkupFaults(text).list.isEmpty) }
    }

    @Test func `a library's own page shows what it got, and its poster leads there`() async throws {
        let staffed = try await StaffedSite()
        let point = staffed.here.point

        let page = try await staffed.site.get("/thu-vien/\(point)")
        let fourth = try await staffed.site.get("/thu-vien/\(point)?lop=4")
        let poster = try await staffed.site.get("/thu-vien/\(point)/ap-phich")

        #expect(page.status == 200 && page.text.contains("Đất rừng phương Nam"))
        #expect(page.text.contains("Chưa có nhan đề nào đủ ba lượt mượn"))
        #expect(fourth.text.contains("lop=4\">") == false && fourth.text.contains("lop=4#doc-nhieu\" aria-current"))
        #expect(poster.text.contains("/thu-vien/\(point)?diem=\(point)"))
        for text in [page.text, fourth.text, poster.text] { #expect(MarkupFaults(text).list.isEmpty) }
        #expect(try await staffed.site.get("/thu-vien/99999").status == 404)
    }
}
