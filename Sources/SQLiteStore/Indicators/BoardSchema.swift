import GRDB

/// A count of all changes of places, so that a process sees what another one
/// changed without reading them again.
enum BoardSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("board-1", foreignKeyChecks: .immediate) { db in
            try db.execute(
                sql: """
                    CREATE TABLE placeChange (
                        id INTEGER PRIMARY KEY CHECK (id = 1),
                        number INTEGER NOT NULL CHECK (number >= 0)
                    ) STRICT;
                    INSERT INTO placeChange VALUES (1, 0);
                    """)
            for table in ["administrativeUnit", "unitSuccession", "institution", "servicePoint"] {
                for act in ["Insert", "Update", "Delete"] {
                    try db.execute(
                        sql: """
                            CREATE TRIGGER \(table)Counts\(act) AFTER \(act) ON \(table)
                            BEGIN UPDATE placeChange SET number = number + 1; END
                            """)
                }
            }
        }
    }
}
