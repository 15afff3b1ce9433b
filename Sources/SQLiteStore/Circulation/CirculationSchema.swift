import GRDB

/// What lending keeps beside the ledger.
enum CirculationSchema {
    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("circulation-1", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: tables)
        }
    }

    private static let tables = """
        -- Readers who want to remember what they read; nobody else sees it, and no
        -- loan is found by it.
        CREATE TABLE readingRecord (
            patronId INTEGER PRIMARY KEY REFERENCES patron(id),
            since INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE readTitle (
            patronId INTEGER NOT NULL REFERENCES readingRecord(patronId) ON DELETE CASCADE,
            day TEXT NOT NULL,
            recordId INTEGER NOT NULL,
            title TEXT NOT NULL CHECK (title <> ''),
            PRIMARY KEY (patronId, day, recordId)
        ) STRICT, WITHOUT ROWID;

        -- That somebody was erased, and when the wish was told; who it was is
        -- nowhere any more.
        CREATE TABLE patronErasure (
            patronId INTEGER PRIMARY KEY REFERENCES patron(id),
            requestedOn TEXT NOT NULL,
            at INTEGER NOT NULL,
            -- False while a copy of a word may stand in unused room of the file.
            isClean INTEGER NOT NULL DEFAULT 1 CHECK (isClean IN (0, 1))
        ) STRICT;
        CREATE INDEX patronErasureUnclean ON patronErasure(patronId) WHERE isClean = 0;

        CREATE INDEX loanByPointAndTime ON loan(pointId, openedAt);
        -- The last acts of a desk.
        CREATE INDEX formActOfDesk ON formAct(accountId, at) WHERE kind = 'desk';
        CREATE INDEX formActByTime ON formAct(at);

        -- A card's number stood in the outcome of a replaced card; it is read from
        -- the card now.
        UPDATE formAct SET result = '' WHERE kind = 'card';
        """
}
