/// A share counted by another office, as it was told on a day; entries are only
/// added, and one that corrects another of its day has a reason.
package struct TargetFigure: Hashable, Sendable {
    package var target: TargetID
    package var facts: TargetFigureFacts
    package var reason: String?
    /// The name of who entered it.
    package var by: String
    package var at: Moment
    package init(target: TargetID, facts: TargetFigureFacts, reason: String?, by: String, at: Moment) {
        (self.target, self.facts, self.reason, self.by, self.at) = (target, facts, reason, by, at)
    }
}

/// What is entered for a share.
package struct TargetFigureFacts: Hashable, Sendable {
    /// The day the figure speaks of.
    package var on: Day
    package var numerator: Int
    package var denominator: Int
    /// Which paper says it.
    package var source: String

    package init(on day: Day, numerator: Int, denominator: Int, source: String) {
        (on, self.numerator, self.denominator, self.source) = (day, numerator, denominator, source)
    }

    /// Nil with nobody to count.
    package var percent: Double? { denominator > 0 ? Double(numerator) / Double(denominator) * 100 : nil }

    package func refusal(on today: Day) -> PlanRefusal? {
        if source.isEmpty { return .sourceMissing }
        if on > today { return .dayWrong }
        return denominator > 0 && (0...denominator).contains(numerator) ? nil : .countsWrong
    }
}

/// That a milestone was reached, or that it was entered wrongly.
package struct MilestoneMark: Hashable, Sendable {
    package var id: MilestoneMarkID
    package var target: TargetID
    /// Nil takes an earlier entry back.
    package var reachedOn: Day?
    /// What shows it; or why it was taken back.
    package var evidence: String
    package var by: String
    package var at: Moment
    package init(id: MilestoneMarkID, target: TargetID, reachedOn: Day?, evidence: String, by: String, at: Moment) {
        self.id = id
        (self.target, self.reachedOn, self.evidence, self.by, self.at) = (target, reachedOn, evidence, by, at)
    }
}

package typealias MilestoneMarkID = RowID<MilestoneMark>
