import Library

/// How far a growth target is reached at the visitor's place: the dashboard's own
/// reckoning, so that the plan's page never says another thing.
struct TargetGrowth {
    var scene: DashboardScene
    var study: GrowthStudy

    /// "đạt", "vượt mức 10 %", or what has to be chosen first.
    func verdict(_ words: Words) -> HTML {
        switch study.verdict {
        case .over:
            let top = DashboardText(scene, words).rate(scene.goal.top ?? scene.goal.lower)
            return words(.plansOver, ["rate": top])
        case .open(.notChosen): return words[.plansUnchosen]
        case let verdict: return words.name(.targetVerdict, verdict.ofTarget.rawValue)
        }
    }

    /// The mean as the link to its working and the period's own growth beside it;
    /// without a choice the growth alone.
    func reached(_ words: Words) -> HTML {
        let text = DashboardText(scene, words)
        let question = study.question
        let gaps: [String: HTML] = [
            "mean": text.link(study.mean(), study.meanKey()), "year": "\(question.baseYear)",
            "kind": words.name(.meanKind, question.mean.rawValue),
            "growth": text.link(study.total.panelGrowth, study.key(.growth, .panel)),
            "months": text.months(question.pair.now), "place": text.name(scene.node),
        ]
        return words(question.judgedBy == .mean ? .plansMeanReached : .plansYearReached, gaps)
    }
}

extension SiteSetup {
    /// Growth as the dashboard of the visitor's place works it out; nil for other
    /// targets, and for who sees no figures.
    func growth(_ target: Target, _ page: PageContext) async throws -> TargetGrowth? {
        guard target.growth != nil, !Permission.nodes(page.actor, .seeFigures).isEmpty else { return nil }
        do {
            let scene = try await DashboardDesk(site: self, page: page).scene(DashboardAddress(target: target.id))
            return TargetGrowth(scene: scene, study: try scene.study())
        } catch is DashboardProblem { return nil }
    }
}
