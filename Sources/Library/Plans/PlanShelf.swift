/// Everything that was found in the plan folders: what could be loaded, and what
/// is wrong with the rest.
package struct PlanShelf: Equatable, Sendable {
    /// By their codes.
    package var plans: [Plan]
    package var faults: [PlanFault]

    package init(plans: [Plan] = [], faults: [PlanFault] = []) { (self.plans, self.faults) = (plans, faults) }

    package func plan(_ id: PlanID) -> Plan? { plans.first { $0.id == id } }
    package func target(_ id: TargetID) -> Target? { plan(id.plan)?.target(id.code) }

    /// Plans that no other one has taken the place of.
    package var inForce: [Plan] {
        let replaced = Set(plans.flatMap(\.replaces))
        return plans.filter { !replaced.contains($0.id) }
    }
}

/// Where plans come from: their files may be edited while the server runs.
package protocol PlanSource: Sendable {
    func shelf() async -> PlanShelf
}

/// Plans that do not change: for tests, and for a site without any.
package struct FixedPlans: PlanSource {
    private let plans: PlanShelf
    package init(_ plans: PlanShelf = PlanShelf()) { self.plans = plans }
    package func shelf() async -> PlanShelf { plans }
}

/// Something wrong in a plan's file. A file with one fault is not loaded at all.
package struct PlanFault: Equatable, Sendable {
    /// Without its folder.
    package var file: String
    /// From 1; nil where the file as a whole is meant.
    package var line: Int?
    package var code: PlanFaultCode
    /// What stands there.
    package var found: String
    /// What may stand there, in the words of the file; empty where the code says it all.
    package var allowed: String

    package init(file: String, line: Int?, code: PlanFaultCode, found: String = "", allowed: String = "") {
        (self.file, self.line, self.code) = (file, line, code)
        (self.found, self.allowed) = (found, allowed)
    }

    /// "dak-ha.yaml:12".
    package var place: String { line.map { "\(file):\($0)" } ?? file }
}

/// What can be wrong; the sentences are in the locales under `plan-fault`, what
/// to write instead under `plan-fault-help`.
package enum PlanFaultCode: String, Sendable, CaseIterable {
    /// Not readable, or no YAML.
    case fileUnreadable = "plan-unreadable"
    case keyUnknown = "plan-key-unknown"
    case keyMissing = "plan-key-missing"
    case keyTwice = "plan-key-twice"
    /// A list where one value belongs, or the other way round.
    case valueShape = "plan-value-shape"
    case codeInvalid = "plan-code-invalid"
    /// Two plans, targets, duties or bodies of one code.
    case codeTwice = "plan-code-twice"
    case choiceUnknown = "plan-choice-unknown"
    case percentInvalid = "plan-percent-invalid"
    case numberInvalid = "plan-number-invalid"
    case comparatorWrong = "plan-comparator-wrong"
    case dateInvalid = "plan-date-invalid"
    case yearsInvalid = "plan-years-invalid"
    case periodsOverlap = "plan-periods-overlap"
    case unitUnknown = "plan-unit-unknown"
    case bodyUnknown = "plan-body-unknown"
    case phaseUnknown = "plan-phase-unknown"
    /// The quotation does not hold the figure or the words it is quoted for.
    case quotationWrong = "plan-quotation-wrong"
    /// Two plans in force set the same target for the same units and day.
    case targetTwice = "plan-target-twice"
}
