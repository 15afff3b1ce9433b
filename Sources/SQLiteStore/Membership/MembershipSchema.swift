import GRDB

/// Places, people, accounts and the audit in the precious database.
enum MembershipSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("membership-1", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: places)
            try db.execute(sql: people)
            try db.execute(sql: accounts)
        }
    }

    /// The tables a dump leaves out: who is signed in now, and which forms were
    /// sent, tell nothing about the library.
    static let passing: Set<String> = ["session", "formAct"]

    private static func day(_ column: String) -> String {
        "\(column) TEXT CHECK (\(column) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')"
    }

    private static let places = """
        -- A unit is a code and its days: codes are reused.
        CREATE TABLE administrativeUnit (
            id INTEGER PRIMARY KEY,
            code TEXT NOT NULL CHECK (code <> ''),
            name TEXT NOT NULL CHECK (name <> ''),
            nameKey TEXT NOT NULL,
            sortKey TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind <> ''),
            level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
            parentId INTEGER REFERENCES administrativeUnit(id),
            \(day("validFrom")),
            \(day("validTo")) CHECK (validTo >= validFrom)
        ) STRICT;
        CREATE UNIQUE INDEX administrativeUnitByCode ON administrativeUnit(code, ifnull(validFrom, ''));
        CREATE INDEX administrativeUnitByParent ON administrativeUnit(parentId, sortKey);
        CREATE INDEX administrativeUnitByName ON administrativeUnit(nameKey);

        CREATE TABLE unitSuccession (
            id INTEGER PRIMARY KEY,
            oldUnitId INTEGER NOT NULL REFERENCES administrativeUnit(id),
            newUnitId INTEGER NOT NULL REFERENCES administrativeUnit(id),
            extent TEXT CHECK (extent = 'whole' OR extent = 'part' OR extent GLOB 'part:[1-9]*'),
            source TEXT NOT NULL,
            confirmedBy TEXT CHECK (confirmedBy <> ''),
            CHECK (confirmedBy IS NULL OR extent IS NOT NULL),
            UNIQUE (oldUnitId, newUnitId)
        ) STRICT;
        CREATE INDEX unitSuccessionByNew ON unitSuccession(newUnitId);

        CREATE TABLE institution (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL CHECK (name <> ''),
            nameKey TEXT NOT NULL,
            folded TEXT NOT NULL,
            sortKey TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind <> ''),
            unitId INTEGER NOT NULL REFERENCES administrativeUnit(id),
            code TEXT UNIQUE CHECK (code <> ''),
            address TEXT CHECK (address <> ''),
            \(day("validFrom")),
            \(day("validTo")) CHECK (validTo >= validFrom),
            UNIQUE (unitId, nameKey)
        ) STRICT;
        CREATE INDEX institutionBySortKey ON institution(sortKey, id);

        CREATE TABLE servicePoint (
            id INTEGER PRIMARY KEY,
            institutionId INTEGER NOT NULL REFERENCES institution(id),
            parentId INTEGER REFERENCES servicePoint(id) CHECK (parentId <> id),
            name TEXT NOT NULL CHECK (name <> ''),
            sortKey TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind <> ''),
            loanDays INTEGER CHECK (loanDays BETWEEN 1 AND 366),
            loanLimit INTEGER CHECK (loanLimit BETWEEN 0 AND 200),
            renewals INTEGER CHECK (renewals BETWEEN 0 AND 20),
            openingDays TEXT,
            \(day("validFrom")),
            \(day("validTo")) CHECK (validTo >= validFrom)
        ) STRICT;
        CREATE INDEX servicePointByInstitution ON servicePoint(institutionId, sortKey);
        CREATE INDEX servicePointByParent ON servicePoint(parentId) WHERE parentId IS NOT NULL;
        """

    private static let people = """
        CREATE TABLE patron (
            id INTEGER PRIMARY KEY,
            servicePointId INTEGER NOT NULL REFERENCES servicePoint(id),
            name TEXT NOT NULL CHECK (name <> ''),
            nameKey TEXT NOT NULL,
            sortKey TEXT NOT NULL,
            category TEXT NOT NULL CHECK (category <> ''),
            className TEXT CHECK (className <> ''),
            basis TEXT NOT NULL CHECK (basis <> ''),
            \(day("consentOn")),
            \(day("birthday")),
            contact TEXT CHECK (contact <> ''),
            \(day("endedOn")),
            -- Of a child nothing beyond lending is kept without a guardian's consent.
            CHECK (category NOT IN ('pupil', 'child') OR consentOn IS NOT NULL
                OR (birthday IS NULL AND contact IS NULL))
        ) STRICT;
        CREATE INDEX patronByPoint ON patron(servicePointId, className, sortKey, id) WHERE endedOn IS NULL;
        CREATE INDEX patronByName ON patron(servicePointId, nameKey) WHERE endedOn IS NULL;

        -- Every number ever given, so that none comes twice and lost ones are refused.
        CREATE TABLE patronCard (
            number TEXT PRIMARY KEY CHECK (number <> ''),
            patronId INTEGER NOT NULL REFERENCES patron(id),
            isLost INTEGER NOT NULL DEFAULT 0 CHECK (isLost IN (0, 1))
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX patronCardInForce ON patronCard(patronId) WHERE isLost = 0;
        CREATE INDEX patronCardByPatron ON patronCard(patronId);
        """

    private static let accounts = """
        CREATE TABLE account (
            id INTEGER PRIMARY KEY,
            userName TEXT UNIQUE CHECK (userName <> ''),
            displayName TEXT CHECK (displayName <> ''),
            patronId INTEGER UNIQUE REFERENCES patron(id),
            isOpen INTEGER NOT NULL DEFAULT 1 CHECK (isOpen IN (0, 1)),
            passwordHash TEXT CHECK (passwordHash GLOB '$argon2id$*'),
            pinHash TEXT CHECK (pinHash GLOB '$argon2id$*'),
            CHECK (userName IS NOT NULL OR patronId IS NOT NULL),
            CHECK (displayName IS NOT NULL OR patronId IS NOT NULL)
        ) STRICT;

        CREATE TABLE roleGrant (
            id INTEGER PRIMARY KEY,
            accountId INTEGER NOT NULL REFERENCES account(id),
            role TEXT NOT NULL CHECK (role IN ('admin', 'coordinator', 'librarian', 'contributor')),
            unitId INTEGER REFERENCES administrativeUnit(id),
            institutionId INTEGER REFERENCES institution(id),
            servicePointId INTEGER REFERENCES servicePoint(id),
            -- At most one of the three; none is the library as a whole.
            CHECK ((unitId IS NOT NULL) + (institutionId IS NOT NULL) + (servicePointId IS NOT NULL) <= 1),
            CHECK (role <> 'admin'
                OR (unitId IS NULL AND institutionId IS NULL AND servicePointId IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX roleGrantOnce ON roleGrant(
            accountId, role, ifnull(unitId, 0), ifnull(institutionId, 0), ifnull(servicePointId, 0));

        CREATE TABLE session (
            tokenHash TEXT PRIMARY KEY CHECK (length(tokenHash) = 64),
            accountId INTEGER NOT NULL REFERENCES account(id),
            kind TEXT NOT NULL CHECK (kind IN ('pin', 'password')),
            isShared INTEGER NOT NULL CHECK (isShared IN (0, 1)),
            openedAt INTEGER NOT NULL,
            lastUsedAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sessionByAccount ON session(accountId);

        -- What a form has done, so that the same form sent again shows it.
        CREATE TABLE formAct (
            id TEXT PRIMARY KEY CHECK (id <> ''),
            accountId INTEGER REFERENCES account(id),
            kind TEXT NOT NULL,
            result TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- Lines are added and never touched; no reader's name stands here.
        CREATE TABLE auditEntry (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            accountId INTEGER REFERENCES account(id),
            kind TEXT NOT NULL CHECK (kind <> ''),
            subject TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER auditEntryIsNeverChanged BEFORE UPDATE ON auditEntry
            BEGIN SELECT raise(ABORT, 'the audit is only added to'); END;
        CREATE TRIGGER auditEntryIsNeverRemoved BEFORE DELETE ON auditEntry
            BEGIN SELECT raise(ABORT, 'the audit is only added to'); END;
        """
}
