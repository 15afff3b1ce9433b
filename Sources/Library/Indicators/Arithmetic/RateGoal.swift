/// What a rate must be: of growth in a year, or of a share.
///
/// The comparator is part of the goal as printed: "trên 8 %" is missed by 8 %;
/// "khoảng 30 %" is near from a tolerance below, which is shown.
package struct RateGoal: Hashable, Sendable {
    /// The lower end of a band, or the one rate; 0.08 is 8 %.
    package let lower: Double
    /// Above it a result is over ("vượt"); nil where one rate is asked.
    package let upper: Double?
    /// Of one rate: the upper end of the highest band that the same plan prints,
    /// above which a result is over as well; nil where it prints none.
    package let ceiling: Double?
    package let comparator: TargetComparator

    package init(_ rate: Double, _ comparator: TargetComparator = .plain, ceiling: Double? = nil) {
        self.init(rate...rate, comparator, ceiling: ceiling)
    }

    /// A band such as 8–10 %: its ends lie within. A band of no width is one rate.
    package init(_ band: ClosedRange<Double>, _ comparator: TargetComparator = .plain, ceiling: Double? = nil) {
        lower = band.lowerBound
        upper = band.lowerBound < band.upperBound ? band.upperBound : nil
        self.ceiling = upper == nil ? ceiling.flatMap { $0 > band.upperBound ? $0 : nil } : nil
        self.comparator = comparator
    }

    /// Of a plan's growth, which is written in percent.
    package init(_ target: GrowthTarget, _ comparator: TargetComparator) {
        self.init(
            target.rate.lowerBound / 100...target.rate.upperBound / 100, comparator,
            ceiling: target.ceiling.map { $0 / 100 })
    }

    /// Above it a result is over, in a band or by the plan's own highest band.
    package var top: Double? { upper ?? ceiling }

    /// Of the lifelong-learning programme: 8 % a year to 2025, 8–10 % to 2030.
    package static let programme = 0.08...0.10
    /// The goal of the programme, for who has no plan.
    package static let usual = RateGoal(programme)
    /// The lines that stand beside every growth, whatever a plan asks.
    package static let shownAlways = [programme.lowerBound, programme.upperBound]

    /// The lines a result is on, above or below.
    package var lines: [Double] { [lower, upper, ceiling].compactMap(\.self) }

    /// Rates nearer than this are the same: the mean of exact eights is not eight
    /// to the last bit.
    package static let grain = 1e-9

    package func verdict(_ rate: Double) -> GoalVerdict {
        if comparator == .above ? rate <= lower + Self.grain : rate < lower - Self.grain {
            let isNear = comparator == .about && rate >= lower * (1 - TargetComparator.nearness) - Self.grain
            return isNear ? .near : .below
        }
        if let top, rate > top + Self.grain { return .over }
        return upper == nil ? .reached : .within
    }

    package func verdict(_ figure: Working.Figure) -> GoalVerdict {
        switch figure {
        case .rate(let rate): verdict(rate)
        case .none(let absence): .open(absence)
        case .count, .number: .open(.notComparable)
        }
    }

    /// The least whole number that reaches the goal over a base, exactly: rates are
    /// taken to the millionth, so that 8 % over 100 is 108 and not 109.
    package func required(over base: Int) -> Int { Self.least(base, lower, isAbove: comparator == .above) }

    static func least(_ base: Int, _ rate: Double, isAbove: Bool) -> Int {
        let millionths = 1_000_000 + Int((rate * 1_000_000).rounded())
        let (whole, rest) = (base * millionths).quotientAndRemainder(dividingBy: 1_000_000)
        return isAbove || rest > 0 ? whole + 1 : whole
    }

    /// Whether a rate printed with one decimal looks like a line that it is not
    /// on: 7.96 % is below 8 %, though it is printed "8,0 %".
    package func isNearTheLine(_ rate: Double) -> Bool {
        lines.contains { line in
            abs(rate - line) > Self.grain && (rate * 1_000).rounded() == (line * 1_000).rounded()
        }
    }
}

/// How a result stands against its goal.
package enum GoalVerdict: Hashable, Sendable {
    case below
    /// Below, but within what "khoảng" allows.
    case near
    /// As one rate asks.
    case reached
    /// Inside a band, its ends included.
    case within
    /// Vượt: over the upper end of a band, of the goal's own or its plan's.
    case over
    case open(Working.Absence)

    package var isMet: Bool { self == .reached || self == .within || self == .over }

    /// For what is shown as a target's verdict.
    package var ofTarget: TargetVerdict {
        switch self {
        case .below: .missed
        case .near: .near
        case .reached, .within, .over: .met
        case .open: .unknown
        }
    }

    /// The closed list of words for the locales.
    package enum Word: String, Sendable, CaseIterable {
        case below, near, reached, within, over, open
    }

    package var word: Word {
        switch self {
        case .below: .below
        case .near: .near
        case .reached: .reached
        case .within: .within
        case .over: .over
        case .open: .open
        }
    }
}
