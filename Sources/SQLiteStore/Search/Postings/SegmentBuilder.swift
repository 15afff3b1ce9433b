import CSearchRank
import Library

/// Collects the postings of new documents in memory and packs them.
final class SegmentBuilder {
    private let builder: OpaquePointer
    private(set) var isExhausted = false

    init() throws(SearchIndexError) {
        guard let builder = sr_builder_new() else { throw .outOfMemory }
        self.builder = builder
    }

    deinit { sr_builder_free(builder) }

    var postingCount: Int { sr_builder_postings(builder) }

    /// Adds a word or a pair; payloads of one document and term are or-ed.
    func mark(
        _ tag: TermTag, _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>? = nil,
        document: UInt32,
        payload: UInt8
    ) {
        add(tag, first, second, document, payload, adds: false)
    }

    /// Adds a word or a pair; payloads of one document and term are counted.
    func count(
        _ tag: TermTag, _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>? = nil,
        document: UInt32
    ) {
        add(tag, first, second, document, 1, adds: true)
    }

    private func add(
        _ tag: TermTag, _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>?, _ document: UInt32,
        _ payload: UInt8, adds: Bool
    ) {
        let added = sr_builder_add(
            builder, tag.rawValue, first.baseAddress, first.count, second?.baseAddress, second?.count ?? 0, document,
            payload,
            adds ? 1 : 0)
        if added == 0 { isExhausted = true }
    }

    /// Packs everything that was added.
    func pack(into packer: inout BlockPacker) throws(SearchIndexError) {
        let terms = sr_builder_sort(builder)
        guard !isExhausted, terms != .max else { throw .outOfMemory }
        var room: [UInt8] = []
        for n in 0..<terms {
            let term = sr_builder_term(builder, n)
            if room.count < term.count * 7 + 1 { room = [UInt8](repeating: 0, count: term.count * 14 + 64) }
            room.withUnsafeMutableBufferPointer { out in
                let length = sr_encode(term.documents, term.payloads, term.count, out.baseAddress)
                packer.append(
                    term: UnsafeBufferPointer(start: term.term, count: term.length), documents: term.count,
                    list: UnsafeBufferPointer(start: out.baseAddress, count: length))
            }
        }
        packer.closeBlock()
    }
}

/// What can go wrong inside the index itself.
enum SearchIndexError: Error, Equatable {
    case outOfMemory
    /// A block or a directory does not read; `verify` says more, `reindex` mends it.
    case damaged(table: String, segment: Int64)
    /// The index changed while it was read; the question is asked again.
    case changedMeanwhile
}
