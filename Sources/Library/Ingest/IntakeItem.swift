/// What a reader hands over while it goes through a file, in this order for a
/// book: its record, its sections with their images, its passages; for a list
/// of records: records and diagnostics in file order.
package enum IntakeItem: Equatable, Sendable {
    case record(RecordPatch)
    case section(Section)
    /// An image a section shows, or the cover.
    case image(SectionImage)
    case passage(Passage)
    case diagnostic(Diagnostic)
    /// How far the reader is in the file, 0…1; sent now and then by list readers.
    case progress(Double)
}

/// One readable part of a book: a chapter, or a page of a PDF.
package struct Section: Equatable, Sendable {
    /// 1 for the first.
    package var ordinal: Int
    package var title: String?
    /// How deep it stands in the table of contents, 1 for the top; nil when it is
    /// not listed there.
    package var tocLevel: Int?
    /// Sanitised HTML: only allow-listed elements and attributes, text blocks carry
    /// `id="d1"`, `id="d2"` … in order, images have
    /// `src="hinh/{SectionImage.name}"`, links inside the book have
    /// `href="s{ordinal}#{id}"`.
    package var html: String
    package init(ordinal: Int, title: String?, tocLevel: Int?, html: String) {
        self.ordinal = ordinal
        self.title = title
        self.tocLevel = tocLevel
        self.html = html
    }
}

package struct SectionImage: Equatable, Sendable {
    /// Unique in the book, `[a-z0-9.-]+`; "cover" for the cover.
    package var name: String
    /// image/jpeg, image/png, image/gif or image/webp.
    package var mediaType: String
    package var bytes: [UInt8]
    package init(name: String, mediaType: String, bytes: [UInt8]) {
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
    }
}

/// A stretch of a book that is found and shown as one: a page of a PDF, or
/// blocks of a section up to about 2,000 characters.
package struct Passage: Equatable, Sendable {
    /// 1 for the first of the book.
    package var ordinal: Int
    /// The section it stands in.
    package var section: Int
    /// The number n of the section's block `id="d{n}"` its first line is.
    package var firstBlock: Int
    /// The nearest heading above it.
    package var heading: String?
    /// One line per block, NFC; an empty block is an empty line, so that line i is
    /// block `firstBlock + i`.
    package var text: String
    package init(ordinal: Int, section: Int, firstBlock: Int, heading: String?, text: String) {
        self.ordinal = ordinal
        self.section = section
        self.firstBlock = firstBlock
        self.heading = heading
        self.text = text
    }
}
