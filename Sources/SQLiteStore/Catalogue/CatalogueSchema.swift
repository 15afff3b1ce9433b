import GRDB

/// The tables of the catalogue in the precious database.
enum CatalogueSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("catalogue-1", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: tables)
        }
        migrator.registerMigration("catalogue-2", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: "CREATE INDEX headingByLetter ON heading(kind, substr(folded, 1, 1), sortKey, id)")
        }
    }

    static func migrateLetters(_ migrator: inout DatabaseMigrator) {
        // The sort keys themselves tell where a letter begins and ends; a quarter of
        // the pages that a first intake wrote were of this index.
        migrator.registerMigration("catalogue-3") { db in try db.execute(sql: "DROP INDEX headingByLetter") }
    }

    /// The columns of a record, used by `bibRecord` and by its before-images.
    ///
    /// A list is a JSON array in its own column, NULL when empty, so that the
    /// many lists a record does not have cost nothing (docs/decisions/0008).
    static let recordColumns = """
        sourceFileId INTEGER NOT NULL REFERENCES sourceFile(id),
        title TEXT NOT NULL CHECK (title <> ''),
        subtitle TEXT CHECK (subtitle <> ''),
        titleKey INTEGER NOT NULL,
        titleSort TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind <> ''),
        year INTEGER CHECK (year BETWEEN 1000 AND 2200),
        publisher TEXT CHECK (publisher <> ''),
        place TEXT CHECK (place <> ''),
        extent TEXT CHECK (extent <> ''),
        description TEXT CHECK (description <> ''),
        licenceId TEXT CHECK (licenceId <> ''),
        licenceStatement TEXT CHECK (licenceStatement IS NULL OR licenceId IS NOT NULL),
        languages TEXT CHECK (languages IS NULL OR json_valid(languages)),
        creators TEXT CHECK (creators IS NULL OR json_valid(creators)),
        otherTitles TEXT CHECK (otherTitles IS NULL OR json_valid(otherTitles)),
        identifiers TEXT CHECK (identifiers IS NULL OR json_valid(identifiers)),
        classifications TEXT CHECK (classifications IS NULL OR json_valid(classifications)),
        subjects TEXT CHECK (subjects IS NULL OR json_valid(subjects)),
        genres TEXT CHECK (genres IS NULL OR json_valid(genres)),
        series TEXT CHECK (series IS NULL OR json_valid(series)),
        notes TEXT CHECK (notes IS NULL OR json_valid(notes)),
        links TEXT CHECK (links IS NULL OR json_valid(links)),
        accessibility TEXT CHECK (accessibility IS NULL OR json_valid(accessibility)),
        grades TEXT CHECK (grades IS NULL OR json_valid(grades)),
        schoolSubjects TEXT CHECK (schoolSubjects IS NULL OR json_valid(schoolSubjects)),
        fieldSources TEXT NOT NULL
        """

    private static let tables = """
        -- The files records came from; the name is the first one it had.
        CREATE TABLE sourceFile (
            id INTEGER PRIMARY KEY,
            hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
            name TEXT NOT NULL
        ) STRICT;

        CREATE TABLE bibRecord (
            id INTEGER PRIMARY KEY,
            \(recordColumns)
        ) STRICT;
        CREATE INDEX bibRecordByTitleKey ON bibRecord(titleKey);

        -- The three tables below only find records; they hold nothing that does
        -- not stand in bibRecord, and verify compares them with it. A foreign
        -- key to bibRecord would want a further index on each.
        CREATE TABLE identifier (
            value TEXT NOT NULL CHECK (value <> ''),
            scheme TEXT NOT NULL CHECK (scheme <> ''),
            recordId INTEGER NOT NULL,
            PRIMARY KEY (value, scheme, recordId)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE heading (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('creator', 'subject')),
            key TEXT NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            sortKey TEXT NOT NULL,
            folded TEXT NOT NULL,
            UNIQUE (kind, key)
        ) STRICT;
        CREATE INDEX headingBySortKey ON heading(kind, sortKey, id);

        CREATE TABLE recordHeading (
            headingId INTEGER NOT NULL REFERENCES heading(id),
            titleRank INTEGER NOT NULL,
            recordId INTEGER NOT NULL,
            PRIMARY KEY (headingId, titleRank, recordId)
        ) STRICT, WITHOUT ROWID;

        -- Every source record byte for byte. A control number (with its agency, a
        -- tab between) or a number made of the bytes finds it again; a file that is
        -- itself the publication is found by its material.
        CREATE TABLE sourceRecord (
            recordId INTEGER NOT NULL REFERENCES bibRecord(id) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            originKind TEXT NOT NULL CHECK (originKind IN ('controlNumber', 'wholeFile', 'bytes')),
            originKey TEXT CHECK ((originKey IS NOT NULL) = (originKind = 'controlNumber')),
            bytesKey INTEGER CHECK ((bytesKey IS NOT NULL) = (originKind = 'bytes')),
            sourceFileId INTEGER NOT NULL REFERENCES sourceFile(id),
            position INTEGER NOT NULL CHECK (position > 0),
            byteOffset INTEGER CHECK (byteOffset >= 0),
            format TEXT NOT NULL CHECK (format <> ''),
            bytes BLOB NOT NULL,
            PRIMARY KEY (recordId, ordinal)
        ) STRICT;
        CREATE INDEX sourceRecordByOrigin ON sourceRecord(originKey) WHERE originKey IS NOT NULL;
        CREATE INDEX sourceRecordByBytes ON sourceRecord(bytesKey) WHERE bytesKey IS NOT NULL;

        -- Decisions that a source is not that record, whatever the score says.
        CREATE TABLE neverMerge (
            recordId INTEGER NOT NULL REFERENCES bibRecord(id) ON DELETE CASCADE,
            originKey TEXT NOT NULL,
            PRIMARY KEY (recordId, originKey)
        ) STRICT, WITHOUT ROWID;

        -- Raised in every transaction that changes what a search may answer.
        CREATE TABLE searchEpoch (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            value INTEGER NOT NULL
        ) STRICT;
        INSERT INTO searchEpoch VALUES (1, 0);
        """
}
