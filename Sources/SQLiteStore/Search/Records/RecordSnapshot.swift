import Foundation
import GRDB
import Library

/// The record index as one transaction sees it: stored segments, what waits
/// to become one, and the facet values.
struct RecordSnapshot: Sendable {
    /// `recordIndexState.segments` and `.change`.
    var segmentsVersion: Int64
    var change: Int64
    var stored: [Segment]
    /// Records that wait in `recordPending`, indexed here.
    var waiting: [Segment]
    var set: SegmentSet
    var facets: FacetColumns
}

/// Keeps the snapshot up to date with what this or another process wrote.
final class RecordSnapshots: Sendable {
    private let followed = FollowedState<RecordSnapshot>()

    /// More small segments in memory than that are made one.
    private static let mostWaiting = 8

    /// The snapshot that fits the transaction of `db`, or one that was the newest
    /// not longer than `lag` ago.
    ///
    /// Throws `changedMeanwhile` when another thread has seen a newer state than
    /// this transaction: the caller begins again.
    func current(_ db: Database, lag: Duration = .zero) throws -> RecordSnapshot {
        let sql = "SELECT segments, change FROM recordIndexState WHERE id = 1"
        guard let state = try Row.fetchOne(db.cachedStatement(sql: sql)) else {
            throw StoreError.damagedRow(table: "recordIndexState", id: 1)
        }
        let segments: Int64 = state[0]
        let change: Int64 = state[1]
        return try followed.current(
            lag: lag,
            isCurrent: { known in
                if known.segmentsVersion == segments, known.change == change { return true }
                guard known.segmentsVersion <= segments, known.change <= change else {
                    throw SearchIndexError.changedMeanwhile
                }
                return false
            },
            load: { try Self.load(db, segments, change, after: $0) })
    }

    /// Forgets everything, for example after a restore.
    func forget() { followed.forget() }

    private static func load(
        _ db: Database, _ segments: Int64, _ change: Int64, after known: RecordSnapshot?
    ) throws -> RecordSnapshot {
        let store = PostingStore.record
        var snapshot = RecordSnapshot(
            segmentsVersion: segments, change: change, stored: known?.stored ?? [], waiting: known?.waiting ?? [],
            set: SegmentSet(), facets: FacetColumns())
        let changed = try known.flatMap { try changes(db, from: $0.change, to: change) }
        if known?.segmentsVersion != segments {
            let byID = Dictionary(uniqueKeysWithValues: snapshot.stored.map { ($0.id, $0) })
            snapshot.stored = try store.liveSegments(db, known: byID)
            snapshot.waiting = try waiting(db, nil, age: snapshot.stored.last?.age ?? 0)
        } else if let changed {
            let age = snapshot.waiting.last?.age ?? snapshot.stored.last?.age ?? 0
            snapshot.waiting += try waiting(db, changed, age: age)
            if snapshot.waiting.count > mostWaiting {
                snapshot.waiting = try waiting(db, nil, age: snapshot.stored.last?.age ?? 0)
            }
        } else {
            snapshot.waiting = try waiting(db, nil, age: snapshot.stored.last?.age ?? 0)
        }
        snapshot.set = SegmentSet(snapshot.stored + snapshot.waiting)
        if let changed, let known {
            snapshot.facets = known.facets
            try snapshot.facets.reload(db, changed)
        } else {
            snapshot.facets = try FacetColumns.load(db)
        }
        return snapshot
    }

    /// The records changed since, or nil when that is no longer known.
    private static func changes(_ db: Database, from: Int64, to: Int64) throws -> [Int64]? {
        let sql = "SELECT recordId FROM recordIndexChange WHERE change > ? AND change <= ?"
        let all = try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: [from, to])
        return all.count == Int(to - from) ? Set(all).sorted() : nil
    }

    /// A segment in memory of the waiting records (all, or these).
    private static func waiting(_ db: Database, _ records: [Int64]?, age: Int64) throws -> [Segment] {
        var draft = try SegmentDraft()
        if let records {
            let statement = try db.cachedStatement(sql: "SELECT recordId, words FROM recordPending WHERE recordId = ?")
            for id in records {
                if let row = try Row.fetchOne(statement, arguments: [id]) { try draft.add(pending: row) }
            }
        } else {
            let rows = try Row.fetchCursor(db, sql: "SELECT recordId, words FROM recordPending ORDER BY recordId")
            while let row = try rows.next() { try draft.add(pending: row) }
        }
        guard draft.count > 0 else { return [] }
        var packed = try draft.packed()
        let blocks = Dictionary(uniqueKeysWithValues: packed.packer.takeReady().map { ($0.number, $0.bytes) })
        return [
            Segment(
                id: -1, level: 0, age: age + 1, directory: packed.packer.directory, documents: packed.documents,
                wordCount: packed.wordCount, byteCount: Int64(packed.packer.byteCount), blocks: .memory(blocks))
        ]
    }
}
