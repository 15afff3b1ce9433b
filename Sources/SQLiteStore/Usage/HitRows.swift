import GRDB
import Library

/// Raw hits as rows.
enum HitRows {
    static func insert(_ hits: ArraySlice<RawHit>, _ db: Database) throws {
        let statement = try WriteStatement(
            db, "INSERT INTO hit VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        for hit in hits {
            statement.bind(1, hit.at.milliseconds)
            statement.bind(2, hit.kind.rawValue)
            statement.bind(3, hit.record?.rawValue)
            statement.bind(4, hit.section)
            statement.bind(5, hit.method.rawValue)
            statement.bind(6, hit.status)
            statement.bind(7, hit.session)
            statement.bind(8, hit.fallback)
            statement.bind(9, hit.point?.rawValue)
            for (place, mark) in marks.enumerated() {
                statement.bind(Int32(10 + place), hit.marks.contains(mark) ? 1 : 0)
            }
            try statement.run()
        }
    }

    /// In the order of their columns.
    private static let marks: [HitMarks] = [.returned, .robot, .prefetch, .staff, .onSite]

    /// Hands over every hit of a file. `sorted`: by moment, and of one moment in
    /// the order in which they were written; else as they stand.
    static func forEach(_ db: Database, sorted: Bool, _ body: (RawHit) throws -> Void) throws {
        let statement = try WriteStatement(
            db,
            """
            SELECT at, kind, recordId, section, method, status, session, fallback, pointId,
                isReturned + 2 * isRobot + 4 * isPrefetch + 8 * isStaff + 16 * isOnSite, id
            FROM hit ORDER BY \(sorted ? "at, id" : "id")
            """)
        defer { statement.reset() }
        while try statement.next() {
            guard let kind = HitKind(rawValue: Int(statement.integer(1))),
                let method = HitMethod(rawValue: Int(statement.integer(4)))
            else { throw StoreError.damagedRow(table: "hit", id: statement.integer(10)) }
            try body(
                RawHit(
                    at: Moment(milliseconds: statement.integer(0)), kind: kind,
                    record: statement.isNull(2) ? nil : RecordID(statement.integer(2)),
                    section: statement.isNull(3) ? nil : Int(statement.integer(3)), method: method,
                    status: Int(statement.integer(5)), session: statement.integer(6), fallback: statement.integer(7),
                    point: statement.isNull(8) ? nil : ServicePointID(statement.integer(8)),
                    marks: HitMarks(rawValue: UInt8(truncatingIfNeeded: statement.integer(9)))))
        }
    }

    static func runs(_ db: Database) throws -> [UsageRun] {
        try Row.fetchAll(db, sql: "SELECT id, startedAt, aliveAt, ending, dropped, robotList FROM run ORDER BY id")
            .map { row in
                guard let ending = UsageRun.Ending(rawValue: row[3]) else {
                    throw StoreError.damagedRow(table: "run", id: row[0])
                }
                return UsageRun(
                    startedAt: Moment(milliseconds: row[1]), aliveAt: Moment(milliseconds: row[2]), ending: ending,
                    dropped: row[4], robotList: (row[5] as String?).flatMap { Day(iso: $0) })
            }
    }
}
