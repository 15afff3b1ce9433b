import GRDB
import Library

/// The tally of visits out of the precious database.
struct VisitTableStore: VisitStore {
    let pool: DatabasePool

    /// Of the entries `t` of a day the one that holds.
    static let isLast = """
        NOT EXISTS (SELECT 1 FROM visitTally later WHERE later.servicePointId = t.servicePointId
            AND later.day = t.day AND later.ordinal > t.ordinal)
        """

    func count(_ visitors: VisitCount, at point: ServicePointID, on day: Day, act: Act) async throws {
        guard visitors.isSound, day <= Day(act.at) else { throw ActivityRefusal.countsWrong }
        try await pool.write { db in
            _ = try ActLog.once(db, act, "visits") { () -> String in
                guard let last = try Self.last(db, point, day) else {
                    try Self.enter(db, visitors, point, day, ordinal: 1, reason: nil, act)
                    return ""
                }
                guard (last.count + visitors).isSound else { throw ActivityRefusal.countsWrong }
                try db.execute(
                    sql: """
                        UPDATE visitTally SET pupils = pupils + ?, staff = staff + ?, others = others + ?
                        WHERE servicePointId = ? AND day = ? AND ordinal = ?
                        """,
                    arguments: [
                        visitors.pupils, visitors.staff, visitors.others, point.rawValue, day.description,
                        last.ordinal,
                    ])
                return ""
            }
        }
    }

    func correct(
        _ count: VisitCount, at point: ServicePointID, on day: Day, reason: String?, act: Act
    ) async throws {
        guard count.isSound else { throw ActivityRefusal.countsWrong }
        guard day <= Day(act.at) else { throw ActivityRefusal.dayToCome }
        try await pool.write { db in
            _ = try ActLog.once(db, act, "visitCorrection") { () -> String in
                let last = try Self.last(db, point, day)
                guard last?.count != count else { return "" }
                if last != nil, reason == nil { throw ActivityRefusal.reasonMissing }
                try Self.enter(db, count, point, day, ordinal: (last?.ordinal ?? 0) + 1, reason: reason, act)
                return ""
            }
        }
    }

    func counts(at point: ServicePointID, in days: ClosedRange<Day>) async throws -> [Day: VisitCount] {
        let (first, last) = ActivityDays.bounds(days)
        return try await pool.read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT t.day, t.pupils, t.staff, t.others FROM visitTally t
                        WHERE t.servicePointId = ? AND t.day BETWEEN ? AND ? AND \(Self.isLast)
                        """), arguments: [point.rawValue, first, last])
            return try rows.reduce(into: [:]) { counts, row in
                counts[try ActivityDays.day(row[0], "visitTally", point.rawValue)] = VisitCount(
                    pupils: row[1], staff: row[2], others: row[3])
            }
        }
    }

    func entries(at point: ServicePointID, on day: Day) async throws -> [VisitEntry] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT pupils, staff, others, reason FROM visitTally
                    WHERE servicePointId = ? AND day = ? ORDER BY ordinal
                    """, arguments: [point.rawValue, day.description]
            ).map { VisitEntry(count: VisitCount(pupils: $0[0], staff: $0[1], others: $0[2]), reason: $0[3]) }
        }
    }

    func stops(of point: ServicePointID, in days: ClosedRange<Day>) async throws -> [StopVisit] {
        try await pool.read { db in try StopVisitRows.stops(db, in: days, of: point) }
    }

    private static func last(
        _ db: Database, _ point: ServicePointID, _ day: Day
    ) throws -> (ordinal: Int, count: VisitCount)? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT ordinal, pupils, staff, others FROM visitTally
                    WHERE servicePointId = ? AND day = ? ORDER BY ordinal DESC LIMIT 1
                    """), arguments: [point.rawValue, day.description]
        ).map { ($0[0], VisitCount(pupils: $0[1], staff: $0[2], others: $0[3])) }
    }

    private static func enter(
        _ db: Database, _ count: VisitCount, _ point: ServicePointID, _ day: Day, ordinal: Int, reason: String?,
        _ act: Act
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO visitTally (servicePointId, day, ordinal, pupils, staff, others, reason, accountId, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                point.rawValue, day.description, ordinal, count.pupils, count.staff, count.others, reason,
                act.account?.rawValue, act.at.milliseconds,
            ])
    }
}
