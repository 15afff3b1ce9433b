import Foundation
import GRDB
import Library
import Synchronization
import VietnameseText

/// Brings the passages database up to what the precious one asks for.
///
/// It compares `indexTask` (what must be there) with `indexedMaterial` and
/// `passageRange` (what is there) and works the difference off in short write
/// transactions; words and postings are prepared outside them. Interrupted at
/// any point it goes on where it was. Two processes may run it at once: who
/// comes second to a slice gives way.
struct PassageIndexer: Sendable {
    private let databases: LibraryDatabases
    private let maintenance: IndexMaintenance
    private let recordMaintenance: IndexMaintenance
    private let clearing = FirstRun()

    init(_ databases: LibraryDatabases) {
        self.databases = databases
        maintenance = IndexMaintenance(
            pool: databases.passages, store: .passage, bump: PassageSlice.bump,
            gone: { db, set in
                let shelf = try Shelf.load(db, limit: set.limit)
                return { !shelf.holds($0) }
            })
        recordMaintenance = IndexMaintenance(
            pool: databases.precious, store: .record,
            bump: { try $0.execute(sql: "UPDATE recordIndexState SET segments = segments + 1") },
            gone: { _, _ in { _ in false } }, traffic: databases.traffic)
    }

    /// Passages in the first slice; later slices go by the time the last one took.
    private static let firstSlice = 64
    private static let mostPassages = 4_096
    /// Bytes of text in a slice at most, so that memory stays flat.
    private static let mostBytes = 8 << 20

    /// Works off everything that waits; returns how many books became searchable.
    ///
    /// `isIdle`: whether nobody waits for the end, so that a few small segments
    /// are merged too.
    func indexPending(sliceBudget: Duration, isIdle: Bool) async throws -> Int {
        try await rebuildForNewText()
        try await abandonUnfinished()
        try await removeRefuse(sliceBudget)
        var indexed = 0
        var slice = SliceSize(passages: Self.firstSlice, budget: sliceBudget)
        var givenWay = 0
        while true {
            let work = try await pendingWork()
            if work.isEmpty { break }
            do {
                indexed += try await index(work, &slice)
                givenWay = 0
            } catch SearchIndexError.changedMeanwhile {
                // Another process is at the same work; after some tries leave it to it.
                givenWay += 1
                guard givenWay < 5 else { return indexed }
                try await Task.sleep(for: .milliseconds(50 * givenWay))
            }
        }
        try await settle(sliceBudget, isIdle: isIdle)
        return indexed
    }

    /// Merges and sweeps both indexes as far as it pays.
    private func settle(_ budget: Duration, isIdle: Bool) async throws {
        let portion = Self.portion(budget)
        while try await maintenance.mergeOnce(portion: portion, isIdle: isIdle) { try Task.checkCancellation() }
        try await maintenance.sweep(blocks: portion >> 12)
        while try await recordMaintenance.mergeOnce(portion: portion, isIdle: isIdle) { try Task.checkCancellation() }
        try await recordMaintenance.sweep(blocks: portion >> 12)
    }

    /// Some 100 MB of blocks are written per second, with room to spare.
    private static func portion(_ budget: Duration) -> Int {
        max(64 << 10, min(16 << 20, Int(budget / .milliseconds(1)) * (64 << 10)))
    }

    // MARK: What is to be done

    /// A material to index, with what is done of it already.
    private struct Work: Sendable {
        var task: IndexTask
        var done: Int
        var firstDocument: UInt32?
    }

    /// What is missing, in order of materials; takes away what should not be there.
    private func pendingWork() async throws -> [Work] {
        let tasks = try await databases.precious.read { db in
            try Row.fetchAll(
                db, sql: "SELECT materialId, passagesHash, pipelineVersion FROM indexTask ORDER BY materialId"
            )
            .map { IndexTask(material: $0[0], passagesHash: $0[1], pipelineVersion: $0[2]) }
        }
        let ranges = try await databases.passages.read { db in
            try Row.fetchAll(
                db,
                sql:
                    "SELECT materialId, passagesHash, pipelineVersion, done, passageCount, firstDocument FROM passageRange"
            ).map { row -> (task: IndexTask, done: Int, count: Int, first: UInt32) in
                (IndexTask(material: row[0], passagesHash: row[1], pipelineVersion: row[2]), row[3], row[4], row[5])
            }
        }
        let wanted = Dictionary(uniqueKeysWithValues: tasks.map { ($0.material, $0) })
        let wrong = ranges.filter { wanted[$0.task.material] != $0.task }.map(\.task.material)
        if !wrong.isEmpty {
            try await databases.passages.write { db in for material in wrong { try Self.discard(db, material) } }
        }
        let known = Dictionary(
            uniqueKeysWithValues: ranges.filter { wanted[$0.task.material] == $0.task }.map { ($0.task.material, $0) })
        return tasks.compactMap { task in
            guard let range = known[task.material] else { return Work(task: task, done: 0, firstDocument: nil) }
            return range.done < range.count ? Work(task: task, done: range.done, firstDocument: range.first) : nil
        }
    }

    /// Takes a material out of the index at once; its rows go later.
    private static func discard(_ db: Database, _ material: Int64) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO passageRefuse (firstDocument, lastDocument)
                SELECT firstDocument, firstDocument + passageCount - 1 FROM passageRange
                WHERE materialId = ? AND passageCount > 0
                """, arguments: [material])
        try db.execute(sql: "DELETE FROM passageRange WHERE materialId = ?", arguments: [material])
        try db.execute(sql: "DELETE FROM indexedMaterial WHERE materialId = ?", arguments: [material])
        try PassageSlice.bump(db)
    }

    private func removeRefuse(_ budget: Duration) async throws {
        let rows = max(64, Int(budget / .milliseconds(1)) * 16)
        while true {
            let mayBeMore = try await databases.passages.write { db -> Bool in
                guard
                    let range = try Row.fetchOne(
                        db, sql: "SELECT firstDocument, lastDocument FROM passageRefuse LIMIT 1")
                else {
                    return false
                }
                let first: Int64 = range[0]
                try db.execute(
                    sql: """
                        DELETE FROM passage WHERE id IN (SELECT id FROM passage WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?)
                        """, arguments: [first, range[1] as Int64, rows])
                if db.changesCount < rows {
                    try db.execute(sql: "DELETE FROM passageRefuse WHERE firstDocument = ?", arguments: [first])
                }
                return true
            }
            guard mayBeMore else { return }
            try Task.checkCancellation()
        }
    }

    // MARK: Doing it

    /// Indexes the works in order, in slices that may hold several books or a part
    /// of one; returns how many books were finished.
    private func index(_ works: [Work], _ size: inout SliceSize) async throws -> Int {
        var finished = 0
        var parts: [PassageSlice.Part] = []
        var next = try await databases.passages.read { db in
            try UInt32.fetchOne(db, sql: "SELECT nextDocument FROM passageIndexState WHERE id = 1") ?? 0
        }
        for work in works {
            try Task.checkCancellation()
            let passages = try PassageBlob.decode(blob(of: work.task))
            var done = work.done
            let first = work.firstDocument ?? next
            if work.firstDocument == nil { next += UInt32(passages.count) }
            repeat {
                let room = size.passages - parts.reduce(0) { $0 + $1.passages.count }
                let end = min(passages.count, done + max(1, room))
                parts.append(
                    PassageSlice.Part(
                        task: work.task, passageCount: passages.count, done: done, firstDocument: first,
                        passages: passages[done..<end]))
                done = end
                if parts.reduce(0, { $0 + $1.passages.count }) >= size.passages || bytes(parts) >= Self.mostBytes {
                    finished += try await write(&parts, &size)
                }
            } while done < passages.count
        }
        if !parts.isEmpty { finished += try await write(&parts, &size) }
        return finished
    }

    private func bytes(_ parts: [PassageSlice.Part]) -> Int {
        parts.reduce(0) { $0 + $1.passages.reduce(0) { $0 + $1.text.utf8.count } }
    }

    private func write(_ parts: inout [PassageSlice.Part], _ size: inout SliceSize) async throws -> Int {
        let slice = try PassageSlice(parts)
        parts = []
        let elapsed = try await databases.passages.write { db in
            let start = ContinuousClock.now
            try slice.write(db)
            return ContinuousClock.now - start
        }
        size.adjust(passages: slice.passageCount, took: elapsed, most: Self.mostPassages)
        let portion = Self.portion(size.budget)
        while try await maintenance.mergeOnce(portion: portion, isIdle: false) {
            try await maintenance.sweep(blocks: portion >> 12)
        }
        return slice.parts.count(where: \.isLast)
    }

    private func blob(of task: IndexTask) throws -> [UInt8] {
        guard let hash = ContentHash(hex: task.passagesHash) else {
            throw StoreError.damagedRow(table: "indexTask", id: task.material)
        }
        return try databases.contents.derived(hash)
    }

    /// Sweeps, once per process, what an interrupted merge left; another process
    /// that is merging just now notices and gives its merge up.
    private func abandonUnfinished() async throws {
        guard clearing.isFirst() else { return }
        try await databases.passages.write { db in try PostingStore.passage.abandonUnfinished(db) }
        try await databases.precious.write { db in try PostingStore.record.abandonUnfinished(db) }
    }

    // MARK: From the beginning

    /// An index of another text version is thrown away before anything is added.
    private func rebuildForNewText() async throws {
        let passages = try await databases.passages.read { db in
            try Int.fetchOne(db, sql: "SELECT tokenizer FROM passageIndexState WHERE id = 1")
        }
        if passages != TextVersion.tokenizer {
            try await databases.passages.write { db in try PassageSchema.reset(db) }
        }
        let records = try await databases.precious.read { db in
            try Int.fetchOne(db, sql: "SELECT tokenizer FROM recordIndexState WHERE id = 1")
        }
        if records != TextVersion.tokenizer { try await databases.precious.write { db in try RecordIndex.rebuild(db) } }
    }

    /// Builds both indexes again from the records and the derived blobs. A server
    /// beside it may do a part of the work; returns when all of it is done.
    func reindex() async throws {
        try await databases.precious.write { db in try RecordIndex.rebuild(db) }
        try await databases.passages.write { db in try PassageSchema.reset(db) }
        _ = try await indexPending(sliceBudget: .milliseconds(200), isIdle: true)
        while try await !pendingWork().isEmpty {
            try await Task.sleep(for: .milliseconds(100))
            _ = try await indexPending(sliceBudget: .milliseconds(200), isIdle: true)
        }
    }
}

/// True the first time it is asked.
final class FirstRun: Sendable {
    private let isDone = Mutex(false)

    func isFirst() -> Bool {
        isDone.withLock { isDone in
            defer { isDone = true }
            return !isDone
        }
    }
}

/// How many passages go into one transaction, learnt from how long the last
/// one took.
struct SliceSize {
    var passages: Int
    let budget: Duration

    mutating func adjust(passages written: Int, took: Duration, most: Int) {
        guard written > 0 else { return }
        let perPassage = max(took / written, .nanoseconds(1_000))
        // Half the budget is aimed at, so that a slow disk rarely goes beyond it.
        let fitting = Int((budget / 2) / perPassage)
        passages = max(16, min(most, min(fitting, passages * 2)))
    }
}
