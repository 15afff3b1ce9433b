import GRDB
import Library

/// Points as lists name them.
enum PointNames {
    private static let joined = """
        SELECT p.id, p.name, i.name, i.id, p.kind FROM servicePoint p JOIN institution i ON i.id = p.institutionId
        """

    static func of(_ db: Database, _ ids: some Sequence<ServicePointID>) throws -> [ServicePointID: PointName] {
        var names: [ServicePointID: PointName] = [:]
        let statement = try db.cachedStatement(sql: "\(joined) WHERE p.id = ?")
        for id in Set(ids) {
            if let row = try Row.fetchOne(statement, arguments: [id.rawValue]) { names[id] = try name(row) }
        }
        return names
    }

    /// A point that is no longer there still has a number.
    static func one(_ db: Database, _ id: ServicePointID) throws -> PointName {
        guard let name = try of(db, [id])[id] else {
            throw StoreError.damagedRow(table: "servicePoint", id: id.rawValue)
        }
        return name
    }

    /// Nothing goes to a point that is over; its last day is a day of it.
    static func requireOpen(_ db: Database, _ id: ServicePointID, on day: Day) throws {
        let isOpen = try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT ifnull(validTo, ?2) >= ?2 FROM servicePoint WHERE id = ?1"),
            arguments: [id.rawValue, day.description])
        guard isOpen ?? false else { throw RotationRefusal(.pointEnded, point: id) }
    }

    /// Those that are not over on a day.
    static func within(_ db: Database, _ nodes: Set<TreeNode>, on day: Day, limit: Int) throws -> [PointName] {
        // A role at a point reaches the points that hang on it, and no others of
        // its institution.
        var points: [Int64] = []
        var others: Set<TreeNode> = []
        for node in nodes {
            if case .servicePoint(let id) = node { points.append(id.rawValue) } else { others.insert(node) }
        }
        let list = points.sorted().map(String.init).joined(separator: ",")
        return try Row.fetchAll(
            db,
            sql: """
                WITH RECURSIVE below(id) AS (
                    SELECT id FROM servicePoint WHERE id IN (\(list))
                    UNION SELECT p.id FROM below b JOIN servicePoint p ON p.parentId = b.id)
                \(joined) WHERE ifnull(p.validTo, ?1) >= ?1 AND (p.id IN (SELECT id FROM below)
                    OR \(others.isEmpty ? "0" : PlaceRows.within(others)))
                ORDER BY i.sortKey, i.id, p.parentId IS NOT NULL, p.sortKey, p.id LIMIT ?2
                """, arguments: [day.description, max(0, limit)]
        ).map { try name($0) }
    }

    private static func name(_ row: Row) throws -> PointName {
        guard let kind = ServicePointKind(rawValue: row[4]) else {
            throw StoreError.damagedRow(table: "servicePoint", id: row[0])
        }
        return PointName(
            id: ServicePointID(row[0] as Int64), name: row[1], institution: row[2],
            institutionID: InstitutionID(row[3] as Int64), kind: kind)
    }
}
