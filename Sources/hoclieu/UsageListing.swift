import Foundation
import Library

/// A counted month for a person at the keyboard.
struct UsageListing {
    let usage: MonthUsage

    init(_ usage: MonthUsage) { self.usage = usage }

    var lines: [String] {
        var lines = ["\(usage.month): \(counted(usage.hitCount, "raw hit"))"]
        for kind in HitKind.allCases { if let hits = usage.hits[kind] { lines.append("  \(kind.name) \(hits)") } }
        for indicator in UsageTally.indicators {
            let counts = usage.counts.filter { $0.indicator == indicator }
            lines.append("\(indicator.rawValue) \(usage.total(indicator)), at \(counted(counts.count, "place"))")
            for reason in UsageExclusion.allCases {
                let hits = counts.reduce(0) { $0 + ($1.excluded[reason] ?? 0) }
                if hits > 0 { lines.append("  left out, \(reason.rawValue) \(hits)") }
            }
        }
        return lines + evidence
    }

    private var evidence: [String] {
        let evidence = usage.evidence
        var lines = [
            "taken down on \(counted(evidence.days, "day")), \(counted(evidence.minutes, "minute")) in all",
            "robots by the list of "
                + (evidence.robotLists.isEmpty
                    ? "no date" : evidence.robotLists.map(\.description).joined(separator: ", ")),
        ]
        if evidence.isOpen { lines.append("a server is writing it, or ended without closing it") }
        if evidence.crashes > 0 { lines.append("up to one second was lost \(counted(evidence.crashes, "time"))") }
        if evidence.dropped > 0 { lines.append("\(counted(evidence.dropped, "hit")) could not be kept") }
        if evidence.clockSteps > 0 { lines.append("the clock went back \(counted(evidence.clockSteps, "time"))") }
        return lines
    }
}

/// A counted month as scripts read it; keys are only ever added.
struct UsageJSON: Encodable {
    struct Count: Encodable {
        /// Null for the site as a whole.
        var point: Int64?
        var indicator: String
        var value: Int
        var excluded: [String: Int]

        private enum Key: String, CodingKey { case point, indicator, value, excluded }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(point, forKey: .point)
            try container.encode(indicator, forKey: .indicator)
            try container.encode(value, forKey: .value)
            try container.encode(excluded, forKey: .excluded)
        }
    }

    var month: String
    var hits: [String: Int]
    var counts: [Count]
    var days: Int
    var minutes: Int
    var crashes: Int
    var isOpen: Bool
    var dropped: Int
    var clockSteps: Int
    var robotLists: [String]

    init(_ usage: MonthUsage) {
        month = usage.month.description
        hits = Dictionary(uniqueKeysWithValues: usage.hits.map { ($0.key.name, $0.value) })
        counts = usage.counts.map { count in
            let point: Int64? = if case .point(let id) = count.place { id.rawValue } else { nil }
            return Count(
                point: point, indicator: count.indicator.rawValue, value: count.value,
                excluded: Dictionary(uniqueKeysWithValues: count.excluded.map { ($0.key.rawValue, $0.value) }))
        }
        let evidence = usage.evidence
        (days, minutes, crashes, isOpen) = (evidence.days, evidence.minutes, evidence.crashes, evidence.isOpen)
        (dropped, clockSteps) = (evidence.dropped, evidence.clockSteps)
        robotLists = evidence.robotLists.map(\.description)
    }

    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
