import GRDB
import Library

/// Institutions of a scope, and what the system's own records say of them.
enum StandingRows {
    /// Those valid on the day, by name.
    static func institutions(
        _ db: Database, _ filter: StandingFilter
    ) throws -> [(institution: Institution, unit: AdministrativeUnit)] {
        let day = filter.on.description
        let scope = filter.scope
        // Kinds are ours, never text of somebody else's.
        let kinds = scope.institutions.map { "'\($0.rawValue)'" }.joined(separator: ",")
        let points = scope.points.map { "'\($0.rawValue)'" }.joined(separator: ",")
        let ofKind = scope.institutions.isEmpty ? "1" : "i.kind IN (\(kinds))"
        let withPoint =
            scope.points.isEmpty
            ? "1"
            : """
            EXISTS (SELECT 1 FROM servicePoint p WHERE p.institutionId = i.id AND p.kind IN (\(points))
                AND ifnull(p.validFrom, '') <= ?1 AND ifnull(p.validTo, '9') >= ?1)
            """
        let sql = """
            SELECT \(PlaceRows.institutionColumns), \(UnitRows.columns)
            FROM institution i JOIN administrativeUnit u ON u.id = i.unitId
            WHERE ifnull(i.validFrom, '') <= ?1 AND ifnull(i.validTo, '9') >= ?1
                AND (?2 IS NULL OR i.unitId IN (SELECT value FROM json_each(?2)))
                AND (?3 IS NULL OR i.id IN (SELECT value FROM json_each(?3)))
                AND \(PlaceRows.within(filter.within)) AND \(ofKind) AND \(withPoint)
            ORDER BY i.sortKey, i.id
            """
        return try Row.fetchAll(
            db, sql: sql,
            arguments: [
                day, filter.units.map { PlanRows.list($0.map(\.rawValue)) },
                filter.institutions.map { PlanRows.list($0.map(\.rawValue)) },
            ]
        ).map { (try PlaceRows.institution($0), try UnitRows.unit($0, from: 8)) }
    }

    /// By the institution's number; without a service point there is nothing to
    /// look at, and no proof either way.
    static func proofs(_ db: Database, of institutions: String, on day: Day) throws -> [(Int64, [PropertyProof])] {
        let first = day.adding(days: -ProofRule.days + 1)
        let sql = """
            WITH point(id, institutionId) AS (
                SELECT p.id, p.institutionId FROM servicePoint p
                WHERE p.institutionId IN (SELECT value FROM json_each(?1))),
            seen AS (
                SELECT point.institutionId,
                    (SELECT count(*) FROM loan l WHERE l.pointId = point.id AND l.openedAt BETWEEN ?2 AND ?3) AS loans,
                    (SELECT count(*) FROM visitTally t WHERE t.servicePointId = point.id AND t.ordinal = 1
                        AND t.day BETWEEN ?4 AND ?5) AS tallies,
                    (SELECT count(*) FROM trip r JOIN stopVisit v ON v.tripId = r.id AND v.ordinal = 1
                        WHERE r.fromId = point.id AND v.day BETWEEN ?4 AND ?5) AS stops,
                    (SELECT count(*) FROM activity a JOIN activityEntry e ON e.activityId = a.id AND e.isCurrent = 1
                        WHERE a.servicePointId = point.id AND e.state = 'held'
                            AND e.firstDay BETWEEN ?4 AND ?5) AS held,
                    (SELECT count(*) FROM activity a JOIN activityEntry e ON e.activityId = a.id AND e.isCurrent = 1
                        WHERE a.servicePointId = point.id AND e.state = 'held' AND e.kind = 'club'
                            AND e.firstDay BETWEEN ?4 AND ?5) AS clubs
                FROM point)
            SELECT institutionId, sum(loans), sum(loans + tallies + stops + held), sum(clubs) FROM seen
            GROUP BY institutionId
            """
        return try Row.fetchAll(
            db.cachedStatement(sql: sql),
            arguments: [
                institutions, first.start.milliseconds, day.end.milliseconds - 1, first.description, day.description,
            ]
        ).map { row in
            let proofs = [
                PropertyProof(rule: .lending, count: row[1]), PropertyProof(rule: .working, count: row[2]),
                PropertyProof(rule: .clubs, count: row[3]),
            ]
            return (row[0], proofs)
        }
    }
}
