import GRDB
import Library

/// The merges of uploads, and the decisions never to merge.
struct MergeTableStore: MergeStore {
    let pool: DatabasePool

    func merges(of upload: BatchID, limit: Int) async throws -> ProposedMerges {
        try await pool.read { db in
            guard try UploadRows.upload(db, upload)?.stage == .live else {
                return try MergeRows.kept(db, of: upload, limit: limit)
            }
            let names = try Row.fetchAll(
                db, sql: "SELECT fileHash, name FROM ingestUploadFile WHERE batchId = ? AND sameAs IS NULL",
                arguments: [upload.rawValue])
            let files = Dictionary(
                names.map { ($0[0] as String, $0[1] as String) }, uniquingKeysWith: { first, _ in first })
            let done = try MergeRows.done(db, by: upload, limit: limit).map { found in
                var merge = found.merge
                merge.fileName = files[found.file] ?? ""
                return merge
            }
            let total = try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM recordChange c JOIN recordMerge m ON m.changeId = c.id
                    WHERE c.batchId = ? AND NOT c.isUndone
                    """, arguments: [upload.rawValue])
            return ProposedMerges(merges: done, total: total ?? 0)
        }
    }

    func neverMerge(_ numbers: Set<Int>, of upload: BatchID, act: Act) async throws -> Int {
        try await pool.write { db in
            guard try UploadRows.upload(db, upload)?.stage == .checked else { throw UploadStepRefusal() }
            var decided = 0
            for number in numbers.sorted() {
                try db.execute(
                    sql: """
                        INSERT OR IGNORE INTO neverMerge
                        SELECT m.recordId, m.originKey FROM ingestUploadMerge m JOIN bibRecord r ON r.id = m.recordId
                        WHERE m.batchId = ? AND m.ordinal = ? AND NOT m.isWithinUpload
                        """, arguments: [upload.rawValue, number])
                decided += db.changesCount
            }
            if decided > 0 {
                try ActLog.note(db, .mergeRefused, "batch \(upload.rawValue), \(decided) records", act)
            }
            return decided
        }
    }
}
