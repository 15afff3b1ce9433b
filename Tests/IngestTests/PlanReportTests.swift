import FileStore
import Foundation
import Ingest
import Library
import SQLiteStore
import Testing

/// Reports for the duties of the plans that come with the product, in a province
/// of which one plan binds two communes out of three.
@Suite struct PlanReportTests {
    static let now = Day(2026, 11, 5)!.start
    static let today = Day(now)
    static let act = Act(account: nil, form: nil, at: now)
    static let year = Month(2025, 11)!...Month(2026, 10)!

    let scratch: ScratchFolder
    let store: LibraryStore
    let desk: PlanDesk
    /// By name.
    let units: [String: AdministrativeUnit]
    let points: [String: ServicePointID]

    init() async throws {
        scratch = try ScratchFolder()
        store = try LibraryStore.open(folder: scratch.data, contents: LibraryFiles(folder: scratch.data))
        desk = PlanDesk(
            source: PlanFolder(ingestFolders: [PlanFileTests.product]), stores: store.plans,
            holidays: HolidayDesk(store: store.holidays))
        var files = UnitFiles()
        files.addUnits(
            """
            62\tKon Tum\tprovince\t\t\t2025-06-30
            615\tĐắk Hà\tdistrict\t62\t\t2025-06-30
            23500\tĐắk Hà cũ\ttownship\t615\t\t2025-06-30
            23503\tĐắk PXi\tcommune\t615\t\t2025-06-30
            51\tQuảng Ngãi\tprovince\t\t2025-07-01\t
            23500\tĐăk Hà\tcommune\t51\t2025-07-01\t
            23503\tĐăk Pxi\tcommune\t51\t2025-07-01\t
            21172\tLân Phong\tcommune\t51\t2025-07-01\t
            """, file: "units.tsv")
        files.addSuccessions(
            "23500\t23500\twhole\tNghị quyết\tLan\n23503\t23503\twhole\tNghị quyết\tLan", file: "successions.tsv")
        _ = try await store.membership.units.load(files)
        units = Dictionary(
            uniqueKeysWithValues: try await store.membership.units.units(UnitFilter()).map { ($0.name, $0) })
        var points: [String: ServicePointID] = [:]
        for (name, kind, unit) in [
            ("Trường Đăk Hà", InstitutionKind.primarySchool, "Đăk Hà"), ("Trường hai", .primarySchool, "Đăk Hà"),
            ("UBND xã Đăk Hà", .commune, "Đăk Hà"), ("Nhà văn hóa thôn 1", .villageHouse, "Đăk Hà"),
            ("Nhà văn hóa thôn 2", .villageHouse, "Đăk Hà"), ("UBND xã Đăk Pxi", .commune, "Đăk Pxi"),
            ("Nhà văn hóa Lân Phong", .villageHouse, "Lân Phong"), ("UBND xã Lân Phong", .commune, "Lân Phong"),
        ] {
            let place = try #require(units[unit])
            let id = try await store.membership.places.save(
                InstitutionFacts(name: name, kind: kind, unit: place.id), as: nil, act: Self.act)
            points[name] = try await store.membership.places.save(
                ServicePointFacts(name: name, kind: .other), as: nil, of: id, act: Self.act)
            guard name == "Nhà văn hóa thôn 1" || name == "Trường Đăk Hà" else { continue }
            let facts = DeclarationFacts(
                property: kind == .villageHouse ? .regularClubs : .lifelongLearning, holds: true,
                from: Day(2026, 9, 1)!,
                evidence: "Biên bản")
            try await store.plans.declarations.declare([DeclarationDraft(facts: facts)], of: id, act: Self.act)
        }
        self.points = points
    }

    private var gathering: ReportGathering {
        ReportGathering(
            figures: store.figures, board: store.board, activities: store.activities.activities,
            reports: store.reports, plans: desk)
    }

    private func unit(_ name: String) throws -> UnitID { try #require(units[name]).id }

    private func duty(_ code: String, year: Int = 2026) async throws -> ReportedDuty {
        let parts = code.split(separator: "/")
        let id = try #require(PlanID(parts[0]))
        let plan = try #require(try await desk.plan(id))
        let duty = try #require(plan.duty(String(parts[1])))
        return ReportedDuty(id: duty.id, year: year, plan: plan.title, lastGoodDay: duty.lastGoodDay(in: year))
    }

    private func order(
        _ node: TreeNode, _ duty: ReportedDuty, _ months: ClosedRange<Month> = year, _ kind: DutyKind = .annual
    ) -> ReportOrder {
        ReportOrder(node: node, kind: kind, months: months, duty: duty)
    }

    // MARK: What was declared

    @Test func `a share stands in a report with the denominator of its target`() async throws {
        let duty = try await duty("dak-ha-2023/bao-cao-nam")

        let here = try await gathering.figures(for: order(.unit(try unit("Đăk Hà")), duty), at: Self.now)
        let province = try await gathering.figures(for: order(.unit(try unit("Quảng Ngãi")), duty), at: Self.now)

        let houses = TargetScope(institutions: [.cultureCentre, .villageHouse])
        let clubs = here.declared.filter { $0.properties == [.regularClubs] }
        #expect(clubs == [.init([.regularClubs], of: houses, have: 1, all: 2, proven: 0, silent: 1)])
        #expect(
            province.declared.first { $0.properties == [.regularClubs] }?.all == 2,
            "the house of Lân Phong is in the province, and not in the plan's district")
        let services = here.declared.filter { $0.properties == [.lifelongLearning] }
        #expect(services.map(\.all) == [0, 1, 2], "a district's library, a commune's, those of schools")
        #expect(services.map(\.have) == [0, 0, 1])
    }

    @Test func `what a report says of declarations is what the plan's page says, plan by plan and place by place`()
        async throws
    {
        for plan in try await desk.plans() {
            let duty = try #require(plan.duties.first)
            let asked = ReportedDuty(id: duty.id, year: 2026, plan: plan.title, lastGoodDay: nil)
            for name in ["Đăk Hà", "Đăk Pxi", "Lân Phong", "Quảng Ngãi"] {
                let node = TreeNode.unit(try unit(name))

                let figures = try await gathering.figures(for: order(node, asked), at: Self.now)
                let statuses = try await desk.statuses(of: plan, within: [node], on: Day(2026, 10, 31)!)

                for status in statuses {
                    guard case .share(let share) = status.result else { continue }
                    let lines = figures.declared.filter {
                        $0.properties == share.properties && $0.scope == status.target.scope
                    }
                    #expect(lines.map(\.have) == [share.numerator], "\(status.target.id) \(name)")
                    #expect(lines.map(\.all) == [share.denominator], "\(status.target.id) \(name)")
                }
                #expect(figures.targets.count >= plan.targets.count)
            }
        }
    }

    // MARK: Several years

    @Test func `a mid-term report is judged by the mean of the same months since the base year, year by year`()
        async throws
    {
        // Given 100, 110, 121 and 133 visits a month of the years 2022 to 2025.
        let point = try #require(points["Trường Đăk Hà"])
        let notes = [2022: 100, 2023: 110, 2024: 121, 2025: 133].flatMap { year, number in
            (1...12).compactMap { Month(year, $0) }.map {
                FigureNote(FigureKey(.point(point), .visit, $0, .tally), number)
            }
        }
        _ = try await store.figures.note(FigureNotes(notes), act: Self.act)
        let midTerm = order(
            .unit(try unit("Đăk Hà")), try await duty("dak-ha-2023/so-ket-2025", year: 2025),
            Month(2023, 1)!...Month(2025, 11)!, .midTerm)
        let name = "Lượt người sử dụng thư viện tăng bình quân mỗi năm"

        // When nobody has chosen a base year, then nothing is judged and the years stand there.
        let open = try await gathering.figures(for: midTerm, at: Self.now)
        #expect(open.targets.first?.verdict == .unknown)
        #expect(open.targets.first?.result == "kế hoạch chưa chọn năm gốc")
        #expect(open.targets.allSatisfy { $0.verdict != nil })
        #expect(open.growth.map { $0.years.map(\.now) } == [[1_210, 1_331, 1_463]])

        // When it is 2022 and the mean is chosen too, then both targets are judged.
        let plan = try #require(PlanID("dak-ha-2023"))
        for code in ["luot-su-dung-2025", "luot-su-dung-2030"] {
            try await store.plans.choices.choose(
                "2022", for: .baseYear(target: code), of: plan, reason: "Họp", act: Self.act)
            let half = try await gathering.figures(for: midTerm, at: Self.now).targets.first { $0.name == name }
            #expect(code != "luot-su-dung-2025" || half?.result == "kế hoạch chưa chọn cách tính bình quân")
            try await store.plans.choices.choose(
                "compound", for: .mean(target: code), of: plan, reason: "Họp", act: Self.act)
        }
        let figures = try await gathering.figures(for: midTerm, at: Self.now)
        let growth = figures.targets.filter { $0.name == name }

        #expect(growth.map(\.verdict) == [.met, .met])
        #expect(growth[0].result == "bình quân kép từ 2022: 9,97\u{A0}%/năm, mỗi năm tính các tháng 01–11")
        let years = try #require(figures.growth.first?.years)
        #expect(figures.growth.count == 1, "two targets count the same")
        #expect(years.map(\.before) == [1_100, 1_210, 1_331])
        #expect(years.map { $0.line(0.08) } == [1_188, 1_307, 1_438])
        #expect(years.map { $0.line(0.10) } == [1_210, 1_331, 1_465])
        #expect(
            years.map { ReportWords.change($0.growth ?? 0) } == ["tăng 10\u{A0}%", "tăng 10\u{A0}%", "tăng 9,9\u{A0}%"])
        #expect(figures.lines.first?.now.value == 12 * 110 + 12 * 121 + 11 * 133)
        #expect(figures.lines.first?.before.value == nil && figures.lines.first?.matched == nil)
        #expect(figures.years.map { $0.lines.first?.now.value } == [1_210, 1_331, 1_463])
        #expect(figures.years.map { $0.lines.first?.before.value } == [1_100, 1_210, 1_331])
    }

    @Test func `a growth that cannot be reckoned says why`() async throws {
        let plan = try #require(PlanID("dak-ha-2023"))
        try await store.plans.choices.choose(
            "2024", for: .baseYear(target: "luot-su-dung-2025"), of: plan, reason: "Họp", act: Self.act)
        let early = order(
            .unit(try unit("Đăk Hà")), try await duty("dak-ha-2023/bao-cao-nam"), Month(2024, 1)!...Month(2024, 10)!)

        let line = try #require(try await gathering.figures(for: early, at: Self.now).targets.first)

        #expect(line.result == "năm gốc 2024 không đứng trước năm cuối của kỳ báo cáo")
        #expect(line.verdict == .unknown)
    }

    // MARK: Who reports

    /// A report of a place that was sent.
    private func sent(_ node: TreeNode, _ duty: ReportedDuty, _ months: ClosedRange<Month> = year) async throws {
        let reports = store.reports.reports
        let order = order(node, duty, months)
        let figures = try await gathering.figures(for: order, at: Self.now)
        var texts = ReportTexts()
        texts.body = figures.place
        let id = try await reports.open(ReportDraft(order: order, texts: texts, figures: figures), act: Self.act)
        try await reports.move(id, to: .checked, basedOn: 1, act: Self.act)
        let report = try #require(try await reports.report(id))
        let sending = ReportSending(document: report.document, file: [1], annex: [2], template: [3])
        try await reports.send(id, sending, basedOn: 2, act: Self.act)
    }

    @Test func `a province waits for the communes that the plan of a former district binds, and for no other`()
        async throws
    {
        let duty = try await duty("dak-ha-2023/bao-cao-nam")
        let receiving = ReportReceiving(store.reports, plans: desk)
        let names = { (unit: String, duty: ReportedDuty) in
            try await receiving.senders(to: try self.unit(unit), duty.id, year: 2026, on: Self.today)
                .map(\.place.name)
        }

        #expect(try await names("Quảng Ngãi", duty) == ["Xã Đăk Hà", "Xã Đăk Pxi"])
        #expect(try await names("Đắk Hà", duty).isEmpty == false)
        #expect(try await names("Lân Phong", duty) == [])
        let gathered = try await self.duty("dak-ha-2023/tong-hop-nam")
        #expect(try await names("Quảng Ngãi", gathered).count == 2)
        let elsewhere = try await self.duty("phu-yen-2021/bao-cao-nam-cap-huyen")
        #expect(try await names("Quảng Ngãi", elsewhere) == [], "a plan of another province")
    }

    @Test func `who has not sent and what was sent of other months are told, and only the same months are added up`()
        async throws
    {
        let duty = try await duty("dak-ha-2023/bao-cao-nam")
        let notes = ["Trường Đăk Hà": 10, "UBND xã Đăk Pxi": 7, "Nhà văn hóa Lân Phong": 500].flatMap { name, number in
            (Month(2024, 11)!...Month(2026, 10)!).each.compactMap { month in
                points[name].map { FigureNote(FigureKey(.point($0), .visit, month, .tally), number) }
            }
        }
        _ = try await store.figures.note(FigureNotes(notes), act: Self.act)
        let province = order(.unit(try unit("Quảng Ngãi")), duty)

        let before = try await gathering.figures(for: province, at: Self.now).units
        try await sent(.unit(try unit("Đăk Hà")), duty)
        let one = try #require(try await gathering.figures(for: province, at: Self.now).units)
        try await sent(.unit(try unit("Đăk Pxi")), duty, Month(2025, 1)!...Month(2025, 12)!)
        let both = try #require(try await gathering.figures(for: province, at: Self.now).units)

        #expect(before == nil)
        #expect(one.sent == ["Xã Đăk Hà"] && one.missing == ["Xã Đăk Pxi"] && one.apart == [])
        #expect(both.sent == ["Xã Đăk Hà"] && both.missing == [])
        #expect(both.apart == [.init("Xã Đăk Pxi", Month(2025, 1)!...Month(2025, 12)!)])
        let visits = try #require(both.lines.first { $0.indicator == .visit })
        #expect(visits.units == 120 && visits.own == 12 * 517)
        #expect(visits.difference == 120 - 12 * 517)
    }
}
