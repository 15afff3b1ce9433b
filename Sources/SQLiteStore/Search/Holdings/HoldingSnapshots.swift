import GRDB
import Synchronization

/// Keeps the holdings of records up to date with what this or another process
/// wrote into the ledger.
final class HoldingSnapshots: Sendable {
    private let latest = Mutex<(columns: HoldingColumns, seen: ContinuousClock.Instant)?>(nil)
    /// One thread reads what is new; who may lag does not wait for it.
    private let loading = Mutex(())

    /// Not older than what the transaction of `db` sees, or the newest not longer
    /// than `lag` ago: while another thread has seen a later act already, its state
    /// serves this question as well.
    func current(_ db: Database, lag: Duration = .zero) throws -> HoldingColumns {
        let position = try LedgerRows.lastPosition(db)
        if let known = known(position, lag) { return known }
        return try loading.withLock { _ in
            if let known = known(position, .zero) { return known }
            let fresh = try Self.state(db, at: position, after: latest.withLock { $0?.columns })
            latest.withLock { $0 = (fresh, .now) }
            return fresh
        }
    }

    private func known(_ position: Int64, _ lag: Duration) -> HoldingColumns? {
        latest.withLock { latest in
            guard var known = latest?.columns, let seen = latest?.seen else { return nil }
            if known.position >= position {
                latest?.seen = .now
                return known
            }
            guard lag > .zero, .now - seen <= lag else { return nil }
            known.isBehind = true
            return known
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
