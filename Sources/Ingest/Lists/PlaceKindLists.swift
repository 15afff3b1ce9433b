package import Library
import VietnameseText

/// The kinds of institutions and service points in `ingest/codes`: how people
/// write them, and the rules a kind of point starts with.
package struct PlaceKindLists: Sendable {
    /// Folded spellings.
    package private(set) var institutions: [String: InstitutionKind] = [:]
    package private(set) var points: [String: ServicePointKind] = [:]
    package private(set) var rules = ServicePointKinds()
    /// As ``CalendarLists/faults``.
    package private(set) var faults: [String] = []

    /// Reads the lists of each folder in turn; a later folder wins code by code.
    package init(ingestFolders: [String]) {
        for folder in ingestFolders {
            for (code, entry) in entries("institution-kinds.yaml", in: folder) {
                guard let kind = InstitutionKind(rawValue: code) else {
                    faults.append("institution-kinds.yaml, \(code)")
                    continue
                }
                for spelling in Self.spellings(code, entry) { institutions[spelling] = kind }
            }
            for (code, entry) in entries("service-point-kinds.yaml", in: folder) {
                guard let kind = ServicePointKind(rawValue: code) else {
                    faults.append("service-point-kinds.yaml, \(code)")
                    continue
                }
                faults += ServicePointRules.faults(in: entry).map { "service-point-kinds.yaml, \(code), \($0)" }
                for spelling in Self.spellings(code, entry) { points[spelling] = kind }
                rules.rules[kind] = ServicePointRules(listed: entry)
            }
        }
    }

    private mutating func entries(_ name: String, in folder: String) -> [(key: String, value: [String: Any])] {
        let list = ListFile("\(folder)/codes/\(name)")
        guard let entries = list.content as? [String: [String: Any]] else {
            if list.exists { faults.append("\(name): \(list.fault ?? "not of the shape it should have")") }
            return []
        }
        return entries.sorted { $0.key < $1.key }
    }

    private static func spellings(_ code: String, _ entry: [String: Any]) -> [String] {
        let names = [code, entry["vi"] as? String, entry["en"] as? String].compactMap(\.self)
        let aliases = (entry["aliases"] as? [Any] ?? []).map { "\($0)" }
        return (names + aliases).map { Folding.folded($0) }
    }
}

extension ServicePointRules {
    /// The keys whose values cannot be.
    static func faults(in entry: [String: Any]) -> [String] {
        let rules = ServicePointRules(listed: entry)
        let read: [(String, Bool)] = [
            ("loan-days", rules.loanDays != nil), ("loan-limit", rules.loanLimit != nil),
            ("renewals", rules.renewals != nil), ("open", rules.opening != nil),
        ]
        return read.filter { entry[$0.0] != nil && !$0.1 }.map(\.0)
    }

    /// As the lists write them; a number outside of its range is not said.
    init(listed entry: [String: Any]) {
        let number = { (key: String, range: ClosedRange<Int>) in
            (entry[key] as? Int).flatMap { range.contains($0) ? $0 : nil }
        }
        let ranges = Self.range
        self.init(
            loanDays: number("loan-days", ranges.loanDays), loanLimit: number("loan-limit", ranges.loanLimit),
            renewals: number("renewals", ranges.renewals),
            opening: (entry["open"] as? String).flatMap { OpeningDays($0) })
    }
}
