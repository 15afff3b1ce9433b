import GRDB
import Library

/// What an undo had to leave, beside what was found in the files: by file and
/// row, with its reason.
enum UndoFindings {
    /// In place of what an earlier undo of the batch has said.
    static func write(_ db: Database, _ batch: BatchID, _ report: UndoReport) throws {
        try db.execute(
            sql: "DELETE FROM ingestItem WHERE batchId = ? AND code LIKE 'undo-%'", arguments: [batch.rawValue])
        for kept in report.kept {
            guard let place = try place(db, batch, of: kept.record) else { continue }
            try insert(db, batch, place, code: kept.code, "record \(kept.record) stays: \(kept.sentence)")
        }
        for kept in report.keptCopies {
            guard let place = try place(db, of: kept.copy) else { continue }
            let reason = "copy \(kept.number) of record \(kept.record) stays: \(kept.sentence), last on \(kept.on)"
            try insert(db, batch, place, code: kept.code, reason)
        }
    }

    private struct Place {
        var fileHash: String
        var row: Int
    }

    /// The row of a file of the batch from which the record came.
    private static func place(_ db: Database, _ batch: BatchID, of record: RecordID) throws -> Place? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT f.hash, s.position FROM sourceRecord s JOIN sourceFile f ON f.id = s.sourceFileId
                    WHERE s.recordId = ?1
                    ORDER BY f.hash NOT IN (SELECT fileHash FROM ingestJob WHERE batchId = ?2), s.ordinal LIMIT 1
                    """), arguments: [record.rawValue, batch.rawValue]
        ).map { Place(fileHash: $0[0], row: $0[1]) }
    }

    private static func place(_ db: Database, of copy: CopyID) throws -> Place? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT fileHash, row FROM ingestCopy WHERE copyId = ?"), arguments: [copy.rawValue]
        ).map { Place(fileHash: $0[0], row: $0[1]) }
    }

    private static func insert(
        _ db: Database, _ batch: BatchID, _ place: Place, code: DiagnosticCode, _ reason: String
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO ingestItem (batchId, fileHash, severity, code, reason, record)
                VALUES (?, ?, 'warning', ?, ?, ?)
                """
        ).execute(arguments: [batch.rawValue, place.fileHash, code.rawValue, reason, place.row])
    }
}
