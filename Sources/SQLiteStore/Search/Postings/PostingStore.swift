import Foundation
import GRDB

/// The tables of one index: `{name}Segment` and `{name}Block`.
///
/// Two indexes exist: "record" in the precious database, "passage" in the other.
struct PostingStore: Sendable {
    let name: String
    /// No block of terms is longer, in bytes.
    let blockSize: Int

    /// The most that one page of 4,096 bytes holds with all that SQLite adds (4,057):
    /// of longer ones it copies several together. A known title looks some
    /// twenty-five terms up in each segment, and goes through half a block for each.
    static let record = PostingStore(name: "record", blockSize: 4_040)
    /// Two fit a page of 16,384 bytes (8,174).
    static let passage = PostingStore(name: "passage", blockSize: 8_160)

    private static let numberBits: Int64 = 20

    /// The number of a block among all of its index.
    static func blockID(_ segment: Int64, _ number: UInt32) -> Int64 { segment << numberBits | Int64(number) }

    func create(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE \(name)Segment (
                    id INTEGER PRIMARY KEY,
                    level INTEGER NOT NULL CHECK (level >= 0),
                    age INTEGER NOT NULL,
                    state INTEGER NOT NULL CHECK (state IN (0, 1, 2)), -- retired, live, being built
                    documentCount INTEGER NOT NULL,
                    documents BLOB NOT NULL,
                    wordCount INTEGER NOT NULL,
                    byteCount INTEGER NOT NULL,
                    checksum INTEGER NOT NULL,
                    directory BLOB NOT NULL
                );
                CREATE TABLE \(name)Block (
                    id INTEGER PRIMARY KEY, -- segment << 20 | number
                    data BLOB NOT NULL
                );
                """)
    }

    // MARK: Reading

    /// The live segments, oldest first; those in `known` are taken from there.
    func liveSegments(_ db: Database, known: [Int64: Segment] = [:]) throws -> [Segment] {
        let ids = try Int64.fetchAll(db, sql: "SELECT id FROM \(name)Segment WHERE state = 1 ORDER BY age, id")
        return try ids.map { id in
            if let segment = known[id] { return segment }
            return try segment(db, id: id)
        }
    }

    func segment(_ db: Database, id: Int64) throws -> Segment {
        let sql =
            "SELECT level, age, documentCount, documents, wordCount, byteCount, directory FROM \(name)Segment WHERE id = ?"
        guard let row = try Row.fetchOne(db, sql: sql, arguments: [id]) else { throw SearchIndexError.changedMeanwhile }
        let documents: Data = row[3]
        let directory: Data = row[6]
        guard let decoded = BlockDirectory(encoded: Array(directory)) else { throw damaged(id) }
        return Segment(
            id: id, level: row[0], age: row[1], directory: decoded,
            documents: DocumentList(encoded: Array(documents), count: row[2]), wordCount: row[4], byteCount: row[5])
    }

    func damaged(_ segment: Int64) -> SearchIndexError { .damaged(table: name + "Block", segment: segment) }

    /// Hands the bytes of a block to `body`, which must not keep them.
    func withBlock<Value>(
        _ db: Database, of segment: Segment, number: UInt32, _ body: (UnsafeBufferPointer<UInt8>) throws -> Value
    ) throws -> Value {
        if case .memory(let blocks) = segment.blocks {
            guard let bytes = blocks[number] else { throw damaged(segment.id) }
            return try bytes.withUnsafeBufferPointer(body)
        }
        let statement = try db.cachedStatement(sql: "SELECT data FROM \(name)Block WHERE id = ?")
        let rows = try Row.fetchCursor(statement, arguments: [Self.blockID(segment.id, number)])
        guard let row = try rows.next() else { throw SearchIndexError.changedMeanwhile }
        return try row.withUnsafeData(atIndex: 0) { data in
            guard let data else { throw damaged(segment.id) }
            return try data.withUnsafeBytes { try body($0.bindMemory(to: UInt8.self)) }
        }
    }

    /// Hands every block of a segment to `body`, which must not keep its bytes.
    func forEachBlock(
        _ db: Database, of segment: Int64, _ body: (_ number: Int64, UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws {
        let statement = try db.cachedStatement(sql: "SELECT id, data FROM \(name)Block WHERE id >= ? AND id < ?")
        let numbers = [Self.blockID(segment, 0), Self.blockID(segment + 1, 0)]
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(numbers))
        while let row = try rows.next() {
            try row.withUnsafeData(atIndex: 1) { data in
                try data?.withUnsafeBytes { try body(row[0], $0.bindMemory(to: UInt8.self)) }
            }
        }
    }

    // MARK: Writing

    /// Counts the numbers of segments in `{name}IndexState`.
    ///
    /// No number comes twice, not even after the index was built anew: other
    /// processes hold segments in memory, merge them and write blocks under their
    /// numbers, and must not meet another segment there.
    func addCounter(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE \(name)IndexState ADD COLUMN lastSegment INTEGER NOT NULL DEFAULT 0;
                UPDATE \(name)IndexState SET lastSegment = (SELECT coalesce(max(id), 0) FROM \(name)Segment);
                """)
    }

    /// The number a new segment gets; it is used up by asking.
    func nextSegmentID(_ db: Database) throws -> Int64 {
        let sql = "UPDATE \(name)IndexState SET lastSegment = lastSegment + 1 RETURNING lastSegment"
        guard let number = try Int64.fetchOne(db.cachedStatement(sql: sql)) else {
            throw StoreError.damagedRow(table: name + "IndexState", id: 1)
        }
        return number
    }

    func insertBlocks(_ db: Database, of segment: Int64, _ blocks: [(number: UInt32, bytes: [UInt8])]) throws {
        let statement = try db.cachedStatement(sql: "INSERT INTO \(name)Block (id, data) VALUES (?, ?)")
        for block in blocks {
            try statement.execute(arguments: [Self.blockID(segment, block.number), Data(block.bytes)])
        }
    }

    func insertSegment(_ db: Database, _ segment: Segment, checksum: Checksum, state: SegmentState) throws {
        let sql = """
            INSERT INTO \(name)Segment
                (id, level, age, state, documentCount, documents, wordCount, byteCount, checksum, directory)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        let statement = try db.cachedStatement(sql: sql)
        try statement.execute(arguments: [
            segment.id, segment.level, segment.age, state.rawValue, segment.documents.count,
            Data(segment.documents.encoded),
            segment.wordCount, segment.byteCount, Int64(bitPattern: checksum.value), Data(segment.directory.encoded),
        ])
    }

    func setState(_ db: Database, _ segments: [Int64], _ state: SegmentState) throws {
        for id in segments {
            try db.execute(sql: "UPDATE \(name)Segment SET state = ? WHERE id = ?", arguments: [state.rawValue, id])
        }
    }

    func areAll(_ db: Database, _ segments: [Int64], _ state: SegmentState) throws -> Bool {
        try segments.allSatisfy { id in
            try Int.fetchOne(db, sql: "SELECT state FROM \(name)Segment WHERE id = ?", arguments: [id])
                == state.rawValue
        }
    }

    /// Removes the segment's own row, not its blocks.
    func removeLine(_ db: Database, of segment: Int64) throws {
        try db.execute(sql: "DELETE FROM \(name)Segment WHERE id = ?", arguments: [segment])
    }

    /// Gives up what an interrupted process was building.
    func abandonUnfinished(_ db: Database) throws {
        try db.execute(sql: "UPDATE \(name)Segment SET state = 0 WHERE state = 2")
    }

    /// Deletes up to `limit` blocks of a retired segment; returns whether there may
    /// be more.
    func sweep(_ db: Database, limit: Int) throws -> Bool {
        let sql = "SELECT id FROM \(name)Segment WHERE state = 0 ORDER BY id LIMIT 1"
        guard let segment = try Int64.fetchOne(db, sql: sql) else { return false }
        try db.execute(
            sql: """
                DELETE FROM \(name)Block WHERE id IN (
                    SELECT id FROM \(name)Block WHERE id >= ? AND id < ? ORDER BY id LIMIT ?)
                """, arguments: [segment << Self.numberBits, (segment + 1) << Self.numberBits, limit])
        if db.changesCount < limit {
            try db.execute(sql: "DELETE FROM \(name)Segment WHERE id = ?", arguments: [segment])
        }
        return true
    }

    /// Empties the index.
    func removeAll(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM \(name)Block; DELETE FROM \(name)Segment;")
    }

    // MARK: Checking

    /// Reads every block of every live segment; nil when all are whole, else one
    /// sentence.
    func check(_ db: Database) throws -> String? {
        let segments = try Row.fetchAll(db, sql: "SELECT id, checksum, byteCount FROM \(name)Segment WHERE state = 1")
        for line in segments {
            let id: Int64 = line[0]
            var sum = Checksum()
            try forEachBlock(db, of: id) { number, bytes in
                sum.add(UInt32(truncatingIfNeeded: number & ((1 << Self.numberBits) - 1)), Array(bytes))
            }
            if Int64(bitPattern: sum.value) != line[1] as Int64 {
                return "segment \(id) of the \(name) index is damaged"
            }
        }
        return nil
    }
}

/// What a stored segment is good for.
enum SegmentState: Int, Sendable { case retired = 0, live, building }
