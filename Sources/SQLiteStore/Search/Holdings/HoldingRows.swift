import GRDB
import Library

/// Reads holdings out of the folded state of the ledger.
enum HoldingRows {
    static let isHeld = "s.status NOT IN (\(CopyStatus.list { !$0.isHeld }))"
    /// On its shelf, and its box not called back: what `loan-opened` asks.
    static let isAvailable = """
        (s.status = 'available' AND (s.boxId IS NULL
            OR NOT EXISTS (SELECT 1 FROM box b WHERE b.id = s.boxId AND b.state = 'recalled')))
        """

    /// Of every record, by the index `copyStateByRecord` alone, in its order.
    static let ofAll = """
        SELECT s.recordId, s.holderId, max(\(isAvailable)) FROM copyState s WHERE \(isHeld)
        GROUP BY s.recordId, s.holderId
        """
    static let ofRecord = """
        SELECT s.holderId, max(\(isAvailable)) FROM copyState s WHERE s.recordId = ? AND \(isHeld)
        GROUP BY s.holderId
        """

    /// The state after the last event that the transaction of `db` sees.
    static func load(_ db: Database, position: Int64) throws -> HoldingColumns {
        var columns = HoldingColumns()
        columns.position = position
        var record: Int64 = 0
        var holdings: [HoldingColumns.Holding] = []
        let rows = try Row.fetchCursor(db.cachedStatement(sql: ofAll))
        while let row = try rows.next() {
            let next: Int64 = row[0]
            if next != record {
                if let document = UInt32(exactly: record) { columns.set(document, holdings) }
                (record, holdings) = (next, [])
            }
            holdings.append(HoldingColumns.Holding(point: row[1], isAvailable: row[2]))
        }
        if let document = UInt32(exactly: record) { columns.set(document, holdings) }
        return columns
    }

    /// Reads these records again.
    static func reload(_ db: Database, _ records: some Sequence<Int64>, in columns: inout HoldingColumns) throws {
        let statement = try db.cachedStatement(sql: ofRecord)
        for record in records {
            guard let document = UInt32(exactly: record) else { continue }
            let holdings = try Row.fetchAll(statement, arguments: [record]).map {
                HoldingColumns.Holding(point: $0[0], isAvailable: $0[1])
            }
            columns.set(document, holdings)
        }
    }
}

/// Which records the events after a position can have changed.
struct HoldingChanges {
    private let db: Database
    private var copies: Set<Int64> = []
    private(set) var records: Set<Int64> = []

    /// More events, or copies of boxes, than that are read anew with everything.
    static let most = 100_000

    static let events = """
        SELECT kind, copyId, boxId, holdId FROM ledgerEvent
        WHERE position > ? AND position <= ? AND conflict IS NULL
        """
    static let everInBox = "SELECT DISTINCT copyId FROM ledgerEvent WHERE boxId = ? AND copyId IS NOT NULL"
    static let everForHold = "SELECT DISTINCT copyId FROM ledgerEvent WHERE holdId = ? AND copyId IS NOT NULL"
    /// All titles a copy ever belonged to.
    static let everOfCopy = """
        SELECT c.recordId FROM ledgerEvent e JOIN copyEntry c ON c.position = e.position WHERE e.copyId = ?
        """

    /// Nil when there are too many to be told apart.
    static func records(_ db: Database, after: Int64, through: Int64) throws -> Set<Int64>? {
        guard through - after <= most else { return nil }
        var changes = HoldingChanges(db: db)
        try changes.read(after: after, through: through)
        guard changes.copies.count <= most else { return nil }
        let record = try db.cachedStatement(sql: "SELECT recordId FROM copyState WHERE id = ?")
        for copy in changes.copies {
            if let id = try Int64.fetchOne(record, arguments: [copy]) { changes.records.insert(id) }
        }
        return changes.records
    }

    private init(db: Database) { self.db = db }

    private mutating func read(after: Int64, through: Int64) throws {
        var boxes: Set<Int64> = []
        var holds: Set<Int64> = []
        var described: Set<Int64> = []
        let rows = try Row.fetchCursor(db.cachedStatement(sql: Self.events), arguments: [after, through])
        while let row = try rows.next() {
            let kind: String = row[0]
            if let copy: Int64 = row[1] {
                copies.insert(copy)
                if kind == "copy-described" { described.insert(copy) }
            } else if let box: Int64 = row[2] {
                boxes.insert(box)
            } else if let hold: Int64 = row[3] {
                holds.insert(hold)
            }
        }
        for copy in described {
            records.formUnion(
                try Int64.fetchAll(db.cachedStatement(sql: Self.everOfCopy), arguments: [copy]))
        }
        // A box act names no copy, and those that it took out of the box are no longer in it.
        for box in boxes {
            copies.formUnion(try Int64.fetchAll(db.cachedStatement(sql: Self.everInBox), arguments: [box]))
        }
        // The end of a hold gives back the copy that was set aside for it.
        for hold in holds {
            copies.formUnion(try Int64.fetchAll(db.cachedStatement(sql: Self.everForHold), arguments: [hold]))
        }
    }
}
