/// A record of the catalogue as it is shown.
package struct BibRecord: Equatable, Sendable {
    package var id: RecordID
    package var facts: BibFacts
    package var sources: [BibField: ValueSource]
    package var locked: Set<BibField>
    package var materials: [Material]
    /// The name of the file the record came from, without folders.
    package var sourceFileName: String?

    package init(
        id: RecordID, facts: BibFacts, sources: [BibField: ValueSource] = [:], locked: Set<BibField> = [],
        materials: [Material] = [], sourceFileName: String? = nil
    ) {
        self.id = id
        self.facts = facts
        self.sources = sources
        self.locked = locked
        self.materials = materials
        self.sourceFileName = sourceFileName
    }
}

/// A digital material of a record: one file, its readable form, its access.
package struct Material: Equatable, Sendable {
    package var id: MaterialID
    package var record: RecordID
    package var original: ContentHash
    package var fileName: String
    package var byteCount: Int64
    package var format: FileFormat
    package var access: AccessLevel
    package var licence: LicenceStatement?
    package var cover: ContentHash?
    /// Sections of an EPUB or text, pages of a PDF.
    package var sectionCount: Int

    package init(
        id: MaterialID, record: RecordID, original: ContentHash, fileName: String, byteCount: Int64, format: FileFormat,
        access: AccessLevel, licence: LicenceStatement?, cover: ContentHash?, sectionCount: Int
    ) {
        self.id = id
        self.record = record
        self.original = original
        self.fileName = fileName
        self.byteCount = byteCount
        self.format = format
        self.access = access
        self.licence = licence
        self.cover = cover
        self.sectionCount = sectionCount
    }
}

/// The formats that are taken in.
package enum FileFormat: String, Sendable, CaseIterable {
    case epub, pdf, marc, marcxml, csv, xlsx, text
    /// True for formats whose file is itself read (a book), false for lists of records.
    package var isMaterial: Bool { self == .epub || self == .pdf || self == .text }
}
