/// The mean growth a year from the base year on.
extension GrowthStudy {
    /// By the mean the question asks for, unless another is named.
    package func mean(_ kind: MeanKind? = nil, _ basis: WorkingKey.Basis = .panel) -> Working.Figure {
        let links = self.links(basis)
        let rates = links.map { (rate: $0.sums.growth(basis), years: $0.pair.years) }
        guard !rates.isEmpty else { return .none(.missingYears) }
        if let absence = rates.lazy.compactMap(\.rate.absence).first { return .none(absence) }
        let known = rates.compactMap { entry in entry.rate.value.map { (rate: $0, years: entry.years) } }
        switch kind ?? question.mean {
        case .compound: return .rate(MeanRate.compound(known))
        case .arithmetic:
            guard known.allSatisfy({ $0.years == 1 }) else { return .none(.missingYears) }
            return .rate(MeanRate.arithmetic(known.map(\.rate)))
        }
    }

    package func meanKey(_ kind: MeanKind? = nil, _ basis: WorkingKey.Basis = .panel) -> WorkingKey {
        key((kind ?? question.mean) == .compound ? .compoundMean : .arithmeticMean, basis, years: question.span)
    }

    /// How the mean stands against the goal, as the plan reckons it.
    package var verdict: GoalVerdict {
        question.goal?.verdict(mean()) ?? .open(.tooLittleKnown)
    }

    /// A total has a link for every year; the panel goes over a year without
    /// figures in one step.
    private func links(_ basis: WorkingKey.Basis) -> [PeriodGrowth] { basis == .panel ? chain : years }

    func mean(_ key: WorkingKey) -> Working? {
        guard key.place == nil, key.years == question.span, key.months == question.pair.now else { return nil }
        let kind: MeanKind = key.kind == .compoundMean ? .compound : .arithmetic
        let links = self.links(key.basis)
        let rows = links.map { link in
            Working.Row(
                .months(link.pair.now), .term, link.sums.growth(key.basis), .working(self.key(link, key.basis)),
                weight: link.pair.years)
        }
        var notes = scope.notes
        let missing = question.span - links.count
        if missing > 0 { notes.append(.init(.missingYears, count: missing)) }
        let figure = mean(kind, key.basis)
        if figure == .none(.notComparable) {
            let broken = links.filter { !$0.sums.isComparable }
            notes.append(.init(.coverageBreak, count: broken.count))
        }
        if figure == .none(.baseZero) { notes.append(.init(.baseZero)) }
        if let rate = figure.value, question.goal?.isNearTheLine(rate) == true { notes.append(.init(.nearTheLine)) }
        return Working(key: key, figure: figure, rows: rows, notes: notes)
    }
}
