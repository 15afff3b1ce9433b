/// The two sides of a period pair, added up: over what both sides have, counted
/// alike ("panel"), and over all there is ("total").
///
/// A part is one indicator of one point in one month; a total is comparable only
/// when both sides have the same parts, counted alike.
package struct PairedSums: Hashable, Sendable {
    /// Over the parts both sides have, counted alike.
    package internal(set) var now = 0
    package internal(set) var base = 0
    package internal(set) var totalNow = 0
    package internal(set) var totalBase = 0

    /// Parts on both sides, counted alike.
    package internal(set) var matched = 0
    package internal(set) var onlyNow = 0
    package internal(set) var onlyBase = 0
    /// Parts on both sides that were not counted alike; they are in no panel.
    package internal(set) var originBreaks = 0
    package internal(set) var definitionBreaks = 0
    /// Parts of which not every open day was counted.
    package internal(set) var incomplete = 0

    package init() {}

    package static func + (left: PairedSums, right: PairedSums) -> PairedSums {
        var sum = left
        sum.add(right)
        return sum
    }

    mutating func add(_ other: PairedSums) {
        now += other.now
        base += other.base
        totalNow += other.totalNow
        totalBase += other.totalBase
        matched += other.matched
        onlyNow += other.onlyNow
        onlyBase += other.onlyBase
        originBreaks += other.originBreaks
        definitionBreaks += other.definitionBreaks
        incomplete += other.incomplete
    }

    @inline(__always)
    mutating func add(_ new: FigureTable.Cell, _ old: FigureTable.Cell) {
        switch (new.value, old.value) {
        case (nil, nil): return
        case (let value?, nil):
            totalNow += value
            onlyNow += 1
        case (nil, let value?):
            totalBase += value
            onlyBase += 1
        case (let value?, let before?):
            totalNow += value
            totalBase += before
            if new.definition != old.definition {
                definitionBreaks += 1
            } else if !new.origins.areCountedLike(old.origins) {
                originBreaks += 1
            } else {
                now += value
                base += before
                matched += 1
            }
        }
        if (new.completeness ?? 100) < 100 || (old.completeness ?? 100) < 100 { incomplete += 1 }
    }

    package var hasNow: Bool { matched + onlyNow + originBreaks + definitionBreaks > 0 }
    package var hasBase: Bool { matched + onlyBase + originBreaks + definitionBreaks > 0 }

    package var isComparable: Bool { onlyNow + onlyBase + originBreaks + definitionBreaks == 0 }

    /// The growth of what both sides have.
    package var panelGrowth: Working.Figure {
        guard matched > 0 else { return .none(hasNow || hasBase ? .nothingMatched : .noFigures) }
        return base == 0 ? .none(.baseZero) : .rate(Self.growth(now, base))
    }

    /// The growth of all there is: given only where both sides have the same.
    package var totalGrowth: Working.Figure {
        guard hasNow, hasBase else { return .none(.noFigures) }
        guard isComparable else { return .none(.notComparable) }
        return panelGrowth
    }

    package func growth(_ basis: WorkingKey.Basis) -> Working.Figure {
        basis == .panel ? panelGrowth : totalGrowth
    }

    package func value(_ basis: WorkingKey.Basis, _ side: WorkingKey.Side) -> Int? {
        switch (basis, side) {
        case (.panel, .now): matched > 0 ? now : nil
        case (.panel, .base): matched > 0 ? base : nil
        case (.total, .now): hasNow ? totalNow : nil
        case (.total, .base): hasBase ? totalBase : nil
        }
    }

    /// One division of whole numbers, so that 108 over 100 is 0.08 to the last bit.
    static func growth(_ now: Int, _ base: Int) -> Double { Double(now - base) / Double(base) }
}

extension FigureOrigins {
    /// Whether two figures were counted in the same manner: paper is paper,
    /// whether its number was entered here or came in a spreadsheet.
    package func areCountedLike(_ other: FigureOrigins) -> Bool { manner == other.manner }

    private var manner: UInt8 { (rawValue & 1) | (rawValue & 6 == 0 ? 0 : 2) }
}
