import GRDB
package import Library
import Synchronization

/// A library's data folder, opened: the precious database, the passages
/// database and the files beside them.
///
/// Any number of processes may have it open; each write is a short
/// transaction. Restoring and migrating need it alone and say so.
package final class LibraryStore: Sendable {
    let databases: LibraryDatabases
    private let lock: LibraryLock
    private let indexer: PassageIndexer
    private let desk: IngestDesk
    private let isClosed = Atomic(false)

    package let catalogue: any CatalogueReading
    package let ingest: any IngestStore
    package let reading: any BookReading
    package let search: any CatalogueSearch

    /// Opens the library in `folder`, makes it when there is none, and migrates
    /// an older one after putting a copy aside. A newer one is refused.
    package static func open(folder: String, contents: any ContentStore) throws -> LibraryStore {
        let folder = LibraryFolder(path: folder)
        try folder.make()
        var lock = try LibraryLock(folder.lock, .shared)
        if RestoreSwap(folder).isInterrupted {
            lock = try LibraryLock(folder.lock, .exclusive, handingOver: lock)
            try RestoreSwap(folder).finishInterrupted()
            try lock.share()
        }
        var databases = try LibraryDatabases(folder: folder, contents: contents)
        if try !LibraryMigration.isCurrent(databases) {
            // Nobody else may look on while tables change. The shared lock goes
            // first: two processes that both waited for the other's would wait for ever.
            try databases.close()
            lock = try LibraryLock(folder.lock, .exclusive, handingOver: lock)
            databases = try LibraryDatabases(folder: folder, contents: contents)
            try LibraryMigration.bringUpToDate(databases)
            try lock.share()
        }
        return LibraryStore(databases, lock)
    }

    private init(_ databases: LibraryDatabases, _ lock: LibraryLock) {
        self.databases = databases
        self.lock = lock
        catalogue = CatalogueStore(databases)
        desk = IngestDesk(databases)
        ingest = desk
        reading = BookStore(databases: databases)
        search = SearchStore(databases)
        indexer = PassageIndexer(databases)
    }

    /// Brings the passages database up to what the precious one asks for, in
    /// transactions of about `sliceBudget`; the number of books indexed.
    @discardableResult
    package func indexPending(sliceBudget: Duration = .milliseconds(20)) async throws -> Int {
        try await indexer.indexPending(sliceBudget: sliceBudget)
    }

    /// Builds both indexes again from the records and the derived blobs.
    package func reindex() async throws { try await indexer.reindex() }

    /// Closes both databases; the store must not be used afterwards. Closing
    /// again does nothing.
    package func close() throws {
        guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        desk.finalise()
        try databases.close()
        lock.release()
    }

    /// What SQLite says about a live writer, for `doctor` and for the test that
    /// keeps an acknowledged commit durable: 2 is FULL, 1 is NORMAL.
    package func synchronousLevels() async throws -> (precious: Int, passages: Int) {
        let sql = "PRAGMA synchronous"
        let precious = try await databases.precious.writeWithoutTransaction { try Int.fetchOne($0, sql: sql) ?? 0 }
        let passages = try await databases.passages.writeWithoutTransaction { try Int.fetchOne($0, sql: sql) ?? 0 }
        return (precious, passages)
    }
}
