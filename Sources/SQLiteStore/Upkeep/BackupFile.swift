import Foundation
import GRDB
import Library

/// One backup: an SQLite file that holds files in pieces, so that any SQLite
/// can check it and take it apart.
struct BackupFile {
    /// "hLbk" in ASCII.
    static let applicationID: Int32 = 0x684C_626B
    /// Raised when the layout changes.
    /// 2: files of raw hits. 3: files kept beside it.
    static let format = 3

    enum Kind: String { case database, original, derived, setting, usage }

    struct Entry {
        var id: Int64
        var kind: Kind
        /// The hash of an original or a derived blob, the name of anything else.
        var name: String
        var byteCount: Int64
        var checksum: Int64
    }

    /// An original or a derived blob that lies on the ``BackupShelf``.
    struct Beside: Equatable {
        var kind: Kind
        var hash: ContentHash
        /// What a person calls it.
        var name: String
        var byteCount: Int64
    }

    let database: DatabaseQueue
    /// Of one that is written.
    private let pace: BackupPace?
    private let path: String

    /// A new, empty backup; nothing may be at `path`. Whoever gives it its name
    /// synchronises it first: until then it need not be durable.
    static func create(at path: String, _ pace: BackupPace) throws -> BackupFile {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA page_size = 65536")
            try db.execute(sql: "PRAGMA journal_mode = MEMORY")
            try db.execute(sql: "PRAGMA synchronous = OFF")
            try db.execute(sql: "PRAGMA secure_delete = OFF")
        }
        let file = BackupFile(
            database: try DatabaseQueue(path: path, configuration: configuration), pace: pace, path: path)
        try file.database.write { db in
            try db.execute(
                sql: """
                    PRAGMA application_id = \(applicationID);
                    PRAGMA user_version = \(format);
                    CREATE TABLE entry (
                        id INTEGER PRIMARY KEY,
                        kind TEXT NOT NULL CHECK (kind IN ('database', 'original', 'derived', 'setting', 'usage')),
                        name TEXT NOT NULL,
                        byteCount INTEGER NOT NULL,
                        checksum INTEGER NOT NULL,
                        UNIQUE (kind, name)
                    ) STRICT;
                    CREATE TABLE piece (
                        id INTEGER PRIMARY KEY,
                        entryId INTEGER NOT NULL REFERENCES entry(id),
                        bytes BLOB NOT NULL
                    ) STRICT;
                    CREATE INDEX pieceByEntry ON piece(entryId);
                    CREATE TABLE beside (
                        id INTEGER PRIMARY KEY,
                        kind TEXT NOT NULL CHECK (kind IN ('original', 'derived')),
                        hash TEXT NOT NULL CHECK (length(hash) = 64),
                        name TEXT NOT NULL,
                        byteCount INTEGER NOT NULL CHECK (byteCount >= 0),
                        UNIQUE (kind, hash)
                    ) STRICT;
                    -- Written last: a backup without it was interrupted.
                    CREATE TABLE complete (entries INTEGER NOT NULL) STRICT;
                    """)
        }
        return file
    }

    /// An existing backup, refused when it is none or was interrupted.
    static func open(_ path: String) throws -> BackupFile {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StoreError.backupDamaged("there is no such file")
        }
        var configuration = Configuration()
        configuration.readonly = true
        do {
            let file = BackupFile(
                database: try DatabaseQueue(path: path, configuration: configuration), pace: nil, path: path)
            try file.database.read { db in
                guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
                    throw StoreError.backupDamaged("it was not written by \"hoclieu backup\"")
                }
                guard try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 <= format else {
                    throw StoreError.backupDamaged("it was written by a newer program")
                }
                var entries = try Int.fetchOne(db, sql: "SELECT count(*) FROM entry") ?? 0
                if try namesFilesBeside(db) { entries += try Int.fetchOne(db, sql: "SELECT count(*) FROM beside") ?? 0 }
                guard try Int.fetchOne(db, sql: "SELECT entries FROM complete") == entries else {
                    throw StoreError.backupDamaged("it was interrupted")
                }
            }
            return file
        } catch let error as DatabaseError {
            throw StoreError.backupDamaged(error.message ?? "it cannot be read")
        }
    }

    /// Copies the file at `path` in.
    func add(_ kind: Kind, name: String, fileAt path: String) throws {
        try copy(kind, name, path, taking: { _ in })
    }

    /// Copies a kept file in; false, with nothing copied, when its bytes are not
    /// those its hash says: a restore would refuse the whole backup.
    func add(
        _ kind: Kind, name: String, fileAt path: String, being hash: ContentHash, _ digest: some RunningDigest
    ) throws -> Bool {
        var digest = digest
        do {
            try copy(
                kind, name, path, taking: { piece in piece.withUnsafeBytes { digest.update($0) } },
                ending: { guard digest.finish() == hash else { throw OtherBytes() } })
            return true
        } catch is OtherBytes {
            return false
        }
    }

    private struct OtherBytes: Error {}

    private func copy(
        _ kind: Kind, _ name: String, _ source: String, taking: (Data) -> Void, ending: () throws -> Void = {}
    ) throws {
        guard let input = FileHandle(forReadingAtPath: source) else {
            throw StoreError.system(operation: "open", path: source, code: ENOENT)
        }
        defer { try? input.close() }
        try database.write { db in
            try db.execute(
                sql: "INSERT INTO entry (kind, name, byteCount, checksum) VALUES (?, ?, 0, 0)",
                arguments: [kind.rawValue, name])
            let id = db.lastInsertedRowID
            var checksum = PieceChecksum()
            while let piece = try input.read(upToCount: BackupPace.pieceSize), !piece.isEmpty {
                checksum.add(piece)
                taking(piece)
                try db.cachedStatement(sql: "INSERT INTO piece (entryId, bytes) VALUES (?, ?)").execute(arguments: [
                    id, piece,
                ])
                try pace?.wrote(piece.count, to: path)
            }
            try ending()
            try db.execute(
                sql: "UPDATE entry SET byteCount = ?, checksum = ? WHERE id = ?",
                arguments: [checksum.byteCount, checksum.value, id])
        }
    }

    /// Names a file that lies beside the backup.
    func add(_ file: Beside) throws {
        try database.write { db in
            try db.execute(
                sql: "INSERT INTO beside (kind, hash, name, byteCount) VALUES (?, ?, ?, ?)",
                arguments: [file.kind.rawValue, file.hash.hex, file.name, file.byteCount])
        }
    }

    func finish() throws {
        try database.write { db in
            try db.execute(
                sql: "INSERT INTO complete SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM beside)")
        }
    }

    /// The files that lie beside the backup; none for one of an older format.
    func keptBeside() throws -> [Beside] {
        try database.read { db in
            guard try Self.namesFilesBeside(db) else { return [] }
            return try Row.fetchAll(db, sql: "SELECT kind, hash, name, byteCount FROM beside ORDER BY id").map { row in
                guard let kind = Kind(rawValue: row[0]), let hash = ContentHash(hex: row[1]) else {
                    throw StoreError.backupDamaged("a file of an unknown kind")
                }
                return Beside(kind: kind, hash: hash, name: row[2], byteCount: row[3])
            }
        }
    }

    private static func namesFilesBeside(_ db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 >= 3
    }

    func entries() throws -> [Entry] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT id, kind, name, byteCount, checksum FROM entry ORDER BY id").map { row in
                guard let kind = Kind(rawValue: row[1]) else {
                    throw StoreError.backupDamaged("an entry of an unknown kind")
                }
                return Entry(id: row[0], kind: kind, name: row[2], byteCount: row[3], checksum: row[4])
            }
        }
    }

    /// Hands the bytes of an entry over in pieces and checks them on the way.
    func read(_ entry: Entry, _ sink: (Data) throws -> Void) throws {
        try database.read { db in
            let pieces = try Data.fetchCursor(
                db, sql: "SELECT bytes FROM piece WHERE entryId = ? ORDER BY id", arguments: [entry.id])
            var checksum = PieceChecksum()
            while let piece = try pieces.next() {
                checksum.add(piece)
                try pace?.read(piece.count)
                try sink(piece)
            }
            guard checksum.byteCount == entry.byteCount, checksum.value == entry.checksum else {
                throw StoreError.backupDamaged("\(entry.kind.rawValue) \(entry.name) is not what was written")
            }
        }
    }

    /// Writes an entry as a file.
    func extract(_ entry: Entry, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let output = FileHandle(forWritingAtPath: path)
        else {
            throw StoreError.system(operation: "open", path: path, code: errno)
        }
        defer { try? output.close() }
        try read(entry) { piece in try output.write(contentsOf: piece) }
        try output.synchronize()
    }

    /// Reads everything back.
    func check() throws {
        let faults = try database.read { db in try String.fetchAll(db, sql: "PRAGMA integrity_check(1)") }
        guard faults == ["ok"] else { throw StoreError.backupDamaged(faults.first ?? "integrity_check says nothing") }
        for entry in try entries() { try read(entry) { _ in } }
    }
}

/// FNV-1a over eight bytes at a time: it finds what a disk spoils, not what
/// somebody forges; originals are checked against their SHA-256 besides.
private struct PieceChecksum {
    private(set) var byteCount: Int64 = 0
    private var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var value: Int64 { Int64(bitPattern: hash) }

    mutating func add(_ piece: Data) {
        byteCount += Int64(piece.count)
        piece.withUnsafeBytes { bytes in
            let words = bytes.count / 8
            for word in 0..<words {
                let value = bytes.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self).littleEndian
                hash = (hash ^ value) &* 0x100_0000_01b3
            }
            for byte in bytes[(words * 8)...] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
    }
}
