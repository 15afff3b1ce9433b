import GRDB
import Library
import Synchronization

/// The index of passages as one transaction sees it.
struct PassageSnapshot: Sendable {
    /// `passageIndexState.version`.
    var version: Int64
    var set: SegmentSet
    var shelf: Shelf
    /// How many materials are indexed whole.
    var indexedMaterials: Int
    /// BM25's saturated frequencies for this average length.
    var frequencies: FrequencyWorth

    init(version: Int64, set: SegmentSet, shelf: Shelf, indexedMaterials: Int) {
        self.indexedMaterials = indexedMaterials
        self.version = version
        self.set = set
        self.shelf = shelf
        frequencies = FrequencyWorth { lengthClass, count in
            PassageRule.saturated(
                Double(count), length: PassageTerms.length(ofClass: lengthClass), average: set.averageLength)
        }
    }
}

/// Keeps the snapshot up to date with what this or another process wrote.
final class PassageSnapshots: Sendable {
    private let latest = Mutex<PassageSnapshot?>(nil)

    /// The snapshot that fits the transaction of `db`; throws `changedMeanwhile`
    /// when another thread has already seen a newer state.
    func current(_ db: Database) throws -> PassageSnapshot {
        let version = try Self.version(db)
        return try latest.withLock { latest in
            if let known = latest {
                if known.version == version { return known }
                if known.version > version { throw SearchIndexError.changedMeanwhile }
            }
            let byID = Dictionary(uniqueKeysWithValues: (latest?.set.segments ?? []).map { ($0.id, $0) })
            let set = SegmentSet(try PostingStore.passage.liveSegments(db, known: byID))
            let fresh = PassageSnapshot(
                version: version, set: set, shelf: try Shelf.load(db, limit: set.limit),
                indexedMaterials: try Int.fetchOne(db, sql: "SELECT count(*) FROM indexedMaterial") ?? 0)
            latest = fresh
            return fresh
        }
    }

    /// What a question must know before it asks them; `whole` for one that may.
    struct Look: Sendable {
        var version: Int64
        /// Whether there is nothing to be found.
        var isEmpty = true
        var indexedMaterials = 0
    }

    func look(_ db: Database, whole: Bool) throws -> Look {
        guard whole else { return Look(version: try Self.version(db)) }
        let snapshot = try current(db)
        return Look(
            version: snapshot.version, isEmpty: snapshot.shelf.books.isEmpty,
            indexedMaterials: snapshot.indexedMaterials)
    }

    private static func version(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT version FROM passageIndexState WHERE id = 1")) ?? 0
    }

    /// Forgets everything, for example after a restore.
    func forget() { latest.withLock { $0 = nil } }
}
