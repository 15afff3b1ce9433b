import GRDB
import Library
import Synchronization

/// Which record each material belongs to and who may read it, held in memory
/// so that closed texts are left out before anything is scored.
struct MaterialDirectory: Sendable {
    struct Line: Sendable {
        var record: RecordID
        var access: AccessLevel
    }

    /// `SearchEpoch.readMaterials` when it was read.
    var epoch: Int64 = -1
    /// How many materials have passages to index.
    private(set) var taskCount = 0
    private(set) var lines: [Int64: Line] = [:]

    subscript(material: Int64) -> Line? { lines[material] }

    static func load(_ db: Database, epoch: Int64) throws -> MaterialDirectory {
        var directory = MaterialDirectory(epoch: epoch)
        directory.taskCount = try Int.fetchOne(db, sql: "SELECT count(*) FROM indexTask") ?? 0
        let rows = try Row.fetchCursor(db, sql: "SELECT id, recordId, access FROM material")
        while let row = try rows.next() {
            let id: Int64 = row[0]
            guard let access = AccessLevel(rawValue: row[2]) else {
                throw StoreError.damagedRow(table: "material", id: id)
            }
            directory.lines[id] = Line(record: RecordID(row[1] as Int64), access: access)
        }
        return directory
    }
}

/// Keeps the directory up to date.
final class MaterialDirectories: Sendable {
    private let latest = Mutex<MaterialDirectory?>(nil)

    /// The directory that fits the transaction of `db`.
    func current(_ db: Database) throws -> MaterialDirectory {
        let epoch = try SearchEpoch.readMaterials(db)
        return try latest.withLock { latest in
            if let known = latest, known.epoch == epoch { return known }
            let fresh = try MaterialDirectory.load(db, epoch: epoch)
            if (latest?.epoch ?? -1) < epoch { latest = fresh }
            return fresh
        }
    }
}

/// Which books of the shelf a viewer may read, worked out once per state of
/// the library.
final class ReadableBooks: Sendable {
    struct Key: Hashable {
        /// Of the passages, and of the materials.
        var version: Int64
        var epoch: Int64
        var viewer: Viewer
    }

    private let known = Mutex<[Key: [UInt8]]>([:])

    /// One byte per book, 1 for those that may be read.
    func books(_ key: Key, _ make: () -> [UInt8]) -> [UInt8] {
        if let known = known.withLock({ $0[key] }) { return known }
        let books = make()
        known.withLock { known in
            if known.count >= Viewer.allCases.count * 2 { known.removeAll() }
            known[key] = books
        }
        return books
    }
}
