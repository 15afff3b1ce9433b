/// How much is missing to the goal.
extension GrowthStudy {
    /// What the panel must have, of a place or of all: in these months, or with
    /// ``WorkingKey/Variant/whole`` by the end of the whole period.
    package func requiredKey(at place: FigurePlace? = nil, isWhole: Bool = false) -> WorkingKey {
        key(
            question.goal?.comparator == .above ? .requiredAbove : .required, at: place, variant: isWhole ? .whole : nil
        )
    }

    package func gapKey(at place: FigurePlace? = nil, isWhole: Bool = false) -> WorkingKey {
        key(.gap, at: place, variant: isWhole ? .whole : nil)
    }

    /// What is missing by the end of the whole period, for each month that is left.
    package func gapPerMonthKey(at place: FigurePlace? = nil) -> WorkingKey {
        key(.gapPerMonth, at: place, variant: .whole)
    }

    /// Of the months still to come: what is followed had so much in them a year
    /// before; nil when the period is over.
    package var restBefore: Working.Row? {
        rest.map { wholeRow(.restOfPeriodBefore, .told, .base, $0, at: nil) }
    }

    /// What a line of the chart needs up to a month of the period; any months that
    /// are over, or the whole period.
    package func lineKey(_ line: WorkingKey.Variant, in months: ClosedRange<Month>) -> WorkingKey {
        key(.required, months: months, variant: line)
    }

    private func line(_ key: WorkingKey, _ rate: Double) -> Working? {
        guard key.basis == .panel, key.years == 1, key.side == nil else { return nil }
        let base: Working.Row
        if isToTheEnd(key) {
            base = wholeRow(.wholePeriodBefore, .base, .base, question.whole, at: key.place)
        } else {
            guard let pair = pair(key) else { return nil }
            let sums = key.place.map { grid.sums($0, pair) } ?? grid.growth(pair).sums
            base = .init(
                .word(.samePeriodBefore), .base, .init(sums.value(.panel, .base)),
                .working(sumKey(.panel, .base, pair, at: key.place)))
        }
        let rows: [Working.Row] = [base, .init(.word(.rate), .part, .rate(rate), .question)]
        let figure = base.figure.count.map { Working.Figure.count(RateGoal(rate).required(over: $0)) }
        return Working(key: key, figure: figure ?? .none(.nothingMatched), rows: rows, notes: wholeNotes(key))
    }

    func goal(_ key: WorkingKey) -> Working? {
        if key.kind == .required, let rate = key.variant?.line { return line(key, rate) }
        guard let goal = question.goal, key.basis == .panel, key.months == question.pair.now, key.years == 1,
            key.variant == nil || key.variant == .whole, key.side == nil
        else { return nil }
        switch key.kind {
        case .required, .requiredAbove:
            return key.kind == requiredKey().kind ? required(key, goal) : nil
        case .gap: return gap(key)
        case .gapPerMonth: return key.variant == .whole ? gapPerMonth(key) : nil
        default: return nil
        }
    }

    private func required(_ key: WorkingKey, _ goal: RateGoal) -> Working {
        let base: Working.Row
        if key.variant == .whole {
            base = wholeRow(.wholePeriodBefore, .base, .base, question.whole, at: key.place)
        } else {
            let sums = self.sums(at: key.place)
            base = .init(
                .word(.samePeriodBefore), .base, .init(sums.value(.panel, .base)),
                .working(sumKey(.panel, .base, question.pair, at: key.place)))
        }
        let rows: [Working.Row] = [base, .init(.word(.rate), .part, .rate(goal.lower), .question)]
        let figure = base.figure.count.map { Working.Figure.count(goal.required(over: $0)) }
        return Working(key: key, figure: figure ?? .none(.nothingMatched), rows: rows, notes: wholeNotes(key))
    }

    private func gap(_ key: WorkingKey) -> Working {
        let opened = requiredKey(at: key.place, isWhole: key.variant == .whole)
        let required = working(opened)?.figure ?? .none(.noFigures)
        let now: Working.Row
        if key.variant == .whole {
            now = wholeRow(.thisPeriod, .now, .now, question.pair.now, at: key.place)
        } else {
            now = .init(
                .word(.thisPeriod), .now, .init(sums(at: key.place).value(.panel, .now)),
                .working(sumKey(.panel, .now, question.pair, at: key.place)))
        }
        let rows: [Working.Row] = [.init(.word(.required), .whole, required, .working(opened)), now]
        guard let whole = required.count, let done = now.figure.count else {
            return Working(key: key, figure: .none(.nothingMatched), rows: rows, notes: wholeNotes(key))
        }
        return Working(key: key, figure: .count(max(0, whole - done)), rows: rows, notes: wholeNotes(key))
    }

    private func gapPerMonth(_ key: WorkingKey) -> Working {
        let opened = gapKey(at: key.place, isWhole: true)
        let gap = working(opened)?.figure ?? .none(.noFigures)
        let rows: [Working.Row] = [
            .init(.word(.missing), .part, gap, .working(opened)),
            .init(.word(.monthsLeft), .whole, .count(question.monthsLeft), .question),
        ]
        let figure: Working.Figure
        if let gap = gap.count {
            let left = question.monthsLeft
            figure = left == 0 ? .none(.noMonthsLeft) : .count((gap + left - 1) / left)
        } else {
            figure = gap
        }
        return Working(key: key, figure: figure, rows: rows, notes: wholeNotes(key))
    }

    func sums(at place: FigurePlace?) -> PairedSums {
        place.map { grid.sums($0, question.pair) } ?? total
    }

    /// Whether it speaks of the whole period while months of it are to come.
    private func isToTheEnd(_ key: WorkingKey) -> Bool {
        key.variant == .whole || (rest != nil && key.variant?.line != nil && key.months == question.whole)
    }

    /// Points that cannot be followed to the end of the period are left out of it.
    func wholeNotes(_ key: WorkingKey) -> [Working.Note] {
        guard key.place == nil else { return [] }
        let outside = isToTheEnd(key) ? partsOutsideWhole : 0
        return scope.notes + (outside > 0 ? [.init(.missingMonths, count: outside)] : [])
    }
}
