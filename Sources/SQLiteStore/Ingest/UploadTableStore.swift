import GRDB
import Library

/// Uploads out of the precious database.
struct UploadTableStore: UploadStore {
    let pool: DatabasePool

    func open(_ files: [UploadFile], in folder: String, as request: UploadRequest, act: Act) async throws
        -> (id: BatchID, isFirst: Bool)
    {
        try await pool.write { db in
            let outcome = try ActLog.once(db, act, "upload") {
                let id = try Self.insert(db, files, in: folder, as: request, act)
                try ActLog.note(db, .batchUploaded, "batch \(id), point \(request.point)", act)
                return String(id)
            }
            guard let id = Int64(outcome.result) else { throw ActRefusal() }
            return (BatchID(rawValue: id), outcome.isFirst)
        }
    }

    private static func insert(
        _ db: Database, _ files: [UploadFile], in folder: String, as request: UploadRequest, _ act: Act
    ) throws -> Int64 {
        try db.execute(
            sql: """
                INSERT INTO ingestBatch (licenceId, licenceStatement, access, isDryRun, startedAt) VALUES (?, ?, ?, 1, ?)
                """,
            arguments: [
                request.licence?.id, request.licence?.statement, request.access?.rawValue, act.at.milliseconds,
            ])
        let id = db.lastInsertedRowID
        try db.execute(
            sql: """
                INSERT INTO ingestUpload (batchId, servicePointId, accountId, stage, uploadedAt, folder, entersCopies,
                    ownerCode)
                VALUES (?, ?, ?, 'checking', ?, ?, ?, ?)
                """,
            arguments: [
                id, request.point.rawValue, act.account?.rawValue, act.at.milliseconds, folder, request.entersCopies,
                request.ownerCode,
            ])
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO ingestUploadFile (batchId, ordinal, name, byteCount, fileHash, sameAs)
                VALUES (?, ?, ?, ?, ?, ?)
                """)
        for file in files {
            try insert.execute(arguments: [
                id, file.ordinal, file.name, file.byteCount, file.hash.hex, file.sameAs,
            ])
        }
        return id
    }

    // MARK: Looking

    func uploads(_ filter: UploadFilter) async throws -> UploadPage {
        try await pool.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT \(UploadRows.columns) FROM \(UploadRows.tables)
                    WHERE \(PlaceRows.pointsWithin(filter.within, of: "u.servicePointId")) AND u.batchId < ?
                    ORDER BY u.batchId DESC LIMIT ?
                    """, arguments: [filter.before?.rawValue ?? Int64.max, max(1, filter.limit) + 1])
            let uploads = try rows.prefix(filter.limit).map { try UploadRows.upload(db, $0) }
            return UploadPage(uploads: uploads, next: rows.count > filter.limit ? uploads.last?.id : nil)
        }
    }

    func upload(_ id: BatchID) async throws -> Upload? {
        try await pool.read { db in try UploadRows.upload(db, id) }
    }

    func files(of id: BatchID) async throws -> [UploadFile] {
        try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT ordinal, name, byteCount, fileHash, sameAs, read, added, changed, unchanged, rejected,
                            copiesEntered, copiesKnown, copiesRefused, copiesLeft
                        FROM ingestUploadFile WHERE batchId = ? ORDER BY ordinal
                        """), arguments: [id.rawValue]
            ).map { try UploadRows.file($0, of: id) }
        }
    }

    func rows(_ filter: UploadRowFilter) async throws -> UploadRowPage {
        try await pool.read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT i.id, f.ordinal, f.name, i.severity, i.code, i.reason, i.record, i.line, i.byteOffset,
                            i.field
                        FROM ingestUploadFile f
                            JOIN ingestItem i ON i.batchId = f.batchId AND i.fileHash = f.fileHash
                        WHERE f.batchId = ?1 AND f.sameAs IS NULL AND (?2 IS NULL OR f.ordinal = ?2)
                            AND (?3 IS NULL OR i.severity = ?3) AND i.id > ?4
                        ORDER BY i.id LIMIT ?5
                        """),
                arguments: [
                    filter.batch.rawValue, filter.file, filter.severity?.rawValue, filter.after ?? 0,
                    max(1, filter.limit) + 1,
                ])
            let shown = try rows.prefix(filter.limit).map { try UploadRows.row($0) }
            let sums = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT count(*) FILTER (WHERE severity = 'reject'), count(*) FILTER (WHERE severity = 'warning')
                        FROM ingestItem WHERE batchId = ?
                        """), arguments: [filter.batch.rawValue])
            let records = try UploadRows.shown(
                db, of: filter.batch, after: filter.afterRecord ?? 0, limit: max(1, filter.limit) + 1)
            let shownRecords = Array(records.prefix(filter.limit))
            let unchanged = try UploadRows.unchanged(db, filter)
            let shownUnchanged = Array(unchanged.prefix(filter.limit))
            return UploadRowPage(
                rows: shown, rejects: sums?[0] ?? 0, warnings: sums?[1] ?? 0,
                next: rows.count > filter.limit ? shown.last?.id : nil,
                records: shownRecords,
                nextRecord: records.count > filter.limit ? shownRecords.last?.place : nil, unchanged: shownUnchanged,
                nextUnchanged: unchanged.count > filter.limit ? shownUnchanged.last?.place : nil)
        }
    }

    func unsettled() async throws -> [Upload] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(UploadRows.columns) FROM \(UploadRows.tables)
                    WHERE u.stage NOT IN ('live', 'removed') ORDER BY u.batchId
                    """
            ).map { try UploadRows.upload(db, $0) }
        }
    }

    // MARK: Going on

    func go(_ step: UploadStep, _ id: BatchID, act: Act) async throws {
        try await pool.write { db in
            _ = try ActLog.once(db, act, "upload-\(step.rawValue)-\(id.rawValue)") {
                guard let upload = try UploadRows.upload(db, id) else { throw StoreError.unknownBatch(id.rawValue) }
                guard let stage = step.stage(from: upload) else { throw UploadStepRefusal() }
                try db.execute(
                    sql: "UPDATE ingestUpload SET stage = ?, problem = NULL WHERE batchId = ?",
                    arguments: [stage.rawValue, id.rawValue])
                switch step {
                case .takeLive:
                    // From now on what the batch did is there to be undone.
                    try db.execute(
                        sql: "UPDATE ingestBatch SET isDryRun = 0, finishedAt = NULL WHERE id = ?",
                        arguments: [id.rawValue])
                    // What the rehearsal said of them is said again by the deed.
                    try UploadRows.forget(db, of: id)
                    try ActLog.note(db, .batchTakenLive, "batch \(id.rawValue)", act)
                case .remove: try ActLog.note(db, .batchRemoved, "batch \(id.rawValue)", act)
                case .retry, .checkAgain: break
                }
                return stage.rawValue
            }
        }
    }

    func note(_ note: UploadNote, of id: BatchID) async throws {
        try await pool.write { db in
            switch note {
            case .checked(let outcomes):
                try UploadRows.note(db, outcomes, of: id)
                try Self.set(db, .checked, id)
            case .taken(let outcomes):
                try UploadRows.note(db, outcomes, of: id)
                try UploadRows.countFinishedFiles(db, of: id)
                try Self.set(db, .live, id)
            case .removed(let counts):
                try UploadRows.forget(db, of: id)
                try db.execute(
                    sql: """
                        UPDATE ingestUpload SET stage = 'removed', problem = NULL, removedRecords = ?,
                            restoredRecords = ?, keptRecords = ?, removedCopies = ?, keptCopies = ? WHERE batchId = ?
                        """,
                    arguments: [
                        counts.removed, counts.restored, counts.kept, counts.removedCopies, counts.keptCopies,
                        id.rawValue,
                    ])
            case .stopped(let problem):
                try db.execute(
                    sql: "UPDATE ingestUpload SET problem = ? WHERE batchId = ? AND stage IN (?, ?, ?)",
                    arguments: [problem.rawValue, id.rawValue, "checking", "taking", "removing"])
            }
        }
    }

    private static func set(_ db: Database, _ stage: UploadStage, _ id: BatchID) throws {
        try db.execute(
            sql: "UPDATE ingestUpload SET stage = ?, problem = NULL WHERE batchId = ?",
            arguments: [stage.rawValue, id.rawValue])
    }
}
