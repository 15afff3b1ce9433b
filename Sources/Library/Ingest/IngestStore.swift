/// What the pipeline asks of the store. One method is one transaction.
package protocol IngestStore: UndoStore {
    /// Opens a batch, or resumes the unfinished batch with the same files and options.
    func openBatch(_ request: BatchRequest) async throws -> BatchID
    /// Says which files of the batch are already done, and what became of them.
    func finishedFiles(of batch: BatchID) async throws -> [ContentHash: IngestCounts]
    /// Commits a slice of a list file: matches, overlays under locks, writes the
    /// record and its index in one transaction. The outcomes are in order.
    func commit(_ slice: RecordSlice) async throws -> [CommitOutcome]
    /// Commits one book: its record, its material, its derived blobs and the task
    /// that indexes its passages.
    func commit(_ book: IncomingBook) async throws -> CommitOutcome
    /// Notes that a file is finished, with its rejects.
    func finish(file: ContentHash, of batch: BatchID, counts: IngestCounts, rejects: [Diagnostic]) async throws
    func close(_ batch: BatchID) async throws
}

package struct BatchID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

package struct BatchRequest: Equatable, Sendable {
    package var licence: LicenceStatement?
    package var access: AccessLevel?
    package var register: RegisterChoice?
    /// A batch of dry runs is never resumed by a real one.
    package var isDryRun: Bool
    /// True when an unfinished batch is not to be resumed: another process is at it.
    package var isNew: Bool
    package init(
        licence: LicenceStatement? = nil, access: AccessLevel? = nil, register: RegisterChoice? = nil,
        isDryRun: Bool = false, isNew: Bool = false
    ) {
        self.register = register
        self.licence = licence
        self.access = access
        self.isDryRun = isDryRun
        self.isNew = isNew
    }
}

/// Records of one list file, in file order, to be committed together.
package struct RecordSlice: Sendable {
    package var batch: BatchID
    package var file: ContentHash
    package var fileName: String
    package var patches: [RecordPatch]
    /// True for a dry run: everything is done but nothing is kept.
    package var isDryRun: Bool
    package init(batch: BatchID, file: ContentHash, fileName: String, patches: [RecordPatch], isDryRun: Bool) {
        self.batch = batch
        self.file = file
        self.fileName = fileName
        self.patches = patches
        self.isDryRun = isDryRun
    }
}

/// A book with everything that was made of it; the blobs are already in the file store.
package struct IncomingBook: Sendable {
    package var batch: BatchID
    package var file: ContentHash
    package var fileName: String
    package var byteCount: Int64
    package var format: FileFormat
    package var patch: RecordPatch
    package var access: AccessLevel
    package var sections: [DerivedSection]
    package var images: [DerivedImage]
    /// The passages as one derived blob, coded by `PassageBlob`.
    package var passages: ContentHash?
    package var passageCount: Int
    package var isDryRun: Bool
    package init(
        batch: BatchID, file: ContentHash, fileName: String, byteCount: Int64, format: FileFormat, patch: RecordPatch,
        access: AccessLevel, sections: [DerivedSection], images: [DerivedImage], passages: ContentHash?,
        passageCount: Int, isDryRun: Bool
    ) {
        self.batch = batch
        self.file = file
        self.fileName = fileName
        self.byteCount = byteCount
        self.format = format
        self.patch = patch
        self.access = access
        self.sections = sections
        self.images = images
        self.passages = passages
        self.passageCount = passageCount
        self.isDryRun = isDryRun
    }
}

package struct DerivedSection: Equatable, Sendable {
    package var ordinal: Int
    package var title: String?
    package var tocLevel: Int?
    package var html: ContentHash
    package init(ordinal: Int, title: String?, tocLevel: Int?, html: ContentHash) {
        self.ordinal = ordinal
        self.title = title
        self.tocLevel = tocLevel
        self.html = html
    }
}

package struct DerivedImage: Equatable, Sendable {
    package var name: String
    package var mediaType: String
    package var blob: ContentHash
    package init(name: String, mediaType: String, blob: ContentHash) {
        self.name = name
        self.mediaType = mediaType
        self.blob = blob
    }
}

/// What became of one source record.
package enum CommitOutcome: Equatable, Sendable {
    case added(RecordID)
    case changed(RecordID)
    case unchanged(RecordID)
    case rejected(DiagnosticCode, reason: String)

    /// The record it became or was already; nil for what was refused.
    package var record: RecordID? {
        switch self {
        case .added(let id), .changed(let id), .unchanged(let id): id
        case .rejected: nil
        }
    }
}

package struct IngestCounts: Equatable, Sendable {
    package var read = 0
    package var added = 0
    package var changed = 0
    package var unchanged = 0
    package var rejected = 0
    /// The copies its records name; they are no records and not in ``read``.
    package var copies = CopyCounts()
    package init() {}

    /// Whether something of the file waits to be mended, so that it must be told
    /// again when the file is met again.
    package var hasRefusals: Bool { rejected > 0 || copies.refused > 0 }

    package static func + (left: IngestCounts, right: IngestCounts) -> IngestCounts {
        var sum = left
        sum.read += right.read
        sum.added += right.added
        sum.changed += right.changed
        sum.unchanged += right.unchanged
        sum.rejected += right.rejected
        sum.copies = left.copies + right.copies
        return sum
    }
}
