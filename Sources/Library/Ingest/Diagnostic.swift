/// Something a librarian should know about a record or a file.
package struct Diagnostic: Equatable, Sendable {
    package enum Severity: String, Sendable, CaseIterable {
        /// The record was taken; something in it was mended or left out.
        case warning
        /// The record (or the whole file) was not taken.
        case reject
    }
    package var severity: Severity
    package var code: DiagnosticCode
    package var position: SourcePosition
    /// One English sentence for the operator's log and JSON: what was found. The
    /// interface has its own sentence per code, and says this one again by the
    /// patterns of `Locales/en-details.yaml`, where each has its line.
    package var reason: String
    /// The bytes of a rejected record, for the reject file; empty for a whole file.
    package var sourceBytes: [UInt8]

    package init(
        _ severity: Severity, _ code: DiagnosticCode, at position: SourcePosition, _ reason: String,
        sourceBytes: [UInt8] = []
    ) {
        self.severity = severity
        self.code = code
        self.position = position
        self.reason = reason
        self.sourceBytes = sourceBytes
    }
}

/// The stable codes of everything that can be wrong with a file; each has its
/// line in `docs/errors.md`.
package enum DiagnosticCode: String, Sendable, CaseIterable, Error {
    // Whole files.
    case fileEmpty = "file-empty"
    case fileUnreadable = "file-unreadable"
    case fileTooLarge = "file-too-large"
    case formatUnknown = "format-unknown"
    /// An office document, a Kindle book: of use once it is saved as something else.
    case formatToConvert = "format-to-convert"
    /// An archive of files that may be taken themselves.
    case formatPacked = "format-packed"
    /// The bytes are not what the name's ending says, and no reader knows them.
    case formatMismatch = "format-mismatch"
    case encrypted
    case passwordNeeded = "password-needed"
    case workerCrashed = "worker-crashed"
    case workerTimeout = "worker-timeout"
    case workerMemory = "worker-memory"
    case workerProtocol = "worker-protocol"
    // Archives.
    case archiveDamaged = "archive-damaged"
    case archiveBomb = "archive-bomb"
    case archiveTooManyEntries = "archive-too-many-entries"
    case archiveUnsafeName = "archive-unsafe-name"
    // XML.
    case xmlMalformed = "xml-malformed"
    case xmlDoctype = "xml-doctype"
    case xmlTooDeep = "xml-too-deep"
    case xmlTooLarge = "xml-too-large"
    // Books.
    case epubNoContainer = "epub-no-container"
    case epubNoPackage = "epub-no-package"
    case epubNoText = "epub-no-text"
    case epubMimetype = "epub-mimetype"
    case epubMissingFile = "epub-missing-file"
    case epubChapterMended = "epub-chapter-mended"
    case imageUnsupported = "image-unsupported"
    case pdfDamaged = "pdf-damaged"
    case pdfNoText = "pdf-no-text"
    case pdfTooManyPages = "pdf-too-many-pages"
    case textNotText = "text-not-text"
    /// Bytes that are no letters; the rest of the text was taken.
    case textDamaged = "text-damaged"
    // Records.
    case marcLength = "marc-length"
    case marcDirectory = "marc-directory"
    case marcLeader = "marc-leader"
    case marcField = "marc-field"
    case marcIndicator = "marc-indicator"
    case marcEncoding = "marc-encoding"
    case marcTruncated = "marc-truncated"
    case recordNoTitle = "record-no-title"
    /// Of a name, of holdings, or deleted by its source: nothing to catalogue.
    case recordNoPublication = "record-no-publication"
    case recordTooLarge = "record-too-large"
    case duplicateIdentifier = "duplicate-identifier"
    case valueInvalid = "value-invalid"
    case encodingGuessed = "encoding-guessed"
    case encodingUnknown = "encoding-unknown"
    case tableNoHeadings = "table-no-headings"
    case tableNoTitleColumn = "table-no-title-column"
    case tableRowLength = "table-row-length"
    case tableQuote = "table-quote"
    case sheetDamaged = "sheet-damaged"
    // Copies that records name.
    case copyNumberTaken = "copy-number-taken"
    case copyNumberTwice = "copy-number-twice"
    case copyBarcodeTaken = "copy-barcode-taken"
    /// The source says that it is another library's.
    case copyOtherLibrary = "copy-other-library"
    // What an undo had to leave.
    case undoRecordChanged = "undo-record-changed"
    case undoRecordCopies = "undo-record-copies"
    case undoRecordNamed = "undo-record-named"
    case undoCopyHappened = "undo-copy-happened"
    case undoCopyCounted = "undo-copy-counted"
    case undoCopyGift = "undo-copy-gift"
    // Templates of documents.
    /// Something a template has no use for: a macro, an object, a link to outside.
    case templateUnfit = "template-unfit"
    // Licences and sidecars.
    /// More than closed was asked for, and nobody stated a licence.
    case licenceMissing = "licence-missing"
    case sidecarInvalid = "sidecar-invalid"
}

/// A file that cannot be taken at all.
package struct FileRejection: Error, Equatable {
    package var diagnostic: Diagnostic
    package init(_ code: DiagnosticCode, at position: SourcePosition = SourcePosition(), _ reason: String) {
        diagnostic = Diagnostic(.reject, code, at: position, reason)
    }
}
