import GRDB
import Library

/// Takes a batch back, latest change first, in short transactions; an undo
/// that was interrupted goes on where it stopped.
struct BatchUndo {
    private static let sliceSize = 200

    private let pool: DatabasePool
    private let writer: CommitWriter

    init(_ pool: DatabasePool, _ writer: CommitWriter) { (self.pool, self.writer) = (pool, writer) }

    func undo(_ batch: BatchID) async throws -> UndoReport {
        let exists = try await pool.read { db in
            try Bool.fetchOne(db, sql: "SELECT 1 FROM ingestBatch WHERE id = ?", arguments: [batch.rawValue]) ?? false
        }
        guard exists else { throw StoreError.unknownBatch(batch.rawValue) }
        var report = UndoReport(removed: 0, restored: 0, kept: [])
        var last = Int64.max
        while true {
            let before = last
            let slice = try await writer.write { commit, db, _ in try undoSlice(db, batch, before: before, commit) }
            guard let slice else { break }
            report.removed += slice.report.removed
            report.restored += slice.report.restored
            report.kept += slice.report.kept
            last = slice.last
        }
        report.kept = Array(Set(report.kept)).sorted()
        try await writer.write { _, db, _ in try finish(db, batch) }
        return report
    }

    private struct Slice {
        var report: UndoReport
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
        var slice = Slice(report: UndoReport(removed: 0, restored: 0, kept: []), last: last[0])
        for change in changes {
            let id: Int64 = change[0]
            let record = RecordID(change[1] as Int64)
            if try isBuiltOn(db, record, after: id, by: batch) {
                slice.report.kept.append(record)
                continue
            }
            if change[2] == "added" {
                try commit.remove(db, record)
                slice.report.removed += 1
            } else {
                try commit.restore(db, record, change: id)
                slice.report.restored += 1
            }
            try db.execute(sql: "UPDATE recordChange SET isUndone = 1 WHERE id = ?", arguments: [id])
        }
        return slice
    }

    /// Whether another batch has changed the record since, or a later change of
    /// this one had to stay.
    private func isBuiltOn(_ db: Database, _ record: RecordID, after change: Int64, by batch: BatchID) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM recordChange WHERE recordId = ? AND id > ? AND NOT isUndone)")
        return try Bool.fetchOne(statement, arguments: [record.rawValue, change]) ?? false
    }

    /// Files of which nothing is left in the catalogue lose their row; the
    /// originals themselves are never removed.
    private func finish(_ db: Database, _ batch: BatchID) throws {
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
