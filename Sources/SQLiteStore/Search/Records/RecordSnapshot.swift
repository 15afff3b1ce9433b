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
    /// Records that wait in `recordPending`, indexed here; the newest last.
    var waiting: [Waiting]
    /// `stored`, then `waiting`.
    var set: SegmentSet
    var facets: FacetColumns

    struct Waiting: Sendable {
        var segment: Segment
        /// The last change of the catalogue that it knows.
        var change: Int64
    }
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
        let sql = "SELECT segments, change, flushed FROM recordIndexState WHERE id = 1"
        guard let row = try Row.fetchOne(db.cachedStatement(sql: sql)) else {
            throw StoreError.damagedRow(table: "recordIndexState", id: 1)
        }
        let state = State(segments: row[0], change: row[1], flushed: row[2])
        return try followed.current(
            lag: lag,
            isCurrent: { known in
                if known.segmentsVersion == state.segments, known.change == state.change { return true }
                guard known.segmentsVersion <= state.segments, known.change <= state.change else {
                    throw SearchIndexError.changedMeanwhile
                }
                return false
            },
            load: { try Self.load(db, state, after: $0) })
    }

    /// Of `recordIndexState`.
    private struct State {
        var segments: Int64
        var change: Int64
        var flushed: Int64
    }

    /// Forgets everything, for example after a restore.
    func forget() { followed.forget() }

    private static func load(_ db: Database, _ state: State, after known: RecordSnapshot?) throws -> RecordSnapshot {
        guard let known, let changed = try changes(db, from: known.change, to: state.change) else {
            return try load(db, state)
        }
        var snapshot = known
        (snapshot.segmentsVersion, snapshot.change) = (state.segments, state.change)
        var fresh = try waiting(db, changed, until: state.change)
        if known.segmentsVersion != state.segments {
            let byID = Dictionary(uniqueKeysWithValues: known.stored.map { ($0.id, $0) })
            snapshot.stored = try PostingStore.record.liveSegments(db, known: byID)
            // What knows a change that no stored segment has stays, though it may have
            // others as well: its form of a record is not older than theirs.
            snapshot.waiting.removeAll { $0.change <= state.flushed }
            snapshot.set = SegmentSet(snapshot.stored + snapshot.waiting.map(\.segment))
        }
        if snapshot.waiting.count + fresh.count > mostWaiting {
            fresh = try waiting(db, nil, until: state.change)
            snapshot.waiting = []
            snapshot.set = SegmentSet(snapshot.stored)
        }
        snapshot.waiting += fresh
        for waiting in fresh { snapshot.set.append(waiting.segment) }
        try snapshot.facets.reload(db, changed)
        return snapshot
    }

    private static func load(_ db: Database, _ state: State) throws -> RecordSnapshot {
        let stored = try PostingStore.record.liveSegments(db)
        let waiting = try waiting(db, nil, until: state.change)
        return RecordSnapshot(
            segmentsVersion: state.segments, change: state.change, stored: stored, waiting: waiting,
            set: SegmentSet(stored + waiting.map(\.segment)), facets: try FacetColumns.load(db))
    }

    /// The records changed since, or nil when that is no longer known.
    private static func changes(_ db: Database, from: Int64, to: Int64) throws -> [Int64]? {
        let sql = "SELECT recordId FROM recordIndexChange WHERE change > ? AND change <= ?"
        let all = try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: [from, to])
        return all.count == Int(to - from) ? Set(all).sorted() : nil
    }

    /// A segment in memory of the waiting records (all, or these), as they are after
    /// `change`; none where none waits.
    private static func waiting(
        _ db: Database, _ records: [Int64]?, until change: Int64
    ) throws -> [RecordSnapshot.Waiting] {
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
        let segment = Segment(
            id: -1, level: 0, age: .max, directory: packed.packer.directory, documents: packed.documents,
            wordCount: packed.wordCount, byteCount: Int64(packed.packer.byteCount), blocks: .memory(blocks))
        return [RecordSnapshot.Waiting(segment: segment, change: change)]
    }
}
