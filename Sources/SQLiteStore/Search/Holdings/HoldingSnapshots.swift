import GRDB
import Synchronization

/// Keeps the holdings of records up to date with what this or another process
/// wrote into the ledger.
final class HoldingSnapshots: Sendable {
    private let latest = Mutex<HoldingColumns?>(nil)

    /// Not older than what the transaction of `db` sees: while another thread has
    /// seen a later act already, its state serves this question as well.
    func current(_ db: Database) throws -> HoldingColumns {
        let position = try LedgerRows.lastPosition(db)
        return try latest.withLock { latest in
            if let latest, latest.position >= position { return latest }
            let fresh = try Self.state(db, at: position, after: latest)
            latest = fresh
            return fresh
        }
    }

    /// Forgets everything, for example after a restore.
    func forget() { latest.withLock { $0 = nil } }

    private static func state(
        _ db: Database, at position: Int64, after known: HoldingColumns?
    ) throws -> HoldingColumns {
        guard var columns = known,
            let records = try HoldingChanges.records(db, after: columns.position, through: position)
        else { return try HoldingRows.load(db, position: position) }
        try HoldingRows.reload(db, records, in: &columns)
        columns.position = position
        return columns
    }
}
