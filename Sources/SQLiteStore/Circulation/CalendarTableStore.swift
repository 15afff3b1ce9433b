import GRDB
import Library

/// Closing periods out of the precious database.
struct CalendarTableStore: CalendarStore {
    let pool: DatabasePool

    func closings(at point: ServicePointID, in days: ClosedRange<Day>) async throws -> [ClosingPeriod] {
        try await pool.read { db in try Self.closings(db, at: point, in: days) }
    }

    static func closings(
        _ db: Database, at point: ServicePointID, in days: ClosedRange<Day>
    ) throws -> [ClosingPeriod] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT c.id, c.firstDay, c.lastDay, c.reason, c.servicePointId IS NULL
                    FROM servicePoint p JOIN closingPeriod c ON c.institutionId = p.institutionId
                    WHERE p.id = ?1 AND (c.servicePointId IS NULL OR c.servicePointId = ?1)
                        AND c.firstDay <= ?3 AND c.lastDay >= ?2
                    ORDER BY c.firstDay, c.id
                    """),
            arguments: [point.rawValue, days.lowerBound.description, days.upperBound.description]
        ).map { row in
            let facts = ClosingFacts(
                first: try day(row[1], row[0]), last: try day(row[2], row[0]), reason: row[3],
                isWholeInstitution: row[4])
            guard let facts else { throw StoreError.damagedRow(table: "closingPeriod", id: row[0]) }
            return ClosingPeriod(id: ClosingPeriodID(row[0] as Int64), facts: facts)
        }
    }

    private static func day(_ text: String, _ id: Int64) throws -> Day {
        guard let day = Day(iso: text) else { throw StoreError.damagedRow(table: "closingPeriod", id: id) }
        return day
    }

    func add(_ closing: ClosingFacts, at point: ServicePointID, act: Act) async throws -> ClosingPeriodID {
        let number: Int64 = try await pool.write { db in
            try ActLog.once(db, act, "closingPeriod") { () -> Int64 in
                try db.execute(
                    sql: """
                        INSERT INTO closingPeriod (institutionId, servicePointId, firstDay, lastDay, reason)
                        SELECT institutionId, iif(?2, NULL, id), ?3, ?4, ?5 FROM servicePoint WHERE id = ?1
                        """,
                    arguments: [
                        point.rawValue, closing.isWholeInstitution, closing.first.description,
                        closing.last.description, closing.reason,
                    ])
                let number = db.lastInsertedRowID
                try ActLog.note(
                    db, .calendarChanged, "point \(point) closed \(closing.first) – \(closing.last)", act)
                return number
            }
        }
        return ClosingPeriodID(number)
    }

    func remove(_ closing: ClosingPeriodID, at point: ServicePointID, act: Act) async throws {
        try await pool.write { db in
            _ = try ActLog.once(db, act, "closingPeriodEnd") { () -> String in
                try db.execute(
                    sql: """
                        DELETE FROM closingPeriod
                        WHERE id = ?1 AND institutionId = (SELECT institutionId FROM servicePoint WHERE id = ?2)
                            AND (servicePointId IS NULL OR servicePointId = ?2)
                        """, arguments: [closing.rawValue, point.rawValue])
                if db.changesCount > 0 {
                    try ActLog.note(db, .calendarChanged, "point \(point) no longer closed: \(closing)", act)
                }
                return ""
            }
        }
    }
}
