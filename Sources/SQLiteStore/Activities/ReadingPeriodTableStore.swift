import GRDB
import Library
import VietnameseText

/// Weekly reading periods out of the precious database.
struct ReadingPeriodTableStore: ReadingPeriodStore {
    let pool: DatabasePool

    func series(at point: ServicePointID, in days: ClosedRange<Day>) async throws -> [ReadingSeries] {
        let (first, last) = ActivityDays.bounds(days)
        return try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, servicePointId, className, weekday, period, firstDay, lastDay FROM readingSeries
                        WHERE servicePointId = ? AND lastDay >= ? AND firstDay <= ?
                        ORDER BY sortKey, weekday, period, id
                        """), arguments: [point.rawValue, first, last]
            ).map { row in
                let id: Int64 = row[0]
                let facts = ReadingSeriesFacts(
                    className: row[2], weekday: row[3], period: row[4],
                    first: try ActivityDays.day(row[5], "readingSeries", id),
                    last: try ActivityDays.day(row[6], "readingSeries", id))
                guard let facts else { throw StoreError.damagedRow(table: "readingSeries", id: id) }
                return ReadingSeries(
                    id: ReadingSeriesID(id), servicePoint: ServicePointID(row[1] as Int64), facts: facts)
            }
        }
    }

    func add(_ series: [ReadingSeriesFacts], at point: ServicePointID, act: Act) async throws -> Int {
        let added: Int64 = try await pool.write { db in
            try ActLog.once(db, act, "readingSeries") { () -> Int64 in
                let before = db.totalChangesCount
                for facts in series { try Self.add(db, facts, point) }
                let added = db.totalChangesCount - before
                if added > 0 { try ActLog.note(db, .timetableChanged, "point \(point): \(added) series added", act) }
                return Int64(added)
            }
        }
        return Int(added)
    }

    /// One that is on the timetable at some of the same days is there already.
    private static func add(_ db: Database, _ facts: ReadingSeriesFacts, _ point: ServicePointID) throws {
        try db.execute(
            sql: """
                INSERT INTO readingSeries (servicePointId, className, sortKey, weekday, period, firstDay, lastDay)
                SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
                WHERE NOT EXISTS (SELECT 1 FROM readingSeries WHERE servicePointId = ?1 AND sortKey = ?3
                    AND weekday = ?4 AND period = ?5 AND firstDay <= ?7 AND lastDay >= ?6)
                """,
            arguments: [
                point.rawValue, facts.className, SortKey.make(facts.className), facts.weekday, facts.period,
                facts.first.description, facts.last.description,
            ])
    }

    func end(_ series: ReadingSeriesID, after day: Day, at point: ServicePointID, act: Act) async throws {
        try await pool.write { db in
            _ = try ActLog.once(db, act, "readingSeriesEnd") { () -> String in
                let arguments: StatementArguments = [series.rawValue, point.rawValue, day.description]
                let later = try Int.fetchOne(
                    db,
                    sql: "SELECT count(*) FROM readingEntry WHERE seriesId = ? AND isCurrent = 1 AND plannedDay > ?",
                    arguments: [series.rawValue, day.description])
                guard later == 0 else { throw ActivityRefusal.seriesInUse }
                try db.execute(
                    sql: """
                        UPDATE readingSeries SET lastDay = ?3
                        WHERE id = ?1 AND servicePointId = ?2 AND firstDay <= ?3 AND lastDay > ?3
                        """, arguments: arguments)
                var changed = db.changesCount
                try db.execute(
                    sql: "DELETE FROM readingSeries WHERE id = ?1 AND servicePointId = ?2 AND firstDay > ?3",
                    arguments: arguments)
                changed += db.changesCount
                if changed > 0 {
                    try ActLog.note(db, .timetableChanged, "point \(point): series \(series) ends \(day)", act)
                }
                return ""
            }
        }
    }

    // MARK: What became of them

    func noted(at point: ServicePointID, in days: ClosedRange<Day>) async throws -> [ReadingOccurrence] {
        try await pool.read { db in try Self.noted(db, point, days) }
    }

    private static func noted(
        _ db: Database, _ point: ServicePointID, _ days: ClosedRange<Day>
    ) throws -> [ReadingOccurrence] {
        let (first, last) = ActivityDays.bounds(days)
        return try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT e.id, e.seriesId, e.plannedDay, s.className, e.state, e.day, e.period, e.pupils
                    FROM readingSeries s JOIN readingEntry e ON e.seriesId = s.id AND e.isCurrent = 1
                    WHERE s.servicePointId = ?1 AND (e.plannedDay BETWEEN ?2 AND ?3 OR e.day BETWEEN ?2 AND ?3)
                    """), arguments: [point.rawValue, first, last]
        ).map { row in
            let id: Int64 = row[0]
            guard let state = ActivityState(rawValue: row[4]) else {
                throw StoreError.damagedRow(table: "readingEntry", id: id)
            }
            return ReadingOccurrence(
                series: ReadingSeriesID(row[1] as Int64), planned: try ActivityDays.day(row[2], "readingEntry", id),
                className: row[3],
                outcome: ReadingOutcome(
                    state: state, day: try ActivityDays.day(row[5], "readingEntry", id), period: row[6],
                    pupils: row[7]), entry: id)
        }
    }

    func note(_ notes: [ReadingNote], at point: ServicePointID, act: Act) async throws -> [ReadingNote] {
        try await pool.write { db in
            // What a repeated form is told: which of its lines stayed as they were.
            let outcome = try ActLog.once(db, act, "readingPeriods") { () -> String in
                var refused: [String] = []
                for (place, note) in notes.enumerated() where try !Self.note(db, note, point, act) {
                    refused.append(String(place))
                }
                return refused.joined(separator: ",")
            }
            let refused = Set(outcome.result.split(separator: ",").compactMap { Int($0) })
            return notes.indices.filter { refused.contains($0) }.map { notes[$0] }
        }
    }

    /// False when somebody else was there first, or the series is not the point's.
    private static func note(
        _ db: Database, _ note: ReadingNote, _ point: ServicePointID, _ act: Act
    ) throws -> Bool {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT s.period, e.id, e.state, e.day, e.period, e.pupils FROM readingSeries s
                    LEFT JOIN readingEntry e ON e.seriesId = s.id AND e.isCurrent = 1 AND e.plannedDay = ?3
                    WHERE s.id = ?1 AND s.servicePointId = ?2
                    """), arguments: [note.series.rawValue, point.rawValue, note.planned.description])
        guard let row else { return false }
        let wanted = note.outcome
        let isSame =
            (row[2] as String? ?? ActivityState.planned.rawValue) == wanted.state.rawValue
            && (row[3] as String? ?? note.planned.description) == wanted.day.description
            && (row[4] as Int? ?? row[0]) == wanted.period && row[5] as Int? == wanted.pupils
        if isSame { return true }
        guard row[1] as Int64? ?? 0 == note.basedOn else { return false }
        try db.execute(
            sql: "UPDATE readingEntry SET isCurrent = 0 WHERE id = ? AND isCurrent = 1", arguments: [row[1] as Int64?])
        try db.execute(
            sql: """
                INSERT INTO readingEntry (seriesId, plannedDay, state, day, period, pupils, accountId, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                note.series.rawValue, note.planned.description, wanted.state.rawValue, wanted.day.description,
                wanted.period, wanted.pupils, act.account?.rawValue, act.at.milliseconds,
            ])
        return true
    }
}
