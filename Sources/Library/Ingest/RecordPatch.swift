/// What one source says about one publication, ready to be checked, matched
/// and committed.
package struct RecordPatch: Equatable, Sendable {
    package var facts: BibFacts
    /// The fields the source speaks about, and with which authority.
    package var sources: [BibField: ValueSource]
    /// How to know the same source record again.
    package var origin: OriginKey
    /// The source record byte for byte (a MARC record, a CSV row, an OPF file).
    package var sourceBytes: [UInt8]
    package var sourceFormat: FileFormat
    /// Where in its file the record stands.
    package var position: SourcePosition
    /// The access the source itself asks for (a CSV column, a sidecar).
    package var askedAccess: AccessLevel?
    /// The copies that the source names (MARC 952, 852), in its order; they are
    /// entered beside the record, and no more than ``mostCopies``.
    package var copies: [CopyDraft] = []

    /// More copies of one title than any library has.
    package static let mostCopies = 20_000

    package init(
        facts: BibFacts, sources: [BibField: ValueSource], origin: OriginKey, sourceBytes: [UInt8],
        sourceFormat: FileFormat, position: SourcePosition, askedAccess: AccessLevel? = nil
    ) {
        self.facts = facts
        self.sources = sources
        self.origin = origin
        self.sourceBytes = sourceBytes
        self.sourceFormat = sourceFormat
        self.position = position
        self.askedAccess = askedAccess
    }
}

/// How the same source record is known again; never a path.
package enum OriginKey: Hashable, Sendable {
    /// A control number in the numbering of an agency: MARC 003 + 001.
    case controlNumber(agency: String, number: String)
    /// A file that is itself the publication: its SHA-256. The parent knows it;
    /// a reader writes `.wholeFile`.
    case wholeFile
    /// Nothing better than the bytes of the source record.
    case bytes
}

/// Where in a file something stands.
package struct SourcePosition: Equatable, Sendable {
    /// 1 for the first record or row of data.
    package var record: Int
    /// 1-based line in a text file.
    package var line: Int?
    /// Byte offset of the record in the file.
    package var byteOffset: Int64?
    /// A field: a MARC tag, a column heading, a path inside an archive.
    package var field: String?
    package init(record: Int = 1, line: Int? = nil, byteOffset: Int64? = nil, field: String? = nil) {
        self.record = record
        self.line = line
        self.byteOffset = byteOffset
        self.field = field
    }
}
