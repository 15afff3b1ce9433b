import HTTPTypes
import Hummingbird
import Library

/// What should move now, and the trip made of what was ticked.
struct ProposalPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.proposals) { _, context in try await show(context) }
        router.act(.proposals) { request, context in try await plan(request, context) }
    }

    private func show(
        _ context: WebContext, choice: ProposalChoice? = nil, refusal: RotationRefusal? = nil
    ) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let moves = try await site.rotation.proposals.proposals(
            of: [view.point.id], at: page.now, site.configuration.rotation)
        return ProposalPage(view: view, moves: moves, choice: choice, refusal: refusal).response(in: page)
    }

    private func plan(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        guard let choice = ProposalChoice(form, of: view.point.id) else {
            return try await show(context, refusal: RotationRefusal(.incomplete))
        }
        do {
            let trip = try await site.rotation.proposals.plan(choice, site.configuration.rotation, act: act)
            return Admission.redirect(to: .rotation(.trip(trip)))
        } catch let refusal as RotationRefusal {
            return try await show(context, choice: choice, refusal: refusal)
        }
    }
}

extension ProposalChoice {
    /// "12-7": box 12 to point 7.
    static func value(_ move: Move) -> String { "\(move.box)-\(move.to)" }

    /// What the form of one place of departure says; nil without a place or a day.
    init?(_ form: FormValues, of owner: ServicePointID) {
        guard let from = RotationParts.point(form, "tu"), let day = RotationParts.day(form, "ngay-\(from)") else {
            return nil
        }
        let moves = form.all("thung").compactMap { value -> Move? in
            let numbers = value.split(separator: "-").compactMap { Int64($0) }
            guard numbers.count == 2 else { return nil }
            return Move(box: BoxID(numbers[0]), to: ServicePointID(numbers[1]))
        }
        self.init(owner: owner, from: from, plannedOn: day, vehicle: form.text("xe-\(from)"), moves: moves)
    }
}

/// What should move, as a dry run: for each place that boxes leave from one form
/// that makes the trip.
struct ProposalPage {
    var view: ServicePointView
    var moves: [ProposalView]
    /// What was ticked and refused.
    var choice: ProposalChoice?
    var refusal: RotationRefusal?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let none: HTML = moves.allSatisfy(\.move.isQuiet) ? "<p class=\"message\">\(words[.proposalNone])</p>" : ""
        let body: HTML = """
            \(RotationTrail(point: PointName(view)).html(words))
            <h1>\(words[.proposalTitle])</h1>
            \(RotationParts.refused(refusal, words))
            <p>\(words[.proposalLead])</p>\(none)
            \(departures.html { form($0, page) })\(others(words))\(quiet(words))
            <p><a href="\(SiteURL.rotation(.newTrip(view.point.id)))">\(words[.proposalByHand])</a></p>
            """
        return Layout(page: page, title: words[.proposalTitle], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    /// Places that boxes leave from: the owner's own first.
    private var departures: [PointName] {
        var places: [PointName] = []
        for place in moves.filter(\.isOpen).compactMap(\.from) where !places.contains(place) { places.append(place) }
        return places.filter { $0.id == view.point.id } + places.filter { $0.id != view.point.id }
    }

    private func form(_ place: PointName, _ page: PageContext) -> HTML {
        let words = page.words
        let open = moves.filter { $0.isOpen && $0.from?.id == place.id }
        let wasRefused = choice?.from == place.id
        let picks = open.html { one -> HTML in
            guard let to = one.to else { return .empty }
            let move = ProposalChoice.Move(box: one.move.box, to: to.id)
            let isOn = wasRefused ? choice?.moves.contains(move) ?? true : true
            let checked: HTML = isOn ? " checked" : ""
            return """
                <li><label><input type="checkbox" name="thung" value="\(text: ProposalChoice.value(move))"\(checked)><span><strong>\(words(.boxTitle, ["number": given(one.number)]))</strong> → \(RotationParts.name(to))<br><span class="quiet">\(why(one, words))</span></span></label></li>

                """
        }
        let day = wasRefused ? choice?.plannedOn ?? Day(page.now) : Day(page.now).adding(days: 1)
        let away = (place.id != view.point.id).html("<p>\(words[.proposalAway])</p>")
        let fields: HTML = """
            \(Form.hidden("tu", place.id.description))
            <fieldset class="picks"><legend>\(words(.proposalPick, count: open.count))</legend><ul>\(picks)</ul></fieldset>
            \(Form.text("ngay-\(place.id)", words[.tripDay], value: "\(day.day)/\(day.month)/\(day.year)", hint: words[.requestDayHint], isRequired: true))
            \(Form.text("xe-\(place.id)", words[.tripVehicle], value: wasRefused ? choice?.vehicle ?? "" : "", hint: words[.tripVehicleHint]))
            """
        let form = Form(
            action: .rotation(.proposals(view.point.id)), button: words[.proposalMake], fields: fields,
            isMinor: place != departures.first)
        return """
            <section><h2>\(words(.proposalFrom, ["place": RotationParts.name(place)]))</h2>\(away)\(form.html(page))</section>

            """
    }

    /// "Đã hết số ngày · bỏ qua: Trường B · 2 bản đang mượn".
    private func why(_ one: ProposalView, _ words: Words) -> HTML {
        let skipped = one.skipped.map { RotationParts.name($0) }
        let parts: [HTML?] = [
            words.name(.proposalReason, one.move.reason.rawValue),
            skipped.isEmpty ? nil : "\(words[.proposalSkipped]): \(HTML(joining: skipped, with: "; "))",
            one.move.onLoan > 0 ? words(.proposalOnLoan, count: one.move.onLoan) : nil,
            one.move.lookOn.map { words(.proposalLookOn, ["day": PlaceNames.day($0)]) },
        ]
        return HTML(joining: parts.compactMap(\.self), with: " · ")
    }

    /// What no trip can be made of: late, lost, waited for, or planned already.
    private func others(_ words: Words) -> HTML {
        list(words[.proposalOthers], moves.filter { !$0.isOpen && !$0.move.isQuiet }, words)
    }

    /// What goes as planned, with the day it is looked at again.
    private func quiet(_ words: Words) -> HTML {
        list(words[.proposalQuiet], moves.filter(\.move.isQuiet), words)
    }

    private func list(_ title: HTML, _ some: [ProposalView], _ words: Words) -> HTML {
        guard !some.isEmpty else { return .empty }
        let items = some.html { one -> HTML in
            let way: HTML = "\(RotationParts.name(one.from))\(one.to.html { " → \(RotationParts.name($0))" })"
            let trip = one.trip.html { trip -> HTML in
                """
                <p><a href="\(SiteURL.rotation(.trip(trip.id)))">\(words(.proposalPlanned, ["day": PlaceNames.day(trip.plannedOn)]))</a></p>
                """
            }
            return """
                <li class="line"><h3><a href="\(SiteURL.rotation(.box(one.move.box, done: nil)))">\(words(.boxTitle, ["number": given(one.number)]))</a></h3>
                <p>\(why(one, words))</p><p class="quiet">\(way)</p>\(trip)</li>

                """
        }
        return "<section><h2>\(title)</h2><ul class=\"lines\">\(items)</ul></section>\n"
    }
}
