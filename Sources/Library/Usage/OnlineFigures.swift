extension UsageStore {
    /// The online figures of a month for the freeze: as they were kept, else
    /// counted now; nil where nothing was taken down.
    package func online(_ month: Month) async throws -> [MonthFigure]? {
        if let kept = try await kept(month), !kept.evidence.isOpen { return kept.online }
        if let counted = try await count(month) { return counted.online }
        return try await kept(month)?.online
    }
}

extension MonthUsage {
    /// Its figures with how complete they are. What a crash or a full disk may
    /// have cost, and a clock that went back, is told with each.
    package var online: [MonthFigure] {
        var losses: [FigureLoss] = []
        let unlogged = evidence.crashes + evidence.dropped
        if unlogged > 0 { losses.append(FigureLoss(.unloggedRequests, unlogged)) }
        if evidence.clockSteps > 0 { losses.append(FigureLoss(.wrongClock, evidence.clockSteps)) }
        let completeness = evidence.completeness(of: month)
        return counts.map { count in
            MonthFigure(
                place: count.place, indicator: count.indicator, value: count.value,
                excluded: count.excluded.values.reduce(0, +), completeness: completeness, losses: losses)
        }
    }
}
