/// The parts of a panel that can be followed through a whole period, added up in
/// one pass over the grid.
extension FigureGrid {
    /// Where the months of a question stand in the grid's rows.
    private struct Offsets {
        let now: Range<Int>
        let rest: Range<Int>
        let whole: Range<Int>
        let asked: Range<Int>

        init(_ grid: FigureGrid, _ question: GrowthQuestion, _ asked: ClosedRange<Month>) {
            let place = { (months: ClosedRange<Month>) -> Range<Int> in
                let first = grid.months.lowerBound.months(until: months.lowerBound)
                return first..<(first + months.count)
            }
            (now, whole, self.asked) = (place(question.pair.now), place(question.whole), place(asked))
            rest = now.upperBound..<whole.upperBound
        }
    }

    /// What the followed parts of some places have on one side in some months of
    /// the period; nil for a place without any.
    func followed(
        _ rows: Range<Int>, _ question: GrowthQuestion, years: Int, side: WorkingKey.Side, months: ClosedRange<Month>
    ) -> [Int?] {
        let at = Offsets(self, question, months)
        let distance = 12 * years
        guard at.whole.lowerBound - distance >= 0, at.now.lowerBound >= 12 else { return rows.map { _ in nil } }
        return rows.map { row in
            var (sum, found) = (0, false)
            for column in 0..<indicators.count {
                let start = (row * indicators.count + column) * width
                guard isFollowed(start, at, years: years) else { continue }
                for offset in at.now where at.asked.contains(offset) {
                    guard years > 1 && side == .base || isMatched(start + offset) else { continue }
                    let value = cells[start + offset - (side == .base ? distance : 0)].value
                    (sum, found) = (sum + (value ?? 0), true)
                }
                guard side == .base else { continue }
                for offset in at.rest where at.asked.contains(offset) {
                    (sum, found) = (sum + (cells[start + offset - distance].value ?? 0), true)
                }
            }
            return found ? sum : nil
        }
    }

    /// In the panel, and known for each month to come a year before; of an earlier
    /// year, known in every month of it.
    private func isFollowed(_ start: Int, _ at: Offsets, years: Int) -> Bool {
        at.now.contains { isMatched(start + $0) }
            && at.rest.allSatisfy { cells[start + $0 - 12].value != nil }
            && (years == 1 || at.whole.allSatisfy { cells[start + $0 - 12 * years].value != nil })
    }

    /// Whether a cell and the same a year before were counted alike.
    private func isMatched(_ index: Int) -> Bool {
        let (new, old) = (cells[index], cells[index - 12])
        return new.value != nil && old.value != nil && new.definition == old.definition
            && new.origins.areCountedLike(old.origins)
    }

    /// Parts of the panel that lack a figure for some month to come.
    func partsNotFollowed(_ question: GrowthQuestion) -> Int {
        let at = Offsets(self, question, question.whole)
        var count = 0
        for part in 0..<(places.count * indicators.count) {
            let start = part * width
            if at.now.contains(where: { isMatched(start + $0) }), !isFollowed(start, at, years: 1) { count += 1 }
        }
        return count
    }
}
