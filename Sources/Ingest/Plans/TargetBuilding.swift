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

    func target(_ node: Node) -> ReadPart<Target> {
        let every = Self.always + Set(Self.ofShape.values.joined()).sorted()
        guard let map = PlanMap(node, keys: every, log: log) else { return ReadPart(line: node.mark?.line ?? 1) }
        let (code, kind) = (map.code("code"), map.choice("shape", TargetShape.Kind.self))
        if let kind { checkKeys(map, every, of: kind) }
        let quotes = QuotationReading(map, setting, log)
        let name = map.text("name")
        let deadline = deadline(map)
        let scope = TargetScope(
            institutions: map.choices("institutions", InstitutionKind.self),
            points: map.choices("points", ServicePointKind.self))
        let shape = kind.flatMap { self.shape($0, map, deadline, quotes) }
        let comparator = quotes.comparator(map, before: Self.figure(of: shape))
        let phase = map.text("phase", required: false)
        if let phase, !setting.phases.contains(phase) {
            log.add(
                .phaseUnknown, map.line(of: "phase"), phase, allowed: setting.phases.joined(separator: ", "))
        }
        let (words, note) = (map.text("comparator", required: false), map.text("note", required: false))
        let isExternal = map.isYes("external")
        var part = ReadPart<Target>(code: code, line: map.line)
        if let plan = setting.id, let code, let name, let shape {
            part.value = Target(
                id: TargetID(plan: plan, code: code), name: name, shape: shape, scope: scope, comparator: comparator,
                words: words, deadline: deadline, phase: phase, isExternal: isExternal, quotations: quotes.quotations,
                note: note)
        }
        return part
    }

    /// Keys that only other shapes have.
    private func checkKeys(_ map: PlanMap, _ every: [String], of kind: TargetShape.Kind) {
        let fitting = Self.ofShape[kind] ?? []
        for key in every where map.has(key) && !Self.always.contains(key) && !fitting.contains(key) {
            log.add(.keyUnknown, map.line(of: key), key, allowed: fitting.joined(separator: ", "))
        }
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
            let percent = map.percent("percent")
            if let percent { quotes.expect(percent) }
            guard let percent else { return nil }
            return .shareOfInstitutions(percent: percent, having: having)
        case .shareOfPeople:
            let (percent, people) = (map.percent("percent"), map.text("of"))
            if let percent { quotes.expect(percent) }
            guard let percent, let people else { return nil }
            return .shareOfPeople(percent: percent, ofWhom: people)
        case .count:
            let number = map.number("number")
            let period = map.choice("period", CountTarget.Period.self)
            let per = map.choice("per", CountTarget.Per.self)
            let counts = map.choice("counts", Indicator.self)
            if let number { quotes.expect([number]) }
            guard let number, let period, let per, let counts else { return nil }
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
        if let rate { for end in [rate.lowerBound, rate.upperBound] { quotes.expect(end) } }
        var baseYear: Chosen<Int>?
        if let base, let text = base.text("year"), !PlanMap.isOpen(text), let years = base.years("year") {
            baseYear = Chosen(years.lowerBound)
            if years.count > 1 || years.lowerBound >= deadline?.year ?? .max {
                log.add(.yearsInvalid, base.line(of: "year"), text)
            }
        }
        var mean: Chosen<MeanKind>?
        if let base, let text = base.text("mean"), !PlanMap.isOpen(text) {
            mean = base.choice("mean", MeanKind.self).map { Chosen($0) }
        }
        guard let rate, base != nil else { return nil }
        var growth = GrowthTarget(rate: rate, counts: counts)
        (growth.baseYear, growth.mean) = (baseYear, mean)
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
