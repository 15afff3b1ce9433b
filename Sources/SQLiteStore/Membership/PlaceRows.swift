import GRDB
import Library

/// Institutions and service points as rows.
enum PlaceRows {
    static let institutionColumns = "i.id, i.name, i.kind, i.unitId, i.code, i.address, i.validFrom, i.validTo"
    static let pointColumns = """
        p.id, p.institutionId, p.name, p.kind, p.parentId, p.loanDays, p.loanLimit, p.renewals, p.openingDays, \
        p.validFrom, p.validTo
        """

    static func institution(_ row: Row) throws -> Institution {
        guard let kind = InstitutionKind(rawValue: row[2]) else {
            throw StoreError.damagedRow(table: "institution", id: row[0])
        }
        return Institution(
            id: InstitutionID(row[0] as Int64),
            facts: InstitutionFacts(
                name: row[1], kind: kind, unit: UnitID(row[3] as Int64), code: row[4], address: row[5],
                validity: UnitRows.validity(row[6], row[7])))
    }

    static func point(_ row: Row) throws -> ServicePoint {
        guard let kind = ServicePointKind(rawValue: row[3]) else {
            throw StoreError.damagedRow(table: "servicePoint", id: row[0])
        }
        let rules = ServicePointRules(
            loanDays: row[5], loanLimit: row[6], renewals: row[7],
            opening: (row[8] as String?).flatMap { OpeningDays($0) })
        return ServicePoint(
            id: ServicePointID(row[0] as Int64), institution: InstitutionID(row[1] as Int64),
            facts: ServicePointFacts(
                name: row[2], kind: kind, parent: (row[4] as Int64?).map { ServicePointID($0) }, rules: rules,
                validity: UnitRows.validity(row[9], row[10])))
    }

    static func institution(_ db: Database, _ id: InstitutionID) throws -> InstitutionView? {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(institutionColumns) FROM institution i WHERE i.id = ?"),
            arguments: [id.rawValue])
        return try row.map { try view(db, institution($0)) }
    }

    static func view(_ db: Database, _ institution: Institution) throws -> InstitutionView {
        let points = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT \(pointColumns) FROM servicePoint p WHERE p.institutionId = ? ORDER BY p.sortKey, p.id"),
            arguments: [institution.id.rawValue])
        return InstitutionView(
            institution: institution, units: try UnitRows.path(db, of: institution.facts.unit),
            points: try points.map { try point($0) })
    }

    static func point(_ db: Database, _ id: ServicePointID) throws -> ServicePoint? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(pointColumns) FROM servicePoint p WHERE p.id = ?"),
            arguments: [id.rawValue]
        ).map { try point($0) }
    }

    // MARK: The tree

    /// A node with everything above it; nil when it does not exist.
    static func lineage(_ db: Database, of node: TreeNode) throws -> Lineage? {
        switch node {
        case .library: return .library
        case .unit(let id):
            let path = try UnitRows.path(db, of: id)
            return path.isEmpty ? nil : Lineage(path.map { .unit($0.id) })
        case .institution(let id):
            let unit = try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT unitId FROM institution WHERE id = ?"), arguments: [id.rawValue])
            guard let unit else { return nil }
            return Lineage([node] + (try UnitRows.path(db, of: UnitID(unit)).map { .unit($0.id) }))
        case .servicePoint(let id):
            var nodes: Set<TreeNode> = []
            for point in try pointsAbove(db, id) {
                nodes.insert(.servicePoint(point.id))
                nodes.formUnion(try lineage(db, of: .institution(point.institution))?.nodes ?? [])
            }
            return nodes.isEmpty ? nil : Lineage(nodes)
        }
    }

    /// A point and those it hangs on.
    static func pointsAbove(_ db: Database, _ id: ServicePointID) throws -> [ServicePoint] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    WITH RECURSIVE above(id) AS (
                        SELECT ? UNION SELECT p.parentId FROM above a JOIN servicePoint p ON p.id = a.id
                        WHERE p.parentId IS NOT NULL)
                    SELECT \(pointColumns) FROM above a JOIN servicePoint p ON p.id = a.id
                    """), arguments: [id.rawValue]
        ).map { try point($0) }
    }

    /// The institutions at or below some nodes, as a condition on `i`; all of
    /// them for nil.
    static func within(_ nodes: Set<TreeNode>?) -> String {
        guard let nodes, !nodes.contains(.library) else { return "1" }
        let below = NodeLists(nodes)
        return """
            (i.id IN (\(below.institutions))
                OR i.id IN (SELECT institutionId FROM servicePoint WHERE id IN (\(below.points)))
                OR i.unitId IN (
                    WITH RECURSIVE below(id) AS (
                        SELECT id FROM administrativeUnit WHERE id IN (\(below.units))
                        UNION SELECT u.id FROM below b JOIN administrativeUnit u ON u.parentId = b.id)
                    SELECT id FROM below))
            """
    }

    /// The units at or below some nodes, as a condition on a column with a unit's
    /// number.
    static func unitsWithin(_ nodes: Set<TreeNode>, of column: String) -> String {
        guard !nodes.contains(.library) else { return "1" }
        let units = nodes.compactMap { node in if case .unit(let id) = node { id.rawValue } else { nil } }
        return """
            \(column) IN (
                WITH RECURSIVE below(id) AS (
                    SELECT id FROM administrativeUnit
                    WHERE id IN (\(units.sorted().map(String.init).joined(separator: ",")))
                    UNION SELECT u.id FROM below b JOIN administrativeUnit u ON u.parentId = b.id)
                SELECT id FROM below)
            """
    }

    /// The points at or below some nodes, as a condition on a column with a
    /// point's number: what a lineage says, asked from above.
    static func pointsWithin(_ nodes: Set<TreeNode>, of column: String) -> String {
        guard !nodes.contains(.library) else { return "1" }
        let below = NodeLists(nodes)
        return """
            \(column) IN (
                WITH RECURSIVE below(id) AS (
                    SELECT id FROM administrativeUnit WHERE id IN (\(below.units))
                    UNION SELECT u.id FROM below b JOIN administrativeUnit u ON u.parentId = b.id),
                mine(id) AS (
                    SELECT q.id FROM servicePoint q JOIN institution i ON i.id = q.institutionId
                    WHERE q.id IN (\(below.points)) OR i.id IN (\(below.institutions))
                        OR i.unitId IN (SELECT id FROM below)
                    UNION SELECT q.id FROM mine m JOIN servicePoint q ON q.parentId = m.id)
                SELECT id FROM mine)
            """
    }
}

/// Nodes by their kind, as lists that stand in SQL: numbers of ours, never text
/// of somebody else's.
private struct NodeLists {
    let units: String
    let institutions: String
    let points: String

    init(_ nodes: Set<TreeNode>) {
        func list(_ id: (TreeNode) -> Int64?) -> String {
            nodes.compactMap(id).sorted().map(String.init).joined(separator: ",")
        }
        units = list { if case .unit(let id) = $0 { id.rawValue } else { nil } }
        institutions = list { if case .institution(let id) = $0 { id.rawValue } else { nil } }
        points = list { if case .servicePoint(let id) = $0 { id.rawValue } else { nil } }
    }
}
