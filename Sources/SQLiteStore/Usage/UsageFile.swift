import Foundation
import GRDB
import Library

/// The raw hits of one month: an SQLite file of its own, `usage/2026-11.sqlite`,
/// which names its codes itself, so that anybody can count it again.
struct UsageFile: Sendable {
    /// "hLus" in ASCII.
    static let applicationID: Int32 = 0x684C_7573
    /// Raised when the layout changes.
    static let format = 1

    let month: Month
    let database: DatabaseQueue

    static func path(_ month: Month, in folder: LibraryFolder) -> String { "\(folder.usage)/\(month).sqlite" }

    /// The months there are files of, the earliest first.
    static func months(in folder: LibraryFolder) -> [Month] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.usage)) ?? []
        return names.compactMap { $0.hasSuffix(".sqlite") ? Month(iso: $0.dropLast(7)) : nil }.sorted()
    }

    /// Opens a month for writing; makes its file when there is none.
    static func openForWriting(_ month: Month, in folder: LibraryFolder) throws -> UsageFile {
        try FileManager.default.createDirectory(atPath: folder.usage, withIntermediateDirectories: true)
        let path = path(month, in: folder)
        let database = try DatabaseQueue(path: path, configuration: configuration)
        try database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            // A crash of the machine may cost the last second, as one of the program does.
            try db.execute(sql: "PRAGMA synchronous = NORMAL")
            try db.inTransaction(.immediate) {
                if try !isOurs(db, path: path) { try db.execute(sql: schema) }
                return .commit
            }
        }
        return UsageFile(month: month, database: database)
    }

    /// Nil where there is no file of the month.
    static func openForReading(_ month: Month, in folder: LibraryFolder) throws -> UsageFile? {
        let path = path(month, in: folder)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        var configuration = configuration
        configuration.readonly = true
        let database = try DatabaseQueue(path: path, configuration: configuration)
        guard try database.read({ db in try isOurs(db, path: path) }) else { throw StoreError.notALibrary(path) }
        return UsageFile(month: month, database: database)
    }

    /// False for a file that is still empty; throws for one that is not ours.
    private static func isOurs(_ db: Database, path: String) throws -> Bool {
        let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        if application == applicationID {
            let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            guard found <= format else { throw StoreError.newerDatabase(found: found, known: format) }
            return true
        }
        guard try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0 else {
            throw StoreError.notALibrary(path)
        }
        return false
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "usage"
        configuration.busyMode = .attentive
        configuration.prepareDatabase { db in
            // 8 MiB; a month that must be sorted goes on in a file of the system's.
            try db.execute(sql: "PRAGMA cache_size = -8192")
            try db.execute(sql: "PRAGMA journal_size_limit = \(16 << 20)")
        }
        return configuration
    }

    private static var schema: String {
        let kinds = HitKind.allCases.map { "(\($0.rawValue), '\($0.name)')" }.joined(separator: ", ")
        let methods = HitMethod.allCases.map { "(\($0.rawValue), '\($0)')" }.joined(separator: ", ")
        return """
            PRAGMA application_id = \(applicationID);
            PRAGMA user_version = \(format);

            CREATE TABLE hitKind (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
            INSERT INTO hitKind VALUES \(kinds);
            CREATE TABLE hitMethod (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
            INSERT INTO hitMethod VALUES \(methods);

            -- One answer of the site a row, in the order in which they were written.
            CREATE TABLE hit (
                id INTEGER PRIMARY KEY,
                at INTEGER NOT NULL,
                kind INTEGER NOT NULL REFERENCES hitKind(id),
                recordId INTEGER,
                section INTEGER,
                method INTEGER NOT NULL REFERENCES hitMethod(id),
                status INTEGER NOT NULL,
                session INTEGER NOT NULL,
                fallback INTEGER NOT NULL,
                pointId INTEGER,
                isReturned INTEGER NOT NULL CHECK (isReturned IN (0, 1)),
                isRobot INTEGER NOT NULL CHECK (isRobot IN (0, 1)),
                isPrefetch INTEGER NOT NULL CHECK (isPrefetch IN (0, 1)),
                isStaff INTEGER NOT NULL CHECK (isStaff IN (0, 1)),
                isOnSite INTEGER NOT NULL CHECK (isOnSite IN (0, 1))
            ) STRICT;

            -- The stretches in which a server wrote here. One that is still open when
            -- the next begins has crashed, and lost up to its last second.
            CREATE TABLE run (
                id INTEGER PRIMARY KEY,
                startedAt INTEGER NOT NULL,
                aliveAt INTEGER NOT NULL,
                ending TEXT NOT NULL CHECK (ending IN ('open', 'closed', 'lost')),
                dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped >= 0),
                robotList TEXT
            ) STRICT;

            -- Where the clock went back, and to when.
            CREATE TABLE clockStep (
                id INTEGER PRIMARY KEY,
                fromMoment INTEGER NOT NULL,
                toMoment INTEGER NOT NULL CHECK (toMoment < fromMoment)
            ) STRICT;
            """
    }
}
