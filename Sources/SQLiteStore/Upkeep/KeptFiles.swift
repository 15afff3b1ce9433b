import GRDB
import Library

/// Every file the precious database names, each once, in the order of hashes.
struct KeptFiles: Sendable {
    struct File: Sendable {
        var hash: ContentHash
        /// What a person calls it.
        var name: String
    }

    let originals: [File]
    let derived: [File]
    let materials: Int

    init(_ db: Database) throws {
        originals = try Self.files(
            db,
            """
            SELECT hash, min(name) FROM (
                SELECT hash, name FROM sourceFile
                UNION ALL
                SELECT hash, name FROM evidenceFile
            ) GROUP BY hash ORDER BY hash
            """)
        derived = try Self.files(
            db,
            """
            SELECT hash, min(name) FROM (
                SELECT s.htmlHash AS hash, m.fileName || ', section ' || s.ordinal AS name
                FROM section s JOIN material m ON m.id = s.materialId
                UNION ALL
                SELECT i.blobHash, m.fileName || ', image ' || i.name
                FROM materialImage i JOIN material m ON m.id = i.materialId
                UNION ALL
                SELECT passagesHash, fileName || ', passages' FROM material WHERE passagesHash IS NOT NULL
                UNION ALL
                SELECT fileHash, 'report ' || id FROM report WHERE fileHash IS NOT NULL
                UNION ALL
                SELECT annexHash, 'annex of report ' || id FROM report WHERE annexHash IS NOT NULL
                UNION ALL
                SELECT templateHash, 'template of report ' || id FROM report WHERE templateHash IS NOT NULL
            ) GROUP BY hash ORDER BY hash
            """)
        materials = try Int.fetchOne(db, sql: "SELECT count(*) FROM material") ?? 0
    }

    private static func files(_ db: Database, _ sql: String) throws -> [File] {
        let rows = try Row.fetchCursor(db, sql: sql)
        var files: [File] = []
        while let row = try rows.next() {
            if let hash = ContentHash(hex: row[0]) { files.append(File(hash: hash, name: row[1])) }
        }
        return files
    }
}
