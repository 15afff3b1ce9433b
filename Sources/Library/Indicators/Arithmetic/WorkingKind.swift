extension Working {
    /// The kinds of reckoning there are.
    package enum Kind: String, Sendable, CaseIterable {
        case sum
        /// The points of a unit and of all it was made of.
        case successionSum = "succession-sum"
        /// This period less the same months before.
        case difference
        case growth
        case compoundMean = "compound-mean"
        case arithmeticMean = "arithmetic-mean"
        /// A year as a part of the base year: the growths of the years up to it,
        /// linked.
        case yearIndex = "year-index"
        /// What one point adds to the growth of all, in parts of the base of all.
        case contribution
        /// The contributions, which are the growth again.
        case contributions
        /// A point's or a unit's part of a whole, a share of institutions or people.
        case share
        case perDay = "per-day"
        /// The least whole number that reaches a rate over a base.
        case required
        /// The least whole number that is over it ("trên").
        case requiredAbove = "required-above"
        /// What is missing to a required number; 0 when it is reached.
        case gap
        /// The least whole number of this period that brings the mean growth a year
        /// to a rate, by the compound mean …
        case compoundRequired = "compound-required"
        /// … or by the arithmetic one; and what is missing to it.
        case arithmeticRequired = "arithmetic-required"
        case meanGap = "mean-gap"
        case gapPerMonth = "gap-per-month"
        /// By the share the same months had in the year before.
        case projection
        /// By the mean of the months that are over, where there is no year before.
        case linearProjection = "linear-projection"
        /// The ends of the range of a projection: by the highest and lowest share
        /// of past years, …
        case projectionByShare = "projection-by-share"
        /// … or by the month that grew least and most.
        case projectionByMonth = "projection-by-month"
        /// A part link's stated percent of a figure: told, never added.
        case estimate
        /// Of so many, those that reach a count in every piece of a period.
        case countPerPeriod = "count-per-period"
        case milestone
        /// How many of the period's months have comparable figures on both sides.
        case matchedMonths = "matched-months"
        /// How many points miss their goal, and how many there are.
        case pointsBehind = "points-behind"
        case points

        /// How a result follows from its rows.
        package var formula: Formula {
            switch self {
            case .sum, .successionSum, .contributions: .sum
            case .difference: .difference
            case .growth: .growth
            case .compoundMean: .geometricMean
            case .arithmeticMean: .arithmeticMean
            case .yearIndex: .chained
            case .contribution: .contribution
            case .share, .perDay, .countPerPeriod: .quotient
            case .gapPerMonth: .quotientUp
            case .required: .leastReaching
            case .requiredAbove: .leastAbove
            case .compoundRequired: .leastForCompound
            case .arithmeticRequired: .leastForArithmetic
            case .gap, .meanGap: .shortfall
            case .projection, .linearProjection, .projectionByShare: .scaled
            case .projectionByMonth: .scaledRest
            case .estimate: .percentage
            case .milestone: .told
            case .matchedMonths, .pointsBehind, .points: .number
            }
        }
    }

    /// The few forms in which results are reckoned; `isSound` reckons them again.
    package enum Formula: Sendable, CaseIterable {
        /// Σ terms.
        case sum
        /// now − base.
        case difference
        /// (now − base) ÷ base.
        case growth
        /// (∏ (1 + rate)^weight)^(1 ÷ Σ weight) − 1.
        case geometricMean
        /// ∏ (1 + rate).
        case chained
        /// Σ rate ÷ number of rates.
        case arithmeticMean
        /// (now − base) ÷ whole.
        case contribution
        /// part ÷ whole.
        case quotient
        /// part ÷ whole, up to the next whole number.
        case quotientUp
        /// base × (1 + rate), up to the next whole number, the rate being the part.
        case leastReaching
        /// The whole number after base × (1 + rate), rounded down.
        case leastAbove
        /// The whole number n with which (∏ (1 + rate)^weight × n ÷ base)^(1 ÷ Σ
        /// weight) − 1 reaches the part.
        case leastForCompound
        /// The whole number n with which (Σ rate + n ÷ base − 1) ÷ number of rates
        /// reaches the part.
        case leastForArithmetic
        /// The larger of 0 and whole − now.
        case shortfall
        /// now × whole ÷ part, to the nearest whole number.
        case scaled
        /// Σ terms + whole × now ÷ base, to the nearest whole number.
        case scaledRest
        /// now × part, to the nearest whole number.
        case percentage
        /// How many terms there are, whatever they say.
        case number
        /// Nothing is reckoned.
        case told
    }
}
