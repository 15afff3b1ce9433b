import GRDB
import Library

/// The ledger, what is folded from it, and the two tables that say who.
enum LedgerSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("ledger-1", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: events)
            try db.execute(sql: copies)
            try db.execute(sql: loans)
            try db.execute(sql: boxes)
            try db.execute(sql: parties)
        }
    }

    /// Registers are leafed through in the order of their numbers, which is that of
    /// the letters and then of the numbers as numbers.
    static func migrateOrder(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("ledger-2", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: "ALTER TABLE copy ADD COLUMN numberOrder TEXT NOT NULL DEFAULT ''")
            let update = try db.makeStatement(sql: "UPDATE copy SET numberOrder = ? WHERE id = ?")
            var lines: [(id: Int64, order: String)] = []
            let rows = try Row.fetchCursor(db, sql: "SELECT id, accessionNumber, numberKey FROM copy")
            while let row = try rows.next() {
                lines.append((row[0], AccessionNumber(text: row[1], key: row[2]).order))
            }
            for line in lines { try update.execute(arguments: [line.order, line.id]) }
            try db.execute(sql: "CREATE INDEX copyByOrder ON copy(ownerId, numberOrder)")
        }
    }

    /// A box may owe a count: its seal was broken away from home, or it was called
    /// back uncounted.
    static func migrateCounts(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("ledger-3", foreignKeyChecks: .immediate) { db in
            try db.execute(
                sql: "ALTER TABLE box ADD COLUMN owesCount INTEGER NOT NULL DEFAULT 0 CHECK (owesCount IN (0, 1))")
        }
    }

    /// Lines of paper are told apart from the acts of the server itself.
    static func migratePaper(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("ledger-4", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: "INSERT INTO device (id, name) VALUES (2, 'paper')")
        }
    }

    /// A loan that ended before it began, by a wrong clock, ends as it begins: the
    /// fold says so from now on.
    static func migrateClock(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("ledger-5", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: "UPDATE loan SET closedAt = openedAt WHERE closedAt < openedAt")
        }
    }

    /// What `rebuild` makes again from the events alone.
    static let folded = [
        "copy", "copyState", "custody", "loan", "hold", "box", "boxLine", "boxManifest", "ledgerException",
    ]

    /// Columns are named after what the facts hold; which kind fills which is
    /// said in ``LedgerRows``. There are no foreign keys: what happened stays
    /// true, whatever becomes of the thing it happened to.
    private static let events = """
        CREATE TABLE device (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (name <> '')
        ) STRICT;
        INSERT INTO device VALUES (1, 'server');

        CREATE TABLE ledgerEvent (
            position INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            deviceId INTEGER NOT NULL,
            deviceSequence INTEGER NOT NULL CHECK (deviceSequence > 0),
            happenedAt INTEGER NOT NULL,
            acceptedAt INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind <> ''),
            conflict TEXT CHECK (conflict <> ''),
            copyId INTEGER, loanId INTEGER, holdId INTEGER, boxId INTEGER, recordId INTEGER,
            pointId INTEGER, toPointId INTEGER, tripId INTEGER,
            dueOn TEXT, policy TEXT, category TEXT, grade INTEGER, unitId INTEGER,
            number INTEGER, quantity INTEGER, text TEXT, hash TEXT
        ) STRICT;
        CREATE INDEX ledgerEventByCopy ON ledgerEvent(copyId, position) WHERE copyId IS NOT NULL;
        CREATE INDEX ledgerEventByBox ON ledgerEvent(boxId, position) WHERE boxId IS NOT NULL;
        CREATE TRIGGER ledgerEventIsNeverChanged BEFORE UPDATE ON ledgerEvent
            BEGIN SELECT raise(ABORT, 'the ledger is only added to'); END;
        CREATE TRIGGER ledgerEventIsNeverRemoved BEFORE DELETE ON ledgerEvent
            BEGIN SELECT raise(ABORT, 'the ledger is only added to'); END;

        -- The register's line that an event registered or corrected.
        CREATE TABLE copyEntry (
            position INTEGER PRIMARY KEY REFERENCES ledgerEvent(position),
            \(copyColumns)
        ) STRICT;
        CREATE TRIGGER copyEntryIsNeverChanged BEFORE UPDATE ON copyEntry
            BEGIN SELECT raise(ABORT, 'the ledger is only added to'); END;
        CREATE TRIGGER copyEntryIsNeverRemoved BEFORE DELETE ON copyEntry
            BEGIN SELECT raise(ABORT, 'the ledger is only added to'); END;
        """

    /// The register's line, in the order of ``CopyRows``.
    static let copyColumns = """
        recordId INTEGER NOT NULL,
        institutionId INTEGER NOT NULL,
        accessionNumber TEXT NOT NULL CHECK (accessionNumber <> ''),
        numberKey TEXT NOT NULL CHECK (numberKey <> ''),
        barcode TEXT NOT NULL CHECK (barcode <> ''),
        barcodeKey TEXT NOT NULL CHECK (barcodeKey <> ''),
        callNumber TEXT CHECK (callNumber <> ''),
        location TEXT CHECK (location <> ''),
        price INTEGER CHECK (price >= 0),
        condition TEXT NOT NULL,
        source TEXT,
        receivedOn TEXT,
        invoice TEXT CHECK (invoice <> ''),
        note TEXT CHECK (note <> '')
        """

    private static let copies = """
        CREATE TABLE copy (
            id INTEGER PRIMARY KEY,
            ownerId INTEGER NOT NULL REFERENCES servicePoint(id),
            \(copyColumns.replacing("recordId INTEGER NOT NULL,", with: "recordId INTEGER NOT NULL REFERENCES bibRecord(id),")),
            UNIQUE (institutionId, numberKey)
        ) STRICT;
        CREATE INDEX copyByRecord ON copy(recordId);
        CREATE INDEX copyByBarcode ON copy(barcodeKey);
        CREATE INDEX copyByOwner ON copy(ownerId, numberKey);

        -- Where it is and what it may do now: a short row, written at each act.
        CREATE TABLE copyState (
            id INTEGER PRIMARY KEY,
            recordId INTEGER NOT NULL,
            ownerId INTEGER NOT NULL,
            holderId INTEGER NOT NULL,
            plannedHolderId INTEGER CHECK (plannedHolderId <> holderId),
            boxId INTEGER,
            status TEXT NOT NULL CHECK (status <> ''),
            loanId INTEGER CHECK ((loanId IS NOT NULL) = (status = 'on-loan')),
            holdId INTEGER CHECK ((holdId IS NOT NULL) = (status = 'set-aside'))
        ) STRICT;
        CREATE INDEX copyStateByHolder ON copyState(holderId, status);
        CREATE INDEX copyStateByBox ON copyState(boxId) WHERE boxId IS NOT NULL;
        CREATE INDEX copyStateByPlan ON copyState(plannedHolderId) WHERE plannedHolderId IS NOT NULL;

        -- Whose hands a copy was in from when to when. Exactly one row of a copy
        -- is open, so that it is in exactly one place and at most on one way.
        CREATE TABLE custody (
            copyId INTEGER NOT NULL,
            sincePosition INTEGER NOT NULL,
            since INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('at', 'travelling', 'missing', 'gone')),
            pointId INTEGER NOT NULL,
            toPointId INTEGER CHECK ((toPointId IS NOT NULL) = (kind = 'travelling')),
            boxId INTEGER CHECK (boxId IS NULL OR kind IN ('at', 'travelling')),
            untilPosition INTEGER CHECK (untilPosition >= sincePosition),
            until INTEGER CHECK ((until IS NULL) = (untilPosition IS NULL)),
            PRIMARY KEY (copyId, sincePosition)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX custodyNow ON custody(copyId) WHERE untilPosition IS NULL;
        """

    private static let loans = """
        CREATE TABLE loan (
            id INTEGER PRIMARY KEY,
            copyId INTEGER NOT NULL,
            pointId INTEGER NOT NULL,
            ownerId INTEGER NOT NULL,
            openedAt INTEGER NOT NULL,
            dueOn TEXT NOT NULL,
            renewals INTEGER NOT NULL CHECK (renewals >= 0),
            category TEXT NOT NULL,
            grade INTEGER,
            unitId INTEGER NOT NULL,
            closedAt INTEGER,
            closedPointId INTEGER CHECK ((closedPointId IS NULL) = (closedAt IS NULL)),
            isLoss INTEGER NOT NULL DEFAULT 0 CHECK (isLoss IN (0, 1))
        ) STRICT;
        CREATE UNIQUE INDEX loanOpen ON loan(copyId) WHERE closedAt IS NULL;
        CREATE INDEX loanDue ON loan(pointId, dueOn) WHERE closedAt IS NULL;

        CREATE TABLE hold (
            id INTEGER PRIMARY KEY,
            recordId INTEGER NOT NULL,
            pickupId INTEGER NOT NULL,
            placedAt INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'ready', 'filled', 'cancelled', 'expired')),
            copyId INTEGER CHECK ((copyId IS NOT NULL) = (state = 'ready')),
            readySince INTEGER CHECK ((readySince IS NULL) = (copyId IS NULL))
        ) STRICT;
        CREATE INDEX holdWaiting ON hold(recordId, placedAt, id) WHERE state = 'waiting';
        CREATE INDEX holdReady ON hold(pickupId, readySince) WHERE state = 'ready';

        CREATE TABLE ledgerException (
            position INTEGER PRIMARY KEY,
            conflict TEXT NOT NULL,
            resolution TEXT,
            resolvedBy INTEGER CHECK ((resolvedBy IS NULL) = (resolution IS NULL))
        ) STRICT;
        CREATE INDEX ledgerExceptionOpen ON ledgerException(position) WHERE resolution IS NULL;
        """

    private static let boxes = """
        CREATE TABLE box (
            id INTEGER PRIMARY KEY,
            number TEXT NOT NULL CHECK (number <> ''),
            ownerId INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state <> ''),
            placeId INTEGER NOT NULL,
            destinationId INTEGER CHECK ((destinationId IS NOT NULL) = (state = 'in-transit')),
            tripId INTEGER,
            sealings INTEGER NOT NULL CHECK (sealings >= 0),
            sealedCopies INTEGER,
            sealedQuantity INTEGER CHECK ((sealedQuantity IS NULL) = (sealedCopies IS NULL)),
            sealedHash TEXT CHECK ((sealedHash IS NULL) = (sealedCopies IS NULL)),
            UNIQUE (ownerId, number)
        ) STRICT;
        CREATE INDEX boxByPlace ON box(placeId, state);
        CREATE INDEX boxByDestination ON box(destinationId) WHERE destinationId IS NOT NULL;

        CREATE TABLE boxLine (
            boxId INTEGER NOT NULL,
            line INTEGER NOT NULL CHECK (line > 0),
            text TEXT NOT NULL CHECK (text <> ''),
            quantity INTEGER NOT NULL CHECK (quantity > 0),
            counted INTEGER CHECK (counted >= 0),
            PRIMARY KEY (boxId, line)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE boxManifest (
            boxId INTEGER NOT NULL,
            sealing INTEGER NOT NULL CHECK (sealing > 0),
            copyId INTEGER NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('sealed', 'counted', 'missing', 'surplus')),
            PRIMARY KEY (boxId, sealing, copyId)
        ) STRICT, WITHOUT ROWID;
        """

    /// The only links from what happened to people. Their rows are removed by
    /// age or on request; the loan stays, and nobody is found by it.
    private static let parties = """
        CREATE TABLE loanParty (
            loanId INTEGER PRIMARY KEY,
            patronId INTEGER NOT NULL REFERENCES patron(id)
        ) STRICT;
        CREATE INDEX loanPartyByPatron ON loanParty(patronId);

        CREATE TABLE holdParty (
            holdId INTEGER PRIMARY KEY,
            patronId INTEGER NOT NULL REFERENCES patron(id)
        ) STRICT;
        CREATE INDEX holdPartyByPatron ON holdParty(patronId);
        """
}
