import GRDB
import Library

/// Activities out of the precious database.
struct ActivityTableStore: ActivityStore {
    let pool: DatabasePool

    private static let columns = """
        e.id, e.activityId, a.servicePointId, e.title, e.kind, e.firstDay, e.lastDay, e.place, e.className, e.state, \
        e.pupils, e.teachers, e.others, e.women, e.note
        """

    func activities(_ filter: ActivityFilter) async throws -> [Activity] {
        let (first, last) = ActivityDays.bounds(filter.days)
        return try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(Self.columns) FROM activity a
                        JOIN activityEntry e ON e.activityId = a.id AND e.isCurrent = 1
                        WHERE a.servicePointId = ? AND e.firstDay <= ? AND e.lastDay >= ?
                        ORDER BY e.firstDay, a.id
                        """), arguments: [filter.point.rawValue, last, first]
            ).map { try Self.activity($0) }
        }
    }

    func activity(_ id: ActivityID) async throws -> Activity? {
        try await pool.read { db in try Self.activity(db, id) }
    }

    private static func activity(_ db: Database, _ id: ActivityID) throws -> Activity? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT \(columns) FROM activity a
                    JOIN activityEntry e ON e.activityId = a.id AND e.isCurrent = 1 WHERE a.id = ?
                    """), arguments: [id.rawValue]
        ).map { try activity($0) }
    }

    func history(of id: ActivityID) async throws -> [ActivityFacts] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(Self.columns) FROM activity a JOIN activityEntry e ON e.activityId = a.id
                    WHERE a.id = ? ORDER BY e.id DESC
                    """, arguments: [id.rawValue]
            ).map { try Self.activity($0).facts }
        }
    }

    private static func activity(_ row: Row) throws -> Activity {
        let entry: Int64 = row[0]
        guard let kind = ActivityKind(rawValue: row[4]), let state = ActivityState(rawValue: row[9]) else {
            throw StoreError.damagedRow(table: "activityEntry", id: entry)
        }
        let attendance = (row[10] as Int?).map {
            Attendance(pupils: $0, teachers: row[11], others: row[12], women: row[13])
        }
        return Activity(
            id: ActivityID(row[1] as Int64), servicePoint: ServicePointID(row[2] as Int64),
            facts: ActivityFacts(
                title: row[3], kind: kind, first: try ActivityDays.day(row[5], "activityEntry", entry),
                last: try ActivityDays.day(row[6], "activityEntry", entry), place: row[7], className: row[8],
                state: state, attendance: attendance, note: row[14]), entry: entry)
    }

    // MARK: Changes

    func add(_ facts: ActivityFacts, at point: ServicePointID, act: Act) async throws -> ActivityID {
        let number: Int64 = try await pool.write { db in
            try ActLog.once(db, act, "activity") { () -> Int64 in
                try db.execute(
                    sql: "INSERT INTO activity (servicePointId) VALUES (?)", arguments: [point.rawValue])
                let id = db.lastInsertedRowID
                try Self.enter(db, facts, ActivityID(id), act)
                return id
            }
        }
        return ActivityID(number)
    }

    func change(_ id: ActivityID, to facts: ActivityFacts, basedOn entry: Int64, act: Act) async throws {
        try await pool.write { db in
            _ = try ActLog.once(db, act, "activityChange") { () -> String in
                guard let activity = try Self.activity(db, id), activity.entry == entry else {
                    throw ActivityRefusal.changedMeanwhile
                }
                guard activity.facts != facts else { return "" }
                try db.execute(sql: "UPDATE activityEntry SET isCurrent = 0 WHERE id = ?", arguments: [entry])
                try Self.enter(db, facts, id, act)
                return ""
            }
        }
    }

    private static func enter(_ db: Database, _ facts: ActivityFacts, _ id: ActivityID, _ act: Act) throws {
        let attendance = facts.attendance
        try db.execute(
            sql: """
                INSERT INTO activityEntry (activityId, title, kind, firstDay, lastDay, place, className, state,
                    pupils, teachers, others, women, note, accountId, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id.rawValue, facts.title, facts.kind.rawValue, facts.first.description, facts.last.description,
                facts.place, facts.className, facts.state.rawValue, attendance?.pupils, attendance?.teachers,
                attendance?.others, attendance?.women, facts.note, act.account?.rawValue, act.at.milliseconds,
            ])
    }

    // MARK: For everybody, and for figures

    func coming(on day: Day, limit: Int) async throws -> [ComingActivity] {
        try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT e.id, e.title, e.firstDay, e.lastDay, e.place, p.name
                        FROM activityEntry e JOIN activity a ON a.id = e.activityId
                        JOIN servicePoint p ON p.id = a.servicePointId
                        WHERE e.isCurrent = 1 AND e.state = 'planned' AND e.lastDay >= ?
                        ORDER BY e.firstDay, e.id LIMIT ?
                        """), arguments: [day.description, max(0, limit)]
            ).map { row in
                ComingActivity(
                    title: row[1], first: try ActivityDays.day(row[2], "activityEntry", row[0]),
                    last: try ActivityDays.day(row[3], "activityEntry", row[0]), place: row[4], pointName: row[5])
            }
        }
    }

    func counts(at points: [ServicePointID], in months: ClosedRange<Month>) async throws -> ActivityCounts {
        try await pool.read { db in try ActivityCounting(db, points, months).counts() }
    }
}
