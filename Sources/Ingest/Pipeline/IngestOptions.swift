package import Library

/// What the librarian says about a whole batch.
package struct IngestOptions: Equatable, Sendable {
    package var licence: LicenceStatement?
    package var access: AccessLevel?
    /// Everything is done but nothing is kept.
    package var isDryRun: Bool

    /// A batch that is open already; without one the pipeline opens or resumes one.
    package var batch: BatchID?

    package init(
        licence: LicenceStatement? = nil, access: AccessLevel? = nil, isDryRun: Bool = false, batch: BatchID? = nil
    ) {
        self.batch = batch
        self.licence = licence
        self.access = access
        self.isDryRun = isDryRun
    }
}
