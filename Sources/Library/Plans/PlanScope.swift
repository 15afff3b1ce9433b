/// Where a plan holds: its own units, what lies in them, and today's units that
/// went out of these.
package struct PlanScope: Equatable, Sendable {
    /// What the plan names and this library knows.
    package var named: [AdministrativeUnit]
    /// Codes of the plan that no unit here has.
    package var missing: [PlanUnit]
    /// Units of today that carry the plan on: chosen by a person, or what the
    /// successor links say.
    package var today: [AdministrativeUnit]
    /// Who chose them; nil where the links say it.
    package var choice: PlanChoice?
    /// Links that nobody has confirmed, or that speak of a part only.
    package var doubtful: [UnitSuccession]
    /// Every unit at or below these, of all times: what institutions are looked for in.
    package var all: Set<UnitID>

    package init(
        named: [AdministrativeUnit] = [], missing: [PlanUnit] = [], today: [AdministrativeUnit] = [],
        choice: PlanChoice? = nil, doubtful: [UnitSuccession] = [], all: Set<UnitID> = []
    ) {
        (self.named, self.missing, self.today) = (named, missing, today)
        (self.choice, self.doubtful, self.all) = (choice, doubtful, all)
    }
}
