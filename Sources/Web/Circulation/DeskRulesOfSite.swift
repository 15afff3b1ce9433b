import Library

extension SiteSetup {
    /// The rules that hold at the desk of a point: by category, by the point and
    /// its kind; a loan is due on a day on which the point is open.
    func deskRules(at point: ServicePoint, now: Moment) async throws -> DeskRules {
        let today = Day(now)
        // From the oldest sheet of paper anybody enters to the longest loan.
        let days = today.adding(days: -366)...today.adding(days: 2 * 366)
        let calendar = try await calendar(of: point, in: days)
        let (policies, facts, blocks) = (configuration.loanPolicies, point.facts, configuration.overdueBlocks)
        return DeskRules(
            terms: { LendingTerms(policies.policy(for: $0, at: facts), overdueBlocks: blocks) },
            dueOn: { DueDate.of(loanDays: $1, from: $0, calendar: calendar) })
    }
}
