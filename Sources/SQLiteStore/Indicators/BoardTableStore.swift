import GRDB
import Library

/// What the board of figures reads beside the figures themselves.
struct BoardTableStore: BoardStore {
    let pool: DatabasePool

    func placeChanges() async throws -> Int64 {
        try await pool.read { db in
            try Int64.fetchOne(db.cachedStatement(sql: "SELECT number FROM placeChange")) ?? 0
        }
    }

    func directory() async throws -> PlaceDirectory {
        try await pool.read { db in
            let units = try Self.units(db)
            let known = Dictionary(units.map { ($0.id, $0) }) { first, _ in first }
            return PlaceDirectory(
                places: try Self.places(db), units: units, successions: try Self.successions(db, known))
        }
    }

    /// Units with institutions, what these went into and were made of, and what is
    /// above any of them: of the country's 15,000 units of all times the few that
    /// matter here. Every link of such a unit is among them, so that a commune made
    /// of two districts is never taken for a piece of one.
    private static func units(_ db: Database) throws -> [AdministrativeUnit] {
        try Row.fetchAll(
            db,
            sql: """
                WITH RECURSIVE needed(id) AS (
                    SELECT unitId FROM institution
                    UNION SELECT u.parentId FROM needed n JOIN administrativeUnit u ON u.id = n.id
                        WHERE u.parentId IS NOT NULL
                    UNION SELECT s.newUnitId FROM needed n JOIN unitSuccession s ON s.oldUnitId = n.id
                    UNION SELECT s.oldUnitId FROM needed n JOIN unitSuccession s ON s.newUnitId = n.id)
                SELECT \(UnitRows.columns) FROM needed n JOIN administrativeUnit u ON u.id = n.id
                ORDER BY u.sortKey, u.id
                """
        ).map { try UnitRows.unit($0) }
    }

    private static func successions(
        _ db: Database, _ units: [UnitID: AdministrativeUnit]
    ) throws -> [UnitSuccession] {
        try Row.fetchAll(
            db, sql: "SELECT id, oldUnitId, newUnitId, extent, source, confirmedBy FROM unitSuccession ORDER BY id"
        ).compactMap { row -> UnitSuccession? in
            guard let old = units[UnitID(row[1] as Int64)], let new = units[UnitID(row[2] as Int64)] else { return nil }
            return UnitSuccession(
                id: SuccessionID(row[0] as Int64), old: old, new: new,
                extent: (row[3] as String?).flatMap { UnitSuccession.Extent($0) }, source: row[4],
                confirmedBy: row[5])
        }
    }

    private static func places(_ db: Database) throws -> [PlaceDirectory.Place] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT p.id, p.name, p.kind, p.institutionId, i.name, i.unitId, p.parentId, p.validFrom, p.validTo,
                    i.validFrom, i.validTo, i.kind
                FROM servicePoint p JOIN institution i ON i.id = p.institutionId
                ORDER BY p.sortKey, p.id
                """
        ).map { row in
            let own = UnitRows.validity(row[7], row[8]), institution = UnitRows.validity(row[9], row[10])
            return PlaceDirectory.Place(
                id: ServicePointID(row[0] as Int64), name: row[1],
                kind: ServicePointKind(rawValue: row[2]) ?? .other, institution: InstitutionID(row[3] as Int64),
                institutionName: row[4], institutionKind: InstitutionKind(rawValue: row[11]) ?? .other,
                unit: UnitID(row[5] as Int64),
                parent: (row[6] as Int64?).map { ServicePointID($0) },
                validity: Validity(
                    first: [own.first, institution.first].compactMap(\.self).max(),
                    last: [own.last, institution.last].compactMap(\.self).min()))
        }
    }

    func changes(after entry: Int64) async throws -> [FigureChange] {
        try await pool.read { db in
            let rows = try Row.fetchCursor(db.cachedStatement(sql: Self.changed), arguments: [entry])
            var changes: [FigureChange] = []
            while let row = try rows.next() {
                guard let indicator = Indicator(rawValue: row[0]) else { continue }
                var change = FigureChange(
                    indicator, FigurePlace(code: row[1]), try Month.of(code: row[2], "figureEntry"),
                    try FigureTableReading.cell(row, from: 3))
                // Of several origins, one after the other.
                if let last = changes.last, last.indicator == indicator, last.place == change.place,
                    last.month == change.month
                {
                    change.cell = last.cell + change.cell
                    changes.removeLast()
                }
                changes.append(change)
            }
            return changes
        }
    }

    /// Each cell that was written after an entry, with all that holds in it now, by
    /// the index of what holds.
    static let changed = """
        SELECT c.indicator, e.servicePointId, c.month, e.origin, e.value, e.definition, e.completeness
        FROM (SELECT DISTINCT indicator, ifnull(servicePointId, 0) AS place, month FROM figureEntry WHERE id > ?) c
        CROSS JOIN figureEntry e ON e.indicator = c.indicator AND ifnull(e.servicePointId, 0) = c.place
            AND e.month = c.month AND e.isCurrent = 1
        ORDER BY c.indicator, c.place, c.month
        """
}
