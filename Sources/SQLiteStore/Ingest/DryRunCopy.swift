import GRDB
import Glibc
import Library

/// A copy of the precious database for one dry run.
///
/// Its file has no name once it is open, so that nothing is left of it when
/// the process ends, however it ends; it promises no durability.
final class DryRunCopy: Sendable {
    let writer: CommitWriter
    private let copy: DatabaseQueue

    init(of databases: LibraryDatabases, batch: BatchID) throws {
        let path = "\(databases.folder.path)/dry-run-\(getpid())-\(batch.rawValue).sqlite"
        defer { unlink(path) }
        var configuration = LibraryDatabases.configuration(.precious)
        configuration.label = "dry run"
        let copy = try DatabaseQueue(path: path, configuration: configuration)
        try databases.precious.backup(to: copy)
        try copy.writeWithoutTransaction { db in
            // The copied header asks for a log beside a file that will have no name.
            try db.execute(sql: "PRAGMA journal_mode = MEMORY")
            try db.execute(sql: "PRAGMA synchronous = OFF")
        }
        writer = CommitWriter(copy, DeskTraffic())
        self.copy = copy
    }

    /// The first records that the run added or changed.
    func records(of batch: BatchID, limit: Int) async throws -> [UploadRecord] {
        try await copy.read { db in try UploadRows.records(db, of: batch, limit: limit) }
    }
}
