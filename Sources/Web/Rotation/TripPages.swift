import HTTPTypes
import Hummingbird
import Library

/// Trips: planned, loaded, under way, over.
struct TripPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.newTrip) { _, context in try await form(context) }
        router.act(.newTrip) { request, context in try await plan(request, context) }
        router.page(.trip) { _, context in try await show(context) }
        router.act(.tripEdit) { request, context in try await edit(request, context) }
        router.act(.tripAct) { request, context in try await act(request, context) }
        router.page(.routeSheet) { _, context in
            try RouteSheet(view: try await trip(context)).response(in: context.page())
        }
    }

    private var trips: any TripStore { site.rotation.trips }

    private func trip(_ context: WebContext) async throws -> TripView {
        guard let id = context.rowNumber, let view = try await trips.trip(TripID(id)) else {
            throw VisitorError(.notFound)
        }
        return view
    }

    private func form(_ context: WebContext, refusal: RotationRefusal? = nil) async throws -> Response {
        try TripForm(view: try await site.point(context), refusal: refusal).response(in: context.page())
    }

    private func plan(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        guard let kind = TripKind(rawValue: form.text("loai")), let day = RotationParts.day(form, "ngay") else {
            return try await self.form(context, refusal: RotationRefusal(.incomplete))
        }
        let id = try await trips.plan(
            TripFacts(kind: kind, from: view.point.id, plannedOn: day, vehicle: form.text("xe")), act: act)
        return Admission.redirect(to: .rotation(.trip(id)))
    }

    private func show(_ context: WebContext, refusal: RotationRefusal? = nil) async throws -> Response {
        let page = try context.page()
        let view = try await trip(context)
        let planning = try await site.points(view.trip.ends, where: page.actor, may: .planRotation)
        let moving = try await site.points([view.trip.facts.from], where: page.actor, may: .moveBoxes)
        let mayPlan = !planning.isDisjoint(with: view.trip.planners)
        let isOwnPlace = planning.contains(view.trip.facts.from)
        let ending = try await site.points(view.trip.planners, where: page.actor, may: .moveBoxes)
        var ready: [BoxSummary] = []
        if mayPlan, view.trip.state == .planned {
            ready = try await site.rotation.boxes.boxes(around: view.trip.facts.from).filter { box in
                box.box.place == view.trip.facts.from && TripRules.loadable.contains(box.box.state)
                    && (isOwnPlace || planning.contains(box.box.owner))
            }
        }
        return TripPage(
            view: view, mayPlan: mayPlan, mayDepart: !moving.isEmpty, mayEnd: !ending.isEmpty, ends: planning,
            points: mayPlan && view.trip.state == .planned ? try await site.allPoints(on: Day(page.now)) : [],
            ready: ready,
            needed: site.configuration.rotation.minimums.needed(for: view.trip.facts.kind, from: view.from.kind),
            crew: site.configuration.rotation.minimums.crew(for: view.trip.facts.kind),
            refusal: refusal
        ).response(in: page)
    }

    private func edit(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await trip(context)
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        guard let edit = TripEdit(form, view.trip) else {
            return try await show(context, refusal: RotationRefusal(.incomplete))
        }
        // Visits are noted at the stop, too.
        var sides = Array(view.trip.planners)
        if case .visits(_, let stop, _) = edit { sides += view.trip.stops.filter { $0.ordinal == stop }.map(\.point) }
        let planning = try await site.points(sides, where: page.actor, may: .planRotation)
        guard !planning.isEmpty else { throw VisitorError(.forbidden) }
        // Who plans for boxes of theirs elsewhere loads no boxes of others there.
        if case .load(let box, _) = edit, !planning.contains(view.trip.facts.from) {
            let owner = try await site.rotation.boxes.box(box)?.box.owner
            guard let owner, planning.contains(owner) else { throw VisitorError(.forbidden) }
        }
        do {
            try await trips.edit(edit, of: view.trip.id, act: act)
            return Admission.redirect(to: .rotation(.trip(view.trip.id)))
        } catch let refusal as RotationRefusal { return try await show(context, refusal: refusal) }
    }

    private func act(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await trip(context)
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        // It leaves by the hands of those where it leaves; its planners may end it.
        let order = form.text("lam")
        let sides = order == "depart" ? [view.trip.facts.from] : view.trip.planners
        guard try await !site.points(sides, where: page.actor, may: .moveBoxes).isEmpty else {
            throw VisitorError(.forbidden)
        }
        do {
            switch order {
            case "depart": try await trips.depart(view.trip.id, site.configuration.rotation.minimums, act: act)
            case "cancel": try await trips.cancel(view.trip.id, act: act)
            case "finish": try await trips.finish(view.trip.id, act: act)
            default: throw VisitorError(.badRequest)
            }
            return Admission.redirect(to: .rotation(.trip(view.trip.id)))
        } catch let refusal as RotationRefusal { return try await show(context, refusal: refusal) }
    }
}

extension TripEdit {
    /// What the button of a form asks for; nil when something is missing.
    init?(_ form: FormValues, _ trip: Trip) {
        switch form.text("lam") {
        case "add-stop":
            guard let point = RotationParts.point(form, "diem") else { return nil }
            let written = form.text("ngay")
            guard let day = written.isEmpty ? trip.facts.plannedOn : Day(written: written) else { return nil }
            self = .addStop(point, on: day)
        case "replan":
            guard let day = RotationParts.day(form, "ngay") else { return nil }
            self = .replan(on: day, vehicle: form.text("xe"))
        case "remove-stop":
            guard let stop = form.number("chang") else { return nil }
            self = .removeStop(stop)
        case "add-person":
            guard let role = TripRole(rawValue: form.text("vai")), let name = form.given("ten") else { return nil }
            self = .addPerson(role, name: name)
        case "remove-person":
            guard let person = form.number("nguoi") else { return nil }
            self = .removePerson(person)
        case "load":
            guard let box = form.number("thung"), let stop = form.number("chang") else { return nil }
            self = .load(BoxID(Int64(box)), stop: stop)
        case "unload":
            guard let box = form.number("thung") else { return nil }
            self = .unload(BoxID(Int64(box)))
        case "visits":
            guard let stop = form.number("chang"), let count = form.number("luot") else { return nil }
            self = .visits(count, stop: stop, reason: form.given("ly-do"))
        default: return nil
        }
    }
}
