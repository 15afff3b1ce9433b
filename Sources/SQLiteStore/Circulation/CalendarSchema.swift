import GRDB

/// Closing days, and announced days off, in the precious database.
enum CalendarSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("calendar-1", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: closings)
        }
    }

    static func migrateHolidays(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("calendar-2", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: holidays)
        }
    }

    private static let closings = """
        CREATE TABLE closingPeriod (
            id INTEGER PRIMARY KEY,
            institutionId INTEGER NOT NULL REFERENCES institution(id),
            -- None: the whole institution is closed.
            servicePointId INTEGER REFERENCES servicePoint(id),
            firstDay TEXT NOT NULL CHECK (firstDay GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            lastDay TEXT NOT NULL CHECK (lastDay GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            reason TEXT NOT NULL CHECK (reason <> ''),
            CHECK (lastDay >= firstDay)
        ) STRICT;
        CREATE INDEX closingPeriodByInstitution ON closingPeriod(institutionId, firstDay);
        CREATE INDEX closingPeriodByPoint ON closingPeriod(servicePointId) WHERE servicePointId IS NOT NULL;
        """

    private static let holidays = """
        CREATE TABLE announcedHoliday (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL CHECK (name <> ''),
            firstDay TEXT NOT NULL CHECK (firstDay GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            lastDay TEXT NOT NULL CHECK (lastDay GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            source TEXT NOT NULL CHECK (source <> ''),
            CHECK (lastDay >= firstDay)
        ) STRICT;
        -- The year it ends in: New Year's days off may begin in December.
        CREATE UNIQUE INDEX announcedHolidayByYear ON announcedHoliday(name, substr(lastDay, 1, 4));
        """
}
