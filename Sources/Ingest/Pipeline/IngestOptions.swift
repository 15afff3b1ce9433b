package import Library

/// What the librarian says about a whole batch.
package struct IngestOptions: Equatable, Sendable {
    package var licence: LicenceStatement?
    package var access: AccessLevel?
    /// Everything is done but nothing is kept.
    package var isDryRun: Bool

    package init(licence: LicenceStatement? = nil, access: AccessLevel? = nil, isDryRun: Bool = false) {
        self.licence = licence
        self.access = access
        self.isDryRun = isDryRun
    }
}
