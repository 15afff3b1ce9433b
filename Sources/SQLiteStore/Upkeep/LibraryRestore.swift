import Foundation
import GRDB
package import Library

extension LibraryStore {
    /// Puts a backup in place of the library in `folder`.
    ///
    /// Refuses while anybody has the library open. Everything is unpacked and
    /// checked beside the library first; then the two change places in steps
    /// that the next start completes when a power cut comes between. What was
    /// there stays in `before-restore-1`, `-2` … until somebody removes it.
    ///
    /// A day's backup of the server needs the files that lie beside it; without
    /// one of them it is refused, or with `isPartial` restored without them. Gives
    /// the files that are missing for it, by what people call them.
    ///
    /// `contents` makes the file store of a folder:
    /// `LibraryStore.restore(from: file, folder: data) { try LibraryFiles(folder: $0) }`.
    @discardableResult
    package static func restore(
        from path: String, folder: String, isPartial: Bool = false, contents: (String) throws -> any ContentStore
    ) async throws -> [String] {
        let folder = LibraryFolder(path: folder)
        try folder.make()
        let lock = try LibraryLock(folder.lock)
        try lock.take(.exclusive, patience: 0)
        defer { withExtendedLifetime(lock) {} }
        try RestoreSwap(folder).finishInterrupted()
        let backup = try BackupFile.open(path)
        let swap = RestoreSwap(folder)
        try swap.begin()
        var missing: [String] = []
        do {
            let shelf = BackupShelf(besideDay: path)
            let restored = try contents(swap.staging.path)
            missing = try bringBack(try backup.keptBeside(), from: shelf, into: restored)
            guard missing.isEmpty || isPartial else {
                throw StoreError.backupIncomplete(shelf: shelf.folder, missing: missing)
            }
            try unpack(backup, into: swap.staging, contents: restored)
        } catch {
            swap.abandon()
            throw error
        }
        try swap.commit()
        return missing
    }

    /// The files that lie beside a day's backup; gives those that do not.
    private static func bringBack(
        _ files: [BackupFile.Beside], from shelf: BackupShelf, into contents: any ContentStore
    ) throws -> [String] {
        var missing: [String] = []
        for file in files {
            try Task.checkCancellation()
            if try !shelf.restore(file, into: contents) { missing.append("\(file.name) (\(file.hash))") }
        }
        return missing
    }

    private static func unpack(_ backup: BackupFile, into staging: LibraryFolder, contents: any ContentStore) throws {
        let temporary = staging.path + "/entry"
        for entry in try backup.entries() {
            try Task.checkCancellation()
            switch entry.kind {
            case .database:
                try backup.extract(entry, to: staging.precious)
                try check(staging.precious)
            case .original:
                try backup.extract(entry, to: temporary)
                guard try contents.keepOriginal(at: temporary).hex == entry.name else {
                    throw StoreError.backupDamaged("original \(entry.name) has other bytes")
                }
            case .derived:
                var bytes: [UInt8] = []
                try backup.read(entry) { bytes += $0 }
                guard try contents.keepDerived(bytes).hex == entry.name else {
                    throw StoreError.backupDamaged("derived \(entry.name) has other bytes")
                }
            case .setting:
                guard BackupNames.areSafe(entry.name) else {
                    throw StoreError.backupDamaged("a file is named \(entry.name)")
                }
                let target = "\(staging.ingest)/\(entry.name)"
                try FileManager.default.createDirectory(
                    atPath: String(target[..<target.lastIndex(of: "/")!]), withIntermediateDirectories: true)
                try backup.extract(entry, to: target)
            case .usage:
                guard entry.name.hasSuffix(".sqlite"), let month = Month(iso: entry.name.dropLast(7)) else {
                    throw StoreError.backupDamaged("a file is named \(entry.name)")
                }
                try FileManager.default.createDirectory(atPath: staging.usage, withIntermediateDirectories: true)
                try backup.extract(entry, to: UsageFile.path(month, in: staging))
            }
        }
        guard FileManager.default.fileExists(atPath: staging.precious) else {
            throw StoreError.backupDamaged("it holds no database")
        }
        unlink(temporary)
        try contents.synchronise()
    }

    /// The database opens, is whole, is ours and is no newer than this program.
    private static func check(_ path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let database = try DatabaseQueue(path: path, configuration: configuration)
        try database.read { db in
            _ = try LibraryMigration.isCurrent(db, LibraryMigrations.precious, file: path)
            let faults = try String.fetchAll(db, sql: "PRAGMA integrity_check(1)")
            guard faults == ["ok"] else {
                throw StoreError.backupDamaged(faults.first ?? "integrity_check says nothing")
            }
        }
        try database.close()
    }
}
