import GRDB
import Library
import VietnameseText

/// The index over records, kept in the precious database and written in the
/// transaction of the data itself.
///
/// A written record waits in `recordPending` with its words; readers index what
/// waits in their own memory, so it is found at once. What waits becomes a
/// segment: beside the writer by `RecordFlush`, or, where that is not at work,
/// in the writer's own transaction.
enum RecordIndex {
    /// Making one segment of what weighs so much takes about 20 ms.
    static let enoughPending = 768
    /// The writer itself makes a segment of what weighs so much: two slices of an
    /// ingest and some. That takes 70 MB of memory at most.
    private static let mostPending = 2_560

    /// What a waiting record weighs: its words in KiB, and one for itself.
    static func weight(ofBytes count: Int) -> Int { 1 + count >> 10 }

    static func migrate(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("search-1") { db in
            try PostingStore.record.create(db)
            try db.execute(
                sql: """
                    -- segments: raised when the set of live segments changes;
                    -- change: the number of the last written record; pending: what waits, by weight.
                    CREATE TABLE recordIndexState (
                        id INTEGER PRIMARY KEY CHECK (id = 1),
                        segments INTEGER NOT NULL,
                        change INTEGER NOT NULL,
                        pending INTEGER NOT NULL,
                        tokenizer INTEGER NOT NULL
                    );
                    INSERT INTO recordIndexState VALUES (1, 0, 0, 0, \(TextVersion.tokenizer));
                    -- Records that no segment holds yet; NULL for one that was removed.
                    CREATE TABLE recordPending (
                        recordId INTEGER PRIMARY KEY,
                        words BLOB
                    );
                    -- Which records changed lately, for what readers hold in memory.
                    CREATE TABLE recordIndexChange (
                        change INTEGER PRIMARY KEY,
                        recordId INTEGER NOT NULL
                    );
                    """)
        }
        migrator.registerMigration("search-2") { db in
            try db.execute(
                sql: """
                    -- The number of the change that the row waits with.
                    ALTER TABLE recordPending ADD COLUMN change INTEGER NOT NULL DEFAULT 0;
                    -- Raised whenever waiting records become a segment.
                    ALTER TABLE recordIndexState ADD COLUMN flushes INTEGER NOT NULL DEFAULT 0;
                    """)
        }
    }

    static func migrateCounter(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("search-3") { db in try PostingStore.record.addCounter(db) }
    }

    static func migrateFlushed(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("search-4") { db in
            try db.execute(
                sql: """
                    -- The last change that is in a segment, with all before it.
                    ALTER TABLE recordIndexState ADD COLUMN flushed INTEGER NOT NULL DEFAULT 0;
                    UPDATE recordIndexState SET flushed = (
                        SELECT coalesce(min(change) - 1, (SELECT change FROM recordIndexState)) FROM recordPending);
                    """)
        }
    }

    /// What is done when another record waits; `pending` is what all of them weigh.
    static func didPut(_ db: Database, pending: Int64, tokenizer: Int64) throws {
        // An index of another text version is rebuilt before it is added to.
        if tokenizer != TextVersion.tokenizer { return try rebuild(db) }
        if pending >= mostPending { try flush(db) }
    }

    /// What waited in one state of the database, made a segment but not stored yet.
    struct Flush {
        fileprivate var segment: PackedSegment
        /// `recordIndexState.flushes`, `.change` and `.pending` of that state.
        fileprivate var flushes: Int64
        fileprivate var change: Int64
        fileprivate var weight: Int64
    }

    /// Prepares a segment of everything that waits; nil while it weighs less than `least`.
    static func prepareFlush(_ db: Database, least: Int) throws -> Flush? {
        let sql = "SELECT change, flushes, pending, tokenizer FROM recordIndexState"
        guard let state = try Row.fetchOne(db.cachedStatement(sql: sql)), state[2] as Int >= least,
            state[3] as Int == TextVersion.tokenizer
        else { return nil }
        var draft = try SegmentDraft()
        let waiting = try Row.fetchCursor(db, sql: "SELECT recordId, words FROM recordPending ORDER BY recordId")
        while let row = try waiting.next() { try draft.add(pending: row) }
        return Flush(segment: try draft.packed(), flushes: state[1], change: state[0], weight: state[2])
    }

    /// Stores a prepared segment, unless somebody else has stored one since:
    /// what then stands in it may be out of date.
    static func store(_ db: Database, _ flush: Flush) throws {
        let flushes = try Int64.fetchOne(db.cachedStatement(sql: "SELECT flushes FROM recordIndexState"))
        guard flushes == flush.flushes else { return }
        try insert(db, flush.segment)
        try db.execute(sql: "DELETE FROM recordPending WHERE change <= ?", arguments: [flush.change])
        try db.execute(
            sql: """
                UPDATE recordIndexState
                SET segments = segments + 1, flushes = flushes + 1, pending = pending - ?, flushed = ?
                """, arguments: [flush.weight, flush.change])
        try db.execute(
            sql: "DELETE FROM recordIndexChange WHERE change < (SELECT change FROM recordIndexState) - ?",
            arguments: [rememberedChanges])
    }

    /// Makes a segment of everything that waits, in this transaction.
    static func flush(_ db: Database) throws {
        if let flush = try prepareFlush(db, least: 1) { try store(db, flush) }
    }

    /// How many changes a reader may lag behind before it reads everything anew.
    private static let rememberedChanges = 20_000

    private static func insert(_ db: Database, _ packed: PackedSegment) throws {
        guard packed.documents.count > 0 else { return }
        var packer = packed.packer
        let store = PostingStore.record
        let id = try store.nextSegmentID(db)
        let segment = Segment(
            id: id, level: 0, age: id, directory: packer.directory, documents: packed.documents,
            wordCount: packed.wordCount, byteCount: Int64(packer.byteCount))
        try store.insertBlocks(db, of: id, packer.takeReady())
        try store.insertSegment(db, segment, checksum: packer.checksum, state: .live)
    }

    /// Builds the whole index again from the catalogue, in one transaction.
    static func rebuild(_ db: Database) throws {
        try PostingStore.record.removeAll(db)
        try db.execute(sql: "DELETE FROM recordPending; DELETE FROM recordIndexChange;")
        try db.execute(
            sql: """
                UPDATE recordIndexState
                SET segments = segments + 1, flushes = flushes + 1, change = change + \(rememberedChanges + 1),
                    flushed = change + \(rememberedChanges + 1), pending = 0, tokenizer = ?
                """, arguments: [TextVersion.tokenizer])
        // As many records as fit the memory of a small machine.
        let portion = 20_000
        var draft = try SegmentDraft()
        try RecordFacts.forEach(db) { stored in
            guard let document = UInt32(exactly: stored.id.rawValue) else { return }
            draft.add(RecordText(stored.facts), document: document)
            guard draft.count == portion else { return }
            try insert(db, draft.packed())
            draft = try SegmentDraft()
        }
        try insert(db, draft.packed())
    }
}
