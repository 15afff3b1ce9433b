import GRDB
import Library

/// Counts what was held and who came, per point and month.
struct ActivityCounting {
    private let db: Database
    private let arguments: StatementArguments

    init(_ db: Database, _ points: [ServicePointID], _ months: ClosedRange<Month>) {
        self.db = db
        arguments = [
            "[" + points.map(\.description).joined(separator: ",") + "]",
            months.lowerBound.days.lowerBound.description, months.upperBound.days.upperBound.description,
        ]
    }

    func counts() throws -> ActivityCounts { ActivityCounts(held: try held(), visits: try visits()) }

    func held() throws -> [ActivityCounts.Held] {
        let sql = """
            WITH point(id) AS (SELECT value FROM json_each(?1)),
            act(point, month, kind, pupils, teachers, others) AS (
                SELECT a.servicePointId, substr(e.firstDay, 1, 7), e.kind, e.pupils, e.teachers, e.others
                FROM point JOIN activity a ON a.servicePointId = point.id
                JOIN activityEntry e ON e.activityId = a.id AND e.isCurrent = 1
                WHERE e.state = 'held' AND e.firstDay BETWEEN ?2 AND ?3
                UNION ALL
                SELECT s.servicePointId, substr(e.day, 1, 7), 'reading-period', e.pupils, 0, 0
                FROM point JOIN readingSeries s ON s.servicePointId = point.id
                JOIN readingEntry e ON e.seriesId = s.id AND e.isCurrent = 1
                WHERE e.state = 'held' AND e.day BETWEEN ?2 AND ?3)
            SELECT point, month, kind, count(*), sum(pupils IS NULL), ifnull(sum(pupils), 0),
                ifnull(sum(iif(pupils IS NULL, 0, teachers)), 0), ifnull(sum(iif(pupils IS NULL, 0, others)), 0)
            FROM act GROUP BY point, month, kind ORDER BY point, month, kind
            """
        return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { row in
            guard let month = Month(iso: row[1] as String), let kind = ActivityKind(rawValue: row[2]) else {
                throw StoreError.damagedRow(table: "activityEntry", id: row[0])
            }
            return ActivityCounts.Held(
                point: ServicePointID(row[0] as Int64), month: month, kind: kind, number: row[3], uncounted: row[4],
                attendance: VisitCount(pupils: row[5], staff: row[6], others: row[7]))
        }
    }

    private func visits() throws -> [ActivityCounts.Visits] {
        let sql = """
            WITH point(id) AS (SELECT value FROM json_each(?1))
            SELECT t.servicePointId, substr(t.day, 1, 7), count(*), sum(t.pupils), sum(t.staff), sum(t.others)
            FROM point JOIN visitTally t ON t.servicePointId = point.id
            WHERE t.day BETWEEN ?2 AND ?3 AND \(VisitTableStore.isLast)
            GROUP BY t.servicePointId, substr(t.day, 1, 7) ORDER BY 1, 2
            """
        return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { row in
            guard let month = Month(iso: row[1] as String) else {
                throw StoreError.damagedRow(table: "visitTally", id: row[0])
            }
            return ActivityCounts.Visits(
                point: ServicePointID(row[0] as Int64), month: month, days: row[2],
                count: VisitCount(pupils: row[3], staff: row[4], others: row[5]))
        }
    }
}
