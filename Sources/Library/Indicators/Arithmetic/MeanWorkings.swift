/// The mean growth a year from the base year on.
extension GrowthStudy {
    /// Of a place or of all, by the mean the question asks for unless another is named.
    package func mean(
        _ kind: MeanKind? = nil, _ basis: WorkingKey.Basis = .panel, at place: FigurePlace? = nil
    ) -> Working.Figure {
        Self.mean(kind ?? question.mean, of: links(basis, at: place), basis)
    }

    static func mean(_ kind: MeanKind, of links: [PeriodGrowth], _ basis: WorkingKey.Basis) -> Working.Figure {
        let rates = links.map { (rate: $0.sums.growth(basis), years: $0.pair.years) }
        guard !rates.isEmpty else { return .none(.missingYears) }
        if let absence = rates.lazy.compactMap(\.rate.absence).first { return .none(absence) }
        let known = rates.compactMap { entry in entry.rate.value.map { (rate: $0, years: entry.years) } }
        switch kind {
        case .compound: return .rate(MeanRate.compound(known))
        case .arithmetic:
            guard known.allSatisfy({ $0.years == 1 }) else { return .none(.missingYears) }
            return .rate(MeanRate.arithmetic(known.map(\.rate)))
        }
    }

    package func meanKey(
        _ kind: MeanKind? = nil, _ basis: WorkingKey.Basis = .panel, at place: FigurePlace? = nil
    ) -> WorkingKey {
        key(
            (kind ?? question.mean) == .compound ? .compoundMean : .arithmeticMean, basis, at: place,
            years: question.span)
    }

    /// How everything in scope stands against the goal: the one verdict that the
    /// dashboard, the plan's page and a report show.
    package var verdict: GoalVerdict {
        guard let goal = question.goal else { return .open(.tooLittleKnown) }
        switch question.judgedBy {
        case .mean: return goal.verdict(mean())
        case .year: return goal.verdict(total.panelGrowth)
        case .unchosen: return .open(.notChosen)
        }
    }

    /// The key of a year's height in the picture, 1 being the base year; nil for a
    /// year that no chain of comparable figures leads to.
    package func indexKey(ofYear year: Int) -> WorkingKey? {
        chain.first { $0.year == year }.map {
            key(.yearIndex, months: $0.pair.now, years: year - question.baseYear)
        }
    }

    func yearIndex(_ key: WorkingKey) -> Working? {
        guard key.basis == .panel, key.side == nil, key.variant == nil, key.place == nil,
            let last = chain.firstIndex(where: { $0.pair.now == key.months }),
            key.years == chain[last].year - question.baseYear
        else { return nil }
        let rows = chain[...last].map { term($0, .panel, at: nil) }
        var working = Working(key: key, figure: .none(.missingYears), rows: rows, notes: scope.notes)
        working.figure = working.recomputed
        return working
    }

    /// A link of the mean as a term of it.
    func term(_ link: PeriodGrowth, _ basis: WorkingKey.Basis, at place: FigurePlace?) -> Working.Row {
        .init(
            .months(link.pair.now), .term, link.sums.growth(basis),
            .working(key(.growth, basis, at: place, months: link.pair.now, years: link.pair.years)),
            weight: link.pair.years)
    }

    func mean(_ key: WorkingKey) -> Working? {
        guard key.years == question.span, key.months == question.pair.now, key.side == nil, key.variant == nil
        else { return nil }
        let kind: MeanKind = key.kind == .compoundMean ? .compound : .arithmetic
        let links = self.links(key.basis, at: key.place)
        let rows = links.map { term($0, key.basis, at: key.place) }
        var notes = key.place == nil ? scope.notes : []
        let missing = question.span - links.count
        if missing > 0 { notes.append(.init(.missingYears, count: missing)) }
        let figure = Self.mean(kind, of: links, key.basis)
        if figure == .none(.notComparable) { notes.append(.init(.coverageBreak)) }
        if figure == .none(.baseZero) { notes.append(.init(.baseZero)) }
        if let rate = figure.value, question.goal?.isNearTheLine(rate) == true { notes.append(.init(.nearTheLine)) }
        return Working(key: key, figure: figure, rows: rows, notes: notes)
    }
}
