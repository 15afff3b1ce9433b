import GRDB
import Library

/// Takes back the copies that a batch has entered in registers, the last first.
/// A copy to which anything has happened since stays, and is told.
struct CopyUndo {
    let ledger: LedgerWriter

    /// `progress` hears how many of the copies were looked at.
    func undo(
        _ copies: [CopyID], progress: @Sendable (Int) -> Void
    ) async throws -> (removed: Int, kept: [KeptCopy]) {
        let kept = try await ledger.bulk(copies, progress: progress) { copy, transaction in
            try Self.takeBack(copy, in: &transaction)
        }
        let left = kept.compactMap(\.self)
        return (copies.count - left.count, left.sorted { $0.copy < $1.copy })
    }

    /// Those that the batch entered and that are in the register still, the last first.
    static func copies(of batch: BatchID, _ db: Database) throws -> [CopyID] {
        try Int64.fetchAll(
            db, sql: "SELECT copyId FROM ingestCopy WHERE batchId = ? ORDER BY copyId DESC", arguments: [batch.rawValue]
        ).map { CopyID($0) }
    }

    /// Nil when it is gone.
    private static func takeBack(_ copy: CopyID, in transaction: inout LedgerTransaction) throws -> KeptCopy? {
        if let kept = try reasonToKeep(copy, transaction.db) { return kept }
        do {
            try transaction.happen(.copyUnregistered(copy))
        } catch is LedgerConflict {
            return try kept(copy, .happened, transaction.db)
        }
        try transaction.db.cachedStatement(sql: "DELETE FROM ingestCopy WHERE copyId = ?")
            .execute(arguments: [copy.rawValue])
        return nil
    }

    /// Nil when its entry may be taken back.
    static func reasonToKeep(_ copy: CopyID, _ db: Database) throws -> KeptCopy? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT (SELECT max(position) FROM ledgerEvent e WHERE e.copyId = i.copyId) > i.position,
                        EXISTS (SELECT 1 FROM giftCopy g WHERE g.copyId = i.copyId),
                        EXISTS (SELECT 1 FROM stockTake t
                            WHERE EXISTS (SELECT 1 FROM stockTakeScan s
                                WHERE s.stockTakeId = t.id AND s.copyId = i.copyId))
                    FROM ingestCopy i WHERE i.copyId = ?
                    """), arguments: [copy.rawValue])
        guard let row else { return nil }
        let reasons: [KeptCopy.Reason] = [.happened, .gift, .counted]
        for (place, reason) in reasons.enumerated() where row[place] as Bool? == true {
            return try kept(copy, reason, db)
        }
        return nil
    }

    private static func kept(_ copy: CopyID, _ reason: KeptCopy.Reason, _ db: Database) throws -> KeptCopy? {
        let last = try Int64.fetchOne(
            db.cachedStatement(
                sql: "SELECT happenedAt FROM ledgerEvent WHERE copyId = ? ORDER BY position DESC LIMIT 1"),
            arguments: [copy.rawValue])
        guard let known = try CopyRows.copy(db, copy), let last else { return nil }
        return KeptCopy(
            copy, number: known.facts.number.text, record: known.facts.record, reason,
            on: Day(Moment(milliseconds: last)), status: known.state.status)
    }
}
