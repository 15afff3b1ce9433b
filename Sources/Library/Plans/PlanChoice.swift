/// Something a plan leaves open and a person of the locality decided, with the
/// reason. Choices are only added: the newest of its subject holds.
package struct PlanChoice: Hashable, Sendable {
    package var plan: PlanID
    package var subject: PlanChoiceSubject
    package var value: String
    package var reason: String
    /// The name of who chose.
    package var by: String
    package var at: Moment

    package init(plan: PlanID, subject: PlanChoiceSubject, value: String, reason: String, by: String, at: Moment) {
        (self.plan, self.subject, self.value) = (plan, subject, value)
        (self.reason, self.by, self.at) = (reason, by, at)
    }
}

/// What is chosen.
package enum PlanChoiceSubject: Hashable, Sendable {
    /// A year, of a growth target.
    case baseYear(target: String)
    /// A ``MeanKind``, of a growth target.
    case mean(target: String)
    /// ``ReportMonths`` of a duty.
    case months(duty: String)
    /// The codes of today's units that carry the plan on, with spaces between.
    case carriers
    /// The name of what took a body's place.
    case successor(body: String)

    /// As the store keeps it.
    package var stored: (kind: String, of: String) {
        switch self {
        case .baseYear(let code): ("base-year", code)
        case .mean(let code): ("mean", code)
        case .months(let code): ("months", code)
        case .carriers: ("carriers", "")
        case .successor(let code): ("successor", code)
        }
    }

    package init?(kind: String, of code: String) {
        switch kind {
        case "base-year": self = .baseYear(target: code)
        case "mean": self = .mean(target: code)
        case "months": self = .months(duty: code)
        case "carriers": self = .carriers
        case "successor": self = .successor(body: code)
        default: return nil
        }
    }
}

/// Why a choice or a figure cannot be kept; words under `plan-refusal`.
package enum PlanRefusal: String, Error, Sendable, CaseIterable {
    case reasonMissing = "reason-missing"
    case valueWrong = "value-wrong"
    /// A base year that is not before the target's deadline, or lies in the future.
    case yearWrong = "year-wrong"
    case sourceMissing = "source-missing"
    case countsWrong = "counts-wrong"
    case dayWrong = "day-wrong"
    case changedMeanwhile = "changed-meanwhile"
    case linkWrong = "link-wrong"
    case unitUnknown = "unit-unknown"
}

extension Plan {
    /// The plan with what people chose for it in the place of what its file leaves
    /// open or says; a choice for something that is no longer there is passed over.
    package func choosing(_ choices: [PlanChoice]) -> Plan {
        var plan = self
        for choice in choices.sorted(by: { $0.at < $1.at }) where choice.plan == id { plan.apply(choice) }
        return plan
    }

    private mutating func apply(_ choice: PlanChoice) {
        switch choice.subject {
        case .baseYear(let code):
            guard let year = Int(choice.value) else { return }
            changeGrowth(of: code) { $0.baseYear = Chosen(year, by: choice) }
        case .mean(let code):
            guard let mean = MeanKind(rawValue: choice.value) else { return }
            changeGrowth(of: code) { $0.mean = Chosen(mean, by: choice) }
        case .months(let code):
            guard let place = duties.firstIndex(where: { $0.id.code == code }),
                let months = ReportMonths(choice.value)
            else { return }
            duties[place].months = Chosen(months, by: choice)
        case .successor(let code):
            guard let place = bodies.firstIndex(where: { $0.id.text == code }) else { return }
            bodies[place].successor = BodySuccessor(name: choice.value, confirmedBy: choice.by)
        case .carriers: break
        }
    }

    private mutating func changeGrowth(of code: String, _ change: (inout GrowthTarget) -> Void) {
        guard let place = targets.firstIndex(where: { $0.id.code == code }),
            case .growth(var growth) = targets[place].shape
        else { return }
        change(&growth)
        targets[place].shape = .growth(growth)
    }

    /// Why a value cannot be chosen; nil when it can.
    package func refusal(of value: String, for subject: PlanChoiceSubject, on today: Day) -> PlanRefusal? {
        switch subject {
        case .baseYear(let code):
            guard let target = target(code), target.growth != nil, let year = Int(value) else { return .valueWrong }
            let last = min(today.year, (target.deadline?.year ?? today.year) - 1)
            return (1990...max(1990, last)).contains(year) ? nil : .yearWrong
        case .mean(let code): return target(code)?.growth != nil && MeanKind(rawValue: value) != nil ? nil : .valueWrong
        case .months(let code): return duty(code) != nil && ReportMonths(value) != nil ? nil : .valueWrong
        case .successor(let code): return bodies.contains { $0.id.text == code } && !value.isEmpty ? nil : .valueWrong
        case .carriers:
            let codes = value.split(separator: " ")
            let isSound = codes.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
            return !codes.isEmpty && isSound ? nil : .valueWrong
        }
    }
}
