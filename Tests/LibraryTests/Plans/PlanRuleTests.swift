import Library
import Testing

/// What plans say, without any store.
@Suite struct PlanRuleTests {
    static let id = PlanID("thu")!

    static func duty(_ code: String, _ date: DutyDate?, years: ClosedRange<Int> = 2021...2030) -> ReportingDuty {
        ReportingDuty(
            id: DutyID(plan: id, code: code), kind: .annual, from: [], to: [], date: date, years: years,
            quotations: [])
    }

    static func plan(_ duties: [ReportingDuty], targets: [Target] = []) -> Plan {
        Plan(
            id: id, title: "Thử", issuer: OfficialBodyID("ubnd")!, years: 2021...2030, units: [],
            bodies: [OfficialBody(id: OfficialBodyID("ubnd")!, name: "UBND")], targets: targets, duties: duties,
            source: "thu.txt", file: "thu.yaml")
    }

    static func target(
        _ shape: TargetShape, _ comparator: TargetComparator = .plain, deadline: Day? = Day(2030, 12, 31),
        isExternal: Bool = false
    ) -> Target {
        Target(
            id: TargetID(plan: id, code: "t"), name: "t", shape: shape, comparator: comparator, deadline: deadline,
            isExternal: isExternal, quotations: [])
    }

    @Test(arguments: [
        (10, 11, "2026-11-09"), (20, 11, "2026-11-19"), (25, 11, "2026-11-24"), (5, 12, "2026-12-04"),
        (10, 12, "2026-12-09"), (1, 3, "2026-02-28"), (1, 1, "2025-12-31"),
    ]) func `before a day means the day before at the latest`(day: Int, month: Int, last: String) {
        #expect(DutyDate.before(month: month, day: day).lastGoodDay(in: 2026)?.description == last)
    }

    @Test func `the day before 1 March is the 29th in a leap year`() {
        #expect(DutyDate.before(month: 3, day: 1).lastGoodDay(in: 2028) == Day(2028, 2, 29))
        #expect(DutyDate.on(month: 2, day: 29).lastGoodDay(in: 2027) == nil)
    }

    @Test func `the calendar goes on to next year once the day has passed`() throws {
        let plan = Self.plan([
            Self.duty("nam", .before(month: 11, day: 10)), Self.duty("khong-in", nil),
            Self.duty("so-ket", .inYear(2025), years: 2025...2025),
            Self.duty("tong-ket", .inYear(2030), years: 2030...2030),
        ])

        let onTheDay = [plan].nextDeadlines(on: Day(2026, 11, 9)!)
        let dayAfter = [plan].nextDeadlines(on: Day(2026, 11, 10)!)
        let early = [plan].nextDeadlines(on: Day(2019, 1, 1)!)
        let late = [plan].nextDeadlines(on: Day(2030, 11, 10)!)

        #expect(onTheDay.map(\.lastGoodDay) == [Day(2026, 11, 9)!, Day(2030, 12, 31)!])
        #expect(onTheDay.map(\.daysLeft) == [0, 1513])
        #expect(dayAfter.first?.lastGoodDay == Day(2027, 11, 9))
        #expect(early.first?.lastGoodDay == Day(2021, 11, 9) && early.count == 3)
        #expect(late.map(\.duty.id.code) == ["tong-ket"], "2030 is the plan's last year")
    }

    @Test func `a report's months may begin in the year before`() {
        #expect(ReportMonths("11-10")?.months(of: 2026) == Month(2025, 11)!...Month(2026, 10)!)
        #expect(ReportMonths("1-10")?.months(of: 2026) == Month(2026, 1)!...Month(2026, 10)!)
        for wrong in ["", "11", "0-10", "1-13", "1-2-3", "a-b"] { #expect(ReportMonths(wrong) == nil) }
    }

    @Test func `above is more than the figure, about may lie a twentieth below`() {
        #expect(TargetComparator.above.judge(90, against: 90) == .missed)
        #expect(TargetComparator.above.judge(90.01, against: 90) == .met)
        #expect(TargetComparator.atLeast.judge(90, against: 90) == .met)
        #expect(TargetComparator.plain.judge(89.99, against: 90) == .missed)
        #expect(TargetComparator.about.judge(28.5, against: 30) == .near)
        #expect(TargetComparator.about.judge(28.4, against: 30) == .missed)
        #expect(TargetComparator.about.judge(30, against: 30) == .met)
    }

    @Test func `printed words are known in any spelling a machine has made of them`() {
        for words in ["Phấn đấu", "Phần đầu", "Phân đầu", "PHẤN ĐẤU"] {
            #expect(TargetComparator(printed: words) == .atLeast)
        }
        #expect(TargetComparator(printed: "Trên") == .above && TargetComparator(printed: "khoảng") == .about)
        #expect(TargetComparator(printed: "Duy trì vững chắc") == .keep && TargetComparator(printed: "đạt") == .reach)
        #expect(TargetComparator(printed: "vượt") == nil)
    }

    // MARK: Choices

    @Test func `what people choose stands in the plan, and the last choice holds`() throws {
        let growth = Self.target(.growth(GrowthTarget(rate: 8...8, counts: [.visit])))
        let plan = Self.plan([Self.duty("nam", .before(month: 11, day: 10))], targets: [growth])
        let choose = { (subject: PlanChoiceSubject, value: String, at: Int64) in
            PlanChoice(
                plan: Self.id, subject: subject, value: value, reason: "Họp", by: "Lan", at: Moment(milliseconds: at))
        }

        let chosen = plan.choosing([
            choose(.baseYear(target: "t"), "2023", 2), choose(.baseYear(target: "t"), "2022", 1),
            choose(.mean(target: "t"), "compound", 3), choose(.months(duty: "nam"), "11-10", 4),
            choose(.successor(body: "ubnd"), "UBND xã Đắk Hà", 5), choose(.baseYear(target: "mất rồi"), "2020", 6),
        ])

        let found = try #require(chosen.targets[0].growth)
        #expect(found.baseYear?.value == 2023 && found.baseYear?.by?.by == "Lan")
        #expect(found.mean?.value == .compound)
        #expect(chosen.duties[0].months?.value == ReportMonths("11-10"))
        #expect(chosen.bodies[0].successor == BodySuccessor(name: "UBND xã Đắk Hà", confirmedBy: "Lan"))
        #expect([chosen].nextDeadlines(on: Day(2026, 9, 21)!)[0].months == Month(2025, 11)!...Month(2026, 10)!)
    }

    @Test func `a choice that cannot be is refused`() {
        let growth = Self.target(.growth(GrowthTarget(rate: 8...8, counts: [.visit])), deadline: Day(2025, 12, 31))
        let plan = Self.plan([Self.duty("nam", nil)], targets: [growth])
        let today = Day(2026, 9, 21)!

        #expect(plan.refusal(of: "2022", for: .baseYear(target: "t"), on: today) == nil)
        #expect(plan.refusal(of: "2025", for: .baseYear(target: "t"), on: today) == .yearWrong)
        #expect(plan.refusal(of: "hai nghìn", for: .baseYear(target: "t"), on: today) == .valueWrong)
        #expect(plan.refusal(of: "2022", for: .baseYear(target: "khác"), on: today) == .valueWrong)
        #expect(plan.refusal(of: "median", for: .mean(target: "t"), on: today) == .valueWrong)
        #expect(plan.refusal(of: "23500 23503", for: .carriers, on: today) == nil)
        #expect(plan.refusal(of: "Đắk Hà", for: .carriers, on: today) == .valueWrong)
    }

    // MARK: Shares

    private static func standing(
        _ id: Int64, yes: [DeclaredProperty] = [], no: [DeclaredProperty] = [], proofs: [PropertyProof] = []
    ) -> InstitutionStanding {
        let institution = Institution(
            id: InstitutionID(id), facts: InstitutionFacts(name: "\(id)", kind: .agency, unit: UnitID(1)))
        let unit = AdministrativeUnit(id: UnitID(1), code: "1", name: "Xã", kind: .commune, parent: nil)
        var standing = InstitutionStanding(institution: institution, unit: unit, proofs: proofs)
        for (place, property) in (yes + no).enumerated() {
            standing.declared[property] = Declaration(
                id: DeclarationID(Int64(place)), institution: institution.id,
                facts: DeclarationFacts(property: property, holds: place < yes.count, from: Day(2026, 1, 1)!),
                reason: nil, by: "", at: Moment(milliseconds: 0))
        }
        return standing
    }

    @Test func `silence counts against, and is told apart`() {
        let target = Self.target(.shareOfInstitutions(percent: 50, having: [.sharedShelf, .readingSpace]))
        let standings = [
            Self.standing(1, yes: [.sharedShelf, .readingSpace]), Self.standing(2, yes: [.sharedShelf]),
            Self.standing(3, yes: [.sharedShelf], no: [.readingSpace]), Self.standing(4),
        ]

        let status = target.status(of: standings, on: Day(2026, 9, 21)!)

        guard case .share(let share) = status.result else { return #expect(Bool(false)) }
        #expect(share.numerator == 1 && share.denominator == 4 && status.percent == 25)
        #expect(share.number(.silent) == 2 && share.number(.denied) == 1)
        #expect(status.verdict == .missed)
        #expect(target.status(of: [], on: Day(2026, 9, 21)!).verdict == .unknown, "nobody is no 100 %")
    }

    @Test func `what the system sees is marked, and contradictions are told`() {
        let lent = { (count: Int) in [PropertyProof(rule: .lending, count: count)] }
        let state = { (standing: InstitutionStanding) in standing.state(of: .lifelongLearning) }

        #expect(state(Self.standing(1, proofs: lent(12))) == .proven)
        #expect(state(Self.standing(1, proofs: lent(11))) == .silent)
        #expect(state(Self.standing(1, yes: [.lifelongLearning], proofs: lent(40))) == .declaredAndProven)
        #expect(state(Self.standing(1, yes: [.lifelongLearning], proofs: lent(3))) == .declared)
        #expect(state(Self.standing(1, yes: [.lifelongLearning], proofs: lent(0))) == .declaredButUnseen)
        #expect(state(Self.standing(1, yes: [.lifelongLearning])) == .declared, "without a point nothing can be seen")
        #expect(state(Self.standing(1, no: [.lifelongLearning], proofs: lent(40))) == .deniedButProven)
        #expect(state(Self.standing(1, no: [.lifelongLearning])) == .denied)
        #expect(PropertyState.allCases.filter(\.isContradiction) == [.declaredButUnseen, .deniedButProven])
    }

    @Test func `an entered share is judged by the newest day, and a later entry of the day`() {
        let target = Self.target(.shareOfPeople(percent: 20, ofWhom: "dân số"), .above, isExternal: true)
        let figure = { (day: Day, numerator: Int, at: Int64) in
            TargetFigure(
                target: target.id,
                facts: TargetFigureFacts(on: day, numerator: numerator, denominator: 100, source: "Báo cáo"),
                reason: nil, by: "", at: Moment(milliseconds: at))
        }
        let figures = [
            figure(Day(2026, 6, 30)!, 20, 1), figure(Day(2026, 9, 30)!, 30, 2), figure(Day(2026, 6, 30)!, 21, 3),
        ]

        let today = target.status(entered: figures, on: Day(2026, 9, 21)!)

        #expect(today.percent == 21 && today.verdict == .met, "a figure of a day to come does not count yet")
        #expect(target.status(entered: [], on: Day(2026, 9, 21)!).verdict == .unknown)
        #expect(target.status(entered: [], on: Day(2026, 9, 21)!).percent == nil)
    }

    @Test func `of a share the last day counts, and what was reached after it is late`() {
        let target = Self.target(
            .shareOfPeople(percent: 60, ofWhom: "dân số"), deadline: Day(2025, 12, 31), isExternal: true)
        let figure = { (day: Day, numerator: Int) in
            TargetFigure(
                target: target.id,
                facts: TargetFigureFacts(on: day, numerator: numerator, denominator: 100_000, source: "Báo cáo"),
                reason: nil, by: "", at: Moment(milliseconds: 1))
        }
        let (before, after) = (Day(2025, 12, 31)!, Day(2026, 1, 1)!)
        let verdict = { (figures: [TargetFigure], day: Day) in target.status(entered: figures, on: day).verdict }

        #expect(verdict([figure(before, 60_000)], before) == .met)
        #expect(verdict([figure(before, 59_996)], after) == .missed)
        #expect(verdict([figure(before, 59_996), figure(after, 60_000)], after) == .late)
        #expect(verdict([figure(after, 60_000)], after) == .late)
        #expect(verdict([figure(before, 60_000), figure(after, 50_000)], after) == .met)
        #expect(verdict([figure(after, 50_000)], after) == .missed)
        #expect(verdict([], after) == .unknown)
        #expect(target.status(entered: [figure(before, 59_996)], on: after).decimals == 3)
    }

    @Test func `a plan that prints a band has said what is more than it asks for`() throws {
        let single = Self.target(.growth(GrowthTarget(rate: 8...8, counts: [.visit])))
        let band = Self.target(.growth(GrowthTarget(rate: 8...10, counts: [.visit])))
        let goal = { (targets: [Target]) in
            RateGoal(try #require(Self.plan([], targets: targets).targets[0].growth), .plain)
        }

        #expect(try goal([single, band]).verdict(0.1001) == .over)
        #expect(try goal([single, band]).verdict(0.10) == .reached)
        #expect(try goal([single]).verdict(0.15) == .reached)
        #expect(try goal([band, single]).verdict(0.1001) == .over)
    }

    @Test func `a milestone is open until its day, met in time, and open again when taken back`() {
        let target = Self.target(.milestone(having: []), deadline: Day(2025, 12, 31))
        let mark = { (day: Day?, at: Int64) in
            MilestoneMark(
                id: MilestoneMarkID(1), target: target.id, reachedOn: day, evidence: "QĐ 12", by: "",
                at: Moment(milliseconds: at))
        }
        let verdict = { (marks: [MilestoneMark], day: Day) in target.status(marks: marks, on: day).verdict }

        #expect(verdict([], Day(2025, 12, 31)!) == .unknown)
        #expect(verdict([], Day(2026, 1, 1)!) == .missed)
        #expect(verdict([mark(Day(2025, 6, 1), 1)], Day(2026, 1, 1)!) == .met)
        #expect(verdict([mark(Day(2026, 2, 1), 1)], Day(2026, 3, 1)!) == .late)
        #expect(verdict([mark(Day(2025, 6, 1), 1), mark(nil, 2)], Day(2025, 7, 1)!) == .unknown)
    }

    @Test func `a count a week is of the classes and the weeks that were no holidays`() throws {
        let target = CountTarget(number: 1, period: .week, per: .schoolClass, counts: .readingPeriod)
        let tet = Holidays(announcements: [
            .init(name: "Tết", first: Day(2026, 2, 14)!, last: Day(2026, 2, 22)!)
        ])
        let months = target.months(around: Day(2026, 2, 28)!)
        let february = Month(2026, 2)!...Month(2026, 2)!

        #expect(months == Month(2025, 9)!...Month(2026, 2)!)
        #expect(tet.workingWeeks(in: february, until: Day(2026, 2, 28)!) == 3)
        #expect(tet.workingWeeks(in: february, until: Day(2026, 2, 5)!) == 0)
        let school = Institution(
            id: InstitutionID(1), facts: InstitutionFacts(name: "T", kind: .primarySchool, unit: UnitID(1)))
        let rows = [
            CountStatus.Row(institution: school, number: 30, classes: 10),
            CountStatus.Row(institution: school, number: 29, classes: 10),
            CountStatus.Row(institution: school, number: nil),
        ]
        let status = CountStatus(wanted: target, months: february, weeks: 3, rows: rows)
        #expect(status.numerator == 1 && status.denominator == 3)
    }

    @Test func `yes needs something to show, and only addresses of the web are links`() {
        let facts = { (holds: Bool, evidence: String?, link: String?) in
            DeclarationFacts(
                property: .sharedShelf, holds: holds, from: Day(2026, 9, 1)!, evidence: evidence, link: link)
        }
        let today = Day(2026, 9, 21)!

        #expect(facts(true, nil, nil).refusal(on: today) == .sourceMissing)
        #expect(facts(false, nil, nil).refusal(on: today) == nil)
        #expect(facts(true, "Ảnh", nil).refusal(on: today) == nil)
        #expect(facts(true, nil, "javascript:alert(1)").refusal(on: today) == .linkWrong)
        #expect(facts(true, nil, "https://example.vn/a b").refusal(on: today) == .linkWrong)
        #expect(facts(true, nil, "https://example.vn/anh").refusal(on: today) == nil)
        #expect(facts(true, "Ảnh", nil).refusal(on: Day(2026, 8, 31)!) == .dayWrong)
    }
}
