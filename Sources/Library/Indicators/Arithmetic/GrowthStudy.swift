/// The growth of some counted figures in a scope: the total and the matched panel
/// beside it, by point, by month and by year, each with its working.
///
/// For example:
///
///     let question = try GrowthQuestion(year, over: lastMonth, baseYear: 2021, goal: RateGoal(0.08...0.10))
///     let study = try GrowthStudy([visits, virtualVisits], scope: scope, question: question)
///     study.total.panelGrowth                                  // .rate(0.083)
///     study.working(study.key(.growth, .panel))                // its rows
///     study.working(study.key(.growth, .panel, at: point))     // one point's
///
/// 3,000 points and 60 months are studied in a few milliseconds; workings are
/// made when they are asked for.
package struct GrowthStudy: Sendable {
    package let question: GrowthQuestion
    package let scope: FigureScope
    /// What is added up as a use: of one table each.
    package let counted: [Indicator]
    /// This period against the same months a year before.
    package let total: PairedSums
    package let coverage: PointCoverage
    /// In the order of the scope; those without any figure too.
    package let points: [PointGrowth]
    /// The months of this period, each against the same a year before.
    package let months: [PeriodGrowth]
    /// Each year's period against the one before, from the base year on.
    package let years: [PeriodGrowth]
    /// The links of the mean: as ``years``, and over a year without figures in one
    /// step of two.
    package let chain: [PeriodGrowth]

    let grid: FigureGrid
    /// What belongs to the scope only in part, or to others too.
    let besides: FigureGrid
    /// What can be followed to the end of the whole period.
    let followed: FollowedSums

    /// The tables must be of different things that may be added up: never loans by
    /// lender and by owner, never different people of different months.
    package init(_ tables: [FigureTable], scope: FigureScope, question: GrowthQuestion) throws(CountingRefusal) {
        try CountingRefusal.check(tables.map(\.indicator))
        (self.question, self.scope, counted) = (question, scope, tables.map(\.indicator))
        let past = max(question.span, min(5, question.span + 2))
        let first = question.whole.earlier(byYears: past).lowerBound
        let grid = FigureGrid(tables, members: scope.members, months: first...question.whole.upperBound)
        besides = FigureGrid(tables, members: scope.besides, months: grid.months)
        let pair = question.pair
        let places = grid.paired(pair)
        points = zip(scope.members, places).map { PointGrowth(place: $0.place, sums: $1) }
        (total, coverage) = (places.reduce(PairedSums(), +), PointCoverage(places))
        months = grid.byMonth(pair)
        let years = Self.years(question, grid.growth)
        (self.grid, self.years, chain) = (grid, years, Self.chain(question, years, grid.growth))
        followed = FollowedSums(grid, question, years: past)
    }

    /// The sums of each place over a pair, in the order of the scope.
    func paired(_ pair: PeriodPair) -> [PairedSums] {
        pair == question.pair ? points.map(\.sums) : grid.paired(pair)
    }

    private static func years(_ question: GrowthQuestion, _ growth: (PeriodPair) -> PeriodGrowth) -> [PeriodGrowth] {
        (0..<question.span).reversed().map { growth(question.pair.earlier(byYears: $0)) }
    }

    /// From the base year to the next year that has comparable figures, and so on.
    private static func chain(
        _ question: GrowthQuestion, _ years: [PeriodGrowth], _ growth: (PeriodPair) -> PeriodGrowth
    ) -> [PeriodGrowth] {
        if years.allSatisfy({ $0.sums.matched > 0 }) { return years }
        var links: [PeriodGrowth] = []
        var anchor = question.span
        for distance in (0..<question.span).reversed() {
            guard let pair = question.pair.earlier(byYears: distance).against(yearsBefore: anchor - distance)
            else { continue }
            let link = growth(pair)
            guard link.sums.matched > 0 else { continue }
            links.append(link)
            anchor = distance
        }
        return anchor == 0 ? links : []
    }

    /// The links of the mean of a place or, without one, of all: of a total one for
    /// every year, of the panel over a year without figures in one step.
    func links(_ basis: WorkingKey.Basis, at place: FigurePlace?) -> [PeriodGrowth] {
        guard let place else { return basis == .panel ? chain : years }
        let growth = { (pair: PeriodPair) in PeriodGrowth(pair: pair, sums: grid.sums(place, pair)) }
        let years = Self.years(question, growth)
        return basis == .panel ? Self.chain(question, years, growth) : years
    }
}

/// How one point grew.
package struct PointGrowth: Hashable, Sendable {
    package let place: FigurePlace
    package let sums: PairedSums
}

/// How everything in scope grew over one pair of periods.
package struct PeriodGrowth: Hashable, Sendable {
    package let pair: PeriodPair
    package let sums: PairedSums

    /// The year in which its later period ends.
    package var year: Int { pair.now.upperBound.year }
}

/// Which points have figures on which side.
package struct PointCoverage: Hashable, Sendable {
    /// With comparable figures in both periods: the panel.
    package private(set) var matched = 0
    package private(set) var joined = 0
    package private(set) var left = 0
    /// On both sides, but never in the same month counted alike.
    package private(set) var broken = 0
    package private(set) var silent = 0
    /// Of the panel's points, the parts that one side lacks.
    package private(set) var missingMonths = 0

    init(_ places: [PairedSums]) {
        for sums in places {
            switch (sums.hasNow, sums.hasBase) {
            case (false, false): silent += 1
            case (true, false): joined += 1
            case (false, true): left += 1
            case (true, true):
                if sums.matched > 0 { matched += 1 } else { broken += 1 }
                missingMonths += sums.onlyNow + sums.onlyBase
            }
        }
    }

    package var points: Int { matched + joined + left + broken + silent }
}

/// Why figures are not added up.
package enum CountingRefusal: Error, Hashable, Sendable {
    case nothingCounted
    /// Different readers of two months are not the readers of both.
    case notAdditive(Indicator)
    /// The second is counted in the first already.
    case countedTwice(Indicator, Indicator)

    /// Throws for figures that may not be added up.
    package static func check(_ indicators: [Indicator]) throws(CountingRefusal) {
        guard !indicators.isEmpty else { throw .nothingCounted }
        for (place, indicator) in indicators.enumerated() {
            guard indicator.isAdditive else { throw .notAdditive(indicator) }
            for other in indicators[..<place] where indicator == other || indicator.overlaps(other) {
                throw .countedTwice(other, indicator)
            }
        }
    }
}

extension Indicator {
    /// Whether one act may be in both, so that their sum would count it twice.
    package func overlaps(_ other: Indicator) -> Bool {
        Self.families.contains { $0.contains(self) && $0.contains(other) }
    }

    /// COUNTER's requests are investigations, a download is a request; a festival
    /// is an event; a loan is the lender's and the owner's.
    private static let families: [Set<Indicator>] = [
        [.loan, .loanOfOwned],
        [.itemInvestigation, .uniqueItemInvestigation, .itemRequest, .uniqueItemRequest, .download],
        [.event, .readingFestival, .readingPeriod],
    ]
}
