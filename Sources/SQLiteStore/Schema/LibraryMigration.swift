import GRDB
import Glibc
import Library

/// The way of a data folder from the shape it has to the shape this program
/// knows.
enum LibraryMigration {
    /// Whether both databases have the shape this program knows; throws for a
    /// database that is not ours or that a newer program wrote.
    static func isCurrent(_ databases: LibraryDatabases) throws -> Bool {
        let precious = try databases.precious.read { db in
            try isCurrent(db, LibraryMigrations.precious, file: databases.folder.precious)
        }
        let passages = try databases.passages.read { db in
            try isCurrent(db, LibraryMigrations.passages, file: databases.folder.passages)
        }
        return precious && passages
    }

    /// Needs the library alone. A precious database that holds something is
    /// copied to `backups/` before its first change.
    static func bringUpToDate(_ databases: LibraryDatabases) throws {
        guard try !isCurrent(databases) else { return }
        let version = try databases.precious.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 }
        if version > 0, version < LibraryMigrations.precious.migrations.count {
            try putAside(databases.precious, version: version, in: databases.folder)
        }
        try migrate(databases.precious, LibraryMigrations.precious)
        try migrate(databases.passages, LibraryMigrations.passages)
    }

    /// The same for one database.
    static func isCurrent(_ db: Database, _ migrator: DatabaseMigrator, file: String) throws -> Bool {
        let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
        guard isEmpty || application == LibraryMigrations.applicationID else { throw StoreError.notALibrary(file) }
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let known = migrator.migrations.count
        if try found > known || migrator.hasBeenSuperseded(db) {
            throw StoreError.newerDatabase(found: max(found, known + 1), known: known)
        }
        return try found == known && migrator.hasCompletedMigrations(db)
    }

    private static func migrate(_ pool: DatabasePool, _ migrator: DatabaseMigrator) throws {
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA application_id = \(LibraryMigrations.applicationID)")
        }
        try migrator.migrate(pool)
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA user_version = \(migrator.migrations.count)")
        }
    }

    /// `backups/hoclieu-before-3.sqlite` for a database of version 3; the copy
    /// of an earlier, broken attempt is replaced.
    private static func putAside(_ pool: DatabasePool, version: Int, in folder: LibraryFolder) throws {
        guard mkdir(folder.backups, 0o755) == 0 || errno == EEXIST else {
            throw StoreError.system(operation: "mkdir", path: folder.backups, code: errno)
        }
        let path = "\(folder.backups)/hoclieu-before-\(version).sqlite"
        unlink(path)
        try pool.writeWithoutTransaction { db in try db.execute(sql: "VACUUM INTO ?", arguments: [path]) }
    }
}
