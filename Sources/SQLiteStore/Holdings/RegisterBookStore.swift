import GRDB
import Library

/// Leaves of registers out of the precious database, along an index of the
/// numbers' order.
struct RegisterBookStore: RegisterBook {
    let pool: DatabasePool

    func leaf(_ filter: RegisterFilter) async throws -> RegisterLeaf {
        try await pool.read { db in
            let limit = max(1, filter.limit)
            let found = try Self.copies(db, of: filter.point, filter.cursor, limit: limit + 1)
            let isBackwards = if case .before = filter.cursor { true } else { false }
            let shown = isBackwards ? found.prefix(limit).reversed() : Array(found.prefix(limit))
            let copies = try TitledCopies.titled(db, ids: shown)
            let count = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT count(*) FROM copy WHERE ownerId = ?"),
                arguments: [filter.point.rawValue])
            return RegisterLeaf(
                copies: copies, count: count ?? 0,
                previous: try Self.known(db, of: filter.point, (copies.first?.copy.facts.number).map { .before($0) }),
                next: try Self.known(db, of: filter.point, (copies.last?.copy.facts.number).map { .after($0) }))
        }
    }

    /// Nil where nothing is beyond it.
    private static func known(
        _ db: Database, of point: ServicePointID, _ cursor: RegisterCursor?
    ) throws -> RegisterCursor? {
        guard let cursor else { return nil }
        return try copies(db, of: point, cursor, limit: 1).isEmpty ? nil : cursor
    }

    /// From the cursor on; backwards from one that says before what.
    private static func copies(
        _ db: Database, of point: ServicePointID, _ cursor: RegisterCursor, limit: Int
    ) throws -> [Int64] {
        let order =
            switch cursor {
            case .start: ""
            case .from(let number), .after(let number), .before(let number): number.order
            }
        return try Int64.fetchAll(
            db.cachedStatement(sql: query(cursor)), arguments: [point.rawValue, order, limit])
    }

    static func query(_ cursor: RegisterCursor) -> String {
        let (comparison, direction) =
            switch cursor {
            case .start, .from: (">=", "ASC")
            case .after: (">", "ASC")
            case .before: ("<", "DESC")
            }
        return """
            SELECT id FROM copy WHERE ownerId = ?1 AND numberOrder \(comparison) ?2
            ORDER BY numberOrder \(direction) LIMIT ?3
            """
    }

    func intakes(of point: ServicePointID, limit: Int) async throws -> [RegisterIntake] {
        try await pool.read { db in try RegisterIntakeRows.intakes(db, of: point, limit: limit) }
    }
}
