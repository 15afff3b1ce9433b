import Library
import Testing

/// Which places a plan's duties are offered to.
@Suite struct DutyBindingTests {
    private static let today = Day(2026, 11, 1)!
    private static let ended = Validity(last: Day(2025, 6, 30)!)

    /// A former district with an old commune, today's commune that it went into,
    /// and today's province.
    private static let district = AdministrativeUnit(
        id: UnitID(1), code: "615", name: "Đắk Hà", kind: .district, parent: nil, validity: ended)
    private static let commune = AdministrativeUnit(
        id: UnitID(2), code: "23500", name: "Đắk Hà", kind: .commune, parent: UnitID(3))
    private static let province = AdministrativeUnit(
        id: UnitID(3), code: "51", name: "Quảng Ngãi", kind: .province, parent: nil)

    private static let scope = PlanScope(named: [district], today: [commune], all: [UnitID(1), UnitID(2)])

    private static func body(
        _ code: String, kinds: [InstitutionKind] = [], unit: String? = "615", _ validity: Validity = Validity()
    ) -> OfficialBody {
        OfficialBody(
            id: OfficialBodyID(code)!, name: code,
            unit: unit.map { PlanUnit(code: $0, on: Day(2023, 1, 1)!, name: $0) }, validity: validity, kinds: kinds)
    }

    private static let plan: Plan = {
        let bodies = [
            body("cac-xa", kinds: [.agency, .commune]), body("phong", ended), body("so", unit: nil),
            body("trung-tam", kinds: [.cultureCentre], ended),
        ]
        var plan = PlanRuleTests.plan(
            bodies.map { body in
                var duty = PlanRuleTests.duty(body.id.text, .before(month: 11, day: 10))
                duty.from = [body.id]
                return duty
            })
        plan.bodies = bodies
        return plan
    }()

    private static func duties(of seat: ReportingPlace.Seat, in units: Set<UnitID>, on day: Day = today) -> [String] {
        let place = ReportingPlace(seat, in: units)
        return plan.duties.filter { $0.binds(place, in: plan, at: scope, on: day) }.map(\.id.code)
    }

    @Test func `a commune has its own duty, and what the offices of its former district had`() {
        #expect(Self.duties(of: .unit(.commune), in: [UnitID(2)]) == ["cac-xa", "phong", "trung-tam"])
        #expect(Self.duties(of: .unit(.commune), in: [UnitID(2)], on: Day(2025, 6, 30)!) == ["cac-xa"])
    }

    @Test func `a school has a part in the commune's report, a culture centre in its own too`() {
        let school = ReportingPlace.Seat.institution(.primarySchool, point: .school)
        let centre = ReportingPlace.Seat.institution(.cultureCentre, point: nil)

        #expect(Self.duties(of: school, in: [UnitID(2)]) == ["cac-xa"])
        #expect(Self.duties(of: centre, in: [UnitID(2)]) == ["cac-xa", "trung-tam"])
    }

    @Test func `a province sends what its own offices send, and a place elsewhere nothing`() {
        #expect(Self.duties(of: .library, in: [UnitID(2), UnitID(3)]) == ["so"])
        #expect(Self.duties(of: .unit(.province), in: [UnitID(3)]) == [])
        #expect(Self.duties(of: .unit(.commune), in: [UnitID(9)]) == [])
        #expect(Self.duties(of: .institution(.primarySchool, point: .school), in: [UnitID(9)]) == [])
    }

    @Test func `a unit gathers what those below it send`() {
        let gathered = { (unit: AdministrativeUnit) in
            Self.plan.duties.filter {
                $0.isGathered(by: unit, in: Self.plan, at: Self.scope, on: Self.today)
            }.map(\.id.code)
        }

        #expect(gathered(Self.province) == ["cac-xa", "phong", "trung-tam"])
    }
}
