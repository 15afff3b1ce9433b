import HTTPTypes
import Hummingbird
import Library

/// A request on a list.
struct RequestLine {
    var view: RequestView
    /// The end that looks.
    var point: ServicePointID

    func html(_ words: Words) -> HTML {
        let isOurs = view.request.from == point
        let way: HTML =
            isOurs
            ? words(.requestTo, ["place": RotationParts.name(view.to)])
            : words(.requestFrom, ["place": RotationParts.name(view.from)])
        return """
            <li class="line"><h3><a href="\(SiteURL.rotation(.request(view.request.id)))">\(Self.what(view, words))</a></h3>
            <p class="quiet">\(way) · \(words.name(.requestState, view.request.state.rawValue))</p></li>

            """
    }

    /// "40 cuốn, lớp 4, Khoa học".
    static func what(_ view: RequestView, _ words: Words) -> HTML {
        let facts = view.request.facts
        let parts: [HTML?] = [
            words(.requestQuantity, count: facts.quantity), view.title.map { given($0) },
            facts.words.isEmpty ? nil : given(facts.words),
            facts.grade.map { words(.recordGrade, ["number": given(String($0))]) },
            facts.subject.map { words.name(ofSchoolSubject: $0) },
        ]
        return HTML(joining: parts.compactMap(\.self), with: ", ")
    }
}

/// One request, with the answer its state allows.
struct RequestPage {
    var view: RequestView
    var mine: Set<ServicePointID>
    var suggestions: [BoxCopy]
    var refusal: RotationRefusal?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let request = view.request
        let isAsked = request.state == .asked
        let side = mine.contains(request.to) || !mine.contains(request.from) ? view.to : view.from
        let box = request.box.html { id -> HTML in
            "<p><a class=\"button\" href=\"\(SiteURL.rotation(.box(id, done: nil)))\">\(words[.requestBox])</a></p>"
        }
        let answer = (isAsked && mine.contains(request.to)).html(accept(page))
        let withdraw = (request.state.isOpen && mine.contains(request.from)).html(
            Form(
                action: .rotation(.answer(request.id)), button: words[.requestWithdraw],
                fields: Form.hidden("lam", "withdraw"), isMinor: true
            ).html(page))
        let said =
            request.answer.isEmpty ? HTML.empty : "<dt>\(words[.requestReason])</dt><dd>\(given(request.answer))</dd>"
        let body: HTML = """
            \(RotationTrail(point: side).html(words))
            <h1>\(RequestLine.what(view, words))</h1>
            \(RotationParts.refused(refusal, words))
            <p class="state"><strong>\(words.name(.requestState, request.state.rawValue))</strong></p>
            <dl class="facts"><dt>\(words[.requestWho])</dt><dd>\(RotationParts.name(view.from))</dd>
            <dt>\(words[.requestWhom])</dt><dd>\(RotationParts.name(view.to))</dd>
            <dt>\(words[.requestAskedOn])</dt><dd>\(PlaceNames.day(Day(request.askedAt)))</dd>
            \(request.facts.neededBy.html { "<dt>\(words[.requestNeededBy])</dt><dd>\(PlaceNames.day($0))</dd>" })\
            \(request.facts.returnBy.html { "<dt>\(words[.requestReturnBy])</dt><dd>\(PlaceNames.day($0))</dd>" })\
            \(request.facts.schoolYear.html { "<dt>\(words[.requestYear])</dt><dd>\(given($0))</dd>" })\(said)</dl>
            \(box)\(answer)\(withdraw)
            """
        return Layout(page: page, title: RequestLine.what(view, words), robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func accept(_ page: PageContext) -> HTML {
        let words = page.words
        let wanted = view.request.facts.quantity
        let choices = suggestions.enumerated().map { index, copy -> HTML in
            let checked: HTML = index < wanted ? " checked" : ""
            return """
                <li><label><input type="checkbox" name="ban" value="\(text: copy.state.id.description)"\(checked)><span>\(given(copy.number)) · \(given(copy.title))</span></label></li>

                """
        }
        let list: HTML =
            suggestions.isEmpty
            ? "<p>\(words[.requestNothingFits])</p>"
            : """
            <fieldset class="picks"><legend>\(words(.requestFits, count: suggestions.count))</legend><ul>\(HTML(joining: choices))</ul></fieldset>
            """
        let yes = Form(
            action: .rotation(.answer(view.request.id)), button: words[.requestAccept],
            fields: Form.hidden("lam", "accept") + list)
        let no = Form(
            action: .rotation(.answer(view.request.id)), button: words[.requestDecline],
            fields: Form.hidden("lam", "decline") + Form.text("ly-do", words[.requestReason]), isMinor: true)
        return """
            <section><h2>\(words[.requestAnswer])</h2>\(yes.html(page))
            <details><summary>\(words[.requestDecline])</summary>\(no.html(page))</details></section>
            """
    }
}

/// What a school asked for, year by year: to be printed and signed.
struct YearListPage {
    var view: ServicePointView
    var requests: [RequestView]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let mine = requests.filter { $0.request.from == view.point.id && $0.request.facts.schoolYear != nil }
        let years = Set(mine.compactMap(\.request.facts.schoolYear)).sorted(by: >)
        let lists = years.html { year -> HTML in
            let rows = mine.filter { $0.request.facts.schoolYear == year }.sorted { $0.request.id < $1.request.id }
                .enumerated().map { index, view -> HTML in
                    """
                    <tr><td>\(index + 1)</td><td>\(RequestLine.what(view, words))</td><td>\(RotationParts.name(view.to))</td>\
                    <td>\(view.request.facts.neededBy.html { PlaceNames.day($0) })</td><td>\(words.name(.requestState, view.request.state.rawValue))</td></tr>

                    """
                }
            let table = RotationParts.table(
                words(.requestYearOf, ["year": given(year)]),
                head: [
                    words[.boxOrdinal], words[.requestWhat], words[.requestWhom], words[.requestNeededBy],
                    words[.boxCopyState],
                ], rows: HTML(joining: rows))
            return "<section><h2>\(words(.requestYearOf, ["year": given(year)]))</h2>\(table)</section>\n"
        }
        let empty: HTML = years.isEmpty ? "<p class=\"message\">\(words[.requestYearEmpty])</p>" : ""
        let body: HTML = """
            \(RotationTrail(point: PointName(view)).html(words))
            <h1>\(words[.requestYearTitle])</h1>
            <p>\(given(view.point.facts.name)) · \(given(view.institution.institution.facts.name))</p>
            \(empty)\(lists)
            """
        return Layout(page: page, title: words[.requestYearTitle], kind: "sheet", robots: false).response(body)
    }
}
