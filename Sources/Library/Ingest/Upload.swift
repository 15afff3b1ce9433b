/// A batch that came by the browser: files, what was said about them, and how
/// far it is.
///
/// Nothing of it is in the catalogue before a person has seen what would
/// become of it and has taken it live.
package struct Upload: Equatable, Sendable {
    package var id: BatchID
    package var point: ServicePointID
    /// The point's name.
    package var pointName: String
    package var accountName: String
    package var licence: LicenceStatement?
    package var access: AccessLevel?
    /// Whose register the copies of its records go into; nil leaves them be.
    package var copies: RegisterChoice?
    package var stage: UploadStage
    /// Why the work stands still, where it does.
    package var problem: UploadProblem?
    package var uploadedAt: Moment
    package var files: Int
    package var byteCount: Int64
    /// The sum of its files that were read.
    package var counts: IngestCounts
    /// What deleting it did, once that is done.
    package var undone: UndoCounts?
    /// The folder of its files under `uploads/`, until they are needed no more.
    package var folder: String

    package init(
        id: BatchID, point: ServicePointID, pointName: String, accountName: String, licence: LicenceStatement?,
        access: AccessLevel?, copies: RegisterChoice? = nil, stage: UploadStage, problem: UploadProblem?,
        uploadedAt: Moment, files: Int,
        byteCount: Int64, counts: IngestCounts, undone: UndoCounts?, folder: String
    ) {
        (self.id, self.point, self.pointName, self.accountName) = (id, point, pointName, accountName)
        (self.licence, self.access, self.copies) = (licence, access, copies)
        (self.stage, self.problem) = (stage, problem)
        (self.uploadedAt, self.files, self.byteCount) = (uploadedAt, files, byteCount)
        (self.counts, self.undone, self.folder) = (counts, undone, folder)
    }

    /// Whether somebody or something works at it now.
    package var isAtWork: Bool { stage.isAtWork && problem == nil }
    /// Whether some of it is in the catalogue, as far as is known: also of one that
    /// stopped on its way. Taking that away is asked about first.
    package var isPartlyLive: Bool { stage == .live || (stage == .taking && problem != nil) }
    /// Whether taking it live would do anything.
    package var hasSomethingToTake: Bool { counts.read > counts.rejected }
}

/// How far an upload is; one after the other, `removing` from any that stands
/// still.
package enum UploadStage: String, Sendable, CaseIterable {
    /// A rehearsal: everything is done and nothing kept.
    case checking
    /// Waits for a person.
    case checked
    case taking
    case live
    case removing
    case removed

    package var isAtWork: Bool { self == .checking || self == .taking || self == .removing }
    /// The stage that work leads to.
    package var done: UploadStage {
        switch self {
        case .checking, .checked: .checked
        case .taking, .live: .live
        case .removing, .removed: .removed
        }
    }
}

/// What a person may do with an upload.
package enum UploadStep: String, Sendable, CaseIterable {
    case takeLive = "take-live"
    case remove
    /// Goes on with work that a problem stopped.
    case retry
    /// Looks at the files once more, after a decision about them.
    case checkAgain = "check-again"

    /// The stage it leads to; nil where it makes no sense, as for a form that
    /// was on the screen for long.
    package func stage(from upload: Upload) -> UploadStage? {
        switch self {
        case .takeLive: upload.stage == .checked && upload.hasSomethingToTake ? .taking : nil
        case .remove: upload.isAtWork || upload.stage == .removed ? nil : .removing
        case .retry: upload.problem == nil ? nil : upload.stage
        case .checkAgain: upload.stage == .checked ? .checking : nil
        }
    }
}

/// Why work at an upload stands still.
package enum UploadProblem: String, Sendable, CaseIterable {
    case diskFull = "disk-full"
    /// The reading program cannot be started.
    case worker
    /// Anything else; the log says what.
    case failed
}

/// What an undo did, in numbers.
package struct UndoCounts: Equatable, Sendable {
    package var removed: Int
    package var restored: Int
    package var kept: Int
    package var removedCopies: Int
    package var keptCopies: Int
    package init(removed: Int, restored: Int, kept: Int, removedCopies: Int = 0, keptCopies: Int = 0) {
        (self.removed, self.restored, self.kept) = (removed, restored, kept)
        (self.removedCopies, self.keptCopies) = (removedCopies, keptCopies)
    }
}

/// One file of an upload.
package struct UploadFile: Equatable, Sendable {
    /// 1 for the first; also the name of its file in the upload's folder.
    package var ordinal: Int
    package var name: String
    package var byteCount: Int64
    package var hash: ContentHash
    /// An earlier file of the upload with the very same bytes, which is read in
    /// its place.
    package var sameAs: Int?
    /// Nil until it has been read.
    package var counts: IngestCounts?
    /// Its records that wait to be mended, in a file of its own format; nil where
    /// there are none.
    package var rejects: UploadedFile?

    package init(
        ordinal: Int, name: String, byteCount: Int64, hash: ContentHash, sameAs: Int? = nil,
        counts: IngestCounts? = nil
    ) {
        (self.ordinal, self.name, self.byteCount) = (ordinal, name, byteCount)
        (self.hash, self.sameAs, self.counts) = (hash, sameAs, counts)
    }
}

/// What became of one file: counts, and what a librarian should know.
package struct UploadFileOutcome: Equatable, Sendable {
    package var ordinal: Int
    package var counts: IngestCounts
    package var diagnostics: [Diagnostic]
    package init(ordinal: Int, counts: IngestCounts, diagnostics: [Diagnostic]) {
        (self.ordinal, self.counts, self.diagnostics) = (ordinal, counts, diagnostics)
    }
}

/// A line about a record of a file.
package struct UploadRow: Equatable, Sendable {
    package var id: Int64
    package var file: Int
    package var fileName: String
    package var diagnostic: Diagnostic
    package init(id: Int64, file: Int, fileName: String, diagnostic: Diagnostic) {
        (self.id, self.file, self.fileName, self.diagnostic) = (id, file, fileName, diagnostic)
    }
}

/// A record that an upload added or changed, or would.
package struct UploadRecord: Equatable, Sendable {
    /// Rises in the order of the work; another one once the upload is live.
    package var place: Int64
    /// Nil while nothing of the upload is kept.
    package var record: RecordID?
    package var title: String
    package var isAdded: Bool
    package init(place: Int64, record: RecordID?, title: String, isAdded: Bool) {
        (self.place, self.record, self.title, self.isAdded) = (place, record, title, isAdded)
    }
}

/// Where a row of an upload stands: the file's ordinal and the record in it,
/// both from 1.
package struct UploadRowPlace: Hashable, Sendable {
    package var file: Int
    package var row: Int
    package init(file: Int, row: Int) { (self.file, self.row) = (file, row) }
}

/// A row of an upload that is in the library just so, and changes nothing.
package struct UploadUnchanged: Equatable, Sendable {
    package var place: UploadRowPlace
    package var fileName: String
    package var title: String
    /// Nil where it is the upload itself that would add it.
    package var record: RecordID?
    package init(place: UploadRowPlace, fileName: String, title: String, record: RecordID?) {
        (self.place, self.fileName, self.title, self.record) = (place, fileName, title, record)
    }
}

/// How far the work at an upload is.
package struct UploadShare: Equatable, Sendable {
    package var filesDone: Int
    package var files: Int
    /// By bytes, 0…1.
    package var share: Double
    package init(filesDone: Int, files: Int, share: Double) {
        (self.filesDone, self.files, self.share) = (filesDone, files, share)
    }
}
