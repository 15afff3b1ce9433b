import Foundation
package import Library
import Yams

extension RobotList {
    /// Reads `codes/robots.yaml` of the last folder that has one: a library's own
    /// list stands in place of the product's as a whole. A file that cannot be
    /// read is passed over and told in `fault`.
    package init(ingestFolders: [String], fault: inout String?) {
        self.init()
        for folder in ingestFolders {
            let path = "\(folder)/codes/robots.yaml"
            guard FileManager.default.fileExists(atPath: path) else { continue }
            guard let text = try? String(contentsOfFile: path, encoding: .utf8),
                let lines = try? Yams.load(yaml: text) as? [String: Any],
                let date = (lines["date"] as? String).flatMap({ Day(written: $0) })
            else {
                fault = path
                continue
            }
            let names = { (key: String) in (lines[key] as? [Any] ?? []).map { "\($0)" } }
            self = RobotList(
                date: date, parts: names("contains"), beginnings: names("begins"), innocent: names("people"))
        }
    }
}
