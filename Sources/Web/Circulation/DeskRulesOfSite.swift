import Library

extension SiteSetup {
    /// The rules that hold at the desk of a point.
    func deskRules(at point: ServicePoint) -> DeskRules {
        let terms = LendingTerms(configuration.pointKinds.rules(of: point.facts))
        return DeskRules(
            terms: { _ in terms },
            dueOn: { day, days in Day(day.start.adding(.seconds(days * 86_400))) })
    }
}
