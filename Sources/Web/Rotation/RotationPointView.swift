import HTTPTypes
import Hummingbird
import Library

/// The rotation of a point on one page.
struct RotationPointPage {
    var view: ServicePointView
    var boxes: [BoxSummary]
    var requests: [RequestView]
    var trips: [TripView]
    var rotas: [RotaView]
    /// Minutes of boxes it sent that differ and wait for its word.
    var unanswered: Int
    var strays: [Stray]
    /// Single copies elsewhere that should be here.
    var awaited: [Stray]
    var settings: RotationSettings
    var mayMove: Bool
    var mayPlan: Bool
    var astray: BoxView?
    /// What was scanned to find it.
    var typed: String
    var refusal: RotationRefusal?

    private var point: ServicePointID { view.point.id }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let body: HTML = """
            \(Trail(steps: [(.point(point), given(view.point.facts.name))]).html(words))
            <h1>\(words[.rotationTitle])</h1>
            \(RotationParts.refused(refusal, words))\(astray.html { astrayPanel($0, page) })
            <form class="form narrow" action="\(SiteURL.rotation(.point(point)))">
            \(RotationParts.scanField("ma", words[.rotationScan], hint: words[.rotationScanHint]))
            <p><button class="button primary" type="submit">\(words[.rotationFind])</button></p></form>
            \(differing(words))\(lists(page))
            \(asked(page))\(tripList(page))\(mayMove.html(newBox(page)))\(doors(page))
            """
        return Layout(
            page: page, title: words[.rotationTitle], head: RotationParts.script(page), robots: false
        ).formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func differing(_ words: Words) -> HTML {
        guard unanswered > 0 else { return .empty }
        return """
            <p class="message"><a href="\(SiteURL.rotation(.differing(point, isDone: false)))">\(words(.givenWaiting, count: unanswered))</a></p>

            """
    }

    // MARK: Boxes

    private func lists(_ page: PageContext) -> HTML {
        let words = page.words
        let coming = boxes.filter { $0.box.destination == point && $0.box.state == .inTransit }
        let gone = boxes.filter { $0.box.place == point && $0.box.state == .inTransit && $0.box.destination != point }
        let here = boxes.filter {
            $0.box.place == point && $0.box.state != .inTransit && $0.box.state != .lost && $0.box.state != .home
        }
        let home = boxes.filter { $0.box.place == point && $0.box.state == .home }
        let away = boxes.filter {
            $0.box.owner == point && $0.box.place != point && $0.box.destination != point && $0.box.state != .lost
        }
        let lost = boxes.filter { $0.box.state == .lost }
        let empty: HTML = boxes.isEmpty ? "<p class=\"message\">\(words[.rotationNoBoxes])</p>" : ""
        return """
            \(empty)\(list(words[.rotationComing], coming, page))\(list(words[.rotationHere], here, page))
            \(list(words[.rotationGone], gone, page))\(list(words[.rotationAway], away, page))
            \(list(words[.rotationLost], lost, page))\(list(words[.rotationHome], home, page))\(strayList(page))
            """
    }

    private func list(_ title: HTML, _ some: [BoxSummary], _ page: PageContext) -> HTML {
        guard !some.isEmpty else { return .empty }
        let items = some.html { BoxLineView(summary: $0, now: page.now, settings: settings).html(page.words) }
        return
            "<section><h2>\(title) <span class=\"count\" data-text>\(some.count)</span></h2><ul class=\"lines\">\(items)</ul></section>\n"
    }

    private func strayList(_ page: PageContext) -> HTML {
        let words = page.words
        return singles(words[.rotationStrays], words[.rotationStraysLead], strays, page) {
            "→ \(RotationParts.name($0.to))"
        }
            + singles(words[.rotationAwaited], words[.rotationAwaitedLead], awaited, page) {
                "\(RotationParts.name($0.from)) →"
            }
    }

    /// Single copies with the days they have been waiting where they stand.
    private func singles(
        _ title: HTML, _ lead: HTML, _ some: [Stray], _ page: PageContext, way: (Stray) -> HTML
    ) -> HTML {
        guard !some.isEmpty else { return .empty }
        let words = page.words
        let items = some.html { one -> HTML in
            let days = words(.rotaDays, count: one.days(on: Day(page.now)))
            return
                "<li>\(given(one.copy.number)) · \(given(one.copy.title)) <span class=\"quiet\">\(way(one)) · \(days)</span></li>\n"
        }
        return """
            <section><h2>\(title) <span class="count" data-text>\(some.count)</span></h2>
            <p>\(lead)</p><ul>\(items)</ul></section>

            """
    }

    private func astrayPanel(_ box: BoxView, _ page: PageContext) -> HTML {
        let words = page.words
        let gaps: [String: HTML] = [
            "box": given(box.box.number), "owner": RotationParts.name(box.owner),
            "place": RotationParts.name(box.place), "destination": RotationParts.name(box.destination),
        ]
        guard box.box.state == .inTransit else {
            return """
                <div class="notice outcome bad" role="alert" data-outcome="bad"><p>\(words(.rotationNotHere, gaps))</p></div>

                """
        }
        // Scanned, the label said it already; a number that was typed says nothing.
        let label =
            box.label.isOn(typed)
            ? Form.hidden("nhan", typed)
            : Form.text("nhan", words[.rotationLabel], hint: words[.rotationLabelHint], isRequired: true)
        let form = Form(
            action: .rotation(.astray(point)), button: words[.rotationAstrayReceive],
            fields: Form.hidden("thung", box.box.id.description) + label, isMinor: true)
        return """
            <div class="notice outcome bad" role="alert" data-outcome="bad"><p>\(words(.rotationAstray, gaps))</p>
            <ol><li>\(words[.rotationAstrayKeep])</li><li>\(words[.rotationAstrayPass])</li><li>\(words(.rotationAstrayLeave, gaps))</li></ol>
            \(mayMove.html(form.html(page)))</div>

            """
    }

    // MARK: Requests, trips, doors

    private func asked(_ page: PageContext) -> HTML {
        let words = page.words
        let open = requests.filter(\.request.state.isOpen)
        guard !open.isEmpty else { return .empty }
        let items = open.html { RequestLine(view: $0, point: point).html(words) }
        return """
            <section><h2>\(words[.requestList]) <span class="count" data-text>\(open.count)</span></h2>
            <ul class="lines">\(items)</ul></section>

            """
    }

    private func tripList(_ page: PageContext) -> HTML {
        guard !trips.isEmpty else { return .empty }
        let words = page.words
        let items = trips.html { view -> HTML in
            let stops = HTML(
                joining: view.trip.stops.map { RotationParts.name(view.name(of: $0)) }, with: " → ")
            return """
                <li class="line"><h3><a href="\(SiteURL.rotation(.trip(view.trip.id)))">\(words.name(.tripKind, view.trip.facts.kind.rawValue)) \(PlaceNames.day(view.trip.facts.plannedOn))</a></h3>
                <p class="quiet">\(words.name(.tripState, view.trip.state.rawValue)) · \(RotationParts.name(view.from)) → \(stops)</p></li>

                """
        }
        return "<section><h2>\(words[.tripList])</h2><ul class=\"lines\">\(items)</ul></section>\n"
    }

    private func newBox(_ page: PageContext) -> HTML {
        let words = page.words
        let numbers = boxes.filter { $0.box.owner == point }.compactMap { box in
            box.box.number.hasPrefix("T-") ? Int(box.box.number.dropFirst(2)) : nil
        }
        let form = Form(
            action: .rotation(.newBox(point)), button: words[.boxOpen],
            fields: Form.text(
                "so", words[.boxNumber], value: "T-\((numbers.max() ?? 0) + 1)", hint: words[.boxNumberHint],
                isRequired: true), isMinor: true)
        return "<section><h2>\(words[.boxOpenTitle])</h2>\(form.html(page))</section>\n"
    }

    private func doors(_ page: PageContext) -> HTML {
        let words = page.words
        var doors: [(RotationURL, HTML)] = []
        if mayMove {
            doors += [
                (.ask(point, nil), words[.requestAsk]), (.corner(point), words[.cornerTitle]),
                (.differing(point, isDone: false), words[.givenTitle]),
            ]
        }
        doors.append((.yearList(point), words[.requestYearTitle]))
        if mayPlan {
            doors += [
                (.newTrip(point), words[.tripNew]), (.proposals(point), words[.proposalTitle]),
                (.newRota(point), words[.rotaNew]),
            ]
            doors += rotas.map { (.rota($0.rota.id), "\(words[.rotaTitle]) \(given($0.rota.facts.name))") }
        }
        let list = doors.html { "<li><a href=\"\(SiteURL.rotation($0.0))\">\($0.1)</a></li>\n" }
        return "<section><h2>\(words[.rotationMore])</h2><ul class=\"doors\">\(list)</ul></section>\n"
    }
}

/// A box on a list.
struct BoxLineView {
    var summary: BoxSummary
    var now: Moment
    var settings: RotationSettings

    func html(_ words: Words) -> HTML {
        let box = summary.box
        let way: HTML =
            box.state == .inTransit
            ? "\(RotationParts.name(summary.place)) → \(RotationParts.name(summary.destination))"
            : RotationParts.name(summary.place)
        let late = summary.isLate(at: now, settings).html(" <strong class=\"late\">\(words[.boxLate])</strong>")
        return """
            <li class="line"><h3><a href="\(SiteURL.rotation(.box(box.id, done: nil)))">\(words(.boxTitle, ["number": given(box.number)]))</a></h3>
            <p class="quiet">\(words.name(.boxState, box.state.rawValue))\(late) · \(way) · \(words(.boxCopies, count: summary.copies))\((summary.quantity > 0).html(", \(words(.boxThings, count: summary.quantity))"))</p></li>

            """
    }
}
