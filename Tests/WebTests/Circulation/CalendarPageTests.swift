import Library
import SQLiteStore
import Testing

@Suite struct CalendarPageTests {
    @Test func `the year of a point shows its own closed days and the country's, and takes more`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/diem/\(staffed.here.point)/lich"

        let wrong = try await staffed.post(address, as: .librarian, [("tu", "32/6/2026"), ("ly-do", "Nghỉ hè")])
        let right = try await staffed.post(
            address, as: .librarian, [("tu", "1/6/2026"), ("den", "31/8/2026"), ("ly-do", "Nghỉ <hè>")])
        let page = try await staffed.get(try #require(right.header("Location")), as: .librarian).text
        let tet = try await staffed.get(address + "?nam=2030", as: .librarian).text

        #expect(wrong.status == 422 && wrong.text.contains("value=\"32/6/2026\""))
        #expect(page.contains("1/6 – 31/8/2026") && page.contains("Nghỉ &lt;hè&gt;"))
        #expect(page.contains("1/9 – 2/9/2026") && page.contains("Quốc khánh"))
        #expect(tet.contains("1/2 – 5/2/2030") && tet.contains("6/2 – 7/2/2030") && !tet.contains("Nghỉ &lt;hè&gt;"))
        #expect(tet.contains("theo luật; <strong>tính sẵn, chưa có thông báo"))
        #expect(tet.contains("href=\"/quan-tri/ngay-nghi?nam=2030\""))
        #expect(MarkupFaults(page).list.isEmpty)
    }

    @Test func `a closed period is taken away, and only by whom it may be`() async throws {
        let staffed = try await StaffedSite()
        let point = staffed.here.point, store = staffed.site.store.calendar
        let address = "/quan-tri/diem/\(point)/lich"
        let fields = [("tu", "1/6/2026"), ("ly-do", "Thi")]

        let all = try await staffed.post(address, as: .librarian, fields + [("ca-co-quan", "1")])
        _ = try await staffed.post(address, as: .coordinator, fields + [("ca-co-quan", "1")])
        let year = Day(2026, 1, 1)!...Day(2026, 12, 31)!
        let closing = try #require(try await store.closings(at: point, in: year).first)
        let refused = try await staffed.post(address + "/bo", as: .librarian, [("so", "\(closing.id)")])
        let kept = try await store.closings(at: point, in: year)
        let done = try await staffed.post(address + "/bo", as: .coordinator, [("so", "\(closing.id)")])

        #expect(all.isForbidden && refused.isForbidden && kept.count == 1)
        #expect(done.status == 303)
        #expect(try await store.closings(at: point, in: year).isEmpty)
        #expect(try await !staffed.get(address, as: .librarian).text.contains("ca-co-quan"))
    }
}
