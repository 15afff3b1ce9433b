/// What the whole period will bring if it goes on like this, by which method, and
/// between which ends.
package struct Projection: Hashable, Sendable {
    package enum Method: String, Sendable, CaseIterable {
        /// These months had such a share of last year's whole.
        case share
        /// As many a month as until now; where no year before is known.
        case linear
    }

    package let method: Method
    package let figure: Working.Figure
    package let key: WorkingKey
    /// Nil where nothing says how wide it is.
    package let low: Working?
    package let high: Working?

    /// Fewer months than these say nothing about a year.
    package static let leastMonths = 3
}

extension GrowthStudy {
    /// To the end of the whole period, of a place or of all. The range is that of
    /// the shares of past years; with one year only, that of the months.
    package func projection(at place: FigurePlace? = nil) -> Projection {
        let byShare = key(.projection, at: place, variant: .whole)
        let share = projection(byShare)
        if let share, share.figure.count != nil || wholeValue(.base, question.whole, at: place) != nil {
            let range = shareRange(place) ?? monthRange(place)
            return Projection(
                method: .share, figure: share.figure, key: byShare, low: range?.low, high: range?.high)
        }
        let byMonths = key(.linearProjection, .total, at: place, variant: .whole)
        let linear = projection(byMonths)
        let range = linear?.figure.count == nil ? nil : linearRange(place)
        return Projection(
            method: .linear, figure: linear?.figure ?? .none(.tooLittleKnown), key: byMonths, low: range?.low,
            high: range?.high)
    }

    func projection(_ key: WorkingKey) -> Working? {
        guard key.months == question.pair.now else { return nil }
        switch (key.kind, key.basis, key.variant) {
        case (.projection, .panel, .whole?) where key.years == 1: return projectionByLastYear(key)
        case (.linearProjection, .total, .whole?) where key.years == 1: return linear(key)
        case (.projectionByShare, .panel, nil) where key.years >= 1: return byShare(key)
        case (.projectionByMonth, .panel, .low?), (.projectionByMonth, .panel, .high?):
            return byMonth(key)
        case (.projectionByMonth, .total, .low?), (.projectionByMonth, .total, .high?):
            return linearByMonth(key)
        default: return nil
        }
    }

    private var isLongEnough: Bool { question.pair.now.count >= min(Projection.leastMonths, question.whole.count) }

    private func projectionByLastYear(_ key: WorkingKey) -> Working {
        let working = byShare(key)
        guard isLongEnough else {
            return Working(
                key: key, figure: .none(.tooLittleKnown), rows: working.rows.map(\.asTold), notes: working.notes)
        }
        return working
    }

    /// Now × a past year's whole ÷ its same months.
    private func byShare(_ key: WorkingKey) -> Working {
        let rows = [
            wholeRow(.thisPeriod, .now, .now, question.pair.now, at: key.place),
            wholeRow(.samePeriodBefore, .part, .base, question.pair.now, at: key.place, years: key.years),
            wholeRow(.wholePeriodBefore, .whole, .base, question.whole, at: key.place, years: key.years),
        ]
        var working = Working(
            key: key, figure: .none(.noFigures), rows: rows, notes: key.place == nil ? scope.notes : [])
        working.figure = working.recomputed
        if partsOutsideWhole > 0, key.place == nil {
            working.notes.append(.init(.missingMonths, count: partsOutsideWhole))
        }
        return working
    }

    /// The years whose shares give the range: two at least.
    private func shareRange(_ place: FigurePlace?) -> (low: Working, high: Working)? {
        var found: [Working] = []
        for years in 1...max(1, pastYears) {
            let working = byShare(key(.projectionByShare, at: place, years: years))
            if working.figure.count != nil { found.append(working) }
        }
        guard found.count > 1, isLongEnough, let low = found.min(by: Self.isLower),
            let high = found.max(by: Self.isLower)
        else { return nil }
        let note = Working.Note(.rangeOfYears, count: found.count)
        return (low.adding(note), high.adding(note))
    }

    private static func isLower(_ left: Working, _ right: Working) -> Bool {
        (left.figure.value ?? 0) < (right.figure.value ?? 0)
    }

    private func monthRange(_ place: FigurePlace?) -> (low: Working, high: Working)? {
        guard isLongEnough, question.monthsLeft > 0,
            let low = byMonth(key(.projectionByMonth, at: place, variant: .low)),
            let high = byMonth(key(.projectionByMonth, at: place, variant: .high)), low.figure.count != nil,
            high.figure.count != nil
        else { return nil }
        return (low, high)
    }

    /// The months to come grow like the one that grew least, or most.
    private func byMonth(_ key: WorkingKey) -> Working? {
        let months = question.pair.now.each.compactMap { month in
            question.pair.month(month).map { pair in
                PeriodGrowth(pair: pair, sums: key.place.map { grid.sums($0, pair) } ?? grid.growth(pair).sums)
            }
        }.filter { $0.sums.matched > 0 && $0.sums.base > 0 }
        guard months.count >= Projection.leastMonths, let rest else { return nil }
        let isLess = { (left: PeriodGrowth, right: PeriodGrowth) in
            left.sums.now * right.sums.base < right.sums.now * left.sums.base
        }
        guard let month = key.variant == .low ? months.min(by: isLess) : months.max(by: isLess) else { return nil }
        let rows =
            [
                wholeRow(.thisPeriod, .term, .now, question.pair.now, at: key.place),
                wholeRow(.restOfPeriodBefore, .whole, .base, rest, at: key.place),
            ] + sides(.panel, month.pair, month.sums, at: key.place)
        var working = Working(
            key: key, figure: .none(.noFigures), rows: rows, notes: [.init(.rangeOfMonths, count: months.count)])
        working.figure = working.recomputed
        return working
    }

    /// The months of the whole period that are to come.
    var rest: ClosedRange<Month>? {
        question.monthsLeft > 0 ? question.pair.now.upperBound.next...question.whole.upperBound : nil
    }

    // MARK: Without a year before

    /// Only where every part that has a figure has one in every month.
    private func linear(_ key: WorkingKey) -> Working {
        let pair = question.pair
        let sums = self.sums(at: key.place)
        let rows: [Working.Row] = [
            .init(
                .word(.thisPeriod), .now, .init(sums.value(.total, .now)),
                .working(sumKey(.total, .now, pair, at: key.place))),
            .init(.word(.monthsOver), .part, .count(pair.now.count), .question),
            .init(.word(.months), .whole, .count(question.whole.count), .question),
        ]
        guard isLongEnough, grid.hasNoHole(pair.now, at: key.place) else {
            let absence: Working.Absence = sums.hasNow ? .tooLittleKnown : .noFigures
            return Working(key: key, figure: .none(absence), rows: rows.map(\.asTold))
        }
        var working = Working(key: key, figure: .none(.noFigures), rows: rows)
        working.figure = working.recomputed
        return working
    }

    private func linearRange(_ place: FigurePlace?) -> (low: Working, high: Working)? {
        guard question.monthsLeft > 0,
            let low = linearByMonth(key(.projectionByMonth, .total, at: place, variant: .low)),
            let high = linearByMonth(key(.projectionByMonth, .total, at: place, variant: .high))
        else { return nil }
        return (low, high)
    }

    /// Every month to come is like the lowest, or the highest.
    private func linearByMonth(_ key: WorkingKey) -> Working? {
        let pair = question.pair
        let months = pair.now.each.map { month -> (month: Month, value: Int?) in
            (month, grid.total(month...month, at: key.place))
        }.compactMap { entry in entry.value.map { (month: entry.month, value: $0) } }
        guard months.count >= Projection.leastMonths else { return nil }
        let isLow = key.variant == .low
        guard let month = isLow ? months.min(by: { $0.value < $1.value }) : months.max(by: { $0.value < $1.value })
        else { return nil }
        let monthKey = WorkingKey(.sum, .total, place: key.place, months: month.month...month.month)
        let rows: [Working.Row] = [
            .init(
                .word(.thisPeriod), .term, .init(sums(at: key.place).value(.total, .now)),
                .working(sumKey(.total, .now, pair, at: key.place))),
            .init(.word(.monthsLeft), .whole, .count(question.monthsLeft), .question),
            .init(.word(isLow ? .lowestMonth : .highestMonth), .now, .count(month.value), .working(monthKey)),
            .init(.word(.oneMonth), .base, .count(1), .question),
        ]
        var working = Working(
            key: key, figure: .none(.noFigures), rows: rows, notes: [.init(.rangeOfMonths, count: months.count)])
        working.figure = working.recomputed
        return working
    }
}

extension Working.Row {
    /// Shown, but entering no result.
    var asTold: Working.Row {
        var row = self
        row.role = .told
        return row
    }
}

extension Working {
    func adding(_ note: Note) -> Working {
        var working = self
        working.notes.append(note)
        return working
    }
}
