import Library
import Yams

/// Reads one target of a plan's file.
struct TargetBuilding {
    private let setting: PlanSetting
    private let log: PlanFaultLog

    init(_ setting: PlanSetting, _ log: PlanFaultLog) { (self.setting, self.log) = (setting, log) }

    private static let always = [
        "code", "name", "shape", "comparator", "deadline", "phase", "external", "institutions", "points", "quote",
        "note",
    ]
    private static let ofShape: [TargetShape.Kind: [String]] = [
        .growth: ["rate", "counts", "base"], .shareOfInstitutions: ["percent", "having"],
        .shareOfPeople: ["percent", "of"], .count: ["number", "period", "per", "counts"], .milestone: ["having"],
    ]

    func target(_ node: Node) -> (value: Target, line: Int)? {
        let every = Self.always + Set(Self.ofShape.values.joined()).sorted()
        guard let map = PlanMap(node, keys: every, log: log) else { return nil }
        guard let code = map.code("code"), let kind = map.choice("shape", TargetShape.Kind.self) else { return nil }
        let fitting = Self.ofShape[kind] ?? []
        for key in every where map.has(key) && !Self.always.contains(key) && !fitting.contains(key) {
            log.add(.keyUnknown, map.line(of: key), key, allowed: fitting.joined(separator: ", "))
        }
        let quotes = QuotationReading(map, setting, log)
        let name = map.text("name")
        let deadline = deadline(map)
        let scope = TargetScope(
            institutions: map.choices("institutions", InstitutionKind.self),
            points: map.choices("points", ServicePointKind.self))
        let shape = shape(kind, map, deadline, quotes)
        let comparator = quotes.comparator(map, before: Self.figure(of: shape))
        let phase = map.text("phase", required: false)
        if let phase, !setting.phases.contains(where: { $0.code == phase }) {
            log.add(
                .phaseUnknown, map.line(of: "phase"), phase,
                allowed: setting.phases.map(\.code).joined(separator: ", "))
        }
        guard let name, let shape else { return nil }
        let target = Target(
            id: TargetID(plan: setting.id, code: code), name: name, shape: shape, scope: scope,
            comparator: comparator, words: map.text("comparator", required: false), deadline: deadline, phase: phase,
            isExternal: map.isYes("external"), quotations: quotes.quotations, note: map.text("note", required: false))
        return (target, map.line)
    }

    /// "không in" is no deadline.
    private func deadline(_ map: PlanMap) -> Day? {
        if map.text("deadline", required: false) == "không in" { return nil }
        guard let day = map.deadline("deadline") else { return nil }
        // A pilot may end in the year before the plan was signed.
        if !(setting.years.lowerBound - 1...setting.years.upperBound).contains(day.year) {
            log.add(
                .yearsInvalid, map.line(of: "deadline"), "\(day.year)",
                allowed: "\(setting.years.lowerBound)-\(setting.years.upperBound)")
        }
        return day
    }

    private func shape(
        _ kind: TargetShape.Kind, _ map: PlanMap, _ deadline: Day?, _ quotes: QuotationReading
    ) -> TargetShape? {
        switch kind {
        case .growth: return growth(map, deadline, quotes).map { .growth($0) }
        case .shareOfInstitutions:
            let having = map.choices("having", DeclaredProperty.self, required: !map.isYes("external"))
            guard let percent = map.percent("percent") else { return nil }
            quotes.expect(percent)
            return .shareOfInstitutions(percent: percent, having: having)
        case .shareOfPeople:
            guard let percent = map.percent("percent"), let people = map.text("of") else { return nil }
            quotes.expect(percent)
            return .shareOfPeople(percent: percent, ofWhom: people)
        case .count:
            let number = map.number("number")
            let period = map.choice("period", CountTarget.Period.self)
            let per = map.choice("per", CountTarget.Per.self)
            let counts = map.choice("counts", Indicator.self)
            guard let number, let period, let per, let counts else { return nil }
            quotes.expect([number])
            return .count(CountTarget(number: number, period: period, per: per, counts: counts))
        case .milestone: return .milestone(having: map.choices("having", DeclaredProperty.self))
        }
    }

    private func growth(_ map: PlanMap, _ deadline: Day?, _ quotes: QuotationReading) -> GrowthTarget? {
        let rate = map.rate("rate")
        let counts = map.choices("counts", Indicator.self, required: true)
        for indicator in counts where !indicator.isAdditive {
            log.add(.choiceUnknown, map.line(of: "counts"), indicator.rawValue)
        }
        let base = map.node("base").flatMap { PlanMap($0, keys: ["year", "mean"], log: log) }
        guard let rate, let base else { return nil }
        quotes.expect(rate.lowerBound)
        quotes.expect(rate.upperBound)
        var growth = GrowthTarget(rate: rate, counts: counts)
        if let text = base.text("year"), !PlanMap.isOpen(text), let years = base.years("year") {
            growth.baseYear = Chosen(years.lowerBound)
            if years.count > 1 || years.lowerBound >= deadline?.year ?? .max {
                log.add(.yearsInvalid, base.line(of: "year"), text)
            }
        }
        if let text = base.text("mean"), !PlanMap.isOpen(text) {
            growth.mean = base.choice("mean", MeanKind.self).map { Chosen($0) }
        }
        return growth
    }

    private static func figure(of shape: TargetShape?) -> Double? {
        switch shape {
        case .shareOfInstitutions(let percent, _), .shareOfPeople(let percent, _): percent
        case .growth(let growth): growth.rate.lowerBound
        case .count(let count): Double(count.number)
        case .milestone, nil: nil
        }
    }
}
