import GRDB
import Glibc
import Library
import VietnameseText

/// Registers in and out of the precious database: records go the way of every
/// list, copies into the ledger.
struct RegisterTableDesk: RegisterDesk {
    let databases: LibraryDatabases
    let ingest: any IngestStore
    let writer: LedgerWriter

    /// In one transaction: about a tenth of a second.
    private static let slice = 200

    // MARK: In

    func preview(_ lines: [AccessionLine], for point: ServicePointID) async throws -> RegisterPreview {
        let keys = Set(lines.map(\.copy.number.key))
        let known = try await databases.precious.read { db in
            guard let register = try Self.institution(of: point, db) else { return Set<String>() }
            let taken = try String.fetchSet(
                db, sql: "SELECT numberKey FROM copy WHERE institutionId = ?", arguments: [register.rawValue])
            return taken.intersection(keys)
        }
        return RegisterPreview(groups: AccessionGroups(lines).groups, known: known)
    }

    func take(_ lines: [AccessionLine], for point: ServicePointID, act: Act) async throws -> RegisterReport {
        var report = RegisterReport()
        guard let register = try await databases.precious.read({ try Self.institution(of: point, $0) }) else {
            return report
        }
        let groups = AccessionGroups(lines).groups
        let records = try await take(groups, lines, &report)
        var waiting: [(line: AccessionLine, record: RecordID)] = []
        for (group, record) in zip(groups, records) {
            for index in group.lines {
                if let record {
                    waiting.append((lines[index], record))
                } else {
                    report.refused.append(lines[index].copy.number)
                }
            }
        }
        waiting.sort { $0.line.row < $1.line.row }
        for start in stride(from: 0, to: waiting.count, by: Self.slice) {
            let part = Array(waiting[start..<min(start + Self.slice, waiting.count)])
            try await enter(part, register: register, owner: point, at: act.at, &report)
        }
        return report
    }

    /// Each group as a record of a list; what is known is found again.
    private func take(
        _ groups: [AccessionGroup], _ lines: [AccessionLine], _ report: inout RegisterReport
    ) async throws -> [RecordID?] {
        let patches = groups.enumerated().map { Self.patch($0.element, lines, number: $0.offset + 1) }
        let file = try keep(patches.flatMap { $0.sourceBytes + [0x0A] })
        let batch = try await ingest.openBatch(BatchRequest(isNew: true))
        var records: [RecordID?] = []
        var counts = IngestCounts()
        for start in stride(from: 0, to: patches.count, by: Self.slice) {
            let part = Array(patches[start..<min(start + Self.slice, patches.count)])
            let outcomes = try await ingest.commit(
                RecordSlice(
                    batch: batch, file: file, fileName: "so-dang-ky-ca-biet.tsv", patches: part, isDryRun: false))
            for outcome in outcomes {
                counts.read += 1
                switch outcome {
                case .added: counts.added += 1
                case .changed: counts.changed += 1
                case .unchanged: counts.unchanged += 1
                case .rejected: counts.rejected += 1
                }
                records.append(outcome.record)
            }
        }
        try await ingest.finish(file: file, of: batch, counts: counts, rejects: [])
        try await ingest.close(batch)
        report.recordsAdded = counts.added
        report.recordsKnown = counts.changed + counts.unchanged
        return records
    }

    private func enter(
        _ part: [(line: AccessionLine, record: RecordID)], register: InstitutionID, owner: ServicePointID,
        at now: Moment, _ report: inout RegisterReport
    ) async throws {
        let added = try await writer.act(at: now) { transaction in
            var added = 0
            for (line, record) in part {
                let copy = line.copy
                let facts = CopyFacts(
                    record: record, register: register, number: copy.number, barcode: copy.barcode,
                    callNumber: copy.callNumber, location: copy.location, price: copy.price,
                    condition: copy.condition, source: copy.source, receivedOn: copy.receivedOn,
                    invoice: copy.invoice, note: copy.note)
                let outcome = try HoldingsTableStore.register(facts, owner: owner, in: &transaction)
                guard case .registered(let id) = outcome else { continue }
                added += 1
                switch copy.standing {
                case .held: break
                case .lost: try transaction.happen(.copyMissing(id, at: owner))
                case .withdrawn: try transaction.happen(.copyWithdrawn(id, document: copy.withdrawal ?? ""))
                }
            }
            return added
        }
        report.copiesAdded += added
        report.copiesKnown += part.count - added
    }

    /// The same title gives the same bytes, whatever copies it has: taken in
    /// again, it is known.
    private static func patch(_ group: AccessionGroup, _ lines: [AccessionLine], number: Int) -> RecordPatch {
        var facts = group.facts(of: lines)
        var sources: [BibField: ValueSource] = [.title: .file]
        let verdict = LanguageGuess.guess(facts.title)
        if verdict.language == "vi", verdict.confidence >= 0.3 {
            facts.languages = ["vi"]
            sources[.languages] = .guessed
        }
        if !facts.creators.isEmpty { sources[.creators] = .file }
        if facts.publisher != nil { sources[.publisher] = .file }
        if facts.place != nil { sources[.place] = .file }
        if facts.year != nil { sources[.year] = .file }
        if !facts.identifiers.isEmpty { sources[.identifiers] = .file }
        if !facts.classifications.isEmpty { sources[.classifications] = .file }
        let cells = [
            facts.title, facts.creators.map(\.name).joined(separator: "; "), facts.publisher ?? "", facts.place ?? "",
            facts.year.map(String.init) ?? "", facts.identifiers.first?.value ?? "",
            facts.classifications.first?.number ?? "",
        ]
        return RecordPatch(
            facts: facts, sources: sources, origin: .bytes, sourceBytes: Array(cells.joined(separator: "\t").utf8),
            sourceFormat: .csv, position: SourcePosition(record: number, line: lines[group.lines[0]].row))
    }

    /// The list is kept as every file that records come from.
    private func keep(_ bytes: [UInt8]) throws -> ContentHash {
        let path = databases.folder.path + "/register-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
        guard let file = fopen(path, "wbx") else {
            throw StoreError.diskNearlyFull(free: databases.folder.freeSpace ?? 0)
        }
        defer { unlink(path) }
        let written = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, written == bytes.count else {
            throw StoreError.diskNearlyFull(free: databases.folder.freeSpace ?? 0)
        }
        let hash = try databases.contents.keepOriginal(at: path)
        try databases.contents.synchronise()
        return hash
    }

    private static func institution(of point: ServicePointID, _ db: Database) throws -> InstitutionID? {
        try Int64.fetchOne(
            db, sql: "SELECT institutionId FROM servicePoint WHERE id = ?", arguments: [point.rawValue]
        ).map { InstitutionID($0) }
    }

    // MARK: Out

    func register(of point: ServicePointID) async throws -> [RegisteredLine] {
        try await databases.precious.read { db in
            let copies = try CopyRows.copies(db, "WHERE c.ownerId = ? ORDER BY c.id", [point.rawValue])
            let withdrawals = try Self.withdrawals(of: point, db)
            var records: [RecordID: BibFacts] = [:]
            for copy in copies where records[copy.facts.record] == nil {
                records[copy.facts.record] = try RecordFacts.load(db, id: copy.facts.record)?.facts
            }
            return copies.enumerated().compactMap { index, copy in
                records[copy.facts.record].map { facts in
                    let gone = withdrawals[copy.id]
                    let line = Self.line(copy, facts, row: index + 1, withdrawal: gone?.document)
                    return RegisteredLine(copy: copy.id, line: line, withdrawnOn: gone?.on)
                }
            }.sorted { AccessionNumber.isBefore($0.line.copy.number, $1.line.copy.number) }
        }
    }

    /// The paper by which copies left, and its day.
    private static func withdrawals(of point: ServicePointID, _ db: Database) throws -> [CopyID: (
        on: Day, document: String
    )] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT e.copyId, e.happenedAt, e.text FROM ledgerEvent e JOIN copy c ON c.id = e.copyId
                WHERE c.ownerId = ? AND e.kind = 'copy-withdrawn' AND e.conflict IS NULL ORDER BY e.position
                """, arguments: [point.rawValue])
        return rows.reduce(into: [:]) { found, row in
            // Registers that were taken in tell of days long before.
            let document: String = row[2] ?? ""
            let day = AccessionCells.day(in: document) ?? Day(Moment(milliseconds: row[1]))
            found[CopyID(row[0] as Int64)] = (day, document)
        }
    }

    private static func line(_ copy: Copy, _ facts: BibFacts, row: Int, withdrawal: String?) -> AccessionLine {
        var draft = CopyDraft(number: copy.facts.number, condition: copy.facts.condition)
        draft.barcode = copy.facts.barcode == copy.facts.number.text ? nil : copy.facts.barcode
        (draft.callNumber, draft.location, draft.price) = (copy.facts.callNumber, copy.facts.location, copy.facts.price)
        (draft.source, draft.receivedOn) = (copy.facts.source, copy.facts.receivedOn)
        (draft.invoice, draft.note) = (copy.facts.invoice, copy.facts.note)
        switch copy.state.status {
        case .withdrawn:
            (draft.standing, draft.withdrawal) = (.withdrawn, withdrawal?.isEmpty == true ? nil : withdrawal)
        case .lost, .missing: draft.standing = .lost
        default: break
        }
        return AccessionLine(
            row: row, copy: draft, title: facts.title, creators: facts.creators.map(\.name), publisher: facts.publisher,
            place: facts.place, year: facts.year, classification: facts.classifications.first?.number,
            isbn: facts.identifiers.first { $0.scheme == .isbn }?.value)
    }
}
