import GRDB
import GRDBSQLite
import Synchronization

/// Brings the write-ahead log back into the database without a desk waiting
/// for it (docs/decisions/0014).
///
/// SQLite lets whoever commits past the limit do the work of all. Bulk work may
/// wait for that, and should, so that it does not run ahead of the disk; an act
/// at a desk leaves it to a connection of its own beside the writer.
final class LogKeeper: Sendable {
    /// Pages of log, of 4 KiB, from which bulk work empties it: 64 MiB.
    private static let bulkLimit: Int32 = 16_384
    /// From which it is emptied beside the desks: 16 MiB.
    private static let deskLimit: Int32 = 4_096
    /// What is left to the writer itself, so that the log begins anew: some milliseconds.
    private static let rest = 256

    private let pool: DatabasePool
    private let pages = Atomic<Int32>(0)
    private let isDeskWriting = Atomic<Bool>(false)
    private let beside = Mutex<Beside>(Beside())

    private struct Beside {
        var queue: DatabaseQueue?
        var task: Task<Void, Never>?
        var isClosed = false
    }

    init(_ pool: DatabasePool) { self.pool = pool }

    /// Takes the place of SQLite's own automatic checkpoints on the writer.
    func watch() {
        pool.writeWithoutTransaction { db in
            guard let connection = db.sqliteConnection else { return }
            sqlite3_wal_hook(
                connection,
                { context, connection, _, pages in
                    guard let context else { return SQLITE_OK }
                    Unmanaged<LogKeeper>.fromOpaque(context).takeUnretainedValue().committed(connection, pages)
                    return SQLITE_OK
                }, Unmanaged.passUnretained(self).toOpaque())
        }
    }

    private func committed(_ connection: OpaquePointer?, _ pages: Int32) {
        self.pages.store(pages, ordering: .relaxed)
        // A desk's own act never waits, unless the log has got out of hand.
        guard pages >= (isDeskWriting.load(ordering: .relaxed) ? Self.bulkLimit * 8 : Self.bulkLimit) else { return }
        sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    }

    /// A commit of a desk, on the writer's queue.
    func deskCommit(_ work: () throws -> Void) rethrows {
        isDeskWriting.store(true, ordering: .relaxed)
        defer { isDeskWriting.store(false, ordering: .relaxed) }
        try work()
    }

    /// Begins to empty the log if it has grown and nobody does so yet.
    func tidy() {
        guard pages.load(ordering: .relaxed) >= Self.deskLimit else { return }
        beside.withLock { beside in
            guard beside.task == nil, !beside.isClosed else { return }
            beside.task = Task {
                // What fails here is tried again after the next act.
                try? await empty()
                self.beside.withLock { $0.task = nil }
            }
        }
    }

    private func empty() async throws {
        let queue = try beside.withLock { beside -> DatabaseQueue in
            guard !beside.isClosed else { throw CancellationError() }
            let queue = try beside.queue ?? DatabaseQueue(path: pool.path, configuration: LibraryDatabases.besideWriter)
            beside.queue = queue
            return queue
        }
        // Each round finds only what was written during the one before.
        for _ in 0..<4 {
            let (all, done) = try await queue.writeWithoutTransaction { db in
                let result = try db.checkpoint(.passive)
                return (result.walFrameCount, result.checkpointedFrameCount)
            }
            guard all - done > Self.rest else { break }
        }
        pages.store(0, ordering: .relaxed)
        _ = try await pool.writeWithoutTransaction { db in try db.checkpoint(.passive) }
    }

    /// Before the pool is closed.
    func close() throws {
        pool.writeWithoutTransaction { db in
            if let connection = db.sqliteConnection { sqlite3_wal_hook(connection, nil, nil) }
        }
        let queue = beside.withLock { beside in
            beside.isClosed = true
            return beside.queue
        }
        try queue?.close()
    }
}
