import GRDB

/// Choices for plans, declarations, figures of other offices and milestones in
/// the precious database. The plans themselves are files. Everything is only
/// added: what was said before stays.
enum PlansSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("plans-1", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: choices)
            try db.execute(sql: declarations)
            try db.execute(sql: figures)
        }
    }

    static func migrateEvidence(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("plans-2", foreignKeyChecks: .immediate) { db in try db.execute(sql: evidence) }
    }

    private static let evidence = """
        -- A file, by its SHA-256, that shows one of the two.
        CREATE TABLE evidenceFile (
            id INTEGER PRIMARY KEY,
            declarationId INTEGER REFERENCES declaration(id),
            milestoneMarkId INTEGER REFERENCES milestoneMark(id),
            hash TEXT NOT NULL CHECK (length(hash) = 64),
            kind TEXT NOT NULL CHECK (kind IN ('pdf', 'jpeg', 'png')),
            name TEXT NOT NULL CHECK (name <> ''),
            byteCount INTEGER NOT NULL CHECK (byteCount > 0),
            accountId INTEGER REFERENCES account(id),
            at INTEGER NOT NULL,
            CHECK ((declarationId IS NULL) + (milestoneMarkId IS NULL) = 1)
        ) STRICT;
        CREATE INDEX evidenceFileByDeclaration ON evidenceFile(declarationId, id) WHERE declarationId IS NOT NULL;
        CREATE INDEX evidenceFileByMark ON evidenceFile(milestoneMarkId, id) WHERE milestoneMarkId IS NOT NULL;
        \(onlyAddedTo("evidenceFile"))
        """

    private static func day(_ column: String) -> String {
        "\(column) TEXT NOT NULL CHECK (\(column) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')"
    }

    private static func onlyAddedTo(_ table: String) -> String {
        """
        CREATE TRIGGER \(table)IsNeverChanged BEFORE UPDATE ON \(table)
            BEGIN SELECT raise(ABORT, 'entries are only added'); END;
        CREATE TRIGGER \(table)IsNeverRemoved BEFORE DELETE ON \(table)
            BEGIN SELECT raise(ABORT, 'entries are only added'); END;
        """
    }

    private static let choices = """
        CREATE TABLE planChoice (
            id INTEGER PRIMARY KEY,
            planId TEXT NOT NULL CHECK (planId <> ''),
            kind TEXT NOT NULL CHECK (kind <> ''),
            -- The code of the target, duty or body; empty for the plan itself.
            subject TEXT NOT NULL,
            value TEXT NOT NULL CHECK (value <> ''),
            reason TEXT NOT NULL CHECK (reason <> ''),
            accountId INTEGER REFERENCES account(id),
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX planChoiceByPlan ON planChoice(planId, id);
        \(onlyAddedTo("planChoice"))
        """

    private static let declarations = """
        CREATE TABLE declaration (
            id INTEGER PRIMARY KEY,
            institutionId INTEGER NOT NULL REFERENCES institution(id),
            property TEXT NOT NULL CHECK (property <> ''),
            holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
            \(day("fromDay")),
            evidence TEXT CHECK (evidence <> ''),
            link TEXT CHECK (link GLOB 'http*://*'),
            -- Why it takes the place of the one before.
            reason TEXT CHECK (reason <> ''),
            accountId INTEGER REFERENCES account(id),
            at INTEGER NOT NULL,
            -- Who says yes shows something for it.
            CHECK (holds = 0 OR evidence IS NOT NULL OR link IS NOT NULL)
        ) STRICT;
        CREATE INDEX declarationByInstitution ON declaration(institutionId, property, id);
        CREATE TRIGGER declarationIsExplained BEFORE INSERT ON declaration
            WHEN NEW.reason IS NULL AND EXISTS (SELECT 1 FROM declaration d
                WHERE d.institutionId = NEW.institutionId AND d.property = NEW.property)
            BEGIN SELECT raise(ABORT, 'a declaration that is changed has a reason'); END;
        \(onlyAddedTo("declaration"))
        """

    private static let figures = """
        -- A share as another office counted it.
        CREATE TABLE targetFigure (
            id INTEGER PRIMARY KEY,
            planId TEXT NOT NULL CHECK (planId <> ''),
            targetCode TEXT NOT NULL CHECK (targetCode <> ''),
            \(day("onDay")),
            numerator INTEGER NOT NULL CHECK (numerator >= 0),
            denominator INTEGER NOT NULL CHECK (denominator >= numerator AND denominator > 0),
            source TEXT NOT NULL CHECK (source <> ''),
            reason TEXT CHECK (reason <> ''),
            accountId INTEGER REFERENCES account(id),
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX targetFigureByTarget ON targetFigure(planId, targetCode, onDay, id);
        \(onlyAddedTo("targetFigure"))

        CREATE TABLE milestoneMark (
            id INTEGER PRIMARY KEY,
            planId TEXT NOT NULL CHECK (planId <> ''),
            targetCode TEXT NOT NULL CHECK (targetCode <> ''),
            -- Empty takes an earlier mark back.
            reachedOn TEXT CHECK (reachedOn GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            evidence TEXT NOT NULL CHECK (evidence <> ''),
            accountId INTEGER REFERENCES account(id),
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX milestoneMarkByTarget ON milestoneMark(planId, targetCode, id);
        \(onlyAddedTo("milestoneMark"))
        """
}
