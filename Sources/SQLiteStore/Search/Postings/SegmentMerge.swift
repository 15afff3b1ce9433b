import CSearchRank
import GRDB
import Glibc

/// Makes one segment of several that follow each other in age, a few blocks
/// at a time; documents that are out of date or gone are left out.
final class SegmentMerge: @unchecked Sendable {
    // Used by one task at a time: the indexer steps it.
    let inputs: [Segment]
    private let store: PostingStore
    private let owner: [UInt16]
    private let places: [UInt16]
    private let cursors: [TermCursor]
    /// The places in `cursors` of those that are not at their end, as a heap: no
    /// one stands before the one at half its index. Many small segments may wait.
    private var heap: [Int] = []
    /// The places of those that stand at the least term, oldest first.
    private var holders: [Int] = []
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
            for place in cursors.indices { try advance(place, db) }
            hasStarted = true
        }
        while packer.waitingBytes < bytes {
            takeHolders()
            guard let first = holders.first else {
                packer.closeBlock()
                let rest = packer.takeReady()
                return rest.isEmpty ? nil : rest
            }
            try mergeTerm(cursors[first].term, db)
        }
        return packer.takeReady()
    }

    /// Moves a cursor that is not in the heap on, and into it.
    private func advance(_ place: Int, _ db: Database) throws {
        try cursors[place].advance(db, store)
        guard !cursors[place].isAtEnd else { return }
        var at = heap.count
        heap.append(place)
        while at > 0, stands(place, before: heap[(at - 1) / 2]) {
            heap[at] = heap[(at - 1) / 2]
            at = (at - 1) / 2
        }
        heap[at] = place
    }

    /// Takes those at the least term out of the heap.
    private func takeHolders() {
        holders.removeAll(keepingCapacity: true)
        while let first = heap.first {
            if let holder = holders.first, cursors[first].order(before: cursors[holder]) != 0 { return }
            holders.append(first)
            removeFirst()
        }
    }

    private func removeFirst() {
        let last = heap.removeLast()
        guard !heap.isEmpty else { return }
        var at = 0
        while true {
            var child = at * 2 + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, stands(heap[child + 1], before: heap[child]) { child += 1 }
            guard stands(heap[child], before: last) else { break }
            heap[at] = heap[child]
            at = child
        }
        heap[at] = last
    }

    private func stands(_ left: Int, before right: Int) -> Bool {
        let order = cursors[left].order(before: cursors[right])
        return order < 0 || order == 0 && left < right
    }

    private func mergeTerm(_ term: [UInt8], _ db: Database) throws {
        var count = 0
        var most = 0
        for holder in holders { most += cursors[holder].documents }
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
            try advance(holder, db)
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
final class TermCursor {
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

    /// Below zero when the term stands before the other's, zero when both are the same.
    func order(before other: TermCursor) -> Int {
        let order = term.withUnsafeBufferPointer { term in
            other.term.withUnsafeBufferPointer { other in
                guard let left = term.baseAddress, let right = other.baseAddress else { return Int32(0) }
                return memcmp(left, right, min(term.count, other.count))
            }
        }
        return order == 0 ? term.count - other.term.count : Int(order)
    }

    func advance(_ db: Database, _ store: PostingStore) throws {
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
