import HTTPTypes
import Hummingbird
import Library

/// One box: what is in it, and what its state allows.
struct BoxPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.box) { request, context in
            try await show(context, done: BoxDone(QueryParameters(request.uri.query)))
        }
        router.act(.packBox) { request, context in try await pack(request, context) }
        router.act(.countBox) { request, context in try await count(request, context) }
        router.act(.boxAct) { request, context in try await act(request, context) }
        router.act(.boxRota) { request, context in try await setRota(request, context) }
    }

    private var boxes: any BoxStore { site.rotation.boxes }

    static func box(_ site: SiteSetup, _ context: WebContext) async throws -> BoxView {
        guard let id = context.rowNumber, let view = try await site.rotation.boxes.box(BoxID(id)) else {
            throw VisitorError(.notFound)
        }
        return view
    }

    private func show(
        _ context: WebContext, done: BoxDone? = nil, refusal: RotationRefusal? = nil, typed: FormValues? = nil
    ) async throws -> Response {
        let page = try context.page()
        let view = try await Self.box(site, context)
        let ends = view.box.ends
        let mine = try await site.points(ends, where: page.actor, may: .moveBoxes)
        let planning = try await site.points([view.box.owner], where: page.actor, may: .planRotation)
        let needsPoints = mine.contains(view.box.place) && [.drafted, .sealed, .recalled].contains(view.box.state)
        var request: RequestView?
        if let id = view.request { request = try await site.rotation.requests.request(id) }
        var away: PointName?
        if let point = refusal?.point {
            away = try await site.services.membership.places.servicePoint(point).map { PointName($0) }
        }
        return BoxPage(
            view: view, mine: mine, points: needsPoints ? try await site.allPoints(on: Day(page.now)) : [],
            request: request,
            rotas: planning.isEmpty ? nil : try await site.rotation.rotas.rotas(of: view.box.owner),
            done: done, refusal: refusal, refusedPoint: away, typed: typed
        ).response(in: page)
    }

    private func pack(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await FormValues(request)
        return try await scan(form, context, form.isOn("o-day") ? .packHere : .pack)
    }

    private func count(_ request: Request, _ context: WebContext) async throws -> Response {
        try await scan(try await FormValues(request), context, .count)
    }

    private func scan(_ form: FormValues, _ context: WebContext, _ purpose: ScanPurpose) async throws -> Response {
        let page = try context.page()
        let view = try await Self.box(site, context)
        let act = try form.act(of: page)
        guard try await !site.points([view.box.place], where: page.actor, may: .moveBoxes).isEmpty else {
            throw VisitorError(.forbidden)
        }
        let texts = RotationParts.scans(form.raw("ma") + "\n" + form.raw("nhieu"))
        guard !texts.isEmpty else { return try await show(context, refusal: RotationRefusal(.incomplete)) }
        do {
            let outcomes = try await boxes.scan(texts, purpose, view.box.id, at: view.box.place, act: act)
            guard let last = outcomes.last else { return try await show(context) }
            let done = BoxDone(last.kind.rawValue, copy: last.copy, count: outcomes.count)
            return Admission.redirect(to: .rotation(.box(view.box.id, done: done)))
        } catch let refusal as RotationRefusal {
            return try await show(context, refusal: refusal, typed: form)
        }
    }

    private func act(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await Self.box(site, context)
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        guard let order = BoxOrder(form) else {
            return try await show(context, refusal: RotationRefusal(.incomplete), typed: form)
        }
        // Each act only at its own end: another end of the box is not enough.
        let sides = order.firstAct.map { view.box.points(for: $0) ?? Array(view.box.ends).sorted() }
        let allowed = try await site.points(sides ?? [view.box.place], where: page.actor, may: .moveBoxes)
        guard let point = (sides ?? [view.box.place]).first(where: allowed.contains) else {
            // Late, or sent twice: the box has moved on and the end is no end any more.
            if sides?.isEmpty == true { return try await show(context, refusal: RotationRefusal(.wrongState)) }
            throw VisitorError(.forbidden)
        }
        do {
            try await boxes.perform(order, on: view.box.id, at: point, act: act)
            return Admission.redirect(to: .rotation(.box(view.box.id, done: BoxDone(form.text("lam")))))
        } catch let refusal as RotationRefusal {
            return try await show(context, refusal: refusal, typed: form)
        }
    }

    private func setRota(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await Self.box(site, context)
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        guard try await !site.points([view.box.owner], where: page.actor, may: .planRotation).isEmpty else {
            throw VisitorError(.forbidden)
        }
        do {
            let rota = form.number("vong").map { RotaID(Int64($0)) }
            try await site.rotation.rotas.assign(view.box.id, to: rota, owner: view.box.owner, act: act)
            return Admission.redirect(to: .rotation(.box(view.box.id, done: BoxDone("rota"))))
        } catch let refusal as RotationRefusal {
            return try await show(context, refusal: refusal)
        }
    }
}

extension PointName {
    init(_ view: ServicePointView) {
        self.init(
            id: view.point.id, name: view.point.facts.name, institution: view.institution.institution.facts.name,
            institutionID: view.institution.institution.id, kind: view.point.facts.kind)
    }
}

extension BoxOrder {
    /// What the button of a form asks for; nil when something is missing.
    init?(_ form: FormValues) {
        switch form.text("lam") {
        case "line":
            guard let quantity = form.number("so-luong") else { return nil }
            self = .line(form.number("dong"), text: form.text("ten"), quantity: quantity)
        case "detach":
            guard let copy = form.number("ban") else { return nil }
            self = .detach(CopyID(Int64(copy)))
        case "pack-rest": self = .packRest
        case "detach-rest": self = .detachRest
        case "seal": self = .seal
        case "unseal": self = .unseal
        case "send":
            guard let point = RotationParts.point(form, "den") else { return nil }
            let (expected, back) = (form.text("du-kien"), form.text("hen-tra"))
            let days = BoxDays(expectedOn: Day(written: expected), returnBy: Day(written: back))
            guard expected.isEmpty || days.expectedOn != nil, back.isEmpty || days.returnBy != nil else { return nil }
            self = .send(to: point, trip: nil, days: days)
        case "turn-back": self = .turnBack
        case "receive": self = .receive
        case "pass-on": self = .passOn
        case "count-lines":
            var counts: [Int: Int] = [:]
            for line in form.all("dong").compactMap({ Int($0) }) { counts[line] = form.number("dem-\(line)") }
            self = .countLines(counts)
        case "finish":
            self = .finishCount(
                HandoverNote(
                    giver: form.text("ben-giao"), receiver: form.text("ben-nhan"), remarks: form.text("ghi-chu")))
        case "serve": self = .serve
        case "recall": self = .recall
        case "resume": self = .resume
        case "reopen": self = .reopen
        case "dissolve": self = .dissolve
        case "lose": self = .lose
        case "find": self = .find
        default: return nil
        }
    }
}
