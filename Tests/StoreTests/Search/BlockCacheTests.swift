import GRDB
import Randomness
import Testing

@testable import SQLiteStore

/// The blocks of the index that are kept in memory.
struct BlockCacheTests {
    @Test func `whatever is kept and asked for, a block is the right one or none, and the limit holds`() {
        var random = SeededRandom(seed: 17)
        let cache = BlockCache(capacity: 4_000)
        var found = 0
        for _ in 0..<20_000 {
            // Smaller numbers are asked for more often.
            let number = Int64(random.below(1 + random.below(200)))
            let right = [UInt8](repeating: UInt8(number), count: 1 + Int(number) * 3)
            if let known = cache.block(number) {
                #expect(known == right)
                found += 1
            } else {
                cache.keep(right, as: number)
            }
            #expect(cache.byteCount <= 4_000)
        }
        #expect(found > 5_000)
    }

    @Test func `what is read again stays while others come and go`() {
        let cache = BlockCache(capacity: 800)
        let bytes = [UInt8](repeating: 7, count: 100)
        for number in 0..<100 {
            cache.keep(bytes, as: Int64(number))
            #expect(number == 0 || cache.block(0) == bytes)
        }
        #expect(cache.block(5) == nil && cache.block(99) == bytes)
    }

    @Test func `a long list is not kept, and forgetting keeps none`() {
        let cache = BlockCache(capacity: 1 << 20)
        cache.keep([UInt8](repeating: 1, count: BlockCache.longest + 1), as: 1)
        cache.keep([2], as: 2)
        #expect(cache.block(1) == nil && cache.block(2) == [2])
        cache.forget()
        #expect(cache.block(2) == nil && cache.byteCount == 0)
    }

    @Test func `what a new segment brings is kept before anybody asks, and only once`() async throws {
        let library = try TemporaryLibrary()
        let pool = library.store.databases.precious
        let cache = BlockCache(capacity: 1 << 20)
        func takeAndKeep(_ number: Int) async throws -> [Int64] {
            try await library.take([Sample.marc("\(number)", "Sách số \(number)")], file: "\(number).mrc")
            try await pool.write { db in try RecordIndex.flush(db) }
            return try await pool.read { db in
                try cache.keepNew(PostingStore.record.liveSegments(db), db, .record)
                return try Int64.fetchAll(db, sql: "SELECT id FROM recordBlock ORDER BY id")
            }
        }

        let first = try await takeAndKeep(1)
        let keptAtFirst = cache.byteCount
        let second = try await takeAndKeep(2)
        let keptThen = cache.byteCount
        cache.forget()
        try await pool.read { db in try cache.keepNew(PostingStore.record.liveSegments(db), db, .record) }

        // What is there already is kept where it is asked for.
        #expect(!first.isEmpty && keptAtFirst == 0)
        #expect(keptThen > 0 && cache.byteCount == 0)
        #expect(second.count > first.count)
    }
}
