/// Where the pages bring uploaded files and ask what became of them.
package protocol UploadDesk: Sendable {
    /// Takes files over and begins to look at them. They must lie alone in one
    /// folder, which is gone afterwards; the same act again gives the same batch.
    func open(_ files: [UploadedFile], as request: UploadRequest, act: Act) async throws -> BatchID
    func uploads(_ filter: UploadFilter) async throws -> UploadPage
    func upload(_ id: BatchID) async throws -> Upload?
    /// With what was set aside of each.
    func files(of id: BatchID) async throws -> [UploadFile]
    func rows(_ filter: UploadRowFilter) async throws -> UploadRowPage
    /// Nil while nobody works at it.
    func share(of id: BatchID) async -> UploadShare?
    /// Throws ``UploadStepRefusal`` where it makes no sense any more.
    func go(_ step: UploadStep, _ id: BatchID, act: Act) async throws
}

/// Gives the rows of a table that somebody uploaded: CSV, XLSX.
package protocol TableReading: Sendable {
    /// Throws `FileRejection` for what is no table, or too long a one.
    func rows(of file: UploadedFile, most: Int) async throws -> [TableRow]
}

/// What is said about all files of an upload.
package struct UploadRequest: Equatable, Sendable {
    package var point: ServicePointID
    package var licence: LicenceStatement?
    package var access: AccessLevel?
    /// Whether the copies that records name go into the point's register.
    package var entersCopies: Bool
    /// As ``RegisterChoice/ownerCode``.
    package var ownerCode: String?
    package init(
        point: ServicePointID, licence: LicenceStatement? = nil, access: AccessLevel? = nil,
        entersCopies: Bool = false, ownerCode: String? = nil
    ) {
        (self.point, self.licence, self.access) = (point, licence, access)
        (self.entersCopies, self.ownerCode) = (entersCopies, ownerCode)
    }
}

package struct UploadFilter: Equatable, Sendable {
    /// Uploads of points at or below these nodes.
    package var within: Set<TreeNode>
    /// Only older ones than this.
    package var before: BatchID?
    package var limit: Int
    package init(within: Set<TreeNode>, before: BatchID? = nil, limit: Int = 50) {
        (self.within, self.before, self.limit) = (within, before, limit)
    }
}

package struct UploadPage: Equatable, Sendable {
    /// The newest first.
    package var uploads: [Upload]
    package var next: BatchID?
    package init(uploads: [Upload], next: BatchID?) { (self.uploads, self.next) = (uploads, next) }
}

package struct UploadRowFilter: Equatable, Sendable {
    package var batch: BatchID
    /// One file's; nil for all.
    package var file: Int?
    package var severity: Diagnostic.Severity?
    package var after: Int64?
    /// The last of the records that were seen.
    package var afterRecord: Int64?
    /// The last of the unchanged rows that were seen.
    package var afterUnchanged: UploadRowPlace?
    /// Of each list.
    package var limit: Int
    package init(
        batch: BatchID, file: Int? = nil, severity: Diagnostic.Severity? = nil, after: Int64? = nil,
        afterRecord: Int64? = nil, afterUnchanged: UploadRowPlace? = nil, limit: Int = 100
    ) {
        (self.batch, self.file, self.severity) = (batch, file, severity)
        (self.after, self.afterRecord, self.afterUnchanged) = (after, afterRecord, afterUnchanged)
        self.limit = limit
    }
}

package struct UploadRowPage: Equatable, Sendable {
    package var rows: [UploadRow]
    /// Of the whole upload, whatever the filter.
    package var rejects: Int
    package var warnings: Int
    package var next: Int64?
    /// Records it added or changed, or would, in the order of its work.
    package var records: [UploadRecord]
    package var nextRecord: Int64?
    /// Of the chosen file, or of all.
    package var unchanged: [UploadUnchanged]
    package var nextUnchanged: UploadRowPlace?
    package init(
        rows: [UploadRow], rejects: Int, warnings: Int, next: Int64?, records: [UploadRecord],
        nextRecord: Int64? = nil, unchanged: [UploadUnchanged] = [], nextUnchanged: UploadRowPlace? = nil
    ) {
        (self.rows, self.rejects, self.warnings) = (rows, rejects, warnings)
        (self.next, self.records, self.nextRecord) = (next, records, nextRecord)
        (self.unchanged, self.nextUnchanged) = (unchanged, nextUnchanged)
    }
}

/// A step that makes no sense any more: somebody else was faster.
package struct UploadStepRefusal: Error, Equatable {
    package init() {}
}
