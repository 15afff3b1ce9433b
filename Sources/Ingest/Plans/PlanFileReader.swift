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
            if let read {
                if let other = shelf.plan(read.plan.id) {
                    log.add(.codeTwice, read.lines["id"] ?? 1, read.plan.id.text, allowed: other.file)
                } else {
                    PlanNeighbours(shelf).check(read, log)
                }
                if log.faults.isEmpty { shelf.plans.append(read.plan) }
            }
            shelf.faults += log.byLine
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

/// A part of a plan as far as it could be read: its code is compared with those
/// of the others whatever else is wrong with it.
struct ReadPart<Value> {
    var code: String?
    var line: Int
    var value: Value?
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

    /// Nil where so much is missing that there is no plan. All that is wrong is in
    /// the log: what is missing at the top hides nothing below.
    func plan() -> ReadPlan? {
        let title = map.text("title")
        let id = map.code("id").flatMap { PlanID($0) }
        let years = map.years("years")
        let source = map.text("source")
        let units = map.nodes("units").compactMap { unit($0) }
        let phases = phases(within: years ?? 1990...2100)
        let bodies = map.nodes("bodies").map { body($0, units) }
        once(bodies)
        let names = Set(bodies.compactMap { $0.code.flatMap { OfficialBodyID($0) } })
        let setting = PlanSetting(
            id: id, years: years ?? 1990...2100, source: source ?? "", phases: phases.compactMap(\.code), bodies: names,
            line: map.line)
        let targets = map.nodes("targets", required: false).map { TargetBuilding(setting, log).target($0) }
        let duties = map.nodes("duties", required: false).map { DutyBuilding(setting, log).duty($0) }
        once(targets)
        once(duties)
        DutyBuilding(setting, log).checkOverlaps(duties)
        let issuer = map.code("issuer").flatMap { OfficialBodyID($0) }
        if let issuer, !names.contains(issuer) { log.add(.bodyUnknown, map.line(of: "issuer"), issuer.text) }
        let replaces = map.texts("replaces", required: false).compactMap { text -> PlanID? in
            if let id = PlanID(text) { return id }
            log.add(.codeInvalid, map.line(of: "replaces"), text)
            return nil
        }
        let (number, dated) = (map.text("number", required: false), map.text("dated", required: false))
        guard let title, let id, let years, let source, let issuer else { return nil }
        let plan = Plan(
            id: id, title: title, number: number, dated: dated, issuer: issuer, years: years, units: units,
            phases: phases.compactMap(\.value), replaces: replaces, bodies: bodies.compactMap(\.value),
            targets: targets.compactMap(\.value), duties: duties.compactMap(\.value), source: source, file: log.file)
        var lines = ["id": map.line(of: "id")]
        for target in targets { if let code = target.code { lines[code] = target.line } }
        return ReadPlan(plan: plan, lines: lines)
    }

    /// No code stands for two parts.
    private func once<Value>(_ parts: [ReadPart<Value>]) {
        var seen: Set<String> = []
        for part in parts {
            if let code = part.code, !seen.insert(code).inserted { log.add(.codeTwice, part.line, code) }
        }
    }

    private func unit(_ node: Node) -> PlanUnit? {
        guard let unit = PlanMap(node, keys: ["code", "on", "name"], log: log) else { return nil }
        let (code, day, name) = (unit.text("code"), unit.day("on"), unit.text("name"))
        if let code, let day, units.isKnown(code, on: day) == false {
            log.add(.unitUnknown, unit.line(of: "code"), name.map { "\(code) – \($0)" } ?? code)
        }
        guard let code, let day, let name else { return nil }
        return PlanUnit(code: code, on: day, name: name)
    }

    private func phases(within years: ClosedRange<Int>) -> [ReadPart<PlanPhase>] {
        var phases: [ReadPart<PlanPhase>] = []
        for node in map.nodes("phases", required: false) {
            guard let phase = PlanMap(node, keys: ["code", "name", "years"], log: log) else { continue }
            let (code, name, span) = (phase.code("code"), phase.text("name"), phase.years("years"))
            if let span, !years.contains(span.lowerBound) || !years.contains(span.upperBound) {
                log.add(
                    .yearsInvalid, phase.line(of: "years"), "\(span.lowerBound)-\(span.upperBound)",
                    allowed: "\(years.lowerBound)-\(years.upperBound)")
            }
            if let span, let other = phases.compactMap(\.value).first(where: { $0.years.overlaps(span) }) {
                log.add(
                    .periodsOverlap, phase.line(of: "years"), "\(code ?? name ?? ""), \(other.code)",
                    allowed: "\(other.years.upperBound + 1)-…")
            }
            if let code, phases.contains(where: { $0.code == code }) {
                log.add(.codeTwice, phase.line(of: "code"), code)
            }
            var part = ReadPart<PlanPhase>(code: code, line: phase.line)
            if let code, let name, let span { part.value = PlanPhase(code: code, name: name, years: span) }
            phases.append(part)
        }
        return phases
    }

    private func body(_ node: Node, _ units: [PlanUnit]) -> ReadPart<OfficialBody> {
        let keys = ["code", "name", "unit", "from", "until", "successor", "confirmed-by", "kinds"]
        guard let body = PlanMap(node, keys: keys, log: log) else { return ReadPart(line: node.mark?.line ?? 1) }
        let (code, name) = (body.code("code"), body.text("name"))
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
        var part = ReadPart<OfficialBody>(code: code, line: body.line)
        if let id = code.flatMap({ OfficialBodyID($0) }), let name {
            part.value = OfficialBody(
                id: id, name: name, unit: place, validity: Validity(first: first, last: last), successor: successor,
                kinds: kinds)
        }
        return part
    }
}

/// What the parts of a plan need to know of the whole.
struct PlanSetting {
    /// Nil when the plan has no sound code; its parts are checked all the same.
    var id: PlanID?
    var years: ClosedRange<Int>
    var source: String
    /// Their codes.
    var phases: [String]
    var bodies: Set<OfficialBodyID>
    /// The first line of the file's mapping.
    var line: Int
}
