/// That the figures of a month were fixed: from then on they change only by
/// entries that say why.
package struct MonthFreeze: Equatable, Sendable {
    package var month: Month
    package var at: Moment
    /// Nil for the clock and the command line.
    package var account: AccountID?
    package var accountName: String
    /// The last act of the ledger that was counted.
    package var position: LedgerPosition
    package var figures: Int
    package var took: Duration
    package init(
        month: Month, at moment: Moment, account: AccountID?, accountName: String = "", position: LedgerPosition,
        figures: Int, took: Duration
    ) {
        (self.month, at, self.account, self.accountName) = (month, moment, account, accountName)
        (self.position, self.figures, self.took) = (position, figures, took)
    }
}

/// What a freeze needs to know besides the store.
package struct FreezeRequest: Sendable {
    package var month: Month
    /// What part of usage counted of the month; nil when nobody can say, so that
    /// there are no such figures.
    package var online: [MonthFigure]?
    package var opening: OpeningRules
    /// Counts and compares, and keeps nothing.
    package var isDryRun: Bool
    /// Looks at these points alone, and then keeps nothing; nil for all.
    package var points: Set<ServicePointID>?
    /// Counts the ledger from its first event on in place of going on where the
    /// last count ended: what proves that the two agree.
    package var recountsAll: Bool
    package init(
        _ month: Month, online: [MonthFigure]? = nil, opening: OpeningRules = OpeningRules(), isDryRun: Bool = false,
        points: Set<ServicePointID>? = nil, recountsAll: Bool = false
    ) {
        (self.month, self.online, self.opening) = (month, online, opening)
        (self.isDryRun, self.points, self.recountsAll) = (isDryRun || points != nil, points, recountsAll)
    }
}

/// When points are open, as far as lists say it: completeness is counted over
/// open days.
package struct OpeningRules: Equatable, Sendable {
    package var kinds: ServicePointKinds
    package var holidays: Holidays
    package init(kinds: ServicePointKinds = ServicePointKinds(), holidays: Holidays = Holidays()) {
        (self.kinds, self.holidays) = (kinds, holidays)
    }
}

/// What a freeze did, or would.
package struct FreezeReport: Equatable, Sendable {
    package var month: Month
    /// The freeze that stands; nil in a dry run of a month that has none.
    package var freeze: MonthFreeze?
    /// False when the month was frozen before.
    package var isFirst: Bool
    /// What was counted now.
    package var counted: [MonthFigure]
    /// Where what is counted now is not what was counted then, and nothing that
    /// came later explains it: told, and never overwritten.
    package var differences: [FigureDifference]
    /// Entries that late acts made, this time.
    package var lateEntries: Int
    package init(
        month: Month, freeze: MonthFreeze?, isFirst: Bool, counted: [MonthFigure],
        differences: [FigureDifference] = [], lateEntries: Int = 0
    ) {
        (self.month, self.freeze, self.isFirst, self.counted) = (month, freeze, isFirst, counted)
        (self.differences, self.lateEntries) = (differences, lateEntries)
    }
}

package struct FigureDifference: Equatable, Sendable {
    package var place: FigurePlace
    package var indicator: Indicator
    /// Nil where there was no figure.
    package var frozen: Int?
    package var counted: Int?
    package init(place: FigurePlace, indicator: Indicator, frozen: Int?, counted: Int?) {
        (self.place, self.indicator, self.frozen, self.counted) = (place, indicator, frozen, counted)
    }
}

/// Which months are due to be frozen.
package enum FreezeDays {
    /// The day of the next month on which a month is frozen by the clock: late
    /// paper days have until then.
    package static let usualDay = 3
    /// As it can be set: within the next month.
    package static let range = 1...28

    /// The last month that is due on a day.
    package static func lastDue(on today: Day, day: Int = usualDay) -> Month {
        let month = Month(of: today).previous
        return today.day >= day ? month : month.previous
    }
}
