import Library

/// What was read most everywhere, for the first page: added up once an hour, for
/// it goes through the year of every point.
actor MostReadShelf {
    private static let kept: Duration = .seconds(3_600)
    private static let limit = 12

    private let store: any UsageStore
    private var last: (at: Moment, records: [ReadRecord])?
    /// Whoever adds it up now; the others wait for the same.
    private var reading: Task<[ReadRecord], any Error>?

    init(_ store: any UsageStore) { self.store = store }

    func records(at now: Moment) async throws -> [ReadRecord] {
        if let last, last.at <= now, now < last.at.adding(Self.kept) { return last.records }
        if let reading { return try await reading.value }
        let month = Month(of: Day(now))
        let filter = MostReadFilter(months: month.adding(months: -12)...month, limit: Self.limit)
        let task = Task { [store] in try await store.mostRead(filter) }
        reading = task
        defer { reading = nil }
        let records = try await task.value
        last = (now, records)
        return records
    }
}
