import Library
import Yams

/// Reads one reporting duty of a plan's file.
struct DutyBuilding {
    private let setting: PlanSetting
    private let log: PlanFaultLog

    init(_ setting: PlanSetting, _ log: PlanFaultLog) { (self.setting, self.log) = (setting, log) }

    func duty(_ node: Node) -> ReadPart<ReportingDuty> {
        let keys = ["code", "kind", "from", "to", "through", "date", "words", "years", "months", "quote"]
        guard let map = PlanMap(node, keys: keys, log: log) else { return ReadPart(line: node.mark?.line ?? 1) }
        let quotes = QuotationReading(map, setting, log)
        let (code, kind) = (map.code("code"), map.choice("kind", DutyKind.self))
        let from = bodies("from", map)
        let to = bodies("to", map)
        let through = map.has("through") ? bodies("through", map) : []
        let date = map.dutyDate("date")
        switch date {
        case .before(let month, let day), .on(let month, let day): quotes.expect([day, month])
        case .inYear(let year): quotes.expect([year])
        case nil: break
        }
        let years = years(map, date)
        let (words, months) = (map.text("words", required: false), months(map))
        var part = ReadPart<ReportingDuty>(code: code, line: map.line)
        if let plan = setting.id, let code, let kind, let years {
            part.value = ReportingDuty(
                id: DutyID(plan: plan, code: code), kind: kind, from: from, to: to, through: through, date: date,
                words: words, years: years, months: months, quotations: quotes.quotations)
        }
        return part
    }

    private func bodies(_ key: String, _ map: PlanMap) -> [OfficialBodyID] {
        map.texts(key).compactMap { text in
            if let id = OfficialBodyID(text), setting.bodies.contains(id) { return id }
            let known = setting.bodies.map(\.text).sorted().joined(separator: ", ")
            log.add(.bodyUnknown, map.line(of: key), text, allowed: known)
            return nil
        }
    }

    /// Those of the plan unless it says others; a date in one year is that year's.
    private func years(_ map: PlanMap, _ date: DutyDate?) -> ClosedRange<Int>? {
        if case .inYear(let year) = date { return year...year }
        guard map.has("years") else { return setting.years }
        guard let years = map.years("years") else { return nil }
        if !setting.years.contains(years.lowerBound) || !setting.years.contains(years.upperBound) {
            log.add(
                .yearsInvalid, map.line(of: "years"), "\(years.lowerBound)-\(years.upperBound)",
                allowed: "\(setting.years.lowerBound)-\(setting.years.upperBound)")
        }
        return years
    }

    /// "11-10", or "chưa chọn".
    private func months(_ map: PlanMap) -> Chosen<ReportMonths>? {
        guard let text = map.text("months"), !PlanMap.isOpen(text) else { return nil }
        if let months = ReportMonths(text) { return Chosen(months) }
        log.add(.dateInvalid, map.line(of: "months"), text, allowed: "11-10, 1-10, chưa chọn")
        return nil
    }

    /// The same report of the same bodies cannot be due twice in a year.
    func checkOverlaps(_ parts: [ReadPart<ReportingDuty>]) {
        let duties = parts.compactMap { part in part.value.map { (duty: $0, line: part.line) } }
        for (place, (duty, line)) in duties.enumerated() {
            let other = duties[..<place].map(\.duty).first {
                $0.kind == duty.kind && $0.years.overlaps(duty.years)
                    && !Set($0.from).isDisjoint(with: duty.from) && !Set($0.to).isDisjoint(with: duty.to)
            }
            if let other { log.add(.periodsOverlap, line, "\(duty.id.code), \(other.id.code)") }
        }
    }
}

/// Whether a plan agrees with those that were read before it.
struct PlanNeighbours {
    private let shelf: PlanShelf

    init(_ shelf: PlanShelf) { self.shelf = shelf }

    /// Two plans in force that set the same target for the same units and day:
    /// one of them must say that it replaces the other.
    func check(_ read: ReadPlan, _ log: PlanFaultLog) {
        let plan = read.plan
        for other in shelf.plans where other.units == plan.units && other.years.overlaps(plan.years) {
            guard !other.replaces.contains(plan.id), !plan.replaces.contains(other.id) else { continue }
            for target in plan.targets {
                let same = other.targets.first {
                    $0.deadline == target.deadline && $0.scope == target.scope && Self.isSame($0.shape, target.shape)
                }
                if let same {
                    log.add(.targetTwice, read.lines[target.id.code], target.id.code, allowed: "\(same.id)")
                }
            }
        }
    }

    private static func isSame(_ left: TargetShape, _ right: TargetShape) -> Bool {
        switch (left, right) {
        case (.growth(let one), .growth(let other)): one.counts == other.counts
        case (.shareOfInstitutions(_, let one), .shareOfInstitutions(_, let other)): !one.isEmpty && one == other
        case (.shareOfPeople(_, let one), .shareOfPeople(_, let other)): one == other
        case (.count(let one), .count(let other)): one.counts == other.counts && one.period == other.period
        default: false
        }
    }
}
