import GRDB
import Library

/// Which records an undo leaves alone, found while the changes of a batch are
/// gone through, the latest first.
struct RecordKeeping {
    let batch: BatchID
    /// The records of its copies that stay in a register.
    let withCopies: Set<RecordID>
    /// Why each stays: as it was found at its last change.
    private(set) var kept: [RecordID: KeptRecord.Reason] = [:]

    init(of batch: BatchID, keeping copies: [KeptCopy]) {
        self.batch = batch
        withCopies = Set(copies.map(\.record))
    }

    /// Whether a change of the batch has to stay.
    mutating func keeps(_ record: RecordID, change: Int64, _ db: Database) throws -> Bool {
        guard let reason = try reason(record, change: change, db) else { return false }
        keep(record, reason)
        return true
    }

    mutating func keep(_ record: RecordID, _ reason: KeptRecord.Reason) { kept[record] = kept[record] ?? reason }

    var report: [KeptRecord] { kept.map { KeptRecord($0.key, $0.value) }.sorted { $0.record < $1.record } }

    /// Copies of the batch itself count only where they stay: they go first.
    private func reason(_ record: RecordID, change: Int64, _ db: Database) throws -> KeptRecord.Reason? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM recordChange
                            WHERE recordId = ?1 AND batchId = ?2 AND kind = 'added' AND NOT isUndone),
                        EXISTS (SELECT 1 FROM copy c WHERE c.recordId = ?1
                            AND NOT EXISTS (SELECT 1 FROM ingestCopy i WHERE i.copyId = c.id AND i.batchId = ?2)),
                        EXISTS (SELECT 1 FROM hold WHERE recordId = ?1 AND state = 'waiting')
                            OR EXISTS (SELECT 1 FROM bookRequest WHERE recordId = ?1),
                        EXISTS (SELECT 1 FROM recordChange
                            WHERE recordId = ?1 AND id > ?3 AND batchId <> ?2 AND NOT isUndone)
                    """), arguments: [record.rawValue, batch.rawValue, change])
        guard let row else { return nil }
        let (wouldGo, hasOthers, isNamed, isChanged): (Bool, Bool, Bool, Bool) = (row[0], row[1], row[2], row[3])
        if wouldGo, hasOthers || withCopies.contains(record) { return .copies }
        if wouldGo, isNamed { return .named }
        // Another batch has changed it since, or a later change of this one had to stay.
        return isChanged || kept[record] != nil ? .changed : nil
    }
}
