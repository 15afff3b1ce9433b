import Glibc

extension Working {
    /// Whether the rows give the result: the check an auditor would make, made for
    /// every working by the tests.
    package var isSound: Bool {
        if formulaIsWithheld { return notes.contains { $0.word.breaksSeries } }
        return kind.formula == .told || Self.agree(figure, recomputed)
    }

    /// The same, and that every row says what the working it opens says.
    package func isSound(opening open: (WorkingKey) -> Working?) -> Bool {
        isSound
            && rows.allSatisfy { row in
                guard case .working(let key) = row.source else { return true }
                return open(key).map { Self.agree($0.figure, row.figure) } ?? false
            }
    }

    /// The rows could give a rate, but it would compare what is not alike.
    private var formulaIsWithheld: Bool { figure.absence == .notComparable }

    /// The result as its rows give it.
    package var recomputed: Figure {
        let terms = rows.filter { $0.role == .term }
        let (now, base) = (figure(of: .now), figure(of: .base))
        let (part, whole) = (figure(of: .part), figure(of: .whole))
        switch kind.formula {
        case .sum: return Self.sum(terms)
        case .difference:
            guard let now = now?.count, let base = base?.count else { return .none(.noFigures) }
            return .count(now - base)
        case .growth:
            guard let now = now?.value, let base = base?.value else { return .none(.noFigures) }
            return base == 0 ? .none(.baseZero) : .rate((now - base) / base)
        case .geometricMean, .arithmeticMean: return Self.mean(terms, isCompound: kind.formula == .geometricMean)
        case .chained:
            let rates = terms.compactMap(\.figure.value)
            guard !rates.isEmpty, rates.count == terms.count else { return .none(.missingYears) }
            return .rate(rates.reduce(1) { $0 * (1 + $1) })
        case .contribution:
            guard let now = now?.value, let base = base?.value, let whole = whole?.value else {
                return .none(.noFigures)
            }
            return whole == 0 ? .none(.baseZero) : .rate((now - base) / whole)
        case .quotient:
            guard let part = part?.value, let whole = whole?.value else { return .none(.noFigures) }
            guard whole != 0 else { return .none(.nothingToCount) }
            return kind == .perDay ? .number(part / whole) : .rate(part / whole)
        case .quotientUp:
            guard let part = part?.count, let whole = whole?.count else { return .none(.noFigures) }
            return whole == 0 ? .none(.noMonthsLeft) : .count((part + whole - 1) / whole)
        case .leastReaching, .leastAbove:
            guard let base = base?.count, let rate = part?.value else { return .none(.noFigures) }
            return .count(RateGoal.least(base, rate, isAbove: kind.formula == .leastAbove))
        case .leastForCompound: return least(terms, .compound)
        case .leastForArithmetic: return least(terms, .arithmetic)
        case .shortfall:
            guard let now = now?.count, let whole = whole?.count else { return .none(.noFigures) }
            return .count(max(0, whole - now))
        case .scaled:
            guard let now = now?.value, let part = part?.value, let whole = whole?.value else {
                return .none(.noFigures)
            }
            return part == 0 ? .none(.baseZero) : .count(Int((now * whole / part).rounded()))
        case .scaledRest:
            guard case .count(let known) = Self.sum(terms), let now = now?.value, let base = base?.value,
                let whole = whole?.value
            else { return .none(.noFigures) }
            return base == 0 ? .none(.baseZero) : .count(Int((Double(known) + whole * now / base).rounded()))
        case .percentage:
            guard let now = now?.value, let part = part?.value else { return .none(.noFigures) }
            return .count(Int((now * part).rounded()))
        case .number: return .count(terms.count)
        case .told: return figure
        }
    }

    private func least(_ terms: [Row], _ kind: MeanKind) -> Figure {
        let earlier = terms.compactMap { row in row.figure.value.map { (rate: $0, years: row.weight) } }
        guard earlier.count == terms.count, let base = rows.first(where: { $0.role == .base }),
            let count = base.figure.count, let goal = rows.first(where: { $0.role == .part }),
            let rate = goal.figure.value
        else { return .none(.missingYears) }
        let least = MeanRate.least(
            over: (count, base.weight), after: earlier, rate, isAbove: goal.label == .word(.rateAbove), kind)
        return least.map { .count($0) } ?? .none(.missingYears)
    }

    private func figure(of role: Role) -> Figure? { rows.first { $0.role == role }?.figure }

    /// Of counts a count, of rates a rate; a term without a figure is left out.
    private static func sum(_ terms: [Row]) -> Figure {
        let known = terms.filter { $0.figure.value != nil }
        guard !known.isEmpty else { return .none(.noFigures) }
        let counts = known.compactMap { $0.figure.count }
        if counts.count == known.count { return .count(counts.reduce(0, +)) }
        return .rate(known.reduce(0) { $0 + ($1.figure.value ?? 0) })
    }

    private static func mean(_ terms: [Row], isCompound: Bool) -> Figure {
        let rates = terms.compactMap { row in row.figure.value.map { (rate: $0, years: row.weight) } }
        guard !rates.isEmpty, rates.count == terms.count else { return .none(.missingYears) }
        if isCompound { return .rate(MeanRate.compound(rates)) }
        guard rates.allSatisfy({ $0.years == 1 }) else { return .none(.missingYears) }
        return .rate(MeanRate.arithmetic(rates.map(\.rate)))
    }

    /// Whole numbers to the last one, rates to the billionth; two reasons for no
    /// result are as good as one another.
    static func agree(_ left: Figure, _ right: Figure) -> Bool {
        switch (left, right) {
        case (.count(let left), .count(let right)): left == right
        case (.rate(let left), .rate(let right)), (.number(let left), .number(let right)):
            abs(left - right) <= 1e-9 * max(1, abs(left))
        case (.none, .none): true
        default: false
        }
    }
}

/// Means of yearly rates.
package enum MeanRate {
    /// The one rate that, year after year, leads to the same end; a rate over
    /// several years weighs as many. All the way down to nothing is −1.
    package static func compound(_ rates: [(rate: Double, years: Int)]) -> Double {
        let years = rates.reduce(0) { $0 + $1.years }
        let factor = rates.reduce(1.0) { $0 * max(0, 1 + $1.rate) }
        return years > 0 ? pow(factor, 1 / Double(years)) - 1 : 0
    }

    package static func arithmetic(_ rates: [Double]) -> Double {
        rates.isEmpty ? 0 : rates.reduce(0, +) / Double(rates.count)
    }
}
