import Foundation
import Ingest
import Library
import SQLiteStore
import Testing
import Web

/// Plans and declarations as people meet them. The plan of Đông Hòa (unit 564)
/// holds at the site's two communes; that of Đắk Hà names a unit nobody knows here.
@Suite struct PlanPageTests {
    private static func choices(_ plan: String) -> String { "/quan-tri/ke-hoach/\(plan)/lua-chon" }

    private static func choose(
        _ kind: String, of code: String = "", _ value: String, reason: String = "Họp ngày 1/9"
    ) -> [(String, String)] {
        [("viec-chon", kind), ("cua", code), ("gia-tri", value), ("ly-do", reason)]
    }

    @Test func `the list begins with the last good days, the nearest first`() async throws {
        let staffed = try await StaffedSite()

        let page = try await staffed.get("/quan-tri/ke-hoach", as: .librarian).text

        let days = ["9/11/2026", "19/11/2026", "24/11/2026", "4/12/2026", "9/12/2026", "31/12/2030"]
        let places = days.map { page.range(of: ">\($0)<")?.lowerBound }
        #expect(!places.contains(nil))
        #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
        #expect(page.contains("49 ngày"), "from 21 September to 9 November")
        #expect(page.contains("Ủy ban nhân dân huyện</span> (kết thúc"))
        #expect(MarkupFaults(page).list.isEmpty)
    }

    @Test func `a plan shows its targets with line and file, and what nobody has chosen`() async throws {
        let staffed = try await StaffedSite()

        let plan = try await staffed.get("/quan-tri/ke-hoach/dak-ha-2023", as: .coordinator).text
        let target = try await staffed.get(
            "/quan-tri/ke-hoach/dak-ha-2023/chi-tieu/luot-su-dung-2030", as: .coordinator
        ).text
        let nowhere = try await staffed.get("/quan-tri/ke-hoach/khong-co", as: .coordinator)
        let noTarget = try await staffed.get("/quan-tri/ke-hoach/dak-ha-2023/chi-tieu/x", as: .coordinator)

        #expect(plan.contains("8–10") && plan.contains("% mỗi năm, bình quân"))
        #expect(plan.contains("004_584194a06c86ae46.txt"))
        #expect(plan.contains("Năm gốc và cách tính bình quân") && plan.contains("chưa chọn"))
        #expect(plan.contains("hoclieu units load"), "the unit of the plan is not known here")
        #expect(target.contains("Đến năm 2030, tăng bình quân 8 - 10% mỗi năm.") && target.contains("41"))
        #expect(nowhere.status == 404 && noTarget.status == 404)
        #expect(MarkupFaults(plan).list.isEmpty && MarkupFaults(target).list.isEmpty)
    }

    @Test func `a base year and mean are chosen with a reason that is shown`() async throws {
        let staffed = try await StaffedSite()
        let address = Self.choices("dak-ha-2023")
        let code = "luot-su-dung-2025"

        let chosen = try await staffed.post(address, as: .admin, Self.choose("base-year", of: code, "2023"))
        let mean = try await staffed.post(address, as: .admin, Self.choose("mean", of: code, "compound"))
        let late = try await staffed.post(address, as: .admin, Self.choose("base-year", of: code, "2025"))
        let silent = try await staffed.post(
            address, as: .admin, Self.choose("base-year", of: code, "2022", reason: ""))
        let nonsense = try await staffed.post(address, as: .admin, Self.choose("colour", "xanh"))
        let page = try await staffed.get(address, as: .admin).text
        let target = try await staffed.get("/quan-tri/ke-hoach/dak-ha-2023/chi-tieu/\(code)", as: .librarian).text

        #expect(chosen.status == 303 && mean.status == 303)
        #expect(late.status == 422 && late.text.contains("Năm gốc phải trước hạn"))
        #expect(silent.status == 422 && silent.text.contains("Cần ghi lý do"))
        #expect(nonsense.status == 400)
        #expect(page.contains("Người admin") && page.contains("Họp ngày 1/9"))
        #expect(target.contains("2023") && target.contains("bình quân kép") && target.contains("Họp ngày 1/9"))
        #expect(MarkupFaults(page).list.isEmpty)
    }

    @Test func `a plan is changed by who looks after all the units it holds in`() async throws {
        let staffed = try await StaffedSite()
        let address = Self.choices("dong-hoa-2022")
        let months = Self.choose("months", of: "bao-cao-nam-cap-xa", "11-10")

        let before = try await staffed.post(address, as: .coordinator, months)
        let unknown = try await staffed.post(address, as: .admin, Self.choose("carriers", "22100 11111"))
        let carried = try await staffed.post(address, as: .admin, Self.choose("carriers", "22100"))
        let after = try await staffed.post(address, as: .coordinator, months)
        let elsewhere = try await staffed.post(address, as: .coordinatorElsewhere, months)
        let list = try await staffed.get("/quan-tri/ke-hoach", as: .coordinator).text

        #expect(before.isForbidden, "half of it lies in another province")
        #expect(unknown.status == 422 && unknown.text.contains("không phải của đơn vị nào"))
        #expect(carried.status == 303 && after.status == 303 && elsewhere.isForbidden)
        #expect(list.contains("11/2025 – 10/2026"))
    }

    @Test func `figures of other offices are entered with their source, and history is kept`() async throws {
        let staffed = try await StaffedSite()
        let page = "/quan-tri/ke-hoach/dong-hoa-2022/chi-tieu/dao-tao-chuyen-mon-2025"
        let fields = { (numerator: String, source: String, reason: String) in
            [
                ("ngay", "30/6/2026"), ("tu-so", numerator), ("mau-so", "48.000"), ("nguon", source),
                ("ly-do", reason),
            ]
        }

        let unsourced = try await staffed.post(page + "/so-lieu", as: .admin, fields("13.900", "", ""))
        let entered = try await staffed.post(page + "/so-lieu", as: .admin, fields("13.900", "Báo cáo 12", ""))
        let twice = try await staffed.post(page + "/so-lieu", as: .admin, fields("14.500", "Báo cáo 12", ""))
        let near = try await staffed.get(page, as: .admin).text
        let corrected = try await staffed.post(
            page + "/so-lieu", as: .admin, fields("14.500", "Báo cáo 12", "Cộng thiếu một phường"))
        let met = try await staffed.get(page, as: .admin).text
        let stranger = try await staffed.post(
            page + "/so-lieu", as: .coordinator, fields("14.500", "Báo cáo 12", "x"))

        #expect(unsourced.status == 422 && unsourced.text.contains("minh chứng hoặc nguồn"))
        #expect(entered.status == 303 && corrected.status == 303)
        #expect(twice.status == 422 && twice.text.contains("Cần ghi lý do"))
        #expect(near.contains("13.900 trên 48.000") && near.contains("29 %") && near.contains("xấp xỉ"))
        #expect(met.contains("14.500 trên 48.000") && met.contains("Cộng thiếu một phường") && met.contains("13.900"))
        #expect(stranger.isForbidden)
        #expect(MarkupFaults(met).list.isEmpty)
    }

    @Test func `a milestone is marked with its evidence`() async throws {
        let staffed = try await StaffedSite()
        let page = "/quan-tri/ke-hoach/tay-ninh-2024/chi-tieu/so-ket-giai-doan-1"

        let bare = try await staffed.post(page + "/moc", as: .admin, [("ngay", "1/12/2025"), ("minh-chung", "")])
        let marked = try await staffed.post(
            page + "/moc", as: .admin, [("ngay", "1/12/2025"), ("minh-chung", "Báo cáo 45")])
        let shown = try await staffed.get(page, as: .admin).text

        #expect(bare.status == 422 && marked.status == 303)
        #expect(shown.contains("đạt ngày <span data-text>1/12/2025") && shown.contains("Báo cáo 45"))
    }

    @Test func `growth opens to its working for the visitor's place, and every other figure to its source`()
        async throws
    {
        let staffed = try await StaffedSite()
        let notes = (Month(2024, 1)!...Month(2026, 8)!).each.map {
            FigureNote(FigureKey(.point(staffed.here.point), .visit, $0, .tally), $0.year == 2026 ? 108 : 100)
        }
        _ = try await staffed.site.store.figures.note(FigureNotes(notes), act: StaffedSite.act)
        let growth = "/quan-tri/ke-hoach/dak-ha-2023/chi-tieu/luot-su-dung-2030"

        let plan = try await staffed.get("/quan-tri/ke-hoach/dak-ha-2023", as: .librarian).text
        let target = try await staffed.get(growth, as: .librarian).text
        let blind = try await staffed.get(growth, as: .contributor).text

        #expect(plan.contains("/quan-tri/chi-tieu?chi-tieu=dak-ha-2023%2Fluot-su-dung-2030"))
        #expect(plan.contains("Mức tăng và cách tính"))
        #expect(target.contains(">864</a>") && target.contains(">8,0\u{A0}%</a>"), "8 months of 108 after 100")
        #expect(!blind.contains("/quan-tri/chi-tieu") && blind.contains("Tốc độ tăng được tính"))
        var opened = 0
        for link in target.matches(of: /href="(\/quan-tri\/chi-tieu\/cach-tinh[^"]*)"/) {
            let address = link.output.1.replacing("&amp;", with: "&")
            #expect(try await staffed.get(String(address), as: .librarian).status == 200, "\(address)")
            opened += 1
        }
        #expect(opened > 5)
        for link in plan.matches(of: /class="working" href="([^"#]*)#cach-tinh"/) {
            #expect(try await staffed.get(String(link.output.1), as: .librarian).text.contains("id=\"cach-tinh\""))
        }
        #expect(MarkupFaults(target).list.isEmpty && MarkupFaults(plan).list.isEmpty)
    }

    @Test func `plan, target, dashboard and report give one verdict, by the mean that was chosen`() async throws {
        // Given +20 %, then −4 %: 7.3 % a year by the one mean, 8.0 % by the other.
        let staffed = try await StaffedSite()
        let notes = (Month(2022, 1)!...Month(2026, 8)!).each.map { month in
            let value = month.year < 2024 ? 1_000 : month.year == 2024 ? 1_000 : month.year == 2025 ? 1_200 : 1_152
            return FigureNote(FigureKey(.point(staffed.here.point), .visit, month, .tally), value)
        }
        _ = try await staffed.site.store.figures.note(FigureNotes(notes), act: StaffedSite.act)
        let (plan, code) = ("/quan-tri/ke-hoach/dak-ha-2023", "luot-su-dung-2030")
        let board = "/quan-tri/chi-tieu?don-vi=diem-\(staffed.here.point)&chi-tieu=dak-ha-2023%2F\(code)"
        let pages = {
            var texts: [String] = []
            for address in [plan, "\(plan)/chi-tieu/\(code)", board] {
                texts.append(try await staffed.get(address, as: .librarian).text)
            }
            return texts
        }
        let row = { (page: String) in
            page.components(separatedBy: "<tr>").first { $0.contains("\(code)\"") } ?? ""
        }

        let before = try await pages()
        _ = try await staffed.post(
            Self.choices("dak-ha-2023"), as: .admin, Self.choose("base-year", of: code, "2024"))
        let half = try await pages()
        _ = try await staffed.post(Self.choices("dak-ha-2023"), as: .admin, Self.choose("mean", of: code, "compound"))
        let compound = try await pages()
        _ = try await staffed.post(Self.choices("dak-ha-2023"), as: .admin, Self.choose("mean", of: code, "arithmetic"))
        let arithmetic = try await pages()

        for page in [before, half] {
            #expect(row(page[0]).contains("chưa chọn đủ năm gốc") && page[1].contains("chưa chọn đủ năm gốc"))
            #expect(page[2].contains("năm gốc và cách tính bình quân thì chưa chọn đủ"))
            #expect(page[2].contains(">4,0\u{A0}%</a>"), "the period's growth stands there all the same")
        }
        #expect(row(compound[0]).contains(">+7,3\u{A0}%</a>") && row(compound[0]).contains("chưa đạt"))
        #expect(compound[2].contains("lượt để bình quân đạt 8"))
        #expect(compound[1].contains(">7,3\u{A0}%</a>") && compound[1].contains("<dd>chưa đạt</dd>"))
        #expect(row(arithmetic[0]).contains(">+8,0\u{A0}%</a>") && row(arithmetic[0]).contains("<td>đạt</td>"))
        #expect(arithmetic[1].contains("<dd>đạt</dd>") && arithmetic[2].contains("nằm giữa mức 8"))
        for page in compound + arithmetic { #expect(MarkupFaults(page).list.isEmpty) }
    }

    // MARK: Declarations

    private static func declare(
        _ property: DeclaredProperty, _ answer: String, evidence: String = "Biên bản", reason: String = "",
        basedOn: String? = nil
    ) -> [(String, String)] {
        let name = property.rawValue
        return [
            ("tra-loi-\(name)", answer), ("tu-\(name)", "1/9/2026"), ("minh-chung-\(name)", evidence),
            ("lien-ket-\(name)", ""), ("ly-do-\(name)", reason),
        ] + (basedOn.map { [("cu-\(name)", $0)] } ?? [])
    }

    @Test func `a school declares on one page, and the plan's share counts it out of all`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/khai-bao/\(staffed.here.institution)"
        let target = "/quan-tri/ke-hoach/dong-hoa-2022/chi-tieu/moi-truong-so-2025"

        let empty = try await staffed.get(address, as: .librarian).text
        let before = try await staffed.get(target, as: .admin).text
        let unproven = try await staffed.post(
            address, as: .librarian, Self.declare(.digitalTeaching, "co", evidence: ""))
        let declared = try await staffed.post(address, as: .librarian, Self.declare(.digitalTeaching, "co"))
        let nothing = try await staffed.post(address, as: .librarian, Self.declare(.sharedShelf, ""))
        let page = try await staffed.get(try #require(declared.header("Location")), as: .librarian).text
        let after = try await staffed.get(target, as: .admin).text

        let fieldsets = empty.components(separatedBy: "<fieldset class=\"declaration\">").count - 1
        #expect(fieldsets == DeclaredProperty.allCases.count)
        #expect(before.contains("0 trên 2 (<span data-text>0 %</span>)") && before.contains("chưa khai báo"))
        #expect(unproven.status == 422 && unproven.text.contains("minh chứng hoặc nguồn"))
        #expect(declared.status == 303 && nothing.status == 303)
        #expect(page.contains("Đã ghi khai báo") && page.contains("đơn vị khai có") && page.contains("Biên bản"))
        #expect(after.contains("1 trên 2 (<span data-text>50 %</span>)"))
        #expect(after.contains("chưa khai báo: 1"), "silence is told apart")
        for text in [empty, page, after] { #expect(MarkupFaults(text).list.isEmpty) }
    }

    @Test func `a change needs a reason, and a contradiction is told`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/khai-bao/\(staffed.here.institution)"
        _ = try await staffed.post(address, as: .librarian, Self.declare(.lifelongLearning, "co"))
        let page = try await staffed.get(address, as: .librarian).text
        let based = String(
            try #require(page.firstMatch(of: /name="cu-lifelong-learning" value="([0-9]+)"/)?.output.1))

        let stale = try await staffed.post(
            address, as: .librarian, Self.declare(.lifelongLearning, "khong", reason: "Dời nhà"))
        let unsaid = try await staffed.post(
            address, as: .librarian, Self.declare(.lifelongLearning, "khong", basedOn: based))
        let changed = try await staffed.post(
            address, as: .librarian, Self.declare(.lifelongLearning, "khong", reason: "Dời nhà", basedOn: based))
        let after = try await staffed.get(address, as: .librarian).text

        #expect(page.contains("khai có, hệ thống chưa thấy") && page.contains("không khớp nhau"))
        #expect(page.contains("quy tắc: từ 12"), "the rule is shown")
        #expect(stale.status == 422 && stale.text.contains("Người khác vừa khai"))
        #expect(unsaid.status == 422 && unsaid.text.contains("Cần ghi lý do"))
        #expect(changed.status == 303)
        #expect(after.contains("đơn vị khai không") && after.contains("Dời nhà") && after.contains("Biên bản"))
    }

    @Test func `a coordinator sees who declared what in their own province alone`() async throws {
        let staffed = try await StaffedSite()
        _ = try await staffed.post(
            "/quan-tri/khai-bao/\(staffed.here.institution)", as: .coordinator,
            Self.declare(.digitalTeaching, "khong"))

        let all = try await staffed.get("/quan-tri/khai-bao", as: .coordinator).text
        let open = try await staffed.get("/quan-tri/khai-bao?con-thieu=1", as: .admin).text
        let none = try await staffed.get("/quan-tri/khai-bao?loai=agency", as: .admin).text

        #expect(all.contains("Trường Tiểu học Tân Lập") && !all.contains("Trường Tiểu học Xa"))
        #expect(all.contains("đơn vị khai không") && all.contains("đã khai đủ"))
        #expect(!open.contains("Trường Tiểu học Tân Lập") && open.contains("Trường Tiểu học Xa"))
        #expect(none.contains("Không có đơn vị nào."))
        #expect(MarkupFaults(all).list.isEmpty)
    }

    @Test func `who declared is told a hundred institutions a page`() async throws {
        let staffed = try await StaffedSite()
        for number in 1...120 {
            _ = try await staffed.site.store.membership.places.save(
                InstitutionFacts(name: "Cơ quan số \(1_000 + number)", kind: .agency, unit: staffed.here.unit), as: nil,
                act: StaffedSite.act)
        }
        let page = { (number: String) in
            try await staffed.get("/quan-tri/khai-bao?loai=agency\(number)", as: .coordinator).text
        }

        let first = try await page("&trang=1"), second = try await page("&trang=2"), beyond = try await page("&trang=9")

        let rows = { (text: String) in text.components(separatedBy: "<tr><th scope=\"row\">").count - 1 }
        #expect(rows(first) == 100 && rows(second) == 20)
        #expect(first.contains("Cơ quan số 1001") && second.contains("Cơ quan số 1101"))
        #expect(first.contains("trang=2") && first.contains("120"))
        #expect(rows(beyond) == 20, "the last page stands for those after it")
    }

    // MARK: Evidence

    private static let pdf = Array("%PDF-1.4 <script>alert(1)</script>".utf8)

    @Test func `a file of evidence is attached to a declaration, and saved by those in charge alone`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/khai-bao/\(staffed.here.institution)"
        let early = try await staffed.get(address + "/minh-chung", as: .contributor).text
        _ = try await staffed.post(address, as: .contributor, Self.declare(.sharedShelf, "co"))
        let store = staffed.site.store.plans
        let declaration = try #require(try await store.declarations.history(of: staffed.here.institution).first)
        let form = { (name: String, bytes: [UInt8]) in
            SentForm(fields: [("khai-bao", "\(declaration.id)")], files: [(name, bytes)])
        }

        let page = try await staffed.get(address + "/minh-chung", as: .contributor).text
        let wrong = try await staffed.send(
            address + "/minh-chung", as: .contributor, form("a.pdf", Array("MZ chương trình".utf8)))
        let taken = try await staffed.send(address + "/minh-chung", as: .contributor, form("Biên bản.pdf", Self.pdf))
        let stranger = try await staffed.send(
            address + "/minh-chung", as: .librarianElsewhere, form("x.pdf", Self.pdf))
        let shown = try await staffed.get(address, as: .coordinator).text
        let file = try #require(try await store.evidence.files(of: staffed.here.institution).first)
        let saved = try await staffed.get("\(address)/minh-chung/\(file.id)", as: .coordinator)
        let elsewhere = "/quan-tri/khai-bao/\(staffed.elsewhere.institution)/minh-chung/\(file.id)"

        #expect(early.contains("Đơn vị chưa khai điều gì") && page.contains("nhiều nhất"))
        #expect(wrong.status == 422 && wrong.text.contains("Chỉ nhận PDF, JPEG hoặc PNG"))
        #expect(taken.status == 303 && stranger.isForbidden)
        #expect(shown.contains("Biên bản.pdf") && shown.contains("/minh-chung/\(file.id)"))
        #expect(saved.bytes == Self.pdf && saved.header("Content-Type") == "application/pdf")
        #expect(saved.header("Content-Disposition")?.hasPrefix("attachment;") == true)
        #expect(saved.header("X-Content-Type-Options") == "nosniff")
        #expect(try await staffed.get("\(address)/minh-chung/\(file.id)", as: .librarianElsewhere).isForbidden)
        #expect(try await staffed.get(elsewhere, as: .librarianElsewhere).status == 404)
        #expect(staffed.spooled.isEmpty)
        #expect(MarkupFaults(page).list.isEmpty && MarkupFaults(shown).list.isEmpty)
    }

    @Test func `a milestone has its evidence as a file`() async throws {
        let staffed = try await StaffedSite()
        let page = "/quan-tri/ke-hoach/tay-ninh-2024/chi-tieu/so-ket-giai-doan-1"
        let form = SentForm(files: [("bao-cao-45.pdf", Self.pdf)])

        let early = try await staffed.send(page + "/minh-chung", as: .admin, form)
        _ = try await staffed.post(page + "/moc", as: .admin, [("ngay", "1/12/2025"), ("minh-chung", "Báo cáo 45")])
        let taken = try await staffed.send(
            page + "/minh-chung", as: .admin, SentForm(files: [("bao-cao-45.pdf", Self.pdf)]))
        let stranger = try await staffed.send(page + "/minh-chung", as: .coordinator, form)
        let shown = try await staffed.get(page, as: .librarian).text
        let link = try #require(shown.firstMatch(of: /href="([^"]*\/minh-chung\/[0-9]+)"/)?.output.1)
        let saved = try await staffed.get(String(link), as: .librarian)

        #expect(early.status == 422 && early.text.contains("Không thấy điều cần minh chứng"))
        #expect(taken.status == 303 && stranger.isForbidden)
        #expect(shown.contains("bao-cao-45.pdf") && saved.bytes == Self.pdf)
        #expect(MarkupFaults(shown).list.isEmpty)
    }

    // MARK: Files and languages

    @Test func `faults of files are shown by file and line, with what to write`() async throws {
        let fault = PlanFault(
            file: "xa.yaml", line: 12, code: .keyUnknown, found: "persent", allowed: "percent, having")
        let page = try await StaffedSite(plans: FixedPlans(PlanShelf(faults: [fault])))
        let files = try await page.get("/quan-tri/ke-hoach/tep", as: .admin).text
        let list = try await page.get("/quan-tri/ke-hoach", as: .admin).text
        let forbidden = try await page.get("/quan-tri/ke-hoach/tep", as: .librarian)

        #expect(files.contains("xa.yaml:12") && files.contains("Từ khóa lạ") && files.contains("percent, having"))
        #expect(list.contains("1 chỗ phải sửa") && list.contains("Chưa nạp kế hoạch nào"))
        #expect(forbidden.isForbidden)
        let line = try PlanFaultWords().line(fault)
        #expect(line.hasPrefix("xa.yaml:12: plan-key-unknown: Từ khóa lạ: persent.") && !line.contains("&"))
    }

    @Test func `no text of these pages is outside the locale files`() async throws {
        let staffed = try await StaffedSite()
        _ = try await staffed.post(
            Self.choices("dak-ha-2023"), as: .admin, Self.choose("base-year", of: "luot-su-dung-2025", "2023"))
        _ = try await staffed.post(
            "/quan-tri/khai-bao/\(staffed.here.institution)", as: .admin, Self.declare(.digitalTeaching, "co"))
        let addresses =
            [
                "/quan-tri/ke-hoach", "/quan-tri/ke-hoach/tep", "/quan-tri/khai-bao",
                "/quan-tri/khai-bao/\(staffed.here.institution)",
                "/quan-tri/ke-hoach/dong-hoa-2022/chi-tieu/moi-truong-so-2025",
                "/quan-tri/ke-hoach/dak-ha-2023/chi-tieu/luot-su-dung-2025",
                "/quan-tri/ke-hoach/vinh-tuong-2022/chi-tieu/tiet-doc",
                "/quan-tri/ke-hoach/vinh-tuong-2022/chi-tieu/huyen-hoc-tap-2025",
                "/quan-tri/ke-hoach/dong-hoa-2022/chi-tieu/dai-hoc-2025",
            ]
            + ["dak-ha-2023", "dong-hoa-2022", "phu-yen-2021", "tay-ninh-2024", "vinh-tuong-2022"].flatMap {
                ["/quan-tri/ke-hoach/\($0)", Self.choices($0)]
            }

        for address in addresses {
            let text = try await staffed.get(address, as: .admin, language: "x-thu").text
            let page = VisibleText(text)
            #expect(page.untranslated.isEmpty, "\(address): \(page.untranslated)")
            #expect(page.unbalanced.isEmpty, "\(address): \(page.unbalanced)")
            #expect(MarkupFaults(text).list.isEmpty, "\(address): \(MarkupFaults(text).list)")
        }
    }

    @Test func `every code has its words in both languages`() throws {
        for language in [InterfaceLanguage.vietnamese, .english] {
            let words = try Words(language: language, locale: LocaleFile(language), codes: CodeNames())
            for code in PlanFaultCode.allCases {
                #expect(words.knownName(.planFault, code.rawValue) != nil, "\(code)")
                #expect(words.knownName(.planFaultHelp, code.rawValue) != nil, "\(code)")
            }
            for property in DeclaredProperty.allCases {
                #expect(words.knownName(.declaredProperty, property.rawValue) != nil)
                #expect(words.knownName(.declaredPropertyHelp, property.rawValue) != nil)
            }
            for state in PropertyState.allCases { #expect(words.knownName(.propertyState, state.rawValue) != nil) }
            for refusal in PlanRefusal.allCases { #expect(words.knownName(.planRefusal, refusal.rawValue) != nil) }
            for kind in DutyKind.allCases { #expect(words.knownName(.dutyKind, kind.rawValue) != nil) }
            for rule in ProofRule.allCases { #expect(words.knownName(.proofRule, rule.rawValue) != nil) }
            for verdict in TargetVerdict.allCases { #expect(words.knownName(.targetVerdict, verdict.rawValue) != nil) }
            for mean in MeanKind.allCases { #expect(words.knownName(.meanKind, mean.rawValue) != nil) }
            for period in CountTarget.Period.allCases { #expect(words.knownName(.countPeriod, period.rawValue) != nil) }
            for per in CountTarget.Per.allCases { #expect(words.knownName(.countPer, per.rawValue) != nil) }
        }
    }
}
