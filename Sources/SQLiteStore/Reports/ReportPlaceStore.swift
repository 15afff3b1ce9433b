import GRDB
import Library

/// Whose reports there are, and what was moved and given there.
struct ReportPlaceStore: ReportPlaces {
    let pool: DatabasePool

    func place(_ node: TreeNode) async throws -> ReportPlace? {
        try await pool.read { db in try Self.place(db, node) }
    }

    private static func place(_ db: Database, _ node: TreeNode) throws -> ReportPlace? {
        switch node {
        case .library: return ReportPlace(node: node, name: "", superior: "", town: "")
        case .unit(let id): return try UnitRows.path(db, of: id).last.map { ReportPlace($0) }
        case .institution(let id): return try PlaceRows.institution(db, id).map { ReportPlace($0) }
        case .servicePoint(let id):
            guard let point = try PlaceRows.point(db, id),
                let view = try PlaceRows.institution(db, point.institution)
            else { return nil }
            return ReportPlace(point, of: view)
        }
    }

    func below(_ unit: UnitID, on day: Day) async throws -> [ReportPlace] {
        try await pool.read { db in
            guard let receiver = try UnitRows.path(db, of: unit).last else { return [] }
            if receiver.kind.level == .commune {
                let rows = try Row.fetchAll(
                    db,
                    sql: """
                        SELECT \(PlaceRows.institutionColumns) FROM institution i
                        WHERE i.unitId = ?1 AND (i.validTo IS NULL OR i.validTo >= ?2)
                            AND EXISTS (SELECT 1 FROM servicePoint p WHERE p.institutionId = i.id)
                        ORDER BY i.sortKey, i.id
                        """, arguments: [unit.rawValue, day.description])
                return try rows.map { row in
                    ReportPlace(try PlaceRows.view(db, PlaceRows.institution(row)))
                }
            }
            return try Self.communes(db, of: try Self.today(db, receiver, on: day), on: day).map { ReportPlace($0) }
        }
    }

    /// The unit itself while it stands, else what its pieces went into.
    private static func today(_ db: Database, _ unit: AdministrativeUnit, on day: Day) throws -> [Int64] {
        guard !unit.validity.contains(day) else { return [unit.id.rawValue] }
        return try Int64.fetchAll(
            db,
            sql: """
                WITH RECURSIVE below(id) AS (
                    SELECT ?1 UNION SELECT u.id FROM below b JOIN administrativeUnit u ON u.parentId = b.id)
                SELECT DISTINCT s.newUnitId FROM below b JOIN unitSuccession s ON s.oldUnitId = b.id
                ORDER BY s.newUnitId
                """, arguments: [unit.id.rawValue])
    }

    /// The communes at or below some units.
    private static func communes(_ db: Database, of units: [Int64], on day: Day) throws -> [AdministrativeUnit] {
        try Row.fetchAll(
            db,
            sql: """
                WITH RECURSIVE below(id) AS (
                    SELECT id FROM administrativeUnit WHERE id IN (\(units.map(String.init).joined(separator: ",")))
                    UNION SELECT u.id FROM below b JOIN administrativeUnit u ON u.parentId = b.id)
                SELECT \(UnitRows.columns) FROM below b JOIN administrativeUnit u ON u.id = b.id
                WHERE u.level = 3 AND (u.validFrom IS NULL OR u.validFrom <= ?1)
                    AND (u.validTo IS NULL OR u.validTo >= ?1)
                ORDER BY u.sortKey, u.id
                """, arguments: [day.description]
        ).map { try UnitRows.unit($0) }
    }

    func rotation(
        at points: [ServicePointID], in months: ClosedRange<Month>
    ) async throws -> ReportFigures.Rotation {
        let list = "[" + points.map(\.description).joined(separator: ",") + "]"
        let arguments: StatementArguments = [
            list, months.lowerBound.days.lowerBound.description, months.upperBound.days.upperBound.description,
        ]
        return try await pool.read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    WITH point(id) AS (SELECT value FROM json_each(?1)),
                    going(id, kind) AS (
                        SELECT DISTINCT t.id, t.kind FROM trip t
                        WHERE t.state = 'done' AND t.plannedOn BETWEEN ?2 AND ?3
                            AND (t.fromId IN point OR EXISTS (
                                SELECT 1 FROM tripStop s WHERE s.tripId = t.id AND s.pointId IN point))),
                    got(boxId, sealing) AS (
                        SELECT h.boxId, h.sealing FROM handover h
                        WHERE h.toId IN point AND h.countedOn BETWEEN ?2 AND ?3)
                    SELECT (SELECT count(*) FROM going WHERE kind = 'rotation'),
                        (SELECT count(*) FROM going WHERE kind = 'mobile'), (SELECT count(*) FROM got),
                        (SELECT count(*) FROM got g JOIN boxManifest m ON m.boxId = g.boxId AND m.sealing = g.sealing
                            WHERE m.outcome IN ('counted', 'surplus')),
                        (SELECT count(*) FROM gift WHERE servicePointId IN point AND receivedOn BETWEEN ?2 AND ?3)
                    """, arguments: arguments)
            var rotation = ReportFigures.Rotation()
            guard let row else { return rotation }
            rotation.trips = row[0]
            rotation.mobileTrips = row[1]
            rotation.boxesReceived = row[2]
            rotation.copiesReceived = row[3]
            rotation.gifts = row[4]
            return rotation
        }
    }

    func writers(at node: TreeNode) async throws -> Int {
        try await pool.read { db in try ReportWriters.count(db, at: node) }
    }
}

extension ReportStores {
    /// All of them over one database and its files.
    init(_ databases: LibraryDatabases) {
        self.init(
            reports: ReportTableStore(pool: databases.precious, contents: databases.contents),
            places: ReportPlaceStore(pool: databases.precious))
    }
}
