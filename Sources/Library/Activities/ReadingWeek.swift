/// One period of a series: planned by the timetable, and what became of it.
package struct ReadingOccurrence: Equatable, Sendable {
    package var series: ReadingSeriesID
    /// The day of the timetable: with the series its name, wherever it moves to.
    package var planned: Day
    package var className: String
    package var outcome: ReadingOutcome
    /// The entry the outcome is from; 0 while nothing was noted.
    package var entry: Int64

    package init(
        series: ReadingSeriesID, planned: Day, className: String, outcome: ReadingOutcome, entry: Int64 = 0
    ) {
        (self.series, self.planned, self.className) = (series, planned, className)
        (self.outcome, self.entry) = (outcome, entry)
    }

    package var isMoved: Bool { outcome.day != planned }
}

/// What became of a period.
package struct ReadingOutcome: Equatable, Sendable {
    package var state: ActivityState
    /// The day it is, or was, really on.
    package var day: Day
    package var period: Int
    /// Nil while nobody has counted.
    package var pupils: Int?
    package init(state: ActivityState = .planned, day: Day, period: Int, pupils: Int? = nil) {
        (self.state, self.day, self.period, self.pupils) = (state, day, period, pupils)
    }

    /// A class has fewer than a hundred; two classes may sit together.
    package static let pupils = 0...200
    /// How far a period may move: within the school year.
    package static let farthest = 200

    /// What is wrong with it on a day; nil when it can be kept.
    package func refusal(planned: Day, on today: Day) -> ActivityRefusal? {
        if abs(planned.days(until: day)) > Self.farthest || !ReadingSeriesFacts.periods.contains(period) {
            return .daysWrong
        }
        if state == .held, day > today { return .heldTooEarly }
        if let pupils {
            if state != .held { return .countedButNotHeld }
            if !Self.pupils.contains(pupils) { return .countsWrong }
        }
        return nil
    }
}

/// What somebody notes of one period.
package struct ReadingNote: Equatable, Sendable {
    package var series: ReadingSeriesID
    package var planned: Day
    package var outcome: ReadingOutcome
    /// The entry the form was shown with.
    package var basedOn: Int64
    package init(series: ReadingSeriesID, planned: Day, outcome: ReadingOutcome, basedOn: Int64) {
        (self.series, self.planned, self.outcome, self.basedOn) = (series, planned, outcome, basedOn)
    }
}

/// The reading periods of a whole school in one week.
package struct ReadingWeek: Equatable, Sendable {
    package var days: ClosedRange<Day>
    /// By day, period and class.
    package var occurrences: [ReadingOccurrence]
    /// Days of the week without periods, because the point is closed.
    package var closures: [Day: LibraryCalendar.Closure]

    /// What the timetable plans in a week, less the days off, and what was moved
    /// into it. What was noted stays, even on a day that was closed afterwards;
    /// the week's opening days say nothing of a school's timetable.
    package init(
        of day: Day, series: [ReadingSeries], noted: [ReadingOccurrence], calendar: LibraryCalendar
    ) {
        let week = ClosedRange<Day>.week(of: day)
        struct Name: Hashable {
            var series: ReadingSeriesID
            var planned: Day
        }
        var found: [Name: ReadingOccurrence] = [:]
        for one in series {
            guard let day = one.facts.day(in: week), calendar.specialClosure(on: day) == nil else { continue }
            found[Name(series: one.id, planned: day)] = ReadingOccurrence(
                series: one.id, planned: day, className: one.facts.className,
                outcome: ReadingOutcome(day: day, period: one.facts.period))
        }
        for one in noted where week.contains(one.planned) || week.contains(one.outcome.day) {
            found[Name(series: one.series, planned: one.planned)] = one
        }
        days = week
        occurrences = found.values.sorted { left, right in
            let (one, other) = (left.shownOn(week), right.shownOn(week))
            return (one, left.outcome.period, left.className, left.series, left.planned)
                < (other, right.outcome.period, right.className, right.series, right.planned)
        }
        closures = week.each.reduce(into: [:]) { $0[$1] = calendar.specialClosure(on: $1) }
    }
}

extension ReadingOccurrence {
    /// The day under which a week shows it: the one it is on, or the one it left.
    package func shownOn(_ week: ClosedRange<Day>) -> Day { week.contains(outcome.day) ? outcome.day : planned }
}
