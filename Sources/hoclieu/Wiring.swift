import FileStore
import Foundation
import Glibc
import Ingest
import Library
import Logging
import SQLiteStore

/// Puts the parts together: which store, which files, which workers.
struct Wiring {
    let folder: String
    let files: LibraryFiles
    let store: LibraryStore

    /// Opens the library in `folder`; with `creating` it is made when missing.
    init(_ folder: String, creating: Bool) throws {
        let folder = Self.absolute(folder)
        if !creating, access(folder + "/hoclieu.sqlite", F_OK) != 0 {
            throw CommandFailure(
                "there is no library in \(folder). Make one with \"hoclieu --data \(folder) ingest …\", or choose another folder with --data."
            )
        }
        self.folder = folder
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                "the folder \(folder) cannot be made: check its place and your rights, or choose another with --data.")
        }
        files = try LibraryFiles(folder: folder)
        store = try LibraryStore.open(folder: folder, contents: files)
    }

    var logger: Logger {
        var logger = Logger(label: "hoclieu") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        return logger
    }

    /// The product's lists, then the library's own.
    var ingestFolders: [String] { [ProductFiles.ingestFolder, folder + "/ingest"] }

    /// The rows of a foreign table, read by a worker.
    func rows(of path: String) async throws -> [TableRow] {
        let path = Self.absolute(path)
        guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64 else {
            throw CommandFailure("\(path) cannot be read. Name a CSV or XLSX file.")
        }
        let pool = try workers(count: 1)
        do {
            let rows = try await pool.rows(
                ofTableAt: path, named: (path as NSString).lastPathComponent, byteCount: size)
            await pool.shutDown()
            return rows
        } catch {
            await pool.shutDown()
            throw error
        }
    }

    func workers(count: Int) throws -> WorkerPool {
        try Self.workers(count: count, folder: folder)
    }

    static func workers(count: Int, folder: String) throws -> WorkerPool {
        guard let executable = ProductFiles.worker else {
            throw CommandFailure(
                "hoclieu-worker is not beside hoclieu, or not where HOCLIEU_WORKER says. Install both programs together."
            )
        }
        return try workers(count: count, folder: folder, executable: executable)
    }

    /// A pool whose program need not be there: then it says so when it is asked.
    static func workers(count: Int, folder: String, executable: String) throws -> WorkerPool {
        let inbox = folder + "/inbox"
        try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
        let profiles = try IngestFolder.merged(
            product: ProductFiles.ingestFolder, overrides: folder + "/ingest", scratch: inbox)
        var settings = WorkerSettings(
            executable: executable, ingestFolder: profiles, inboxFolder: inbox, confinement: Confinement.detect())
        settings.limits.apply(ProcessInfo.processInfo.environment)
        return WorkerPool(settings, size: count)
    }

    /// The libraries' paths are handed to other processes and into sandboxes.
    static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}

extension WorkerLimits {
    /// An operator's wishes: `HOCLIEU_WORKER_MEMORY` in MiB,
    /// `HOCLIEU_WORKER_STALL` and `HOCLIEU_WORKER_SECONDS` in seconds.
    fileprivate mutating func apply(_ environment: [String: String]) {
        if let mebibytes = environment["HOCLIEU_WORKER_MEMORY"].flatMap(Int.init), mebibytes >= 256 {
            memoryBytes = mebibytes << 20
        }
        if let seconds = environment["HOCLIEU_WORKER_STALL"].flatMap(Double.init), seconds > 0 {
            stallSeconds = seconds
        }
        if let seconds = environment["HOCLIEU_WORKER_SECONDS"].flatMap(Double.init), seconds > 0 {
            fileSeconds = seconds
        }
    }
}
