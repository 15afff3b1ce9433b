import Foundation
package import Library
import Yams

extension RotationSettings {
    /// Reads `codes/rotation.yaml` of each folder in turn; a later folder wins line
    /// by line, and a number out of its range is left out.
    package init(ingestFolders: [String]) {
        self.init()
        for folder in ingestFolders {
            guard let text = try? String(contentsOfFile: "\(folder)/codes/rotation.yaml", encoding: .utf8),
                let lines = try? Yams.load(yaml: text) as? [String: Any]
            else { continue }
            let people = lines["people"] as? [String: Int] ?? [:]
            let number = { (value: Int?, range: ClosedRange<Int>) in value.flatMap { range.contains($0) ? $0 : nil } }
            minimums.rotation = number(people["rotation"], 0...20) ?? minimums.rotation
            minimums.provincial = number(people["provincial"], 0...20) ?? minimums.provincial
            minimums.mobile = number(people["mobile"], 0...20) ?? minimums.mobile
            lateAfterDays = number(lines["late-after-days"] as? Int, 1...365) ?? lateAfterDays
            knownPercent = number(lines["known-percent"] as? Int, 1...100) ?? knownPercent
            hadWithinDays = number(lines["had-within-days"] as? Int, 0...3_650) ?? hadWithinDays
        }
    }

    /// What `codes/rotation.yaml` says that cannot be; as ``CalendarLists/faults``.
    static func faults(ingestFolders: [String]) -> [String] {
        ingestFolders.flatMap { folder -> [String] in
            let list = ListFile("\(folder)/codes/rotation.yaml")
            guard list.exists else { return [] }
            guard let lines = list.content as? [String: Any] else {
                return ["rotation.yaml: \(list.fault ?? "not of the shape it should have")"]
            }
            let people = lines["people"] as? [String: Any] ?? [:]
            let numbers: [(key: String, value: Any?, range: ClosedRange<Int>)] =
                ["rotation", "provincial", "mobile"].map { ("people, \($0)", people[$0], 0...20) } + [
                    ("late-after-days", lines["late-after-days"], 1...365),
                    ("known-percent", lines["known-percent"], 1...100),
                    ("had-within-days", lines["had-within-days"], 0...3_650),
                ]
            return numbers.compactMap { key, value, range in
                guard let value else { return nil }
                return (value as? Int).map(range.contains) ?? false ? nil : "rotation.yaml, \(key)"
            }
        }
    }
}
