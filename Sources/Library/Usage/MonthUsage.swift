/// One month of the site as counted from its raw hits.
package struct MonthUsage: Equatable, Sendable {
    package var month: Month
    /// Every raw hit of the file, by kind.
    package var hits: [HitKind: Int]
    /// By place, the site last, then in the order of the indicators. A place has
    /// all the online indicators or none.
    package var counts: [UsageCount]
    /// By place, then record.
    package var items: [ItemUse]
    package var evidence: UsageEvidence

    package init(
        month: Month, hits: [HitKind: Int], counts: [UsageCount], items: [ItemUse], evidence: UsageEvidence
    ) {
        (self.month, self.hits, self.counts) = (month, hits, counts)
        (self.items, self.evidence) = (items, evidence)
    }

    package var hitCount: Int { hits.values.reduce(0, +) }

    /// One indicator over all places. Visits, items and searches of the site are
    /// each counted at one place, so that they add up.
    package func total(_ indicator: Indicator) -> Int {
        counts.reduce(0) { $0 + ($1.indicator == indicator ? $1.value : 0) }
    }
}

/// One figure of a month, with what it leaves out. `value` and all of `excluded`
/// together are the raw hits the indicator looks at.
package struct UsageCount: Equatable, Sendable {
    package var place: FigurePlace
    package var indicator: Indicator
    package var value: Int
    /// Raw hits left out, each by the first reason that holds; without zeros.
    package var excluded: [UsageExclusion: Int]

    package init(place: FigurePlace, indicator: Indicator, value: Int, excluded: [UsageExclusion: Int]) {
        (self.place, self.indicator, self.value, self.excluded) = (place, indicator, value, excluded)
    }
}

/// Why a raw hit is not counted, in the order in which it is asked.
package enum UsageExclusion: String, Sendable, CaseIterable {
    /// Its moment is of another month: the clock was set while it was written.
    case otherMonth = "other-month"
    /// Not a GET: a form, a look at the head alone.
    case method
    /// COUNTER 5.1, 7.1: only 200 and 304 count.
    case status
    case robot
    /// Fetched ahead: nobody asked for it yet.
    case prefetch
    /// The libraries' own staff at work, signed in with a role.
    case staff
    /// A visit on site is no virtual visit (ISO 2789): it is counted at the door.
    case onSite = "on-site"
    /// COUNTER 5.1, 7.2: the same link again within 30 seconds.
    case doubleClick = "double-click"
    /// The same record, or a further page, in the same session.
    case sameSession = "same-session"
}

/// How often a record was used at a place in a month: what "most read" is made of.
package struct ItemUse: Hashable, Sendable {
    package var place: FigurePlace
    package var record: RecordID
    /// Unique_Item_Requests: sessions in which its text was opened.
    package var requests: Int
    /// Unique_Item_Investigations.
    package var investigations: Int

    package init(place: FigurePlace, record: RecordID, requests: Int, investigations: Int) {
        (self.place, self.record, self.requests, self.investigations) = (place, record, requests, investigations)
    }
}

/// What a month's file says of itself: how complete it is, and what it lost.
package struct UsageEvidence: Equatable, Sendable {
    /// Days of the month on which hits were taken down for some time.
    package var days: Int
    /// Minutes of the month in which they were.
    package var minutes: Int
    /// How often the server ended without closing the file: each time up to one
    /// second of hits is lost.
    package var crashes: Int
    /// A server is writing it, or crashed and was not started since.
    package var isOpen: Bool
    /// Hits that were sent but could not be kept: a full disk, a full buffer.
    package var dropped: Int
    /// How often the clock went back.
    package var clockSteps: Int
    /// The dates of the lists by which robots were known.
    package var robotLists: [Day]

    package init(
        days: Int = 0, minutes: Int = 0, crashes: Int = 0, isOpen: Bool = false, dropped: Int = 0,
        clockSteps: Int = 0, robotLists: [Day] = []
    ) {
        (self.days, self.minutes, self.crashes, self.isOpen) = (days, minutes, crashes, isOpen)
        (self.dropped, self.clockSteps, self.robotLists) = (dropped, clockSteps, robotLists)
    }

    /// How much of a month was counted, percent of its days. A server that is
    /// switched off at night misses nothing: nobody can read then.
    package func completeness(of month: Month) -> UInt8 {
        let all = month.days.lowerBound.days(until: month.days.upperBound) + 1
        return UInt8(clamping: days * 100 / all)
    }
}

/// One stretch of time in which a server wrote a file.
package struct UsageRun: Equatable, Sendable {
    package enum Ending: String, Sendable, CaseIterable {
        case open
        /// With everything that was sent.
        case closed
        /// Found open by the next server.
        case lost
    }
    package var startedAt: Moment
    /// The last moment it is known to have been at work.
    package var aliveAt: Moment
    package var ending: Ending
    package var dropped: Int
    package var robotList: Day?

    package init(startedAt: Moment, aliveAt: Moment, ending: Ending, dropped: Int = 0, robotList: Day? = nil) {
        (self.startedAt, self.aliveAt, self.ending) = (startedAt, aliveAt, ending)
        (self.dropped, self.robotList) = (dropped, robotList)
    }
}

extension UsageEvidence {
    /// What the runs of a file tell of its month. Runs may overlap: two servers,
    /// or a clock that went back.
    package init(of month: Month, runs: [UsageRun], clockSteps: Int) {
        self.init(clockSteps: clockSteps)
        let start = month.days.lowerBound.start.milliseconds, end = month.days.upperBound.end.milliseconds
        var days: Set<Int> = []
        var seconds: Int64 = 0, reached = start
        for run in runs.sorted(by: { $0.startedAt < $1.startedAt }) {
            let first = max(run.startedAt.milliseconds, start), last = min(run.aliveAt.milliseconds, end - 1)
            guard first <= last else { continue }
            days.formUnion(
                Day(Moment(milliseconds: first)).daysSince1970...Day(Moment(milliseconds: last)).daysSince1970)
            seconds += max(0, last - max(first, reached)) / 1_000
            reached = max(reached, last)
        }
        minutes = Int((seconds + 30) / 60)
        self.days = days.count
        crashes = runs.count { $0.ending == .lost }
        isOpen = runs.contains { $0.ending == .open }
        dropped = runs.reduce(0) { $0 + $1.dropped }
        robotLists = Set(runs.compactMap(\.robotList)).sorted()
    }
}
