import Foundation
import GRDB
package import Library

extension LibraryStore {
    /// Makes the backup of the day if it is due, and removes those that have had
    /// their days; the note of what became of it, nil when none was due.
    ///
    /// A file of today is written beside the earlier ones and gets its name once
    /// it has been read back; originals lie once for all days on the
    /// ``BackupShelf``. Where the disk has no room, older days go first, but never
    /// the newest. `now` is the clock, `freeSpace` the free bytes of a
    /// folder's disk. Throws only when the note cannot be kept or the task ends;
    /// `failed` hears what went wrong.
    package func keepDailyBackup(
        _ rules: BackupRules, now: @Sendable () -> Moment,
        freeSpace: @Sendable (String) -> Int64? = LibraryStore.freeSpace,
        failed: @Sendable (any Error) -> Void = { _ in }
    ) async throws -> BackupNote? {
        guard rules.isDue(try await backups.standing(), at: now()) else { return nil }
        let path = "\(rules.folder)/\(BackupRules.name(of: BackupRules.day(at: now())))"
        var note = BackupNote(at: now(), outcome: .failed, path: path)
        do {
            try FileManager.default.createDirectory(atPath: rules.folder, withIntermediateDirectories: true)
            let shelf = BackupShelf(besideDay: path)
            let lock = try shelf.lock()
            defer { withExtendedLifetime(lock) {} }
            Self.removeUnfinished(in: rules.folder)
            let (needed, wanted) = try await backupSpace(shelf)
            if Self.makeRoom(for: needed, rules, shelf, keeping: wanted, freeSpace: freeSpace) {
                let report = try await backup(to: path, shelf: shelf)
                (note.outcome, note.byteCount) = (.checked, report.byteCount)
                note.missing = report.missing.count + report.damaged.count
                for name in rules.outdated(Self.names(in: rules.folder)) { unlink("\(rules.folder)/\(name)") }
                shelf.prune(keeping: [], days: Self.days(in: rules.folder))
            } else {
                (note.outcome, note.byteCount) = (.noRoom, needed)
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            failed(error)
        }
        note.at = now()
        try await backups.note(note)
        return note
    }

    /// Free bytes on a folder's disk; nil when the system does not say.
    package static let freeSpace: @Sendable (String) -> Int64? = { LibraryFolder(path: $0).freeSpace }

    /// What making a backup takes on the disk, bytes: a copy of the database
    /// beside the file that then holds it once more, and what the shelf lacks.
    /// With it, what the shelf must keep for it.
    private func backupSpace(_ shelf: BackupShelf) async throws -> (needed: Int64, wanted: Set<ContentHash>) {
        let databases = databases
        return try await BackupPace(databases.traffic).run {
            let files = try databases.precious.read { db in try KeptFiles(db) }
            let contents = databases.contents
            let database = databases.folder.precious
            var paths = [database, database, database + "-wal"]
            paths += UsageFile.months(in: databases.folder).map { UsageFile.path($0, in: databases.folder) }
            paths += files.originals.filter { !shelf.holds($0.hash) }.map { contents.originalPath($0.hash) }
            // Small ones are copied each day, whatever the shelf holds.
            for file in files.derived {
                let path = contents.derivedPath(file.hash)
                let isShelved = BackupWriting.isShelved(.derived, byteCount: FileSize.of(path))
                if !isShelved || !shelf.holds(file.hash) { paths.append(path) }
            }
            let wanted = Set((files.originals + files.derived).map(\.hash))
            return (paths.reduce(0) { $0 + FileSize.of($1) }, wanted)
        }
    }

    /// False when there is none even with a single earlier backup left.
    private static func makeRoom(
        for needed: Int64, _ rules: BackupRules, _ shelf: BackupShelf, keeping wanted: Set<ContentHash>,
        freeSpace: (String) -> Int64?
    ) -> Bool {
        var dispensable = BackupRules.dispensable(names(in: rules.folder))
        while let free = freeSpace(rules.folder), free < needed + rules.reserve {
            guard !dispensable.isEmpty else { return false }
            unlink("\(rules.folder)/\(dispensable.removeFirst())")
            shelf.prune(keeping: wanted, days: days(in: rules.folder))
        }
        return true
    }

    /// The paths of the server's own backups.
    private static func days(in folder: String) -> [String] {
        names(in: folder).filter { BackupRules.day(ofName: $0) != nil }.map { "\(folder)/\($0)" }
    }

    private static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    /// What a server that was stopped left behind.
    private static func removeUnfinished(in folder: String) {
        for name in names(in: folder) {
            for ending in [".unfinished", ".unfinished-journal", ".database", ".database-journal"]
            where name.hasSuffix(ending) && BackupRules.day(ofName: String(name.dropLast(ending.count))) != nil {
                unlink("\(folder)/\(name)")
            }
        }
    }
}
