import GRDB
import Library

/// Uploads, their files and what was found in them, as rows.
enum UploadRows {
    static let columns = """
        u.batchId, u.servicePointId, p.name, ifnull(a.displayName, ''), b.licenceId, b.licenceStatement, b.access, \
        u.stage, u.problem, u.uploadedAt, u.removedRecords, u.restoredRecords, u.keptRecords, \
        u.folder, u.entersCopies, u.ownerCode, u.removedCopies, u.keptCopies
        """
    static let tables = """
        ingestUpload u JOIN ingestBatch b ON b.id = u.batchId JOIN servicePoint p ON p.id = u.servicePointId
        LEFT JOIN account a ON a.id = u.accountId
        """

    static func upload(_ db: Database, _ id: BatchID) throws -> Upload? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(columns) FROM \(tables) WHERE u.batchId = ?"), arguments: [id.rawValue]
        ).map { try upload(db, $0) }
    }

    static func upload(_ db: Database, _ row: Row) throws -> Upload {
        guard let stage = UploadStage(rawValue: row[7]) else {
            throw StoreError.damagedRow(table: "ingestUpload", id: row[0])
        }
        let id = BatchID(rawValue: row[0])
        let sums = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*), total(byteCount), total(read), total(added), total(changed), total(unchanged),
                        total(rejected), total(copiesEntered), total(copiesKnown), total(copiesRefused),
                        total(copiesLeft) FROM ingestUploadFile WHERE batchId = ?
                    """), arguments: [id.rawValue])
        var counts = IngestCounts()
        var files = 0
        var bytes: Int64 = 0
        if let sums {
            (files, bytes) = (sums[0], Int64(sums[1] as Double))
            counts.read = Int(sums[2] as Double)
            (counts.added, counts.changed) = (Int(sums[3] as Double), Int(sums[4] as Double))
            (counts.unchanged, counts.rejected) = (Int(sums[5] as Double), Int(sums[6] as Double))
            counts.copies = CopyCounts(
                entered: Int(sums[7] as Double), known: Int(sums[8] as Double), refused: Int(sums[9] as Double),
                left: Int(sums[10] as Double))
        }
        let undone = (row[10] as Int?).map { removed in
            UndoCounts(
                removed: removed, restored: row[11], kept: row[12], removedCopies: row[16], keptCopies: row[17])
        }
        let point = ServicePointID(row[1] as Int64)
        let entersCopies: Bool = row[14]
        return Upload(
            id: id, point: point, pointName: row[2], accountName: row[3],
            licence: (row[4] as String?).map { LicenceStatement(id: $0, statement: row[5]) },
            access: (row[6] as String?).flatMap { AccessLevel(rawValue: $0) },
            copies: entersCopies ? RegisterChoice(point: point, ownerCode: row[15]) : nil, stage: stage,
            problem: (row[8] as String?).flatMap { UploadProblem(rawValue: $0) },
            uploadedAt: Moment(milliseconds: row[9]), files: files, byteCount: bytes, counts: counts, undone: undone,
            folder: row[13])
    }

    static func file(_ row: Row, of id: BatchID) throws -> UploadFile {
        guard let hash = ContentHash(hex: row[3]) else {
            throw StoreError.damagedRow(table: "ingestUploadFile", id: id.rawValue)
        }
        let counts = (row[5] as Int?).map { read -> IngestCounts in
            var counts = IngestCounts()
            counts.read = read
            (counts.added, counts.changed, counts.unchanged, counts.rejected) = (row[6], row[7], row[8], row[9])
            counts.copies = CopyCounts(entered: row[10], known: row[11], refused: row[12], left: row[13])
            return counts
        }
        return UploadFile(
            ordinal: row[0], name: row[1], byteCount: row[2], hash: hash, sameAs: row[4], counts: counts)
    }

    static func row(_ row: Row) throws -> UploadRow {
        guard let severity = Diagnostic.Severity(rawValue: row[3]), let code = DiagnosticCode(rawValue: row[4]) else {
            throw StoreError.damagedRow(table: "ingestItem", id: row[0])
        }
        let position = SourcePosition(record: row[6], line: row[7], byteOffset: row[8], field: row[9])
        return UploadRow(
            id: row[0], file: row[1], fileName: row[2], diagnostic: Diagnostic(severity, code, at: position, row[5]))
    }

    /// Merges of an upload that are kept to be decided about, the weakest first.
    static let keptMerges = 2_000

    /// What the rehearsal of an upload did, for its page.
    static func keep(_ db: Database, _ records: [UploadRecord], of id: BatchID) throws {
        let insert = try db.cachedStatement(
            sql: "INSERT INTO ingestUploadRecord (batchId, ordinal, title, isAdded) VALUES (?, ?, ?, ?)")
        for record in records {
            try insert.execute(arguments: [id.rawValue, record.place, record.title, record.isAdded])
        }
    }

    /// A row of a file that is in the library just so.
    struct Unchanged {
        /// 0 for a file that is a record as a whole.
        var row: Int
        var title: String
        var record: RecordID
    }

    static func isUpload(_ db: Database, _ id: BatchID) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM ingestUpload WHERE batchId = ?)"),
            arguments: [id.rawValue]) ?? false
    }

    /// A row that is met again, by work that goes on, is one row.
    static func keep(_ db: Database, _ rows: [Unchanged], in file: ContentHash, of id: BatchID) throws {
        let insert = try db.cachedStatement(
            sql:
                "INSERT OR REPLACE INTO ingestUploadUnchanged (batchId, fileHash, row, title, recordId) VALUES (?, ?, ?, ?, ?)"
        )
        for row in rows {
            try insert.execute(arguments: [id.rawValue, file.hex, max(1, row.row), row.title, row.record.rawValue])
        }
    }

    /// What was said of the records of an upload, which is said anew or is no
    /// longer so.
    static func forget(_ db: Database, of id: BatchID) throws {
        for table in ["ingestUploadRecord", "ingestUploadUnchanged"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE batchId = ?", arguments: [id.rawValue])
        }
    }

    /// In the order of the files and their rows. A record that only the upload
    /// itself would add is named and not linked.
    static func unchanged(_ db: Database, _ filter: UploadRowFilter) throws -> [UploadUnchanged] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT f.ordinal, f.name, u.row, u.title, r.id
                    FROM ingestUploadFile f
                        JOIN ingestUploadUnchanged u ON u.batchId = f.batchId AND u.fileHash = f.fileHash
                        LEFT JOIN bibRecord r ON r.id = u.recordId AND r.title = u.title
                    WHERE f.batchId = ?1 AND f.sameAs IS NULL AND (?2 IS NULL OR f.ordinal = ?2)
                        AND (f.ordinal, u.row) > (?3, ?4)
                    ORDER BY f.ordinal, u.row LIMIT ?5
                    """),
            arguments: [
                filter.batch.rawValue, filter.file, filter.afterUnchanged?.file ?? 0, filter.afterUnchanged?.row ?? 0,
                max(1, filter.limit) + 1,
            ]
        ).map { row in
            UploadUnchanged(
                place: UploadRowPlace(file: row[0], row: row[2]), fileName: row[1], title: row[3],
                record: (row[4] as Int64?).map { RecordID($0) })
        }
    }

    /// The records of the catalogue once it is live; before, what the rehearsal did.
    static func shown(_ db: Database, of id: BatchID, after place: Int64, limit: Int) throws -> [UploadRecord] {
        let stage = try String.fetchOne(
            db.cachedStatement(sql: "SELECT stage FROM ingestUpload WHERE batchId = ?"), arguments: [id.rawValue])
        guard stage == "checked" else { return try records(db, of: id, after: place, limit: limit) }
        return try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT ordinal, title, isAdded FROM ingestUploadRecord WHERE batchId = ? AND ordinal > ?
                    ORDER BY ordinal LIMIT ?
                    """), arguments: [id.rawValue, place, limit]
        ).map { UploadRecord(place: $0[0], record: nil, title: $0[1], isAdded: $0[2]) }
    }

    /// A batch is long and a record has few changes: the ones before are looked for
    /// by the record.
    static let recordsOfBatch = """
        SELECT c.id, c.recordId, r.title, c.kind = 'added'
        FROM recordChange c JOIN bibRecord r ON r.id = c.recordId
        WHERE c.batchId = ?1 AND NOT c.isUndone AND c.id > ?2
            AND NOT EXISTS (SELECT 1 FROM recordChange e INDEXED BY recordChangeByRecord
                WHERE e.recordId = c.recordId AND e.batchId = ?1 AND e.id < c.id AND NOT e.isUndone)
        ORDER BY c.id LIMIT ?3
        """

    /// What the batch added or changed and was not undone: of each record the
    /// first change, which says whether it was added.
    static func records(_ db: Database, of id: BatchID, after place: Int64, limit: Int) throws -> [UploadRecord] {
        try Row.fetchAll(
            db.cachedStatement(sql: recordsOfBatch), arguments: [id.rawValue, place, limit]
        ).map { UploadRecord(place: $0[0], record: RecordID($0[1] as Int64), title: $0[2], isAdded: $0[3]) }
    }

    /// Writes what became of the files in place of what was said before.
    static func note(_ db: Database, _ outcomes: [UploadFileOutcome], of id: BatchID) throws {
        let count = try db.cachedStatement(
            sql: """
                UPDATE ingestUploadFile SET read = ?, added = ?, changed = ?, unchanged = ?, rejected = ?,
                    copiesEntered = ?, copiesKnown = ?, copiesRefused = ?, copiesLeft = ?
                WHERE batchId = ? AND ordinal = ?
                """)
        let clear = try db.cachedStatement(
            sql: """
                DELETE FROM ingestItem WHERE batchId = ?1
                    AND fileHash = (SELECT fileHash FROM ingestUploadFile WHERE batchId = ?1 AND ordinal = ?2)
                """)
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO ingestItem (batchId, fileHash, severity, code, reason, record, line, byteOffset, field)
                SELECT ?1, fileHash, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM ingestUploadFile WHERE batchId = ?1 AND ordinal = ?2
                """)
        for outcome in outcomes {
            let counts = outcome.counts
            try count.execute(arguments: [
                counts.read, counts.added, counts.changed, counts.unchanged, counts.rejected, counts.copies.entered,
                counts.copies.known, counts.copies.refused, counts.copies.left, id.rawValue, outcome.ordinal,
            ])
            try clear.execute(arguments: [id.rawValue, outcome.ordinal])
            for item in outcome.diagnostics {
                try insert.execute(arguments: [
                    id.rawValue, outcome.ordinal, item.severity.rawValue, item.code.rawValue, item.reason,
                    item.position.record, item.position.line, item.position.byteOffset, item.position.field,
                ])
            }
        }
    }

    /// A file that an interrupted run finished would otherwise count as unchanged.
    static func countFinishedFiles(_ db: Database, of id: BatchID) throws {
        try db.execute(
            sql: """
                UPDATE ingestUploadFile AS f
                SET read = j.read, added = j.added, changed = j.changed, unchanged = j.unchanged, rejected = j.rejected,
                    copiesEntered = j.copiesEntered, copiesKnown = j.copiesKnown, copiesRefused = j.copiesRefused,
                    copiesLeft = j.copiesLeft
                FROM ingestJob j
                WHERE f.batchId = ? AND f.sameAs IS NULL AND j.batchId = f.batchId AND j.fileHash = f.fileHash
                    AND j.read = j.added + j.changed + j.unchanged + j.rejected
                """, arguments: [id.rawValue])
    }
}
