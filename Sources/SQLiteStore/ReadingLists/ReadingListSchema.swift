import GRDB

/// Thematic lists in the precious database.
enum ReadingListSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("reading-lists-1", foreignKeyChecks: .immediate) { db in
            try db.execute(
                sql: """
                    CREATE TABLE readingList (
                        id INTEGER PRIMARY KEY,
                        servicePointId INTEGER NOT NULL REFERENCES servicePoint(id),
                        title TEXT NOT NULL CHECK (title <> ''),
                        introduction TEXT NOT NULL,
                        occasion TEXT NOT NULL,
                        grade INTEGER CHECK (grade BETWEEN 1 AND 12),
                        isPublished INTEGER NOT NULL CHECK (isPublished IN (0, 1)),
                        version INTEGER NOT NULL CHECK (version > 0),
                        accountId INTEGER REFERENCES account(id),
                        changedAt INTEGER NOT NULL
                    ) STRICT;
                    CREATE INDEX readingListByPoint ON readingList(servicePointId);

                    -- A record that leaves the catalogue leaves the lists.
                    CREATE TABLE readingListEntry (
                        listId INTEGER NOT NULL REFERENCES readingList(id) ON DELETE CASCADE,
                        place INTEGER NOT NULL CHECK (place > 0),
                        recordId INTEGER NOT NULL REFERENCES bibRecord(id) ON DELETE CASCADE,
                        note TEXT NOT NULL,
                        PRIMARY KEY (listId, place),
                        UNIQUE (listId, recordId)
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX readingListEntryByRecord ON readingListEntry(recordId);
                    """)
        }
    }
}
