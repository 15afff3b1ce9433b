import GRDB
import Library

/// Counts of the shelves out of the precious database.
struct StockTakeTableStore: StockTakeStore {
    let pool: DatabasePool
    let writer: LedgerWriter

    /// Copies that closing settles in one transaction: desks wait no longer for it.
    static let slice = 250

    func open(_ range: StockRange, at point: ServicePointID, act: Act) async throws -> StockTakeID {
        let number: Int64 = try await writer.act(at: act.at) { transaction in
            let db = transaction.db
            return try ActLog.once(db, act, "stock-take") { () -> Int64 in
                if let open = try StockTakeRows.open(db, range, at: point) { return open }
                let values: [(any DatabaseValueConvertible)?] = [
                    point.rawValue, range.location, range.firstCall, range.lastCall, act.at.milliseconds,
                    try LedgerRows.lastPosition(db),
                ]
                try db.execute(
                    sql: """
                        INSERT INTO stockTake (servicePointId, location, firstCall, lastCall, startedAt, startedAfter)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """, arguments: StatementArguments(values))
                return db.lastInsertedRowID
            }
        }
        return StockTakeID(number)
    }

    func stockTakes(at point: ServicePointID) async throws -> [StockTake] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(StockTakeRows.columns) FROM stockTake
                    WHERE servicePointId = ? ORDER BY startedAt DESC, id DESC
                    """, arguments: [point.rawValue]
            ).map { StockTakeRows.stockTake($0) }
        }
    }

    func stockTake(_ id: StockTakeID) async throws -> StockTake? {
        try await pool.read { db in try StockTakeRows.stockTake(db, id)?.count }
    }

    func register(of point: ServicePointID) async throws -> [DeskSheets.StockCount] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(StockTakeRows.columns) FROM stockTake
                    WHERE servicePointId = ? AND closedAt IS NOT NULL ORDER BY closedAt, id
                    """, arguments: [point.rawValue]
            ).map { try StockRegisterRows.count(db, StockTakeRows.stockTake($0)) }
        }
    }

    func scan(_ text: String, in id: StockTakeID, act: Act) async throws -> StockScan {
        let number: Int64 = try await writer.act(at: act.at) { transaction in
            let db = transaction.db
            return try ActLog.once(db, act, "stock-scan") { () -> Int64 in
                guard let (count, isClosing) = try StockTakeRows.stockTake(db, id) else {
                    throw StockTakeRefusal.unknown
                }
                guard count.isOpen, !isClosing else { throw StockTakeRefusal.closed }
                guard !AccessionNumber.key(of: text).isEmpty else { throw StockTakeRefusal.empty }
                // Also by number: of a torn barcode the stamp is typed.
                let copies = try HoldingsTableStore.copies(scanned: text, at: count.point, db)
                let copy = StockTakeRule.meant(of: copies, at: count.point)
                let outcome =
                    try copy.map { copy in
                        StockTakeRule.outcome(
                            copy, in: count, isScanned: try StockTakeRows.isScanned(db, copy.id, in: id))
                    } ?? (copies.isEmpty ? .unknown : .ambiguous)
                return try StockTakeRows.insert(
                    db, StockScan(id: 0, at: act.at, text: text, copy: copy?.id, outcome: outcome), in: id)
            }
        }
        guard let scan = try await pool.read({ db in try StockTakeRows.scan(db, number) }) else {
            throw StockTakeRefusal.unknown
        }
        return scan
    }

    func report(of id: StockTakeID, withMissing: Bool) async throws -> StockReport? {
        try await pool.read { db in
            guard let (count, isClosing) = try StockTakeRows.stockTake(db, id) else { return nil }
            let missing: [Int64] =
                if !withMissing {
                    []
                } else if isClosing {
                    try Int64.fetchAll(
                        db, sql: "SELECT copyId FROM stockTakeMissing WHERE stockTakeId = ? ORDER BY copyId",
                        arguments: [id.rawValue])
                } else {
                    try StockTakeRows.missing(db, count)
                }
            return StockReport(
                count: count, expected: try StockTakeRows.expected(db, count),
                scanned: try StockTakeRows.scanned(db, id), missing: try TitledCopies.titled(db, ids: missing),
                remarks: try StockTakeRows.remarks(db, id), last: try StockTakeRows.last(db, id))
        }
    }

    func close(_ id: StockTakeID, act: Act) async throws {
        let isOpen = try await writer.act(at: act.at) { transaction in try Self.beginClosing(id, transaction.db) }
        guard isOpen else { return }
        while try await writer.act(at: act.at, { transaction in try Self.settle(id, in: &transaction) }) {}
        _ = try await writer.act(at: act.at) { transaction in
            try ActLog.once(transaction.db, act, "stock-take-closed") { () -> String in
                try transaction.db.execute(
                    sql: "UPDATE stockTake SET closedAt = ? WHERE id = ? AND closedAt IS NULL",
                    arguments: [act.at.milliseconds, id.rawValue])
                return ""
            }
        }
    }

    /// Freezes the lists; false when the count is closed already.
    private static func beginClosing(_ id: StockTakeID, _ db: Database) throws -> Bool {
        guard let (count, isClosing) = try StockTakeRows.stockTake(db, id) else { throw StockTakeRefusal.unknown }
        guard count.isOpen else { return false }
        guard !isClosing else { return true }
        for copy in try StockTakeRows.missing(db, count) {
            try db.cachedStatement(sql: "INSERT INTO stockTakeMissing (stockTakeId, copyId) VALUES (?, ?)")
                .execute(arguments: [id.rawValue, copy])
        }
        try db.execute(
            sql: "UPDATE stockTake SET expected = ? WHERE id = ?",
            arguments: [try StockTakeRows.expected(db, count), id.rawValue])
        return true
    }

    /// Lets a slice of what was found happen; false when nothing is left.
    private static func settle(_ id: StockTakeID, in transaction: inout LedgerTransaction) throws -> Bool {
        let db = transaction.db
        guard let (count, _) = try StockTakeRows.stockTake(db, id) else { throw StockTakeRefusal.unknown }
        let missing = try Int64.fetchAll(
            db, sql: "SELECT copyId FROM stockTakeMissing WHERE stockTakeId = ? AND isSettled = 0 LIMIT ?",
            arguments: [id.rawValue, slice])
        for copy in missing {
            // Lent or packed since the look at the list: then it is not missing.
            let sql =
                try happen(.copyMissing(CopyID(copy), at: count.point), in: &transaction)
                ? "UPDATE stockTakeMissing SET isSettled = 1 WHERE stockTakeId = ? AND copyId = ?"
                : "DELETE FROM stockTakeMissing WHERE stockTakeId = ? AND copyId = ?"
            try db.cachedStatement(sql: sql).execute(arguments: [id.rawValue, copy])
        }
        guard missing.count < slice else { return true }
        let scans = try Row.fetchAll(
            db,
            sql: """
                SELECT id, copyId FROM stockTakeScan
                WHERE stockTakeId = ? AND isSettled = 0 AND copyId IS NOT NULL ORDER BY id LIMIT ?
                """, arguments: [id.rawValue, slice])
        for scan in scans {
            let state = try CopyRows.state(db, CopyID(scan[1] as Int64))
            if let event = state.flatMap({ StockTakeRule.event(for: $0, in: count) }) {
                _ = try happen(event, in: &transaction)
            }
            try db.cachedStatement(sql: "UPDATE stockTakeScan SET isSettled = 1 WHERE id = ?")
                .execute(arguments: [scan[0] as Int64])
        }
        return scans.count == slice || !missing.isEmpty
    }

    /// False when it cannot apply any more; the fold checks first and has then
    /// written nothing.
    private static func happen(_ fact: LedgerFact, in transaction: inout LedgerTransaction) throws -> Bool {
        do {
            try transaction.happen(fact)
            return true
        } catch is LedgerConflict {
            return false
        }
    }
}
