/// What is known of a target on a day, as plain figures with the rows they are
/// made of. Growth is not worked out here: it needs months of figures.
package struct TargetStatus: Equatable, Sendable {
    package var target: Target
    package var on: Day
    package var result: Result
    package var verdict: TargetVerdict

    package enum Result: Equatable, Sendable {
        case share(PropertyShare)
        /// The newest first; empty while nobody has entered any.
        case entered([TargetFigure])
        /// The newest first.
        case milestone([MilestoneMark])
        /// Of the institutions of the scope, how many reached the number.
        case counted(CountStatus)
        /// Worked out from monthly figures, once base year and mean are chosen.
        case fromFigures
    }

    package init(target: Target, on day: Day, result: Result, verdict: TargetVerdict) {
        (self.target, on, self.result, self.verdict) = (target, day, result, verdict)
    }

    /// Of a share, from whatever source it is.
    package var numerator: Int? { fraction?.numerator }
    package var denominator: Int? { fraction?.denominator }
    /// Nil without a figure, which is not 0.
    package var percent: Double? {
        fraction.flatMap { $0.denominator > 0 ? Double($0.numerator) / Double($0.denominator) * 100 : nil }
    }

    /// How many decimals tell the percentage from what is asked; at least one.
    package var decimals: Int {
        PrintedDigits.decimals(of: percent ?? 0, besides: [target.wantedPercent].compactMap(\.self))
    }

    private var fraction: (numerator: Int, denominator: Int)? {
        switch result {
        case .share(let share): (share.numerator, share.denominator)
        case .entered(let figures): figures.first.map { ($0.facts.numerator, $0.facts.denominator) }
        case .counted(let counted): (counted.numerator, counted.denominator)
        case .milestone, .fromFigures: nil
        }
    }
}

/// How many institutions have what a target asks for. Those that say nothing
/// count against, and are told apart.
package struct PropertyShare: Equatable, Sendable {
    package struct Row: Equatable, Sendable {
        package var standing: InstitutionStanding
        package var state: PropertyState
    }
    package var properties: [DeclaredProperty]
    /// Every institution of the denominator.
    package var rows: [Row]

    package init(_ properties: [DeclaredProperty], of standings: [InstitutionStanding]) {
        self.properties = properties
        rows = standings.map { Row(standing: $0, state: $0.state(of: properties)) }
    }

    package var numerator: Int { rows.count { $0.state.counts } }
    package var denominator: Int { rows.count }
    package func number(_ state: PropertyState) -> Int { rows.count { $0.state == state } }
    package var contradictions: Int { rows.count { $0.state.isContradiction } }
}

/// How many institutions did something often enough.
package struct CountStatus: Equatable, Sendable {
    package struct Row: Equatable, Sendable {
        package var institution: Institution
        /// Nil where nothing was noted at all: chưa có số liệu.
        package var number: Int?
        /// Of a class and week, what the number is divided by.
        package var classes: Int?
        package init(institution: Institution, number: Int?, classes: Int? = nil) {
            (self.institution, self.number, self.classes) = (institution, number, classes)
        }
    }
    package var wanted: CountTarget
    /// The months that were looked at.
    package var months: ClosedRange<Month>
    /// Whole weeks of these that have passed.
    package var weeks: Int
    package var rows: [Row]

    package init(wanted: CountTarget, months: ClosedRange<Month>, weeks: Int, rows: [Row]) {
        (self.wanted, self.months, self.weeks, self.rows) = (wanted, months, weeks, rows)
    }

    package func isReached(_ row: Row) -> Bool {
        guard let number = row.number else { return false }
        switch wanted.per {
        case .institution: return number >= wanted.number
        case .schoolClass: return row.classes.map { $0 > 0 && number >= wanted.number * $0 * weeks } ?? false
        }
    }

    package var numerator: Int { rows.count { isReached($0) } }
    package var denominator: Int { rows.count }
}

extension Target {
    /// Of a share; nil of growth.
    package var wantedPercent: Double? {
        switch shape {
        case .shareOfInstitutions(let percent, _), .shareOfPeople(let percent, _): percent
        case .count, .milestone: 100
        case .growth: nil
        }
    }

    /// The verdict over a share, from whatever source; unknown without a denominator.
    package func verdict(numerator: Int, denominator: Int) -> TargetVerdict {
        guard denominator > 0, let wanted = wantedPercent else { return .unknown }
        return comparator.judge(Double(numerator) / Double(denominator) * 100, against: wanted)
    }

    /// What institutions declared, against what is asked of them. Once the last day
    /// has passed, `earlier` is what they had declared on it, and decides.
    package func status(
        of standings: [InstitutionStanding], onLastDay earlier: [InstitutionStanding]? = nil, on day: Day
    ) -> TargetStatus {
        let share = PropertyShare(shape.properties, of: standings)
        var verdict = verdict(of: share)
        if isOver(on: day), let earlier {
            verdict = settled(verdict, onLastDay: self.verdict(of: PropertyShare(shape.properties, of: earlier)))
        }
        // A milestone is open until its day.
        if case .milestone = shape, verdict == .missed, !isOver(on: day) { verdict = .unknown }
        return TargetStatus(target: self, on: day, result: .share(share), verdict: verdict)
    }

    private func verdict(of share: PropertyShare) -> TargetVerdict {
        verdict(numerator: share.numerator, denominator: share.denominator)
    }

    /// What was entered for it; the newest of a day first. Once the last day has
    /// passed, the newest figure up to it decides.
    package func status(entered figures: [TargetFigure], on day: Day) -> TargetStatus {
        let known = figures.filter { $0.facts.on <= day }
            .sorted { ($0.facts.on, $0.at) > ($1.facts.on, $1.at) }
        let verdict = { (figure: TargetFigure?) -> TargetVerdict in
            figure.map { self.verdict(numerator: $0.facts.numerator, denominator: $0.facts.denominator) } ?? .unknown
        }
        var judged = verdict(known.first)
        if isOver(on: day) { judged = settled(judged, onLastDay: verdict(known.first(where: isInTime))) }
        return TargetStatus(target: self, on: day, result: .entered(known), verdict: judged)
    }

    /// Whether a figure is of the last day or before.
    package func isInTime(_ figure: TargetFigure) -> Bool { deadline.map { figure.facts.on <= $0 } ?? true }

    package func isOver(on day: Day) -> Bool { deadline.map { $0 < day } ?? false }

    /// The state on the last day counts; what was reached after it is late.
    private func settled(_ now: TargetVerdict, onLastDay then: TargetVerdict) -> TargetVerdict {
        switch (then, now) {
        case (.met, _): .met
        case (_, .met): .late
        case (.unknown, _): now
        default: then
        }
    }

    /// Whether its day has been reached in time; one that is taken back is open again.
    package func status(marks: [MilestoneMark], on day: Day) -> TargetStatus {
        let marks = marks.sorted { $0.at > $1.at }
        let verdict: TargetVerdict
        if let reached = marks.first?.reachedOn, reached <= day {
            verdict = deadline.map { reached <= $0 ? .met : .late } ?? .met
        } else {
            verdict = deadline.map { $0 < day ? .missed : .unknown } ?? .unknown
        }
        return TargetStatus(target: self, on: day, result: .milestone(marks), verdict: verdict)
    }
}
