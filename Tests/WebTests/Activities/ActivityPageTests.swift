import Credentials
import Library
import SQLiteStore
import Testing

@Suite struct ActivityPageTests {
    private static let held = [
        ("ten", "Ngày hội <đọc> sách"), ("loai", "reading-festival"), ("tu", "20/9/2026"), ("den", "21/9/2026"),
        ("tinh-trang", "held"), ("hs", "300"), ("gv", "12"), ("nu", "160"),
    ]

    @Test func `an activity is added once, shown with its numbers, and corrected without losing what was said`()
        async throws
    {
        let staffed = try await StaffedSite()
        let point = staffed.here.point
        let act = SessionToken.mint()

        let first = try await staffed.post("/quan-tri/diem/\(point)/hoat-dong/moi", as: .librarian, Self.held, act: act)
        let again = try await staffed.post("/quan-tri/diem/\(point)/hoat-dong/moi", as: .librarian, Self.held, act: act)
        let list = try await staffed.get(try #require(first.header("Location")), as: .coordinator).text
        let address = try #require(
            list.firstMatch(of: /href="(\/quan-tri\/hoat-dong\/[0-9]+)"><span data-text>Ngày hội/)?.output.1)
        let form = try await staffed.get(String(address), as: .librarian).text
        let entry = try #require(form.firstMatch(of: /name="dua-tren" value="([0-9]+)"/)?.output.1)
        let changed = try await staffed.post(
            String(address), as: .librarian, Self.held + [("khac", "9"), ("dua-tren", String(entry))])
        let late = try await staffed.post(
            String(address), as: .librarian, Self.held + [("khac", "7"), ("dua-tren", String(entry))])
        let after = try await staffed.get(String(address), as: .librarian).text

        #expect(first.status == 303 && again.header("Location") == first.header("Location"))
        #expect(list.contains("Ngày hội &lt;đọc&gt; sách") && list.contains("312 người"))
        #expect(list.matches(of: /312 người/).count == 1, "once")
        #expect(changed.status == 303)
        #expect(late.status == 422 && late.text.contains("Người khác vừa sửa"))
        #expect(after.contains("Đã ghi trước đây") && after.contains("value=\"9\""))
        #expect(MarkupFaults(after).list.isEmpty)
    }

    @Test func `what cannot be is told with the reason, and what was typed stays`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/diem/\(staffed.here.point)/hoat-dong/moi"
        let sent = { (changes: [String: String]) in
            try await staffed.post(address, as: .librarian, Self.held.map { ($0.0, changes[$0.0] ?? $0.1) })
        }

        for (changes, told) in [
            (["tinh-trang": "planned"], "Có số người thì chọn"), (["tu": "30/9/2026", "den": ""], "Chưa đến ngày"),
            (["nu": "999"], "số nữ không quá"), (["hs": "ba trăm"], "Số người là số nguyên"),
            (["den": "1/9/2026"], "Ngày viết như"), (["ten": ""], "Còn thiếu tên"),
        ] {
            let answer = try await sent(changes)
            #expect(answer.status == 422 && answer.text.contains(told), "\(changes)")
            #expect(answer.text.contains("value=\"12\""), "\(changes)")
        }
    }

    @Test func `days to mark lead to a plan, and plans to the front page, without a script`() async throws {
        let staffed = try await StaffedSite()
        let point = staffed.here.point

        let list = try await staffed.get("/quan-tri/diem/\(point)/hoat-dong", as: .librarian).text
        let link = try #require(list.firstMatch(of: /href="([^"]+hoat-dong\/moi\?[^"]+)"/)?.output.1)
        let plan = try await staffed.get(
            String(link).replacing("&amp;", with: "&"), as: .librarian
        ).text
        let home = try await staffed.site.get("/").text

        #expect(list.contains("1/10 – 7/10/2026"))
        #expect(plan.contains("value=\"Tuần lễ hưởng ứng học tập suốt đời\"") && plan.contains("value=\"7/10/2026\""))
        #expect(home.contains("Kể chuyện Trường Tiểu học Tân Lập") && home.contains("21/9/2026"))
        #expect(MarkupFaults(home).list.isEmpty && MarkupFaults(list).list.isEmpty)
    }

    // MARK: Reading periods

    private static func timetable(_ staffed: StaffedSite, _ lines: String) async throws -> Answer {
        try await staffed.post(
            "/quan-tri/diem/\(staffed.here.point)/tiet-doc/lich", as: .librarian,
            [("cac-lop", lines), ("tu", "7/9/2026"), ("den", "28/5/2027")])
    }

    @Test func `thirty classes are typed at once and written down on one page`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/diem/\(staffed.here.point)/tiet-doc"
        let classes = (1...30).map { "\(($0 - 1) / 6 + 1)\("ABCDEG".map(String.init)[($0 - 1) % 6])" }

        let odd = try await Self.timetable(staffed, "4A thứ 2 tiết 3\nkhối lớp năm")
        let added = try await Self.timetable(
            staffed, classes.enumerated().map { "\($1) \($0 % 5 + 2) \($0 % 4 + 1)" }.joined(separator: "\n"))
        let week = try await staffed.get(address, as: .librarian).text
        let fields = week.matches(of: /<[^>]* name="((?:hs|tt|ngay|tiet|cu)-[0-9]+-[0-9-]+)"[^>]*>/).map { field in
            let value = field.output.0.firstMatch(of: /value="([^"]*)"/)?.output.1 ?? ""
            return (String(field.output.1), String(value))
        }
        let numbers = fields.filter { $0.0.hasPrefix("hs-") }.map(\.0)
        let monday = numbers.filter { $0.hasSuffix("2026-09-21") }

        #expect(odd.status == 422 && odd.text.contains("khối lớp năm") && odd.text.contains("4A thứ 2 tiết 3"))
        #expect(added.status == 303)
        #expect(numbers.count == 30 && monday.count == 6)
        #expect(week.contains("30 tiết: 0 đã đọc, 30 chưa ghi."))
        #expect(MarkupFaults(week).list.isEmpty)

        let saved = try await staffed.post(address, as: .librarian, Self.filled(fields, [monday[0]: "33"]))
        let after = try await staffed.get(try #require(saved.header("Location")), as: .librarian).text
        #expect(saved.status == 303)
        #expect(after.contains("30 tiết: 1 đã đọc, 29 chưa ghi.") && after.contains("Đã lưu."))
        let counts = try await staffed.site.store.activities.activities.counts(
            at: [staffed.here.point], in: Month(2026, 9)!...Month(2026, 9)!)
        #expect(counts.held.map(\.number) == [1] && counts.held.map(\.attendance.pupils) == [33])
    }

    /// The fields of a page as a browser sends them, some with other values.
    private static func filled(_ fields: [(String, String)], _ changes: [String: String]) -> [(String, String)] {
        var sent = [("tuan", "2026-09-21")]
        for (name, value) in fields {
            let plain = name.hasPrefix("tt-") ? "planned" : value
            sent.append((name, changes[name] ?? plain))
        }
        return sent
    }

    @Test func `a period moves, is called off, and the rest of a week is held by one tick`() async throws {
        let staffed = try await StaffedSite()
        let point = staffed.here.point
        let address = "/quan-tri/diem/\(point)/tiet-doc"
        _ = try await Self.timetable(staffed, "4A 2 1\n4B 2 2\n4C 2 3\n4D 5 1")
        let series = try await staffed.site.store.activities.readingPeriods.series(
            at: point, in: Day(2026, 9, 21)!...Day(2026, 9, 27)!)
        let line = { (place: Int, state: String, day: String, planned: String) -> [(String, String)] in
            let name = "\(series[place].id)-\(planned)"
            return [
                ("cu-\(name)", "0"), ("tt-\(name)", state), ("hs-\(name)", ""), ("ngay-\(name)", day),
                ("tiet-\(name)", "\(series[place].facts.period)"),
            ]
        }
        let monday = "2026-09-21"
        let fields =
            [("tuan", monday), ("con-lai", "1")] + line(0, "planned", "29/9/2026", monday)
            + line(1, "cancelled", monday, monday) + line(2, "planned", monday, monday)
            + line(3, "planned", "2026-09-24", "2026-09-24")

        let saved = try await staffed.post(address, as: .librarian, fields)
        let stale = try await staffed.post(
            address, as: .librarian, [("tuan", monday)] + line(1, "held", monday, monday))
        let wrong = try await staffed.post(
            address, as: .librarian, [("tuan", monday)] + line(3, "held", "2026-09-24", "2026-09-24"))
        let next = try await staffed.get(address + "?tuan=2026-09-28", as: .librarian).text

        #expect(saved.status == 303)
        let noted = try await staffed.site.store.activities.readingPeriods.noted(
            at: point, in: .week(of: Day(2026, 9, 21)!))
        let states = noted.sorted { $0.series < $1.series }.map(\.outcome.state)
        #expect(states == [.planned, .cancelled, .held], "Thursday has not come")
        #expect(next.contains("dời từ"))
        #expect(stale.status == 422 && stale.text.contains("Người khác vừa ghi trước ở lớp"))
        #expect(wrong.status == 422 && wrong.text.contains("Chưa đến ngày"))
    }

    @Test func `a series ends on its day, and a day off has no periods`() async throws {
        let staffed = try await StaffedSite()
        let point = staffed.here.point
        let address = "/quan-tri/diem/\(point)/tiet-doc"
        _ = try await Self.timetable(staffed, "4A 4 1\n4B 5 1")
        _ = try await staffed.post(
            "/quan-tri/diem/\(point)/lich", as: .librarian, [("tu", "30/9/2026"), ("ly-do", "Khảo sát")])
        let page = try await staffed.get(address + "/lich", as: .librarian).text
        let number = try #require(page.firstMatch(of: /<option value="([0-9]+)"[^>]*>4B/)?.output.1)

        let ended = try await staffed.post(
            address + "/ket-thuc", as: .librarian, [("lop", String(number)), ("het", "25/9/2026")])
        let week = try await staffed.get(address + "?tuan=2026-09-28", as: .librarian).text

        #expect(ended.status == 303)
        #expect(week.contains("Khảo sát") && week.contains("Tuần này không có tiết đọc nào"))
    }

    // MARK: Visits

    @Test func `the desk counts by one press, corrects with a reason, and says where there is no figure`() async throws
    {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/diem/\(staffed.here.point)/luot-den"
        let act = SessionToken.mint()

        let empty = try await staffed.get(address, as: .librarian).text
        for form in [act, act, SessionToken.mint()] {
            let answer = try await staffed.post(address, as: .librarian, [("nhom", "pupils")], act: form)
            #expect(answer.status == 303)
        }
        _ = try await staffed.post(address, as: .librarian, [("nhom", "staff"), ("so", "3")])
        let wrong = try await staffed.post(address, as: .librarian, [("nhom", "pupils"), ("so", "-3")])
        let page = try await staffed.get(address, as: .librarian).text
        let fields = [("ngay", "21/9/2026"), ("hs", "2"), ("gv", "1")]
        let unsaid = try await staffed.post(address + "/sua", as: .librarian, fields)
        let said = try await staffed.post(address + "/sua", as: .librarian, fields + [("ly-do", "Đếm nhầm")])
        let history = try await staffed.get(address + "/sua?ngay=2026-09-21", as: .librarian).text

        #expect(empty.contains("<strong>chưa có số liệu</strong>") && empty.contains("chưa có số liệu ngày nào"))
        #expect(wrong.status == 422)
        #expect(page.contains("<strong>5</strong>") && page.contains("1 trên 13 ngày mở cửa có số liệu"))
        #expect(page.contains("đóng cửa: <span data-text>Quốc khánh</span>"))
        #expect(unsaid.status == 422 && unsaid.text.contains("cần ghi lý do"))
        #expect(said.status == 303)
        #expect(history.contains("5 người") && history.contains("3 người") && history.contains("Đếm nhầm"))
        #expect(MarkupFaults(page).list.isEmpty && MarkupFaults(history).list.isEmpty)
    }
}
