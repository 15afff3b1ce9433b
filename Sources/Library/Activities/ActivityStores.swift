/// What libraries did and plan to do. Entries are only ever added: a change
/// leaves what stood there before.
package protocol ActivityStore: Sendable {
    func activities(_ filter: ActivityFilter) async throws -> [Activity]
    func activity(_ id: ActivityID) async throws -> Activity?
    /// What was noted, the newest first; one is the activity as it is now.
    func history(of id: ActivityID) async throws -> [ActivityFacts]
    func add(_ facts: ActivityFacts, at point: ServicePointID, act: Act) async throws -> ActivityID
    /// Throws `ActivityRefusal.changedMeanwhile` unless `entry` is the last one.
    func change(_ id: ActivityID, to facts: ActivityFacts, basedOn entry: Int64, act: Act) async throws
    /// What is planned anywhere and not over on a day, the earliest first.
    func coming(on day: Day, limit: Int) async throws -> [ComingActivity]
    /// What was held, as statistics count it.
    func counts(at points: [ServicePointID], in months: ClosedRange<Month>) async throws -> ActivityCounts
}

package struct ActivityFilter: Equatable, Sendable {
    package var point: ServicePointID
    /// Activities that touch these days.
    package var days: ClosedRange<Day>
    package init(point: ServicePointID, days: ClosedRange<Day>) { (self.point, self.days) = (point, days) }
}

/// What everybody may know of a planned activity.
package struct ComingActivity: Equatable, Sendable {
    package var title: String
    package var first: Day
    package var last: Day
    package var place: String?
    package var pointName: String
    package init(title: String, first: Day, last: Day, place: String?, pointName: String) {
        (self.title, self.first, self.last) = (title, first, last)
        (self.place, self.pointName) = (place, pointName)
    }
}

/// The weekly reading periods of schools.
package protocol ReadingPeriodStore: Sendable {
    /// Series of a point that touch some days, by class.
    func series(at point: ServicePointID, in days: ClosedRange<Day>) async throws -> [ReadingSeries]
    /// Adds those that are not there yet; the number of new ones.
    func add(_ series: [ReadingSeriesFacts], at point: ServicePointID, act: Act) async throws -> Int
    /// Lets a series end with a day; one that ends before it began is gone.
    /// Throws `ActivityRefusal.seriesInUse` when something later was noted.
    func end(_ series: ReadingSeriesID, after day: Day, at point: ServicePointID, act: Act) async throws
    /// What was noted of periods planned or moved into some days.
    func noted(at point: ServicePointID, in days: ClosedRange<Day>) async throws -> [ReadingOccurrence]
    /// Writes down what differs from what was noted; those that somebody else
    /// changed since `basedOn` stay as they are and are given back.
    func note(_ notes: [ReadingNote], at point: ServicePointID, act: Act) async throws -> [ReadingNote]
}

/// The tally of visits at the desks.
package protocol VisitStore: Sendable {
    /// Adds visitors to a day.
    func count(_ visitors: VisitCount, at point: ServicePointID, on day: Day, act: Act) async throws
    /// Says what a day's count really is; throws `ActivityRefusal.reasonMissing`
    /// without a reason where there is a count already.
    func correct(_ count: VisitCount, at point: ServicePointID, on day: Day, reason: String?, act: Act) async throws
    /// Days nobody counted have no count.
    func counts(at point: ServicePointID, in days: ClosedRange<Day>) async throws -> [Day: VisitCount]
    /// The entries of a day, the first first.
    func entries(at point: ServicePointID, on day: Day) async throws -> [VisitEntry]
    /// The stops of the trips that a point runs, by day.
    func stops(of point: ServicePointID, in days: ClosedRange<Day>) async throws -> [StopVisit]
}

/// The stores of activities together.
package struct ActivityStores: Sendable {
    package var activities: any ActivityStore
    package var readingPeriods: any ReadingPeriodStore
    package var visits: any VisitStore
    package init(
        activities: any ActivityStore, readingPeriods: any ReadingPeriodStore, visits: any VisitStore
    ) {
        (self.activities, self.readingPeriods, self.visits) = (activities, readingPeriods, visits)
    }
}

/// What was held and who came, per point and month: what the plans' figures are
/// made of. A month without a line has no figure, which is not 0.
package struct ActivityCounts: Equatable, Sendable {
    /// Activities of one kind, counted in the month they began; periods of the
    /// weekly series count as ``ActivityKind/readingPeriod`` on the day they took place.
    package struct Held: Equatable, Sendable {
        package var point: ServicePointID
        package var month: Month
        package var kind: ActivityKind
        package var number: Int
        /// Of these, those that nobody counted heads at: their visitors are
        /// missing from `attendance`.
        package var uncounted: Int
        package var attendance: VisitCount
        package init(
            point: ServicePointID, month: Month, kind: ActivityKind, number: Int, uncounted: Int, attendance: VisitCount
        ) {
            (self.point, self.month, self.kind) = (point, month, kind)
            (self.number, self.uncounted, self.attendance) = (number, uncounted, attendance)
        }
    }

    /// The desk's tally.
    package struct Visits: Equatable, Sendable {
        package var point: ServicePointID
        package var month: Month
        /// Days with a count.
        package var days: Int
        package var count: VisitCount
        package init(point: ServicePointID, month: Month, days: Int, count: VisitCount) {
            (self.point, self.month, self.days, self.count) = (point, month, days, count)
        }
    }

    /// By point, month and kind.
    package var held: [Held]
    /// By point and month.
    package var visits: [Visits]
    package init(held: [Held], visits: [Visits]) { (self.held, self.visits) = (held, visits) }
}
