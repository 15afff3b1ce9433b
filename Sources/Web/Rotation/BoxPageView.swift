import HTTPTypes
import Hummingbird
import Library

/// A box with the acts of its state.
struct BoxPage {
    var view: BoxView
    /// The ends of the box at which the visitor may act.
    var mine: Set<ServicePointID>
    /// Where it can be sent; empty where it cannot.
    var points: [PointName]
    var request: RequestView?
    /// Of its owner; nil for who does not plan.
    var rotas: [RotaView]?
    var done: BoxDone?
    var refusal: RotationRefusal?
    var refusedPoint: PointName?
    /// The form that was refused.
    var typed: FormValues?

    var box: Box { view.box }
    var isMineHere: Bool { mine.contains(box.place) }

    /// What stood in a field of the form of an order that was refused.
    func typed(_ field: String, in order: String) -> String? {
        typed?.text("lam") == order ? typed?.text(field) : nil
    }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let title = words(.boxTitle, ["number": given(box.number)])
        let trail =
            mine.contains(box.place) || box.destination.map(mine.contains) != true ? view.place : view.destination
        let body: HTML = """
            \(RotationTrail(point: trail ?? view.place).html(words))
            <h1>\(title)</h1>
            \(refused(page))\(outcome(words))
            <p class="state"><strong>\(words.name(.boxState, box.state.rawValue))</strong> · \(way(words))</p>
            \(withdrawn(words))\(BoxActsView(page: self).html(page))
            \(BoxContentsView(page: self).html(page))
            \(facts(words))\(papers(words))\(rotaForm(page))
            """
        return Layout(page: page, title: title, head: RotationParts.script(page), robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    // MARK: What happened

    private func refused(_ page: PageContext) -> HTML {
        let words = page.words
        let place = refusedPoint.html { "<p>\(words(.boxIsAt, ["place": RotationParts.name($0)]))</p>" }
        let other = (refusal?.box).flatMap { $0 == box.id ? nil : $0 }.html { id -> HTML in
            "<p><a href=\"\(SiteURL.rotation(.box(id, done: nil)))\">\(words[.boxOther])</a></p>"
        }
        // Three ways on: it is here, it stays out, or ask whoever has it.
        var here: HTML = .empty
        if refusal?.code == .copyElsewhere, let text = refusal?.text, isMineHere, box.state != .received {
            let form = Form(
                action: .rotation(.pack(box.id)), button: words[.boxPackHere],
                fields: Form.hidden("ma", text) + Form.hidden("o-day", "1"), isMinor: true)
            here = "<p>\(words[.boxPackElsewhere])</p>\(form.html(page))"
        }
        return RotationParts.refused(refusal, words, more: place + other + here)
    }

    private func outcome(_ words: Words) -> HTML {
        guard refusal == nil, let done else { return .empty }
        let copy = done.copy.flatMap { id in (view.copies + view.gone).first { $0.state.id == id } }
        let what = words.knownName(.scanOutcome, done.code) ?? words.knownName(.boxDone, done.code)
        guard let what else { return .empty }
        let look: HTML = done.code == "surplus" || done.code.hasPrefix("already") ? "odd" : "good"
        let which = copy.html { ": <strong>\(given($0.number))</strong> \(given($0.title))" }
        let many: HTML = done.count > 1 ? " \(words(.boxManyScans, count: done.count))" : ""
        return
            "<p class=\"notice outcome \(look)\" role=\"status\" data-outcome=\"\(look)\">\(what)\(which)\(many)</p>\n"
    }

    /// Nobody counted it yet, and whoever asked for it needs it no more.
    private func withdrawn(_ words: Words) -> HTML {
        let isOver = request?.request.state == .closed && view.handovers.isEmpty
        guard isOver, box.isHome, box.state == .drafted || box.state == .sealed else { return .empty }
        return "<p class=\"message\">\(words[.requestWithdrawn])</p>\n"
    }

    private func way(_ words: Words) -> HTML {
        guard box.state == .inTransit else { return RotationParts.name(view.place) }
        return "\(RotationParts.name(view.place)) → \(RotationParts.name(view.destination))"
    }

    // MARK: What is known

    private func facts(_ words: Words) -> HTML {
        let seal = box.seal.html { seal -> HTML in
            """
            <dt>\(words[.boxSeal])</dt><dd>\(words(.boxSealed, count: seal.copies)) · <span data-text class="seal">\(text: String(seal.hash.prefix(12)))</span></dd>
            """
        }
        let asked = request.html { request -> HTML in
            """
            <dt>\(words[.boxRequest])</dt><dd><a href="\(SiteURL.rotation(.request(request.request.id)))">\(RequestLine.what(request, words))</a> · \(words.name(.requestState, request.request.state.rawValue))</dd>
            """
        }
        let trip = box.trip.html { trip -> HTML in
            "<dt>\(words[.boxTrip])</dt><dd><a href=\"\(SiteURL.rotation(.trip(trip)))\">\(words(.tripNumber, ["number": given(trip.description)]))</a></dd>"
        }
        let planned = view.planned.html { trip -> HTML in
            "<dt>\(words[.boxPlanned])</dt><dd><a href=\"\(SiteURL.rotation(.trip(trip.id)))\">\(PlaceNames.day(trip.plannedOn))</a></dd>"
        }
        let expected = (box.state == .inTransit ? view.days.expectedOn : nil).html {
            "<dt>\(words[.boxExpected])</dt><dd>\(PlaceNames.day($0))</dd>"
        }
        let back = view.days.returnBy.html { "<dt>\(words[.boxReturnBy])</dt><dd>\(PlaceNames.day($0))</dd>" }
        let left = view.departedAt.html { "<dt>\(words[.boxLeft])</dt><dd>\(PlaceNames.day(Day($0)))</dd>" }
        return """
            <section><h2>\(words[.boxFacts])</h2><dl class="facts">
            <dt>\(words[.boxOwner])</dt><dd>\(RotationParts.name(view.owner))</dd>
            \(planned)\(left)\(expected)\(back)\(seal)\(asked)\(trip)\(view.rota.html { "<dt>\(words[.rotaTitle])</dt><dd>\(given($0.name))</dd>" })
            </dl></section>
            """
    }

    private func papers(_ words: Words) -> HTML {
        let isSigned = view.handovers.contains { $0.manifest.sealing == box.sealings }
        var links: [(RotationURL, HTML)] = [
            (.packingList(box.id, sealing: nil), words[.boxPackingList]), (.label(box.id), words[.boxLabel]),
        ]
        // Before the count the minutes have lines to be written by hand.
        if !isSigned { links.append((.minutes(box.id, sealing: nil), words[.boxMinutesBlank])) }
        let list = links.html { "<li><a href=\"\(SiteURL.rotation($0.0))\">\($0.1)</a></li>\n" }
        return "<section><h2>\(words[.boxPapers])</h2><ul class=\"doors\">\(list)</ul></section>\n\(handovers(words))"
    }

    /// Every handover with its own minutes, the newest first.
    private func handovers(_ words: Words) -> HTML {
        guard !view.handovers.isEmpty else { return .empty }
        let items = view.handovers.html { one -> HTML in
            let (id, sealing) = (box.id, one.manifest.sealing)
            let way: HTML =
                "\(RotationParts.name(view.handoverPoints[one.from])) → \(RotationParts.name(view.handoverPoints[one.to]))"
            let differs: HTML =
                one.discrepancies.isEmpty
                ? words[.handoverWhole] : words(.handoverDiffers, count: one.discrepancies.count)
            let said = one.asksGiver.html(
                one.answer.map { HandoverAnswerLine(answer: $0).html(words) }
                    ?? "<p class=\"quiet\">\(words[.givenUnsaid])</p>")
            return """
                <li class="line"><h3><a href="\(SiteURL.rotation(.minutes(id, sealing: sealing)))">\(words(.handoverOn, ["day": PlaceNames.day(one.countedOn)]))</a></h3>
                <p>\(way)</p><p class="quiet">\(differs) · <a href="\(SiteURL.rotation(.packingList(id, sealing: sealing)))">\(words[.boxPackingList])<span class="unseen"> \(PlaceNames.day(one.countedOn))</span></a></p>\(said)</li>

                """
        }
        return "<section><h2>\(words[.boxMinutes])</h2><ul class=\"lines\">\(items)</ul></section>\n"
    }

    private func rotaForm(_ page: PageContext) -> HTML {
        guard let rotas, !rotas.isEmpty else { return .empty }
        let words = page.words
        let options: [(value: String, text: HTML)] =
            [("", words[.rotaNone])] + rotas.map { ($0.rota.id.description, given($0.rota.facts.name)) }
        let form = Form(
            action: .rotation(.boxRota(box.id)), button: words[.rotaAssign],
            fields: Form.choice(
                "vong", words[.rotaTitle], options, chosen: view.rota.map { $0.rota.description } ?? ""),
            isMinor: true)
        return "<section><h2>\(words[.rotaTitle])</h2>\(form.html(page))</section>\n"
    }
}

/// The trail above the pages of rotation.
struct RotationTrail {
    var point: PointName

    func html(_ words: Words) -> HTML {
        """
        <nav class="trail" aria-label="\(words[.adminTrail])"><a href="\(SiteURL.administration(.start))">\(words[.adminTitle])</a> › \
        <a href="\(SiteURL.rotation(.point(point.id)))"><span>\(words[.rotationTitle]), \(given(point.name))</span></a></nav>
        """
    }
}
