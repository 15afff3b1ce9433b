import Library
import Logging
import SQLiteStore

/// What a running server does once a day: ends the holds nobody came for,
/// forgets who had what, and counts the use of a month that is over.
struct DailyUpkeep {
    private static let pause = Duration.seconds(24 * 3_600)

    let store: LibraryStore
    let limits: ForgettingLimits
    let logger: Logger

    func run() async {
        while !Task.isCancelled {
            do {
                let stores = store.circulating
                _ = try await stores.lending.expireHolds(at: nil, days: LendingTerms.usualHoldDays, act: .commandLine())
                _ = try await stores.privacy.forget(limits, now: .now)
                try await store.usage.keepPast(at: .now)
                try await Task.sleep(for: Self.pause)
            } catch is CancellationError {
                return
            } catch {
                logger.error("the daily upkeep failed, trying again in an hour", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(3_600))
            }
        }
    }
}
