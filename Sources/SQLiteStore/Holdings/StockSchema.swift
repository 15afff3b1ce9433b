import GRDB
import Library

/// Number series, counts of the shelves, and the gift register; with the
/// indexes that lists and facets of copies need.
enum StockSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("stock-1", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: indexes)
            try db.execute(sql: tables)
        }
    }

    /// Numbers are found as barcodes are, and compared by a finer key: "1.2" is not
    /// "12", and "TK.0" is a number. Two that were different stay so.
    static func migrateNumbers(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("stock-2", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: "CREATE INDEX copyByNumber ON copy(numberKey)")
            var changed: [(id: Int64, number: String, barcode: String)] = []
            let rows = try Row.fetchCursor(
                db, sql: "SELECT id, accessionNumber, barcode, numberKey, barcodeKey FROM copy")
            while let row = try rows.next() {
                let barcode: String = row[2]
                let number = AccessionNumber.key(of: row[1] as String)
                let scanned = AccessionNumber.key(of: barcode)
                let key = scanned.isEmpty ? barcode : scanned
                if number != row[3] || key != row[4] { changed.append((row[0], number, key)) }
            }
            let update = try db.makeStatement(sql: "UPDATE copy SET numberKey = ?, barcodeKey = ? WHERE id = ?")
            for line in changed { try update.execute(arguments: [line.number, line.barcode, line.id]) }
        }
    }

    /// Of folded tables: a rebuild compares rows and needs none of them.
    private static let indexes = """
        -- Facets and lines of results read nothing else.
        CREATE INDEX copyStateByRecord ON copyState(recordId, holderId, status, boxId);
        -- Counts by status, and lists in the order of registering.
        CREATE INDEX copyStateByOwner ON copyState(ownerId, status);
        CREATE INDEX copyStateByPlace ON copyState(holderId);
        CREATE INDEX copyOfOwner ON copy(ownerId);
        CREATE INDEX ledgerEventByHold ON ledgerEvent(holdId, position) WHERE holdId IS NOT NULL;
        """

    private static let tables = """
        CREATE TABLE accessionSeries (
            institutionId INTEGER NOT NULL REFERENCES institution(id),
            prefix TEXT NOT NULL,
            width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 9),
            next INTEGER NOT NULL CHECK (next > 0),
            PRIMARY KEY (institutionId, prefix)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE stockTake (
            id INTEGER PRIMARY KEY,
            servicePointId INTEGER NOT NULL REFERENCES servicePoint(id),
            location TEXT CHECK (location <> ''),
            firstCall TEXT CHECK (firstCall <> ''),
            lastCall TEXT CHECK (lastCall <> ''),
            startedAt INTEGER NOT NULL,
            startedAfter INTEGER NOT NULL,
            -- Set when closing begins: no scan is taken any more.
            expected INTEGER CHECK (expected >= 0),
            closedAt INTEGER CHECK (closedAt IS NULL OR expected IS NOT NULL)
        ) STRICT;
        CREATE INDEX stockTakeByPoint ON stockTake(servicePointId, startedAt);
        -- A part of a point is counted once at a time.
        CREATE UNIQUE INDEX stockTakeOpen ON stockTake(
            servicePointId, ifnull(location, ''), ifnull(firstCall, ''), ifnull(lastCall, ''))
            WHERE closedAt IS NULL;

        CREATE TABLE stockTakeScan (
            id INTEGER PRIMARY KEY,
            stockTakeId INTEGER NOT NULL REFERENCES stockTake(id),
            at INTEGER NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            copyId INTEGER,
            outcome TEXT NOT NULL CHECK (outcome <> ''),
            -- Whether closing has said in the ledger what it found.
            isSettled INTEGER NOT NULL DEFAULT 0 CHECK (isSettled IN (0, 1))
        ) STRICT;
        CREATE INDEX stockTakeScanByCopy ON stockTakeScan(stockTakeId, copyId);
        CREATE INDEX stockTakeScanByOutcome ON stockTakeScan(stockTakeId, outcome, id);

        CREATE TABLE stockTakeMissing (
            stockTakeId INTEGER NOT NULL REFERENCES stockTake(id),
            copyId INTEGER NOT NULL,
            isSettled INTEGER NOT NULL DEFAULT 0 CHECK (isSettled IN (0, 1)),
            PRIMARY KEY (stockTakeId, copyId)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE gift (
            id INTEGER PRIMARY KEY,
            servicePointId INTEGER NOT NULL REFERENCES servicePoint(id),
            receivedOn TEXT NOT NULL CHECK (length(receivedOn) = 10),
            donorKind TEXT NOT NULL CHECK (donorKind IN ('person', 'body')),
            place TEXT CHECK (place <> '')
        ) STRICT;
        CREATE INDEX giftByDay ON gift(servicePointId, receivedOn);

        -- The only place where the name of a giver stands; the row goes when it is erased.
        CREATE TABLE giftDonor (
            giftId INTEGER PRIMARY KEY REFERENCES gift(id),
            name TEXT NOT NULL CHECK (name <> ''),
            address TEXT CHECK (address <> '')
        ) STRICT;

        CREATE TABLE giftLine (
            giftId INTEGER NOT NULL REFERENCES gift(id),
            line INTEGER NOT NULL CHECK (line > 0),
            text TEXT NOT NULL CHECK (text <> ''),
            quantity INTEGER NOT NULL CHECK (quantity > 0),
            value INTEGER CHECK (value >= 0),
            PRIMARY KEY (giftId, line)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE giftCopy (
            copyId INTEGER PRIMARY KEY,
            giftId INTEGER NOT NULL REFERENCES gift(id)
        ) STRICT;
        CREATE INDEX giftCopyByGift ON giftCopy(giftId);
        """
}
