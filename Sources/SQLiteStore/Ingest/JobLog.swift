import GRDB
import Library

/// Writes what a batch does, and what it must put back when undone.
final class JobLog {
    private let insertChange: WriteStatement
    private let keepRecord: WriteStatement
    private let keepSources: WriteStatement
    private let keepMaterials: WriteStatement
    private let insertSighting: WriteStatement
    private let findSighting: WriteStatement
    private let insertMerge: WriteStatement

    init(_ db: Database) throws {
        insertChange = try WriteStatement(
            db, "INSERT INTO recordChange (batchId, recordId, kind, matchScore) VALUES (?, ?, ?, ?)")
        keepRecord = try WriteStatement(db, "INSERT INTO bibRecordBefore SELECT ?1, * FROM bibRecord WHERE id = ?2")
        keepSources = try WriteStatement(
            db, "INSERT INTO sourceRecordBefore SELECT ?1, * FROM sourceRecord WHERE recordId = ?2")
        keepMaterials = try WriteStatement(
            db,
            """
            INSERT INTO materialBefore
            SELECT ?1, id, access, licenceId, licenceStatement FROM material WHERE recordId = ?2
            """)
        insertMerge = try WriteStatement(db, "INSERT INTO recordMerge VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        insertSighting = try WriteStatement(db, "INSERT OR IGNORE INTO ingestSighting VALUES (?, ?, ?, ?)")
        findSighting = try WriteStatement(
            db, "SELECT position FROM ingestSighting WHERE batchId = ? AND fileHash = ? AND originKey = ?")
    }

    func added(_ record: RecordID, in batch: BatchID) throws {
        insertChange.bind(1, batch.rawValue)
        insertChange.bind(2, record.rawValue)
        insertChange.bind(3, "added")
        insertChange.bind(4, nil as String?)
        try insertChange.run()
    }

    /// What a change merged into its record, and where it stands.
    func merged(
        _ patch: RecordPatch, _ origin: String, in file: ContentHash, change: Int64, because score: MatchScore
    ) throws {
        insertMerge.bind(1, change)
        insertMerge.bind(2, origin)
        insertMerge.bind(3, file.hex)
        insertMerge.bind(4, Int64(max(1, patch.position.record)))
        insertMerge.bind(5, patch.facts.title)
        insertMerge.bind(6, patch.facts.creators.map(\.name).joined(separator: "\n"))
        insertMerge.bind(7, patch.facts.year)
        insertMerge.bind(8, Int64(score.total))
        try insertMerge.run()
    }

    /// Must be called before the record is touched: it keeps what is there. The
    /// number of the change.
    @discardableResult
    func willChange(
        _ db: Database, _ record: RecordID, in batch: BatchID, because score: MatchScore?
    ) throws -> Int64 {
        insertChange.bind(1, batch.rawValue)
        insertChange.bind(2, record.rawValue)
        insertChange.bind(3, "changed")
        insertChange.bind(4, score?.text)
        try insertChange.run()
        let change = db.lastInsertedRowID
        for statement in [keepRecord, keepSources, keepMaterials] {
            statement.bind(1, change)
            statement.bind(2, record.rawValue)
            try statement.run()
        }
        return change
    }

    /// A control number stands in this file, unchanged from an earlier one.
    func sighted(_ key: String, in file: ContentHash, at position: Int, of batch: BatchID) throws {
        insertSighting.bind(1, batch.rawValue)
        insertSighting.bind(2, file.hex)
        insertSighting.bind(3, key)
        insertSighting.bind(4, position)
        try insertSighting.run()
    }

    func sighting(of key: String, in file: ContentHash, of batch: BatchID) throws -> Int? {
        findSighting.bind(1, batch.rawValue)
        findSighting.bind(2, file.hex)
        findSighting.bind(3, key)
        defer { findSighting.reset() }
        return try findSighting.next() ? Int(findSighting.integer(0)) : nil
    }
}
