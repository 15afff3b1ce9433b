import GRDB
import Library

/// The way back: removing what a batch added, restoring what it changed.
extension RecordCommit {
    /// The record with everything it has.
    func remove(_ db: Database, _ record: RecordID) throws {
        guard let stored = try RecordFacts.load(db, id: record) else { return }
        try db.execute(sql: "DELETE FROM material WHERE recordId = ?", arguments: [record.rawValue])
        try deleteRecord(db, record, stored.facts)
    }

    /// The record as it was before `change`.
    func restore(_ db: Database, _ record: RecordID, change: Int64) throws {
        guard let now = try RecordFacts.load(db, id: record), let before = try RecordFacts.before(db, change: change)
        else {
            return
        }
        let state = Overlay.State(facts: before.facts, sources: before.sources, locked: before.locked)
        if state != Overlay.State(facts: now.facts, sources: now.sources, locked: now.locked) {
            try updateRecord(db, record, from: now.facts, to: state)
        }
        try db.execute(sql: "DELETE FROM sourceRecord WHERE recordId = ?", arguments: [record.rawValue])
        try db.execute(
            sql: """
                INSERT INTO sourceRecord (recordId, ordinal, originKind, originKey, bytesKey, sourceFileId, position,
                    byteOffset, format, bytes)
                SELECT recordId, ordinal, originKind, originKey, bytesKey, sourceFileId, position, byteOffset, format, bytes
                FROM sourceRecordBefore WHERE changeId = ? ORDER BY ordinal
                """, arguments: [change])
        try db.execute(
            sql: """
                DELETE FROM material WHERE recordId = ?1
                    AND id NOT IN (SELECT materialId FROM materialBefore WHERE changeId = ?2)
                """, arguments: [record.rawValue, change])
        try db.execute(
            sql: """
                UPDATE material SET (access, licenceId, licenceStatement) =
                    (SELECT access, licenceId, licenceStatement FROM materialBefore
                     WHERE changeId = ?1 AND materialId = material.id)
                WHERE recordId = ?2
                """, arguments: [change, record.rawValue])
        // The images of that state have served.
        for table in ["bibRecordBefore", "sourceRecordBefore", "materialBefore"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE changeId = ?", arguments: [change])
        }
    }
}
