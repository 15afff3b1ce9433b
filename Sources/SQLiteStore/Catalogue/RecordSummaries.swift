import GRDB
import Library

/// What lists show of records, read in one statement per twenty ids.
enum RecordSummaries {
    /// A page of results; the statement is prepared once per connection.
    private static let batch = 20

    /// A cover is shown in lists only when everybody may read its book.
    ///
    /// The source is the file that can be read where there is one: a book that
    /// joined a record of a list is known by its own name.
    private static let sql = """
        SELECT r.id, r.title, r.subtitle, r.creators, r.year, r.publisher, r.kind, r.languages,
            coalesce((SELECT fileName FROM material WHERE recordId = r.id ORDER BY id LIMIT 1), f.name),
            (SELECT max(CASE access WHEN 'open' THEN 3 WHEN 'registered' THEN 2 WHEN 'on-site' THEN 1 ELSE 0 END)
             FROM material WHERE recordId = r.id),
            (SELECT coverHash FROM material
             WHERE recordId = r.id AND access = 'open' AND coverHash IS NOT NULL ORDER BY id LIMIT 1)
        FROM bibRecord r JOIN sourceFile f ON f.id = r.sourceFileId
        WHERE r.id IN (\(Array(repeating: "?", count: batch).joined(separator: ",")))
        """

    /// The summaries of those `ids` that exist.
    static func load(_ db: Database, ids: [RecordID]) throws -> [RecordID: RecordSummary] {
        var summaries: [RecordID: RecordSummary] = Dictionary(minimumCapacity: ids.count)
        let statement = try db.cachedStatement(sql: sql)
        for start in stride(from: 0, to: ids.count, by: batch) {
            let wanted = ids[start..<min(start + batch, ids.count)].map(\.rawValue)
            let missing = [Int64?](repeating: nil, count: batch - wanted.count)
            let rows = try Row.fetchCursor(
                statement, arguments: StatementArguments(wanted) + StatementArguments(missing))
            while let row = try rows.next() {
                let summary = try summary(row)
                summaries[summary.id] = summary
            }
        }
        return summaries
    }

    /// In the order of `ids`.
    static func list(_ db: Database, ids: [RecordID]) throws -> [RecordSummary] {
        let found = try load(db, ids: ids)
        return ids.compactMap { found[$0] }
    }

    private static let levels: [AccessLevel] = [.closed, .onSite, .registered, .open]

    private static func summary(_ row: Row) throws -> RecordSummary {
        let id: Int64 = row[0]
        guard let creators = ListText.decode(row[3]), let languages = ListText.decode(row[7]),
            let kind = ResourceKind(rawValue: row[6])
        else { throw StoreError.damagedRow(table: "bibRecord", id: id) }
        return RecordSummary(
            id: RecordID(id), title: row[1], subtitle: row[2], creators: creators.compactMap { $0.first ?? nil },
            year: row[4], publisher: row[5], kind: kind, language: languages.first?.first ?? nil,
            access: (row[9] as Int?).map { levels[$0] }, cover: (row[10] as String?).flatMap(ContentHash.init(hex:)),
            source: row[8])
    }
}
