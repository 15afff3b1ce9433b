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
        }
    }
}
