import GRDB
import Library

/// Closed counts as the register of stock-takes has them, a line each.
enum StockRegisterRows {
    static func count(_ db: Database, _ count: StockTake) throws -> DeskSheets.StockCount {
        let id = count.id.rawValue
        let onShelf = try StockTakeRows.expected(db, count)
        let missing = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT count(*) FROM stockTakeMissing WHERE stockTakeId = ?"), arguments: [id])
        let lent = try lent(db, count)
        let scans = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FILTER (WHERE k.outcome IN ('wrong-shelf', 'elsewhere')),
                        count(DISTINCT k.text) FILTER (WHERE k.outcome IN ('unknown', 'ambiguous', 'withdrawn')),
                        count(DISTINCT k.copyId) FILTER (WHERE c.condition = 'damaged')
                    FROM stockTakeScan k LEFT JOIN copy c ON c.id = k.copyId WHERE k.stockTakeId = ?
                    """), arguments: [id])
        return DeskSheets.StockCount(
            on: Day(count.closedAt ?? count.startedAt), location: part(count.range), expected: onShelf + lent,
            lent: lent, found: max(0, onShelf - (missing ?? 0)), misplaced: scans?[0] ?? 0, unknown: scans?[1] ?? 0,
            damaged: scans?[2] ?? 0)
    }

    /// Copies of the part that were out on loan from the point when it was closed.
    private static func lent(_ db: Database, _ count: StockTake) throws -> Int {
        let (range, moment) = (count.range, (count.closedAt ?? count.startedAt).milliseconds)
        return try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM loan l JOIN copy c ON c.id = l.copyId
                    WHERE l.pointId = ?1 AND l.openedAt <= ?2 AND (l.closedAt IS NULL OR l.closedAt > ?2)
                        AND ifnull(?3, c.location) IS c.location AND (?4 IS NULL OR c.callNumber >= ?4)
                        AND (?5 IS NULL OR c.callNumber <= ?5 OR substr(c.callNumber, 1, length(?5)) = ?5)
                    """),
            arguments: [count.point.rawValue, moment, range.location, range.firstCall, range.lastCall]) ?? 0
    }

    /// "Kho A, 895.92 – 899"; nil for all of it.
    private static func part(_ range: StockRange) -> String? {
        let calls = [range.firstCall, range.lastCall].contains { $0 != nil }
        let span = calls ? "\(range.firstCall ?? "…") – \(range.lastCall ?? "…")" : nil
        let parts = [range.location, span].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
