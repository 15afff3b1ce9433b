import GRDB

/// Keeps the holdings of records up to date with what this or another process
/// wrote into the ledger.
final class HoldingSnapshots: Sendable {
    private let followed = FollowedState<HoldingColumns>()

    /// Not older than what the transaction of `db` sees, or the newest not longer
    /// than `lag` ago: while another thread has seen a later act already, its state
    /// serves this question as well.
    func current(_ db: Database, lag: Duration = .zero) throws -> HoldingColumns {
        let position = try LedgerRows.lastPosition(db)
        return try followed.current(
            lag: lag, isCurrent: { $0.position >= position }, load: { try Self.state(db, at: position, after: $0) })
    }

    /// Forgets everything, for example after a restore.
    func forget() { followed.forget() }

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
