/// A figure of a month that the system counted itself, at desks or online.
package struct MonthFigure: Equatable, Sendable {
    package var place: FigurePlace
    package var indicator: Indicator
    package var value: Int
    /// What was looked at and left out: of online figures robots, double clicks.
    package var excluded: Int
    package var completeness: UInt8?
    package var losses: [FigureLoss]
    package var toDate: ReadersToDate?
    package init(
        place: FigurePlace, indicator: Indicator, value: Int, excluded: Int = 0, completeness: UInt8? = nil,
        losses: [FigureLoss] = [], toDate: ReadersToDate? = nil
    ) {
        (self.place, self.indicator, self.value, self.excluded) = (place, indicator, value, excluded)
        (self.completeness, self.losses, self.toDate) = (completeness, losses, toDate)
    }
}

/// What is known of a point in a month that is over.
package struct PointMonthFacts: Equatable, Sendable {
    package var point: ServicePointID
    package var counts: [Indicator: UseTally.Count] = [:]
    /// Nil when the desk did nothing.
    package var work: UseTally.Work?
    /// Whether the desk did something in an earlier month.
    package var workedBefore = false
    /// The days on which the point was open.
    package var openDays: [Day] = []
    /// The days of the visits' tally.
    package var countedDays: Set<Day> = []
    package var visitors = 0
    /// The days on which a library on wheels went out; nil for all others, and
    /// for one that made no trip.
    package var daysOut: Set<Day>?
    package var held: [Held] = []
    /// Whether an activity was ever noted, up to the end of the month.
    package var notesActivities = false
    /// Different readers; nil when none is known.
    package var readers: Int?
    package var readersToDate: ReadersToDate?

    /// Activities of a kind.
    package struct Held: Equatable, Sendable {
        package var kind: ActivityKind
        package var number: Int
        package var uncounted: Int
        package var attendance: Int
        package init(kind: ActivityKind, number: Int, uncounted: Int, attendance: Int) {
            (self.kind, self.number, self.uncounted, self.attendance) = (kind, number, uncounted, attendance)
        }
    }

    package init(_ point: ServicePointID) { self.point = point }

    /// Adds who came to a stop of a trip that the point runs.
    package mutating func take(_ stop: StopVisit) {
        if stop.isOnWheels { daysOut = (daysOut ?? []).union([stop.day]) }
        guard let visits = stop.counted else { return }
        countedDays.insert(stop.day)
        visitors += visits
    }
}

/// Makes figures of what is known of a point in a month, and says when there is
/// none: silence is no zero.
///
/// - A desk's figure is 0 when its desk did anything in the month, or when the
///   point was closed for all of it and has worked before. A desk that was open
///   and did nothing has no figure: it may have lent on paper.
/// - Visits have a figure when at least one day was counted. A library on wheels
///   is expected to count on the days it went out.
/// - Activities have a figure when one was held; 0 when the point notes its
///   activities and was at work otherwise.
package struct MonthCounting {
    private let facts: PointMonthFacts

    package init(_ facts: PointMonthFacts) { self.facts = facts }

    package var figures: [MonthFigure] { desk + visits + activities }

    private var place: FigurePlace { .point(facts.point) }

    private var wasClosed: Bool { facts.openDays.isEmpty && facts.workedBefore }
    private var deskSpeaks: Bool { facts.work != nil || wasClosed }

    private var desk: [MonthFigure] {
        var figures: [MonthFigure] = []
        for indicator in [Indicator.loan, .loanOfOwned, .renewal, .inHouseUse] {
            let count = facts.counts[indicator]
            guard deskSpeaks || count != nil else { continue }
            figures.append(
                MonthFigure(
                    place: place, indicator: indicator, value: count?.value ?? 0, excluded: count?.excluded ?? 0,
                    completeness: deskCompleteness,
                    losses: Self.losses([FigureLoss(.wrongClock, count?.wrongClock ?? 0)])))
        }
        if deskSpeaks || facts.readers != nil {
            figures.append(
                MonthFigure(
                    place: place, indicator: .activeUser, value: facts.readers ?? 0, completeness: deskCompleteness,
                    toDate: facts.readersToDate))
        }
        return figures
    }

    /// Of the month the desk began in, what came after it began; otherwise all.
    private var deskCompleteness: UInt8? {
        guard let work = facts.work else { return wasClosed ? 100 : nil }
        guard !facts.workedBefore, !facts.openDays.isEmpty else { return 100 }
        return Self.percent(facts.openDays.count { $0.day >= work.firstDay }, of: facts.openDays.count)
    }

    private var visits: [MonthFigure] {
        guard !facts.countedDays.isEmpty else { return [] }
        // As the month's page says it: closed days that were counted belong to it.
        let expected = facts.countedDays.union(facts.daysOut ?? Set(facts.openDays)).count
        return [
            MonthFigure(
                place: place, indicator: .visit, value: facts.visitors,
                completeness: Self.percent(facts.countedDays.count, of: expected))
        ]
    }

    private var activities: [MonthFigure] {
        let held = facts.held.reduce(0) { $0 + $1.number }
        let isAtWork = facts.work != nil || !facts.countedDays.isEmpty
        guard held > 0 || (facts.notesActivities && isAtWork) else { return [] }
        let number = { (kind: ActivityKind) in facts.held.first { $0.kind == kind }?.number ?? 0 }
        var figures = [
            MonthFigure(place: place, indicator: .event, value: held),
            MonthFigure(place: place, indicator: .readingFestival, value: number(.readingFestival)),
            MonthFigure(place: place, indicator: .readingPeriod, value: number(.readingPeriod)),
        ]
        let uncounted = facts.held.reduce(0) { $0 + $1.uncounted }
        if held == 0 || uncounted < held {
            figures.append(
                MonthFigure(
                    place: place, indicator: .attendance, value: facts.held.reduce(0) { $0 + $1.attendance },
                    completeness: held == 0 ? nil : Self.percent(held - uncounted, of: held),
                    losses: Self.losses([FigureLoss(.uncountedActivities, uncounted)])))
        }
        return figures
    }

    private static func losses(_ losses: [FigureLoss]) -> [FigureLoss] { losses.filter { $0.count > 0 } }

    /// Rounded down: 99 of 100 days are not all.
    package static func percent(_ part: Int, of whole: Int) -> UInt8 {
        whole <= 0 ? 100 : UInt8(clamping: part * 100 / whole)
    }
}
