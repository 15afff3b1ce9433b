import GRDB
import Glibc
import Library
import VietnameseText

/// Registers in and out of the precious database: records go the way of every
/// list, copies into the ledger.
struct RegisterTableDesk: RegisterDesk {
    let databases: LibraryDatabases
    let ingest: any IngestStore
    let copies: CopyEntering

    /// Records in one transaction: about a tenth of a second.
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

    func open(_ lines: Int, for point: ServicePointID, act: Act) async throws -> RegisterIntake {
        try await databases.precious.write { db in try RegisterIntakeRows.open(db, lines, for: point, act: act) }
    }

    func intake(_ id: BatchID) async throws -> RegisterIntake? {
        try await databases.precious.read { db in try RegisterIntakeRows.intake(db, id) }
    }

    func intake(of act: Act) async throws -> RegisterIntake? {
        try await databases.precious.read { db in try RegisterIntakeRows.intake(db, of: act) }
    }

    func take(
        _ lines: [AccessionLine], for point: ServicePointID, act: Act, progress: @escaping @Sendable (Double) -> Void
    ) async throws -> RegisterReport {
        let intake = try await open(lines.count, for: point, act: act)
        guard !intake.isFinished else { return intake.report }
        let groups = AccessionGroups(lines).groups
        let steps = Double(max(1, groups.count + lines.count))
        let (file, records) = try await take(groups, lines, in: intake.id) { progress(Double($0) / steps) }
        var report = RegisterReport()
        var entries: [CopyEntry] = []
        for (group, record) in zip(groups, records) {
            for line in group.lines.map({ lines[$0] }) {
                if let record {
                    entries.append(CopyEntry(record: record, draft: line.copy, row: line.row))
                } else {
                    report.refused.append(line.copy.number)
                }
            }
        }
        entries.sort { $0.row < $1.row }
        let request = CopyEntryRequest(register: RegisterChoice(point: point), batch: intake.id, file: file)
        let outcomes = try await copies.enter(entries, as: request) { progress(Double(groups.count + $0) / steps) }
        for (entry, outcome) in zip(entries, outcomes) {
            switch outcome {
            case .entered: report.copiesAdded += 1
            // Whatever record it stands with: the register keeps what it has.
            case .known, .refused(.copyNumberTaken, _): report.copiesKnown += 1
            case .refused: report.refused.append(entry.draft.number)
            }
        }
        report.recordsKnown = records.count { $0 != nil }
        return try await finish(intake.id, report)
    }

    private func finish(_ batch: BatchID, _ report: RegisterReport) async throws -> RegisterReport {
        try await ingest.close(batch)
        return try await databases.precious.write { db in try RegisterIntakeRows.finish(db, batch, report) }
    }

    /// Each group as a record of a list; what is known is found again.
    private func take(
        _ groups: [AccessionGroup], _ lines: [AccessionLine], in batch: BatchID, progress: (Int) -> Void
    ) async throws -> (file: ContentHash, records: [RecordID?]) {
        let patches = groups.enumerated().map { Self.patch($0.element, lines, number: $0.offset + 1) }
        let file = try keep(patches.flatMap { $0.sourceBytes + [0x0A] })
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
            progress(records.count)
        }
        try await ingest.finish(file: file, of: batch, counts: counts, rejects: [])
        return (file, records)
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
