/// The parts that can be followed to the end of the period: in the panel now, and
/// with figures for all the months of the year before that are still to come.
extension GrowthStudy {
    /// How many past years the grid holds.
    var pastYears: Int { grid.months.lowerBound.months(until: question.whole.lowerBound) / 12 }

    /// Of so many years before: parts that this period's panel has and that have a
    /// figure for every month of that year's whole period.
    private func isFollowed(_ place: FigurePlace, _ indicator: Indicator, years: Int) -> Bool {
        guard !grid.matched(place, question.pair, indicator).isEmpty else { return false }
        if let rest, !grid.isKnown(place, indicator, rest.earlier(byYears: 1)) { return false }
        return years == 1 || grid.isKnown(place, indicator, question.whole.earlier(byYears: years))
    }

    /// The cells of one side in some months of the period: those that are over
    /// only where both sides have them.
    private func wholeLeaves(_ place: FigurePlace, _ side: WorkingKey.Side, _ months: ClosedRange<Month>, years: Int)
        -> [(Month, Indicator)]
    {
        var leaves: [(Month, Indicator)] = []
        for indicator in counted where isFollowed(place, indicator, years: years) {
            let shift = side == .base ? -12 * years : 0
            var over = grid.matched(place, question.pair, indicator).filter { months.contains($0) }
            if years > 1 { over = question.pair.now.each.filter { months.contains($0) } }
            leaves += over.map { ($0.adding(months: shift), indicator) }
            if side == .base, let rest = rest?.shared(with: months) {
                leaves += rest.each.map { ($0.adding(months: shift), indicator) }
            }
        }
        return leaves.sorted { $0.0 < $1.0 }
    }

    /// The same added up, without a list of cells.
    func wholeValue(_ side: WorkingKey.Side, _ months: ClosedRange<Month>, at place: FigurePlace?, years: Int = 1)
        -> Int?
    {
        guard let place else { return followed.value(side, months, years: years) }
        guard let row = grid.row(place) else { return nil }
        return grid.followed(row..<(row + 1), question, years: years, side: side, months: months)[0]
    }

    func wholeRow(
        _ word: Working.Word, _ role: Working.Role, _ side: WorkingKey.Side, _ months: ClosedRange<Month>,
        at place: FigurePlace?, years: Int = 1
    ) -> Working.Row {
        let opened = key(.sum, at: place, months: months, years: years, side: side, variant: .whole)
        return .init(
            .word(word), role, .init(wholeValue(side, months, at: place, years: years)), .working(opened))
    }

    /// The sum behind such a row; its months are this period's, whichever side it is of.
    func wholeSum(_ key: WorkingKey) -> Working? {
        guard key.kind == .sum, key.basis == .panel, key.variant == .whole, let side = key.side,
            let months = key.months, question.whole.shared(with: months) == months, key.years >= 1,
            key.years <= max(1, pastYears)
        else { return nil }
        if let place = key.place {
            return leafSum(key, place, wholeLeaves(place, side, months, years: key.years), of: grid)
        }
        let rows = 0..<grid.places.count
        return placeSum(key, grid.followed(rows, question, years: key.years, side: side, months: months))
    }

    /// Parts of the panel that have no figure for some month still to come.
    var partsOutsideWhole: Int { rest == nil ? 0 : followed.partsLeftOut }
}
