import GRDB
import Library

/// What batches merged, as rows of one shape.
enum MergeRows {
    /// What batch ?1 did, the weakest first.
    private static let weakest = """
        SELECT c.id, m.title, m.creators, m.year, c.recordId, b.title,
            b.creators, b.year, m.position, c.matchScore,
            EXISTS (SELECT 1 FROM recordChange a
                WHERE a.batchId = c.batchId AND a.recordId = c.recordId AND a.kind = 'added') AS isWithin,
            m.fileHash, m.originKey
        FROM recordChange c JOIN recordMerge m ON m.changeId = c.id JOIN bibRecordBefore b ON b.changeId = c.id
        WHERE c.batchId = ?1 AND NOT c.isUndone AND c.matchScore IS NOT NULL
        ORDER BY m.points, c.id LIMIT ?2
        """

    /// A row as the query above gives it, with the hash of its file and its origin.
    struct Found: Sendable {
        var merge: ProposedMerge
        var file: String
        var origin: String
    }

    /// What a batch did, in its own database: the scratch one of a rehearsal, or
    /// the library's.
    static func done(_ db: Database, by batch: BatchID, limit: Int) throws -> [Found] {
        try Row.fetchAll(db.cachedStatement(sql: weakest), arguments: [batch.rawValue, limit]).map { row in
            let creators = (ListText.decode(row[6]) ?? []).compactMap { $0.first ?? nil }
            return Found(
                merge: ProposedMerge(
                    number: row[0], incoming: side(row[1], row[2], row[3]), record: RecordID(row[4] as Int64),
                    known: ProposedMerge.Side(title: row[5], creators: creators, year: row[7]), fileName: "",
                    position: row[8], score: MatchScore(text: row[9]), isWithinUpload: row[10]),
                file: row[11], origin: row[12])
        }
    }

    /// Keeps what a rehearsal merged, for its page; only of uploads.
    static func keep(_ db: Database, _ merges: [Found], of id: BatchID) throws {
        try db.execute(sql: "DELETE FROM ingestUploadMerge WHERE batchId = ?", arguments: [id.rawValue])
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO ingestUploadMerge (batchId, ordinal, originKey, fileHash, position, title, creators, year,
                    recordId, knownTitle, knownCreators, knownYear, score, points, isWithinUpload)
                SELECT batchId, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15
                FROM ingestUpload WHERE batchId = ?1
                """)
        for found in merges {
            let merge = found.merge
            try insert.execute(arguments: [
                id.rawValue, merge.number, found.origin, found.file, merge.position, merge.incoming.title,
                names(merge.incoming), merge.incoming.year, merge.record.rawValue, merge.known.title,
                names(merge.known), merge.known.year, merge.score.text, merge.score.total, merge.isWithinUpload,
            ])
        }
    }

    /// What is kept of a rehearsal.
    static func kept(_ db: Database, of id: BatchID, limit: Int) throws -> ProposedMerges {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT m.ordinal, m.title, m.creators, m.year, m.recordId, m.knownTitle, m.knownCreators,
                        m.knownYear, ifnull(f.name, ''), m.position, m.score, m.isWithinUpload
                    FROM ingestUploadMerge m LEFT JOIN ingestUploadFile f
                        ON f.batchId = m.batchId AND f.fileHash = m.fileHash AND f.sameAs IS NULL
                    WHERE m.batchId = ? ORDER BY m.points, m.ordinal LIMIT ?
                    """), arguments: [id.rawValue, limit])
        let total = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM ingestUploadMerge WHERE batchId = ?", arguments: [id.rawValue])
        return ProposedMerges(
            merges: rows.map { row in
                ProposedMerge(
                    number: row[0], incoming: side(row[1], row[2], row[3]), record: RecordID(row[4] as Int64),
                    known: side(row[5], row[6], row[7]), fileName: row[8], position: row[9],
                    score: MatchScore(text: row[10]), isWithinUpload: row[11])
            }, total: total ?? 0)
    }

    private static func side(_ title: String, _ creators: String, _ year: Int?) -> ProposedMerge.Side {
        ProposedMerge.Side(title: title, creators: creators.split(separator: "\n").map(String.init), year: year)
    }

    private static func names(_ side: ProposedMerge.Side) -> String { side.creators.joined(separator: "\n") }
}
