/// What growth is asked for: which months, since which year, by which mean,
/// against which goal.
package struct GrowthQuestion: Hashable, Sendable {
    /// This period, as far as it is over, and the same months a year before.
    package let pair: PeriodPair
    /// The whole period the goal speaks of; its months to come are projected.
    package let whole: ClosedRange<Month>
    /// The year in which the first period of the mean ends; no plan prints it, so
    /// that a plan's file must say it.
    package let baseYear: Int
    package let mean: MeanKind
    package let goal: RateGoal?
    /// By what the goal is judged.
    package let judgedBy: GoalBasis

    /// `last` is the last month that is over; without `judgedBy` the mean judges
    /// where a base year is given, else the growth of this period. Throws when nothing of the period is
    /// over, or the base year does not lie before it.
    package init(
        _ whole: ClosedRange<Month>, over last: Month, baseYear: Int? = nil, mean: MeanKind = .compound,
        goal: RateGoal? = nil, judgedBy: GoalBasis? = nil
    ) throws(PeriodRefusal) {
        pair = try PeriodPair.soFar(in: whole, over: last)
        self.whole = whole
        self.baseYear = baseYear ?? whole.upperBound.year - 1
        guard self.baseYear < whole.upperBound.year, self.baseYear > whole.upperBound.year - 100 else {
            throw .noYearBefore
        }
        (self.mean, self.goal) = (mean, goal)
        self.judgedBy = judgedBy ?? (baseYear == nil ? .year : .mean)
    }

    /// Years from the base to this period.
    package var span: Int { whole.upperBound.year - baseYear }

    /// Months of the whole period that are to come.
    package var monthsLeft: Int { whole.count - pair.now.count }

    /// From the first month of the base period to the last of the whole one.
    package var months: ClosedRange<Month> {
        whole.earlier(byYears: span).lowerBound...whole.upperBound
    }
}

/// By what a growth goal is judged: one basis wherever its verdict is shown.
package enum GoalBasis: Hashable, Sendable {
    /// The mean growth a year since the base year, as plans print it.
    case mean
    /// The growth of this period alone, where no plan is asked.
    case year
    /// Nothing yet: nobody has chosen base year and mean of the plan's target.
    case unchosen
}

extension GrowthTarget {
    /// A plan that prints neither base year nor mean judges nothing until both are
    /// chosen; `base` is the year that was asked for in place of the plan's.
    package func basis(base: Int? = nil) -> GoalBasis {
        (base ?? baseYear?.value) != nil && mean != nil ? .mean : .unchosen
    }
}
