import GRDB

/// Reports in the precious database: drafts that change, and what was sent,
/// which never does.
enum ReportsSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("reports-1", foreignKeyChecks: .immediate) { db in try db.execute(sql: reports) }
    }

    private static func day(_ column: String) -> String {
        "\(column) TEXT CHECK (\(column) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')"
    }

    private static func hash(_ column: String) -> String { "\(column) TEXT CHECK (length(\(column)) = 64)" }

    private static let reports = """
        CREATE TABLE report (
            id INTEGER PRIMARY KEY,
            -- Whose it is; none of the three is the library as a whole.
            unitId INTEGER REFERENCES administrativeUnit(id),
            institutionId INTEGER REFERENCES institution(id),
            servicePointId INTEGER REFERENCES servicePoint(id),
            kind TEXT NOT NULL CHECK (kind <> ''),
            firstMonth TEXT NOT NULL CHECK (firstMonth GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
            lastMonth TEXT NOT NULL CHECK (lastMonth GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
            -- The duty as it stood when the report was begun.
            planCode TEXT CHECK (planCode <> ''),
            dutyCode TEXT CHECK (dutyCode <> ''),
            dutyYear INTEGER,
            planTitle TEXT CHECK (planTitle <> ''),
            \(day("lastGoodDay")),
            correctsId INTEGER UNIQUE REFERENCES report(id) CHECK (correctsId <> id),
            state TEXT NOT NULL CHECK (state IN ('draft', 'checked', 'sent')),
            edition INTEGER NOT NULL CHECK (edition > 0),
            superior TEXT NOT NULL,
            body TEXT NOT NULL,
            number TEXT NOT NULL,
            symbol TEXT NOT NULL,
            place TEXT NOT NULL,
            \(day("signedOn")),
            subject TEXT NOT NULL,
            addressee TEXT NOT NULL,
            overview TEXT NOT NULL,
            difficulties TEXT NOT NULL,
            proposals TEXT NOT NULL,
            recipients TEXT NOT NULL,
            authority TEXT NOT NULL,
            position TEXT NOT NULL,
            signer TEXT NOT NULL,
            -- `ReportFigures.bytes`.
            figures BLOB NOT NULL,
            writtenBy INTEGER REFERENCES account(id),
            writtenAt INTEGER NOT NULL,
            checkedBy INTEGER REFERENCES account(id),
            checkedAt INTEGER,
            sentBy INTEGER REFERENCES account(id),
            sentAt INTEGER,
            -- `ReportDocument.bytes`.
            document BLOB,
            \(hash("fileHash")),
            \(hash("annexHash")),
            \(hash("templateHash")),
            CHECK ((unitId IS NOT NULL) + (institutionId IS NOT NULL) + (servicePointId IS NOT NULL) <= 1),
            CHECK (lastMonth >= firstMonth),
            CHECK ((planCode IS NULL) = (dutyCode IS NULL) AND (planCode IS NULL) = (dutyYear IS NULL)
                AND (planCode IS NULL) = (planTitle IS NULL)),
            CHECK (lastGoodDay IS NULL OR planCode IS NOT NULL),
            CHECK ((state = 'draft') = (checkedAt IS NULL)),
            CHECK ((state = 'sent') = (sentAt IS NOT NULL)),
            CHECK ((state = 'sent') = (document IS NOT NULL) AND (state = 'sent') = (fileHash IS NOT NULL)
                AND (state = 'sent') = (annexHash IS NOT NULL) AND (state = 'sent') = (templateHash IS NOT NULL))
        ) STRICT;
        CREATE INDEX reportByUnit ON report(unitId, id) WHERE unitId IS NOT NULL;
        CREATE INDEX reportByInstitution ON report(institutionId, id) WHERE institutionId IS NOT NULL;
        CREATE INDEX reportByPoint ON report(servicePointId, id) WHERE servicePointId IS NOT NULL;
        CREATE INDEX reportByDuty ON report(planCode, dutyCode, dutyYear) WHERE planCode IS NOT NULL;
        CREATE TRIGGER reportSentIsNeverChanged BEFORE UPDATE ON report WHEN OLD.state = 'sent'
            BEGIN SELECT raise(ABORT, 'a report that was sent is never changed'); END;
        CREATE TRIGGER reportSentIsNeverRemoved BEFORE DELETE ON report WHEN OLD.state = 'sent'
            BEGIN SELECT raise(ABORT, 'a report that was sent is never removed'); END;
        CREATE TRIGGER reportStepsFollowEachOther BEFORE UPDATE OF state ON report
            WHEN NOT (OLD.state = 'draft' AND NEW.state IN ('draft', 'checked')
                OR OLD.state = 'checked' AND NEW.state IN ('draft', 'checked', 'sent'))
            BEGIN SELECT raise(ABORT, 'a report is checked before it is sent'); END;
        CREATE TRIGGER reportTextIsChangedInDraftAlone BEFORE UPDATE OF superior, body, number, symbol, place, signedOn,
                subject, addressee, overview, difficulties, proposals, recipients, authority, position, signer, figures
            ON report WHEN OLD.state <> 'draft'
            BEGIN SELECT raise(ABORT, 'only a draft is changed'); END;
        """
}
