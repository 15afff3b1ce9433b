import GRDB
import Library

/// Puts records among those that wait to be indexed, see ``RecordIndex``.
///
/// Lives on the writer's queue with its prepared statements, as `RecordRows` does.
final class PendingRecords {
    private let raiseState: WriteStatement
    private let insertPending: WriteStatement
    private let insertChange: WriteStatement

    init(_ db: Database) throws {
        raiseState = try WriteStatement(
            db,
            """
            UPDATE recordIndexState SET change = change + 1, pending = pending + ?
            RETURNING change, pending, tokenizer
            """)
        insertPending = try WriteStatement(
            db, "INSERT OR REPLACE INTO recordPending (recordId, words, change) VALUES (?, ?, ?)")
        insertChange = try WriteStatement(db, "INSERT INTO recordIndexChange (change, recordId) VALUES (?, ?)")
    }

    /// Puts the record into the index, or its new form in place of the old one.
    func write(_ db: Database, _ id: RecordID, _ facts: BibFacts) throws {
        let words = RecordText(facts).encoded
        insertPending.bind(2, words)
        try put(db, id, weight: RecordIndex.weight(ofBytes: words.count))
    }

    /// Takes the record out of the index.
    func remove(_ db: Database, _ id: RecordID) throws {
        insertPending.bind(2, nil as String?)
        try put(db, id, weight: RecordIndex.weight(ofBytes: 0))
    }

    private func put(_ db: Database, _ id: RecordID, weight: Int) throws {
        raiseState.bind(1, weight)
        guard try raiseState.next() else { throw StoreError.damagedRow(table: "recordIndexState", id: 1) }
        let (change, pending, tokenizer) = (raiseState.integer(0), raiseState.integer(1), raiseState.integer(2))
        raiseState.reset()
        insertPending.bind(1, id.rawValue)
        insertPending.bind(3, change)
        try insertPending.run()
        insertChange.bind(1, change)
        insertChange.bind(2, id.rawValue)
        try insertChange.run()
        try RecordIndex.didPut(db, pending: pending, tokenizer: tokenizer)
    }
}
