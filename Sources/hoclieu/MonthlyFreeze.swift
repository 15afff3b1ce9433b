import Ingest
import Library
import Logging
import SQLiteStore

/// Fixes the figures of months that are over: by the clock of a running
/// server, and by command.
struct MonthlyFreeze {
    /// Between looks; what came late meanwhile is added at each.
    private static let pause = Duration.seconds(6 * 3_600)
    /// Frozen months that are compared at each look.
    private static let compared = 3
    /// Months before the first act that nobody would ask for.
    private static let mostAtOnce = 120

    private let store: LibraryStore
    private let kinds: ServicePointKinds
    private let holidays: HolidayDesk
    private let day: Int
    private let logger: Logger

    init(_ wiring: Wiring, day: Int = FreezeDays.usualDay, logger: Logger? = nil) {
        self.logger = logger ?? wiring.logger
        store = wiring.store
        kinds = PlaceKindLists(ingestFolders: wiring.ingestFolders).rules
        holidays = HolidayDesk(
            listed: CalendarLists(ingestFolders: wiring.ingestFolders, kinds: kinds).holidays,
            store: wiring.store.holidays)
        self.day = day
    }

    /// The months that are over, due and not frozen, the earliest first.
    func due(on today: Day) async throws -> [Month] {
        let last = FreezeDays.lastDue(on: today, day: day)
        let online = try await store.usage.files().map(\.month)
        let used = try await store.firstMonthOfUse()
        guard let first = (online + [used].compactMap(\.self)).min(), first <= last else { return [] }
        let months = max(first, last.adding(months: -Self.mostAtOnce))...last
        let frozen = Set(try await store.figures.freezes(in: months).map(\.month))
        return months.each.filter { !frozen.contains($0) }
    }

    func freeze(_ month: Month, isDryRun: Bool = false, recountsAll: Bool = false) async throws -> FreezeReport {
        let opening = OpeningRules(kinds: kinds, holidays: try await holidays.current())
        return try await store.figures.freeze(
            FreezeRequest(
                month, online: try await store.usage.online(month), opening: opening, isDryRun: isDryRun,
                recountsAll: recountsAll), act: .commandLine())
    }

    /// Until the server ends.
    func run() async {
        while !Task.isCancelled {
            do {
                try await look()
                try await Task.sleep(for: Self.pause)
            } catch is CancellationError {
                return
            } catch {
                logger.error("freezing figures failed, trying again in an hour", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(3_600))
            }
        }
    }

    private func look() async throws {
        let today = Day(Moment.now)
        for month in try await due(on: today) {
            let report = try await freeze(month)
            logger.notice(
                "figures frozen", metadata: ["month": "\(month)", "figures": "\(report.counted.count)"])
        }
        let last = FreezeDays.lastDue(on: today, day: day)
        for freeze in try await store.figures.freezes(in: last.adding(months: 1 - Self.compared)...last) {
            let report = try await self.freeze(freeze.month)
            guard !report.differences.isEmpty else { continue }
            logger.warning(
                "figures differ from what was frozen: see \"hoclieu freeze\"",
                metadata: ["month": "\(freeze.month)", "figures": "\(report.differences.count)"])
        }
    }
}
