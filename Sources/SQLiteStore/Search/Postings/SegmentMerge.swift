import CSearchRank
import GRDB

/// Makes one segment of several that follow each other in age, a few blocks
/// at a time; documents that are out of date or gone are left out.
final class SegmentMerge: @unchecked Sendable {
    // Used by one task at a time: the indexer steps it.
    let inputs: [Segment]
    private let store: PostingStore
    private let owner: [UInt16]
    private let places: [UInt16]
    private var cursors: [TermCursor]
    private var packer = BlockPacker()
    private var hasStarted = false
    private var documents: [UInt32] = []
    private var payloads: [UInt8] = []
    private var room: [UInt8] = []

    /// `range` counts in `set`; `isGone` names documents that are not to be kept
    /// although no newer segment has them.
    init(store: PostingStore, set: SegmentSet, range: Range<Int>, isGone: (UInt32) -> Bool) {
        self.store = store
        inputs = Array(set.segments[range])
        places = range.map(UInt16.init)
        cursors = inputs.map { TermCursor(segment: $0) }
        var owner = set.owner
        for segment in inputs {
            for document in segment.documents.documents where isGone(document) {
                owner[Int(document)] = SegmentSet.nobody
            }
        }
        self.owner = owner
    }

    /// Merges until about `bytes` of blocks are ready; nil when there is nothing more.
    func step(_ db: Database, bytes: Int) throws -> [(number: UInt32, bytes: [UInt8])]? {
        if !hasStarted {
            for at in cursors.indices { try cursors[at].advance(db, store) }
            hasStarted = true
        }
        while packer.waitingBytes < bytes {
            guard
                let least = cursors.indices.filter({ !cursors[$0].isAtEnd }).min(by: {
                    cursors[$0].term.lexicographicallyPrecedes(cursors[$1].term)
                })
            else {
                packer.closeBlock()
                let rest = packer.takeReady()
                return rest.isEmpty ? nil : rest
            }
            try mergeTerm(cursors[least].term, db)
        }
        return packer.takeReady()
    }

    private func mergeTerm(_ term: [UInt8], _ db: Database) throws {
        var count = 0
        let holders = cursors.indices.filter { !cursors[$0].isAtEnd && cursors[$0].term == term }
        let most = holders.reduce(0) { $0 + cursors[$1].documents }
        if documents.count < most {
            documents = [UInt32](repeating: 0, count: most * 2)
            payloads = [UInt8](repeating: 0, count: most * 2)
            room = [UInt8](repeating: 0, count: most * 14 + 64)
        }
        var isSorted = true
        for holder in holders {
            let room = documents.count - count
            let before = count
            try cursors[holder].withList(db, store) { list in
                count += documents.withUnsafeMutableBufferPointer { documents in
                    payloads.withUnsafeMutableBufferPointer { payloads in
                        sr_decode(
                            list.baseAddress, list.count, owner, UInt32(owner.count), places[holder],
                            documents.baseAddress! + before, payloads.baseAddress! + before, room)
                    }
                }
            }
            if before > 0, count > before, documents[before] < documents[before - 1] { isSorted = false }
            try cursors[holder].advance(db, store)
        }
        guard count > 0 else { return }
        if !isSorted { sort(count) }
        room.withUnsafeMutableBufferPointer { out in
            let length = sr_encode(documents, payloads, count, out.baseAddress)
            term.withUnsafeBufferPointer { term in
                packer.append(
                    term: term, documents: count, list: UnsafeBufferPointer(start: out.baseAddress, count: length))
            }
        }
    }

    private func sort(_ count: Int) {
        let order = (0..<count).sorted { documents[$0] < documents[$1] }
        let sortedDocuments = order.map { documents[$0] }
        let sortedPayloads = order.map { payloads[$0] }
        documents.replaceSubrange(0..<count, with: sortedDocuments)
        payloads.replaceSubrange(0..<count, with: sortedPayloads)
    }

    /// The merged segment; its blocks have been handed out by `step`.
    func result(id: Int64) -> (segment: Segment, checksum: Checksum) {
        var list: [(UInt32, UInt8)] = []
        for (segment, place) in zip(inputs, places) {
            for (document, documentClass) in zip(segment.documents.documents, segment.documents.classes)
            where owner[Int(document)] == place {
                list.append((document, documentClass))
            }
        }
        list.sort { $0.0 < $1.0 }
        var documents = DocumentList()
        for (document, documentClass) in list { documents.append(document, documentClass) }
        let segment = Segment(
            id: id, level: (inputs.map(\.level).max() ?? 0) + 1, age: inputs.last?.age ?? 0,
            directory: packer.directory,
            documents: documents, wordCount: inputs.reduce(0) { $0 + $1.wordCount }, byteCount: Int64(packer.byteCount))
        return (segment, packer.checksum)
    }
}

/// Goes through the terms of a segment in order.
struct TermCursor {
    private let segment: Segment
    private var block = -1
    private var bytes: [UInt8] = []
    private var offset = 0
    private var entry = sr_entry()
    private var listRange = 0..<0
    private(set) var term: [UInt8] = []
    private(set) var isAtEnd = false

    init(segment: Segment) { self.segment = segment }

    var documents: Int { Int(entry.documents) }

    mutating func advance(_ db: Database, _ store: PostingStore) throws {
        while true {
            let found = bytes.withUnsafeBufferPointer { bytes -> Bool in
                guard sr_next_entry(bytes.baseAddress, bytes.count, &offset, &entry) != 0 else { return false }
                term.removeLast(max(0, term.count - Int(entry.shared)))
                term.append(contentsOf: UnsafeBufferPointer(start: entry.rest, count: Int(entry.restLength)))
                if let list = entry.list, let base = bytes.baseAddress {
                    listRange = (list - base)..<(list - base + Int(entry.listLength))
                }
                return true
            }
            if found { return }
            block += 1
            guard block < segment.directory.count else {
                isAtEnd = true
                return
            }
            bytes = try store.withBlock(db, of: segment, number: segment.directory.number(at: block)) { Array($0) }
            offset = 0
            term.removeAll(keepingCapacity: true)
        }
    }

    func withList(_ db: Database, _ store: PostingStore, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        if entry.list == nil {
            try store.withBlock(db, of: segment, number: entry.listBlock, body)
        } else {
            try bytes[listRange].withUnsafeBufferPointer(body)
        }
    }
}
