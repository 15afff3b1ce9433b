import Foundation
package import Library
import Synchronization

/// The plans in `plans/*.yaml` of the ingest folders; a file of a later folder
/// stands for the one of the same name in an earlier. Files may be edited while
/// the server runs: they are read again once one has changed.
package final class PlanFolder: PlanSource {
    private let folders: [String]
    /// The units that codes are checked against; read once.
    private let units: PlanUnits
    private let kept = Mutex<(stamp: [String], shelf: PlanShelf)?>(nil)

    package init(ingestFolders: [String]) {
        folders = ingestFolders
        units = PlanUnits(ingestFolders: ingestFolders)
    }

    package func shelf() async -> PlanShelf {
        let paths = Self.paths(folders)
        let stamp = paths.map { Self.stamp($0) }
        return kept.withLock { kept in
            if let kept, kept.stamp == stamp { return kept.shelf }
            let shelf = Self.read(paths, units: units)
            kept = (stamp, shelf)
            return shelf
        }
    }

    /// Reads some files, for who writes one: as if they lay in the last of the
    /// folders, beside the plans that are there. Only they are told of.
    package static func check(_ paths: [String], among folders: [String] = [], units: PlanUnits) -> PlanShelf {
        let names = Set(paths.map(name))
        var shelf = read(Self.paths(folders).filter { !names.contains(name($0)) } + paths, units: units)
        shelf.plans.removeAll { !names.contains($0.file) }
        shelf.faults.removeAll { !names.contains($0.file) }
        return shelf
    }

    private static func name(_ path: String) -> String { (path as NSString).lastPathComponent }

    private static func read(_ paths: [String], units: PlanUnits) -> PlanShelf {
        var files: [(name: String, text: String?)] = []
        for path in paths {
            files.append((name(path), try? String(contentsOfFile: path, encoding: .utf8)))
        }
        return PlanFileReader.read(files, units: units)
    }

    /// In the order of their names.
    private static func paths(_ folders: [String]) -> [String] {
        var paths: [String: String] = [:]
        for folder in folders {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/plans")) ?? []
            for name in names where name.hasSuffix(".yaml") { paths[name] = "\(folder)/plans/\(name)" }
        }
        return paths.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func stamp(_ path: String) -> String {
        let facts = try? FileManager.default.attributesOfItem(atPath: path)
        let changed = (facts?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return "\(path) \(facts?[.size] as? Int64 ?? 0) \(changed)"
    }
}

/// Which codes administrative units have and had.
package final class PlanUnits: Sendable {
    private let folders: [String]
    private let kept = Mutex<[String: [Validity]]?>(nil)

    /// Reads `admin/` when it is first asked.
    package init(ingestFolders: [String]) { folders = ingestFolders }

    /// Nil where there is no list to ask.
    package func isKnown(_ code: String, on day: Day) -> Bool? {
        let known = kept.withLock { kept in
            if let kept { return kept }
            let read = UnitFolder.read(folders).units.reduce(into: [String: [Validity]]()) {
                $0[$1.code, default: []].append($1.validity)
            }
            kept = read
            return read
        }
        return known.isEmpty ? nil : known[code, default: []].contains { $0.contains(day) }
    }
}
