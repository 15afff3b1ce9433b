import Glibc
import Library
import Logging

/// One file on its way through the stages. An actor, for its replies arrive
/// from a thread of their own.
actor FileIntake {
    /// Records of a list that are committed in one transaction: long enough that
    /// they share the pages of the indexes (500 write a third more), short enough
    /// that the first act at a desk after a quiet time waits 0.2 s at most; while
    /// desks are at work the store takes the slice in pieces.
    private static let sliceLength = 1_000
    /// Bytes of source records in a slice, so that long ones do not fill the memory.
    private static let sliceBytes = 1 << 20

    private let job: FileJob
    private let stages: IngestStages
    private(set) var report = IngestReport()

    private var format: FileFormat?
    private var hash: ContentHash?
    private var book = BookIntake()
    private var slice: [RecordPatch] = []
    private var sliceBytes = 0
    /// The slice before, on its way into the store while this one is read.
    private var committing: (patches: [RecordPatch], committed: Task<CommittedSlice, any Error>)?
    private var rejected: RejectLog?
    /// Items of a list that are settled and are skipped when the file is read again.
    private var settledItems = 0
    private var seenItems = 0
    private var lastPosition = SourcePosition(record: 0)
    private var share = 0.0

    init(_ job: FileJob, _ stages: IngestStages) {
        self.job = job
        self.stages = stages
        report.files = 1
    }

    /// Takes the file all the way. Throws only what stops the whole batch.
    func run() async throws {
        do {
            try await read()
            if format?.isMaterial == true { try await commitBook() }
        } catch let rejection as FileRejection {
            refuse(rejection.diagnostic)
        } catch let failure as WorkerFailure {
            if case .couldNotStart = failure { throw failure }
            try await commitSlices()
            refuse(failure.diagnostic(after: lastPosition))
        }
        rejected?.close()
        if let path = rejected?.path { report.rejectFiles.append(path) }
        guard !stages.options.isDryRun else { return }
        let listed = (report.rejects + report.warnings).map(\.diagnostic)
        if hash == nil {
            hash = try? await BlockingWork.run { [contents = stages.contents, path = job.file.path] in
                try contents.hash(ofFileAt: path)
            }
        }
        guard let file = hash else { return }
        try await stages.turns.wait(for: job.index)
        try await stages.store.finish(file: file, of: stages.batch, counts: report.counts, rejects: listed)
    }

    // MARK: - Read

    /// A worker that fails may have failed for the files before; the file gets a
    /// second, fresh one. A file that takes too long does not.
    private func read() async throws {
        do {
            try await read(fresh: false)
        } catch let failure as WorkerFailure {
            if case .tooSlow = failure { throw failure }
            if case .couldNotStart = failure { throw failure }
            stages.logger.warning(
                "a worker failed, trying once more", metadata: ["file": "\(job.file.path)", "failure": "\(failure)"])
            try await commitSlices()
            settledItems = seenItems
            seenItems = 0
            book = BookIntake()
            try await read(fresh: true)
        }
    }

    private func read(fresh: Bool) async throws {
        try await stages.workers.read(job.file.path, named: job.file.name, byteCount: job.file.byteCount, fresh: fresh)
        { replies in
            try await self.take(replies)
        }
    }

    private func take(_ replies: [WorkerReply]) async throws {
        for reply in replies {
            switch reply {
            case .format(let format):
                guard self.format == nil || self.format == format else {
                    throw WorkerFailure.brokenProtocol("the format changed from one reading to the next")
                }
                guard self.format == nil else { continue }
                self.format = format
                warnOfIdleCorrections(format)
                // Only what is of a known format is worth keeping.
                hash = try await keep(job.file.path)
            case .item(let item): try await take(item)
            case .finished: if format?.isMaterial == false { try await commitSlices() }
            case .refused(let diagnostic):
                try await commitSlices()
                throw FileRejection(diagnostic.code, at: diagnostic.position, diagnostic.reason)
            case .hello, .pageImage, .noPage, .row, .part:
                throw WorkerFailure.brokenProtocol("an answer to another question came")
            }
        }
    }

    private func take(_ item: IntakeItem) async throws {
        guard let format else { throw WorkerFailure.brokenProtocol("items came before their format") }
        if format.isMaterial {
            if case .diagnostic(let diagnostic) = item, diagnostic.severity == .reject {
                throw FileRejection(diagnostic.code, at: diagnostic.position, diagnostic.reason)
            }
            try book.take(item, into: stages.contents)
            return
        }
        seenItems += 1
        guard seenItems > settledItems else { return }
        switch item {
        case .record(let patch): try await map(patch)
        case .diagnostic(let diagnostic): note(diagnostic)
        case .progress(let share): self.share = min(max(share, 0), 1)
        case .section, .image, .passage: throw WorkerFailure.brokenProtocol("a list of records brought parts of a book")
        }
    }

    /// The stage before the first: the library has a copy of its own before
    /// anything of the file is in the catalogue.
    private func keep(_ path: String) async throws -> ContentHash {
        do {
            return try await BlockingWork.run { [contents = stages.contents, isDryRun = stages.options.isDryRun] in
                isDryRun ? try contents.hash(ofFileAt: path) : try contents.keepOriginal(at: path)
            }
        } catch {
            // The file's own fault costs the file; the disk's stops the batch.
            if access(path, R_OK) == 0 { throw error }
            throw FileRejection(.fileUnreadable, at: SourcePosition(record: 0), "the file may not be read or is gone")
        }
    }

    private func warnOfIdleCorrections(_ format: FileFormat) {
        guard !format.isMaterial, job.sidecar?.fields.isEmpty == false else { return }
        let reason = "corrections in the sidecar of a list of records are not used; mend the rows themselves"
        report.note(Diagnostic(.warning, .sidecarInvalid, at: SourcePosition(record: 0), reason), in: job.file.path)
    }

    // MARK: - Map, check

    private func map(_ patch: RecordPatch) async throws {
        lastPosition = patch.position
        var patch = patch
        stages.state(licenceOf: &patch, by: job.sidecar, isList: true)
        do throws(FileRejection) {
            try check(&patch)
        } catch {
            var diagnostic = error.diagnostic
            diagnostic.sourceBytes = patch.sourceBytes
            note(diagnostic)
            return
        }
        slice.append(patch)
        sliceBytes += patch.sourceBytes.count
        if slice.count >= Self.sliceLength || sliceBytes >= Self.sliceBytes { try await commitSlice() }
    }

    private func check(_ patch: inout RecordPatch) throws(FileRejection) {
        for finding in try RecordCheck.check(&patch) {
            var position = patch.position
            position.field = finding.field
            note(Diagnostic(.warning, finding.code, at: position, finding.reason))
        }
    }

    // MARK: - Match, stage, commit

    /// Sends the slice off to the store, when the one before has arrived there.
    private func commitSlice() async throws {
        guard !slice.isEmpty, let hash else { return }
        try await stages.turns.wait(for: job.index)
        try await settle()
        let records = RecordSlice(
            batch: stages.batch, file: hash, fileName: job.file.name, patches: slice,
            isDryRun: stages.options.isDryRun)
        committing = (
            slice,
            Task { [stages] in
                let outcomes = try await stages.store.commit(records)
                return CommittedSlice(
                    outcomes: outcomes, copies: try await stages.enterCopies(of: records, outcomes: outcomes))
            }
        )
        slice.removeAll(keepingCapacity: true)
        sliceBytes = 0
    }

    /// Waits for the slice on its way, and notes what became of its records.
    private func settle() async throws {
        guard let sent = committing else { return }
        committing = nil
        let committed = try await sent.committed.value
        for (patch, outcome) in zip(sent.patches, committed.outcomes) { note(outcome, of: patch) }
        note(committed.copies, of: sent.patches)
        stages.progress.advanced(file: job.file.path, share: share, bytes: job.file.byteCount, counts: report.counts)
    }

    /// All that has been read, to the last record.
    private func commitSlices() async throws {
        try await commitSlice()
        try await settle()
    }

    private func commitBook() async throws {
        guard var patch = book.patch, let hash else {
            throw WorkerFailure.brokenProtocol("a book came without its record")
        }
        patch.position = SourcePosition()
        stages.state(licenceOf: &patch, by: job.sidecar, isList: false)
        try check(&patch)
        for diagnostic in book.diagnostics { report.note(diagnostic, in: job.file.path) }
        var passages: ContentHash?
        if !book.passages.isEmpty { passages = try stages.contents.keepDerived(PassageBlob.encode(book.passages)) }
        let access = AccessPolicy.level(asked: patch.askedAccess, licence: patch.facts.licence)
        if let asked = patch.askedAccess, asked != access {
            let reason =
                "the text stays \(access.rawValue), though \(asked.rawValue) was asked for: no licence is stated"
            note(Diagnostic(.warning, .licenceMissing, at: SourcePosition(record: 0), reason))
        }
        let incoming = IncomingBook(
            batch: stages.batch, file: hash, fileName: job.file.name, byteCount: job.file.byteCount,
            format: format ?? patch.sourceFormat, patch: patch, access: access, sections: book.sections,
            images: book.derivedImages, passages: passages, passageCount: book.passages.count,
            isDryRun: stages.options.isDryRun)
        try await BlockingWork.run { [contents = stages.contents] in try contents.synchronise() }
        try await stages.turns.wait(for: job.index)
        note(try await stages.store.commit(incoming), of: patch)
        stages.progress.committedBook()
    }

    // MARK: - Outcomes

    private func note(_ outcome: CommitOutcome, of patch: RecordPatch) {
        switch outcome {
        case .added: report.counts.added += 1
        case .changed: report.counts.changed += 1
        case .unchanged: report.counts.unchanged += 1
        case .rejected(let code, let reason):
            note(Diagnostic(.reject, code, at: patch.position, reason, sourceBytes: patch.sourceBytes))
            return
        }
        report.counts.read += 1
    }

    /// A copy that is refused is told with its place; its record, which was taken,
    /// stands in the reject file as well, to be mended and sent again.
    private func note(_ copies: [EnteredCopy]?, of patches: [RecordPatch]) {
        guard let copies else {
            report.counts.copies.left += patches.reduce(0) { $0 + $1.copies.count }
            return
        }
        var lastKept: Int?
        for copy in copies {
            report.counts.copies.count(copy.outcome)
            guard case .refused(let code, let reason) = copy.outcome else { continue }
            let patch = patches[copy.patch]
            var position = patch.position
            position.field = position.field ?? "\(copy.entry.draft.number)"
            note(Diagnostic(.warning, code, at: position, reason))
            guard lastKept != copy.patch else { continue }
            lastKept = copy.patch
            if let format {
                keep(Diagnostic(.warning, code, at: position, reason, sourceBytes: patch.sourceBytes), format)
            }
        }
    }

    private func note(_ diagnostic: Diagnostic) {
        if diagnostic.severity == .reject {
            if diagnostic.position.record > lastPosition.record { lastPosition = diagnostic.position }
            report.counts.read += 1
            report.counts.rejected += 1
            if !diagnostic.sourceBytes.isEmpty, let format { keep(diagnostic, format) }
        }
        report.note(diagnostic, in: job.file.path)
    }

    private func keep(_ diagnostic: Diagnostic, _ format: FileFormat) {
        guard let folder = stages.rejectFolder else { return }
        if rejected == nil { rejected = RejectLog(folder: folder, fileName: job.file.name, format: format) }
        rejected?.append(diagnostic.sourceBytes)
    }

    /// The whole file is refused, or what is left of it.
    private func refuse(_ diagnostic: Diagnostic) {
        var diagnostic = diagnostic
        if report.counts.read == 0 { diagnostic.position.record = 0 }
        report.counts.read += 1
        report.counts.rejected += 1
        report.note(diagnostic, in: job.file.path)
    }
}
