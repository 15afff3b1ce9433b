import GRDB
import Library
import Synchronization

/// Enters copies that lists name in the register of a point: the one way of
/// ingests and of registers, in pieces that leave room for the desks.
///
/// Where it stopped it goes on when it is asked again: what a batch has entered
/// stands in `ingestCopy`, by file and row.
final class CopyEntering: CopyIntake {
    private let pool: DatabasePool
    private let writer: LedgerWriter
    /// Numbers that a dry run would have entered by now.
    private let rehearsals = Mutex<[BatchID: Rehearsal]>([:])

    private struct Rehearsal {
        var byNumber: [String: RegisteredNumber] = [:]
        var byBarcode: [String: RegisteredNumber] = [:]
    }

    init(_ pool: DatabasePool, _ writer: LedgerWriter) { (self.pool, self.writer) = (pool, writer) }

    func enter(_ entries: [CopyEntry], as request: CopyEntryRequest) async throws -> [CopyEntryOutcome] {
        try await enter(entries, as: request) { _ in }
    }

    /// `progress` hears how many are durable.
    func enter(
        _ entries: [CopyEntry], as request: CopyEntryRequest, progress: @Sendable (Int) -> Void
    ) async throws -> [CopyEntryOutcome] {
        guard !entries.isEmpty else { return [] }
        guard let register = try await register(of: request.register.point) else { throw CopyRefusal.pointUnknown }
        let repeated = Self.repeated(entries)
        if request.isDryRun { return try await rehearse(entries, request, register, repeated) }
        let numbered = Array(entries.enumerated())
        return try await writer.bulk(numbered, progress: progress) { entry, transaction in
            if repeated.contains(entry.offset) { return Self.twice(entry.element) }
            return try Self.enter(entry.element, request, register, in: &transaction)
        }
    }

    /// Forgets what a dry run would have entered.
    func forget(_ batch: BatchID) { rehearsals.withLock { $0[batch] = nil } }

    // MARK: One copy

    private static func enter(
        _ entry: CopyEntry, _ request: CopyEntryRequest, _ register: InstitutionID,
        in transaction: inout LedgerTransaction
    ) throws -> CopyEntryOutcome {
        let db = transaction.db
        let sameNumber = try numbered(db, entry.draft.number.key, register)
        if let outcome = CopyEntryRule.outcome(
            of: entry, in: request.register, sameNumber: sameNumber,
            sameBarcode: try sameNumber ?? barcoded(db, entry.draft.barcodeKey, register))
        {
            guard case .known(let copy?) = outcome, try IngestCopyRows.isOwn(db, copy, entry, request) else {
                return outcome
            }
            return .entered(copy)
        }
        let owner = request.register.point
        let id = try HoldingsTableStore.nextID(db)
        try transaction.happen(.copyRegistered(id, entry.draft.facts(of: entry.record, in: register), owner: owner))
        for fact in entry.draft.happenings(of: id, at: owner) { try transaction.happen(fact) }
        try IngestCopyRows.insert(db, id, entry, request, position: try LedgerRows.lastPosition(db))
        return .entered(id)
    }

    private static func twice(_ entry: CopyEntry) -> CopyEntryOutcome {
        .refused(
            .copyNumberTwice, reason: "number \(entry.draft.number) stands twice in this record; the first was taken")
    }

    /// Places whose number the same row of the source has given before.
    private static func repeated(_ entries: [CopyEntry]) -> Set<Int> {
        var seen: Set<String> = []
        return Set(
            entries.indices.filter { !seen.insert("\(entries[$0].row)\t\(entries[$0].draft.number.key)").inserted })
    }

    // MARK: A dry run

    private func rehearse(
        _ entries: [CopyEntry], _ request: CopyEntryRequest, _ register: InstitutionID, _ repeated: Set<Int>
    ) async throws -> [CopyEntryOutcome] {
        let known = try await pool.read { db in
            try entries.map { entry in
                (
                    number: try Self.numbered(db, entry.draft.number.key, register),
                    barcode: try Self.barcoded(db, entry.draft.barcodeKey, register)
                )
            }
        }
        return rehearsals.withLock { rehearsals in
            var rehearsal = rehearsals[request.batch] ?? Rehearsal()
            defer { rehearsals[request.batch] = rehearsal }
            return entries.indices.map { place in
                let entry = entries[place]
                let draft = entry.draft
                if repeated.contains(place) { return Self.twice(entry) }
                if let outcome = CopyEntryRule.outcome(
                    of: entry, in: request.register,
                    sameNumber: known[place].number ?? rehearsal.byNumber[draft.number.key],
                    sameBarcode: known[place].barcode ?? rehearsal.byBarcode[draft.barcodeKey])
                {
                    return outcome
                }
                let entered = RegisteredNumber(
                    copy: nil, record: entry.record, number: draft.number.text, barcodeKey: draft.barcodeKey)
                rehearsal.byNumber[draft.number.key] = entered
                rehearsal.byBarcode[draft.barcodeKey] = entered
                return .entered(nil)
            }
        }
    }

    // MARK: The register

    private func register(of point: ServicePointID) async throws -> InstitutionID? {
        try await pool.read { db in try PlaceRows.point(db, point)?.institution }
    }

    private static func numbered(_ db: Database, _ key: String, _ register: InstitutionID) throws -> RegisteredNumber? {
        try found(
            db, "SELECT id, recordId, accessionNumber, barcodeKey FROM copy WHERE institutionId = ? AND numberKey = ?",
            register, key)
    }

    /// Of one that left the register its barcode may be given again.
    private static func barcoded(_ db: Database, _ key: String, _ register: InstitutionID) throws -> RegisteredNumber? {
        try found(
            db,
            """
            SELECT c.id, c.recordId, c.accessionNumber, c.barcodeKey FROM copy c JOIN copyState s ON s.id = c.id
            WHERE c.institutionId = ? AND c.barcodeKey = ? AND s.status <> 'withdrawn' ORDER BY c.id LIMIT 1
            """, register, key)
    }

    private static func found(
        _ db: Database, _ sql: String, _ register: InstitutionID, _ key: String
    ) throws -> RegisteredNumber? {
        try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [register.rawValue, key]).map { row in
            RegisteredNumber(
                copy: CopyID(row[0] as Int64), record: RecordID(row[1] as Int64), number: row[2], barcodeKey: row[3])
        }
    }
}

/// What a batch has entered in registers, as rows.
enum IngestCopyRows {
    static func insert(
        _ db: Database, _ copy: CopyID, _ entry: CopyEntry, _ request: CopyEntryRequest, position: LedgerPosition
    ) throws {
        try db.cachedStatement(
            sql: "INSERT INTO ingestCopy (copyId, batchId, fileHash, row, position) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [copy.rawValue, request.batch.rawValue, request.file.hex, entry.row, position])
    }

    /// Whether it is what this batch has entered for this very row before it was
    /// interrupted.
    static func isOwn(_ db: Database, _ copy: CopyID, _ entry: CopyEntry, _ request: CopyEntryRequest) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM ingestCopy
                        WHERE copyId = ? AND batchId = ? AND fileHash = ? AND row = ?)
                    """), arguments: [copy.rawValue, request.batch.rawValue, request.file.hex, entry.row]) ?? false
    }
}
