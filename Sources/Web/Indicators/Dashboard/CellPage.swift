import Hummingbird
import Library

/// The end of every chain: one point's figure of a month, where it comes from,
/// what it counts, and what stood there before.
struct CellPage {
    let scene: DashboardScene
    let place: FigurePlace
    let month: Month
    let indicator: Indicator
    let cell: FigureTable.Cell
    /// Every entry there ever was, the oldest first.
    let entries: [FigureEntry]

    /// "hệ thống đếm, sổ tay".
    static func origins(_ origins: FigureOrigins, _ words: Words) -> HTML {
        let names = FigureOrigin.allCases.filter { origins.contains(FigureOrigins($0)) }
            .map { words.name(.figureOrigin, $0.rawValue) }
        return HTML(joining: names, with: ", ")
    }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let text = DashboardText(scene, words)
        let name = words.name(.indicator, indicator.rawValue)
        let title = words(.workingCellTitle, ["name": name, "month": text.month(month)])
        let body: HTML = """
            \(DashboardTrail.html(scene, words))
            <h1>\(title)</h1>
            <p class="quiet">\(text.name(place))</p>
            <p class="total"><strong class="result">\(text.text(.init(cell.value)))</strong></p>
            \(facts(words))\(history(words))
            """
        return Layout(page: page, title: title, robots: false).response(body)
    }

    private func facts(_ words: Words) -> HTML {
        var lines: [(HTML, HTML)] = []
        if cell.value != nil {
            lines.append((words[.workingOrigin], Self.origins(cell.origins, words)))
            lines.append(
                (
                    words[.workingComplete],
                    cell.completeness.map { words.percent(Double($0), decimals: 0) } ?? words[.workingCompleteUnknown]
                ))
        }
        lines.append((words[.workingDefinition], definition(words)))
        return "<dl class=\"facts\">\(lines.html { "<dt>\($0.0)</dt><dd>\($0.1)</dd>\n" })</dl>\n"
    }

    private func definition(_ words: Words) -> HTML {
        let name = words.name(.indicator, indicator.rawValue)
        return words(
            .workingDefinitionVersion,
            [
                "name": "<a href=\"\(SiteURL.figures(.definition(indicator)))\">\(name)</a>",
                "version": words.number(
                    Int(cell.value == nil ? DefinitionVersion.version(of: indicator, in: month) : cell.definition)),
            ])
    }

    /// Where the figure is put right.
    private func sheet(_ words: Words) -> HTML {
        guard case .point(let point) = place else { return .empty }
        let url: SiteURL = .figures(.history(point, indicator, month))
        return "<p><a href=\"\(url)\">\(words[.workingSheet])</a></p>"
    }

    private func history(_ words: Words) -> HTML {
        guard !entries.isEmpty else { return "<p>\(words[.workingNoEntries])</p>\n" }
        let rows = entries.reversed().map { entry -> HTML in
            let value = entry.value.map { words.number($0) } ?? words[.workingTakenBack]
            let state = words[entry.isCurrent ? .workingHolds : .workingEarlier]
            let reason: HTML = entry.reason.html { " – \(given($0))" }
            let who: HTML = entry.accountName.isEmpty ? words[.auditCommandLine] : given(entry.accountName)
            return """
                <tr><td>\(PlaceNames.day(Day(entry.at)))</td><td class="number">\(value)</td>\
                <td>\(words.name(.figureOrigin, entry.key.origin.rawValue))</td><td>\(words.name(.figureCause, entry.cause.rawValue))\(reason)</td>\
                <td class="number">\(words.number(entry.excluded))</td><td>\(state)</td><td>\(who)</td></tr>

                """
        }
        return """
            <section><h2>\(words[.workingHistory])</h2>
            \(sheet(words))
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.workingHistory])"><table>
            <thead><tr><th scope="col">\(words[.auditDay])</th><th scope="col" class="number">\(words[.workingNumber])</th>\
            <th scope="col">\(words[.workingOrigin])</th><th scope="col">\(words[.workingCause])</th>\
            <th scope="col" class="number">\(words[.workingExcluded])</th><th scope="col">\(words[.workingState])</th>\
            <th scope="col">\(words[.auditWho])</th></tr></thead>
            <tbody>\(HTML(joining: rows))</tbody></table></div></section>

            """
    }
}
