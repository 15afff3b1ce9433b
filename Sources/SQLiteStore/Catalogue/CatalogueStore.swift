import GRDB
import Library
import Synchronization
import VietnameseText

/// The catalogue's pages out of the precious database.
final class CatalogueStore: CatalogueReading {
    private let pool: DatabasePool
    /// Counting all records reads a whole index, and every first page shows it.
    private let counted = Mutex<(epoch: Int64, counts: Counts)?>(nil)

    private struct Counts {
        var records: Int
        var materials: [AccessLevel: Int]
    }

    init(_ databases: LibraryDatabases) { pool = databases.precious }

    func record(_ id: RecordID) async throws -> BibRecord? {
        try await pool.read { db in
            guard let stored = try RecordFacts.load(db, id: id) else { return nil }
            return BibRecord(
                id: id, facts: stored.facts, sources: stored.sources, locked: stored.locked,
                materials: try MaterialRows.of(db, record: id), sourceFileName: stored.fileName)
        }
    }

    func newArrivals(limit: Int) async throws -> [RecordSummary] {
        try await pool.read { db in
            let ids = try Int64.fetchAll(
                db.cachedStatement(sql: "SELECT id FROM bibRecord ORDER BY id DESC LIMIT ?"), arguments: [max(0, limit)]
            )
            return try RecordSummaries.list(db, ids: ids.map { RecordID($0) })
        }
    }

    func records(under heading: Heading, after cursor: String?, limit: Int) async throws -> HeadingPage {
        let limit = max(1, limit)
        return try await pool.read { db in
            var page = HeadingPage(heading: heading, total: 0, records: [], nextCursor: nil)
            guard
                let found = try Row.fetchOne(
                    db.cachedStatement(sql: "SELECT id, text FROM heading WHERE kind = ? AND key = ?"),
                    arguments: [heading.kind.rawValue, HeadingKey.key(heading.text)])
            else { return page }
            let headingID: Int64 = found[0]
            page.heading.text = found[1]
            page.total =
                try Int.fetchOne(
                    db.cachedStatement(sql: "SELECT count(*) FROM recordHeading WHERE headingId = ?"),
                    arguments: [headingID]) ?? 0
            let after = PageCursor(cursor)
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: CatalogueQueries.recordsUnderHeading),
                arguments: [headingID, TitleKeys.rank(after.sortKey), after.sortKey, after.id, limit + 1])
            page.records = try RecordSummaries.list(db, ids: rows.prefix(limit).map { RecordID($0[1] as Int64) })
            if rows.count > limit {
                page.nextCursor = PageCursor(sortKey: rows[limit - 1][0], id: rows[limit - 1][1]).text
            }
            return page
        }
    }

    func headings(_ kind: Heading.Kind, prefix: String, after cursor: String?, limit: Int) async throws
        -> [HeadingCount]
    {
        var after = PageCursor(cursor)
        let prefix = Folding.folded(prefix)
        let range = prefix.unicodeScalars.first.map { SortKey.range(beginning: $0) }
        if let from = range?.from, after.sortKey.utf8.lexicographicallyPrecedes(from.utf8) {
            after = PageCursor(sortKey: from, id: 0)
        }
        return try await pool.read { [after] db in
            let place: StatementArguments = [kind.rawValue, after.sortKey, after.id, max(1, limit)]
            let rows =
                if let range {
                    try Row.fetchAll(
                        db.cachedStatement(sql: CatalogueQueries.headingsBeginning),
                        arguments: place + [prefix, range.upTo])
                } else {
                    try Row.fetchAll(db.cachedStatement(sql: CatalogueQueries.headings), arguments: place)
                }
            return rows.map { row in
                HeadingCount(
                    heading: Heading(kind, row[0]), records: row[1],
                    cursor: PageCursor(sortKey: row[2], id: row[3]).text)
            }
        }
    }

    func size(for viewer: Viewer) async throws -> CatalogueSize {
        let counts = try await pool.read { [self] db in
            let epoch = try SearchEpoch.read(db)
            if let known = counted.withLock({ $0 }), known.epoch == epoch { return known.counts }
            let counts = try Self.count(db)
            counted.withLock { $0 = (epoch, counts) }
            return counts
        }
        let readable = AccessPolicy.readableLevels(for: viewer)
        return CatalogueSize(
            records: counts.records,
            materials: counts.materials.reduce(0) { $0 + (readable.contains($1.key) ? $1.value : 0) })
    }

    private static func count(_ db: Database) throws -> Counts {
        var counts = Counts(records: try Int.fetchOne(db, sql: "SELECT count(*) FROM bibRecord") ?? 0, materials: [:])
        for row in try Row.fetchAll(db, sql: "SELECT access, count(*) FROM material GROUP BY access") {
            guard let level = AccessLevel(rawValue: row[0]) else { continue }
            counts.materials[level] = row[1]
        }
        return counts
    }
}
