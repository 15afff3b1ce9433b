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

    func undo(_ batch: BatchID, progress: @escaping @Sendable (Double) -> Void) async throws -> UndoReport {
        try await pool.write { db in try RegisterIntakeRows.settle(db, batch) }
        let steps = try await pool.read { db -> (copies: [CopyID], all: Int)? in
            guard try Self.exists(batch, db) else { return nil }
            let copies = try CopyUndo.copies(of: batch, db)
            let changes = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM recordChange WHERE batchId = ? AND NOT isUndone",
                arguments: [batch.rawValue])
            return (copies, max(1, copies.count + (changes ?? 0)))
        }
        guard let steps else { throw StoreError.unknownBatch(batch.rawValue) }
        var report = UndoReport()
        (report.copiesRemoved, report.keptCopies) = try await CopyUndo(ledger: ledger).undo(steps.copies) {
            progress(Double($0) / Double(steps.all))
        }
        var keeping = RecordKeeping(of: batch, keeping: report.keptCopies)
        var done = steps.copies.count
        var last = Int64.max
        while true {
            let (before, kept) = (last, keeping)
            let slice = try await writer.write { commit, db, _ in
                try undoSlice(db, before: before, keeping: kept, commit)
            }
            guard let slice else { break }
            report.removed += slice.removed
            report.restored += slice.restored
            done += slice.changes
            (keeping, last) = (slice.keeping, slice.last)
            progress(Double(done) / Double(steps.all))
        }
        report.kept = keeping.report
        let whole = report
        try await writer.write { _, db, _ in try finish(db, batch, whole) }
        return report
    }

    static func exists(_ batch: BatchID, _ db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT 1 FROM ingestBatch WHERE id = ?", arguments: [batch.rawValue]) ?? false
    }

    private struct Slice {
        var removed = 0
        var restored = 0
        var changes: Int
        var keeping: RecordKeeping
        var last: Int64
    }

    private func undoSlice(
        _ db: Database, before: Int64, keeping: RecordKeeping, _ commit: RecordCommit
    ) throws -> Slice? {
        let changes = try Row.fetchAll(
            db,
            sql: """
                SELECT id, recordId, kind FROM recordChange
                WHERE batchId = ? AND id < ? AND NOT isUndone ORDER BY id DESC LIMIT \(Self.sliceSize)
                """, arguments: [keeping.batch.rawValue, before])
        guard let last = changes.last else { return nil }
        var slice = Slice(changes: changes.count, keeping: keeping, last: last[0])
        for change in changes {
            let id: Int64 = change[0]
            let record = RecordID(change[1] as Int64)
            if try slice.keeping.keeps(record, change: id, db) { continue }
            let isAddition: Bool = change[2] == "added"
            guard try undo(db, record, change: id, isAddition: isAddition, commit) else {
                slice.keeping.keep(record, .named)
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
