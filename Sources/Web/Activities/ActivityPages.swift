import HTTPTypes
import Hummingbird
import Library

/// A point's activities: the list, one, and the form.
struct ActivityPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.activityList) { request, context in try await list(request, context) }
        router.page(.newActivity) { request, context in
            let today = try Day(context.page().now)
            let plan = ActivityPlan(QueryParameters(request.uri.query))
            return try await form(
                context, draft: plan.map { ActivityDraft($0) } ?? ActivityDraft(on: today),
                at: try await site.point(context))
        }
        router.act(.newActivity) { request, context in try await add(request, context) }
        router.page(.activity) { _, context in
            let activity = try await activity(context)
            return try await form(context, draft: ActivityDraft(activity.facts), of: activity)
        }
        router.act(.activity) { request, context in try await change(request, context) }
    }

    private var store: any ActivityStore { site.services.activities.activities }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let today = Day(page.now)
        let year = QueryParameters(request.uri.query)["nam"].flatMap { Int($0) } ?? today.year
        guard let first = Day(year, 1, 1), let last = Day(year, 12, 31) else { throw VisitorError(.notFound) }
        let activities = try await store.activities(ActivityFilter(point: view.point.id, days: first...last))
        return ActivityListPage(
            view: view, year: year, activities: activities, today: today,
            marked: year == today.year ? site.configuration.daysToMark.coming(from: today) : []
        ).response(in: page)
    }

    private func activity(_ context: WebContext) async throws -> Activity {
        guard let id = context.rowNumber, let activity = try await store.activity(ActivityID(id)) else {
            throw VisitorError(.notFound)
        }
        return activity
    }

    private func form(
        _ context: WebContext, draft: ActivityDraft, at view: ServicePointView, refusal: ActivityRefusal? = nil
    ) async throws -> Response {
        try ActivityForm(draft: draft, view: view, activity: nil, history: [], refusal: refusal)
            .response(in: context.page())
    }

    private func form(
        _ context: WebContext, draft: ActivityDraft, of activity: Activity, refusal: ActivityRefusal? = nil
    ) async throws -> Response {
        guard let view = try await site.services.membership.places.servicePoint(activity.servicePoint) else {
            throw VisitorError(.notFound)
        }
        let history = try await store.history(of: activity.id)
        return try ActivityForm(
            draft: draft, view: view, activity: activity, history: Array(history.dropFirst()), refusal: refusal
        ).response(in: context.page())
    }

    private func add(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let draft = ActivityDraft(values)
        do {
            let facts = try draft.facts(on: Day(page.now))
            _ = try await store.add(facts, at: view.point.id, act: act)
            return Admission.redirect(to: .activities(.list(view.point.id, year: facts.first.year)))
        } catch let refusal as ActivityRefusal {
            return try await form(context, draft: draft, at: view, refusal: refusal)
        }
    }

    private func change(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let activity = try await activity(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let draft = ActivityDraft(values)
        do {
            let facts = try draft.facts(on: Day(page.now))
            let entry = values.number("dua-tren").map { Int64($0) } ?? 0
            try await store.change(activity.id, to: facts, basedOn: entry, act: act)
            return Admission.redirect(to: .activities(.list(activity.servicePoint, year: facts.first.year)))
        } catch let refusal as ActivityRefusal {
            return try await form(context, draft: draft, of: activity, refusal: refusal)
        }
    }
}
