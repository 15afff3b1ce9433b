import Foundation
package import Library
import VietnameseText
import Yams

/// The kinds of institutions and service points in `ingest/codes`: how people
/// write them, and the rules a kind of point starts with.
package struct PlaceKindLists: Sendable {
    /// Folded spellings.
    package private(set) var institutions: [String: InstitutionKind] = [:]
    package private(set) var points: [String: ServicePointKind] = [:]
    package private(set) var rules = ServicePointKinds()

    /// Reads the lists of each folder in turn; a later folder wins code by code.
    package init(ingestFolders: [String]) {
        for folder in ingestFolders {
            for (code, entry) in Self.entries("\(folder)/codes/institution-kinds.yaml") {
                guard let kind = InstitutionKind(rawValue: code) else { continue }
                for spelling in Self.spellings(code, entry) { institutions[spelling] = kind }
            }
            for (code, entry) in Self.entries("\(folder)/codes/service-point-kinds.yaml") {
                guard let kind = ServicePointKind(rawValue: code) else { continue }
                for spelling in Self.spellings(code, entry) { points[spelling] = kind }
                rules.rules[kind] = ServicePointRules(listed: entry)
            }
        }
    }

    private static func entries(_ path: String) -> [String: [String: Any]] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [:] }
        return (try? Yams.load(yaml: text) as? [String: [String: Any]]) ?? [:]
    }

    private static func spellings(_ code: String, _ entry: [String: Any]) -> [String] {
        let names = [code, entry["vi"] as? String, entry["en"] as? String].compactMap(\.self)
        let aliases = (entry["aliases"] as? [Any] ?? []).map { "\($0)" }
        return (names + aliases).map { Folding.folded($0) }
    }
}

extension ServicePointRules {
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
