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

    var epoch: Int64 = -1
    private(set) var lines: [Int64: Line] = [:]

    subscript(material: Int64) -> Line? { lines[material] }

    static func load(_ db: Database, epoch: Int64) throws -> MaterialDirectory {
        var directory = MaterialDirectory(epoch: epoch)
        let rows = try Row.fetchCursor(db, sql: "SELECT id, recordId, access FROM material")
        while let row = try rows.next() {
            let id: Int64 = row[0]
            guard let access = AccessLevel(rawValue: row[2]) else { throw StoreError.damagedRow(table: "material", id: id) }
            directory.lines[id] = Line(record: RecordID(row[1] as Int64), access: access)
        }
        return directory
    }
}

/// Keeps the directory up to date.
final class MaterialDirectories: Sendable {
    private let latest = Mutex<MaterialDirectory?>(nil)

    /// The directory of `epoch` or a later one.
    func current(_ db: Database, epoch: Int64) throws -> MaterialDirectory {
        try latest.withLock { latest in
            if let known = latest, known.epoch == epoch { return known }
            let fresh = try MaterialDirectory.load(db, epoch: epoch)
            if (latest?.epoch ?? -1) < epoch { latest = fresh }
            return fresh
        }
    }
}
