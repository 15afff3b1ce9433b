import GRDB

/// The tables of digital materials in the precious database.
enum ReadingSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("reading-1", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: tables)
        }
    }

    static func migrateDirectory(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("reading-2", foreignKeyChecks: .immediate) { db in try db.execute(sql: directory) }
    }

    private static let directory = """
        -- Which record each material belongs to and who may read it is held in memory
        -- by searches. An intake of records raises `value` at every commit, but few
        -- commits change this: reading it anew for each would cost every question
        -- about a microsecond a material.
        ALTER TABLE searchEpoch ADD COLUMN materials INTEGER NOT NULL DEFAULT 0;
        CREATE TRIGGER materialIsAdded AFTER INSERT ON material
            BEGIN UPDATE searchEpoch SET materials = materials + 1; END;
        CREATE TRIGGER materialIsRemoved AFTER DELETE ON material
            BEGIN UPDATE searchEpoch SET materials = materials + 1; END;
        CREATE TRIGGER materialMovesOrOpens AFTER UPDATE OF recordId, access ON material
            WHEN OLD.recordId <> NEW.recordId OR OLD.access <> NEW.access
            BEGIN UPDATE searchEpoch SET materials = materials + 1; END;
        CREATE TRIGGER indexTaskIsAdded AFTER INSERT ON indexTask
            BEGIN UPDATE searchEpoch SET materials = materials + 1; END;
        CREATE TRIGGER indexTaskIsRemoved AFTER DELETE ON indexTask
            BEGIN UPDATE searchEpoch SET materials = materials + 1; END;
        """

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
