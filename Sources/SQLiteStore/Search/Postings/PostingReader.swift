import CSearchRank
import GRDB

/// The part of a term's postings that one segment holds.
struct PostingRun {
    /// The place of the segment in its set.
    var segment: Int
    var documents: Int
    var list: List

    enum List {
        case here([UInt8])
        /// In a block of its own, read when it is needed.
        case block(UInt32)
    }
}

/// All postings of a term.
struct PostingTerm {
    var runs: [PostingRun] = []
    /// How many documents have the term, out-of-date ones included.
    var documents: Int { runs.reduce(0) { $0 + $1.documents } }
}

/// Looks terms up in the segments of a set, inside one read transaction.
struct PostingReader {
    let db: Database
    let store: PostingStore
    let set: SegmentSet
    /// Blocks of `store` that were read before; nil where each is to be read from the database.
    var cache: BlockCache?
    /// A question asks for most of its words more than once.
    private let found = FoundTerms()

    init(db: Database, store: PostingStore, set: SegmentSet, cache: BlockCache? = nil) {
        (self.db, self.store, self.set, self.cache) = (db, store, set, cache)
    }

    /// Where the term stands; long lists are not read yet.
    func find(_ term: [UInt8]) throws -> PostingTerm {
        if let known = found.terms[term] { return known }
        let postings = try lookUp(term)
        found.terms[term] = postings
        return postings
    }

    private func lookUp(_ term: [UInt8]) throws -> PostingTerm {
        var found = PostingTerm()
        for (place, segment) in set.segments.enumerated() {
            guard let block = segment.directory.place(of: term) else { continue }
            try withBlock(of: segment, number: segment.directory.number(at: block)) { bytes in
                var entry = sr_entry()
                guard sr_find_entry(bytes.baseAddress, bytes.count, term, term.count, &entry) != 0 else { return }
                let list: PostingRun.List =
                    entry.list == nil
                    ? .block(entry.listBlock)
                    : .here(Array(UnsafeBufferPointer(start: entry.list, count: Int(entry.listLength))))
                found.runs.append(PostingRun(segment: place, documents: Int(entry.documents), list: list))
            }
        }
        return found
    }

    private func withBlock<Value>(
        of segment: Segment, number: UInt32, _ body: (UnsafeBufferPointer<UInt8>) throws -> Value
    ) throws -> Value {
        guard let cache, case .stored = segment.blocks else {
            return try store.withBlock(db, of: segment, number: number, body)
        }
        let name = PostingStore.blockID(segment.id, number)
        if let known = cache.block(name) { return try known.withUnsafeBufferPointer(body) }
        return try store.withBlock(db, of: segment, number: number) { bytes in
            cache.keep(bytes, as: name)
            return try body(bytes)
        }
    }

    /// Hands each list of the term to `body`.
    func forEachList(
        of term: PostingTerm, _ body: (_ segment: Int, _ list: UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws {
        for run in term.runs {
            switch run.list {
            case .here(let bytes):
                try bytes.withUnsafeBufferPointer { try body(run.segment, $0) }
            case .block(let number):
                try withBlock(of: set.segments[run.segment], number: number) { try body(run.segment, $0) }
            }
        }
    }

    /// Walks over the terms that begin with `prefix`, in every segment one after
    /// the other, until `body` returns false.
    func forEachTerm(
        withPrefix prefix: [UInt8], _ body: (_ term: [UInt8], _ documents: Int, _ segment: Int, sr_entry) throws -> Bool
    ) throws {
        for (place, segment) in set.segments.enumerated() {
            var block = segment.directory.place(of: prefix) ?? 0
            var goesOn = true
            while goesOn, block < segment.directory.count {
                goesOn = try withBlock(of: segment, number: segment.directory.number(at: block)) { bytes in
                    var entry = sr_entry()
                    var offset = 0
                    var term: [UInt8] = []
                    while sr_next_entry(bytes.baseAddress, bytes.count, &offset, &entry) != 0 {
                        guard Int(entry.shared) <= term.count else { throw store.damaged(segment.id) }
                        term.removeLast(term.count - Int(entry.shared))
                        term.append(contentsOf: UnsafeBufferPointer(start: entry.rest, count: Int(entry.restLength)))
                        if term.starts(with: prefix) {
                            if try !body(term, Int(entry.documents), place, entry) { return false }
                        } else if prefix.lexicographicallyPrecedes(term) {
                            return false
                        }
                    }
                    return true
                }
                block += 1
            }
        }
    }
}

/// What one reader has found.
private final class FoundTerms {
    var terms: [[UInt8]: PostingTerm] = [:]
}
