/// What the board asks of the store beside its tables.
package protocol BoardStore: Sendable {
    /// Counts up with every change of units, links, institutions and points, of
    /// any process.
    func placeChanges() async throws -> Int64
    func directory() async throws -> PlaceDirectory
    /// Every cell that was written after an entry, once, as it is now.
    func changes(after entry: Int64) async throws -> [FigureChange]
}

/// The figures of the whole library in memory, so that a page over 3,000 points
/// and five years adds up and asks the database for next to nothing.
///
/// Every question first looks whether something was written since, by whatever
/// process; only the cells that changed are read again.
package actor FigureBoard {
    /// What the board holds at a moment.
    package struct Scene: Sendable {
        package let directory: PlaceDirectory
        /// One of each indicator that was asked for.
        package let tables: [Indicator: FigureTable]
        package let epoch: FigureEpoch
    }

    private struct Held: Sendable {
        var directory: PlaceDirectory
        var placeChanges: Int64
        var epoch: FigureEpoch
        var months: ClosedRange<Month>
        var tables: [Indicator: FigureTable] = [:]
    }

    private let figures: any FigureStore
    private let places: any BoardStore
    private var held: Held?
    /// Whoever reads the database now; the next one waits, and then finds it done.
    private var reading: Task<Scene, any Error>?

    package init(figures: any FigureStore, places: any BoardStore) {
        (self.figures, self.places) = (figures, places)
    }

    /// What most questions are about.
    package static let usual: Set<Indicator> = [.visit, .virtualVisit, .loan, .loanOfOwned]

    /// Wide enough for most questions of a year: from the January six years before
    /// the last month that is over, so that the board is read once.
    package static func usualMonths(over last: Month) -> ClosedRange<Month> {
        last.adding(months: 1 - last.number - 12 * 6)...last
    }

    /// Reads what most questions are about, and room for two years to come, so that
    /// no visitor waits for it: about half a second for 3,000 points and five years.
    package func prepare(over last: Month) async throws {
        let usual = Self.usualMonths(over: last)
        _ = try await scene(Self.usual, in: usual.lowerBound...last.adding(months: 24))
    }

    /// Does so, and then reads what is written beside the questions until it is
    /// cancelled: for a server. A question reads for itself what is newer still.
    package func keepFresh(over last: Month) async {
        // What cannot be read now, the next question reads, and says why it cannot.
        try? await prepare(over: last)
        while (try? await Task.sleep(for: Self.pause)) != nil {
            if let months = held?.months { _ = try? await scene([], in: months) }
        }
    }

    private static let pause: Duration = .seconds(1)

    /// The tables of some indicators in at least these months, as they are now.
    package func scene(_ indicators: Set<Indicator>, in months: ClosedRange<Month>) async throws -> Scene {
        let epoch = try await figures.epoch()
        let changes = try await places.placeChanges()
        if let scene = current(indicators, months, epoch, changes) { return scene }
        let before = reading
        let task = Task {
            _ = await before?.result
            return try await refreshed(indicators, months)
        }
        reading = task
        return try await task.value
    }

    /// Nil when something has to be read.
    private func current(
        _ indicators: Set<Indicator>, _ months: ClosedRange<Month>, _ epoch: FigureEpoch, _ changes: Int64
    ) -> Scene? {
        guard let held, held.epoch == epoch, held.placeChanges == changes, held.months.contains(months.lowerBound),
            held.months.contains(months.upperBound), indicators.isSubset(of: held.tables.keys)
        else { return nil }
        return scene(of: held, indicators)
    }

    private func scene(of held: Held, _ indicators: Set<Indicator>) -> Scene {
        Scene(
            directory: held.directory, tables: held.tables.filter { indicators.contains($0.key) }, epoch: held.epoch)
    }

    private func refreshed(_ indicators: Set<Indicator>, _ months: ClosedRange<Month>) async throws -> Scene {
        // Looked at before the tables are read: what is written meanwhile is read
        // once more the next time, and nothing is missed.
        let epoch = try await figures.epoch()
        let changes = try await places.placeChanges()
        if let scene = current(indicators, months, epoch, changes) { return scene }
        var next = try await base(epoch, changes, months)
        for indicator in indicators.sorted(by: { $0.rawValue < $1.rawValue }) where next.tables[indicator] == nil {
            next.tables[indicator] = try await figures.table(indicator, at: nil, in: next.months)
        }
        held = next
        return scene(of: next, indicators)
    }

    /// What is held, brought up to date; without its tables when it does not reach
    /// far enough.
    private func base(_ epoch: FigureEpoch, _ changes: Int64, _ months: ClosedRange<Month>) async throws -> Held {
        guard var next = held else {
            return Held(
                directory: try await places.directory(), placeChanges: changes, epoch: epoch, months: months)
        }
        if next.placeChanges != changes {
            (next.directory, next.placeChanges) = (try await places.directory(), changes)
        }
        if !next.months.contains(months.lowerBound) || !next.months.contains(months.upperBound) {
            next.months =
                min(next.months.lowerBound, months.lowerBound)...max(next.months.upperBound, months.upperBound)
            next.tables = [:]
        } else if next.epoch.lastEntry != epoch.lastEntry {
            try await bringUpToDate(&next.tables, in: next.months, from: next.epoch.lastEntry, to: epoch.lastEntry)
        }
        next.epoch = epoch
        return next
    }

    /// More entries than that, of a year's import, cost more one by one than the
    /// tables cost anew.
    package static let mostChanges: Int64 = 10_000

    private func bringUpToDate(
        _ tables: inout [Indicator: FigureTable], in months: ClosedRange<Month>, from: Int64, to: Int64
    ) async throws {
        guard to - from > Self.mostChanges else {
            let changes = try await places.changes(after: from)
            for indicator in tables.keys { tables[indicator]?.take(changes) }
            return
        }
        for indicator in tables.keys { tables[indicator] = try await figures.table(indicator, at: nil, in: months) }
    }
}
