import HTTPTypes
import Hummingbird
import Library

/// One target: its words, what is reached, and what is entered for it.
struct TargetPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.target) { _, context in try await show(context, draft: nil) }
        router.act(.enterTargetFigure) { request, context in try await enter(request, context) }
        router.act(.markMilestone) { request, context in try await mark(request, context) }
    }

    private var store: any TargetFigureStore { site.services.plans.stores.figures }

    private func show(
        _ context: WebContext, draft: TargetFigureDraft?, refusal: PlanRefusal? = nil
    ) async throws -> Response {
        let page = try context.page()
        let (plan, target) = try await site.target(context)
        let today = Day(page.now)
        let statuses = try await site.services.plans.statuses(of: plan, on: today)
        guard let status = statuses.first(where: { $0.target.id == target.id }) else { throw VisitorError(.notFound) }
        return TargetPage(
            plan: plan, status: status, history: try await store.history(of: target.id),
            draft: draft ?? TargetFigureDraft(on: today), mayEdit: try await site.mayEdit(plan, page),
            evidence: try await site.services.plans.stores.evidence.files(of: target.id),
            growth: try await site.growth(target, page), refusal: refusal
        ).response(in: page)
    }

    /// The target of the address, for who may change its plan.
    private func own(_ context: WebContext) async throws -> Target {
        let (plan, target) = try await site.target(context)
        guard try await site.mayEdit(plan, try context.page()) else { throw VisitorError(.forbidden) }
        return target
    }

    private func enter(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let target = try await own(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let draft = TargetFigureDraft(values)
        do {
            try await store.enter(try draft.facts, for: target.id, reason: values.given("ly-do"), act: act)
            return Admission.redirect(to: .plans(.target(target.id)))
        } catch let refusal as PlanRefusal {
            return try await show(context, draft: draft, refusal: refusal)
        }
    }

    private func mark(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let target = try await own(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        do {
            let text = values.text("ngay")
            let day = Day(written: text)
            if !text.isEmpty, day == nil { throw PlanRefusal.dayWrong }
            try await store.mark(target.id, reachedOn: day, evidence: values.text("minh-chung"), act: act)
            return Admission.redirect(to: .plans(.target(target.id)))
        } catch let refusal as PlanRefusal {
            return try await show(context, draft: nil, refusal: refusal)
        }
    }
}

/// What was typed about a share, right or wrong.
struct TargetFigureDraft {
    var day: String
    var numerator = ""
    var denominator = ""
    var source = ""

    init(on day: Day) { self.day = ActivityDraft.written(day) }

    init(_ form: FormValues) {
        (day, source) = (form.text("ngay"), form.text("nguon"))
        (numerator, denominator) = (form.text("tu-so"), form.text("mau-so"))
    }

    var facts: TargetFigureFacts {
        get throws(PlanRefusal) {
            guard let on = Day(written: day) else { throw .dayWrong }
            guard let numerator = Self.number(numerator), let denominator = Self.number(denominator) else {
                throw .countsWrong
            }
            return TargetFigureFacts(on: on, numerator: numerator, denominator: denominator, source: source)
        }
    }

    /// With the points and spaces that people put between thousands.
    private static func number(_ text: String) -> Int? { Int(text.filter { $0 != "." && $0 != " " }) }
}
