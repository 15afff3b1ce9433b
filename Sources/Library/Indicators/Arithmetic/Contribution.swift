/// What each point adds to the growth of all, and who is behind by how much.
package struct Contribution: Hashable, Sendable {
    package let place: FigurePlace
    package let now: Int
    package let base: Int
    /// In parts of the base of all: the rates of all add up to the growth.
    package let rate: Double
    /// In tenths of a percent, rounded so that they add up to the printed growth.
    package let printed: Int

    package var difference: Int { now - base }
}

/// How a point stands against the goal, by its own panel figures and by what the
/// goal is judged by.
package struct PointStanding: Hashable, Sendable {
    package let place: FigurePlace
    package let sums: PairedSums
    /// Its mean growth a year; nil where that does not judge.
    package let mean: Working.Figure?
    package let verdict: GoalVerdict
    /// Visits (or what is counted) missing to the goal in these months; 0 when it
    /// is reached, nil where nothing can be compared.
    package let missing: Int?
}

extension GrowthStudy {
    /// The panel's points, in the order of the scope; empty where the base is 0.
    package var contributions: [Contribution] {
        let panel = points.filter { $0.sums.matched > 0 }
        guard total.base > 0 else { return [] }
        let printed = LargestRemainder.rounded(
            panel.map { $0.sums.now - $0.sums.base }, of: total.base, scale: 1_000)
        return zip(panel, printed).map { point, printed in
            Contribution(
                place: point.place, now: point.sums.now, base: point.sums.base,
                rate: Double(point.sums.now - point.sums.base) / Double(total.base), printed: printed)
        }
    }

    /// The printed growth the printed contributions add up to, tenths of a percent.
    package var printedGrowth: Int? {
        total.matched > 0 && total.base > 0
            ? LargestRemainder.total(total.now - total.base, of: total.base, scale: 1_000) : nil
    }

    /// Those that miss most first, then those that reach their goal, then those of
    /// whom nothing can be said.
    package var ranking: [PointStanding] {
        points.map { point in
            let goal = question.goal
            if question.judgedBy == .mean {
                let links = self.links(.panel, at: point.place)
                let mean = Self.mean(question.mean, of: links, .panel)
                return PointStanding(
                    place: point.place, sums: point.sums, mean: mean,
                    verdict: goal?.verdict(mean) ?? .open(.tooLittleKnown), missing: missingToMean(links))
            }
            let missing =
                point.sums.matched > 0 && point.sums.base > 0
                ? goal.map { max(0, $0.required(over: point.sums.base) - point.sums.now) } : nil
            let verdict: GoalVerdict? =
                question.judgedBy == .unchosen ? .open(.notChosen) : goal?.verdict(point.sums.panelGrowth)
            return PointStanding(
                place: point.place, sums: point.sums, mean: nil, verdict: verdict ?? .open(.tooLittleKnown),
                missing: missing)
        }.sorted { ($0.missing ?? -1) > ($1.missing ?? -1) }
    }

    func contribution(_ key: WorkingKey) -> Working? {
        guard key.basis == .panel, let place = key.place, let pair = pair(key) else { return nil }
        let all = grid.growth(pair).sums
        let sums = grid.sums(place, pair)
        var rows = sides(.panel, pair, sums, at: place)
        rows.append(
            .init(
                .word(.matchedPoints), .whole, .init(all.value(.panel, .base)),
                .working(sumKey(.panel, .base, pair, at: nil))))
        let figure: Working.Figure =
            sums.matched == 0
            ? .none(.nothingMatched)
            : all.base == 0 ? .none(.baseZero) : .rate(Double(sums.now - sums.base) / Double(all.base))
        return Working(key: key, figure: figure, rows: rows, notes: cautions(sums, nil, pair, .panel))
    }

    func contributions(_ key: WorkingKey) -> Working? {
        guard key.basis == .panel, key.place == nil, let pair = pair(key) else { return nil }
        let places = paired(pair)
        let all = places.reduce(PairedSums(), +)
        let rows = zip(grid.places, places).compactMap { place, sums -> Working.Row? in
            guard sums.matched > 0, all.base > 0 else { return nil }
            var opened = key
            (opened.kind, opened.place) = (.contribution, place)
            return .init(
                .place(place), .term, .rate(Double(sums.now - sums.base) / Double(all.base)), .working(opened))
        }
        let notes = scope.notes + cautions(all, PointCoverage(places), pair, .panel)
        return Working(key: key, figure: all.panelGrowth, rows: rows, notes: notes)
    }
}
