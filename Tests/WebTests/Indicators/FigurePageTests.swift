import Foundation
import Library
import MadeFiles
import SQLiteStore
import Testing
import Web

/// The pages of monthly figures.
@Suite struct FigurePageTests {
    private static let august = Month(2026, 8)!

    private func address(_ staffed: StaffedSite, _ page: String = "") -> String {
        "/quan-tri/diem/\(staffed.here.point)/so-lieu\(page)"
    }

    private func value(
        _ indicator: Indicator, _ staffed: StaffedSite, _ month: Month = august
    ) async throws -> Int? {
        let place = FigurePlace.point(staffed.here.point)
        return try await staffed.site.store.figures.table(indicator, at: [place], in: month...month)[place, month].value
    }

    @Test func `every indicator has a page of its own, for everybody, in both languages`() async throws {
        let staffed = try await StaffedSite()
        for language in ["vi", "en"] {
            let list = try await staffed.get("/so-lieu/dinh-nghia", as: .visitor, language: language)
            #expect(list.status == 200)
            for indicator in Indicator.allCases {
                let address = "/so-lieu/dinh-nghia/\(indicator.rawValue)"
                #expect(list.text.contains("href=\"\(address)\""))
                let page = try await staffed.get(address, as: .visitor, language: language)
                #expect(page.status == 200, "\(indicator)")
                // A code that nobody named would stand for itself.
                #expect(!page.text.contains("data-text>\(indicator.rawValue)<"), "\(indicator)")
            }
        }
        #expect(try await staffed.get("/so-lieu/dinh-nghia/khong-co", as: .visitor).status == 404)
    }

    @Test func `every refusal, fault and cause is a sentence in both languages`() throws {
        let lists: [(NameList, [String])] = [
            (.figureRefusal, FigureRefusal.allCases.map(\.rawValue)),
            (.figureFault, FigureFault.allCases.map(\.rawValue)),
            (.figureCause, FigureCause.allCases.map(\.rawValue)),
            (.figureLoss, FigureLoss.Kind.allCases.map(\.rawValue)),
            (.figureOrigin, FigureOrigin.allCases.map(\.rawValue)),
            (.figureOutcome, FigureNoteOutcome.allCases.map(\.rawValue)),
            (.figureStandard, DefinitionVersion.Standard.allCases.map(\.rawValue)),
            (.indicator, Indicator.allCases.map(\.rawValue)),
            (.indicatorCounts, Indicator.allCases.map(\.rawValue)),
            (.indicatorLeavesOut, Indicator.allCases.map(\.rawValue)),
        ]
        for language in [InterfaceLanguage.vietnamese, .english] {
            let words = try Words(language: language, locale: LocaleFile(language), codes: CodeNames())
            for (list, codes) in lists {
                for code in codes { #expect(words.knownName(list, code) != nil, "\(language) \(list) \(code)") }
            }
        }
    }

    @Test func `a month counted on paper is entered, shown, and put right with a reason`() async throws {
        let staffed = try await StaffedSite()
        let entered = try await staffed.post(
            address(staffed, "/nhap"), as: .librarian,
            [("thang", "2026-08"), ("visit", "1.250"), ("loan", "300"), ("in-house-use", "")])
        let sheet = try await staffed.get(address(staffed), as: .librarian)

        #expect(entered.status == 303 && entered.header("Location") == address(staffed, "?nam=2026"))
        #expect(try await value(.visit, staffed) == 1_250)
        #expect(try await value(.inHouseUse, staffed) == nil, "empty is not 0")
        #expect(sheet.text.contains("1.250") && sheet.text.contains("ghi trên giấy"))
        #expect(sheet.text.contains("chưa có số liệu"))

        let silent = try await staffed.post(
            address(staffed, "/nhap"), as: .librarian, [("thang", "2026-08"), ("loan", "310")])
        #expect(silent.status == 422 && silent.text.contains("Hãy ghi lý do sửa"))
        #expect(silent.text.contains("value=\"310\""), "what was typed is still there")
        #expect(try await value(.loan, staffed) == 300)

        let page = "/lich-su?chi-so=loan&thang=2026-08"
        let history = try await staffed.get(address(staffed, page), as: .librarian)
        let entry = try #require(history.text.firstMatch(of: /name="muc" value="(\d+)"/)).output.1
        let fields = [
            ("chi-so", "loan"), ("thang", "2026-08"), ("nguon", "tally"), ("muc", String(entry)), ("so", "310"),
            ("ly-do", "Cộng sót một tờ <b>"),
        ]
        let corrected = try await staffed.post(address(staffed, "/sua"), as: .librarian, fields)
        let stale = try await staffed.post(
            address(staffed, "/sua"), as: .coordinator, fields.map { $0.0 == "so" ? ("so", "320") : $0 })
        let after = try await staffed.get(address(staffed, page), as: .librarian)

        #expect(corrected.status == 303)
        #expect(stale.status == 422 && stale.text.contains("vừa có người khác sửa"))
        #expect(try await value(.loan, staffed) == 310)
        #expect(after.text.contains("<b>300</b>") && after.text.contains("<b>310</b>"))
        #expect(after.text.contains("Cộng sót một tờ &lt;b&gt;") && after.text.contains("Người librarian"))
    }

    @Test func `a month that is not over takes no figures`() async throws {
        let staffed = try await StaffedSite()

        let page = try await staffed.get(address(staffed, "/nhap?thang=2026-09"), as: .librarian)
        let sent = try await staffed.post(
            address(staffed, "/nhap"), as: .librarian, [("thang", "2026-09"), ("loan", "3")])
        let wrong = try await staffed.post(
            address(staffed, "/nhap"), as: .librarian, [("thang", "2026-08"), ("loan", "ba")])

        #expect(page.text.contains("Tháng này chưa hết") && !page.text.contains("name=\"loan\""))
        #expect(sent.status == 422 && wrong.status == 422)
        #expect(wrong.text.contains("Có số không đọc được"))
        #expect(try await staffed.site.store.figures.epoch().lastEntry == 0)
    }

    @Test func `a coordinator sees who is silent, and freezes nothing`() async throws {
        let staffed = try await StaffedSite()
        let before = try await staffed.get("/quan-tri/so-lieu?thang=2026-08", as: .coordinator)
        _ = try await staffed.post(
            address(staffed, "/nhap"), as: .librarian, [("thang", "2026-08"), ("loan", "300")])
        let after = try await staffed.get("/quan-tri/so-lieu?thang=2026-08", as: .coordinator)
        let elsewhere = try await staffed.get("/quan-tri/so-lieu?thang=2026-08", as: .coordinatorElsewhere)

        #expect(before.text.contains("0 trên 2 điểm đã có số liệu"))
        #expect(after.text.contains("1 trên 2 điểm đã có số liệu"))
        #expect(!after.text.contains("Trường Tiểu học Xa") && elsewhere.text.contains("Trường Tiểu học Xa"))
        #expect(!after.text.contains("Chốt tháng này"))
        let refused = try await staffed.post("/quan-tri/so-lieu/chot", as: .coordinator, [("thang", "2026-08")])
        #expect(refused.isForbidden)
    }

    @Test func `who looks after the whole library freezes a month once, and is told what differs`() async throws {
        let staffed = try await StaffedSite()
        let page = try await staffed.get("/quan-tri/so-lieu?thang=2026-08", as: .admin)
        let frozen = try await staffed.post("/quan-tri/so-lieu/chot", as: .admin, [("thang", "2026-08")])
        let after = try await staffed.get("/quan-tri/so-lieu?thang=2026-08", as: .admin)
        let again = try await staffed.post("/quan-tri/so-lieu/chot", as: .admin, [("thang", "2026-08")])

        #expect(page.text.contains("Chốt tháng này"))
        #expect(frozen.status == 303)
        #expect(after.text.contains("đã chốt <span data-text>21/9/2026") && after.text.contains("Đếm lại và so sánh"))
        #expect(again.status == 303 || again.status == 200)
        #expect(try await staffed.site.store.figures.freezes(in: Self.august...Self.august).count == 1)
    }

    @Test func `no text of these pages is outside the locale files`() async throws {
        let staffed = try await StaffedSite()
        _ = try await staffed.post(
            address(staffed, "/nhap"), as: .librarian, [("thang", "2026-08"), ("loan", "300")])
        _ = try await staffed.post("/quan-tri/so-lieu/chot", as: .admin, [("thang", "2026-07")])
        let addresses = [
            address(staffed), address(staffed, "/nhap"), address(staffed, "/nhap?thang=2026-09"),
            address(staffed, "/lich-su?chi-so=loan&thang=2026-08"),
            address(staffed, "/lich-su?chi-so=visit&thang=2026-08"),
            "/quan-tri/so-lieu", "/quan-tri/so-lieu?thang=2026-07", "/quan-tri/so-lieu/bang",
            "/quan-tri/so-lieu/bang?diem=\(staffed.here.point)", "/so-lieu/dinh-nghia", "/so-lieu/dinh-nghia/visit",
            "/so-lieu/dinh-nghia/search", "/so-lieu/dinh-nghia/event", "/so-lieu/dinh-nghia/active-user",
        ]
        for address in addresses {
            let answer = try await staffed.get(address, as: .admin, language: "x-thu")
            #expect(answer.status == 200, "\(address)")
            let page = VisibleText(answer.text)
            #expect(page.untranslated.isEmpty, "\(address): \(page.untranslated)")
            #expect(page.unbalanced.isEmpty, "\(address): \(page.unbalanced)")
        }
    }

    // MARK: Tables

    private static let pasted = """
        Tên điểm\tTháng\tLượt mượn
        Thư viện Trường Tiểu học Tân Lập\t01/2023\t1.234
        Thư viện Trường Tiểu học Tân Lập\t02/2023\t1.234,5
        Thư viện Trường Tiểu học Xa\t02/2023\t8
        Tổng cộng\t\t1.242
        """

    @Test func `a pasted table is looked at cell by cell, and taken as a whole, once`() async throws {
        let staffed = try await StaffedSite()
        let january = Month(2023, 1)!

        let preview = try await staffed.post("/quan-tri/so-lieu/bang/dan", as: .librarian, [("bang", Self.pasted)])

        #expect(preview.text.contains("Chưa có gì được ghi lại"))
        #expect(preview.text.contains("Sẽ thêm 1 số, sửa 0, không đổi 0. Không nhận 2 ô"))
        #expect(preview.text.contains("number-fraction") && preview.text.contains("point-unknown"))
        #expect(preview.text.contains(">C3<") && preview.text.contains(">A4<"))
        #expect(try await value(.loan, staffed, january) == nil)

        let fields = [("bang", Self.pasted), ("chac-chan", "1")]
        let taken = try await staffed.post("/quan-tri/so-lieu/bang/dan", as: .librarian, fields)
        let epoch = try await staffed.site.store.figures.epoch()
        let again = try await staffed.post("/quan-tri/so-lieu/bang/dan", as: .librarian, fields)

        #expect(taken.status == 303 && again.status == 303)
        #expect(try await staffed.site.store.figures.epoch() == epoch, "the same again changes nothing")
        #expect(try await value(.loan, staffed, january) == 1_234)

        let other = Self.pasted.replacing("1.234\n", with: "1.300\n")
        let looked = try await staffed.post("/quan-tri/so-lieu/bang/dan", as: .librarian, [("bang", other)])
        let silent = try await staffed.post(
            "/quan-tri/so-lieu/bang/dan", as: .librarian, [("bang", other), ("chac-chan", "1")])
        #expect(looked.text.contains("sửa 1") && looked.text.contains("name=\"ly-do\""))
        #expect(silent.status == 422 && silent.text.contains("Hãy ghi lý do sửa"))
        #expect(try await value(.loan, staffed, january) == 1_234)
        let reasoned = try await staffed.post(
            "/quan-tri/so-lieu/bang/dan", as: .librarian,
            [("bang", other), ("chac-chan", "1"), ("ly-do", "Bản in cũ sai")])
        #expect(reasoned.status == 303)
        #expect(try await value(.loan, staffed, january) == 1_300)
    }

    @Test(.enabled(if: Worker.isBuilt, "hoclieu-worker is built by swift build"))
    func `a workbook with merged cells, two rows of headings and a sheet a year is read`() async throws {
        let staffed = try await StaffedSite()
        let months = (1...12).map { "T\($0)" }
        let sheet = { (year: String, first: Int) in
            MadeWorkbook.Sheet(
                year,
                rows: [
                    MadeWorkbook.row(1, ["Báo cáo lượt mượn"]), MadeWorkbook.row(2, ["Trường", "Năm \(year)"]),
                    MadeWorkbook.row(3, [""] + months),
                    MadeWorkbook.row(
                        4,
                        [.inline("Trường Tiểu học Tân Lập")]
                            + (0..<12).map { MadeWorkbook.Cell.number(String(first + $0)) }),
                ].joined(), merged: ["A1:M1", "A2:A3", "B2:M2"])
        }
        let workbook = MadeWorkbook(sheets: [sheet("2023", 100), sheet("2024", 200)])
        let form = SentForm(
            fields: [("diem", ""), ("chi-so", ""), ("nam", "")], files: [("so-lieu.xlsx", workbook.bytes)])

        let preview = try await staffed.send("/quan-tri/so-lieu/bang", as: .librarian, form)

        #expect(preview.status == 200)
        #expect(preview.text.contains("Sẽ thêm 24 số, sửa 0, không đổi 0. Không nhận 0 ô"), "\(preview.text)")
        let hidden = preview.text.matches(
            of: /<input type="hidden" name="(phieu|ten-tep|diem|chi-so|nam)" value="([^"]*)">/
        ).map { (String($0.output.1), String($0.output.2)) }
        let taken = try await staffed.post("/quan-tri/so-lieu/bang/nhan", as: .librarian, hidden)
        let again = try await staffed.post("/quan-tri/so-lieu/bang/nhan", as: .librarian, hidden)
        #expect(taken.status == 303)
        #expect(again.status == 422 && again.text.contains("Hãy gửi lại tệp"))
        #expect(try await value(.loan, staffed, Month(2024, 12)!) == 211)
    }
}
