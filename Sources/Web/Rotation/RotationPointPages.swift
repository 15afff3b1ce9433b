import HTTPTypes
import Hummingbird
import Library

/// Where the rotation of a point begins: what is here, comes and goes.
struct RotationPointPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.rotationStart) { request, context in try await choose(request, context) }
        router.page(.rotationPoint) { request, context in try await show(request, context) }
        router.act(.newBox) { request, context in try await open(request, context) }
        router.act(.astrayBox) { request, context in try await receiveAstray(request, context) }
    }

    /// Where somebody works; who works at one point only is there at once.
    private func choose(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let asking = QueryParameters(request.uri.query)["tai-lieu"].flatMap { Int64($0) }.map { RecordID($0) }
        let action: Action = asking == nil ? .seeHoldings : .moveBoxes
        let points = try await site.rotation.itineraries.points(
            within: Permission.nodes(page.actor, action), on: Day(page.now), limit: 500)
        guard points.count != 1 else {
            return Admission.redirect(to: .rotation(RotationStartPage.way(to: points[0], asking: asking)))
        }
        return RotationStartPage(points: points, asking: asking).response(in: page)
    }

    private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let scan = QueryParameters(request.uri.query)["ma"] ?? ""
        guard !scan.isEmpty else { return try await overview(view, page) }
        guard let id = try await site.rotation.boxes.box(scanned: scan, at: view.point.id),
            let box = try await site.rotation.boxes.box(id)
        else { return try await overview(view, page, refusal: RotationRefusal(.boxUnknown, text: scan)) }
        guard box.box.ends.contains(view.point.id) else {
            return try await overview(view, page, astray: box, typed: scan)
        }
        return Admission.redirect(to: .rotation(.box(id, done: nil)))
    }

    private func overview(
        _ view: ServicePointView, _ page: PageContext, astray: BoxView? = nil, typed: String = "",
        refusal: RotationRefusal? = nil
    ) async throws -> Response {
        let point = view.point.id
        let stores = site.rotation
        let mayMove = try await !site.points([point], where: page.actor, may: .moveBoxes).isEmpty
        let mayPlan = try await !site.points([point], where: page.actor, may: .planRotation).isEmpty
        return RotationPointPage(
            view: view, boxes: try await stores.boxes.boxes(around: point),
            requests: try await stores.requests.requests(around: point, limit: 50),
            trips: try await stores.trips.trips(around: point, limit: 20),
            rotas: mayPlan ? try await stores.rotas.rotas(of: point) : [],
            unanswered: mayMove
                ? try await stores.handovers.differing(givenBy: point, limit: 100).count { $0.handover.answer == nil }
                : 0,
            strays: try await stores.itineraries.strays(at: point, limit: 100),
            awaited: try await stores.itineraries.strays(to: point, limit: 100),
            settings: site.configuration.rotation, mayMove: mayMove, mayPlan: mayPlan, astray: astray,
            typed: typed, refusal: refusal
        ).response(in: page)
    }

    private func open(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let form = try await FormValues(request)
        do {
            let id = try await site.rotation.boxes.open(
                form.text("so"), owner: view.point.id, act: try form.act(of: page))
            return Admission.redirect(to: .rotation(.box(id, done: nil)))
        } catch let refusal as RotationRefusal {
            return try await overview(view, page, refusal: refusal)
        }
    }

    private func receiveAstray(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let form = try await FormValues(request)
        guard let number = form.number("thung") else { throw VisitorError(.badRequest) }
        let box = BoxID(Int64(number))
        do {
            try await site.rotation.boxes.perform(
                .receiveAstray(label: form.text("nhan")), on: box, at: view.point.id, act: try form.act(of: page))
            return Admission.redirect(to: .rotation(.box(box, done: BoxDone("receive"))))
        } catch let refusal as RotationRefusal {
            let astray = refusal.code == .labelWrong ? try await site.rotation.boxes.box(box) : nil
            return try await overview(view, page, astray: astray, refusal: refusal)
        }
    }
}

/// The points somebody works at.
struct RotationStartPage {
    var points: [PointName]
    /// A title to be asked for from the point that is chosen.
    var asking: RecordID?

    static func way(to point: PointName, asking record: RecordID?) -> RotationURL {
        record.map { .ask(point.id, RequestDraft(record: $0)) } ?? .point(point.id)
    }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let list = points.html { point -> HTML in
            """
            <li class="line"><h2><a href="\(SiteURL.rotation(Self.way(to: point, asking: asking)))">\(given(point.name))</a></h2>
            <p class="quiet">\(given(point.institution)) · \(words.name(of: point.kind))</p></li>

            """
        }
        let none: HTML = points.isEmpty ? "<p class=\"message\">\(words[.rotationNoPoint])</p>" : ""
        let body: HTML = """
            \(Trail(steps: []).html(words))
            <h1>\(words[.rotationTitle])</h1>
            <p>\(words[.rotationChoose])</p>\(none)
            <ul class="lines">\(list)</ul>
            """
        return Layout(page: page, title: words[.rotationTitle], robots: false).response(body)
    }
}
