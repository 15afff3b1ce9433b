import GRDB

/// The tables of digital materials in the precious database.
enum ReadingSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("reading-1", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: tables)
        }
    }

    private static let tables = """
        -- Closed until a licence is stated is a truth of the schema. A passage's
        -- number is materialId << 20 | ordinal, hence the bound of passageCount.
        CREATE TABLE material (
            id INTEGER PRIMARY KEY,
            recordId INTEGER NOT NULL REFERENCES bibRecord(id),
            originalHash TEXT NOT NULL UNIQUE CHECK (length(originalHash) = 64),
            fileName TEXT NOT NULL,
            byteCount INTEGER NOT NULL CHECK (byteCount >= 0),
            format TEXT NOT NULL CHECK (format <> ''),
            access TEXT NOT NULL CHECK (access IN ('closed', 'on-site', 'registered', 'open')),
            licenceId TEXT CHECK (licenceId <> ''),
            licenceStatement TEXT CHECK (licenceStatement IS NULL OR licenceId IS NOT NULL),
            coverHash TEXT CHECK (length(coverHash) = 64),
            sectionCount INTEGER NOT NULL CHECK (sectionCount >= 0),
            passagesHash TEXT CHECK (length(passagesHash) = 64),
            passageCount INTEGER NOT NULL CHECK (passageCount BETWEEN 0 AND 1048575),
            CHECK (access = 'closed' OR licenceId IS NOT NULL)
        ) STRICT;
        CREATE INDEX materialByRecord ON material(recordId);

        CREATE TABLE section (
            materialId INTEGER NOT NULL REFERENCES material(id) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            title TEXT CHECK (title <> ''),
            tocLevel INTEGER CHECK (tocLevel > 0),
            htmlHash TEXT NOT NULL CHECK (length(htmlHash) = 64),
            PRIMARY KEY (materialId, ordinal)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE materialImage (
            materialId INTEGER NOT NULL REFERENCES material(id) ON DELETE CASCADE,
            name TEXT NOT NULL CHECK (name <> ''),
            mediaType TEXT NOT NULL CHECK (mediaType <> ''),
            blobHash TEXT NOT NULL CHECK (length(blobHash) = 64),
            PRIMARY KEY (materialId, name)
        ) STRICT, WITHOUT ROWID;

        -- What must be in the passages database; its indexedMaterial says what is.
        CREATE TABLE indexTask (
            materialId INTEGER PRIMARY KEY REFERENCES material(id) ON DELETE CASCADE,
            passagesHash TEXT NOT NULL CHECK (length(passagesHash) = 64),
            pipelineVersion INTEGER NOT NULL
        ) STRICT;
        """
}
