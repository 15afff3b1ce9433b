import GRDB
import Library
import Synchronization

/// The pipeline's side of the store: batches, commits, undo.
///
/// Every method is one short IMMEDIATE transaction, so that desks and other
/// processes never wait long; undo takes many of them.
final class IngestDesk: IngestStore {
    /// Space that is never used up: the database must be able to finish.
    private static let reserve: Int64 = 64 << 20
    /// Records of a rehearsal that are written down at a time.
    private static let keptAtOnce = 1_000

    private let databases: LibraryDatabases
    private let writer: CommitWriter
    private let recordFlush: RecordFlush
    private let ledger: LedgerWriter
    private let copies: CopyEntering
    private let rehearsals = Mutex<[BatchID: Rehearsal]>([:])
    /// Whether a batch at work is an upload, asked once for each.
    private let uploads = Mutex<[BatchID: Bool]>([:])

    init(_ databases: LibraryDatabases, _ ledger: LedgerWriter, _ copies: CopyEntering) {
        (self.databases, self.ledger, self.copies) = (databases, ledger, copies)
        writer = CommitWriter(databases.precious, databases.traffic)
        recordFlush = RecordFlush(databases.precious, databases.traffic)
    }

    /// Gives back what holds the database's connection.
    func finalise() {
        rehearsals.withLock { $0 = [:] }
        writer.finalise()
    }

    // MARK: Batches

    func openBatch(_ request: BatchRequest) async throws -> BatchID {
        try await databases.precious.write { db in
            let options: [(any DatabaseValueConvertible)?] = [
                request.licence?.id, request.licence?.statement, request.access?.rawValue,
                request.register?.point.rawValue, request.register?.ownerCode,
            ]
            let unfinished = try Int64.fetchOne(
                db,
                sql: """
                    SELECT id FROM ingestBatch
                    WHERE finishedAt IS NULL AND undoneAt IS NULL AND NOT isDryRun
                        AND licenceId IS ? AND licenceStatement IS ? AND access IS ?
                        AND registerPointId IS ? AND ownerCode IS ?
                        AND id NOT IN (SELECT batchId FROM registerIntake)
                        AND id NOT IN (SELECT batchId FROM ingestUpload)
                    ORDER BY id DESC LIMIT 1
                    """, arguments: StatementArguments(options))
            if let unfinished, !request.isDryRun, !request.isNew { return BatchID(rawValue: unfinished) }
            try db.execute(
                sql: """
                    INSERT INTO ingestBatch (licenceId, licenceStatement, access, registerPointId, ownerCode, isDryRun,
                        startedAt)
                    VALUES (?, ?, ?, ?, ?, ?, \(Self.now))
                    """, arguments: StatementArguments(options + [request.isDryRun]))
            return BatchID(rawValue: db.lastInsertedRowID)
        }
    }

    func finishedFiles(of batch: BatchID) async throws -> [ContentHash: IngestCounts] {
        try await databases.precious.read { db in
            let sql = """
                SELECT fileHash, read, added, changed, unchanged, rejected, copiesEntered, copiesKnown, copiesRefused,
                    copiesLeft FROM ingestJob WHERE batchId = ?
                """
            var files: [ContentHash: IngestCounts] = [:]
            for row in try Row.fetchAll(db, sql: sql, arguments: [batch.rawValue]) {
                guard let hash = ContentHash(hex: row[0]) else { continue }
                var counts = IngestCounts()
                (counts.read, counts.added, counts.changed) = (row[1], row[2], row[3])
                (counts.unchanged, counts.rejected) = (row[4], row[5])
                counts.copies = CopyCounts(entered: row[6], known: row[7], refused: row[8], left: row[9])
                files[hash] = counts
            }
            return files
        }
    }

    func finish(file: ContentHash, of batch: BatchID, counts: IngestCounts, rejects: [Diagnostic]) async throws {
        try await databases.precious.write { db in
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO ingestJob (batchId, fileHash, read, added, changed, unchanged, rejected,
                        copiesEntered, copiesKnown, copiesRefused, copiesLeft, finishedAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, \(Self.now))
                    """,
                arguments: [
                    batch.rawValue, file.hex, counts.read, counts.added, counts.changed, counts.unchanged,
                    counts.rejected, counts.copies.entered, counts.copies.known, counts.copies.refused,
                    counts.copies.left,
                ])
            for table in ["ingestItem", "ingestSighting"] {
                try db.execute(
                    sql: "DELETE FROM \(table) WHERE batchId = ? AND fileHash = ?",
                    arguments: [batch.rawValue, file.hex])
            }
            let insert = try db.cachedStatement(
                sql: """
                    INSERT INTO ingestItem (batchId, fileHash, severity, code, reason, record, line, byteOffset, field)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
            for item in rejects {
                try insert.execute(arguments: [
                    batch.rawValue, file.hex, item.severity.rawValue, item.code.rawValue, item.reason,
                    item.position.record,
                    item.position.line, item.position.byteOffset, item.position.field,
                ])
            }
        }
    }

    func close(_ batch: BatchID) async throws {
        copies.forget(batch)
        let rehearsal = rehearsals.withLock { $0.removeValue(forKey: batch) }
        let merges = try await rehearsal?.merges(of: batch, limit: UploadRows.keptMerges) ?? []
        if let rehearsal, try await isUpload(batch) { try await keepRecords(of: rehearsal, batch) }
        uploads.withLock { _ = $0.removeValue(forKey: batch) }
        await recordFlush.finish()
        try await databases.precious.write { db in
            if rehearsal != nil { try MergeRows.keep(db, merges, of: batch) }
            try db.execute(
                sql: "UPDATE ingestBatch SET finishedAt = \(Self.now) WHERE id = ?", arguments: [batch.rawValue])
        }
    }

    /// What a rehearsal did, for the page of its upload, in pieces that leave the
    /// desks their turn.
    private func keepRecords(of rehearsal: Rehearsal, _ batch: BatchID) async throws {
        var last: Int64 = 0
        while true {
            let records = try await rehearsal.records(of: batch, after: last, limit: Self.keptAtOnce)
            guard let next = records.last?.place else { return }
            try await databases.precious.write { db in try UploadRows.keep(db, records, of: batch) }
            last = next
        }
    }

    private func isUpload(_ batch: BatchID) async throws -> Bool {
        if let known = uploads.withLock({ $0[batch] }) { return known }
        let isUpload = try await databases.precious.read { db in try UploadRows.isUpload(db, batch) }
        uploads.withLock { $0[batch] = isUpload }
        return isUpload
    }

    // MARK: Commits

    func commit(_ slice: RecordSlice) async throws -> [CommitOutcome] {
        let rehearsal = slice.isDryRun ? try await rehearsal(of: slice.batch) : nil
        try await rehearsal?.prepare(for: slice.patches, of: slice.file)
        let outcomes = try await committing(rehearsal) { writer in
            // In one transaction, or in many short ones while desks are at work.
            var outcomes: [CommitOutcome] = []
            while outcomes.count < slice.patches.count {
                let rest = slice.patches[outcomes.count...]
                do {
                    outcomes += try await writer.write { commit, db, deadline in
                        try commit.commit(db, rest, of: slice, until: deadline)
                    }
                } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                    outcomes += try await writer.write { commit, db, deadline in
                        try commit.commitOneByOne(db, rest, of: slice, until: deadline)
                    }
                }
            }
            return outcomes
        }
        try await keepUnchanged(slice.patches, outcomes, in: slice.file, of: slice.batch)
        return outcomes
    }

    func commit(_ book: IncomingBook) async throws -> CommitOutcome {
        let rehearsal = book.isDryRun ? try await rehearsal(of: book.batch) : nil
        try await rehearsal?.prepare(for: [book.patch], of: book.file)
        let outcome = try await committing(rehearsal) { writer in
            do {
                return try await writer.write { commit, db, _ in try commit.commit(db, book) }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                return .rejected(
                    .valueInvalid, reason: "the database refuses a value: \(error.message ?? "constraint")")
            }
        }
        try await keepUnchanged([book.patch], [outcome], in: book.file, of: book.batch)
        return outcome
    }

    /// What an upload brought that is here just so, for its page. Nobody looks for
    /// it in a batch of the command line.
    private func keepUnchanged(
        _ patches: [RecordPatch], _ outcomes: [CommitOutcome], in file: ContentHash, of batch: BatchID
    ) async throws {
        let found = zip(patches, outcomes).compactMap { patch, outcome -> UploadRows.Unchanged? in
            guard case .unchanged(let record) = outcome else { return nil }
            return UploadRows.Unchanged(row: patch.position.record, title: patch.facts.title, record: record)
        }
        guard !found.isEmpty, try await isUpload(batch) else { return }
        try await databases.precious.write { db in try UploadRows.keep(db, found, in: file, of: batch) }
    }

    /// A dry run does the same work in a scratch database: only so are its
    /// outcomes the real ones, without holding up anybody.
    private func committing<Outcome>(
        _ rehearsal: Rehearsal?, _ body: (CommitWriter) async throws -> Outcome
    ) async throws -> Outcome {
        if let free = databases.folder.freeSpace, free < Self.reserve { throw StoreError.diskNearlyFull(free: free) }
        do {
            if let rehearsal { return try await body(rehearsal.writer) }
            let outcome = try await body(writer)
            await recordFlush.keepUp()
            return outcome
        } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
            throw StoreError.diskNearlyFull(free: databases.folder.freeSpace ?? 0)
        }
    }

    private func rehearsal(of batch: BatchID) async throws -> Rehearsal {
        if let known = rehearsals.withLock({ $0[batch] }) { return known }
        try await databases.precious.write { db in
            try db.execute(sql: "UPDATE ingestBatch SET isDryRun = 1 WHERE id = ?", arguments: [batch.rawValue])
            try UploadRows.forget(db, of: batch)
        }
        let rehearsal = try await Rehearsal(of: databases, batch: batch)
        return rehearsals.withLock { rehearsals in
            // Files are read side by side: the first to come made it.
            if let known = rehearsals[batch] { return known }
            rehearsals[batch] = rehearsal
            return rehearsal
        }
    }

    // MARK: Undo

    func forecast(_ batch: BatchID) async throws -> UndoReport {
        try await UndoForecast(pool: databases.precious).forecast(batch)
    }

    func undo(_ batch: BatchID, progress: @escaping @Sendable (Double) -> Void) async throws -> UndoReport {
        try await BatchUndo(databases.precious, writer, ledger).undo(batch, progress: progress)
    }

    /// Milliseconds since 1970, by the database: only the job log holds times.
    static let now = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
}
