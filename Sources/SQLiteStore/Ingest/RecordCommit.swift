import GRDB
import Library

/// Takes one source record in, inside the caller's transaction.
///
/// Lives on the writer's queue with its prepared statements.
final class RecordCommit {
    private let rows: RecordRows
    private let sources: SourceRecords
    private let candidates: MatchCandidates
    private let log: JobLog
    private let materials: MaterialCommit

    init(_ db: Database) throws {
        rows = try RecordRows(db)
        sources = try SourceRecords(db)
        candidates = try MatchCandidates(db)
        log = try JobLog(db)
        materials = MaterialCommit()
    }

    /// Somebody else may have written, or our own work was rolled back.
    func forget() { rows.forgetHeadings() }

    /// The records of a list, in order; the outcome of each. Past the deadline
    /// the rest is left, but one is always taken in.
    func commit(
        _ db: Database, _ patches: ArraySlice<RecordPatch>, of slice: RecordSlice,
        until deadline: ContinuousClock.Instant?
    ) throws -> [CommitOutcome] {
        let file = try sources.file(slice.file, name: slice.fileName)
        return try Self.each(of: patches, until: deadline) { try commit(db, $0, slice, file) }
    }

    private static func each(
        of patches: ArraySlice<RecordPatch>, until deadline: ContinuousClock.Instant?,
        _ commit: (RecordPatch) throws -> CommitOutcome
    ) throws -> [CommitOutcome] {
        var outcomes: [CommitOutcome] = []
        for patch in patches {
            outcomes.append(try commit(patch))
            if let deadline, .now >= deadline { break }
        }
        return outcomes
    }

    /// As ``commit(_:_:of:until:)``, each record behind a savepoint of its own, so
    /// that one the database refuses does not take its neighbours with it.
    func commitOneByOne(
        _ db: Database, _ patches: ArraySlice<RecordPatch>, of slice: RecordSlice,
        until deadline: ContinuousClock.Instant?
    ) throws -> [CommitOutcome] {
        let file = try sources.file(slice.file, name: slice.fileName)
        return try Self.each(of: patches, until: deadline) { patch in
            var outcome = CommitOutcome.rejected(.valueInvalid, reason: "")
            do {
                try db.inSavepoint {
                    outcome = try commit(db, patch, slice, file)
                    return .commit
                }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                rows.forgetHeadings()
                try sources.refresh(file)
                outcome = .rejected(
                    .valueInvalid, reason: "the database refuses a value: \(error.message ?? "constraint")")
            }
            return outcome
        }
    }

    private func commit(
        _ db: Database, _ patch: RecordPatch, _ slice: RecordSlice, _ file: SourceRecords.File
    ) throws -> CommitOutcome {
        guard !patch.facts.title.isEmpty else { return .rejected(.recordNoTitle, reason: "the record has no title") }
        var identity = SourceRecords.Identity(patch)
        if identity == .wholeFile { identity = .bytes(FNV.number(patch.sourceBytes)) }
        let known = try sources.known(identity, bytes: patch.sourceBytes)
        if let same = known.first(where: \.hasSameBytes) {
            if case .controlNumber(_, let key) = identity, same.sourceFile != file.id {
                try log.sighted(key, in: file.hash, at: patch.position.record, of: slice.batch)
            }
            return .unchanged(same.record)
        }
        if case .controlNumber(let agency, let key) = identity {
            if let first = try earlierPosition(of: key, among: known, patch, slice, file) {
                return .rejected(
                    .duplicateIdentifier,
                    reason:
                        "control number \(key.replacing("\t", with: " ")) stands already in record \(first) of this file"
                )
            }
            if let same = try known.first(where: { try !agency.isEmpty || isAlike(patch, $0.record) }) {
                return try correct(db, patch, same, slice, file)
            }
        }
        if let match = try candidates.best(for: patch, identity, file: file, sources: sources) {
            let change = try overlay(db, patch, on: match.record, .match, in: slice.batch, because: match.score)
            try log.merged(
                patch, OriginName.of(identity, file: file.hash), in: file.hash, change: change, because: match.score)
            try sources.insert(db, patch, identity, record: match.record, file: file)
            return .changed(match.record)
        }
        let id = try rows.insert(
            db, Overlay.first(patch), sourceFile: try sources.row(db, of: file))
        try sources.insert(db, patch, identity, record: id, isFirst: true, file: file)
        try log.added(id, in: slice.batch)
        return .added(id)
    }

    /// Where in this file the same control number stood before with other bytes.
    private func earlierPosition(
        of key: String, among known: [SourceRecords.Known], _ patch: RecordPatch, _ slice: RecordSlice,
        _ file: SourceRecords.File
    ) throws -> Int? {
        if let twin = known.first(where: { $0.sourceFile == file.id && $0.position != patch.position.record }) {
            return twin.position
        }
        guard let position = try log.sighting(of: key, in: file.hash, of: slice.batch),
            position != patch.position.record
        else { return nil }
        return position
    }

    /// A number without its agency is believed only when the titles agree:
    /// every library has a record number 1.
    private func isAlike(_ patch: RecordPatch, _ record: RecordID) throws -> Bool {
        let lines = try candidates.score(patch, with: record).lines
        return lines.contains { $0.field == .title && $0.result != .different }
    }

    private func correct(
        _ db: Database, _ patch: RecordPatch, _ known: SourceRecords.Known, _ slice: RecordSlice,
        _ file: SourceRecords.File
    ) throws -> CommitOutcome {
        let isOnlySource = try sources.count(of: known.record) == 1
        try overlay(db, patch, on: known.record, .correction(isOnlySource: isOnlySource), in: slice.batch, because: nil)
        try sources.replace(db, known, with: patch, file: file)
        return .changed(known.record)
    }

    /// Keeps what was there, then lays the patch over it; the number of the change.
    @discardableResult
    private func overlay(
        _ db: Database, _ patch: RecordPatch, on record: RecordID, _ occasion: Overlay.Occasion, in batch: BatchID,
        because score: MatchScore?
    ) throws -> Int64 {
        guard let stored = try RecordFacts.load(db, id: record) else {
            throw StoreError.damagedRow(table: "sourceRecord", id: record.rawValue)
        }
        let change = try log.willChange(db, record, in: batch, because: score)
        let before = Overlay.State(facts: stored.facts, sources: stored.sources, locked: stored.locked)
        let after = Overlay.applying(patch, to: before, on: occasion)
        if after != before { try rows.update(db, record, from: stored.facts, to: after) }
        return change
    }

    func deleteRecord(_ db: Database, _ record: RecordID, _ facts: BibFacts) throws {
        try rows.delete(db, record, facts)
    }

    func updateRecord(
        _ db: Database, _ record: RecordID, from old: BibFacts, to state: Overlay.State
    ) throws {
        try rows.update(db, record, from: old, to: state)
    }

    // MARK: Books

    /// A book with its material. The file's SHA-256 is its identity.
    func commit(_ db: Database, _ book: IncomingBook) throws -> CommitOutcome {
        guard !book.patch.facts.title.isEmpty else { return .rejected(.recordNoTitle, reason: "the book has no title") }
        if let (material, record) = try materials.known(db, book.file) {
            return try reread(db, book, material, record)
        }
        let file = try sources.file(book.file, name: book.fileName)
        if let match = try candidates.best(for: book.patch, .wholeFile, file: file, sources: sources) {
            let change = try overlay(
                db, book.patch, on: match.record, .match, in: book.batch, because: match.score)
            try log.merged(
                book.patch, OriginName.of(.wholeFile, file: file.hash), in: file.hash, change: change,
                because: match.score)
            try sources.insert(db, book.patch, .wholeFile, record: match.record, file: file)
            try materials.insert(db, book, record: match.record)
            return .changed(match.record)
        }
        let id = try rows.insert(
            db, Overlay.first(book.patch), sourceFile: try sources.row(db, of: file))
        try sources.insert(db, book.patch, .wholeFile, record: id, isFirst: true, file: file)
        try materials.insert(db, book, record: id)
        try log.added(id, in: book.batch)
        return .added(id)
    }

    private func reread(_ db: Database, _ book: IncomingBook, _ material: MaterialID, _ record: RecordID) throws
        -> CommitOutcome
    {
        guard let stored = try RecordFacts.load(db, id: record) else {
            throw StoreError.damagedRow(table: "material", id: material.rawValue)
        }
        let before = Overlay.State(facts: stored.facts, sources: stored.sources, locked: stored.locked)
        let isOnlySource = try sources.count(of: record) == 1
        let after = Overlay.applying(book.patch, to: before, on: .rereading(isOnlySource: isOnlySource))
        let isMaterialChanged = try materials.differs(db, book, material)
        guard after != before || isMaterialChanged else { return .unchanged(record) }
        try log.willChange(db, record, in: book.batch, because: nil)
        if after != before { try rows.update(db, record, from: stored.facts, to: after) }
        if isMaterialChanged { try materials.update(db, book, material) }
        return .changed(record)
    }
}
