/// The parts of a panel that can be followed through a whole period: an
/// indicator of a place, by where its row begins in the grid.
extension FigureGrid {
    /// What the followed parts of some places have on one side in some months of
    /// the period; nil for a place without any.
    func followed(
        _ rows: Range<Int>, _ question: GrowthQuestion, years: Int, side: WorkingKey.Side, months: ClosedRange<Month>
    ) -> [Int?] {
        let at = FollowedMonths(self, question)
        let asked = question.whole.lowerBound.months(until: months.lowerBound)
        return rows.map { row in
            var sum: Int?
            for column in 0..<indicators.count {
                let start = (row * indicators.count + column) * width
                guard isFollowed(start, at, years: years) else { continue }
                forEachFollowed(start, at, years: years, side: side) { month, value in
                    if (asked..<(asked + months.count)).contains(month) { sum = (sum ?? 0) + value }
                }
            }
            return sum
        }
    }

    /// Calls `body` with the months of a followed part that count on one side, from
    /// 0 for the first of the whole period: those that are over only where both
    /// sides have them; of an earlier year's base every month is known.
    @inline(__always)
    func forEachFollowed(
        _ start: Int, _ at: FollowedMonths, years: Int, side: WorkingKey.Side, _ body: (_ month: Int, Int) -> Void
    ) {
        let distance = side == .base ? 12 * years : 0
        for offset in at.now where years > 1 && side == .base || isMatched(start + offset) {
            body(offset - at.whole.lowerBound, cells[start + offset - distance].value ?? 0)
        }
        guard side == .base else { return }
        for offset in at.rest {
            body(offset - at.whole.lowerBound, cells[start + offset - distance].value ?? 0)
        }
    }

    private func isFollowed(_ start: Int, _ at: FollowedMonths, years: Int) -> Bool {
        isInPanel(start, at) && hasRest(start, at) && isWhole(start, at, years: years)
    }

    /// Whether both sides have a month of it, counted alike.
    func isInPanel(_ start: Int, _ at: FollowedMonths) -> Bool { at.now.contains { isMatched(start + $0) } }

    /// Whether it is known for each month to come a year before.
    func hasRest(_ start: Int, _ at: FollowedMonths) -> Bool {
        at.rest.allSatisfy { cells[start + $0 - 12].value != nil }
    }

    /// Of an earlier year than the last: whether every month of it is known.
    func isWhole(_ start: Int, _ at: FollowedMonths, years: Int) -> Bool {
        guard at.whole.lowerBound - 12 * years >= 0 else { return false }
        return years == 1 || at.whole.allSatisfy { cells[start + $0 - 12 * years].value != nil }
    }

    /// Whether a cell and the same a year before were counted alike.
    private func isMatched(_ index: Int) -> Bool {
        let (new, old) = (cells[index], cells[index - 12])
        return new.value != nil && old.value != nil && new.definition == old.definition
            && new.origins.areCountedLike(old.origins)
    }
}
