import HTTPTypes
import Hummingbird
import Library

/// Asking for books: by a title of the catalogue, or by words, grade and subject.
struct RequestForm {
    var view: ServicePointView
    var points: [PointName]
    var draft: RequestDraft
    /// The title that was chosen.
    var chosen: RecordSummary?
    /// What a search found; nil before one was made.
    var found: [RecordSummary]?
    /// Copies of the chosen title that can be had, by where they stand.
    var holders: [ServicePointID: Int]
    var refusal: RotationRefusal?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let grades: [(value: String, text: HTML)] =
            [("", words[.requestAnyGrade])]
            + (1...12).map { (String($0), words(.recordGrade, ["number": given(String($0))])) }
        let subjects: [(value: String, text: HTML)] =
            [("", words[.requestAnySubject])]
            + words.schoolSubjects.map { ($0, words.name(ofSchoolSubject: $0)) }
        let fields: HTML = """
            \(search(words))
            \(whom(words))
            \(RotationParts.number("so-luong", words[.requestHowMany], value: draft.quantity))
            \(Form.text("sach", words[.requestWhat], value: draft.words, hint: words[.requestWhatHint]))
            \(Form.choice("lop", words[.requestGrade], grades, chosen: draft.grade))
            \(Form.choice("mon", words[.requestSubject], subjects, chosen: draft.subject))
            \(Form.text("can", words[.requestNeededBy], value: draft.neededBy, hint: words[.requestDayHint]))
            \(Form.text("hen-tra", words[.requestReturnBy], value: draft.returnBy, hint: words[.requestReturnByHint]))
            \(Form.check("ca-nam", words[.requestYearly], isOn: draft.isYearly))
            """
        let body: HTML = """
            \(RotationTrail(point: PointName(view)).html(words))
            <h1>\(words[.requestAsk])</h1>
            \(RotationParts.refused(refusal, words))
            \(Form(action: .rotation(.ask(view.point.id, nil)), button: words[.requestSend], fields: fields).html(page))
            """
        return Layout(page: page, title: words[.requestAsk], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    // MARK: The title

    /// A field with a button of its own that keeps what was typed elsewhere in the
    /// form; what was found is picked from a list.
    private func search(_ words: Words) -> HTML {
        """
        <fieldset class="group"><legend>\(words[.requestByTitle])</legend>
        \(Form.text("tim-sach", words[.requestSearch], value: draft.search, hint: words[.requestSearchHint]))
        <p><button class="button" type="submit" name="lam" value="tim" formnovalidate>\(words[.requestFind])</button></p>
        \(picks(words))</fieldset>

        """
    }

    private func picks(_ words: Words) -> HTML {
        let others = (found ?? []).filter { $0.id != chosen?.id }
        let isNothing = found?.isEmpty == true
        let none = isNothing.html("<p class=\"message\" role=\"status\">\(words[.requestNotFound])</p>")
        let lines = ([chosen].compactMap(\.self) + others).html { record -> HTML in
            let by = [record.creators.first, record.year.map(String.init)].compactMap(\.self).map { given($0) }
            let who: HTML = by.isEmpty ? "" : "<br><span class=\"quiet\">\(HTML(joining: by, with: " · "))</span>"
            return pick(
                record.id.description, "\(given(record.title, lang: record.language))\(who)",
                isOn: record.id == chosen?.id)
        }
        guard !lines.isEmpty else { return none }
        let neither = pick("", words[.requestNoTitle], isOn: chosen == nil)
        return """
            \(none)<fieldset class="picks"><legend>\(words[.requestTitle])</legend><ul>\(lines)\(neither)</ul></fieldset>

            """
    }

    private func pick(_ value: String, _ label: HTML, isOn: Bool) -> HTML {
        let checked: HTML = isOn ? " checked" : ""
        return """
            <li><label><input type="radio" name="tai-lieu" value="\(text: value)"\(checked)><span>\(label)</span></label></li>

            """
    }

    // MARK: Whom to ask

    /// Those who have the chosen title on a shelf first.
    private func whom(_ words: Words) -> HTML {
        let own = view.point.id
        let having = points.filter { $0.id != own && holders[$0.id] != nil }
            .sorted { (holders[$0.id] ?? 0) > (holders[$1.id] ?? 0) }
        let chosen = Int64(draft.to).map { ServicePointID($0) } ?? having.first?.id
        let nobody: HTML =
            self.chosen != nil && having.isEmpty ? "<p class=\"message\">\(words[.requestNobodyHas])</p>\n" : ""
        let first = having.map { point -> (id: ServicePointID, text: HTML) in
            let gaps = ["place": RotationParts.name(point)]
            return (point.id, words(.requestHolder, count: holders[point.id] ?? 0, gaps))
        }
        return nobody
            + RotationParts.choice(
                "den", words[.requestWhom], points, chosen: chosen, without: own,
                first: (words[.requestHolders], first))
    }
}
