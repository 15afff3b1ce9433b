import GRDB
import Synchronization

/// Makes segments of the records that wait beside the writer, so that a bulk
/// commit does not stop for it: words are sorted in a read transaction, and
/// only finished blocks are written.
final class RecordFlush: Sendable {
    private let pool: DatabasePool
    private let traffic: DeskTraffic
    private let atWork = Mutex<Task<Void, Never>?>(nil)

    init(_ pool: DatabasePool, _ traffic: DeskTraffic) { (self.pool, self.traffic) = (pool, traffic) }

    /// Begins after a commit; does nothing while few records wait.
    ///
    /// Waits first for what was begun after the commit before: where two processors
    /// have much else to do, records would pile up until the writer makes the
    /// segment itself, and what was prepared beside it would be for nothing.
    func keepUp() async {
        await finish()
        atWork.withLock { atWork in
            guard atWork == nil else { return }
            atWork = Task {
                // What fails here the writer does itself later, and says why it cannot.
                try? await flush()
                self.atWork.withLock { $0 = nil }
            }
        }
    }

    /// Waits for what was begun.
    func finish() async { await atWork.withLock { $0 }?.value }

    private func flush() async throws {
        let prepared = try await pool.read { db in
            try RecordIndex.prepareFlush(db, least: RecordIndex.enoughPending)
        }
        guard let prepared else { return }
        try await traffic.giveWay()
        try await pool.write { db in try RecordIndex.store(db, prepared) }
        try await traffic.giveWay()
    }
}
