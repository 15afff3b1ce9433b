/// Days on which a point, or its whole institution, is closed though the week
/// and the country say nothing: summer, examinations, stock-taking.
package struct ClosingPeriod: Equatable, Sendable {
    package var id: ClosingPeriodID
    package var facts: ClosingFacts
    package init(id: ClosingPeriodID, facts: ClosingFacts) { (self.id, self.facts) = (id, facts) }
}

package typealias ClosingPeriodID = RowID<ClosingPeriod>

/// What somebody says of such a period.
package struct ClosingFacts: Equatable, Sendable {
    package var first: Day
    package var last: Day
    /// In words, as readers see it.
    package var reason: String
    /// True when every point of the institution is closed.
    package var isWholeInstitution: Bool

    /// Nil without a reason, when it ends before it begins, and for more than a
    /// year: a point that is closed for longer has ended.
    package init?(first: Day, last: Day, reason: String, isWholeInstitution: Bool = false) {
        guard !reason.isEmpty, (0..<Self.longest).contains(first.days(until: last)) else { return nil }
        (self.first, self.last) = (first, last)
        (self.reason, self.isWholeInstitution) = (reason, isWholeInstitution)
    }

    /// In days.
    package static let longest = 366

    package func contains(_ day: Day) -> Bool { first <= day && day <= last }
}

/// The closing periods of points.
package protocol CalendarStore: Sendable {
    /// Those of the point and of its institution that touch some days, the
    /// earliest first.
    func closings(at point: ServicePointID, in days: ClosedRange<Day>) async throws -> [ClosingPeriod]
    func add(_ closing: ClosingFacts, at point: ServicePointID, act: Act) async throws -> ClosingPeriodID
    /// What is not there any more, or belongs to another institution, is left
    /// alone.
    func remove(_ closing: ClosingPeriodID, at point: ServicePointID, act: Act) async throws
}
