import GRDB

/// The number that changes with everything a search may answer from.
enum SearchEpoch {
    static func read(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT value FROM searchEpoch WHERE id = 1")) ?? 0
    }

    /// The number that changes with the materials that searches know of, and with
    /// nothing else; the database itself raises it.
    static func readMaterials(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT materials FROM searchEpoch WHERE id = 1")) ?? 0
    }

    /// Once in each transaction that changes records or materials.
    static func bump(_ db: Database) throws {
        try db.cachedStatement(sql: "UPDATE searchEpoch SET value = value + 1 WHERE id = 1").execute()
    }
}
