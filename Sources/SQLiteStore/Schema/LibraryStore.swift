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
    private let searchStore: SearchStore
    private let isClosed = Atomic(false)

    package let catalogue: any CatalogueReading
    package let ingest: any IngestStore
    package let uploads: any UploadStore
    package let merges: any MergeStore
    package let reading: any BookReading
    package var search: any CatalogueSearch { searchStore }
    package let membership: MembershipStores
    package let circulating: LedgerStores
    package let calendar: any CalendarStore
    package let holidays: any HolidayStore
    package let activities: ActivityStores
    package let figures: any FigureStore
    package let board: FigureBoard
    let usageFiles: UsageFileStore
    package var usage: any UsageStore { usageFiles }
    package let plans: PlanStores
    package let readingLists: any ReadingListStore
    package let reports: ReportStores
    package let backups: any BackupStore

    /// Opens the library in `folder`, makes it when there is none, and migrates
    /// an older one after putting a copy aside. A newer one is refused.
    package static func open(folder: String, contents: any ContentStore) throws -> LibraryStore {
        let folder = LibraryFolder(path: folder)
        try folder.make()
        let lock = try LibraryLock(folder.lock)
        // As the lock's own patience: ten seconds.
        for _ in 0..<200 {
            if let databases = try openCurrent(folder, contents, lock) { return LibraryStore(databases, lock) }
            // Somebody else may be doing the same: whoever is first migrates, the
            // other finds it done when it looks again.
            lock.release()
            if try lock.tryTake(.exclusive) {
                try RestoreSwap(folder).finishInterrupted()
                let databases = try LibraryDatabases(folder: folder, contents: contents)
                try LibraryMigration.bringUpToDate(databases)
                try lock.take(.shared)
                return LibraryStore(databases, lock)
            }
            LibraryLock.pause()
        }
        throw StoreError.inUse(folder.lock)
    }

    /// The databases, if they have the shape this program knows; nil when
    /// something must be done that needs the library alone.
    private static func openCurrent(
        _ folder: LibraryFolder, _ contents: any ContentStore, _ lock: LibraryLock
    ) throws -> LibraryDatabases? {
        try lock.take(.shared)
        guard !RestoreSwap(folder).isInterrupted, folder.hasDatabases else { return nil }
        let databases = try LibraryDatabases(folder: folder, contents: contents)
        if try LibraryMigration.isCurrent(databases) { return databases }
        try databases.close()
        return nil
    }

    private init(_ databases: LibraryDatabases, _ lock: LibraryLock) {
        self.databases = databases
        self.lock = lock
        catalogue = CatalogueStore(databases)
        let writer = LedgerWriter(databases)
        let copies = CopyEntering(databases.precious, writer)
        desk = IngestDesk(databases, writer, copies)
        ingest = desk
        uploads = UploadTableStore(pool: databases.precious)
        merges = MergeTableStore(pool: databases.precious)
        reading = BookStore(databases: databases)
        searchStore = SearchStore(databases)
        membership = MembershipStores(databases.precious)
        circulating = LedgerStores(databases, writer, ingest: desk, copies: copies)
        calendar = CalendarTableStore(pool: databases.precious)
        holidays = HolidayTableStore(pool: databases.precious)
        activities = ActivityStores(databases.precious)
        figures = FigureTableStore(databases)
        board = FigureBoard(figures: figures, places: BoardTableStore(pool: databases.precious))
        usageFiles = UsageFileStore(databases)
        plans = PlanStores(databases)
        readingLists = ReadingListTableStore(pool: databases.precious)
        reports = ReportStores(databases)
        backups = BackupTableStore(pool: databases.precious)
        indexer = PassageIndexer(databases)
    }

    /// Reads what every question needs into memory: for a server, before its
    /// first visitor.
    package func prepareSearch() async throws { try await searchStore.prepare() }

    /// Reads what is written beside the questions until it is cancelled, for a
    /// server: they are then answered from what was there half a second ago at most.
    package func keepSearchFresh() async { await searchStore.keepFresh() }

    /// Brings the passages database up to what the precious one asks for, in
    /// transactions of about `sliceBudget`; the number of books indexed. `isIdle`
    /// leaves time for merging what is searchable already.
    @discardableResult
    package func indexPending(
        sliceBudget: Duration = .milliseconds(20), isIdle: Bool = true
    ) async throws -> Int {
        try await indexer.indexPending(sliceBudget: sliceBudget, isIdle: isIdle)
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
