/// A file that shows what an institution declared, or that a milestone was
/// reached: kept as it was sent, and handed out as a download alone.
package struct EvidenceFile: Equatable, Sendable {
    package var id: EvidenceID
    package var subject: EvidenceSubject
    package var kind: EvidenceKind
    /// What its sender called it.
    package var name: FileLabel
    package var byteCount: Int64
    /// The name of who attached it.
    package var by: String
    package var at: Moment

    package init(
        id: EvidenceID, subject: EvidenceSubject, kind: EvidenceKind, name: FileLabel, byteCount: Int64, by: String,
        at: Moment
    ) {
        (self.id, self.subject, self.kind, self.name) = (id, subject, kind, name)
        (self.byteCount, self.by, self.at) = (byteCount, by, at)
    }

    /// Of one file, bytes: a scanned page has about one megabyte.
    package static let mostBytes: Int64 = 10 << 20
    /// Of one declaration or mark.
    package static let mostFiles = 20
}

package typealias EvidenceID = RowID<EvidenceFile>

/// What a file is evidence of.
package enum EvidenceSubject: Hashable, Sendable {
    case declaration(DeclarationID)
    case milestone(MilestoneMarkID)
}

/// What may be attached; known by the first bytes, whatever the name says.
package enum EvidenceKind: String, Sendable, CaseIterable {
    case pdf, jpeg, png

    /// Nil for every other kind of file.
    package init?(firstBytes bytes: some Collection<UInt8>) {
        let known: [(EvidenceKind, [UInt8])] = [
            (.pdf, Array("%PDF-".utf8)), (.jpeg, [0xFF, 0xD8, 0xFF]),
            (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        ]
        guard let found = known.first(where: { bytes.starts(with: $0.1) }) else { return nil }
        self = found.0
    }

    package var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        }
    }

    /// For the browser's choice of files.
    package static let endings = ".pdf,.jpg,.jpeg,.png"
}

/// Why a file is not attached.
package enum EvidenceRefusal: Error, Equatable, Sendable {
    case tooLarge, kindWrong, tooMany
    /// What it was to show is not there, or is somebody else's.
    case subjectGone
}

/// Files of evidence. They are only added.
package protocol EvidenceStore: Sendable {
    /// Of everything an institution ever declared, the oldest first.
    func files(of institution: InstitutionID) async throws -> [EvidenceFile]
    /// Of all marks of a milestone, the oldest first.
    func files(of target: TargetID) async throws -> [EvidenceFile]
    /// Keeps a file that was sent. Throws `EvidenceRefusal`; the subject must be
    /// of this institution.
    func attach(_ file: UploadedFile, to declaration: DeclarationID, of institution: InstitutionID, act: Act)
        async throws
    /// The same for the last mark of a milestone.
    func attach(_ file: UploadedFile, to target: TargetID, act: Act) async throws
    /// Where a file lies; nil for one that is not there.
    func path(of file: EvidenceID) async throws -> String?
}
