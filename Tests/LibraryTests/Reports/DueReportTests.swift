import Library
import Testing

/// Which reports the duties of a plan ask for, and of which months.
@Suite struct DueReportTests {
    private static let today = Day(2026, 11, 26)!

    private static func duty(
        _ code: String, _ kind: DutyKind, _ date: DutyDate? = nil, months: String? = nil
    ) -> ReportingDuty {
        var duty = PlanRuleTests.duty(code, date)
        duty.kind = kind
        duty.months = months.flatMap { ReportMonths($0) }.map { Chosen($0) }
        return duty
    }

    private static func due(
        _ duties: ReportingDuty..., on day: Day = today, isSent: (DueReport) -> Bool = { _ in false }
    ) -> [DueReport] {
        DueReport.all([(PlanRuleTests.plan(duties), duties)], on: day, isSent: isSent)
    }

    private static func months(_ duty: ReportingDuty, _ year: Int, half: Int? = nil) -> ClosedRange<Month> {
        DueReport(plan: PlanRuleTests.plan([duty]), duty: duty, year: year, half: half).months
    }

    @Test func `a six-month report is due twice a year, each half beside the other`() {
        let due = Self.due(Self.duty("sau-thang", .sixMonth))

        #expect(due.map(\.half) == [1, 2])
        #expect(
            due.map(\.months) == [Month(2026, 1)!...Month(2026, 6)!, Month(2026, 7)!...Month(2026, 12)!])
        let spring = Self.due(Self.duty("sau-thang", .sixMonth), on: Day(2026, 3, 1)!)
        #expect(spring.first?.months == Month(2025, 7)!...Month(2025, 12)!, "the half that was over last")
        let chosen = Self.duty("sau-thang", .sixMonth, months: "12-5")
        #expect(Self.months(chosen, 2026, half: 1) == Month(2025, 12)!...Month(2026, 5)!)
        #expect(Self.months(chosen, 2026, half: 2) == Month(2026, 6)!...Month(2026, 11)!)
    }

    @Test func `a half is answered by the report that ends in it`() throws {
        let due = Self.due(Self.duty("sau-thang", .sixMonth))
        let order = ReportOrder(
            node: .library, kind: .sixMonth, months: due[0].months, duty: due[0].reported)

        #expect(due.map { $0.isAnswered(by: order) } == [true, false])
    }

    @Test func `a mid-term report begins with its plan, and a phase's with its phase`() {
        let midTerm = Self.duty("so-ket", .midTerm, .inYear(2025))

        #expect(Self.months(midTerm, 2025) == Month(2021, 1)!...Month(2025, 11)!)
        #expect(
            Self.months(Self.duty("so-ket", .midTerm, .inYear(2025), months: "1-10"), 2025)
                == Month(2021, 1)!...Month(2025, 10)!)
        #expect(
            Self.months(Self.duty("tong-ket", .final, .inYear(2030), months: "11-10"), 2030)
                == Month(2020, 11)!...Month(2030, 10)!)
        var plan = PlanRuleTests.plan([])
        plan.phases = [PlanPhase(code: "hai", name: "Giai đoạn 2", years: 2026...2030)]
        let phase = Self.duty("giai-doan", .phase, months: "1-12")
        #expect(plan.months(of: phase, in: 2028) == Month(2026, 1)!...Month(2028, 12)!)
        #expect(plan.months(of: Self.duty("nam", .annual), in: 2028) == nil, "it waits for a choice")
    }

    @Test func `every choice of months is a period of its kind`() {
        for kind in DutyKind.allCases {
            for choice in kind.choices {
                #expect(Self.months(Self.duty("x", kind, months: choice), 2026).count > 5, "\(kind) \(choice)")
            }
        }
    }

    @Test func `what was not sent stays in the list for two years, and what was sent leaves it`() {
        let midTerm = Self.duty("so-ket", .midTerm, .inYear(2025))

        #expect(Self.due(midTerm).map(\.year) == [2025], "330 days late")
        #expect(Self.due(midTerm, isSent: { _ in true }) == [])
        #expect(Self.due(midTerm, on: Day(2027, 12, 31)!).map(\.year) == [2025])
        #expect(Self.due(midTerm, on: Day(2028, 1, 2)!) == [])
        let annual = Self.duty("nam", .annual, .before(month: 11, day: 10))
        #expect(Self.due(annual).map(\.year) == [2026, 2027, 2025], "the nearest first, the long overdue after them")
    }

    @Test func `a report is addressed to whom the plan names while they stand, then to who took their place`() {
        let ended = Validity(last: Day(2025, 6, 30)!)
        var plan = PlanRuleTests.plan([])
        plan.bodies = [
            OfficialBody(id: OfficialBodyID("phong")!, name: "Phòng Văn hóa", validity: ended),
            OfficialBody(
                id: OfficialBodyID("huyen")!, name: "UBND huyện", validity: ended,
                successor: BodySuccessor(name: "UBND xã Đăk Hà", confirmedBy: "Lan")),
            OfficialBody(id: OfficialBodyID("bo")!, name: "Bộ Văn hóa"),
        ]
        var duty = Self.duty("nam", .annual)
        duty.to = plan.bodies.map(\.id)

        #expect(plan.addressee(of: duty, on: Self.today) == "UBND xã Đăk Hà; Bộ Văn hóa")
        #expect(plan.addressee(of: duty, on: Day(2025, 6, 30)!) == "Phòng Văn hóa; UBND huyện; Bộ Văn hóa")
    }
}
