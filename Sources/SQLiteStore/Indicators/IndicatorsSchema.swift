import GRDB

/// The monthly figures in the precious database, and what they are counted
/// from on the way.
enum IndicatorsSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("indicators-1", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: figures)
            try db.execute(sql: counting)
        }
    }

    /// 202609 for September 2026: short, and in order.
    private static let month = """
        month INTEGER NOT NULL CHECK (month / 100 BETWEEN 1 AND 9999 AND month % 100 BETWEEN 1 AND 12)
        """

    private static let figures = """
        -- Entries are only added. The one that holds is marked, and loses the mark
        -- to the next.
        CREATE TABLE figureEntry (
            id INTEGER PRIMARY KEY,
            -- None: the site as a whole.
            servicePointId INTEGER REFERENCES servicePoint(id),
            indicator TEXT NOT NULL CHECK (indicator <> ''),
            \(month),
            origin TEXT NOT NULL CHECK (origin IN ('system', 'tally', 'imported')),
            isCurrent INTEGER NOT NULL DEFAULT 1 CHECK (isCurrent IN (0, 1)),
            -- None: an earlier one was taken back.
            value INTEGER CHECK (value BETWEEN 0 AND 2147483647),
            -- What the system counted when the entry was made; a person may have put
            -- the value right.
            counted INTEGER CHECK (counted >= 0),
            excluded INTEGER NOT NULL DEFAULT 0 CHECK (excluded >= 0),
            completeness INTEGER CHECK (completeness BETWEEN 0 AND 100),
            definition INTEGER NOT NULL CHECK (definition BETWEEN 1 AND 255),
            loss TEXT CHECK (loss <> ''),
            cause TEXT NOT NULL CHECK (cause IN ('first', 'corrected', 'late')),
            reason TEXT CHECK (reason <> ''),
            -- Different readers since the years began.
            yearToDate INTEGER CHECK (yearToDate >= 0),
            schoolYearToDate INTEGER CHECK (schoolYearToDate >= 0),
            replacesId INTEGER REFERENCES figureEntry(id),
            accountId INTEGER REFERENCES account(id),
            at INTEGER NOT NULL,
            CHECK (origin = 'system' OR counted IS NULL),
            CHECK (cause <> 'late' OR origin = 'system'),
            CHECK ((cause = 'corrected') = (reason IS NOT NULL)),
            CHECK (cause <> 'first' OR (replacesId IS NULL AND value IS NOT NULL)),
            CHECK (cause <> 'corrected' OR replacesId IS NOT NULL),
            CHECK (indicator = 'active-user' OR (yearToDate IS NULL AND schoolYearToDate IS NULL)),
            CHECK ((yearToDate IS NULL) = (schoolYearToDate IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX figureEntryCurrent ON figureEntry(indicator, ifnull(servicePointId, 0), month, origin)
            WHERE isCurrent = 1;
        CREATE UNIQUE INDEX figureEntryReplaced ON figureEntry(replacesId) WHERE replacesId IS NOT NULL;
        CREATE INDEX figureEntryByPlace ON figureEntry(ifnull(servicePointId, 0), month);
        CREATE TRIGGER figureEntryIsNeverChanged BEFORE UPDATE OF id, servicePointId, indicator, month, origin, value,
            counted, excluded, completeness, definition, loss, cause, reason, yearToDate, schoolYearToDate, replacesId,
            accountId, at ON figureEntry
            BEGIN SELECT raise(ABORT, 'entries are only added'); END;
        CREATE TRIGGER figureEntryIsNeverRevived BEFORE UPDATE OF isCurrent ON figureEntry WHEN NEW.isCurrent = 1
            BEGIN SELECT raise(ABORT, 'an entry is replaced once'); END;
        CREATE TRIGGER figureEntryIsNeverRemoved BEFORE DELETE ON figureEntry
            BEGIN SELECT raise(ABORT, 'entries are only added'); END;

        CREATE TABLE figureFreeze (
            \(month) PRIMARY KEY,
            at INTEGER NOT NULL,
            -- None: the clock, or the command line.
            accountId INTEGER REFERENCES account(id),
            -- The last act of the ledger that was counted.
            position INTEGER NOT NULL CHECK (position >= 0),
            figures INTEGER NOT NULL CHECK (figures >= 0),
            -- In milliseconds.
            took INTEGER NOT NULL CHECK (took >= 0)
        ) STRICT;
        CREATE TRIGGER figureFreezeIsNeverChanged BEFORE UPDATE ON figureFreeze
            BEGIN SELECT raise(ABORT, 'a month is frozen once'); END;
        CREATE TRIGGER figureFreezeIsNeverRemoved BEFORE DELETE ON figureFreeze
            BEGIN SELECT raise(ABORT, 'a month is frozen once'); END;
        """

    private static let counting = """
        -- How far the ledger is counted. What is below can be counted again from its
        -- first event on.
        CREATE TABLE useProgress (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            position INTEGER NOT NULL CHECK (position >= 0),
            -- When the last act was told by a clock that was right.
            lastTold INTEGER NOT NULL
        ) STRICT;
        INSERT INTO useProgress VALUES (1, 0, 1420045200000);

        CREATE TABLE useCount (
            servicePointId INTEGER NOT NULL,
            \(month),
            indicator TEXT NOT NULL CHECK (indicator <> ''),
            value INTEGER NOT NULL CHECK (value >= 0),
            excluded INTEGER NOT NULL CHECK (excluded >= 0),
            wrongClock INTEGER NOT NULL CHECK (wrongClock >= 0),
            PRIMARY KEY (month, servicePointId, indicator)
        ) STRICT, WITHOUT ROWID;

        -- That a desk was at work in a month, and since which day of it.
        CREATE TABLE deskWork (
            servicePointId INTEGER NOT NULL,
            \(month),
            acts INTEGER NOT NULL CHECK (acts > 0),
            firstDay INTEGER NOT NULL CHECK (firstDay BETWEEN 1 AND 31),
            PRIMARY KEY (servicePointId, month)
        ) STRICT, WITHOUT ROWID;

        -- Who used a point in a month, and nothing more, until both years the month
        -- is part of are counted; then it goes. Whoever was erased is a number
        -- below 0 that leads to nobody.
        CREATE TABLE activeReader (
            \(month),
            servicePointId INTEGER NOT NULL,
            patronId INTEGER NOT NULL,
            PRIMARY KEY (month, servicePointId, patronId)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX activeReaderByPatron ON activeReader(patronId);
        """
}
