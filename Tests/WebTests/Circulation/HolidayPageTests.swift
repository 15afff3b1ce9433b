import Credentials
import Library
import SQLiteStore
import Testing
import Web

@Suite struct HolidayPageTests {
    private static let page = "/quan-tri/ngay-nghi"
    private static let announce = page + "/thong-bao"
    private static let tet = [
        ("nam", "2030"), ("ten", "Tết Nguyên đán"), ("tu", "30/1/2030"), ("den", "7/2/2030"),
        ("van-ban", "Công văn <8>"),
    ]

    @Test func `a year shows each day off, its weekdays and where it comes from`() async throws {
        let staffed = try await StaffedSite()

        let start = try await staffed.get("/quan-tri", as: .librarian).text
        let year = try await staffed.get(Self.page + "?nam=2030", as: .librarian).text
        let usual = try await staffed.get(Self.page + "?nam=1066", as: .librarian).text

        #expect(start.contains("href=\"\(Self.page)\""))
        #expect(year.contains("1/2 – 5/2/2030") && year.contains("theo luật; <strong>tính sẵn, chưa có thông báo"))
        #expect(year.contains("6/2 – 7/2/2030") && year.contains("nghỉ bù; <strong>tính sẵn, chưa có thông báo"))
        #expect(year.contains("nam=2029") && year.contains("nam=2031"))
        #expect(!year.contains("<select") && year.contains("người điều phối cả tỉnh"))
        #expect(usual.contains("năm 2026"))
        #expect(MarkupFaults(year).list.isEmpty)
    }

    @Test func `the province announces Tết, the page and the calendars of points say so, and it is taken back`()
        async throws
    {
        let staffed = try await StaffedSite()

        let empty = try await staffed.get(Self.page + "?nam=2030", as: .coordinator).text
        let done = try await staffed.post(Self.announce, as: .coordinator, Self.tet)
        let address = try #require(done.header("Location"))
        let page = try await staffed.get(address, as: .coordinator)
        let pseudo = try await staffed.get(address, as: .coordinator, language: "x-thu").text
        let point = try await staffed.get("/quan-tri/diem/\(staffed.here.point)/lich?nam=2030", as: .librarian).text
        let number = try #require(try await staffed.site.store.holidays.announced().first).id
        let back = try await staffed.post(
            Self.page + "/bo", as: .coordinator, [("so", "\(number)"), ("nam", "2030")])
        let after = try await staffed.get(try #require(back.header("Location")), as: .coordinator).text

        #expect(empty.contains("<option value=\"Tết Nguyên đán\" selected"))
        #expect(address == Self.page + "?nam=2030" && page.status == 200)
        #expect(page.text.contains("30/1 – 7/2/2030") && page.text.contains("căn cứ: "))
        #expect(page.text.contains("Công văn &lt;8&gt;") && !page.text.contains("1/2 – 5/2/2030"))
        #expect(page.text.contains("chưa có thông báo"), "Quốc khánh")
        #expect(page.text.contains("Hạn trả đã hẹn không đổi"))
        #expect(point.contains("30/1 – 7/2/2030") && !point.contains("1/2 – 5/2/2030"))
        #expect(after.contains("1/2 – 5/2/2030") && !after.contains("30/1"))
        let visible = VisibleText(pseudo)
        #expect(visible.untranslated.isEmpty && visible.unbalanced.isEmpty, "\(visible.untranslated)")
        #expect(MarkupFaults(page.text).list.isEmpty && MarkupFaults(empty).list.isEmpty)
    }

    @Test func `a due date at the desk moves off a new day off without a restart, and one given before stays`()
        async throws
    {
        let staffed = try await StaffedSite()
        let desk = "/quan-tri/diem/\(staffed.here.point)/quay"
        let lend = { (copy: String) in
            let fields = [("quet", copy), ("bd", "\(staffed.here.patron)")]
            let answer = try await staffed.post(desk, as: .librarian, fields)
            return try await staffed.get(try #require(answer.header("Location")), as: .librarian).text
        }
        let first = try await lend("KHO.0001")
        let due = try #require(first.firstMatch(of: /hạn trả [^0-9]*([0-9]+\/[0-9]+\/[0-9]+)/)).output.1

        let announced = try await staffed.post(
            Self.announce, as: .admin,
            [("ten", ""), ("ten-khac", "Nghỉ đột xuất"), ("tu", String(due)), ("van-ban", "Công điện 1")])
        let second = try await lend("KHO.0002")
        let moved = try #require(second.firstMatch(of: /hạn trả [^0-9]*([0-9]+\/[0-9]+\/[0-9]+)/)).output.1

        #expect(announced.status == 303)
        let (before, after) = (try #require(Day(written: due)), try #require(Day(written: moved)))
        #expect(after > before && before.days(until: after) <= 3)
        #expect(second.contains(due), "the first loan keeps its day")
    }

    @Test func `what cannot be announced is told with help, and the form keeps what was typed`() async throws {
        let staffed = try await StaffedSite()
        let post = { (changed: [(String, String)]) in
            let fields = Self.tet.filter { field in !changed.contains { $0.0 == field.0 } } + changed
            return try await staffed.post(Self.announce, as: .coordinator, fields)
        }
        let cases: [([(String, String)], HolidayRefusal)] = [
            ([("tu", "30/2/2030")], .dayUnreadable), ([("den", "mai")], .dayUnreadable),
            ([("den", "29/1/2030")], .endsBeforeItBegins), ([("den", "2/3/2030")], .tooLong),
            ([("tu", "1/1/2101"), ("den", "")], .outsideYears), ([("van-ban", " ")], .sourceMissing),
            ([("ten", "")], .nameMissing),
        ]

        for (changed, refusal) in cases {
            let answer = try await post(changed)
            #expect(answer.status == 422 && answer.text.contains(refusal.rawValue), "\(refusal)")
            for (name, value) in changed where !value.isEmpty && value != " " {
                #expect(answer.text.contains("name=\"\(name)\" type=\"text\" value=\"\(value)\""), "\(refusal)")
            }
            #expect(MarkupFaults(answer.text).list.isEmpty)
        }
        _ = try await post([])
        // Capitals make no other day off.
        let again = try await post([("ten", ""), ("ten-khac", "tết nguyên Đán"), ("van-ban", "Công văn 9")])

        #expect(again.status == 422 && again.text.contains(HolidayRefusal.announcedAlready.rawValue))
        #expect(again.text.contains("value=\"tết nguyên Đán\"") && again.text.contains("value=\"Công văn 9\""))
        #expect(try await staffed.site.store.holidays.announced().count == 1)
    }

    @Test func `a repeated form announces once, and nobody announces for more than they look after`() async throws {
        let staffed = try await StaffedSite()
        let act = SessionToken.mint()
        let register = staffed.site.store.membership.register
        let commune = try await register.add(
            userName: UserName("coordinator-commune")!, displayName: "Người của xã", act: StaffedSite.act)
        _ = try await register.grant(.coordinator, at: .unit(staffed.here.unit), to: commune, act: StaffedSite.act)
        let cookies = "bieu-mau=\(StaffedSite.formToken); phien=\(try await staffed.session(of: commune))"
        let body =
            "bieu-mau=\(StaffedSite.formToken)&viec=\(SessionToken.mint())&ten-khac=A&tu=1/2/2030&van-ban=B"

        let school = try await staffed.post(Self.announce, as: .librarian, Self.tet)
        let taken = try await staffed.post(Self.page + "/bo", as: .librarian, [("so", "1")])
        let below = try await staffed.site.get(
            Self.announce, headers: ["Cookie": cookies], method: "POST", body: body)
        let seen = try await staffed.site.get(Self.page, headers: ["Cookie": cookies])
        let none = try await staffed.site.store.holidays.announced()
        let first = try await staffed.post(Self.announce, as: .coordinator, Self.tet, act: act)
        let again = try await staffed.post(Self.announce, as: .coordinator, Self.tet, act: act)

        #expect(school.isForbidden && taken.isForbidden && below.isForbidden && none.isEmpty)
        #expect(seen.status == 200 && !seen.text.contains("<select"))
        #expect(first.status == 303 && again.status == 303)
        #expect(try await staffed.site.store.holidays.announced().count == 1)
    }

    @Test func `every refusal is a sentence in both languages`() throws {
        for language in [InterfaceLanguage.vietnamese, .english] {
            let words = try Words(language: language, locale: LocaleFile(language), codes: CodeNames())
            for refusal in HolidayRefusal.allCases {
                #expect(words.knownName(.holidayRefusal, refusal.rawValue) != nil, "\(language) \(refusal)")
            }
        }
    }
}
