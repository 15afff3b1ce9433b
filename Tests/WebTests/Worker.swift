import Foundation
import Glibc
import Ingest

/// The program that reads foreign files, built beside the test bundle.
enum Worker {
    private static let program: String = {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (path as NSString).deletingLastPathComponent + "/hoclieu-worker"
    }()
    static let isBuilt = access(program, X_OK) == 0

    /// The repository: `ingest/` with its profiles lies there.
    static let repository: String = {
        var folder = (#filePath as NSString).deletingLastPathComponent
        while folder.count > 1, access(folder + "/Package.swift", F_OK) != 0 {
            folder = (folder as NSString).deletingLastPathComponent
        }
        return folder
    }()

    /// No worker runs before it is asked.
    static func pool(inbox: String) throws -> WorkerPool {
        try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
        return WorkerPool(
            WorkerSettings(
                executable: program, ingestFolder: repository + "/ingest", inboxFolder: inbox,
                confinement: Confinement.detect()), size: 1)
    }
}
