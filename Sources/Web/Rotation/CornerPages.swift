import HTTPTypes
import Hummingbird
import Library

/// Inside of a school: books are given into the hands of a class corner and come
/// back, without a box and without paper.
struct CornerPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.corner) { request, context in
            let given = QueryParameters(request.uri.query)["so"].flatMap { Int($0) }
            return try await show(context, given: given)
        }
        router.act(.corner) { request, context in try await hand(request, context) }
    }

    /// The other points of the same institution that are open on a day.
    private func neighbours(_ view: ServicePointView, on day: Day) -> [PointName] {
        view.institution.points.filter { $0.id != view.point.id && $0.facts.validity.contains(day) }.map {
            PointName(ServicePointView(point: $0, institution: view.institution))
        }
    }

    private func show(
        _ context: WebContext, given: Int? = nil, refusal: RotationRefusal? = nil, typed: String = "",
        chosen: ServicePointID? = nil
    ) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        return CornerPage(
            view: view, neighbours: neighbours(view, on: Day(page.now)), count: given, refusal: refusal, typed: typed,
            chosen: chosen
        ).response(in: page)
    }

    private func hand(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let to = RotationParts.point(form, "den")
        let texts = RotationParts.scans(form.raw("nhieu"))
        guard let to, neighbours(view, on: Day(page.now)).contains(where: { $0.id == to }) else {
            return try await show(context, refusal: RotationRefusal(.notCorner), typed: form.raw("nhieu"))
        }
        guard !texts.isEmpty || form.isOn("tat-ca") else {
            return try await show(context, refusal: RotationRefusal(.incomplete), chosen: to)
        }
        do {
            let count = try await site.rotation.boxes.hand(texts, from: view.point.id, to: to, act: act)
            let back = RotationURL.corner(view.point.id).description + "?so=\(count)"
            return Response(status: .seeOther, headers: [.location: back, .cacheControl: "no-store"])
        } catch let refusal as RotationRefusal {
            return try await show(context, refusal: refusal, typed: form.raw("nhieu"), chosen: to)
        }
    }
}

struct CornerPage {
    var view: ServicePointView
    var neighbours: [PointName]
    var count: Int?
    var refusal: RotationRefusal?
    var typed: String
    var chosen: ServicePointID?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let done = count.html { count -> HTML in
            "<p class=\"notice outcome good\" role=\"status\" data-outcome=\"good\">\(words(.cornerDone, count: count))</p>"
        }
        let fields: HTML = """
            \(RotationParts.choice("den", words[.cornerTo], neighbours, chosen: chosen ?? view.point.facts.parent, without: view.point.id))
            <p><label for="nhieu">\(words[.boxManyField])</label><span class="hint" id="nhieu-ghi-chu">\(words[.cornerHint])</span>
            <textarea id="nhieu" name="nhieu" rows="8" maxlength="20000" aria-describedby="nhieu-ghi-chu" autofocus>\(text: typed)</textarea></p>
            \((view.point.facts.parent != nil).html(Form.check("tat-ca", words[.cornerAll], isOn: false)))
            """
        let form = Form(action: .rotation(.corner(view.point.id)), button: words[.cornerGive], fields: fields)
        let content: HTML =
            neighbours.isEmpty ? "<p class=\"message\">\(words[.cornerNone])</p>" : form.html(page)
        let body: HTML = """
            \(RotationTrail(point: PointName(view)).html(words))
            <h1>\(words[.cornerTitle])</h1>
            <p>\(words(.cornerLead, ["point": given(view.point.facts.name)]))</p>
            \(RotationParts.refused(refusal, words))\(done)\(content)
            """
        return Layout(page: page, title: words[.cornerTitle], head: RotationParts.script(page), robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }
}
