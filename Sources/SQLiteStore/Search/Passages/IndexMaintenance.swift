import GRDB
import Library

/// Merges the small segments of an index into larger ones, off the write path.
///
/// A merge reads outside write transactions and writes its blocks in portions;
/// readers see the old segments until the last one. An interrupted merge leaves
/// blocks nobody reads, which are swept.
struct IndexMaintenance: Sendable {
    let pool: DatabasePool
    let store: PostingStore
    /// Tells readers that the live segments changed.
    let bump: @Sendable (Database) throws -> Void
    /// Documents that are not to be kept although nothing newer has them.
    let gone: @Sendable (Database, SegmentSet) throws -> (@Sendable (UInt32) -> Bool)
    /// Who else writes into the same database; nil where nobody waits.
    var traffic: DeskTraffic?

    /// Six of a level become one of the next: a term is then looked up in some
    /// fifteen places at a million passages, and written five times in all.
    static let fanOut = 6

    /// Merges once if there is something to merge; returns whether it did.
    ///
    /// `portion`: bytes written in one transaction. `isIdle`: whether a few small
    /// segments may be merged too, since nobody waits.
    func mergeOnce(portion: Int, isIdle: Bool) async throws -> Bool {
        let planned = try await pool.read { db -> SegmentMerge? in
            let set = SegmentSet(try store.liveSegments(db))
            guard let range = Self.plan(set.segments, isIdle: isIdle) else { return nil }
            return SegmentMerge(store: store, set: set, range: range, isGone: try gone(db, set))
        }
        guard let merge = planned else { return false }
        let id = try await pool.write { db in
            let id = try store.nextSegmentID(db)
            let reserved = Segment(
                id: id, level: 0, age: 0, directory: BlockDirectory(), documents: DocumentList(), wordCount: 0,
                byteCount: 0)
            try store.insertSegment(db, reserved, checksum: Checksum(), state: .building)
            return id
        }
        do {
            while let blocks = try await pool.read({ db in try merge.step(db, bytes: size(of: portion)) }) {
                try Task.checkCancellation()
                try await pool.write { db in
                    // Blocks of a segment that somebody gave up would lie there for ever.
                    guard try store.areAll(db, [id], .building) else { throw SearchIndexError.changedMeanwhile }
                    try traffic?.look(db)
                    try store.insertBlocks(db, of: id, blocks)
                }
                try await traffic?.giveWay()
            }
        } catch SearchIndexError.changedMeanwhile {
            // Another process has built the index anew or merges the same; ours is swept.
            try await pool.write { db in try store.setState(db, [id], .retired) }
            return false
        }
        let (segment, checksum) = merge.result(id: id)
        try await pool.write { db in
            guard try store.areAll(db, merge.inputs.map(\.id), .live), try store.areAll(db, [id], .building) else {
                // Another process merged the same; ours is swept.
                return try store.setState(db, [id], .retired)
            }
            try store.removeLine(db, of: id)
            try store.insertSegment(db, segment, checksum: checksum, state: .live)
            try store.setState(db, merge.inputs.map(\.id), .retired)
            try bump(db)
        }
        return true
    }

    /// Deletes what merges left behind, `blocks` at a time.
    func sweep(blocks: Int) async throws {
        while try await pool.write({ db in try store.sweep(db, limit: size(of: blocks)) }) {
            try Task.checkCancellation()
            try await traffic?.giveWay()
        }
    }

    /// An eighth while desks are at work.
    private func size(of portion: Int) -> Int { traffic?.isBusy == true ? max(1, portion / 8) : portion }

    /// The segments to merge: a whole level, the lowest that is full; when idle,
    /// also the youngest ones while there are more than `fanOut` in all.
    private static func plan(_ segments: [Segment], isIdle: Bool) -> Range<Int>? {
        let levels = Dictionary(grouping: segments.indices) { segments[$0].level }
        for level in levels.keys.sorted() {
            guard let places = levels[level], places.count >= fanOut, let first = places.min(), let last = places.max()
            else {
                continue
            }
            return first..<(last + 1)
        }
        guard isIdle, segments.count > fanOut else { return nil }
        // The youngest half, so that a large old segment is not written again for a few new words.
        return (segments.count / 2)..<segments.count
    }
}
