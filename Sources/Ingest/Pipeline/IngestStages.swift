import Library
import Logging

/// A file with all that is known before it is read.
struct FileJob: Sendable {
    var index: Int
    var file: FoundFile
    var sidecar: Sidecar?
}

/// What all files of a batch share.
struct IngestStages: Sendable {
    let store: any IngestStore
    let copies: any CopyIntake
    let contents: any ContentStore
    let workers: WorkerPool
    let turns: CommitTurns
    let batch: BatchID
    let options: IngestOptions
    /// `DATA/rejects/<batch>`; nil in a dry run that nobody looks at.
    let rejectFolder: String?
    let progress: any IngestProgress
    let logger: Logger

    /// Who may read it, by the strongest word: the sidecar, then for a book the
    /// batch, then the source itself; a list's rows speak each for itself and
    /// before the batch.
    func state(licenceOf patch: inout RecordPatch, by sidecar: Sidecar?, isList: Bool) {
        let own = patch.facts.licence
        if let said = sidecar?.licence ?? (isList && own != nil ? nil : options.licence) {
            patch.facts.licence = said
            patch.sources[.licence] = .cataloguer
        }
        patch.askedAccess =
            sidecar?.access ?? (isList ? patch.askedAccess ?? options.access : options.access ?? patch.askedAccess)
        if !isList { sidecar?.apply(to: &patch) }
    }
}

/// What became of a slice.
struct CommittedSlice: Sendable {
    var outcomes: [CommitOutcome]
    /// Nil when nobody asked for copies.
    var copies: [EnteredCopy]?
}

/// A copy that a record names, and what became of it.
struct EnteredCopy: Sendable {
    /// The place of its record in the slice.
    var patch: Int
    var entry: CopyEntry
    var outcome: CopyEntryOutcome
}

extension IngestStages {
    /// Enters the copies of records that are in the catalogue now. Those of a
    /// record that was refused come with it again.
    func enterCopies(of slice: RecordSlice, outcomes: [CommitOutcome]) async throws -> [EnteredCopy]? {
        guard let register = options.register else { return nil }
        var places: [Int] = []
        var entries: [CopyEntry] = []
        for (place, patch) in slice.patches.enumerated() where !patch.copies.isEmpty {
            guard let record = outcomes[place].record else { continue }
            for draft in patch.copies {
                places.append(place)
                entries.append(CopyEntry(record: record, draft: draft, row: max(1, patch.position.record)))
            }
        }
        let request = CopyEntryRequest(
            register: register, batch: slice.batch, file: slice.file, isDryRun: slice.isDryRun)
        let entered = try await copies.enter(entries, as: request)
        return entered.indices.map { EnteredCopy(patch: places[$0], entry: entries[$0], outcome: entered[$0]) }
    }
}
