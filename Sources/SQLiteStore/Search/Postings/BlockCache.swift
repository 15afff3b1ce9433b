import GRDB
import Synchronization

/// The blocks of stored segments that questions read lately, up to so many bytes.
///
/// A block never changes and no number comes twice (`PostingStore.addCounter`), so
/// that what is kept stays right. Out of the database each costs a walk down its
/// table and a copy of its pages; and while others write, SQLite drops its own
/// cache from one question to the next.
final class BlockCache: Sendable {
    /// Longer blocks, lists of common words, are not kept: to copy one once more
    /// costs as much as the walk that is saved.
    static let longest = 64 << 10

    fileprivate struct Line {
        var number: Int64
        var bytes: [UInt8]
        /// Whether it was read since the hand came by.
        var isUsed = false
    }

    fileprivate struct Kept {
        var lines: [Line] = []
        var places: [Int64: Int] = [:]
        var byteCount = 0
        /// Goes round the lines in search of one that nobody used.
        var hand = 0
        /// The newest that `keepNew` has seen.
        var lastSegment: Int64?
    }

    private let kept = Mutex(Kept())
    private let capacity: Int

    /// `capacity` in bytes.
    init(capacity: Int) { self.capacity = capacity }

    /// Of the blocks that are kept.
    var byteCount: Int { kept.withLock { $0.byteCount } }

    func block(_ number: Int64) -> [UInt8]? {
        kept.withLock { kept in
            guard let place = kept.places[number] else { return nil }
            kept.lines[place].isUsed = true
            return kept.lines[place].bytes
        }
    }

    /// Keeps a copy, unless the block is too long.
    func keep(_ bytes: some Collection<UInt8>, as number: Int64) {
        guard bytes.count <= min(capacity, Self.longest) else { return }
        kept.withLock { kept in
            guard kept.places[number] == nil else { return }
            while kept.byteCount + bytes.count > capacity { kept.dropOne() }
            kept.places[number] = kept.lines.count
            kept.lines.append(Line(number: number, bytes: Array(bytes)))
            kept.byteCount += bytes.count
        }
    }

    /// Keeps the blocks of segments that came since the call before, beside the
    /// questions: those that follow need not read them from the database.
    /// Not of long ones, of which most would be dropped again.
    func keepNew(_ segments: [Segment], _ db: Database, _ store: PostingStore) throws {
        let last = kept.withLock { kept in
            defer { kept.lastSegment = segments.map(\.id).max() ?? 0 }
            return kept.lastSegment
        }
        guard let last else { return }
        for segment in segments where segment.id > last && segment.byteCount <= capacity / 4 {
            try store.forEachBlock(db, of: segment.id) { number, bytes in keep(bytes, as: number) }
        }
    }

    /// Forgets everything, for example after a restore.
    func forget() { kept.withLock { $0 = Kept() } }
}

extension BlockCache.Kept {
    /// Drops the next line that was not used since the hand came by last. The last
    /// line, which is the newest, takes its place behind the hand.
    fileprivate mutating func dropOne() {
        while true {
            if hand >= lines.count { hand = 0 }
            guard lines[hand].isUsed else { break }
            lines[hand].isUsed = false
            hand += 1
        }
        places[lines[hand].number] = nil
        byteCount -= lines[hand].bytes.count
        lines.swapAt(hand, lines.count - 1)
        lines.removeLast()
        if hand < lines.count { places[lines[hand].number] = hand }
        hand += 1
    }
}
