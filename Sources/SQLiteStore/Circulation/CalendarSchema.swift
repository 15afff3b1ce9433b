import GRDB

/// Closing days in the precious database.
enum CalendarSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("calendar-1", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: closings)
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
}
