import Hummingbird
import Library

/// How one figure came about ("cách tính"): the rule in words, the rows it is
/// made of, each leading on to its own, down to the months of single points.
struct WorkingPage {
    let scene: DashboardScene
    let working: Working

    func response(in page: PageContext) -> Response {
        let words = page.words
        let text = DashboardText(scene, words)
        let title = WorkingWords.title(working.key, words)
        let body: HTML = """
            \(DashboardTrail.html(scene, words))
            <h1>\(title)</h1>
            <p class="quiet">\(subject(text))</p>
            <p class="total"><strong class="result">\(text.text(working.figure, of: working.kind))</strong></p>
            <p>\(WorkingWords.rule(working.key, words))</p>
            \(notes(text))\(rows(text))
            """
        return Layout(page: page, title: title, robots: false).response(body)
    }

    /// Whose, what, when.
    private func subject(_ text: DashboardText) -> HTML {
        let key = working.key
        let place =
            key.place.map { text.name($0) } ?? key.unit.map { text.name(.unit($0)) } ?? text.name(scene.node)
        var parts: [HTML] = [place, text.definitions(scene.address.counts)]
        if var months = key.months {
            // Of the whole period the key has the months that are over.
            if key.variant == .whole, key.side == nil { months = scene.question.whole }
            let base = months.earlier(byYears: key.years)
            let now: HTML = key.side == .base ? text.months(base) : text.months(months)
            let isPair = key.years > 0 && key.side == nil
            parts.append(
                isPair
                    ? text.words(.workingAgainst, ["now": text.months(months), "base": text.months(base)]) : now)
        }
        return HTML(joining: parts, with: " · ")
    }

    private func notes(_ text: DashboardText) -> HTML {
        guard !working.notes.isEmpty else { return .empty }
        return "<ul class=\"notes\">\(working.notes.html { "<li>\(WorkingWords.note($0, text))</li>\n" })</ul>\n"
    }

    private func rows(_ text: DashboardText) -> HTML {
        let words = text.words
        guard !working.rows.isEmpty else { return .empty }
        let hasCells = working.rows.contains { if case .cell = $0.source { true } else { false } }
        let rows = working.rows.html { row -> HTML in
            """
            <tr data-role="\(text: row.role.rawValue)"><th scope="row">\(label(row, text))</th><td class="number">\(figure(row, text))</td>\
            <td>\(words.name(.workingRole, row.role.rawValue))</td>\(hasCells ? cells(row, text) : .empty)</tr>

            """
        }
        let heads: HTML =
            hasCells
            ? "<th scope=\"col\">\(words[.workingOrigin])</th><th scope=\"col\" class=\"number\">\(words[.workingComplete])</th>"
            : ""
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.workingRows])"><table class="rows">
            <thead><tr><th scope="col">\(words[.workingRow])</th><th scope="col" class="number">\(words[.workingNumber])</th>\
            <th scope="col">\(words[.workingPart])</th>\(heads)</tr></thead>
            <tbody>\(rows)</tbody></table></div>

            """
    }

    /// A month's cell says what it is of, where several things are added up.
    private func label(_ row: Working.Row, _ text: DashboardText) -> HTML {
        guard case .cell(let leaf) = row.source, scene.address.counts.count > 1 else { return text.label(row.label) }
        return "\(text.label(row.label)) · \(text.words.name(.indicator, leaf.indicator.rawValue))"
    }

    private func figure(_ row: Working.Row, _ text: DashboardText) -> HTML {
        switch row.source {
        case .working(let key): return text.link(row.figure, key)
        case .cell(let leaf):
            let url: SiteURL = .dashboard(.cell(text.query, leaf.place, leaf.month, leaf.indicator))
            return "<a class=\"cell\" href=\"\(url)\">\(text.text(row.figure))</a>"
        case .stated(let source): return "\(text.text(row.figure)) <span class=\"quiet\">\(given(source))</span>"
        case .question: return text.text(row.figure)
        }
    }

    private func cells(_ row: Working.Row, _ text: DashboardText) -> HTML {
        guard case .cell(let leaf) = row.source, row.figure.value != nil else { return "<td></td><td></td>" }
        let complete: HTML = leaf.completeness.map { text.words.percent(Double($0), decimals: 0) } ?? "–"
        return "<td>\(CellPage.origins(leaf.origins, text.words))</td><td class=\"number\">\(complete)</td>"
    }
}

/// The way back from a working.
enum DashboardTrail {
    static func html(_ scene: DashboardScene, _ words: Words) -> HTML {
        let text = DashboardText(scene, words)
        let back: SiteURL = .dashboard(.board(scene.address.asAsked))
        return """
            \(Trail(below: [(back, words(.dashboardTitle, ["place": text.name(scene.node)]))]).html(words))
            """
    }
}
