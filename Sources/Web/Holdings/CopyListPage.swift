import Hummingbird
import Library

/// The copies of a point: a search field, filters, and one line a copy.
struct CopyListPage {
    var view: ServicePointView
    var address: CopiesAddress
    var copies: CopyPage
    /// The names of the points that have the copies of the list.
    var points: [ServicePointID: String]
    var mayEdit: Bool

    private var filter: CopyFilter { address.filter }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let point = view.point
        let add: HTML =
            mayEdit
            ? "<p class=\"actions\"><a class=\"button primary\" href=\"\(SiteURL.holdings(.addCopies(point.id, record: nil, gift: nil)))\">\(words[.stockAdd])</a></p>"
            : ""
        let body: HTML = """
            \(StockTrail(point: point).html(words))
            <h1>\(words[.stockTitle])</h1>
            <p>\(words[.stockLead])</p>
            \(add)
            \(search(words))
            \(list(words))
            """
        return Layout(page: page, title: words[.stockTitle], robots: false).response(body)
    }

    private func search(_ words: Words) -> HTML {
        let any: [(value: String, text: HTML)] = [("", words[.stockAny])]
        let places: [(value: String, text: HTML)] = CopyFilter.Place.allCases.map {
            ($0.rawValue, words.name(.copyPlace, $0.rawValue))
        }
        let states =
            any
            + CopyStatus.allCases.map { status in
                let count = copies.counts[status].html { " (\(words.number($0)))" }
                return (status.rawValue, words.name(.copyStatus, status.rawValue) + count)
            }
        let conditions = any + CopyCondition.allCases.map { ($0.rawValue, words.name(.copyCondition, $0.rawValue)) }
        let action: HoldingsURL = .copies(CopiesAddress(view.point.id))
        return """
            <form class="form filters" method="get" action="\(SiteURL.holdings(action))">
            \(Form.text("q", words[.stockSearch], value: filter.words))
            \(Form.choice("noi", words[.stockPlace], places, chosen: filter.place.rawValue))
            \(Form.choice("trang-thai", words[.stockStatus], states, chosen: filter.status?.rawValue ?? ""))
            \(Form.choice("tinh-trang", words[.stockCondition], conditions, chosen: filter.condition?.rawValue ?? ""))
            <p><button class="button" type="submit">\(words[.stockFind])</button></p>
            </form>
            """
    }

    private func list(_ words: Words) -> HTML {
        guard !copies.copies.isEmpty else {
            return "<p class=\"message\">\(words[copies.counts.isEmpty ? .stockEmpty : .stockNone])</p>"
        }
        let next = copies.next.html { cursor -> HTML in
            let url: HoldingsURL = .copies(address.after(cursor))
            return "<p class=\"pager\"><a href=\"\(SiteURL.holdings(url))\">\(words[.stockMore])</a></p>"
        }
        let here = view.point.id
        let lines = copies.copies.html { CopyLine(copy: $0, here: here, points: points).html(words) }
        return "<ul class=\"lines\">\(lines)</ul>\(next)"
    }
}

/// A copy in a list: number, title, what it is doing, where it is when it is
/// not here.
struct CopyLine {
    var copy: TitledCopy
    var here: ServicePointID?
    var points: [ServicePointID: String] = [:]
    var remark: HTML = .empty

    func html(_ words: Words) -> HTML {
        let state = copy.copy.state
        let facts = copy.copy.facts
        var parts: [HTML] = [words.name(.copyStatus, state.status.rawValue)]
        if let here, state.holder != here, let name = points[state.holder] { parts.append(given(name)) }
        if facts.condition != .good { parts.append(words.name(.copyCondition, facts.condition.rawValue)) }
        if let call = facts.callNumber { parts.append(given(call)) }
        if !remark.isEmpty { parts.append(remark) }
        return """
            <li class="line"><h2><a href="\(SiteURL.holdings(.copy(state.id, day: nil)))">\(given(facts.number.text))</a></h2>
            <p>\(given(copy.title))</p><p class="quiet">\(HTML(joining: parts, with: " · "))</p></li>

            """
    }
}
