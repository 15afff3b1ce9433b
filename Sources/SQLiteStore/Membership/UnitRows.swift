import GRDB
import Library

/// Administrative units as rows.
enum UnitRows {
    static let columns = "u.id, u.code, u.name, u.kind, u.parentId, u.validFrom, u.validTo"

    /// Reads the columns of ``columns``, from `first` on.
    static func unit(_ row: Row, from first: Int = 0) throws -> AdministrativeUnit {
        guard let kind = UnitKind(rawValue: row[first + 3]) else {
            throw StoreError.damagedRow(table: "administrativeUnit", id: row[first])
        }
        return AdministrativeUnit(
            id: UnitID(row[first] as Int64), code: row[first + 1], name: row[first + 2], kind: kind,
            parent: (row[first + 4] as Int64?).map { UnitID($0) },
            validity: validity(row[first + 5], row[first + 6]))
    }

    static func validity(_ from: String?, _ to: String?) -> Validity {
        Validity(first: from.flatMap { Day(iso: $0) }, last: to.flatMap { Day(iso: $0) })
    }

    /// A unit with those above it, the highest first; empty when there is none.
    static func path(_ db: Database, of unit: UnitID) throws -> [AdministrativeUnit] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    WITH RECURSIVE above(id, step) AS (
                        SELECT ?, 0 UNION ALL
                        SELECT u.parentId, step + 1 FROM above a JOIN administrativeUnit u ON u.id = a.id
                        WHERE u.parentId IS NOT NULL AND step < 8)
                    SELECT \(columns) FROM above a JOIN administrativeUnit u ON u.id = a.id ORDER BY a.step DESC
                    """), arguments: [unit.rawValue]
        ).map { try Self.unit($0) }
    }
}
