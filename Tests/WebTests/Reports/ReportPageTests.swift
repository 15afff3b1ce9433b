import Exchange
import Foundation
import FileStore
import Library
import MadeFiles
import SQLiteStore
import Testing
import Web

/// Reports in the browser, from the duty to the file.
@Suite struct ReportPageTests {
    /// 21 September 2026; the duty's last good day is three days later.
    static let plan: Plan = {
        let plan = PlanID("thu-2026")!
        let body = OfficialBodyID("xa")!
        let quotation = Quotation(file: "thu.txt", line: 1, text: "trước ngày 25/9")
        let duty = ReportingDuty(
            id: DutyID(plan: plan, code: "nam"), kind: .annual, from: [body], to: [body],
            date: .before(month: 9, day: 25), years: 2022...2030,
            months: Chosen(ReportMonths(first: 8, last: 7)!), quotations: [quotation])
        return Plan(
            id: plan, title: "Kế hoạch học tập suốt đời", issuer: body, years: 2021...2030,
            units: [PlanUnit(code: "66", on: Day(2026, 1, 1)!, name: "tỉnh Đắk Lắk")],
            bodies: [OfficialBody(id: body, name: "các xã", kinds: [.commune])], duties: [duty], source: "thu.txt",
            file: "thu.yaml")
    }()

    private func staffed(_ plan: Plan = plan) async throws -> StaffedSite {
        try await StaffedSite(plans: FixedPlans(PlanShelf(plans: [plan])))
    }

    /// Begins the report of the duty at the point; its address.
    private func begun(_ staffed: StaffedSite) async throws -> String {
        let answer = try await staffed.post(
            "/quan-tri/bao-cao/moi?noi=diem-\(staffed.here.point)&viec=thu-2026%2Fnam&nam=2026", as: .librarian,
            [("tu", "08/2025"), ("den", "07/2026")])
        return try #require(answer.header("Location"))
    }

    @Test func `a duty stands with its last good day, and three screens lead to a draft`() async throws {
        let staffed = try await staffed()

        let list = try await staffed.get("/quan-tri/bao-cao?noi=diem-\(staffed.here.point)", as: .librarian)
        let form = try await staffed.get(
            "/quan-tri/bao-cao/moi?noi=diem-\(staffed.here.point)&viec=thu-2026%2Fnam&nam=2026", as: .librarian)
        let report = try await staffed.get(try await begun(staffed), as: .librarian)

        #expect(list.text.contains("24/9/2026"))
        #expect(
            list.text.contains("còn 3 ngày; gửi <span data-text>các xã</span>"), "two duties of a year differ in this")
        #expect(form.text.contains("value=\"08/2025\""))
        #expect(form.text.contains("value=\"07/2026\""))
        #expect(report.status == 200)
        #expect(report.text.contains("Kỳ báo cáo: từ 01/08/2025 đến 31/07/2026"))
        #expect(report.text.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    }

    @Test func `a place is offered the duties that bind it, and a province what its communes send it`() async throws {
        let staffed = try await staffed()
        let list = { (node: String, person: StaffedSite.Person) in
            try await staffed.get("/quan-tri/bao-cao?noi=\(node)", as: person).text
        }
        let units = try #require(try await staffed.site.store.membership.units.path(of: staffed.here.unit))

        let commune = try await list("don-vi-\(staffed.here.unit)", .coordinator)
        let province = try await list("don-vi-\(units[0].id)", .coordinator)
        let elsewhere = try await list("diem-\(staffed.elsewhere.point)", .librarianElsewhere)
        let received = try await staffed.get("/quan-tri/bao-cao/nhan?noi=don-vi-\(units[0].id)", as: .coordinator)

        #expect(commune.contains("24/9/2026"))
        #expect(!province.contains("24/9/2026") && province.contains("Không có kế hoạch nào giao nơi này"))
        #expect(!elsewhere.contains("24/9/2026"))
        #expect(received.text.contains("24/9/2026"))
    }

    @Test func `the report of a commune tells what its dashboard shows, before and after its predecessor ended`()
        async throws
    {
        // Given a school of Hòa Xuân, which ended on 30 June 2025 and went into Tân
        // Lập, and figures of both schools on either side of the day.
        let staffed = try await staffed()
        let store = staffed.site.store
        let units = try await store.membership.units.units(UnitFilter(on: Day(2025, 6, 30)!))
        let former = try #require(units.first { $0.name == "Hòa Xuân" })
        let school = try await store.membership.places.save(
            InstitutionFacts(name: "Trường Hòa Xuân", kind: .primarySchool, unit: former.id), as: nil,
            act: StaffedSite.act)
        let old = try await store.membership.places.save(
            ServicePointFacts(name: "Thư viện Hòa Xuân", kind: .school), as: nil, of: school, act: StaffedSite.act)
        let notes = (Month(2023, 9)!...Month(2026, 8)!).each.flatMap { month -> [FigureNote] in
            [(staffed.here.point, 100), (old, 40)].map { point, number in
                FigureNote(FigureKey(.point(point), .visit, month, .tally), number + month.number)
            }
        }
        _ = try await store.figures.note(FigureNotes(notes), act: StaffedSite.act)

        // When a report and the dashboard speak of the same months, then they say the same.
        for (unit, person) in [(staffed.here.unit, StaffedSite.Person.coordinator), (former.id, .admin)] {
            for (first, last) in [("2024-09", "2025-06"), ("2025-01", "2025-12"), ("2025-09", "2026-08")] {
                let months = Month(iso: first)!...Month(iso: last)!
                let figures = try await ReportGathering(
                    figures: store.figures, board: store.board, activities: store.activities.activities,
                    reports: store.reports
                ).figures(for: ReportOrder(node: .unit(unit), kind: .annual, months: months), at: StaffedSite.now)
                let line = try #require(figures.lines.first { $0.indicator == .visit })
                let board = try await staffed.get(
                    "/quan-tri/chi-tieu?don-vi=don-vi-\(unit)&tu=\(first)&den=\(last)&het=\(last)&chi-so=visit&chi-tieu=khong",
                    as: person
                ).text
                let said = months.each.reduce(0) { $0 + 140 + 2 * $1.number }

                #expect(line.now.value == said)
                #expect(board.contains(">\(Self.grouped(said))</a>"), "\(unit) \(first): \(said)")
                #expect(board.contains(">\(Self.grouped(try #require(line.before.value)))</a>"))
                #expect(figures.points.map(\.id).sorted() == [staffed.here.point, staffed.here.corner, old].sorted())
                #expect(figures.unconfirmedLinks == 1, "nobody has confirmed the link")
            }
        }
    }

    /// "1.234".
    private static func grouped(_ number: Int) -> String {
        number < 1_000 ? "\(number)" : "\(number / 1_000).\(String(String(1_000 + number % 1_000).dropFirst()))"
    }

    @Test func `a duty that does not bind the place is not there, whatever address is written`() async throws {
        let staffed = try await staffed()
        let address = "/quan-tri/bao-cao/moi?noi=diem-\(staffed.elsewhere.point)&viec=thu-2026%2Fnam&nam=2026"

        let form = try await staffed.get(address, as: .librarianElsewhere)
        let begun = try await staffed.post(
            address, as: .librarianElsewhere, [("tu", "08/2025"), ("den", "07/2026")])
        let lines = try await staffed.site.store.reports.reports.reports(ReportFilter())

        #expect(form.status == 404 && begun.status == 404)
        #expect(lines.allSatisfy { $0.order.duty == nil })
    }

    @Test func `whom a report goes to, where the plan's body has ended, is written once and remembered`() async throws {
        // Given a duty to an office that ended and whose successor nobody has chosen.
        var plan = Self.plan
        let office = OfficialBodyID("phong")!
        plan.bodies.append(
            OfficialBody(id: office, name: "Phòng Văn hóa", validity: Validity(last: Day(2025, 6, 30)!)))
        plan.duties[0].to = [office]
        let staffed = try await staffed(plan)

        let first = try await begun(staffed)
        let form = try await staffed.get(first + "/sua", as: .librarian).text
        _ = try await staffed.post(
            first + "/sua", as: .librarian,
            [("dua-tren", "1"), ("co-quan", "Thư viện"), ("kinh-gui", "Ủy ban nhân dân xã Tân Lập")])
        let other = try await staffed.post(
            "/quan-tri/bao-cao/moi?noi=diem-\(staffed.here.point)", as: .librarian,
            [("loai", "annual"), ("tu", "08/2025"), ("den", "07/2026")])
        let next = try await staffed.post(
            "/quan-tri/bao-cao/moi?noi=diem-\(staffed.here.point)&viec=thu-2026%2Fnam&nam=2025", as: .librarian,
            [("tu", "08/2024"), ("den", "07/2025")])

        #expect(form.contains("chưa ai chọn cơ quan kế tục") && !form.contains("Phòng Văn hóa"))
        #expect(other.status == 303)
        let page = try await staffed.get(try #require(next.header("Location")), as: .librarian).text
        #expect(page.contains("Kính gửi: Ủy ban nhân dân xã Tân Lập"))
    }

    @Test func `what is received stands with who receives it and its last day`()
        async throws
    {
        let staffed = try await staffed()
        let received = try await staffed.get(
            "/quan-tri/bao-cao/nhan?noi=don-vi-\(staffed.here.unit)", as: .coordinator)

        let links = received.text.components(separatedBy: "<nav class=\"scopes\"").last ?? ""
        let first = links.components(separatedBy: "</a>")[0]
        #expect(first.contains("gửi <span data-text>các xã</span>") && first.contains("24/9/2026"), "\(first)")
    }

    @Test func `months that are none are asked for again`() async throws {
        let staffed = try await staffed()

        let answer = try await staffed.post(
            "/quan-tri/bao-cao/moi?noi=diem-\(staffed.here.point)", as: .librarian,
            [("loai", "annual"), ("tu", "13/2025"), ("den", "07/2026")])

        #expect(answer.status == 422)
        #expect(answer.text.contains("Tháng viết như 11/2025"))
    }

    @Test func `a report is written, checked by a colleague, sent, and then stays as it is`() async throws {
        let staffed = try await staffed()
        let address = try await begun(staffed)

        let written = try await staffed.post(
            address + "/sua", as: .librarian,
            [
                ("dua-tren", "1"), ("co-quan", "Thư viện Tân Lập"), ("kho-khan", "Thiếu sách.\r\nThiếu kệ."),
                ("so", "12"), ("ky-hieu", "BC-TV"), ("ngay", "21/9/2026"), ("nguoi-ky", "Lê Thị An"),
            ])
        let own = try await staffed.post(
            address + "/kiem", as: .librarian, [("dua-tren", "2"), ("buoc", "checked")])
        let checked = try await staffed.post(
            address + "/kiem", as: .coordinator, [("dua-tren", "2"), ("buoc", "checked")])
        let open = try await staffed.get(address, as: .librarian)
        let refused = try await staffed.post(address + "/gui", as: .librarian, [("dua-tren", "3")])
        let sent = try await staffed.post(address + "/gui", as: .librarian, [("dua-tren", "3"), ("viet-tay", "1")])
        let page = try await staffed.get(address, as: .librarian)
        let file = try await staffed.get(address + "/van-ban", as: .librarian)
        let again = try await staffed.post(address + "/sua", as: .librarian, [("dua-tren", "4"), ("co-quan", "Khác")])

        #expect(written.status == 303)
        #expect(own.status == 422)
        #expect(own.text.contains("Bạn là người lập báo cáo này"))
        #expect(checked.status == 303)
        #expect(open.text.contains("nơi nhận ở dòng “Kính gửi”") && !open.text.contains("<li>số văn bản</li>"))
        #expect(refused.status == 422 && refused.text.contains("Văn bản còn thiếu phần nêu ở nút gửi"))
        #expect(sent.status == 303)
        #expect(page.text.contains("đã gửi"))
        #expect(page.text.contains("Thiếu kệ."))
        #expect(again.status == 422)
        let id = try #require(Int64(address.split(separator: "/").last ?? ""))
        let report = try #require(try await staffed.site.store.reports.reports.report(ReportID(id)))
        #expect(staffed.site.files.hash(of: file.bytes) == report.sent?.file)
        #expect(page.text.contains(report.sent?.file.hex ?? "-"))
        #expect(file.header("Content-Type") == DocumentTemplate.mediaType)
        #expect(file.header("Content-Disposition") == "attachment; filename=\"bao-cao-\(id).docx\"")
    }

    @Test func `each figure of a report has its definition one click away`() async throws {
        let staffed = try await staffed()
        let notes = (Month(2025, 8)!...Month(2026, 7)!).each.flatMap { month in
            [Indicator.visit, .event].map { FigureNote(FigureKey(.point(staffed.here.point), $0, month, .tally), 9) }
        }
        _ = try await staffed.site.store.figures.note(FigureNotes(notes), act: StaffedSite.act)

        let page = try await staffed.get(try await begun(staffed), as: .librarian).text

        for (indicator, name) in [("visit", "Lượt người đến thư viện"), ("event", "Số hoạt động đã tổ chức")] {
            let link = "<a href=\"/so-lieu/dinh-nghia/\(indicator)\">"
            #expect(page.contains(link + "<span data-text>\(name)</span></a>"))
        }
    }

    @Test func `page, print and file say the same, line by line`() async throws {
        let staffed = try await staffed()
        let address = try await begun(staffed)
        let id = try #require(Int64(address.split(separator: "/").last ?? ""))
        let report = try #require(try await staffed.site.store.reports.reports.report(ReportID(id)))

        for shown in [address, address + "/in"] {
            let text = try await staffed.get(shown, as: .librarian).text
            let article = try #require(text.components(separatedBy: "<article class=\"official").dropFirst().first)
            let lines = Self.lines(String(article.prefix { $0 != "\u{0}" }))
            #expect(lines == report.document.lines.map(Self.squeezed), "\(shown)")
        }
    }

    /// The text of the article, an element a line.
    private static func lines(_ html: String) -> [String] {
        let inside = html.components(separatedBy: "</article>")[0].drop { $0 != ">" }.dropFirst()
        let blocks = inside.replacing(/<\/(p|h2|h3|h4|td|th)>/, with: "\u{1}")
        let text = blocks.replacing(/<[^>]*>/, with: "")
        return text.split(separator: "\u{1}").map { squeezed(String($0)) }.filter { !$0.isEmpty }
    }

    private static func squeezed(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test(.enabled(if: Office.isHere, "LibreOffice is absent")) func `LibreOffice puts on paper the words of the page`()
        async throws
    {
        let staffed = try await staffed()
        let notes = (Month(2024, 8)!...Month(2026, 7)!).each.map {
            FigureNote(FigureKey(.point(staffed.here.point), .visit, $0, .tally), 90 + $0.number)
        }
        _ = try await staffed.site.store.figures.note(FigureNotes(notes), act: StaffedSite.act)
        let address = try await begun(staffed)

        let page = try await staffed.get(address, as: .librarian).text
        let paper = try Office.text(of: try await staffed.get(address + "/van-ban", as: .librarian).bytes)

        // Cells of a row stand beside each other on paper, so that words are
        // compared whatever their order, and broken at the dash of a period; pages
        // after the first have a number.
        let article = try #require(page.components(separatedBy: "<article class=\"official").dropFirst().first)
        let words = { (text: String) in
            Dictionary(
                text.split { $0.isWhitespace || $0 == "–" }.map { ($0, 1) }, uniquingKeysWith: +)
        }
        let onPage = words(Self.lines(article).joined(separator: "\n")), onPaper = words(paper)
        #expect(onPage.count > 100)
        for (word, count) in onPage { #expect(onPaper[word, default: 0] >= count, "\(word)") }
        #expect(Set(onPaper.keys).subtracting(onPage.keys).subtracting(["2", "3"]) == [])
    }

    @Test func `the annex is a workbook, and downloads need the permission`() async throws {
        let staffed = try await staffed()
        let address = try await begun(staffed)

        let annex = try await staffed.get(address + "/phu-luc", as: .librarian)

        #expect(annex.bytes.starts(with: Array("PK".utf8)))
        for path in ["", "/van-ban", "/phu-luc", "/in"] {
            #expect(try await staffed.get(address + path, as: .librarianElsewhere).isForbidden)
            #expect(try await staffed.get(address + path, as: .contributor).isForbidden)
        }
        let elsewhere = "/quan-tri/bao-cao/moi?noi=diem-\(staffed.elsewhere.point)"
        #expect(try await staffed.get(elsewhere, as: .librarian).isForbidden)
        #expect(
            try await staffed.post(elsewhere, as: .librarian, [("tu", "08/2025"), ("den", "07/2026")]).isForbidden)
    }

    @Test func `a sent report is put right by another one that says so`() async throws {
        let staffed = try await staffed()
        let address = try await begun(staffed)
        let id = address.split(separator: "/").last ?? ""
        _ = try await staffed.post(address + "/kiem", as: .coordinator, [("dua-tren", "1"), ("buoc", "checked")])
        _ = try await staffed.post(address + "/gui", as: .librarian, [("dua-tren", "2"), ("viet-tay", "1")])

        let new = try await staffed.post(
            "/quan-tri/bao-cao/moi?noi=diem-\(staffed.here.point)&thay=\(id)", as: .librarian,
            [("tu", "08/2025"), ("den", "07/2026")])
        let page = try await staffed.get(try #require(new.header("Location")), as: .librarian)

        #expect(page.text.contains("Báo cáo này thay thế Báo cáo số"))
        #expect(page.text.contains("Thay thế báo cáo số <span data-text>\(id)</span>"))
    }

    @Test func `who receives sees who has not sent, and the sums beside the own figures`() async throws {
        let staffed = try await staffed()
        let store = staffed.site.store
        let view = try #require(try await store.membership.places.servicePoint(staffed.here.point))
        let months = Month(2025, 8)!...Month(2026, 7)!
        _ = try await store.figures.note(
            FigureNotes(months.each.map { FigureNote(FigureKey(.point(staffed.here.point), .visit, $0, .tally), 10) }),
            act: StaffedSite.act)
        let node = "co-quan-\(view.point.institution)"
        let begun = try await staffed.post(
            "/quan-tri/bao-cao/moi?noi=\(node)&viec=thu-2026%2Fnam&nam=2026", as: .coordinator,
            [("tu", "08/2025"), ("den", "07/2026")])
        let address = try #require(begun.header("Location"))
        let received = "/quan-tri/bao-cao/nhan?noi=don-vi-\(staffed.here.unit)&viec=thu-2026%2Fnam&nam=2026"

        let before = try await staffed.get(received, as: .coordinator)
        _ = try await staffed.post(address + "/kiem", as: .admin, [("dua-tren", "1"), ("buoc", "checked")])
        _ = try await staffed.post(
            address + "/gui", as: .coordinator, [("dua-tren", "2"), ("viet-tay", "1")])
        let after = try await staffed.get(received, as: .coordinator)

        #expect(before.text.contains("0/1 đơn vị đã gửi"))
        #expect(before.text.contains("bản nháp"))
        #expect(after.text.contains("1/1 đơn vị đã gửi"))
        #expect(after.text.contains("Lượt người đến thư viện"))
        #expect(
            after.text.contains("<td class=\"number\">120</td><td class=\"number\">120</td><td class=\"number\">0</td>")
        )
    }

    // MARK: The template

    private func put(_ bytes: [UInt8], _ staffed: StaffedSite) throws {
        let folder = staffed.site.folder + "/ingest/reports"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/bao-cao.docx"))
    }

    @Test func `a template that was edited is used`() async throws {
        let staffed = try await staffed()
        let address = try await begun(staffed)
        let shipped = try await staffed.get("/quan-tri/bao-cao/mau/tep", as: .librarian)
        try put(shipped.bytes, staffed)

        let page = try await staffed.get("/quan-tri/bao-cao/mau", as: .librarian)
        let file = try await staffed.get(address + "/van-ban", as: .librarian)

        #expect(page.text.contains("Đang dùng mẫu của địa phương"))
        #expect(file.status == 200)
    }

    /// The template that comes with the product, less the lines of one part.
    private func shipped(without part: String) throws -> [UInt8] {
        let folder = Worker.repository + "/ingest/reports/bao-cao"
        var zip = MadeZip()
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
            guard TemplatePart(name: name, bytes: []).isMarkup else { continue }
            var lines = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).components(separatedBy: "\n")
            if name == "word/document.xml" {
                let first = try #require(lines.firstIndex { $0.contains("{{#\(part)}}") })
                let last = try #require(lines.firstIndex { $0.contains("{{/\(part)}}") })
                lines.removeSubrange(first...last)
            }
            zip.add(name, lines.joined(separator: "\n"))
        }
        return zip.bytes
    }

    @Test func `a part of a report that the template has no room for is told before anything is sent`() async throws {
        let staffed = try await staffed()
        let address = try await begun(staffed)
        let whole = try await staffed.get(address, as: .librarian).text
        try put(try shipped(without: "muc-kho-khan"), staffed)

        let page = try await staffed.get(address, as: .librarian).text
        let template = try await staffed.get("/quan-tri/bao-cao/mau", as: .librarian).text
        let file = try await staffed.get(address + "/van-ban", as: .librarian)

        #expect(!whole.contains("Tệp .docx sẽ không có phần"))
        #expect(page.contains("Tệp .docx sẽ không có phần") && page.contains("III. KHÓ KHĂN, VƯỚNG MẮC</span>"))
        #expect(template.contains("Đang dùng mẫu của địa phương") && template.contains("{{#muc-kho-khan}}</code>"))
        #expect(file.status == 200)
    }

    @Test func `a broken template is refused with a sentence, and the shipped one serves`() async throws {
        let staffed = try await staffed()
        let address = try await begun(staffed)
        let before = try await staffed.get(address + "/van-ban", as: .librarian)
        try put(Array("không phải tệp Word".utf8), staffed)

        let page = try await staffed.get("/quan-tri/bao-cao/mau", as: .librarian)
        let file = try await staffed.get(address + "/van-ban", as: .librarian)

        #expect(page.text.contains("Mẫu của địa phương không dùng được"))
        #expect(page.text.contains("archive-damaged"))
        #expect(file.bytes == before.bytes)
    }

    private static let change = "/quan-tri/bao-cao/mau/doi"

    @Test func `a coordinator takes the template out, changes it and brings it back by the page alone`() async throws {
        let staffed = try await staffed()
        let shipped = try await staffed.get("/quan-tri/bao-cao/mau/tep", as: .coordinator).bytes
        let form = SentForm(files: [("mau-da-sua.docx", shipped)])

        let ownPage = try await staffed.get("/quan-tri/bao-cao/mau", as: .librarian)
        let stranger = try await staffed.send(Self.change, as: .librarian, form)
        let taken = try await staffed.send(Self.change, as: .coordinator, form)
        let again = try await staffed.send(Self.change, as: .coordinator, form)
        let page = try await staffed.get("/quan-tri/bao-cao/mau", as: .coordinator)
        let audit = try await staffed.get("/quan-tri/nhat-ky", as: .admin).text
        let dropped = try await staffed.post("/quan-tri/bao-cao/mau/bo", as: .coordinator)
        let after = try await staffed.get("/quan-tri/bao-cao/mau", as: .coordinator)

        #expect(!ownPage.text.contains(Self.change) && ownPage.text.contains("Người điều phối hoặc quản trị"))
        #expect(stranger.isForbidden)
        #expect(taken.status == 303 && again.status == 303 && dropped.status == 303)
        #expect(page.text.contains("Đang dùng mẫu của địa phương") && page.text.contains("ban=co-san"))
        #expect(audit.components(separatedBy: "template of reports: own").count == 2, "a form sent twice acts once")
        #expect(after.text.contains("Đang dùng mẫu có sẵn"))
        #expect(MarkupFaults(page.text).list.isEmpty)
        #expect(staffed.spooled.isEmpty)
    }

    @Test func `a template that cannot be used is refused with what to mend, and the one before stays`() async throws {
        let staffed = try await staffed()
        let shipped = try await staffed.get("/quan-tri/bao-cao/mau/tep", as: .coordinator).bytes
        _ = try await staffed.send(Self.change, as: .coordinator, SentForm(files: [("mau.docx", shipped)]))

        let text = try await staffed.send(
            Self.change, as: .coordinator, SentForm(files: [("mau.docx", Array("không phải tệp Word".utf8))]))
        let none = try await staffed.send(Self.change, as: .coordinator, SentForm())
        let two = try await staffed.send(
            Self.change, as: .coordinator, SentForm(files: [("a.docx", shipped), ("b.docx", shipped)]))
        let page = try await staffed.get("/quan-tri/bao-cao/mau", as: .coordinator)

        #expect(text.status == 422 && text.text.contains("Chưa đổi mẫu.") && text.text.contains("archive-damaged"))
        #expect(none.status == 422 && two.status == 422)
        #expect(page.text.contains("Đang dùng mẫu của địa phương"))
        #expect(MarkupFaults(text.text).list.isEmpty)
    }

    @Test func `a sent report keeps its bytes after the template changed`() async throws {
        let staffed = try await staffed()
        let address = try await begun(staffed)
        let shipped = try await staffed.get("/quan-tri/bao-cao/mau/tep", as: .librarian)
        _ = try await staffed.post(address + "/kiem", as: .coordinator, [("dua-tren", "1"), ("buoc", "checked")])
        _ = try await staffed.post(address + "/gui", as: .librarian, [("dua-tren", "2"), ("viet-tay", "1")])
        let before = try await staffed.get(address + "/van-ban", as: .librarian)

        try put(shipped.bytes, staffed)
        let after = try await staffed.get(address + "/van-ban", as: .librarian)

        #expect(before.status == 200)
        #expect(after.bytes == before.bytes)
    }

    @Test func `no word of the interface stands outside of the locales`() async throws {
        let staffed = try await staffed()
        let address = try await begun(staffed)

        for page in [
            "/quan-tri/bao-cao?noi=diem-\(staffed.here.point)", address, address + "/sua", address + "/in",
            "/quan-tri/bao-cao/mau", "/quan-tri/bao-cao/moi?noi=diem-\(staffed.here.point)",
            "/quan-tri/bao-cao/nhan?noi=don-vi-\(staffed.here.unit)",
        ] {
            let person: StaffedSite.Person = page.contains("/nhan") ? .coordinator : .librarian
            let page = VisibleText(try await staffed.get(page, as: person, language: "x-thu").text)
            #expect(page.untranslated.isEmpty, "\(page.untranslated)")
        }
    }
}
