import Hummingbird
import Library

/// What differed of boxes that a point sent, and what it says to that.
struct GivenPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.differing) { request, context in
            try await show(context, isDone: QueryParameters(request.uri.query)["xong"] == "1")
        }
        router.act(.differing) { request, context in try await answer(request, context) }
    }

    private func show(
        _ context: WebContext, isDone: Bool = false, refusal: RotationRefusal? = nil, typed: FormValues? = nil
    ) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let given = try await site.rotation.handovers.differing(givenBy: view.point.id, limit: 100)
        return GivenPage(view: view, handovers: given, isDone: isDone, refusal: refusal, typed: typed).response(
            in: page)
    }

    private func answer(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        guard let box = form.number("thung"), let sealing = form.number("lan"),
            let verdict = HandoverAnswer.Verdict(rawValue: form.text("y-kien"))
        else { return try await show(context, refusal: RotationRefusal(.incomplete), typed: form) }
        let answer = HandoverAnswer(
            verdict: verdict, name: form.text("ten"), words: form.text("loi"), on: Day(page.now))
        do {
            try await site.rotation.handovers.answer(
                answer, to: Manifest(box: BoxID(Int64(box)), sealing: sealing), at: view.point.id, act: act)
            return Admission.redirect(to: .rotation(.differing(view.point.id, isDone: true)))
        } catch let refusal as RotationRefusal {
            return try await show(context, refusal: refusal, typed: form)
        }
    }
}

/// The list of them, each with a form until it is answered.
struct GivenPage {
    var view: ServicePointView
    var handovers: [GivenHandover]
    var isDone: Bool
    var refusal: RotationRefusal?
    /// What was typed and refused.
    var typed: FormValues?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let none: HTML = handovers.isEmpty ? "<p class=\"message\">\(words[.givenNone])</p>" : ""
        let done = isDone.html("<p class=\"notice outcome good\" role=\"status\">\(words[.givenDone])</p>\n")
        let body: HTML = """
            \(RotationTrail(point: PointName(view)).html(words))
            <h1>\(words[.givenTitle])</h1>
            \(RotationParts.refused(refusal, words))\(done)<p>\(words[.givenLead])</p>\(none)
            \(handovers.html { item($0, page) })
            """
        return Layout(page: page, title: words[.givenTitle], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func item(_ one: GivenHandover, _ page: PageContext) -> HTML {
        let words = page.words
        let (handover, note) = (one.handover, one.handover.note)
        let title = words(
            .givenBox, ["box": given(one.number), "day": PlaceNames.day(handover.countedOn)])
        let remarks = (!note.remarks.isEmpty).html("<p>\(words[.boxRemarks]): \(given(note.remarks))</p>")
        let end = handover.answer.map { HandoverAnswerLine(answer: $0).html(words) } ?? form(one, page)
        return """
            <section><h2>\(title)</h2><p>→ \(RotationParts.name(one.receiver))</p>
            <p class="quiet">\(words[.boxGiver]): \(given(note.giver)) · \(words[.boxReceiver]): \(given(note.receiver))</p>
            \(DiscrepancyList(lines: handover.discrepancies).html(words))\(remarks)\(end)</section>

            """
    }

    private func form(_ one: GivenHandover, _ page: PageContext) -> HTML {
        let words = page.words
        let manifest = one.handover.manifest
        let mark = "-\(manifest.box)-\(manifest.sealing)"
        let isTyped =
            typed?.text("thung") == manifest.box.description && typed?.number("lan") == manifest.sealing
        func value(_ field: String) -> String { isTyped ? typed?.text(field) ?? "" : "" }
        let verdicts: [(value: String, text: HTML)] = HandoverAnswer.Verdict.allCases.map {
            ($0.rawValue, words.name(.handoverVerdict, $0.rawValue))
        }
        let fields: HTML = """
            \(Form.hidden("thung", manifest.box.description))\(Form.hidden("lan", String(manifest.sealing)))
            \(Form.choice("y-kien", words[.givenVerdict], verdicts, chosen: value("y-kien"), mark: mark))
            \(Form.text("ten", words[.givenName], value: value("ten"), isRequired: true, mark: mark))
            \(Form.text("loi", words[.givenWords], value: value("loi"), hint: words[.givenWordsHint], mark: mark))
            """
        return Form(
            action: .rotation(.differing(view.point.id, isDone: false)), button: words[.givenSave], fields: fields,
            isMinor: one.handover.manifest != handovers.first?.handover.manifest
        ).html(page)
    }
}

/// What the giver said, on the list, on the page of the box and on the minutes.
struct HandoverAnswerLine {
    var answer: HandoverAnswer

    func html(_ words: Words) -> HTML {
        let reason = (!answer.words.isEmpty).html(": \(given(answer.words))")
        let said = words(
            .givenSaid,
            [
                "verdict": words.name(.handoverVerdict, answer.verdict.rawValue), "name": given(answer.name),
                "day": PlaceNames.day(answer.on),
            ])
        return "<p>\(said)\(reason)</p>\n"
    }
}
