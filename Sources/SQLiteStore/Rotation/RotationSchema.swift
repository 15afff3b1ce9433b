import GRDB

/// The plans around the boxes: rotas, trips, minutes, requests. They are edited,
/// so that they are no part of the ledger.
enum RotationSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("rotation-1", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: rotas)
            try db.execute(sql: trips)
            try db.execute(sql: papers)
        }
    }

    /// Minutes keep what was in the box, whatever becomes of it later.
    static func migrateMinutes(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("rotation-2", foreignKeyChecks: .immediate) { db in
            try db.execute(
                sql: """
                    ALTER TABLE handover ADD COLUMN copies INTEGER CHECK (copies >= 0);
                    ALTER TABLE handover ADD COLUMN things TEXT CHECK (things IS NULL OR json_valid(things));
                    ALTER TABLE handover ADD COLUMN tripId INTEGER;
                    """)
        }
    }

    /// What was noted at a stop is kept when it is put right. What stood there
    /// counts as noted now: it enters months that are frozen as a late entry.
    static func migrateStopVisits(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("trip-visits-1", foreignKeyChecks: .immediate) { db in try db.execute(sql: visits) }
    }

    private static let visits = """
        CREATE TABLE stopVisit (
            tripId INTEGER NOT NULL,
            stop INTEGER NOT NULL,
            ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
            \(day("day")) NOT NULL,
            visits INTEGER NOT NULL CHECK (visits BETWEEN 0 AND 100000),
            reason TEXT CHECK (reason <> ''),
            accountId INTEGER REFERENCES account(id),
            at INTEGER NOT NULL,
            PRIMARY KEY (tripId, stop, ordinal),
            FOREIGN KEY (tripId, stop) REFERENCES tripStop(tripId, ordinal),
            CHECK (ordinal = 1 OR reason IS NOT NULL)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX stopVisitByDay ON stopVisit(day);
        CREATE TRIGGER stopVisitIsNeverChanged BEFORE UPDATE ON stopVisit
            BEGIN SELECT raise(ABORT, 'entries are only added'); END;
        CREATE TRIGGER stopVisitIsNeverRemoved BEFORE DELETE ON stopVisit
            BEGIN SELECT raise(ABORT, 'entries are only added'); END;

        INSERT INTO stopVisit (tripId, stop, ordinal, day, visits, at)
            SELECT tripId, ordinal, 1, plannedOn, min(visits, 100000),
                CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
            FROM tripStop WHERE visits IS NOT NULL;
        ALTER TABLE tripStop DROP COLUMN visits;
        """

    /// Minutes take what the giver says afterwards to what differed.
    static func migrateAnswers(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("rotation-3", foreignKeyChecks: .immediate) { db in
            try db.execute(
                sql: """
                    ALTER TABLE handover ADD COLUMN verdict TEXT CHECK (verdict IN ('agreed', 'objected'));
                    ALTER TABLE handover ADD COLUMN answerName TEXT
                        CHECK (answerName <> '' AND (answerName IS NULL) = (verdict IS NULL));
                    ALTER TABLE handover ADD COLUMN answerWords TEXT
                        CHECK (answerWords <> '' OR verdict IS NULL OR verdict = 'agreed');
                    ALTER TABLE handover ADD COLUMN \(day("answeredOn")) CHECK ((answeredOn IS NULL) = (verdict IS NULL));
                    CREATE INDEX handoverByFrom ON handover(fromId, countedOn);
                    CREATE INDEX handoverByTo ON handover(toId, countedOn);
                    """)
        }
    }

    /// What was said of boxes sent by hand.
    static func migrateDays(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("rotation-4", foreignKeyChecks: .immediate) { db in
            try db.execute(
                sql: """
                    CREATE TABLE boxDays (
                        boxId INTEGER PRIMARY KEY,
                        \(day("expectedOn")),
                        \(day("returnBy"))
                    ) STRICT;
                    """)
        }
    }

    /// When a library gives back what it asked for.
    static func migrateReturns(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("rotation-5", foreignKeyChecks: .immediate) { db in
            try db.execute(
                sql: "ALTER TABLE bookRequest ADD COLUMN \(day("returnBy")) CHECK (returnBy > neededBy)")
        }
    }

    /// A trip that was broken off is told from one that never left: of those before,
    /// by what is written of their boxes.
    static func migrateDepartures(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("rotation-6", foreignKeyChecks: .immediate) { db in
            try db.execute(
                sql: """
                    ALTER TABLE trip ADD COLUMN \(day("leftOn"));
                    UPDATE trip SET leftOn = plannedOn WHERE state IN ('under-way', 'done')
                        OR state = 'cancelled' AND EXISTS (
                            SELECT 1 FROM tripBox b JOIN ledgerEvent e ON e.boxId = b.boxId
                            WHERE b.tripId = trip.id AND e.tripId = trip.id AND e.kind = 'box-depart'
                                AND e.conflict IS NULL);
                    """)
        }
    }

    private static func day(_ column: String) -> String {
        "\(column) TEXT CHECK (\(column) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')"
    }

    private static let rotas = """
        CREATE TABLE rota (
            id INTEGER PRIMARY KEY,
            ownerId INTEGER NOT NULL REFERENCES servicePoint(id),
            name TEXT NOT NULL CHECK (name <> ''),
            ending TEXT NOT NULL CHECK (ending IN ('again', 'home', 'stay')),
            UNIQUE (ownerId, name)
        ) STRICT;

        CREATE TABLE rotaStage (
            rotaId INTEGER NOT NULL REFERENCES rota(id),
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            pointId INTEGER NOT NULL REFERENCES servicePoint(id),
            days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 1000),
            loans INTEGER CHECK (loans > 0),
            PRIMARY KEY (rotaId, ordinal)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX rotaStageByPoint ON rotaStage(pointId);

        -- A box is on one rota at most; stage 0 is before the first.
        CREATE TABLE rotaBox (
            boxId INTEGER PRIMARY KEY,
            rotaId INTEGER NOT NULL REFERENCES rota(id),
            stage INTEGER NOT NULL CHECK (stage >= 0)
        ) STRICT;
        CREATE INDEX rotaBoxByRota ON rotaBox(rotaId);
        """

    private static let trips = """
        CREATE TABLE trip (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('rotation', 'mobile')),
            fromId INTEGER NOT NULL REFERENCES servicePoint(id),
            \(day("plannedOn")) NOT NULL,
            vehicle TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL CHECK (state IN ('planned', 'under-way', 'done', 'cancelled'))
        ) STRICT;
        CREATE INDEX tripByFrom ON trip(fromId, plannedOn);

        CREATE TABLE tripStop (
            tripId INTEGER NOT NULL REFERENCES trip(id),
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            pointId INTEGER NOT NULL REFERENCES servicePoint(id),
            \(day("plannedOn")) NOT NULL,
            visits INTEGER CHECK (visits >= 0),
            PRIMARY KEY (tripId, ordinal)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX tripStopByPoint ON tripStop(pointId);

        CREATE TABLE tripBox (
            tripId INTEGER NOT NULL REFERENCES trip(id),
            boxId INTEGER NOT NULL,
            ordinal INTEGER NOT NULL,
            PRIMARY KEY (tripId, boxId),
            FOREIGN KEY (tripId, ordinal) REFERENCES tripStop(tripId, ordinal)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX tripBoxByBox ON tripBox(boxId);

        -- Those who go along officially and sign.
        CREATE TABLE tripPerson (
            tripId INTEGER NOT NULL REFERENCES trip(id),
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            role TEXT NOT NULL CHECK (role IN ('driver', 'librarian', 'other')),
            name TEXT NOT NULL CHECK (name <> ''),
            PRIMARY KEY (tripId, ordinal)
        ) STRICT, WITHOUT ROWID;
        """

    private static let papers = """
        -- What both sides signed for, as it stood then.
        CREATE TABLE handover (
            boxId INTEGER NOT NULL,
            sealing INTEGER NOT NULL CHECK (sealing > 0),
            fromId INTEGER NOT NULL,
            toId INTEGER NOT NULL,
            \(day("countedOn")) NOT NULL,
            giver TEXT NOT NULL,
            receiver TEXT NOT NULL,
            remarks TEXT NOT NULL,
            discrepancies TEXT NOT NULL CHECK (json_valid(discrepancies)),
            PRIMARY KEY (boxId, sealing)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE bookRequest (
            id INTEGER PRIMARY KEY,
            fromId INTEGER NOT NULL REFERENCES servicePoint(id),
            toId INTEGER NOT NULL REFERENCES servicePoint(id) CHECK (toId <> fromId),
            askedAt INTEGER NOT NULL,
            recordId INTEGER REFERENCES bibRecord(id),
            words TEXT NOT NULL,
            grade INTEGER CHECK (grade BETWEEN 1 AND 12),
            subject TEXT CHECK (subject <> ''),
            quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 5000),
            \(day("neededBy")),
            schoolYear TEXT CHECK (schoolYear <> ''),
            state TEXT NOT NULL CHECK (state IN ('asked', 'accepted', 'declined', 'packed', 'closed')),
            answer TEXT NOT NULL DEFAULT '',
            boxId INTEGER UNIQUE,
            CHECK (recordId IS NOT NULL OR words <> '' OR grade IS NOT NULL OR subject IS NOT NULL)
        ) STRICT;
        CREATE INDEX bookRequestByFrom ON bookRequest(fromId);
        CREATE INDEX bookRequestByTo ON bookRequest(toId);
        """
}
