import GRDB
import Library

/// Records read back whole, one or all of them.
enum RecordFacts {
    /// A record as the catalogue's table holds it.
    struct Stored {
        var id: RecordID
        var facts: BibFacts
        var sources: [BibField: ValueSource]
        var locked: Set<BibField>
        var titleSort: String
        /// The name of the file it came from.
        var fileName: String
    }

    static let columns = """
        r.id, r.title, r.subtitle, r.kind, r.year, r.publisher, r.place, r.extent, r.description, r.licenceId,
        r.licenceStatement, r.languages, r.creators, r.otherTitles, r.identifiers, r.classifications, r.subjects,
        r.genres, r.series, r.notes, r.links, r.accessibility, r.grades, r.schoolSubjects, r.fieldSources, f.name, r.titleSort
        """

    static func load(_ db: Database, id: RecordID) throws -> Stored? {
        let statement = try db.cachedStatement(
            sql: "SELECT \(columns) FROM bibRecord r JOIN sourceFile f ON f.id = r.sourceFileId WHERE r.id = ?")
        return try Row.fetchOne(statement, arguments: [id.rawValue]).map(stored)
    }

    /// The before-image that a change in the job log keeps.
    static func before(_ db: Database, change: Int64) throws -> Stored? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(columns.replacing("r.id,", with: "r.recordId,"))
                FROM bibRecordBefore r JOIN sourceFile f ON f.id = r.sourceFileId WHERE r.changeId = ?
                """)
        return try Row.fetchOne(statement, arguments: [change]).map(stored)
    }

    /// Every record in the order of its number, for example to build an index again.
    static func forEach(_ db: Database, after last: RecordID = RecordID(0), _ body: (Stored) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(columns) FROM bibRecord r JOIN sourceFile f ON f.id = r.sourceFileId
                WHERE r.id > ? ORDER BY r.id
                """, arguments: [last.rawValue])
        while let row = try rows.next() { try body(stored(row)) }
    }

    private static func stored(_ row: Row) throws -> Stored {
        let id: Int64 = row[0]
        func rows(_ column: Int) throws -> [[String?]] {
            guard let rows = ListText.decode(row[column]) else {
                throw StoreError.damagedRow(table: "bibRecord", id: id)
            }
            return rows
        }
        func list(_ column: Int) throws -> [String] { try rows(column).compactMap { $0.first ?? nil } }
        guard let kind = ResourceKind(rawValue: row[3]), let sources = FieldSources.decode(row[24]) else {
            throw StoreError.damagedRow(table: "bibRecord", id: id)
        }
        var facts = BibFacts(title: row[1])
        facts.subtitle = row[2]
        facts.kind = kind
        facts.year = row[4]
        facts.publisher = row[5]
        facts.place = row[6]
        facts.extent = row[7]
        facts.description = row[8]
        facts.licence = (row[9] as String?).map { LicenceStatement(id: $0, statement: row[10]) }
        facts.languages = try list(11)
        facts.creators = try rows(12).compactMap(ListRows.creator)
        facts.otherTitles = try rows(13).compactMap(ListRows.otherTitle)
        facts.identifiers = try rows(14).compactMap(ListRows.identifier)
        facts.classifications = try rows(15).compactMap(ListRows.classification)
        facts.subjects = try list(16)
        facts.genres = try list(17)
        facts.series = try rows(18).compactMap(ListRows.series)
        facts.notes = try list(19)
        facts.links = try rows(20).compactMap(ListRows.link)
        facts.accessibility = try list(21)
        facts.audience = Audience(grades: try list(22).compactMap { Int($0) }, schoolSubjects: try list(23))
        return Stored(
            id: RecordID(id), facts: facts, sources: sources.sources, locked: sources.locked, titleSort: row[26],
            fileName: row[25])
    }
}
