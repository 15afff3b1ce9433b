package import Library
package import Logging
import Synchronization

/// Works at uploads, one after the other: looks at them, takes them live,
/// takes them back. Where it stands is in the rows, so that after a crash the
/// next run goes on.
package actor UploadWork {
    /// What the work stands on.
    package struct Parts: Sendable {
        package var uploads: any UploadStore
        package var ingest: any IngestStore
        package var copies: any CopyIntake
        package var contents: any ContentStore
        package var workers: WorkerPool
        package var licences: LicenceList
        /// The library's data folder.
        package var dataFolder: String
        /// Makes a store of derived files that is thrown away after a rehearsal.
        package var rehearsalContents: @Sendable (_ folder: String) throws -> any ContentStore
        package var logger: Logger

        package init(
            uploads: any UploadStore, ingest: any IngestStore, copies: any CopyIntake, contents: any ContentStore,
            workers: WorkerPool, licences: LicenceList, dataFolder: String,
            rehearsalContents: @escaping @Sendable (_ folder: String) throws -> any ContentStore, logger: Logger
        ) {
            (self.uploads, self.ingest, self.copies) = (uploads, ingest, copies)
            (self.contents, self.workers) = (contents, workers)
            (self.licences, self.dataFolder, self.logger) = (licences, dataFolder, logger)
            self.rehearsalContents = rehearsalContents
        }
    }

    /// Below it nothing is begun, bytes.
    private static let reserve: Int64 = 256 << 20

    let parts: Parts
    nonisolated let folders: UploadFolders
    private let waiting: AsyncStream<BatchID>
    private let bell: AsyncStream<BatchID>.Continuation
    private var current: (id: BatchID, progress: UploadProgress)?

    package init(_ parts: Parts) {
        self.parts = parts
        folders = UploadFolders(path: parts.dataFolder + "/uploads", rejects: parts.dataFolder + "/rejects")
        (waiting, bell) = AsyncStream.makeStream(of: BatchID.self)
    }

    /// Has an upload looked at, when its turn comes.
    nonisolated func ring(_ id: BatchID) { bell.yield(id) }

    func share(of id: BatchID) -> UploadShare? { current?.id == id ? current?.progress.share : nil }

    /// Goes on with what a former run left, then with what comes, until cancelled.
    package func run() async {
        do {
            let unsettled = try await parts.uploads.unsettled()
            folders.sweep(keeping: Set(unsettled.map(\.folder)))
            for upload in unsettled where upload.isAtWork { ring(upload.id) }
        } catch {
            parts.logger.error("unfinished uploads could not be read", metadata: ["error": "\(error)"])
        }
        for await id in waiting { await work(at: id) }
    }

    private func work(at id: BatchID) async {
        do {
            guard let upload = try await parts.uploads.upload(id), upload.isAtWork else { return }
            // Another process may be at it: then it is in good hands.
            guard let hold = BatchHold(id, in: parts.workers.settings.inboxFolder) else { return }
            defer { hold.release() }
            switch upload.stage {
            case .checking, .taking: try await read(upload)
            case .removing: try await remove(upload)
            case .checked, .live, .removed: break
            }
        } catch is CancellationError {
            return
        } catch {
            guard !Task.isCancelled else { return }
            parts.logger.error("work at upload \(id.rawValue) stopped", metadata: ["error": "\(error)"])
            try? await parts.uploads.note(.stopped(problem(error)), of: id)
        }
    }

    private func problem(_ error: any Error) -> UploadProblem {
        if let free = folders.freeSpace, free < Self.reserve { return .diskFull }
        if DiskFailure(error) == .full { return .diskFull }
        return error is WorkerFailure ? .worker : .failed
    }

    private struct DiskFull: Error {}

    // MARK: Looking and taking

    /// The same way for both: only so does the rehearsal say what will happen.
    private func read(_ upload: Upload) async throws {
        if let free = folders.freeSpace, free < Self.reserve { throw DiskFull() }
        // Without its program no file would be at fault.
        _ = try await parts.workers.greet()
        let isRehearsal = upload.stage == .checking
        let files = try await parts.uploads.files(of: upload.id)
        let progress = UploadProgress(
            files: files.count { $0.sameAs == nil },
            bytes: files.reduce(0) { $0 + ($1.sameAs == nil ? $1.byteCount : 0) })
        current = (upload.id, progress)
        defer { current = nil }
        let finished = isRehearsal ? [:] : try await parts.ingest.finishedFiles(of: upload.id)
        let listed = UploadListing(files) { folders.path(of: $0, in: upload) }
        let report = try await run(listed.found, upload, isRehearsal: isRehearsal, progress)
        if let reason = report.stopped { throw reason }
        let outcomes = listed.outcomes(of: report, progress, passing: Set(finished.filter { !$1.hasRefusals }.keys))
        if isRehearsal {
            try await parts.uploads.note(.checked(outcomes), of: upload.id)
        } else {
            try await parts.uploads.note(.taken(outcomes), of: upload.id)
            folders.remove(upload.folder)
        }
    }

    private func run(
        _ found: FoundFiles, _ upload: Upload, isRehearsal: Bool, _ progress: UploadProgress
    ) async throws -> IngestReport {
        let scratch = "\(folders.path(of: upload))/rehearsal"
        defer { if isRehearsal { folders.remove("\(upload.folder)/rehearsal") } }
        // What the rehearsal set aside is set aside anew.
        if !isRehearsal { folders.removeRejects(of: upload.id) }
        let contents = isRehearsal ? try parts.rehearsalContents(scratch) : parts.contents
        let pipeline = IngestPipeline(
            store: parts.ingest, copies: parts.copies, contents: contents, workers: parts.workers,
            licences: parts.licences,
            rejectsFolder: parts.dataFolder + "/rejects", logger: parts.logger)
        let options = IngestOptions(
            licence: upload.licence, access: upload.access, isDryRun: isRehearsal,
            keepsRejects: true, register: upload.copies, batch: upload.id)
        let report = await pipeline.run(found, options: options, progress: progress)
        // A rehearsal that stopped gives its copy of the database back.
        if isRehearsal, report.stopped != nil { try await parts.ingest.close(upload.id) }
        return report
    }

    // MARK: Removing

    private func remove(_ upload: Upload) async throws {
        let progress = UploadProgress(files: upload.files, bytes: upload.byteCount)
        progress.tookBack(0)
        current = (upload.id, progress)
        defer { current = nil }
        // Nothing to take back of what was only looked at: an undo finds no change.
        let report = try await parts.ingest.undo(upload.id) { progress.tookBack($0) }
        folders.remove(upload.folder)
        folders.removeRejects(of: upload.id)
        let counts = UndoCounts(
            removed: report.removed, restored: report.restored, kept: report.kept.count,
            removedCopies: report.copiesRemoved, keptCopies: report.keptCopies.count)
        try await parts.uploads.note(.removed(counts), of: upload.id)
    }
}
