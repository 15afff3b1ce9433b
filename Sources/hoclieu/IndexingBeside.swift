import Ingest
import SQLiteStore
import Synchronization

/// Indexes the books of an ingest while others are still being read, and the
/// rest at its end: texts are found as soon as the command is done.
struct IndexingBeside {
    /// Books that are indexed together, and records whose small segments are
    /// merged together; fewer would be merged over and over.
    private static let together = (books: 16, records: 8_192)

    let store: LibraryStore
    let progress: TerminalProgress
    let isNeeded: Bool

    func during<Answer: Sendable>(_ work: @Sendable () async -> Answer) async throws -> Answer {
        guard isNeeded else { return await work() }
        let isDone = Latch()
        async let indexing: Void = index(until: isDone)
        let answer = await work()
        isDone.close()
        try await indexing
        while true {
            let books = try await store.indexPending(sliceBudget: .milliseconds(20), isIdle: false)
            if books == 0 { return answer }
            progress.indexed(books: books)
        }
    }

    private func index(until isDone: Latch) async throws {
        var seen = (books: 0, records: 0)
        while !isDone.isClosed {
            let committed = progress.committed
            if committed.books - seen.books >= Self.together.books
                || committed.records - seen.records >= Self.together.records
            {
                seen = committed
                _ = try await store.indexPending(sliceBudget: .milliseconds(20), isIdle: false)
            } else {
                try await Task.sleep(for: .milliseconds(25))
            }
        }
    }

    private final class Latch: Sendable {
        private let closed = Atomic(false)
        var isClosed: Bool { closed.load(ordering: .acquiring) }
        func close() { closed.store(true, ordering: .releasing) }
    }
}
