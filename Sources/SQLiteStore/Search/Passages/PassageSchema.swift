import GRDB
import VietnameseText

/// The tables of the passages database; all of it can be made again from the
/// derived blobs.
enum PassageSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("passages-1") { db in
            try PostingStore.passage.create(db)
            try db.execute(sql: tables)
        }
        migrator.registerMigration("passages-2") { db in try PostingStore.passage.addCounter(db) }
    }

    private static let tables = """
        -- The passages, numbered as they come; those of one material follow each
        -- other, so that scores stand in one dense array.
        CREATE TABLE passage (
            id INTEGER PRIMARY KEY,
            materialId INTEGER NOT NULL,
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            section INTEGER NOT NULL,
            firstBlock INTEGER NOT NULL,
            heading TEXT,
            text TEXT NOT NULL
        );
        -- Which numbers a material has, and how many of them are written: documents
        -- firstDocument ..< firstDocument + done.
        CREATE TABLE passageRange (
            materialId INTEGER PRIMARY KEY,
            firstDocument INTEGER NOT NULL UNIQUE,
            passageCount INTEGER NOT NULL CHECK (passageCount >= 0),
            done INTEGER NOT NULL CHECK (done BETWEEN 0 AND passageCount),
            passagesHash TEXT NOT NULL,
            pipelineVersion INTEGER NOT NULL
        );
        -- Numbers of materials that are gone or indexed anew; their rows are deleted
        -- bit by bit.
        CREATE TABLE passageRefuse (
            firstDocument INTEGER PRIMARY KEY,
            lastDocument INTEGER NOT NULL
        );
        -- Materials whose passages are all there.
        CREATE TABLE indexedMaterial (
            materialId INTEGER PRIMARY KEY,
            passagesHash TEXT NOT NULL,
            pipelineVersion INTEGER NOT NULL
        );
        CREATE TABLE passageIndexState (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            -- Raised when segments or ranges change.
            version INTEGER NOT NULL,
            nextDocument INTEGER NOT NULL,
            tokenizer INTEGER NOT NULL
        );
        INSERT INTO passageIndexState VALUES (1, 0, 0, \(TextVersion.tokenizer));
        """

    /// Empties the database; faster than deleting gigabytes row by row. The counts
    /// of versions and segments go on.
    static func reset(_ db: Database) throws {
        let state = try Row.fetchOne(db, sql: "SELECT version, lastSegment FROM passageIndexState")
        for table in [
            "passage", "passageRange", "passageRefuse", "indexedMaterial", "passageIndexState", "passageSegment",
            "passageBlock",
        ] {
            try db.execute(sql: "DROP TABLE \(table)")
        }
        try PostingStore.passage.create(db)
        try db.execute(sql: tables)
        try PostingStore.passage.addCounter(db)
        try db.execute(
            sql: "UPDATE passageIndexState SET version = ?, lastSegment = ?",
            arguments: [(state?[0] ?? 0) + 1 as Int64, state?[1] ?? 0 as Int64])
    }
}
