import GRDB

/// The job log: what was taken in when, what was refused, and what a batch
/// must put back when it is undone. No other table holds a time or a batch.
enum IngestSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("ingest-1", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: tables)
        }
    }

    /// Batches that came by the browser; after the service points they belong to.
    static func migrateUploads(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("ingest-2", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: uploads)
        }
    }

    /// Copies that come with records, and registers that are taken in as a job.
    static func migrateCopies(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("ingest-3", foreignKeyChecks: .immediate) { db in
            for table in ["ingestJob", "ingestUploadFile"] {
                for column in ["copiesEntered", "copiesKnown", "copiesRefused", "copiesLeft"] {
                    try db.execute(
                        sql: """
                            ALTER TABLE \(table) ADD COLUMN \(column) INTEGER NOT NULL DEFAULT 0
                                CHECK (\(column) >= 0)
                            """)
                }
            }
            try db.execute(sql: copies)
        }
    }

    /// Why a description was merged, for who looks at it.
    static func migrateMerges(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("ingest-4", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: merges)
        }
    }

    /// Rows of uploads that are in the library just so, for who looks for them.
    static func migrateUnchanged(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("ingest-5", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: unchanged)
        }
    }

    /// The tables a dump leaves out.
    static let jobLog: Set<String> = [
        "ingestCopy", "registerIntake",
        "ingestBatch", "ingestJob", "ingestItem", "ingestSighting", "recordChange", "bibRecordBefore",
        "sourceRecordBefore", "materialBefore", "ingestUpload", "ingestUploadFile",
        "ingestUploadRecord", "recordMerge", "ingestUploadMerge", "ingestUploadUnchanged",
    ]

    /// What came in. Creators are names, one a line.
    private static let incoming = """
        originKey TEXT NOT NULL CHECK (originKey <> ''),
        fileHash TEXT NOT NULL CHECK (length(fileHash) = 64),
        position INTEGER NOT NULL CHECK (position > 0),
        title TEXT NOT NULL CHECK (title <> ''),
        creators TEXT NOT NULL,
        year INTEGER
        """

    private static let unchanged = """
        CREATE TABLE ingestUploadUnchanged (
            batchId INTEGER NOT NULL REFERENCES ingestUpload(batchId),
            fileHash TEXT NOT NULL CHECK (length(fileHash) = 64),
            -- The record of the file, from 1.
            row INTEGER NOT NULL CHECK (row > 0),
            title TEXT NOT NULL CHECK (title <> ''),
            -- In a rehearsal also one that the upload itself would add.
            recordId INTEGER NOT NULL,
            PRIMARY KEY (batchId, fileHash, row)
        ) STRICT, WITHOUT ROWID;
        """

    private static let merges = """
        -- The description that a change of kind 'changed' merged into its record.
        CREATE TABLE recordMerge (
            changeId INTEGER PRIMARY KEY REFERENCES recordChange(id),
            \(incoming),
            points INTEGER NOT NULL
        ) STRICT;

        -- What the rehearsal of an upload merged, beside what was known before.
        CREATE TABLE ingestUploadMerge (
            batchId INTEGER NOT NULL REFERENCES ingestUpload(batchId),
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            \(incoming),
            recordId INTEGER NOT NULL,
            knownTitle TEXT NOT NULL,
            knownCreators TEXT NOT NULL,
            knownYear INTEGER,
            score TEXT NOT NULL CHECK (score <> ''),
            points INTEGER NOT NULL,
            isWithinUpload INTEGER NOT NULL CHECK (isWithinUpload IN (0, 1)),
            PRIMARY KEY (batchId, ordinal)
        ) STRICT, WITHOUT ROWID;
        """

    private static let tables = """
        CREATE TABLE ingestBatch (
            id INTEGER PRIMARY KEY,
            licenceId TEXT,
            licenceStatement TEXT,
            access TEXT,
            isDryRun INTEGER NOT NULL DEFAULT 0 CHECK (isDryRun IN (0, 1)),
            startedAt INTEGER NOT NULL,
            finishedAt INTEGER,
            undoneAt INTEGER
        ) STRICT;

        -- One file of a batch, once it is finished.
        CREATE TABLE ingestJob (
            batchId INTEGER NOT NULL REFERENCES ingestBatch(id),
            fileHash TEXT NOT NULL CHECK (length(fileHash) = 64),
            read INTEGER NOT NULL,
            added INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            unchanged INTEGER NOT NULL,
            rejected INTEGER NOT NULL,
            finishedAt INTEGER NOT NULL,
            PRIMARY KEY (batchId, fileHash)
        ) STRICT, WITHOUT ROWID;

        -- What a librarian should know about a record of a file.
        CREATE TABLE ingestItem (
            id INTEGER PRIMARY KEY,
            batchId INTEGER NOT NULL REFERENCES ingestBatch(id),
            fileHash TEXT NOT NULL,
            severity TEXT NOT NULL CHECK (severity IN ('warning', 'reject')),
            code TEXT NOT NULL,
            reason TEXT NOT NULL,
            record INTEGER NOT NULL,
            line INTEGER,
            byteOffset INTEGER,
            field TEXT
        ) STRICT;
        CREATE INDEX ingestItemByBatch ON ingestItem(batchId, fileHash);

        -- Control numbers that a file repeats unchanged from an earlier file, so
        -- that the same number twice in one file is noticed.
        CREATE TABLE ingestSighting (
            batchId INTEGER NOT NULL REFERENCES ingestBatch(id),
            fileHash TEXT NOT NULL,
            originKey TEXT NOT NULL,
            position INTEGER NOT NULL,
            PRIMARY KEY (batchId, fileHash, originKey)
        ) STRICT, WITHOUT ROWID;

        -- What a batch did to a record, in order; the tables below hold what was
        -- there before.
        CREATE TABLE recordChange (
            id INTEGER PRIMARY KEY,
            batchId INTEGER NOT NULL REFERENCES ingestBatch(id),
            recordId INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('added', 'changed')),
            matchScore TEXT,
            isUndone INTEGER NOT NULL DEFAULT 0 CHECK (isUndone IN (0, 1))
        ) STRICT;
        CREATE INDEX recordChangeByRecord ON recordChange(recordId);
        CREATE INDEX recordChangeByBatch ON recordChange(batchId);

        CREATE TABLE bibRecordBefore (
            changeId INTEGER PRIMARY KEY REFERENCES recordChange(id),
            recordId INTEGER NOT NULL,
            \(CatalogueSchema.recordColumns)
        ) STRICT;

        CREATE TABLE sourceRecordBefore (
            changeId INTEGER NOT NULL REFERENCES recordChange(id),
            recordId INTEGER NOT NULL,
            ordinal INTEGER NOT NULL,
            originKind TEXT NOT NULL,
            originKey TEXT,
            bytesKey INTEGER,
            sourceFileId INTEGER NOT NULL REFERENCES sourceFile(id),
            position INTEGER NOT NULL,
            byteOffset INTEGER,
            format TEXT NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (changeId, ordinal)
        ) STRICT;

        CREATE TABLE materialBefore (
            changeId INTEGER NOT NULL REFERENCES recordChange(id),
            materialId INTEGER NOT NULL,
            access TEXT NOT NULL,
            licenceId TEXT,
            licenceStatement TEXT,
            PRIMARY KEY (changeId, materialId)
        ) STRICT, WITHOUT ROWID;
        """

    private static let copies = """
        -- Whose register the copies of a batch of the command line go into.
        ALTER TABLE ingestBatch ADD COLUMN registerPointId INTEGER REFERENCES servicePoint(id);
        ALTER TABLE ingestBatch ADD COLUMN ownerCode TEXT CHECK (ownerCode <> '');
        -- Whether the copies that its records name go into the register of the point.
        ALTER TABLE ingestUpload ADD COLUMN entersCopies INTEGER NOT NULL DEFAULT 0 CHECK (entersCopies IN (0, 1));
        ALTER TABLE ingestUpload ADD COLUMN ownerCode TEXT CHECK (ownerCode <> '');
        ALTER TABLE ingestUpload ADD COLUMN removedCopies INTEGER NOT NULL DEFAULT 0 CHECK (removedCopies >= 0);
        ALTER TABLE ingestUpload ADD COLUMN keptCopies INTEGER NOT NULL DEFAULT 0 CHECK (keptCopies >= 0);

        -- Copies that a batch has entered in a register. The row goes when the
        -- entry is taken back.
        CREATE TABLE ingestCopy (
            copyId INTEGER PRIMARY KEY,
            batchId INTEGER NOT NULL REFERENCES ingestBatch(id),
            fileHash TEXT NOT NULL CHECK (length(fileHash) = 64),
            -- The record of the file, or the row of the register.
            row INTEGER NOT NULL CHECK (row > 0),
            -- The last event of its entering: what came later happened to it.
            position INTEGER NOT NULL CHECK (position > 0)
        ) STRICT;
        CREATE INDEX ingestCopyByBatch ON ingestCopy(batchId, copyId);
        -- Whether a record may go: asked for each one that an undo removes.
        CREATE INDEX bookRequestByRecord ON bookRequest(recordId) WHERE recordId IS NOT NULL;

        -- An accession register that is taken in, or was. Sent again, its form goes on
        -- with it; finished, it gives what it gave.
        CREATE TABLE registerIntake (
            batchId INTEGER PRIMARY KEY REFERENCES ingestBatch(id),
            servicePointId INTEGER NOT NULL REFERENCES servicePoint(id),
            accountId INTEGER REFERENCES account(id),
            form TEXT UNIQUE CHECK (form <> ''),
            lines INTEGER NOT NULL CHECK (lines >= 0),
            startedAt INTEGER NOT NULL,
            finishedAt INTEGER,
            recordsAdded INTEGER NOT NULL DEFAULT 0,
            recordsKnown INTEGER NOT NULL DEFAULT 0,
            copiesAdded INTEGER NOT NULL DEFAULT 0,
            copiesKnown INTEGER NOT NULL DEFAULT 0,
            -- Numbers that were not taken, one a line.
            refused TEXT NOT NULL DEFAULT ''
        ) STRICT;
        """

    private static let uploads = """
        -- A batch that came by the browser; those of the command line have no row.
        CREATE TABLE ingestUpload (
            batchId INTEGER PRIMARY KEY REFERENCES ingestBatch(id),
            servicePointId INTEGER NOT NULL REFERENCES servicePoint(id),
            accountId INTEGER REFERENCES account(id),
            stage TEXT NOT NULL CHECK (stage IN ('checking', 'checked', 'taking', 'live', 'removing', 'removed')),
            -- Why the work stands still.
            problem TEXT CHECK (problem IN ('disk-full', 'worker', 'failed')),
            uploadedAt INTEGER NOT NULL,
            -- Under uploads/, while its files are needed.
            folder TEXT NOT NULL UNIQUE CHECK (folder <> '' AND instr(folder, '/') = 0),
            removedRecords INTEGER,
            restoredRecords INTEGER,
            keptRecords INTEGER,
            CHECK (problem IS NULL OR stage IN ('checking', 'taking', 'removing')),
            CHECK ((stage = 'removed') = (removedRecords IS NOT NULL)),
            CHECK ((removedRecords IS NULL) = (restoredRecords IS NULL)),
            CHECK ((removedRecords IS NULL) = (keptRecords IS NULL))
        ) STRICT;
        CREATE INDEX ingestUploadByPoint ON ingestUpload(servicePointId, batchId);
        CREATE INDEX ingestUploadUnsettled ON ingestUpload(batchId) WHERE stage NOT IN ('live', 'removed');

        -- One file of it. The counts are NULL until it was read.
        CREATE TABLE ingestUploadFile (
            batchId INTEGER NOT NULL REFERENCES ingestUpload(batchId),
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            name TEXT NOT NULL CHECK (name <> ''),
            byteCount INTEGER NOT NULL CHECK (byteCount >= 0),
            fileHash TEXT NOT NULL CHECK (length(fileHash) = 64),
            -- An earlier file with the same bytes, read in its place.
            sameAs INTEGER CHECK (sameAs < ordinal),
            read INTEGER,
            added INTEGER,
            changed INTEGER,
            unchanged INTEGER,
            rejected INTEGER,
            PRIMARY KEY (batchId, ordinal),
            UNIQUE (batchId, name),
            CHECK (read IS NULL OR added + changed + unchanged + rejected = read),
            CHECK (read IS NOT NULL OR coalesce(added, changed, unchanged, rejected) IS NULL)
        ) STRICT, WITHOUT ROWID;
        -- The first records that a rehearsal added or changed.
        CREATE TABLE ingestUploadRecord (
            batchId INTEGER NOT NULL REFERENCES ingestUpload(batchId),
            ordinal INTEGER NOT NULL,
            title TEXT NOT NULL CHECK (title <> ''),
            isAdded INTEGER NOT NULL CHECK (isAdded IN (0, 1)),
            PRIMARY KEY (batchId, ordinal)
        ) STRICT, WITHOUT ROWID;

        -- The bytes of a file are read once in an upload.
        CREATE UNIQUE INDEX ingestUploadFileOnce ON ingestUploadFile(batchId, fileHash) WHERE sameAs IS NULL;
        """
}
