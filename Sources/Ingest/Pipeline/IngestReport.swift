package import Library

/// What became of a batch.
package struct IngestReport: Sendable {
    /// Lists of rejects in a report and the job log end here; the reject files
    /// hold all of them.
    package static let listedRejects = 10_000

    package var batch: BatchID?
    package var counts = IngestCounts()
    package var files = 0
    /// Files that an interrupted run of the same batch had finished.
    package var resumedFiles = 0
    package var rejects: [IngestReject] = []
    package var warnings: [IngestReject] = []
    /// Where the rejected records lie, in their own format.
    package var rejectFiles: [String] = []
    /// Why the batch stopped before its end, when it did.
    package var stopped: (any Error)?

    package init() {}

    /// Of paths of which none can be taken.
    package init(refused: [IngestReject]) {
        counts.read = refused.count
        counts.rejected = refused.count
        rejects = refused
    }

    /// Added, changed or found unchanged.
    package var taken: Int { counts.added + counts.changed + counts.unchanged }

    mutating func note(_ diagnostic: Diagnostic, in file: String) {
        var diagnostic = diagnostic
        diagnostic.sourceBytes = []
        let line = IngestReject(file: file, diagnostic: diagnostic)
        switch diagnostic.severity {
        case .reject: if rejects.count < Self.listedRejects { rejects.append(line) }
        case .warning: if warnings.count < Self.listedRejects { warnings.append(line) }
        }
    }

    mutating func add(_ other: IngestReport) {
        counts = counts + other.counts
        files += other.files
        resumedFiles += other.resumedFiles
        rejects += other.rejects.prefix(Self.listedRejects - min(rejects.count, Self.listedRejects))
        warnings += other.warnings.prefix(Self.listedRejects - min(warnings.count, Self.listedRejects))
        rejectFiles += other.rejectFiles
        stopped = stopped ?? other.stopped
    }
}

/// Something a librarian should know, and of which file.
package struct IngestReject: Equatable, Sendable {
    /// The path as it was given or found in a folder that was given.
    package var file: String
    package var diagnostic: Diagnostic
    package init(file: String, diagnostic: Diagnostic) {
        self.file = file
        self.diagnostic = diagnostic
    }
}

/// Hears how far a batch is; called from any thread.
package protocol IngestProgress: Sendable {
    func found(files: Int, bytes: Int64)
    /// `share` of the file's `bytes` is done.
    func advanced(file: String, share: Double, bytes: Int64, counts: IngestCounts)
    /// A book is in the catalogue and waits for its text to be indexed.
    func committedBook()
    func finished(file: String, bytes: Int64, counts: IngestCounts)
}
