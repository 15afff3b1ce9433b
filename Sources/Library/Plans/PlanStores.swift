/// What people chose for plans, and where plans hold.
package protocol PlanChoiceStore: Sendable {
    /// Every choice ever made, the oldest first: the last of a subject holds.
    func choices(of plan: PlanID?) async throws -> [PlanChoice]
    /// Throws `PlanRefusal.reasonMissing` without a reason.
    func choose(_ value: String, for subject: PlanChoiceSubject, of plan: PlanID, reason: String, act: Act) async throws
    func scope(of plan: Plan, choices: [PlanChoice], on day: Day) async throws -> PlanScope
}

/// What institutions say of themselves.
package protocol DeclarationStore: Sendable {
    /// The newest first; what was said before stays.
    func history(of institution: InstitutionID) async throws -> [Declaration]
    /// Keeps all of them or none. Throws `PlanRefusal.changedMeanwhile` when
    /// somebody else declared one of the properties since, and `.reasonMissing`
    /// when one is changed without a reason.
    func declare(_ drafts: [DeclarationDraft], of institution: InstitutionID, act: Act) async throws
    /// Institutions with what holds on a day, by name.
    func standings(_ filter: StandingFilter) async throws -> [InstitutionStanding]
}

package struct StandingFilter: Equatable, Sendable {
    package var on: Day
    /// Units they are in themselves; nil for all.
    package var units: Set<UnitID>?
    /// Nodes they lie at or below; nil for all.
    package var within: Set<TreeNode>?
    /// Only these institutions; nil for all.
    package var institutions: Set<InstitutionID>?
    package var scope: TargetScope
    /// Whether the system's own proofs are looked for.
    package var withProofs: Bool

    package init(
        on day: Day, units: Set<UnitID>? = nil, within: Set<TreeNode>? = nil,
        institutions: Set<InstitutionID>? = nil, scope: TargetScope = TargetScope(), withProofs: Bool = true
    ) {
        (on, self.units, self.within, self.institutions) = (day, units, within, institutions)
        (self.scope, self.withProofs) = (scope, withProofs)
    }
}

/// Figures of other offices, milestones, and what was done often enough.
package protocol TargetFigureStore: Sendable {
    /// The newest entry of each day; nil for every plan.
    func figures(of plan: PlanID?) async throws -> [TargetFigure]
    /// Every entry of a target, the newest first.
    func history(of target: TargetID) async throws -> [TargetFigure]
    /// Throws `PlanRefusal.reasonMissing` where the day has a figure already.
    func enter(_ facts: TargetFigureFacts, for target: TargetID, reason: String?, act: Act) async throws
    /// Every mark, the newest first.
    func marks(of plan: PlanID?) async throws -> [MilestoneMark]
    func mark(_ target: TargetID, reachedOn: Day?, evidence: String, act: Act) async throws
    /// What was held at institutions, by the months of a period.
    func counted(_ target: CountTarget, at filter: StandingFilter, in months: ClosedRange<Month>) async throws
        -> [CountStatus.Row]
}

/// The stores of plans together.
package struct PlanStores: Sendable {
    package var choices: any PlanChoiceStore
    package var declarations: any DeclarationStore
    package var figures: any TargetFigureStore
    package var evidence: any EvidenceStore
    package init(
        choices: any PlanChoiceStore, declarations: any DeclarationStore, figures: any TargetFigureStore,
        evidence: any EvidenceStore
    ) {
        (self.choices, self.declarations, self.figures) = (choices, declarations, figures)
        self.evidence = evidence
    }
}
