import GRDB
import Library

/// Takes a batch back, latest change first, in short transactions; an undo
/// that was interrupted goes on where it stopped.
///
/// First its copies go out of their registers, then its records. A record that
/// must stay keeps all that the batch did to it: nothing is half undone.
struct BatchUndo {
    private static let sliceSize = 200

    private let pool: DatabasePool
    private let writer: CommitWriter
    private let ledger: LedgerWriter

    init(_ pool: DatabasePool, _ writer: CommitWriter, _ ledger: LedgerWriter) {
        (self.pool, self.writer, self.ledger) = (pool, writer, ledger)
    }

    func undo(_ batch: BatchID) async throws -> UndoReport {
        let exists = try await pool.read { db in
            try Bool.fetchOne(db, sql: "SELECT 1 FROM ingestBatch WHERE id = ?", arguments: [batch.rawValue]) ?? false
        }
        guard exists else { throw StoreError.unknownBatch(batch.rawValue) }
        var report = UndoReport()
        (report.copiesRemoved, report.keptCopies) = try await CopyUndo(pool: pool, ledger: ledger).undo(batch)
        var kept: [RecordID: KeptRecord.Reason] = [:]
        var last = Int64.max
        while true {
            let before = last
            let slice = try await writer.write { commit, db, _ in try undoSlice(db, batch, before: before, commit) }
            guard let slice else { break }
            report.removed += slice.removed
            report.restored += slice.restored
            // Why it stays was found at its last change.
            kept.merge(slice.kept) { first, _ in first }
            last = slice.last
        }
        report.kept = kept.map { KeptRecord($0.key, $0.value) }.sorted { $0.record < $1.record }
        let whole = report
        try await writer.write { _, db, _ in try finish(db, batch, whole) }
        return report
    }

    private struct Slice {
        var removed = 0
        var restored = 0
        var kept: [RecordID: KeptRecord.Reason] = [:]
        var last: Int64
    }

    private func undoSlice(_ db: Database, _ batch: BatchID, before: Int64, _ commit: RecordCommit) throws -> Slice? {
        let changes = try Row.fetchAll(
            db,
            sql: """
                SELECT id, recordId, kind FROM recordChange
                WHERE batchId = ? AND id < ? AND NOT isUndone ORDER BY id DESC LIMIT \(Self.sliceSize)
                """, arguments: [batch.rawValue, before])
        guard let last = changes.last else { return nil }
        var slice = Slice(last: last[0])
        for change in changes {
            let id: Int64 = change[0]
            let record = RecordID(change[1] as Int64)
            if let reason = try reasonToKeep(db, record, change: id, by: batch) {
                slice.kept[record] = slice.kept[record] ?? reason
                continue
            }
            let isAddition: Bool = change[2] == "added"
            guard try undo(db, record, change: id, isAddition: isAddition, commit) else {
                slice.kept[record] = .named
                continue
            }
            if isAddition { slice.removed += 1 } else { slice.restored += 1 }
        }
        return slice
    }

    /// False when something that is not known here holds on to the record.
    private func undo(
        _ db: Database, _ record: RecordID, change: Int64, isAddition: Bool, _ commit: RecordCommit
    ) throws -> Bool {
        do {
            try db.inSavepoint {
                if isAddition {
                    try commit.remove(db, record)
                } else {
                    try commit.restore(db, record, change: change)
                }
                try db.execute(sql: "UPDATE recordChange SET isUndone = 1 WHERE id = ?", arguments: [change])
                return .commit
            }
            return true
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            commit.forget()
            return false
        }
    }

    private func reasonToKeep(
        _ db: Database, _ record: RecordID, change: Int64, by batch: BatchID
    ) throws -> KeptRecord.Reason? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM recordChange
                            WHERE recordId = ?1 AND batchId = ?2 AND kind = 'added' AND NOT isUndone),
                        EXISTS (SELECT 1 FROM copy WHERE recordId = ?1),
                        EXISTS (SELECT 1 FROM hold WHERE recordId = ?1 AND state = 'waiting')
                            OR EXISTS (SELECT 1 FROM bookRequest WHERE recordId = ?1),
                        -- Another batch has changed it since, or a later change of this one had to stay.
                        EXISTS (SELECT 1 FROM recordChange WHERE recordId = ?1 AND id > ?3 AND NOT isUndone)
                    """), arguments: [record.rawValue, batch.rawValue, change])
        guard let row else { return nil }
        let (wouldGo, hasCopies, isNamed, isBuiltOn): (Bool, Bool, Bool, Bool) = (row[0], row[1], row[2], row[3])
        if wouldGo, hasCopies { return .copies }
        if wouldGo, isNamed { return .named }
        return isBuiltOn ? .changed : nil
    }

    /// Files of which nothing is left in the catalogue lose their row; the
    /// originals themselves are never removed. What had to stay is told row by
    /// row, with what was found in the files.
    private func finish(_ db: Database, _ batch: BatchID, _ report: UndoReport) throws {
        try UndoFindings.write(db, batch, report)
        try db.execute(
            sql: """
                DELETE FROM sourceFile WHERE id NOT IN (
                    SELECT sourceFileId FROM bibRecord UNION SELECT sourceFileId FROM sourceRecord
                    UNION SELECT sourceFileId FROM bibRecordBefore UNION SELECT sourceFileId FROM sourceRecordBefore)
                """)
        try db.execute(
            sql: """
                UPDATE ingestBatch SET undoneAt = \(IngestDesk.now), finishedAt = coalesce(finishedAt, \(IngestDesk.now))
                WHERE id = ?
                """, arguments: [batch.rawValue])
    }
}
