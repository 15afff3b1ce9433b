package import Library
package import Logging

/// One pipeline for every format:
/// read → map → check → match → stage → commit → (index).
///
/// Files are read by up to as many workers as the pool has and committed in
/// order. Matching, staging and committing of one slice or book are one
/// transaction of the store; indexing of passages follows from the tasks it
/// leaves, see `LibraryStore.indexPending`.
package struct IngestPipeline: Sendable {
    private let store: any IngestStore
    private let copies: any CopyIntake
    private let contents: any ContentStore
    private let workers: WorkerPool
    private let licences: LicenceList
    private let rejectsFolder: String
    private let logger: Logger

    /// `rejectsFolder` is `DATA/rejects`. For a dry run `contents` should be a
    /// store of its own that is thrown away afterwards.
    package init(
        store: any IngestStore, copies: any CopyIntake, contents: any ContentStore, workers: WorkerPool,
        licences: LicenceList, rejectsFolder: String, logger: Logger
    ) {
        self.store = store
        self.copies = copies
        self.contents = contents
        self.workers = workers
        self.licences = licences
        self.rejectsFolder = rejectsFolder
        self.logger = logger
    }

    /// Takes in what was found and says what became of it.
    package func run(_ found: FoundFiles, options: IngestOptions, progress: any IngestProgress) async -> IngestReport {
        var report = IngestReport(refused: found.refused)
        guard !found.files.isEmpty else { return report }
        progress.found(files: found.files.count, bytes: found.files.reduce(0) { $0 + $1.byteCount })
        do {
            let (batch, hold) = try await openBatch(options)
            defer { hold?.release() }
            let finished = options.isDryRun ? [:] : try await store.finishedFiles(of: batch)
            let stages = IngestStages(
                store: store, copies: copies, contents: contents, workers: workers, turns: CommitTurns(), batch: batch,
                options: options,
                rejectFolder: options.isDryRun && !options.keepsRejects ? nil : "\(rejectsFolder)/\(batch.rawValue)",
                progress: progress,
                logger: logger)
            report.add(await take(found.files, stages, finished: finished))
            report.batch = options.isDryRun ? nil : batch
            if report.stopped == nil { try await store.close(batch) }
        } catch {
            report.stopped = report.stopped ?? error
        }
        return report
    }

    /// Reads files side by side, as many as there are workers, and starts the
    /// next in order as one ends.
    private func take(_ files: [FoundFile], _ stages: IngestStages, finished: [ContentHash: IngestCounts]) async
        -> IngestReport
    {
        await withTaskGroup(of: (Int, IngestReport).self) { group in
            var reports: [Int: IngestReport] = [:]
            var total = IngestReport()
            var next = 0
            var settled = 0
            func startNext() {
                guard next < files.count, total.stopped == nil, !Task.isCancelled else { return }
                let index = next
                next += 1
                group.addTask { (index, await take(files[index], index, stages, finished: finished)) }
            }
            for _ in 0..<workers.size { startNext() }
            while let (index, report) = await group.next() {
                // Reports are added up in file order, whoever was ready first.
                reports[index] = report
                while let ready = reports.removeValue(forKey: settled) {
                    total.add(ready)
                    settled += 1
                }
                if let reason = report.stopped { total.stopped = total.stopped ?? reason }
                startNext()
            }
            if Task.isCancelled { total.stopped = total.stopped ?? CancellationError() }
            return total
        }
    }

    private func take(_ file: FoundFile, _ index: Int, _ stages: IngestStages, finished: [ContentHash: IngestCounts])
        async
        -> IngestReport
    {
        var report = IngestReport()
        do {
            let sidecar = try file.sidecar.map { path throws(FileRejection) in
                try Sidecar.read(path, licences: licences)
            }
            guard file.byteCount > 0 else {
                throw FileRejection(.fileEmpty, at: SourcePosition(record: 0), "the file has no bytes")
            }
            if sidecar == nil, let counts = try await countsIfFinished(file, finished) {
                report.resumedFiles = 1
                report.files = 1
                report.counts.read = counts.read
                report.counts.unchanged = counts.read
                report.counts.copies = counts.copies
                report.counts.copies.known += report.counts.copies.entered
                report.counts.copies.entered = 0
            } else {
                let intake = FileIntake(FileJob(index: index, file: file, sidecar: sidecar), stages)
                do {
                    try await intake.run()
                } catch is CommitTurns.Stopped {
                    // The file that stopped the batch says why.
                } catch {
                    report.stopped = error
                }
                report.add(await intake.report)
            }
        } catch let rejection as FileRejection {
            report.files = 1
            report.counts.read = 1
            report.counts.rejected = 1
            report.note(rejection.diagnostic, in: file.path)
        } catch {
            report.stopped = error
        }
        if report.stopped == nil { await stages.turns.finish(index) } else { await stages.turns.stop() }
        stages.progress.finished(file: file.path, bytes: file.byteCount, counts: report.counts)
        return report
    }

    /// What became of the file in an interrupted run of this batch, if that can
    /// stand. One with a sidecar is taken again, for the sidecar may say something
    /// else by now; one with rejects too, for they are to be said again.
    private func countsIfFinished(
        _ file: FoundFile, _ finished: [ContentHash: IngestCounts]
    ) async throws -> IngestCounts? {
        guard !finished.isEmpty else { return nil }
        let hash = try await BlockingWork.run { [contents] in try contents.hash(ofFileAt: file.path) }
        guard let counts = finished[hash], !counts.hasRefusals else { return nil }
        return counts
    }

    /// Opens or resumes a batch; one that another process is at is left to it.
    private func openBatch(_ options: IngestOptions) async throws -> (BatchID, BatchHold?) {
        // Whoever opened it holds it.
        if let batch = options.batch { return (batch, nil) }
        var request = BatchRequest(
            licence: options.licence, access: options.access, register: options.register, isDryRun: options.isDryRun)
        while true {
            let batch = try await store.openBatch(request)
            if options.isDryRun { return (batch, nil) }
            if let hold = BatchHold(batch, in: workers.settings.inboxFolder) { return (batch, hold) }
            request.isNew = true
        }
    }
}
