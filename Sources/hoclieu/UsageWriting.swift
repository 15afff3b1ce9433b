import Library
import Logging
import SQLiteStore

/// Writes the raw hits of a running server, twice a second.
struct UsageWriting {
    private static let pause = Duration.milliseconds(500)
    /// Between two complaints about the same thing.
    private static let silence = 600

    let store: LibraryStore
    /// The date of the list by which robots are known.
    let robotList: Day?
    let logger: Logger

    func run() async {
        var failures = 0
        var hasBegun = false
        while !Task.isCancelled {
            do {
                if !hasBegun { try await store.beginUsage(robotList: robotList, at: .now) }
                hasBegun = true
                try await store.flushUsage(at: .now)
                failures = 0
            } catch {
                // The site goes on; hits wait in memory as long as there is room.
                if failures.isMultiple(of: Self.silence) {
                    logger.error("the use of the site cannot be written down", metadata: ["error": "\(error)"])
                }
                failures += 1
            }
            try? await Task.sleep(for: Self.pause)
        }
    }

    /// The last ones, after the last answer.
    func end() async {
        do { try await store.endUsage(at: .now) } catch {
            logger.error("the last hits could not be written down", metadata: ["error": "\(error)"])
        }
    }
}
