import Foundation
import Library
import Yams

/// Reads plan files. A file with one fault is left out as a whole; its
/// neighbours are read.
enum PlanFileReader {
    static let keys = [
        "id", "title", "number", "dated", "issuer", "years", "source", "units", "phases", "replaces", "bodies",
        "targets", "duties",
    ]

    /// A text that is nil could not be read.
    static func read(_ files: [(name: String, text: String?)], units: PlanUnits) -> PlanShelf {
        var shelf = PlanShelf()
        for (name, text) in files {
            let log = PlanFaultLog(file: name)
            let read = text.flatMap { Self.plan($0, units: units, log) }
            if text == nil { log.add(.fileUnreadable, nil) }
            if let read, log.faults.isEmpty {
                if let other = shelf.plan(read.plan.id) {
                    log.add(.codeTwice, read.lines["id"] ?? 1, read.plan.id.text, allowed: other.file)
                } else {
                    PlanNeighbours(shelf).check(read, log)
                }
                if log.faults.isEmpty { shelf.plans.append(read.plan) }
            }
            shelf.faults += log.faults
        }
        shelf.plans.sort { $0.id < $1.id }
        return shelf
    }

    private static func plan(_ text: String, units: PlanUnits, _ log: PlanFaultLog) -> ReadPlan? {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                log.add(.fileUnreadable, nil)
                return nil
            }
            guard let map = PlanMap(node, keys: keys, log: log) else { return nil }
            return PlanBuilding(map: map, units: units, log: log).plan()
        } catch let error as YamlError {
            tell(error, log)
        } catch {
            log.add(.fileUnreadable, nil, "\(error)")
        }
        return nil
    }

    private static func tell(_ error: YamlError, _ log: PlanFaultLog) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            log.add(.fileUnreadable, mark.line, problem)
        case .duplicatedKeysInMapping(let keys, let context):
            log.add(.keyTwice, context.mark.line, keys.joined(separator: ", "))
        case .reader(let problem, let offset, _, let yaml):
            let line = offset.map { yaml.prefix($0).count(where: \.isNewline) + 1 }
            log.add(.fileUnreadable, line, problem)
        default: log.add(.fileUnreadable, nil, "\(error)")
        }
    }
}

/// A plan with the lines its parts stand in, by their codes.
struct ReadPlan {
    var plan: Plan
    var lines: [String: Int]
}

/// Puts a plan together from its file's mapping.
struct PlanBuilding {
    let map: PlanMap
    let units: PlanUnits
    let log: PlanFaultLog

    /// Nil where so much is missing that there is no plan; faults are in the log.
    func plan() -> ReadPlan? {
        let title = map.text("title")
        let id = map.code("id").flatMap { PlanID($0) }
        let years = map.years("years")
        let source = map.text("source")
        guard let title, let id, let years, let source else { return nil }
        let units = map.nodes("units").compactMap { unit($0) }
        let phases = phases(within: years)
        let bodies = map.nodes("bodies").compactMap { body($0, units) }
        once(bodies.map(\.value.id.text), bodies.map(\.line))
        let names = Set(bodies.map(\.value.id))
        let setting = PlanSetting(
            id: id, years: years, source: source, phases: phases, bodies: names, line: map.line)
        let targets = map.nodes("targets", required: false).compactMap { TargetBuilding(setting, log).target($0) }
        let duties = map.nodes("duties", required: false).compactMap { DutyBuilding(setting, log).duty($0) }
        once(targets.map(\.value.id.code), targets.map(\.line))
        once(duties.map(\.value.id.code), duties.map(\.line))
        DutyBuilding(setting, log).checkOverlaps(duties)
        guard let issuer = map.code("issuer").flatMap({ OfficialBodyID($0) }) else { return nil }
        if !names.contains(issuer) { log.add(.bodyUnknown, map.line(of: "issuer"), issuer.text) }
        let replaces = map.texts("replaces", required: false).compactMap { text -> PlanID? in
            if let id = PlanID(text) { return id }
            log.add(.codeInvalid, map.line(of: "replaces"), text)
            return nil
        }
        let plan = Plan(
            id: id, title: title, number: map.text("number", required: false),
            dated: map.text("dated", required: false), issuer: issuer, years: years, units: units, phases: phases,
            replaces: replaces, bodies: bodies.map(\.value), targets: targets.map(\.value),
            duties: duties.map(\.value), source: source, file: log.file)
        var lines = ["id": map.line(of: "id")]
        for target in targets { lines[target.value.id.code] = target.line }
        return ReadPlan(plan: plan, lines: lines)
    }

    /// No code stands for two parts.
    private func once(_ codes: [String], _ lines: [Int]) {
        var seen: Set<String> = []
        for (code, line) in zip(codes, lines) where !seen.insert(code).inserted { log.add(.codeTwice, line, code) }
    }

    private func unit(_ node: Node) -> PlanUnit? {
        guard let unit = PlanMap(node, keys: ["code", "on", "name"], log: log) else { return nil }
        guard let code = unit.text("code"), let day = unit.day("on"), let name = unit.text("name") else { return nil }
        if units.isKnown(code, on: day) == false {
            log.add(.unitUnknown, unit.line(of: "code"), "\(code) – \(name)")
        }
        return PlanUnit(code: code, on: day, name: name)
    }

    private func phases(within years: ClosedRange<Int>) -> [PlanPhase] {
        var phases: [PlanPhase] = []
        for node in map.nodes("phases", required: false) {
            guard let phase = PlanMap(node, keys: ["code", "name", "years"], log: log) else { continue }
            guard let code = phase.code("code"), let name = phase.text("name"), let span = phase.years("years") else {
                continue
            }
            if !years.contains(span.lowerBound) || !years.contains(span.upperBound) {
                log.add(
                    .yearsInvalid, phase.line(of: "years"), "\(span.lowerBound)-\(span.upperBound)",
                    allowed: "\(years.lowerBound)-\(years.upperBound)")
            }
            if let other = phases.first(where: { $0.years.overlaps(span) }) {
                log.add(
                    .periodsOverlap, phase.line(of: "years"), "\(code), \(other.code)",
                    allowed: "\(other.years.upperBound + 1)-…")
            }
            if phases.contains(where: { $0.code == code }) { log.add(.codeTwice, phase.line(of: "code"), code) }
            phases.append(PlanPhase(code: code, name: name, years: span))
        }
        return phases
    }

    private func body(_ node: Node, _ units: [PlanUnit]) -> (value: OfficialBody, line: Int)? {
        let keys = ["code", "name", "unit", "from", "until", "successor", "confirmed-by", "kinds"]
        guard let body = PlanMap(node, keys: keys, log: log) else { return nil }
        guard let code = body.code("code").flatMap({ OfficialBodyID($0) }), let name = body.text("name") else {
            return nil
        }
        let unit = body.text("unit", required: false)
        let place = units.first { $0.code == unit }
        if let unit, place == nil {
            log.add(.unitUnknown, body.line(of: "unit"), unit, allowed: units.map(\.code).joined(separator: ", "))
        }
        let first = body.day("from", required: false)
        let last = body.day("until", required: false)
        if let first, let last, last < first {
            log.add(.periodsOverlap, body.line(of: "until"), "\(first) – \(last)")
        }
        let kinds = body.choices("kinds", InstitutionKind.self)
        let successor = body.text("successor", required: false)
            .map { BodySuccessor(name: $0, confirmedBy: body.text("confirmed-by", required: false)) }
        return (
            OfficialBody(
                id: code, name: name, unit: place, validity: Validity(first: first, last: last), successor: successor,
                kinds: kinds), body.line
        )
    }
}

/// What the parts of a plan need to know of the whole.
struct PlanSetting {
    var id: PlanID
    var years: ClosedRange<Int>
    var source: String
    var phases: [PlanPhase]
    var bodies: Set<OfficialBodyID>
    /// The first line of the file's mapping.
    var line: Int
}
