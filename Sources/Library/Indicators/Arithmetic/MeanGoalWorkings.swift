/// How much is missing for the mean growth a year to reach the goal: so many more
/// in this period alone, the years before being what they are.
extension GrowthStudy {
    /// The least number of this period with which the mean reaches the goal, of a
    /// place or of all.
    package func meanRequiredKey(at place: FigurePlace? = nil) -> WorkingKey {
        key(question.mean == .compound ? .compoundRequired : .arithmeticRequired, at: place, years: question.span)
    }

    package func meanGapKey(at place: FigurePlace? = nil) -> WorkingKey {
        key(.meanGap, at: place, years: question.span)
    }

    /// What is missing by what the goal is judged by; of this period's growth where
    /// nobody has chosen.
    package func judgedGapKey(at place: FigurePlace? = nil) -> WorkingKey {
        question.judgedBy == .mean ? meanGapKey(at: place) : gapKey(at: place)
    }

    /// Nil where the mean cannot be said.
    func missingToMean(_ links: [PeriodGrowth]) -> Int? {
        guard let required = requiredForMean(links), let last = links.last else { return nil }
        return max(0, required - last.sums.now)
    }

    private func requiredForMean(_ links: [PeriodGrowth]) -> Int? {
        guard let goal = question.goal, let last = links.last,
            Self.mean(question.mean, of: links, .panel).value != nil
        else { return nil }
        let earlier = links.dropLast().compactMap { link in
            link.sums.panelGrowth.value.map { (rate: $0, years: link.pair.years) }
        }
        return MeanRate.least(
            over: (last.sums.base, last.pair.years), after: earlier, goal.lower, isAbove: goal.comparator == .above,
            question.mean)
    }

    func meanGoal(_ key: WorkingKey) -> Working? {
        guard question.goal != nil, key.basis == .panel, key.months == question.pair.now, key.years == question.span,
            key.variant == nil, key.side == nil
        else { return nil }
        if key.kind == .meanGap { return meanGap(key) }
        return key.kind == meanRequiredKey().kind ? meanRequired(key) : nil
    }

    private func meanRequired(_ key: WorkingKey) -> Working {
        let links = self.links(.panel, at: key.place)
        let mean = Self.mean(question.mean, of: links, .panel)
        guard let goal = question.goal, let last = links.last, mean.value != nil else {
            return Working(key: key, figure: .none(mean.absence ?? .missingYears), rows: [])
        }
        var rows = links.dropLast().map { term($0, .panel, at: key.place) }
        rows.append(
            .init(
                .months(last.pair.base), .base, .count(last.sums.base),
                .working(sumKey(.panel, .base, last.pair, at: key.place)), weight: last.pair.years))
        rows.append(.init(.word(goal.comparator == .above ? .rateAbove : .rate), .part, .rate(goal.lower), .question))
        let figure = requiredForMean(links).map { Working.Figure.count($0) } ?? .none(.missingYears)
        return Working(key: key, figure: figure, rows: rows, notes: key.place == nil ? scope.notes : [])
    }

    private func meanGap(_ key: WorkingKey) -> Working {
        let opened = meanRequiredKey(at: key.place)
        let required = meanRequired(opened)
        var rows: [Working.Row] = [.init(.word(.required), .whole, required.figure, .working(opened))]
        guard let whole = required.figure.count, let last = links(.panel, at: key.place).last else {
            return Working(key: key, figure: required.figure, rows: rows)
        }
        rows.append(
            .init(
                .word(.thisPeriod), .now, .count(last.sums.now),
                .working(sumKey(.panel, .now, last.pair, at: key.place))))
        return Working(key: key, figure: .count(max(0, whole - last.sums.now)), rows: rows, notes: required.notes)
    }
}

extension MeanRate {
    /// The least whole number of a last period that brings the mean to a rate, or
    /// with `isAbove` over it: by the same reckoning as the verdict, so that the two
    /// agree to the last one. `base` is of the period before it, so many years
    /// earlier. Nil where no number does, or beyond 10^15.
    package static func least(
        over base: (count: Int, years: Int), after earlier: [(rate: Double, years: Int)], _ rate: Double,
        isAbove: Bool, _ kind: MeanKind
    ) -> Int? {
        guard base.count > 0, base.years > 0 else { return nil }
        let wanted: Double
        switch kind {
        case .compound:
            let span = earlier.reduce(base.years) { $0 + $1.years }
            let factor = earlier.reduce(1.0) { $0 * max(0, 1 + $1.rate) }
            wanted = Double(base.count) * (0..<span).reduce(1.0) { power, _ in power * (1 + rate) } / factor
        case .arithmetic:
            let missing = rate * Double(earlier.count + 1) - earlier.reduce(0) { $0 + $1.rate }
            wanted = Double(base.count) * (1 + missing)
        }
        guard wanted.isFinite, wanted < 1e15 else { return nil }
        func isReached(_ count: Int) -> Bool {
            let last = (rate: Double(count - base.count) / Double(base.count), years: base.years)
            let rates = earlier + [last]
            let mean = kind == .compound ? compound(rates) : arithmetic(rates.map(\.rate))
            return isAbove ? mean > rate + RateGoal.grain : mean >= rate - RateGoal.grain
        }
        // Powers and roots are not exact: the number is looked for next to it.
        let start = max(0, Int(wanted.rounded(.down)) - 2)
        return (start...start + 6).first { isReached($0) }
    }
}
