import GRDB
import Library

/// Materials read back from their table.
enum MaterialRows {
    private static let columns = """
        id, recordId, originalHash, fileName, byteCount, format, access, licenceId, licenceStatement, coverHash,
        sectionCount
        """

    /// All materials of a record, whatever their access; the most readable first:
    /// the more open, then the format that reads best on a telephone.
    static func of(_ db: Database, record: RecordID) throws -> [Material] {
        let statement = try db.cachedStatement(
            sql: "SELECT \(columns) \(CatalogueQueries.materialsOfRecord) ORDER BY id")
        let materials = try Row.fetchAll(statement, arguments: [record.rawValue]).map(material)
        return materials.sorted { left, right in
            (right.access, preference(left.format), left.id) < (left.access, preference(right.format), right.id)
        }
    }

    private static func preference(_ format: FileFormat) -> Int {
        switch format {
        case .epub: 0
        case .text: 1
        default: 2
        }
    }

    private static func material(_ row: Row) throws -> Material {
        let id: Int64 = row[0]
        guard let original = ContentHash(hex: row[2]), let format = FileFormat(rawValue: row[5]),
            let access = AccessLevel(rawValue: row[6])
        else { throw StoreError.damagedRow(table: "material", id: id) }
        return Material(
            id: MaterialID(id), record: RecordID(row[1] as Int64), original: original, fileName: row[3],
            byteCount: row[4],
            format: format, access: access,
            licence: (row[7] as String?).map { LicenceStatement(id: $0, statement: row[8]) },
            cover: (row[9] as String?).flatMap(ContentHash.init(hex:)), sectionCount: row[10])
    }
}
