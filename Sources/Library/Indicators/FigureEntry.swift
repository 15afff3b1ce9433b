/// One line of the history of a figure: what was counted, entered or imported
/// for a place and a month. Entries are only ever added; a later one takes the
/// place of an earlier one and says why.
package struct FigureEntry: Equatable, Sendable {
    package var id: FigureEntryID
    package var key: FigureKey
    /// Nil where an earlier figure was taken back: then there is none.
    package var value: Int?
    /// What was seen and not counted: robots, double clicks, acts that could not
    /// apply.
    package var excluded: Int
    /// How much of the month was counted, percent of its open days; nil where
    /// nobody can say.
    package var completeness: UInt8?
    /// The version of the definition it was counted by.
    package var definition: UInt8
    package var losses: [FigureLoss]
    package var cause: FigureCause
    /// Nil unless the cause is a correction.
    package var reason: String?
    /// Of active users alone.
    package var toDate: ReadersToDate?
    /// False once a later entry has taken its place.
    package var isCurrent: Bool
    /// Empty for the clock and the command line.
    package var accountName: String
    package var at: Moment

    package init(
        id: FigureEntryID, key: FigureKey, value: Int?, excluded: Int = 0, completeness: UInt8? = nil,
        definition: UInt8 = 1, losses: [FigureLoss] = [], cause: FigureCause = .first, reason: String? = nil,
        toDate: ReadersToDate? = nil, isCurrent: Bool = true, accountName: String = "", at moment: Moment
    ) {
        (self.id, self.key, self.value, self.excluded) = (id, key, value, excluded)
        (self.completeness, self.definition, self.losses) = (completeness, definition, losses)
        (self.cause, self.reason, self.toDate) = (cause, reason, toDate)
        (self.isCurrent, self.accountName, at) = (isCurrent, accountName, moment)
    }
}

package typealias FigureEntryID = RowID<FigureEntry>

/// What a figure is of; of each there is at most one that holds.
package struct FigureKey: Hashable, Sendable {
    package var place: FigurePlace
    package var indicator: Indicator
    package var month: Month
    package var origin: FigureOrigin
    package init(_ place: FigurePlace, _ indicator: Indicator, _ month: Month, _ origin: FigureOrigin) {
        (self.place, self.indicator, self.month, self.origin) = (place, indicator, month, origin)
    }
}

/// Why an entry was made; words under `figure-cause` in the locales.
package enum FigureCause: String, Sendable, CaseIterable {
    /// The first of its figure.
    case first
    /// A person put it right, and said why.
    case corrected
    /// Acts of the month that came after it was frozen: days written on paper, a
    /// tally put right.
    case late
}

/// What is missing from a figure, or was told with a wrong clock; words under
/// `figure-loss` in the locales.
package struct FigureLoss: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Activities at which nobody counted heads.
        case uncountedActivities = "uncounted-activities"
        /// Acts of a machine whose clock was wrong, counted in the month in which
        /// they were told.
        case wrongClock = "wrong-clock"
        /// Times at which requests were not written down, or may not have been.
        case unloggedRequests = "unlogged-requests"
    }
    package var kind: Kind
    package var count: Int
    package init(_ kind: Kind, _ count: Int) { (self.kind, self.count) = (kind, count) }

    /// "uncounted-activities:3,wrong-clock:1".
    package static func text(_ losses: [FigureLoss]) -> String? {
        losses.isEmpty ? nil : losses.map { "\($0.kind.rawValue):\($0.count)" }.joined(separator: ",")
    }

    /// What is no such text is nothing.
    package static func read(_ text: String?) -> [FigureLoss] {
        (text ?? "").split(separator: ",").compactMap { part in
            let halves = part.split(separator: ":")
            guard halves.count == 2, let kind = Kind(rawValue: String(halves[0])), let count = Int(halves[1]) else {
                return nil
            }
            return FigureLoss(kind, count)
        }
    }
}

/// Different readers since a year began, this month among them: these cannot
/// be added up from months.
package struct ReadersToDate: Hashable, Sendable {
    /// Since January.
    package var calendarYear: Int
    /// Since September.
    package var schoolYear: Int
    package init(calendarYear: Int, schoolYear: Int) {
        (self.calendarYear, self.schoolYear) = (calendarYear, schoolYear)
    }
}

extension Month {
    /// January of its year.
    package var firstOfYear: Month { adding(months: 1 - number) }
    /// The September its school year began with.
    package var firstOfSchoolYear: Month { adding(months: number >= 9 ? 9 - number : -3 - number) }
    /// From which on readers must be known to count those of both years.
    package var firstOfYears: Month { min(firstOfYear, firstOfSchoolYear) }
}
