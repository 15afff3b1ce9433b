import Foundation
import GRDB

/// Collects records for a segment, in order of their numbers.
struct SegmentDraft {
    private let builder: SegmentBuilder
    private var terms: RecordTerms
    private var documents = DocumentList()
    private var wordCount: Int64 = 0

    init() throws {
        builder = try SegmentBuilder()
        terms = RecordTerms(into: builder)
    }

    var count: Int { documents.count }

    mutating func add(_ text: RecordText, document: UInt32) {
        let (documentClass, words) = terms.add(text, document: document)
        documents.append(document, documentClass)
        wordCount += words
    }

    /// Adds a row of `recordPending`: the record and its words, NULL for one that was removed.
    mutating func add(pending row: Row) throws {
        let id: Int64 = row[0]
        guard let document = UInt32(exactly: id) else { throw StoreError.damagedRow(table: "recordPending", id: id) }
        guard let words: Data = row[1] else { return documents.append(document, Segment.removed) }
        guard let text = RecordText(encoded: Array(words)) else {
            throw StoreError.damagedRow(table: "recordPending", id: id)
        }
        add(text, document: document)
    }

    func packed() throws -> PackedSegment {
        var packer = BlockPacker(for: .record)
        try builder.pack(into: &packer)
        return PackedSegment(packer: packer, documents: documents, wordCount: wordCount)
    }
}

/// A segment that is ready, but stands nowhere yet.
struct PackedSegment {
    var packer: BlockPacker
    var documents: DocumentList
    var wordCount: Int64
}
