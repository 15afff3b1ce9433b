/// The workings of sums and growth: every key opens one, and every row leads on
/// to the cells.
extension GrowthStudy {
    /// The key of a figure of this study; this period against a year before unless
    /// months or years are given.
    package func key(
        _ kind: Working.Kind, _ basis: WorkingKey.Basis = .panel, at place: FigurePlace? = nil,
        months: ClosedRange<Month>? = nil, years: Int = 1, side: WorkingKey.Side? = nil,
        variant: WorkingKey.Variant? = nil
    ) -> WorkingKey {
        WorkingKey(
            kind, basis, side: side, variant: variant, place: place, months: months ?? question.pair.now,
            years: years)
    }

    /// The key of a pair's growth: a month's, or an earlier year's.
    package func key(_ growth: PeriodGrowth, _ basis: WorkingKey.Basis = .panel) -> WorkingKey {
        key(.growth, basis, months: growth.pair.now, years: growth.pair.years)
    }

    /// The working of a figure of this study; nil for a key that is none of its.
    package func working(_ key: WorkingKey) -> Working? {
        if let place = key.place, grid.row(place) == nil, besides.row(place) == nil { return nil }
        guard key.unit == nil || [.sum, .estimate].contains(key.kind) else { return nil }
        switch key.kind {
        case .sum: return key.unit == nil ? sum(key) : unitSum(key)
        case .successionSum: return successionSum(key)
        case .estimate: return estimate(key)
        case .difference, .growth: return growth(key)
        case .perDay: return perDay(key)
        case .compoundMean, .arithmeticMean: return mean(key)
        case .yearIndex: return yearIndex(key)
        case .contribution: return contribution(key)
        case .contributions: return contributions(key)
        case .required, .requiredAbove, .gap, .gapPerMonth: return goal(key)
        case .compoundRequired, .arithmeticRequired, .meanGap: return meanGoal(key)
        case .projection, .linearProjection, .projectionByShare, .projectionByMonth: return projection(key)
        case .matchedMonths, .pointsBehind, .points: return rowCount(key)
        case .share, .countPerPeriod, .milestone: return nil
        }
    }

    /// The pair a key speaks of; nil where its months are not over, or lie before
    /// the study's.
    func pair(_ key: WorkingKey) -> PeriodPair? {
        guard let months = key.months, key.years >= 1,
            grid.months.contains(months.lowerBound.adding(months: -12 * key.years))
        else { return nil }
        return try? PeriodPair(months, years: key.years, over: question.pair.now.upperBound)
    }

    // MARK: Sums

    /// The key of one side of a pair. A sum of all there is needs no pair.
    func sumKey(_ basis: WorkingKey.Basis, _ side: WorkingKey.Side, _ pair: PeriodPair, at place: FigurePlace?)
        -> WorkingKey
    {
        switch basis {
        case .total: WorkingKey(.sum, .total, place: place, months: side == .now ? pair.now : pair.base)
        case .panel: WorkingKey(.sum, .panel, side: side, place: place, months: pair.now, years: pair.years)
        }
    }

    private func sum(_ key: WorkingKey) -> Working? {
        guard let months = key.months, grid.months.contains(months.lowerBound), grid.months.contains(months.upperBound)
        else { return nil }
        if key.variant != nil { return wholeSum(key) }
        guard let place = key.place else { return sumOverPlaces(key, months) }
        let leaves: [(Month, Indicator)]
        switch (key.basis, key.side) {
        case (.total, nil) where key.years == 0:
            leaves = months.each.flatMap { month in counted.map { (month, $0) } }
        case (.panel, let side?):
            guard let pair = pair(key) else { return nil }
            let shift = side == .base ? -12 * pair.years : 0
            leaves = grid.matched(place, pair).map { ($0.month.adding(months: shift), $0.indicator) }
        default: return nil
        }
        return leafSum(key, place, leaves, of: grid.row(place) == nil ? besides : grid)
    }

    func leafSum(_ key: WorkingKey, _ place: FigurePlace, _ leaves: [(Month, Indicator)], of grid: FigureGrid)
        -> Working
    {
        var rows: [Working.Row] = []
        var (known, total, incomplete) = (0, 0, 0)
        for (month, indicator) in leaves {
            let cell = grid.cell(place, indicator, month)
            if let value = cell.value { (known, total) = (known + 1, total + value) }
            if cell.value != nil, (cell.completeness ?? 100) < 100 { incomplete += 1 }
            let leaf = Working.Leaf(place, month, indicator, cell)
            rows.append(.init(.month(month), .term, .init(cell.value), .cell(leaf)))
        }
        var notes: [Working.Note] = []
        if known > 0, known < leaves.count { notes.append(.init(.missingMonths, count: leaves.count - known)) }
        if incomplete > 0 { notes.append(.init(.incompleteMonths, count: incomplete)) }
        return Working(key: key, figure: .init(known > 0 ? total : nil), rows: rows, notes: notes)
    }

    private func sumOverPlaces(_ key: WorkingKey, _ months: ClosedRange<Month>) -> Working? {
        let values: [Int?]
        switch (key.basis, key.side) {
        case (.total, nil) where key.years == 0: values = grid.totals(months)
        case (.panel, let side?):
            guard let pair = pair(key) else { return nil }
            values = paired(pair).map { $0.value(.panel, side) }
        default: return nil
        }
        return placeSum(key, values)
    }

    /// One row a place that has a figure; how many have none is told.
    func placeSum(_ key: WorkingKey, _ values: [Int?]) -> Working {
        let rows = zip(grid.places, values).compactMap { place, value -> Working.Row? in
            guard let value else { return nil }
            var opened = key
            opened.place = place
            return .init(.place(place), .term, .count(value), .working(opened))
        }
        var notes = scope.notes
        if key.basis == .total, rows.count < values.count {
            notes.append(.init(.pointsSilent, count: values.count - rows.count))
        }
        let total = rows.isEmpty ? nil : values.reduce(0) { $0 + ($1 ?? 0) }
        return Working(key: key, figure: .init(total), rows: rows, notes: notes)
    }

    // MARK: Growth

    private func growth(_ key: WorkingKey) -> Working? {
        guard let pair = pair(key) else { return nil }
        let places = key.place.map { [grid.sums($0, pair)] } ?? paired(pair)
        let sums = places.reduce(PairedSums(), +)
        let rows = sides(key.basis, pair, sums, at: key.place)
        var notes = key.place == nil ? scope.notes : []
        notes += cautions(sums, key.place == nil ? PointCoverage(places) : nil, pair, key.basis)
        if key.kind == .difference {
            let values = (sums.value(key.basis, .now), sums.value(key.basis, .base))
            guard let now = values.0, let base = values.1 else {
                return Working(key: key, figure: .none(.noFigures), rows: rows, notes: notes)
            }
            let isWithheld = key.basis == .total && !sums.isComparable
            return Working(
                key: key, figure: isWithheld ? .none(.notComparable) : .count(now - base), rows: rows, notes: notes)
        }
        let figure = sums.growth(key.basis)
        if let rate = figure.value, question.goal?.isNearTheLine(rate) == true { notes.append(.init(.nearTheLine)) }
        return Working(key: key, figure: figure, rows: rows, notes: notes)
    }

    func sides(_ basis: WorkingKey.Basis, _ pair: PeriodPair, _ sums: PairedSums, at place: FigurePlace?)
        -> [Working.Row]
    {
        [
            .init(
                .months(pair.now), .now, .init(sums.value(basis, .now)),
                .working(sumKey(basis, .now, pair, at: place))),
            .init(
                .months(pair.base), .base, .init(sums.value(basis, .base)),
                .working(sumKey(basis, .base, pair, at: place))),
        ]
    }

    /// What to know beside a pair: breaks, points that came and went, months that
    /// one side lacks, a 29 February.
    func cautions(_ sums: PairedSums, _ coverage: PointCoverage?, _ pair: PeriodPair, _ basis: WorkingKey.Basis)
        -> [Working.Note]
    {
        var notes: [Working.Note] = []
        func tell(_ word: Working.Caution, _ count: Int) {
            if count != 0 { notes.append(.init(word, count: count)) }
        }
        tell(.coverageBreak, sums.onlyNow + sums.onlyBase)
        tell(.originBreak, sums.originBreaks)
        tell(.definitionBreak, sums.definitionBreaks)
        tell(.pointsJoined, coverage?.joined ?? 0)
        tell(.pointsLeft, coverage?.left ?? 0)
        tell(.pointsSilent, coverage?.silent ?? 0)
        tell(.missingMonths, coverage?.missingMonths ?? (sums.matched > 0 ? sums.onlyNow + sums.onlyBase : 0))
        tell(.incompleteMonths, sums.incomplete)
        tell(.leapDay, pair.extraDays)
        if sums.growth(basis) == .none(.baseZero) { notes.append(.init(.baseZero)) }
        if pair.now.upperBound == question.pair.now.upperBound, pair.now.count > 1, question.monthsLeft > 0 {
            notes.append(.init(.periodNotOver, count: question.pair.now.count))
        }
        return notes
    }

    /// Of a side: so many a day, so that a 29 February does not pass for growth.
    private func perDay(_ key: WorkingKey) -> Working? {
        guard let pair = pair(key), let side = key.side else { return nil }
        let sums = key.place.map { grid.sums($0, pair) } ?? grid.growth(pair).sums
        let months = side == .now ? pair.now : pair.base
        let value = sums.value(key.basis, side)
        let rows: [Working.Row] = [
            .init(.months(months), .part, .init(value), .working(sumKey(key.basis, side, pair, at: key.place))),
            .init(.word(side == .now ? .days : .daysBefore), .whole, .count(months.dayCount), .question),
        ]
        let figure: Working.Figure = value.map { .number(Double($0) / Double(months.dayCount)) } ?? .none(.noFigures)
        return Working(key: key, figure: figure, rows: rows)
    }
}
