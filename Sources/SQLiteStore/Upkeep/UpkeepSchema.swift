import GRDB

/// What became of the daily backups: a log that no backup need hold.
enum UpkeepSchema {
    /// Not a part of what a library is.
    static let log: Set<String> = ["dailyBackup"]

    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("upkeep-1", foreignKeyChecks: .immediate) { db in
            try db.execute(
                sql: """
                    CREATE TABLE dailyBackup (
                        id INTEGER PRIMARY KEY,
                        endedAt INTEGER NOT NULL,
                        outcome TEXT NOT NULL CHECK (outcome IN ('checked', 'no-room', 'failed')),
                        path TEXT NOT NULL CHECK (path <> ''),
                        byteCount INTEGER NOT NULL CHECK (byteCount >= 0),
                        missing INTEGER NOT NULL CHECK (missing >= 0)
                    ) STRICT;
                    """)
        }
    }
}
