import Foundation
package import Library

/// The lists of administrative units in `ingest/admin`.
package enum UnitFolder {
    /// Reads `admin/` of each folder; a file of a later folder stands for the one
    /// of the same name in an earlier.
    package static func read(_ ingestFolders: [String]) -> UnitFiles {
        var paths: [String: String] = [:]
        for folder in ingestFolders {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/admin")) ?? []
            for name in names where name.hasSuffix(".tsv") { paths[name] = "\(folder)/admin/\(name)" }
        }
        var files = UnitFiles()
        for (name, path) in paths.sorted(by: { $0.key < $1.key }) {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
            if name.hasPrefix("units") { files.addUnits(text, file: name) }
            if name.hasPrefix("successions") { files.addSuccessions(text, file: name) }
        }
        return files
    }
}
