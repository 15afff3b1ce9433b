package import Library

/// What the librarian says about a whole batch.
package struct IngestOptions: Equatable, Sendable {
    package var licence: LicenceStatement?
    package var access: AccessLevel?
    /// Everything is done but nothing is kept.
    package var isDryRun: Bool

    /// Whose register the copies of the records go into (MARC 952, 852); nil
    /// leaves them in the source records.
    package var register: RegisterChoice?

    /// Whether a dry run writes reject files too, for somebody who looks at it.
    package var keepsRejects: Bool

    /// A batch that is open already; without one the pipeline opens or resumes one.
    package var batch: BatchID?

    package init(
        licence: LicenceStatement? = nil, access: AccessLevel? = nil, isDryRun: Bool = false,
        keepsRejects: Bool = false, register: RegisterChoice? = nil, batch: BatchID? = nil
    ) {
        self.batch = batch
        self.keepsRejects = keepsRejects
        self.register = register
        self.licence = licence
        self.access = access
        self.isDryRun = isDryRun
    }
}
