import GRDB
import Library

/// What was noted at the stops of trips, as rows that are only added to.
enum StopVisitRows {
    /// Of the entries `v` of a stop the one that holds.
    private static let isLast = """
        NOT EXISTS (SELECT 1 FROM stopVisit later WHERE later.tripId = v.tripId AND later.stop = v.stop
            AND later.ordinal > v.ordinal)
        """

    /// The stops with a number, and those of libraries on wheels that have left
    /// and have none; by day. Those of one point, or of all for nil.
    static func stops(_ db: Database, in days: ClosedRange<Day>, of runner: ServicePointID?) throws -> [StopVisit] {
        let (first, last) = ActivityDays.bounds(days)
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT r.fromId, s.tripId, s.ordinal, place.name, ifnull(v.day, s.plannedOn), v.visits,
                        runner.kind = 'mobile',
                        EXISTS (SELECT 1 FROM visitTally t
                            WHERE t.servicePointId = r.fromId AND t.day = ifnull(v.day, s.plannedOn))
                    FROM trip r JOIN servicePoint runner ON runner.id = r.fromId
                    JOIN tripStop s ON s.tripId = r.id JOIN servicePoint place ON place.id = s.pointId
                    LEFT JOIN stopVisit v ON v.tripId = s.tripId AND v.stop = s.ordinal AND \(isLast)
                    WHERE (?3 IS NULL OR r.fromId = ?3) AND ifnull(v.day, s.plannedOn) BETWEEN ?1 AND ?2
                        AND (v.visits IS NOT NULL OR (r.kind = 'mobile' AND r.state IN ('under-way', 'done')))
                    ORDER BY 5, s.tripId, s.ordinal
                    """), arguments: [first, last, runner?.rawValue])
        return try rows.map { row in
            StopVisit(
                runner: ServicePointID(row[0] as Int64), trip: TripID(row[1] as Int64), stop: row[2], place: row[3],
                day: try ActivityDays.day(row[4], "stopVisit", row[1]), visits: row[5], isOnWheels: row[6],
                isTallied: row[7])
        }
    }

    /// Of the stops of a trip, the first entry first.
    static func counts(_ db: Database, of trip: TripID) throws -> [Int: [StopCount]] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT stop, visits, day, reason FROM stopVisit WHERE tripId = ? ORDER BY stop, ordinal"),
            arguments: [trip.rawValue])
        return try rows.reduce(into: [:]) { counts, row in
            counts[row[0] as Int, default: []].append(
                StopCount(
                    visits: row[1], day: try ActivityDays.day(row[2], "stopVisit", trip.rawValue), reason: row[3]))
        }
    }

    static func add(_ db: Database, _ count: StopCount, to stop: TripStop, of trip: TripID, _ act: Act) throws {
        try db.execute(
            sql: """
                INSERT INTO stopVisit (tripId, stop, ordinal, day, visits, reason, accountId, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                trip.rawValue, stop.ordinal, stop.counts.count + 1, count.day.description, count.visits, count.reason,
                act.account?.rawValue, act.at.milliseconds,
            ])
    }
}
