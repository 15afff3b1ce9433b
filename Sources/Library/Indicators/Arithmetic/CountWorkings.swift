/// How many there are of something: a working whose rows are counted, so that
/// "12 months", "2 of 4 points" open like every other figure.
extension GrowthStudy {
    /// Months of this period in which an indicator of a point has comparable
    /// figures on both sides.
    package func matchedMonths(_ indicator: Indicator, at place: FigurePlace) -> Int {
        grid.matched(place, question.pair, indicator).count
    }

    func rowCount(_ key: WorkingKey) -> Working? {
        guard key.basis == .panel, key.months == question.pair.now, key.years == 1, key.side == nil,
            key.variant == nil
        else { return nil }
        let rows: [Working.Row]
        switch (key.kind, key.place) {
        case (.matchedMonths, let place?):
            rows = grid.matched(place, question.pair).map { month, indicator -> Working.Row in
                let cell = grid.cell(place, indicator, month)
                return .init(
                    .month(month), .term, .init(cell.value), .cell(.init(place, month, indicator, cell)))
            }
        case (.pointsBehind, nil):
            rows = ranking.filter { ($0.missing ?? 0) > 0 }.map { standing in
                .init(
                    .place(standing.place), .term, .init(standing.missing),
                    .working(judgedGapKey(at: standing.place)))
            }
        case (.points, nil):
            rows = points.map { point in
                .init(
                    .place(point.place), .term, .init(point.sums.value(.total, .now)),
                    .working(WorkingKey(.sum, .total, place: point.place, months: question.pair.now)))
            }
        default: return nil
        }
        return Working(key: key, figure: .count(rows.count), rows: rows)
    }
}
