import GRDB
import Glibc
package import Library

extension LibraryStore {
    /// Folds the events alone into an empty file at `path` and compares its dump
    /// with that of the tables at work. The file is left for whoever asks why.
    package func rebuild(into path: String) async throws -> RebuildReport {
        let databases = databases
        return try await databases.precious.read { db in try LedgerRebuild.report(db, into: path, databases.contents) }
    }

    /// Puts what the events say in the place of the folded tables, in one
    /// transaction: desks wait until it is done. The tables that say who stay.
    package func repairLedger() async throws -> RebuildReport {
        let databases = databases
        let path = databases.folder.path + "/repair"
        return try await databases.precious.write { db in
            let live = try LedgerRebuild.hash(db, at: path, databases.contents)
            // Lists of other features name copies, which are gone for a moment.
            try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
            for table in LedgerSchema.folded { try db.execute(sql: "DELETE FROM \(table)") }
            let start = ContinuousClock.now
            let events = try LedgerRebuild.replay(from: db, into: db)
            return RebuildReport(
                events: events, took: .now - start, live: live,
                rebuilt: try LedgerRebuild.hash(db, at: path, databases.contents))
        }
    }
}

/// A database that holds what the events say, and nothing else.
struct LedgerRebuild {
    private let queue: DatabaseQueue

    /// Replaces the file.
    init(into path: String) throws {
        for ending in ["", "-wal", "-shm", "-journal"] { unlink(path + ending) }
        var configuration = Configuration()
        // There are no points and no records for the copies to belong to.
        configuration.foreignKeysEnabled = false
        // It can be made again at any time.
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA cache_size = -65536")
        }
        queue = try DatabaseQueue(path: path, configuration: configuration)
        var migrator = DatabaseMigrator().disablingDeferredForeignKeyChecks()
        LedgerSchema.migrate(&migrator)
        LedgerSchema.migrateOrder(&migrator)
        LedgerSchema.migrateCounts(&migrator)
        try migrator.migrate(queue)
    }

    static func report(_ db: Database, into path: String, _ contents: any ContentStore) throws -> RebuildReport {
        let copy = try LedgerRebuild(into: path)
        let start = ContinuousClock.now
        let events = try copy.queue.write { new in try replay(from: db, into: new) }
        return RebuildReport(
            events: events, took: .now - start, live: try hash(db, at: path + ".live", contents),
            rebuilt: try copy.queue.read { new in try hash(new, at: path + ".rebuilt", contents) })
    }

    /// The number of events. Copies, loans and boxes are folded in memory and
    /// written once, the register's lines and custody as they come.
    static func replay(from ledger: Database, into db: Database) throws -> Int {
        var shelf = ReplayShelf(db)
        var count = 0
        try LedgerRows.events(ledger) { event in
            try LedgerFold.replay(event, on: &shelf)
            count += 1
        }
        try shelf.write()
        return count
    }

    /// Of the dump of the folded tables, which is written to `path` and removed.
    static func hash(_ db: Database, at path: String, _ contents: any ContentStore) throws -> ContentHash {
        guard let file = fopen(path, "w") else {
            throw StoreError.system(operation: "fopen", path: path, code: errno)
        }
        var isOpen = true
        defer {
            if isOpen { fclose(file) }
            unlink(path)
        }
        for table in LedgerSchema.folded {
            try LibraryDump.write(db, "hoclieu", table: table) { line in
                guard fputs(line, file) >= 0 else {
                    throw StoreError.system(operation: "fputs", path: path, code: errno)
                }
            }
        }
        isOpen = false
        guard fclose(file) == 0 else { throw StoreError.system(operation: "fclose", path: path, code: errno) }
        return try contents.hash(ofFileAt: path)
    }
}
