import Foundation
import GRDB
import Library
import SQLiteStore
import Testing

/// Choices, declarations, figures and milestones on the real engine.
@Suite struct PlanStoreTests {
    static let today = Day(2026, 9, 21)!
    static let plan = PlanID("dak-ha-2023")!

    static func act(_ form: String? = nil, on day: Day = today) -> Act {
        Act(account: nil, form: form, at: day.start.adding(.seconds(36_000)))
    }

    /// Đắk Hà before and after 1 July 2025, in small.
    private static func madeUnits() -> UnitFiles {
        var files = UnitFiles()
        files.addUnits(
            """
            62\tKon Tum\tprovince\t\t\t2025-06-30
            615\tĐắk Hà\tdistrict\t62\t\t2025-06-30
            23500\tĐắk Hà\ttownship\t615\t\t2025-06-30
            23503\tĐắk PXi\tcommune\t615\t\t2025-06-30
            51\tQuảng Ngãi\tprovince\t\t2025-07-01\t
            23500\tĐăk Hà\tcommune\t51\t2025-07-01\t
            23503\tĐăk Pxi\tcommune\t51\t2025-07-01\t
            21172\tLân Phong\tcommune\t51\t2025-07-01\t
            """, file: "units.tsv")
        files.addSuccessions(
            "23500\t23500\twhole\tNghị quyết\tLan\n23503\t23503\t\tmã được giữ\t", file: "successions.tsv")
        return files
    }

    private struct Place {
        let library: TemporaryLibrary
        var store: PlanStores { library.store.plans }
        let units: [String: UnitID]

        init() async throws {
            library = try TemporaryLibrary()
            _ = try await library.store.membership.units.load(madeUnits())
            let known = try await library.store.membership.units.units(UnitFilter())
            units = Dictionary(
                uniqueKeysWithValues: known.map { ("\($0.code)\($0.validity.last == nil ? "" : " cũ")", $0.id) })
        }

        func institution(
            _ name: String, _ kind: InstitutionKind, in code: String, until: Day? = nil
        ) async throws -> InstitutionID {
            let unit = try #require(units[code])
            let facts = InstitutionFacts(name: name, kind: kind, unit: unit, validity: Validity(last: until))
            return try await library.store.membership.places.save(facts, as: nil, act: act())
        }

        func point(_ name: String, _ kind: ServicePointKind, of institution: InstitutionID) async throws
            -> ServicePointID
        {
            try await library.store.membership.places.save(
                ServicePointFacts(name: name, kind: kind), as: nil, of: institution, act: act())
        }

        func declare(
            _ property: DeclaredProperty, _ holds: Bool, of institution: InstitutionID, reason: String? = nil,
            basedOn: DeclarationID? = nil, from: Day = today, form: String? = nil
        ) async throws {
            let facts = DeclarationFacts(property: property, holds: holds, from: from, evidence: "Biên bản")
            try await store.declarations.declare(
                [DeclarationDraft(facts: facts, reason: reason, basedOn: basedOn)], of: institution, act: act(form))
        }
    }

    private static func plan(units codes: [String] = ["615"]) -> Plan {
        Plan(
            id: plan, title: "Đắk Hà", issuer: OfficialBodyID("ubnd")!, years: 2023...2030,
            units: codes.map { PlanUnit(code: $0, on: Day(2023, 2, 1)!, name: "huyện") }, source: "", file: "")
    }

    // MARK: Choices and scope

    @Test func `choices are added with their reason, and a repeated form adds none`() async throws {
        let place = try await Place()
        let choices = place.store.choices

        try await choices.choose("2022", for: .baseYear(target: "t"), of: Self.plan, reason: "Họp", act: Self.act("f1"))
        try await choices.choose("2022", for: .baseYear(target: "t"), of: Self.plan, reason: "Họp", act: Self.act("f1"))
        try await choices.choose("2023", for: .baseYear(target: "t"), of: Self.plan, reason: "Sửa", act: Self.act())

        let kept = try await choices.choices(of: Self.plan)
        #expect(kept.map(\.value) == ["2022", "2023"] && kept.map(\.reason) == ["Họp", "Sửa"])
        #expect(try await choices.choices(of: PlanID("khac")!) == [])
        await #expect(throws: PlanRefusal.reasonMissing) {
            try await choices.choose("2021", for: .baseYear(target: "t"), of: Self.plan, reason: "", act: Self.act())
        }
    }

    @Test func `a plan of a former district holds in what its communes went into, doubtful where nobody confirmed`()
        async throws
    {
        let place = try await Place()

        let scope = try await place.store.choices.scope(of: Self.plan(), choices: [], on: Self.today)
        let before = try await place.store.choices.scope(of: Self.plan(), choices: [], on: Day(2024, 1, 1)!)

        #expect(scope.named.map(\.code) == ["615"] && scope.missing == [])
        #expect(scope.today.map(\.name).sorted() == ["Đăk Hà", "Đăk Pxi"])
        #expect(scope.doubtful.map(\.old.code) == ["23503"])
        #expect(scope.all.count == 5, "the district, its two communes, and two of today")
        #expect(before.today.map(\.code) == ["615"])
        let missing = try await place.store.choices.scope(of: Self.plan(units: ["999"]), choices: [], on: Self.today)
        #expect(missing.named == [] && missing.missing.map(\.code) == ["999"] && missing.today == [])
    }

    @Test func `whom people chose to carry a plan on stands for the links`() async throws {
        let place = try await Place()
        try await place.store.choices.choose(
            "23500 21172", for: .carriers, of: Self.plan, reason: "Nghị quyết tỉnh", act: Self.act())
        let choices = try await place.store.choices.choices(of: Self.plan)

        let scope = try await place.store.choices.scope(of: Self.plan(), choices: choices, on: Self.today)

        #expect(Set(scope.today.map(\.code)) == ["23500", "21172"] && scope.doubtful == [])
        #expect(scope.choice?.reason == "Nghị quyết tỉnh")
        #expect(!scope.all.contains(try #require(place.units["23503"])))
    }

    // MARK: Declarations

    @Test func `a declaration is only added to, and a change needs its reason and the one it was shown`() async throws {
        let place = try await Place()
        let school = try await place.institution("Trường A", .primarySchool, in: "23500")
        let store = place.store.declarations

        try await place.declare(.sharedShelf, true, of: school, form: "f1")
        try await place.declare(.sharedShelf, true, of: school, form: "f1")
        let first = try #require(try await store.history(of: school).first)
        await #expect(throws: PlanRefusal.reasonMissing) {
            try await place.declare(.sharedShelf, false, of: school, basedOn: first.id)
        }
        await #expect(throws: PlanRefusal.changedMeanwhile) {
            try await place.declare(.sharedShelf, false, of: school, reason: "Đã chuyển")
        }
        try await place.declare(.sharedShelf, false, of: school, reason: "Đã chuyển", basedOn: first.id)

        let history = try await store.history(of: school)
        #expect(history.map(\.facts.holds) == [false, true] && history.map(\.reason) == ["Đã chuyển", nil])
    }

    @Test func `several declarations are kept together or not at all`() async throws {
        let place = try await Place()
        let school = try await place.institution("Trường A", .primarySchool, in: "23500")
        try await place.declare(.readingSpace, true, of: school)
        let drafts = [
            DeclarationDraft(facts: DeclarationFacts(property: .sharedShelf, holds: false, from: Self.today)),
            DeclarationDraft(facts: DeclarationFacts(property: .readingSpace, holds: false, from: Self.today)),
        ]

        await #expect(throws: PlanRefusal.changedMeanwhile) {
            try await place.store.declarations.declare(drafts, of: school, act: Self.act())
        }

        #expect(try await place.store.declarations.history(of: school).count == 1)
    }

    @Test func `an agency without a shelf counts against, and who has ended does not count`() async throws {
        let place = try await Place()
        let has = try await place.institution("Cơ quan A", .agency, in: "23500")
        _ = try await place.institution("Cơ quan B", .agency, in: "23503")
        _ = try await place.institution("Cơ quan cũ", .agency, in: "23503 cũ", until: Day(2025, 6, 30))
        _ = try await place.institution("Trường", .primarySchool, in: "23500")
        _ = try await place.institution("Nơi khác", .agency, in: "21172")
        try await place.declare(.sharedShelf, true, of: has)
        let units = try await place.store.choices.scope(of: Self.plan(), choices: [], on: Self.today).all
        let scope = TargetScope(institutions: [.agency])

        let now = try await place.store.declarations.standings(
            StandingFilter(on: Self.today, units: units, scope: scope))
        let then = try await place.store.declarations.standings(
            StandingFilter(on: Day(2025, 6, 30)!, units: units, scope: scope))
        let share = PropertyShare([.sharedShelf], of: now)

        #expect(share.numerator == 1 && share.denominator == 2)
        #expect(then.map(\.institution.facts.name) == ["Cơ quan A", "Cơ quan B", "Cơ quan cũ"])
        #expect(then[0].declared.isEmpty, "declared for a later day")
    }

    @Test func `a scope by kinds of points asks only those that have one`() async throws {
        let place = try await Place()
        let library = try await place.institution("Thư viện huyện", .library, in: "23500")
        _ = try await place.institution("Thư viện khác", .library, in: "23500")
        _ = try await place.point("Thư viện huyện", .district, of: library)
        let scope = TargetScope(institutions: [.library], points: [.district])

        let found = try await place.store.declarations.standings(StandingFilter(on: Self.today, scope: scope))

        #expect(found.map(\.institution.id) == [library])
    }

    @Test func `clubs and visits that were noted prove what nobody declared`() async throws {
        let place = try await Place()
        let house = try await place.institution("Nhà văn hóa thôn", .villageHouse, in: "23500")
        let point = try await place.point("Tủ sách thôn", .villageShelf, of: house)
        let bare = try await place.institution("Nhà văn hóa không tủ", .villageHouse, in: "23500")
        let activities = place.library.store.activities
        for number in 0..<12 {
            let day = Self.today.adding(days: -30 * number)
            try await activities.visits.count(
                VisitCount(others: 5), at: point, on: day, act: Self.act(on: Self.today))
            guard number < 4 else { continue }
            _ = try await activities.activities.add(
                ActivityFacts(title: "Câu lạc bộ", kind: .club, first: day, last: day, state: .held), at: point,
                act: Self.act())
        }

        let found = try await place.store.declarations.standings(StandingFilter(on: Self.today))
        let yearsLater = try await place.store.declarations.standings(StandingFilter(on: Day(2028, 9, 21)!))

        let shelf = try #require(found.first { $0.institution.id == house })
        #expect(shelf.state(of: .regularClubs) == .proven && shelf.state(of: .digitalManagement) == .proven)
        #expect(shelf.proof(of: .digitalManagement)?.count == 16)
        #expect(shelf.state(of: .lifelongLearning) == .silent && shelf.proof(of: .lifelongLearning)?.count == 0)
        #expect(found.first { $0.institution.id == bare }?.proofs == [])
        #expect(yearsLater.first { $0.institution.id == house }?.state(of: .regularClubs) == .silent)
    }

    // MARK: Figures and milestones

    @Test func `a figure of a day is corrected with a reason, and what stood there stays`() async throws {
        let place = try await Place()
        let target = TargetID(plan: Self.plan, code: "t")
        let figures = place.store.figures
        let facts = { (numerator: Int) in
            TargetFigureFacts(on: Self.today, numerator: numerator, denominator: 100, source: "BC 12")
        }

        try await figures.enter(facts(60), for: target, reason: nil, act: Self.act("f"))
        try await figures.enter(facts(60), for: target, reason: nil, act: Self.act("f"))
        await #expect(throws: PlanRefusal.reasonMissing) {
            try await figures.enter(facts(61), for: target, reason: nil, act: Self.act())
        }
        try await figures.enter(facts(61), for: target, reason: "Cộng nhầm", act: Self.act())

        #expect(try await figures.figures(of: Self.plan).map(\.facts.numerator) == [61])
        #expect(try await figures.history(of: target).map(\.facts.numerator) == [61, 60])
        for wrong in [
            TargetFigureFacts(on: Self.today, numerator: 5, denominator: 4, source: "x"),
            TargetFigureFacts(on: Self.today, numerator: 0, denominator: 0, source: "x"),
            TargetFigureFacts(on: Self.today.adding(days: 1), numerator: 1, denominator: 4, source: "x"),
            TargetFigureFacts(on: Self.today, numerator: 1, denominator: 4, source: ""),
        ] {
            await #expect(throws: PlanRefusal.self) {
                try await figures.enter(wrong, for: target, reason: "r", act: Self.act())
            }
        }
    }

    @Test func `a milestone is marked with evidence, and taken back with a reason`() async throws {
        let place = try await Place()
        let target = TargetID(plan: Self.plan, code: "moc")

        try await place.store.figures.mark(target, reachedOn: Self.today, evidence: "QĐ 15", act: Self.act())
        try await place.store.figures.mark(target, reachedOn: nil, evidence: "Ghi nhầm", act: Self.act())

        let marks = try await place.store.figures.marks(of: Self.plan)
        #expect(marks.map(\.evidence) == ["Ghi nhầm", "QĐ 15"] && marks.map(\.reachedOn) == [nil, Self.today])
        await #expect(throws: PlanRefusal.sourceMissing) {
            try await place.store.figures.mark(target, reachedOn: nil, evidence: "", act: Self.act())
        }
    }

    @Test func `festivals are counted per school; a school that noted nothing has no figure`() async throws {
        let place = try await Place()
        let wanted = CountTarget(number: 2, period: .schoolYear, per: .institution, counts: .readingFestival)
        var schools: [InstitutionID] = []
        for (number, festivals) in [2, 1, 0].enumerated() {
            let school = try await place.institution("Trường \(number)", .primarySchool, in: "23500")
            let point = try await place.point("Thư viện \(number)", .school, of: school)
            schools.append(school)
            for _ in 0..<festivals {
                _ = try await place.library.store.activities.activities.add(
                    ActivityFacts(
                        title: "Ngày hội", kind: .readingFestival, first: Self.today, last: Self.today, state: .held),
                    at: point, act: Self.act())
            }
        }

        let rows = try await place.store.figures.counted(
            wanted, at: StandingFilter(on: Self.today), in: wanted.months(around: Self.today))

        let status = CountStatus(wanted: wanted, months: wanted.months(around: Self.today), weeks: 2, rows: rows)
        #expect(rows.map(\.number) == [2, 1, nil] && rows.map(\.institution.id) == schools)
        #expect(status.numerator == 1 && status.denominator == 3)
    }

    // MARK: What other pages ask

    @Test func `the targets of a commune of today are found by the plan of its former district`() async throws {
        let place = try await Place()
        let target = Target(
            id: TargetID(plan: Self.plan, code: "tu-sach"), name: "Tủ sách",
            shape: .shareOfInstitutions(percent: 50, having: [.sharedShelf]),
            scope: TargetScope(institutions: [.agency]), deadline: Day(2030, 12, 31), quotations: [])
        var plan = Self.plan()
        plan.targets = [target]
        let desk = PlanDesk(
            source: FixedPlans(PlanShelf(plans: [plan])), stores: place.store,
            holidays: HolidayDesk(store: place.library.store.holidays))
        let has = try await place.institution("Cơ quan A", .agency, in: "23500")
        _ = try await place.institution("Cơ quan B", .agency, in: "23503")
        try await place.declare(.sharedShelf, true, of: has)
        let unit = { (code: String) async throws -> [AdministrativeUnit] in
            try await place.library.store.membership.units.path(of: try #require(place.units[code])) ?? []
        }
        let (here, other, province) = (try await unit("23500"), try await unit("21172"), try await unit("51"))

        let found = try await desk.plans(of: try #require(here.last), above: here.dropLast(), on: Self.today)
        let elsewhere = try await desk.plans(of: try #require(other.last), above: other.dropLast(), on: Self.today)
        let above = try await desk.plans(of: try #require(province.last), above: [], on: Self.today)
        let status = try #require(try await desk.statuses(of: plan, on: Self.today).first)

        #expect(found.map(\.plan.id) == [Self.plan] && above.map(\.plan.id) == [Self.plan] && elsewhere.isEmpty)
        #expect(status.numerator == 1 && status.denominator == 2 && status.verdict == .met)
    }

    @Test func `what is declared for a day after the last one is late, and what held on it stays`() async throws {
        let place = try await Place()
        let target = { (code: String, last: Day) in
            Target(
                id: TargetID(plan: Self.plan, code: code), name: code,
                shape: .shareOfInstitutions(percent: 50, having: [.sharedShelf]),
                scope: TargetScope(institutions: [.agency]), deadline: last, quotations: [])
        }
        var plan = Self.plan()
        plan.targets = [
            target("truoc", Day(2025, 12, 31)!), target("sau", Day(2026, 3, 31)!), target("mo", Day(2026, 12, 31)!),
        ]
        let desk = PlanDesk(
            source: FixedPlans(PlanShelf(plans: [plan])), stores: place.store,
            holidays: HolidayDesk(store: place.library.store.holidays))
        let has = try await place.institution("Cơ quan A", .agency, in: "23500")
        _ = try await place.institution("Cơ quan B", .agency, in: "23503")

        let before = try await desk.statuses(of: plan, on: Self.today).map(\.verdict)
        try await place.declare(.sharedShelf, true, of: has, from: Day(2026, 2, 1)!)
        let after = try await desk.statuses(of: plan, on: Self.today)

        #expect(before == [.missed, .missed, .missed])
        #expect(after.map(\.verdict) == [.late, .met, .met])
        #expect(after.map(\.percent) == [50, 50, 50], "what is reached today stands beside")
    }

    @Test func `what the tables of plans hold is never changed or removed`() async throws {
        let place = try await Place()
        let school = try await place.institution("Trường A", .primarySchool, in: "23500")
        try await place.declare(.sharedShelf, true, of: school)
        try await place.store.choices.choose("2022", for: .carriers, of: Self.plan, reason: "r", act: Self.act())

        let file = try DatabaseQueue(path: place.library.folder + "/hoclieu.sqlite")
        for table in ["declaration", "planChoice"] {
            for sql in ["UPDATE \(table) SET at = 0", "DELETE FROM \(table)"] {
                #expect(throws: DatabaseError.self, "\(sql)") { try file.write { try $0.execute(sql: sql) } }
            }
        }
    }
}
