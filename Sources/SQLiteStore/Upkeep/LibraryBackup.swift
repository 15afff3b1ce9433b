import Foundation
import GRDB
import Library

/// What a backup holds.
package struct BackupReport: Equatable, Sendable {
    package var originals = 0
    package var derived = 0
    package var byteCount: Int64 = 0
    /// Files the catalogue names that were not there to be copied.
    package var missing: [String] = []
}

extension LibraryStore {
    /// Writes one file from which the whole library can be restored: the precious
    /// database as of now, every original, the readable forms, the librarian's
    /// own profiles. It is read back before it gets its name; a file that had
    /// the name is replaced only then.
    ///
    /// Works beside a running server: nobody waits for it.
    @discardableResult
    package func backup(to path: String) async throws -> BackupReport {
        let unfinished = path + ".unfinished", snapshot = path + ".database"
        for leftover in [unfinished, unfinished + "-journal", snapshot] {
            try? FileManager.default.removeItem(atPath: leftover)
        }
        defer { for leftover in [unfinished, snapshot] { try? FileManager.default.removeItem(atPath: leftover) } }
        let files = try Self.snapshot(databases, at: snapshot)
        let report = try Self.write(files, databases, snapshot: snapshot, to: unfinished)
        guard rename(unfinished, path) == 0 else {
            throw StoreError.system(operation: "rename", path: path, code: errno)
        }
        try RestoreSwap.sync(path.contains("/") ? String(path[..<path.lastIndex(of: "/")!]) + "/" : ".")
        return report
    }

    /// The precious database as one file without a log, checked.
    private static func snapshot(_ databases: LibraryDatabases, at path: String) throws -> KeptFiles {
        let copy = try DatabaseQueue(path: path)
        try databases.precious.backup(to: copy)
        let files = try copy.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = DELETE")
            let faults = try String.fetchAll(db, sql: "PRAGMA integrity_check(1)")
            guard faults == ["ok"] else {
                throw StoreError.backupDamaged(faults.first ?? "integrity_check says nothing")
            }
            return try KeptFiles(db)
        }
        try copy.close()
        return files
    }

    /// Each month of raw hits as one file without a log.
    private static func addUsage(to backup: BackupFile, _ folder: LibraryFolder, snapshot: String) throws {
        for month in UsageFile.months(in: folder) {
            try Task.checkCancellation()
            try? FileManager.default.removeItem(atPath: snapshot)
            guard let file = try UsageFile.openForReading(month, in: folder) else { continue }
            let copy = try DatabaseQueue(path: snapshot)
            try file.database.backup(to: copy)
            try copy.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
            try copy.close()
            try file.database.close()
            try backup.add(.usage, name: "\(month).sqlite", fileAt: snapshot)
        }
    }

    private static func write(
        _ files: KeptFiles, _ databases: LibraryDatabases, snapshot: String, to path: String
    ) throws -> BackupReport {
        let backup = try BackupFile.create(at: path)
        var report = BackupReport()
        try backup.add(.database, name: "hoclieu.sqlite", fileAt: snapshot)
        for file in files.originals {
            try Task.checkCancellation()
            let source = databases.contents.originalPath(file.hash)
            guard FileManager.default.fileExists(atPath: source) else {
                report.missing.append("\(file.name) (\(file.hash))")
                continue
            }
            try backup.add(.original, name: file.hash.hex, fileAt: source)
            report.originals += 1
        }
        for file in files.derived {
            try Task.checkCancellation()
            let source = databases.contents.derivedPath(file.hash)
            guard FileManager.default.fileExists(atPath: source) else {
                report.missing.append("\(file.name) (\(file.hash))")
                continue
            }
            try backup.add(.derived, name: file.hash.hex, fileAt: source)
            report.derived += 1
        }
        for name in SettingFiles.names(in: databases.folder.ingest) {
            try backup.add(.setting, name: name, fileAt: "\(databases.folder.ingest)/\(name)")
        }
        try addUsage(to: backup, databases.folder, snapshot: snapshot)
        try backup.finish()
        try backup.check()
        report.byteCount = try backup.entries().reduce(0) { $0 + $1.byteCount }
        try backup.database.close()
        return report
    }
}

/// The files a locality keeps under `ingest/` in its data folder.
enum SettingFiles {
    static func names(in folder: String) -> [String] {
        let all = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return all.sorted().filter { name in
            let kind =
                try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.type] as? FileAttributeType
            return kind == .typeRegular
        }
    }
}
