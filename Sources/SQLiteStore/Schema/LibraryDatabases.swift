import GRDB
import Library

/// The two databases of a library, in pools of their own: a desk must not
/// wait for the full text, so they are never attached to one connection.
struct LibraryDatabases: Sendable {
    let precious: DatabasePool
    let passages: DatabasePool
    let contents: any ContentStore
    let folder: LibraryFolder
    let traffic = DeskTraffic()
    let logKeeper: LogKeeper

    init(folder: LibraryFolder, contents: any ContentStore) throws {
        self.folder = folder
        self.contents = contents
        precious = try DatabasePool(path: folder.precious, configuration: Self.configuration(.precious))
        passages = try DatabasePool(path: folder.passages, configuration: Self.configuration(.passages))
        // GRDB sets NORMAL when it turns WAL on, after prepareDatabase, so FULL
        // can only be set now; a test reads it back from the live writer.
        // A slice of an ingest changes some 5,000 pages; what a smaller cache has no
        // room for is written to the log twice and read back from it.
        try precious.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -32768")
        }
        logKeeper = LogKeeper(precious)
        logKeeper.watch()
    }

    /// Empties the logs first, so that the files alone are the library; a log
    /// that somebody still reads stays and is read at the next opening.
    func close() throws {
        try logKeeper.close()
        for pool in [passages, precious] {
            _ = try? pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
        }
        try passages.close()
        try precious.close()
    }

    enum Part { case precious, passages }

    /// For a connection that only empties the precious database's log.
    static var besideWriter: Configuration {
        var configuration = configuration(.precious)
        configuration.label = "log"
        return configuration
    }

    private static let passagesPageSize = 16_384

    static func configuration(_ part: Part) -> Configuration {
        var configuration = Configuration()
        configuration.label = part == .precious ? "precious" : "passages"
        // Several processes may write; each of our transactions is short.
        configuration.busyMode = .attentive
        configuration.maximumReaderCount = 4
        configuration.persistentReadOnlyConnections = true
        configuration.prepareDatabase { db in
            // Holds for a file that is still empty. Passages and posting lists are
            // kilobytes long and read whole: in large pages they take less room
            // and fewer reads.
            if part == .passages { try db.execute(sql: "PRAGMA page_size = \(passagesPageSize)") }
            // What is erased must be gone from the file; text that is made of
            // files we keep need not pay for it.
            try db.execute(sql: "PRAGMA secure_delete = \(part == .precious ? "ON" : "OFF")")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            // Mapped pages are the system's, not ours: they do not count as the
            // process's memory and are shared by all connections.
            try db.execute(sql: "PRAGMA mmap_size = \(2 << 30)")
            try db.execute(sql: "PRAGMA cache_size = -16384")
            // 64 MiB of log between checkpoints, and no larger file left behind: a
            // bulk commit changes the same index pages again and again, and each
            // checkpoint writes them once.
            let pageSize = part == .passages ? passagesPageSize : 4_096
            try db.execute(sql: "PRAGMA wal_autocheckpoint = \((64 << 20) / pageSize)")
            try db.execute(sql: "PRAGMA journal_size_limit = \(64 << 20)")
        }
        return configuration
    }
}
