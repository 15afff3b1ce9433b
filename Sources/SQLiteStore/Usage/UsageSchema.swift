import GRDB
import Library

/// What was counted of the site's use by months, in the precious database: it
/// outlives the raw hits.
enum UsageSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("usage-1", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: months)
            try db.execute(sql: items)
        }
    }

    private static let months = """
        CREATE TABLE usageMonth (
            month TEXT PRIMARY KEY CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
            days INTEGER NOT NULL CHECK (days BETWEEN 0 AND 31),
            minutes INTEGER NOT NULL CHECK (minutes >= 0),
            crashes INTEGER NOT NULL CHECK (crashes >= 0),
            isOpen INTEGER NOT NULL CHECK (isOpen IN (0, 1)),
            dropped INTEGER NOT NULL CHECK (dropped >= 0),
            clockSteps INTEGER NOT NULL CHECK (clockSteps >= 0),
            -- Dates, one after the other.
            robotLists TEXT NOT NULL
        ) STRICT;

        CREATE TABLE usageMonthHits (
            month TEXT NOT NULL REFERENCES usageMonth(month) ON DELETE CASCADE,
            kind INTEGER NOT NULL,
            hits INTEGER NOT NULL CHECK (hits > 0),
            PRIMARY KEY (month, kind)
        ) STRICT, WITHOUT ROWID;

        -- pointId 0 is the site: visitors of whom no point is known. What is
        -- excluded stands under its reason, what counts under ''.
        CREATE TABLE usageMonthCount (
            month TEXT NOT NULL REFERENCES usageMonth(month) ON DELETE CASCADE,
            pointId INTEGER NOT NULL CHECK (pointId >= 0),
            indicator TEXT NOT NULL CHECK (indicator <> ''),
            reason TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number >= 0),
            PRIMARY KEY (month, pointId, indicator, reason)
        ) STRICT, WITHOUT ROWID;
        """

    /// A record that is no longer there stays counted; lists leave it out.
    private static let items = """
        CREATE TABLE usageMonthItem (
            month TEXT NOT NULL REFERENCES usageMonth(month) ON DELETE CASCADE,
            pointId INTEGER NOT NULL CHECK (pointId >= 0),
            recordId INTEGER NOT NULL,
            requests INTEGER NOT NULL CHECK (requests >= 0),
            investigations INTEGER NOT NULL CHECK (investigations >= requests),
            PRIMARY KEY (month, pointId, recordId)
        ) STRICT, WITHOUT ROWID;
        """
}
