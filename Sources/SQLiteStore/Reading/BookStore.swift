import GRDB
import Library

/// Books for the reader: their contents from the precious database, their
/// bytes from the file store.
struct BookStore: BookReading {
    let databases: LibraryDatabases

    /// The one place that decides what of a record `viewer` may read; every
    /// method below gets its material here.
    private func readableMaterial(_ db: Database, _ record: RecordID, _ viewer: Viewer) throws -> Material? {
        try MaterialRows.of(db, record: record).first { AccessPolicy.mayRead($0.access, as: viewer) }
    }

    func book(_ record: RecordID, as viewer: Viewer) async throws -> Book? {
        try await databases.precious.read { db in
            guard let material = try readableMaterial(db, record, viewer),
                let summary = try RecordSummaries.load(db, ids: [record])[record]
            else { return nil }
            let contents = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT ordinal, title, tocLevel FROM section
                        WHERE materialId = ? AND tocLevel IS NOT NULL AND title IS NOT NULL ORDER BY ordinal
                        """), arguments: [material.id.rawValue])
            return Book(
                record: record, title: summary.title, creators: summary.creators, language: summary.language,
                material: material,
                contents: contents.map { ContentsLine(section: $0[0], title: $0[1], level: $0[2]) })
        }
    }

    func section(_ ordinal: Int, of record: RecordID, as viewer: Viewer) async throws -> ReadableSection? {
        let found = try await databases.precious.read { db -> (Material, String?, ContentHash)? in
            guard let material = try readableMaterial(db, record, viewer),
                let row = try Row.fetchOne(
                    db.cachedStatement(sql: "SELECT title, htmlHash FROM section WHERE materialId = ? AND ordinal = ?"),
                    arguments: [material.id.rawValue, ordinal]),
                let hash = ContentHash(hex: row[1])
            else { return nil }
            return (material, row[0], hash)
        }
        guard let (material, title, hash) = found else { return nil }
        let html = String(decoding: try databases.contents.derived(hash), as: UTF8.self)
        return ReadableSection(ordinal: ordinal, count: material.sectionCount, title: title, html: html)
    }

    func image(_ name: String, of record: RecordID, as viewer: Viewer) async throws -> ReadableImage? {
        let found = try await databases.precious.read { db -> (String, ContentHash)? in
            guard let material = try readableMaterial(db, record, viewer),
                let row = try Row.fetchOne(
                    db.cachedStatement(
                        sql: "SELECT mediaType, blobHash FROM materialImage WHERE materialId = ? AND name = ?"),
                    arguments: [material.id.rawValue, name]),
                let hash = ContentHash(hex: row[1])
            else { return nil }
            return (row[0], hash)
        }
        guard let (mediaType, hash) = found else { return nil }
        return ReadableImage(mediaType: mediaType, hash: hash, bytes: try databases.contents.derived(hash))
    }

    func original(of record: RecordID, as viewer: Viewer) async throws -> OriginalFile? {
        let material = try await databases.precious.read { db -> Material? in
            try readableMaterial(db, record, viewer)
        }
        return material.map {
            OriginalFile(
                path: databases.contents.originalPath($0.original), fileName: $0.fileName, byteCount: $0.byteCount,
                format: $0.format, hash: $0.original)
        }
    }

    func isIndexed(_ record: RecordID) async throws -> Bool {
        let wanted = try await databases.precious.read { db -> [IndexTask] in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT t.materialId, t.passagesHash, t.pipelineVersion
                        FROM indexTask t JOIN material m ON m.id = t.materialId WHERE m.recordId = ?
                        """), arguments: [record.rawValue]
            ).map { IndexTask(material: $0[0], passagesHash: $0[1], pipelineVersion: $0[2]) }
        }
        return try await databases.passages.read { db -> Bool in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT count(*) FROM indexedMaterial
                    WHERE materialId = ? AND passagesHash = ? AND pipelineVersion = ?
                    """)
            return try wanted.allSatisfy { task in
                try Int.fetchOne(statement, arguments: [task.material, task.passagesHash, task.pipelineVersion]) == 1
            }
        }
    }
}
