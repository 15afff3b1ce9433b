import GRDB
import Library
import VietnameseText

/// Places of the tree by name, out of the precious database. A province has some
/// thousands of them and a role is granted now and then: they are read through.
struct NodeTableSearch: NodeSearch {
    let pool: DatabasePool

    func nodes(named words: String, within nodes: Set<TreeNode>, limit: Int) async throws -> [NodeFound] {
        let wanted = Folding.folded(words).split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard !wanted.isEmpty, limit > 0 else { return [] }
        return try await pool.read { db in
            let reading = NodeReading(db: db, wanted: wanted)
            var found = try reading.units(within: nodes, limit: limit)
            found += try reading.institutions(within: nodes, limit: limit - found.count)
            found += try reading.points(within: nodes, limit: limit - found.count)
            return found
        }
    }
}

/// One search in one reading of the database.
private struct NodeReading {
    let db: Database
    let wanted: [String]

    private func fits(_ folded: String...) -> Bool {
        wanted.allSatisfy { word in folded.contains { $0.contains(word) } }
    }

    func units(within nodes: Set<TreeNode>, limit: Int) throws -> [NodeFound] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT u.id, u.nameKey, ifnull(a.nameKey, '') FROM administrativeUnit u
                LEFT JOIN administrativeUnit a ON a.id = u.parentId
                WHERE u.validTo IS NULL AND \(PlaceRows.unitsWithin(nodes, of: "u.id"))
                ORDER BY u.level, u.sortKey, u.id
                """)
        var found: [NodeFound] = []
        while found.count < limit, let row = try rows.next() {
            // A commune is found by its own name, and told apart by its province's.
            let own: String = row[1]
            guard fits(own, row[2]), wanted.contains(where: own.contains) else { continue }
            let id = UnitID(row[0] as Int64)
            found.append(NodeFound(node: .unit(id), units: try UnitRows.path(db, of: id)))
        }
        return found
    }

    func institutions(within nodes: Set<TreeNode>, limit: Int) throws -> [NodeFound] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT i.id, i.name, i.unitId, i.folded, u.nameKey FROM institution i
                JOIN administrativeUnit u ON u.id = i.unitId
                WHERE i.validTo IS NULL AND \(PlaceRows.within(nodes)) ORDER BY i.sortKey, i.id
                """)
        var found: [NodeFound] = []
        while found.count < limit, let row = try rows.next() {
            guard fits(row[3], row[4]) else { continue }
            found.append(
                NodeFound(
                    node: .institution(InstitutionID(row[0] as Int64)), name: row[1],
                    units: try UnitRows.path(db, of: UnitID(row[2] as Int64))))
        }
        return found
    }

    func points(within nodes: Set<TreeNode>, limit: Int) throws -> [NodeFound] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT p.id, p.name, i.name, i.unitId, i.folded, u.nameKey FROM servicePoint p
                JOIN institution i ON i.id = p.institutionId JOIN administrativeUnit u ON u.id = i.unitId
                WHERE p.validTo IS NULL AND \(PlaceRows.pointsWithin(nodes, of: "p.id")) ORDER BY p.sortKey, p.id
                """)
        var found: [NodeFound] = []
        while found.count < limit, let row = try rows.next() {
            guard fits(Folding.folded(row[1] as String), row[4], row[5]) else { continue }
            found.append(
                NodeFound(
                    node: .servicePoint(ServicePointID(row[0] as Int64)), name: row[1], institution: row[2],
                    units: try UnitRows.path(db, of: UnitID(row[3] as Int64))))
        }
        return found
    }
}
