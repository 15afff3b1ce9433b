import GRDB
import Library

/// What an undo would do, by the rules of ``BatchUndo`` and without a change.
struct UndoForecast {
    let pool: DatabasePool

    func forecast(_ batch: BatchID) async throws -> UndoReport {
        try await pool.read { db in
            guard try BatchUndo.exists(batch, db) else { throw StoreError.unknownBatch(batch.rawValue) }
            let copies = try CopyUndo.copies(of: batch, db)
            let keptCopies = try copies.compactMap { try CopyUndo.reasonToKeep($0, db) }
            var keeping = RecordKeeping(of: batch, keeping: keptCopies)
            var report = UndoReport(
                copiesRemoved: copies.count - keptCopies.count, keptCopies: keptCopies.sorted { $0.copy < $1.copy })
            let changes = try Row.fetchCursor(
                db,
                sql: "SELECT id, recordId, kind FROM recordChange WHERE batchId = ? AND NOT isUndone ORDER BY id DESC",
                arguments: [batch.rawValue])
            while let change = try changes.next() {
                if try keeping.keeps(RecordID(change[1] as Int64), change: change[0], db) { continue }
                if change[2] == "added" { report.removed += 1 } else { report.restored += 1 }
            }
            report.kept = keeping.report
            return report
        }
    }
}
