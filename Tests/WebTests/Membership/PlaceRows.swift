import GRDB
import Library

/// Everything in a library's database that belongs to one school: the rows that
/// lead to it by a reference, directly or over others, as texts.
struct PlaceRows {
    private let database: DatabaseQueue
    private let tables: [Table]

    private struct Table {
        var name: String
        /// Columns with the number of a row of another table, by that table.
        var references: [(column: String, table: String)]
    }

    /// Columns of the ledger's tables, which name points without a foreign key.
    private static let points: Set<String> = [
        "pointId", "servicePointId", "ownerId", "holderId", "fromId", "toId", "destinationId", "pickupId",
    ]
    /// What all schools have in common.
    private static let shared: Set<String> = ["account", "administrativeUnit", "bibRecord"]

    init(folder: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        database = try DatabaseQueue(path: folder + "/hoclieu.sqlite", configuration: configuration)
        tables = try database.read { db in
            let names = try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'
                        AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE '%\\_%' ESCAPE '\\'
                    """)
            return try names.map { name in
                var references: [String: String] = [:]
                for column in try db.columns(in: name).map(\.name) where column.hasSuffix("Id") {
                    let table = Self.points.contains(column) ? "servicePoint" : String(column.dropLast(2))
                    if names.contains(table) { references[column] = table }
                }
                for key in try db.foreignKeys(on: name) {
                    for (column, _) in key.mapping { references[column] = key.destinationTable }
                }
                return Table(
                    name: name,
                    references: references.filter { !Self.shared.contains($1) }.map {
                        (column: $0.key, table: $0.value)
                    })
            }
        }
    }

    /// "copy 3 …", one a row.
    func all(of school: StaffedSite.School) throws -> Set<String> {
        let rows = try database.read { db in
            try tables.map { (table: $0, rows: try Row.fetchAll(db, sql: "SELECT * FROM \"\($0.name)\"")) }
        }
        var owned: [String: Set<Int64>] = [
            "servicePoint": [school.point.rawValue, school.corner.rawValue],
            "institution": [school.institution.rawValue],
        ]
        var found: Set<String> = []
        var isNew = true
        while isNew {
            isNew = false
            for (table, rows) in rows {
                for row in rows {
                    let number = Self.number(row, "id")
                    let isOwned =
                        number.map { owned[table.name, default: []].contains($0) } == true
                        || table.references.contains { reference in
                            Self.number(row, reference.column).map {
                                owned[reference.table, default: []].contains($0)
                            } == true
                        }
                    guard isOwned, found.insert("\(table.name) \(row)").inserted else { continue }
                    isNew = true
                    if let number { owned[table.name, default: []].insert(number) }
                }
            }
        }
        return found
    }

    /// Nil for what is no number, and for a column that is not there.
    private static func number(_ row: Row, _ column: String) -> Int64? {
        guard let value = row[column] as DatabaseValue?, case .int64(let number) = value.storage else { return nil }
        return number
    }
}
