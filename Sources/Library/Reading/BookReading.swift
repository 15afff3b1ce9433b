/// What the reader asks of the store; every method answers nil for a material
/// that `viewer` may not read, so that no route has to think of it.
package protocol BookReading: Sendable {
    /// The readable materials of a record, and their table of contents.
    func book(_ record: RecordID, as viewer: Viewer) async throws -> Book?
    /// One section's sanitised HTML.
    func section(_ ordinal: Int, of record: RecordID, as viewer: Viewer) async throws -> ReadableSection?
    /// An image of the book by its name ("cover" for the cover).
    func image(_ name: String, of record: RecordID, as viewer: Viewer) async throws -> ReadableImage?
    /// Where the original file lies, for download.
    func original(of record: RecordID, as viewer: Viewer) async throws -> OriginalFile?
    /// Whether the whole text of the record is in the index.
    func isIndexed(_ record: RecordID) async throws -> Bool
}

package struct Book: Equatable, Sendable {
    package var record: RecordID
    package var title: String
    package var creators: [String]
    package var language: String?
    package var material: Material
    package var contents: [ContentsLine]
    package init(
        record: RecordID, title: String, creators: [String], language: String?, material: Material,
        contents: [ContentsLine]
    ) {
        self.record = record
        self.title = title
        self.creators = creators
        self.language = language
        self.material = material
        self.contents = contents
    }
}

package struct ContentsLine: Equatable, Sendable {
    package var section: Int
    package var title: String
    /// 1 for the top.
    package var level: Int
    package init(section: Int, title: String, level: Int) {
        self.section = section
        self.title = title
        self.level = level
    }
}

package struct ReadableSection: Equatable, Sendable {
    package var ordinal: Int
    package var count: Int
    package var title: String?
    package var html: String
    package init(ordinal: Int, count: Int, title: String?, html: String) {
        self.ordinal = ordinal
        self.count = count
        self.title = title
        self.html = html
    }
}

package struct ReadableImage: Equatable, Sendable {
    package var mediaType: String
    package var hash: ContentHash
    package var bytes: [UInt8]
    package init(mediaType: String, hash: ContentHash, bytes: [UInt8]) {
        self.mediaType = mediaType
        self.hash = hash
        self.bytes = bytes
    }
}

package struct OriginalFile: Equatable, Sendable {
    package var path: String
    package var fileName: String
    package var byteCount: Int64
    package var format: FileFormat
    package var hash: ContentHash
    package init(path: String, fileName: String, byteCount: Int64, format: FileFormat, hash: ContentHash) {
        self.path = path
        self.fileName = fileName
        self.byteCount = byteCount
        self.format = format
        self.hash = hash
    }
}

/// Pictures of PDF pages, made by the worker on demand in a bounded queue.
package protocol PageImages: Sendable {
    /// Page `page` (1-based) at about `width` pixels; nil when the material has no
    /// such page. Throws ``PageImagesBusy`` when the queue is full.
    func pageImage(of original: OriginalFile, page: Int, width: Int) async throws -> ReadableImage?
}

/// Too many pages are waiting to be drawn; try again in a moment.
package struct PageImagesBusy: Error, Equatable {
    package init() {}
}
