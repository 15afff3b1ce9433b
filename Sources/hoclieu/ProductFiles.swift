import Foundation
import Glibc

/// Where the product's own files lie: beside the program when it is
/// installed, in the source tree when it was just built.
enum ProductFiles {
    private static let programFolder: String = {
        let path =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return (path as NSString).deletingLastPathComponent
    }()

    /// `hoclieu-worker`, or nil when it is nowhere.
    static var worker: String? {
        let named = ProcessInfo.processInfo.environment["HOCLIEU_WORKER"]
        let candidates = [named, programFolder + "/hoclieu-worker"].compactMap { $0 }.filter { !$0.isEmpty }
        return candidates.map(Wiring.absolute).first { access($0, X_OK) == 0 }
    }

    /// `ingest/` with field profiles and code lists.
    static var ingestFolder: String { shareFolder + "/ingest" }

    /// The folder that holds `ingest/`: `HOCLIEU_SHARE`, `../share/hoclieu` of
    /// an installation, or the nearest folder above the program.
    private static let shareFolder: String = {
        if let named = ProcessInfo.processInfo.environment["HOCLIEU_SHARE"], !named.isEmpty {
            return Wiring.absolute(named)
        }
        var candidates = ["\(programFolder)/../share/hoclieu", "\(programFolder)/../../share/hoclieu"]
        var folder = programFolder
        while folder.count > 1 {
            candidates.append(folder)
            folder = (folder as NSString).deletingLastPathComponent
        }
        candidates.append(FileManager.default.currentDirectoryPath)
        let found = candidates.first { access($0 + "/ingest/codes", R_OK) == 0 }
        return found.map { ($0 as NSString).standardizingPath } ?? programFolder
    }()
}
