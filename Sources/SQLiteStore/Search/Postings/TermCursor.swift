import CSearchRank
import GRDB
import Glibc

/// Goes through the terms of a segment in order.
///
/// A value, and so are those that hold it: a merge takes hundreds of thousands
/// of steps a second, and a check of exclusive access at each property of a
/// class was a third of its time.
struct TermCursor {
    let segment: Segment
    private var block = -1
    private var bytes: [UInt8] = []
    private var offset = 0
    private var list = 0..<0
    /// Of the list, where it is too long to stand here.
    private var listBlock: UInt32?
    /// The term stands in the first `length` bytes.
    private var letters = [UInt8](repeating: 0, count: 512)
    private var length = 0
    /// The first eight bytes of the term as a number: most terms differ there.
    private(set) var head: UInt64 = 0
    /// How many documents have the term.
    private(set) var documents = 0
    private(set) var isAtEnd = false

    init(segment: Segment) { self.segment = segment }

    /// Below zero when the term stands before the other's, zero when both are the same.
    func order(before other: TermCursor) -> Int {
        let order = letters.withUnsafeBufferPointer { letters in
            other.letters.withUnsafeBufferPointer { others in
                guard let left = letters.baseAddress, let right = others.baseAddress else { return Int32(0) }
                return memcmp(left, right, min(length, other.length))
            }
        }
        return order == 0 ? length - other.length : Int(order)
    }

    func withTerm<Value>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Value) rethrows -> Value {
        try letters.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<length])) }
    }

    /// Moves to the next term; to the first one from the start.
    mutating func advance(_ db: Database, _ store: PostingStore) throws {
        while try !readEntry(store) {
            block += 1
            guard block < segment.directory.count else {
                isAtEnd = true
                return
            }
            bytes = try store.withBlock(db, of: segment, number: segment.directory.number(at: block)) { Array($0) }
            offset = 0
            length = 0
        }
    }

    /// False at the end of the block.
    private mutating func readEntry(_ store: PostingStore) throws -> Bool {
        try bytes.withUnsafeBufferPointer { bytes in
            var entry = sr_entry()
            guard let base = bytes.baseAddress, sr_next_entry(base, bytes.count, &offset, &entry) != 0 else {
                return false
            }
            let shared = Int(entry.shared)
            guard shared <= length else { throw store.damaged(segment.id) }
            length = shared + Int(entry.restLength)
            if letters.count < length { letters += [UInt8](repeating: 0, count: length) }
            letters.withUnsafeMutableBytes { letters in
                guard let start = letters.baseAddress else { return }
                if entry.restLength > 0 { memcpy(start + shared, entry.rest, Int(entry.restLength)) }
                if shared < 8 || length < 8 {
                    if length < 8 { memset(start + length, 0, 8 - length) }
                    head = UInt64(bigEndian: start.loadUnaligned(as: UInt64.self))
                }
            }
            documents = Int(entry.documents)
            if let list = entry.list {
                (self.list, listBlock) = ((list - base)..<(list - base + Int(entry.listLength)), nil)
            } else {
                listBlock = entry.listBlock
            }
            return true
        }
    }

    /// Hands out the term's posting list, which `body` must not keep.
    func withList<Value>(
        _ db: Database, _ store: PostingStore, _ body: (UnsafeBufferPointer<UInt8>) throws -> Value
    ) throws -> Value {
        if let listBlock { return try store.withBlock(db, of: segment, number: listBlock, body) }
        return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[list])) }
    }
}

/// Cursors of several segments, ordered by the terms they stand at.
///
/// Many small segments may wait, so those that are not at their end form a heap:
/// none stands before the one at half its index.
struct TermCursors {
    private var cursors: [TermCursor]
    /// Of each cursor: what decides most comparisons lies close together.
    private var heads: [UInt64]
    /// Places in `cursors`.
    private var heap: [Int] = []
    /// The places of those that stand at the least term, the oldest segment first;
    /// they are out of the heap until `advance`.
    private(set) var holders: [Int] = []

    init(_ segments: [Segment]) {
        cursors = segments.map { TermCursor(segment: $0) }
        heads = [UInt64](repeating: 0, count: segments.count)
    }

    /// How many documents have the term that the cursor stands at.
    func documents(at place: Int) -> Int { cursors[place].documents }

    func withTerm<Value>(at place: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Value) rethrows -> Value {
        // By the buffer, since a cursor taken out of the array is a copy.
        try cursors.withUnsafeBufferPointer { try $0[place].withTerm(body) }
    }

    /// As ``TermCursor/withList(_:_:_:)``.
    func withList<Value>(
        at place: Int, _ db: Database, _ store: PostingStore, _ body: (UnsafeBufferPointer<UInt8>) throws -> Value
    ) throws -> Value {
        try cursors.withUnsafeBufferPointer { try $0[place].withList(db, store, body) }
    }

    /// Puts every cursor at its first term.
    mutating func start(_ db: Database, _ store: PostingStore) throws {
        for place in cursors.indices { try advance(place, db, store) }
    }

    /// Moves a cursor that is not in the heap on, and into it.
    mutating func advance(_ place: Int, _ db: Database, _ store: PostingStore) throws {
        try cursors[place].advance(db, store)
        guard !cursors[place].isAtEnd else { return }
        heads[place] = cursors[place].head
        var at = heap.count
        heap.append(place)
        while at > 0, stands(place, before: heap[(at - 1) / 2]) {
            heap[at] = heap[(at - 1) / 2]
            at = (at - 1) / 2
        }
        heap[at] = place
    }

    /// Takes those at the least term out of the heap; none when all are at their end.
    mutating func takeHolders() {
        holders.removeAll(keepingCapacity: true)
        while let first = heap.first {
            if let holder = holders.first, order(first, before: holder) != 0 { return }
            holders.append(first)
            removeFirst()
        }
    }

    private mutating func removeFirst() {
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
        let order = order(left, before: right)
        return order < 0 || order == 0 && left < right
    }

    private func order(_ left: Int, before right: Int) -> Int {
        if heads[left] != heads[right] { return heads[left] < heads[right] ? -1 : 1 }
        return cursors.withUnsafeBufferPointer { $0[left].order(before: $0[right]) }
    }
}
