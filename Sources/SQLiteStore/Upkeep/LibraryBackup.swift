import Foundation
import GRDB
import Library

extension LibraryStore {
    /// Writes one file from which the whole library can be restored: the precious
    /// database as of now, every original, the readable forms, the librarian's
    /// own profiles. It is read back before it gets its name; a file that had
    /// the name is replaced only then.
    ///
    /// Works beside a running server: nobody waits for it.
    @discardableResult
    package func backup(to path: String) async throws -> BackupReport { try await backup(to: path, shelf: nil) }

    /// With a shelf, originals lie there and not in the file.
    func backup(to path: String, shelf: BackupShelf?) async throws -> BackupReport {
        let databases = databases
        let pace = BackupPace(databases.traffic)
        return try await pace.run { try Self.backup(databases, to: path, shelf, pace) }
    }

    private static func backup(
        _ databases: LibraryDatabases, to path: String, _ shelf: BackupShelf?, _ pace: BackupPace
    ) throws -> BackupReport {
        let unfinished = path + ".unfinished", snapshot = path + ".database"
        for leftover in [unfinished, unfinished + "-journal", snapshot] {
            try? FileManager.default.removeItem(atPath: leftover)
        }
        defer { for leftover in [unfinished, snapshot] { try? FileManager.default.removeItem(atPath: leftover) } }
        let files = try Self.snapshot(databases, at: snapshot, pace)
        let report = try Self.write(files, databases, snapshot: snapshot, to: unfinished, shelf, pace)
        try RestoreSwap.sync(unfinished)
        guard rename(unfinished, path) == 0 else {
            throw StoreError.system(operation: "rename", path: path, code: errno)
        }
        try RestoreSwap.sync(path.contains("/") ? String(path[..<path.lastIndex(of: "/")!]) + "/" : ".")
        return report
    }

    /// The precious database as one file without a log, checked. It is read by a
    /// connection of its own, so that no page waits for one, and need not be
    /// durable: it goes into the backup and away.
    private static func snapshot(
        _ databases: LibraryDatabases, at path: String, _ pace: BackupPace
    ) throws -> KeptFiles {
        var reading = LibraryDatabases.besideWriter
        reading.readonly = true
        reading.label = "backup"
        let source = try DatabaseQueue(path: databases.folder.precious, configuration: reading)
        var writing = Configuration()
        writing.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF") }
        let copy = try DatabaseQueue(path: path, configuration: writing)
        try source.read { from in
            // From here on it is one moment's state, however many steps it takes.
            let pageSize = try Int.fetchOne(from, sql: "SELECT page_size FROM pragma_page_size, sqlite_schema") ?? 4_096
            try copy.writeWithoutTransaction { to in
                try from.backup(to: to, pagesPerStep: CInt(BackupPace.pieceSize / pageSize)) { _ in
                    try pace.wrote(BackupPace.pieceSize, to: path)
                }
            }
        }
        try source.close()
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
    private static func addUsage(
        to backup: BackupFile, _ folder: LibraryFolder, snapshot: String, _ pace: BackupPace
    ) throws {
        for month in UsageFile.months(in: folder) {
            try pace.check()
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
        _ files: KeptFiles, _ databases: LibraryDatabases, snapshot: String, to path: String, _ shelf: BackupShelf?,
        _ pace: BackupPace
    ) throws -> BackupReport {
        let backup = try BackupFile.create(at: path, pace)
        var writing = BackupWriting(backup, databases.contents, shelf: shelf, pace)
        try backup.add(.database, name: "hoclieu.sqlite", fileAt: snapshot)
        try writing.add(files)
        for name in SettingFiles.names(in: databases.folder.ingest) {
            try backup.add(.setting, name: name, fileAt: "\(databases.folder.ingest)/\(name)")
        }
        try addUsage(to: backup, databases.folder, snapshot: snapshot, pace)
        let report = try writing.finish()
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
