import GRDB
import Library

/// Counts and their scans as rows.
enum StockTakeRows {
    static let columns = """
        id, servicePointId, location, firstCall, lastCall, startedAt, startedAfter, closedAt, expected
        """

    static func stockTake(_ row: Row) -> StockTake {
        StockTake(
            id: StockTakeID(row[0] as Int64), point: ServicePointID(row[1] as Int64),
            range: StockRange(location: row[2], firstCall: row[3], lastCall: row[4]),
            startedAt: Moment(milliseconds: row[5]), startedAfter: row[6],
            closedAt: (row[7] as Int64?).map { Moment(milliseconds: $0) })
    }

    /// With whether its closing has begun.
    static func stockTake(_ db: Database, _ id: StockTakeID) throws -> (count: StockTake, isClosing: Bool)? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(columns) FROM stockTake WHERE id = ?"), arguments: [id.rawValue]
        ).map { (stockTake($0), !$0.hasNull(atIndex: 8)) }
    }

    static func open(_ db: Database, _ range: StockRange, at point: ServicePointID) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT id FROM stockTake WHERE servicePointId = ? AND closedAt IS NULL
                    AND location IS ? AND firstCall IS ? AND lastCall IS ?
                """, arguments: [point.rawValue, range.location, range.firstCall, range.lastCall])
    }

    // MARK: Scans

    static func insert(_ db: Database, _ scan: StockScan, in count: StockTakeID) throws -> Int64 {
        try db.execute(
            sql: "INSERT INTO stockTakeScan (stockTakeId, at, text, copyId, outcome) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                count.rawValue, scan.at.milliseconds, scan.text, scan.copy?.rawValue, scan.outcome.rawValue,
            ])
        return db.lastInsertedRowID
    }

    private static let scanColumns = "id, at, text, copyId, outcome"

    private static func scan(_ row: Row) -> StockScan {
        StockScan(
            id: row[0], at: Moment(milliseconds: row[1]), text: row[2],
            copy: (row[3] as Int64?).map { CopyID($0) }, outcome: StockScanOutcome(rawValue: row[4]) ?? .unknown)
    }

    static func scan(_ db: Database, _ id: Int64) throws -> StockScan? {
        try Row.fetchOne(db, sql: "SELECT \(scanColumns) FROM stockTakeScan WHERE id = ?", arguments: [id])
            .map { scan($0) }
    }

    static func isScanned(_ db: Database, _ copy: CopyID, in count: StockTakeID) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT 1 FROM stockTakeScan WHERE stockTakeId = ? AND copyId = ? LIMIT 1"),
            arguments: [count.rawValue, copy.rawValue]) ?? false
    }

    /// How many copies were scanned, each once.
    static func scanned(_ db: Database, _ count: StockTakeID) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(DISTINCT copyId) FROM stockTakeScan WHERE stockTakeId = ? AND copyId IS NOT NULL
                    """), arguments: [count.rawValue]) ?? 0
    }

    static func last(_ db: Database, _ count: StockTakeID) throws -> StockRemark? {
        try remarks(db, "WHERE stockTakeId = ? ORDER BY id DESC LIMIT 1", [count.rawValue]).first
    }

    /// Everything but what was found where it should be, the newest first.
    static func remarks(_ db: Database, _ count: StockTakeID) throws -> [StockRemark] {
        let outcomes = StockScanOutcome.allCases.filter { $0 != .found && $0 != .again }.map { "'\($0.rawValue)'" }
        return try remarks(
            db, "WHERE stockTakeId = ? AND outcome IN (\(outcomes.joined(separator: ","))) ORDER BY id DESC",
            [count.rawValue])
    }

    private static func remarks(
        _ db: Database, _ condition: String, _ arguments: StatementArguments
    ) throws -> [StockRemark] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT \(scanColumns) FROM stockTakeScan \(condition)"), arguments: arguments
        ).map { row in
            let scan = scan(row)
            let copy = try scan.copy.flatMap { try TitledCopies.titled(db, ids: [$0.rawValue]).first }
            return StockRemark(scan: scan, copy: copy)
        }
    }

    // MARK: What should stand there

    /// As `StockRange.holds`; ?2, ?3 and ?4 are the range.
    private static let inRange = """
        s.holderId = ?1 AND s.status = 'available' AND ifnull(?2, c.location) IS c.location
        AND (?3 IS NULL OR c.callNumber >= ?3)
        AND (?4 IS NULL OR c.callNumber <= ?4 OR substr(c.callNumber, 1, length(?4)) = ?4)
        """

    private static func range(_ count: StockTake) -> [(any DatabaseValueConvertible)?] {
        [count.point.rawValue, count.range.location, count.range.firstCall, count.range.lastCall]
    }

    /// What was frozen when closing began, or what is true now.
    static func expected(_ db: Database, _ count: StockTake) throws -> Int {
        let frozen = try Int.fetchOne(
            db, sql: "SELECT expected FROM stockTake WHERE id = ?", arguments: [count.id.rawValue])
        if let frozen { return frozen }
        let sql =
            count.range.isAll
            ? "SELECT count(*) FROM copyState s WHERE s.holderId = ? AND s.status = 'available'"
            : "SELECT count(*) FROM copyState s CROSS JOIN copy c ON c.id = s.id WHERE \(inRange)"
        return try Int.fetchOne(
            db.cachedStatement(sql: sql),
            arguments: StatementArguments(count.range.isAll ? [count.point.rawValue] : range(count))) ?? 0
    }

    /// On the shelf by the register, not scanned, and in nobody's hands since the
    /// count began.
    static func missing(_ db: Database, _ count: StockTake) throws -> [Int64] {
        try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT s.id FROM copyState s CROSS JOIN copy c ON c.id = s.id WHERE \(inRange)
                        AND NOT EXISTS (SELECT 1 FROM stockTakeScan k WHERE k.stockTakeId = ?5 AND k.copyId = s.id)
                        AND NOT EXISTS (SELECT 1 FROM ledgerEvent e WHERE e.copyId = s.id AND e.position > ?6
                            AND e.conflict IS NULL AND e.kind <> 'copy-described')
                    ORDER BY s.id
                    """),
            arguments: StatementArguments(range(count) + [count.id.rawValue, count.startedAfter]))
    }
}
