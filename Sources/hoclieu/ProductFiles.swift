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

    /// `hoclieu-worker` beside this program, or the one named in
    /// `HOCLIEU_WORKER`; nil when it is not there.
    static var worker: String? {
        let named = ProcessInfo.processInfo.environment["HOCLIEU_WORKER"].flatMap { $0.isEmpty ? nil : $0 }
        let path = Wiring.absolute(named ?? programFolder + "/hoclieu-worker")
        return access(path, X_OK) == 0 ? path : nil
    }

    /// `ingest/` with field profiles and code lists.
    static var ingestFolder: String { shareFolder + "/ingest" }

    /// The list of all codes; nil where it was not installed.
    static var errorCodes: String? {
        let path = shareFolder + "/docs/errors.md"
        return access(path, R_OK) == 0 ? path : nil
    }

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
