/// The raw hits of the site and what is counted from them.
package protocol UsageStore: Sendable {
    /// Takes a hit down. Never waits and never fails: it is written within a
    /// second, and what cannot be kept is counted as lost.
    func record(_ hit: RawHit)
    /// Counts a month from its raw hits, the current one as far as it is written;
    /// nil where there is no file. The same file gives the same figures.
    func count(_ month: Month) async throws -> MonthUsage?
    /// Keeps what was counted, in place of what was kept of the month before.
    func keep(_ usage: MonthUsage) async throws
    /// What was kept of a month; its items are asked for by ``mostRead(_:)``.
    func kept(_ month: Month) async throws -> MonthUsage?
    /// Of kept months, the records whose texts were opened in most sessions.
    func mostRead(_ filter: MostReadFilter) async throws -> [ReadRecord]
    /// The months there are raw hits of, the earliest first.
    func files() async throws -> [UsageFileState]
    /// Removes the raw hits of months before one, if they are kept as counted;
    /// the months that were removed.
    func prune(before month: Month) async throws -> [Month]
}

package struct MostReadFilter: Equatable, Sendable {
    package var months: ClosedRange<Month>
    /// Nil for all places together.
    package var places: [FigurePlace]?
    /// Only records for this class level, 1 to 12: nobody knows the reader's.
    package var grade: Int?
    /// What fewer sessions opened is left out.
    package var fewest: Int
    package var limit: Int
    package init(
        months: ClosedRange<Month>, places: [FigurePlace]? = nil, grade: Int? = nil,
        fewest: Int = MostReadFilter.fewestSessions, limit: Int
    ) {
        (self.months, self.places, self.grade) = (months, places, grade)
        (self.fewest, self.limit) = (fewest, limit)
    }

    /// A title that fewer sessions opened is not named: in a small school
    /// everybody would know who it was.
    package static let fewestSessions = 3
}

package struct ReadRecord: Equatable, Sendable {
    package var record: RecordSummary
    /// Sessions in which its text was opened: COUNTER's unique item requests.
    package var requests: Int
    package init(record: RecordSummary, requests: Int) { (self.record, self.requests) = (record, requests) }
}

/// A month's file of raw hits.
package struct UsageFileState: Equatable, Sendable {
    package var month: Month
    package var byteCount: Int64
    /// Raw hits when the month was last counted and kept; nil if it never was.
    package var keptHits: Int?
    package init(month: Month, byteCount: Int64, keptHits: Int?) {
        (self.month, self.byteCount, self.keptHits) = (month, byteCount, keptHits)
    }
}

/// What makes numbers of visitors that lead back to nobody.
package protocol VisitorHashing: Sendable {
    /// Of the number in a visit's cookie: the same until the cookie ends.
    func hash(ofTicket number: UInt64) -> Int64
    /// Of an address and a browser's name in an hour. Its salt is thrown away with
    /// the day, so that afterwards nobody can try addresses out.
    func hash(ofAddress address: String?, agent: String, at now: Moment) -> Int64
}

/// What the site needs to take its use down.
package struct UsageDesk: Sendable {
    package var store: any UsageStore
    package var visitors: any VisitorHashing
    package init(store: any UsageStore, visitors: any VisitorHashing) {
        (self.store, self.visitors) = (store, visitors)
    }
}
