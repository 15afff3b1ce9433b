import GRDB

/// Activities, reading periods and visits in the precious database. What was
/// noted is never changed: a later entry takes its place.
enum ActivitiesSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("activities-1", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: activities)
            try db.execute(sql: readingPeriods)
            try db.execute(sql: visits)
        }
    }

    private static func day(_ column: String) -> String {
        "\(column) TEXT NOT NULL CHECK (\(column) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')"
    }

    /// Entries are added; the last one of its thing is marked, and loses the mark
    /// to the next.
    private static func onlyAddedTo(_ table: String, _ columns: String) -> String {
        """
        CREATE TRIGGER \(table)IsNeverChanged BEFORE UPDATE OF \(columns) ON \(table)
            BEGIN SELECT raise(ABORT, 'entries are only added'); END;
        CREATE TRIGGER \(table)IsNeverRevived BEFORE UPDATE OF isCurrent ON \(table) WHEN NEW.isCurrent = 1
            BEGIN SELECT raise(ABORT, 'an entry is replaced once'); END;
        CREATE TRIGGER \(table)IsNeverRemoved BEFORE DELETE ON \(table)
            BEGIN SELECT raise(ABORT, 'entries are only added'); END;
        """
    }

    private static let activities = """
        CREATE TABLE activity (
            id INTEGER PRIMARY KEY,
            servicePointId INTEGER NOT NULL REFERENCES servicePoint(id)
        ) STRICT;
        CREATE INDEX activityByPoint ON activity(servicePointId);

        CREATE TABLE activityEntry (
            id INTEGER PRIMARY KEY,
            activityId INTEGER NOT NULL REFERENCES activity(id),
            isCurrent INTEGER NOT NULL DEFAULT 1 CHECK (isCurrent IN (0, 1)),
            title TEXT NOT NULL CHECK (title <> ''),
            kind TEXT NOT NULL CHECK (kind <> ''),
            \(day("firstDay")),
            \(day("lastDay")),
            place TEXT CHECK (place <> ''),
            className TEXT CHECK (className <> ''),
            state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
            -- All three or none: who was not counted is no zero.
            pupils INTEGER CHECK (pupils >= 0),
            teachers INTEGER CHECK (teachers >= 0),
            others INTEGER CHECK (others >= 0),
            women INTEGER CHECK (women BETWEEN 0 AND pupils + teachers + others),
            note TEXT CHECK (note <> ''),
            accountId INTEGER REFERENCES account(id),
            at INTEGER NOT NULL,
            CHECK (lastDay >= firstDay),
            CHECK ((pupils IS NULL) = (teachers IS NULL) AND (pupils IS NULL) = (others IS NULL)),
            CHECK (pupils IS NULL OR state = 'held'),
            CHECK (women IS NULL OR pupils IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX activityEntryCurrent ON activityEntry(activityId) WHERE isCurrent = 1;
        CREATE INDEX activityEntryByActivity ON activityEntry(activityId, id);
        CREATE INDEX activityEntryComing ON activityEntry(lastDay) WHERE isCurrent = 1 AND state = 'planned';
        \(onlyAddedTo("activityEntry", "id, activityId, title, kind, firstDay, lastDay, place, className, state, pupils, teachers, others, women, note, accountId, at"))
        """

    private static let readingPeriods = """
        CREATE TABLE readingSeries (
            id INTEGER PRIMARY KEY,
            servicePointId INTEGER NOT NULL REFERENCES servicePoint(id),
            className TEXT NOT NULL CHECK (className <> ''),
            sortKey TEXT NOT NULL,
            -- 2 is Monday, 8 Sunday.
            weekday INTEGER NOT NULL CHECK (weekday BETWEEN 2 AND 8),
            period INTEGER NOT NULL CHECK (period BETWEEN 1 AND 12),
            \(day("firstDay")),
            \(day("lastDay")),
            CHECK (lastDay >= firstDay)
        ) STRICT;
        CREATE INDEX readingSeriesByPoint ON readingSeries(servicePointId, lastDay);

        CREATE TABLE readingEntry (
            id INTEGER PRIMARY KEY,
            seriesId INTEGER NOT NULL REFERENCES readingSeries(id),
            -- The day of the timetable; `day` is the one it is really on.
            \(day("plannedDay")),
            isCurrent INTEGER NOT NULL DEFAULT 1 CHECK (isCurrent IN (0, 1)),
            state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
            \(day("day")),
            period INTEGER NOT NULL CHECK (period BETWEEN 1 AND 12),
            pupils INTEGER CHECK (pupils >= 0),
            accountId INTEGER REFERENCES account(id),
            at INTEGER NOT NULL,
            CHECK (pupils IS NULL OR state = 'held')
        ) STRICT;
        CREATE UNIQUE INDEX readingEntryCurrent ON readingEntry(seriesId, plannedDay) WHERE isCurrent = 1;
        CREATE INDEX readingEntryBySeries ON readingEntry(seriesId);
        \(onlyAddedTo("readingEntry", "id, seriesId, plannedDay, state, day, period, pupils, accountId, at"))
        """

    private static let visits = """
        -- The last entry of a day counts upwards; a correction begins the next one
        -- and leaves it as it stood.
        CREATE TABLE visitTally (
            servicePointId INTEGER NOT NULL REFERENCES servicePoint(id),
            \(day("day")),
            ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
            pupils INTEGER NOT NULL CHECK (pupils >= 0),
            staff INTEGER NOT NULL CHECK (staff >= 0),
            others INTEGER NOT NULL CHECK (others >= 0),
            reason TEXT CHECK (reason <> ''),
            accountId INTEGER REFERENCES account(id),
            at INTEGER NOT NULL,
            PRIMARY KEY (servicePointId, day, ordinal),
            CHECK (ordinal = 1 OR reason IS NOT NULL)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER visitTallyOnlyGrows BEFORE UPDATE ON visitTally
            WHEN NEW.pupils < OLD.pupils OR NEW.staff < OLD.staff OR NEW.others < OLD.others
                OR NEW.reason IS NOT OLD.reason OR NEW.servicePointId <> OLD.servicePointId OR NEW.day <> OLD.day
                OR NEW.ordinal <> OLD.ordinal
                OR EXISTS (SELECT 1 FROM visitTally t WHERE t.servicePointId = OLD.servicePointId
                    AND t.day = OLD.day AND t.ordinal > OLD.ordinal)
            BEGIN SELECT raise(ABORT, 'a tally only grows, and only in its last entry'); END;
        CREATE TRIGGER visitTallyIsNeverRemoved BEFORE DELETE ON visitTally
            BEGIN SELECT raise(ABORT, 'a tally is only added to'); END;
        """
}
