import HTTPTypes
import Hummingbird
import Library

/// A year of a point: months by indicators.
struct FigureSheetPage {
    var view: ServicePointView
    var sheet: FigureSheet
    /// What was counted of months that are not frozen.
    var provisional: [Month: [MonthFigure]]
    var now: Month
    var mayEnter: Bool

    private var point: ServicePoint { view.point }
    private var year: Int { sheet.months.lowerBound.year }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let groups = IndicatorGroup.allCases.html { group -> HTML in
            "<section><h2>\(words[group.phrase])</h2>\(table(group, words))</section>\n"
        }
        let enter: HTML =
            mayEnter
            ? """
            <p class="actions"><a class="button primary" href="\(SiteURL.figures(.enter(point.id, nil)))">\(words[.tallyTitle])</a>\
            <a class="button" href="\(SiteURL.figures(.table(point.id)))">\(words[.tableTitle])</a></p>
            """ : ""
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words(.sheetHeading, ["year": given(String(year))]))</h1>
            \(enter)
            <p>\(words[.sheetLead]) <a href="\(SiteURL.figures(.definitions))">\(words[.definitionsTitle])</a></p>
            \(pager(words))
            \(groups)
            """
        return Layout(page: page, title: words[.figuresTitle], robots: false).formResponse(body)
    }

    private func pager(_ words: Words) -> HTML {
        let link = { (year: Int) -> HTML in
            "<a class=\"button\" href=\"\(SiteURL.figures(.sheet(point.id, year: year)))\">\(words(.sheetYear, ["year": given(String(year))]))</a>"
        }
        return "<p class=\"pager\">\(link(year - 1))\(year < now.year ? link(year + 1) : "")</p>"
    }

    private func table(_ group: IndicatorGroup, _ words: Words) -> HTML {
        let heads = group.indicators.html { indicator -> HTML in
            "<th scope=\"col\" class=\"number\"><a href=\"\(SiteURL.figures(.definition(indicator)))\">\(words.name(.indicator, indicator.rawValue))</a></th>"
        }
        let rows = sheet.months.each.filter { $0 <= now }.html { month -> HTML in
            "<tr><th scope=\"row\">\(FigureText.month(month))<br>\(state(month, words))</th>\(group.indicators.html { cell($0, month, words) })</tr>\n"
        }
        let sums = group.indicators.html { indicator -> HTML in
            guard indicator.isAdditive else { return "<td class=\"number quiet\">\(words[.sheetNotAdded])</td>" }
            guard let sum = sheet.sum(indicator) else {
                return "<td class=\"number\">\(FigureText.silent(words))</td>"
            }
            return """
                <td class="number"><b>\(words.number(sum.value))</b><br><span class="quiet small">\(words(.sheetMonths, count: sum.months))</span></td>
                """
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[group.phrase])"><table>
            <thead><tr><th scope="col">\(words[.figuresMonth])</th>\(heads)</tr></thead>
            <tbody>\(rows)</tbody>
            <tfoot><tr><th scope="row">\(words[.sheetSum])</th>\(sums)</tr></tfoot></table></div>
            """
    }

    private func state(_ month: Month, _ words: Words) -> HTML {
        let text =
            sheet.freeze(of: month).map { words(.sheetFrozen, ["day": PlaceNames.day(Day($0.at))]) }
            ?? words[.sheetOpen]
        return "<span class=\"quiet small\">\(text)</span>"
    }

    private func cell(_ indicator: Indicator, _ month: Month, _ words: Words) -> HTML {
        guard let value = sheet.value(indicator, month) else { return empty(indicator, month, words) }
        let entries = sheet[indicator, month]
        var marks = entries.filter { $0.key.origin != .system }.map {
            words.name(.figureOrigin, $0.key.origin.rawValue)
        }
        if entries.contains(where: { $0.cause != .first }) { marks.append(words[.sheetCorrected]) }
        if let least = entries.compactMap(\.completeness).min(), least < 100 {
            marks.append(words(.sheetCompleteness, ["percent": words.number(Int(least))]))
        }
        let note: HTML =
            marks.isEmpty ? "" : "<br><span class=\"quiet small\">\(HTML(joining: marks, with: ", "))</span>"
        let url = SiteURL.figures(.history(point.id, indicator, month))
        return "<td class=\"number\"><a href=\"\(url)\">\(words.number(value))</a>\(note)</td>"
    }

    private func empty(_ indicator: Indicator, _ month: Month, _ words: Words) -> HTML {
        if let counted = provisional[month]?.first(where: { $0.indicator == indicator }) {
            return """
                <td class="number">\(words.number(counted.value))<br><span class="quiet small">\(words[.sheetProvisional])</span></td>
                """
        }
        return "<td class=\"number\">\(FigureText.silent(words))</td>"
    }
}

/// What was counted on paper in a month.
struct TallyPage {
    var view: ServicePointView
    var month: Month
    var now: Month
    var entries: [FigureEntry]
    var draft: TallyDraft
    var refusal: FigureRefusal?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let point = view.point
        let fields = FigureSheet.tallied.html { indicator -> HTML in
            Form.text(
                indicator.rawValue, words.name(.indicator, indicator.rawValue), value: draft[indicator],
                hint: hint(indicator, words))
        }
        let all: HTML = """
            \(Form.hidden("thang", month.description))
            \(fields)
            \(Form.text("ly-do", words[.correctionReason], value: draft.reason, hint: words[.correctionReasonHint]))
            """
        let title = words(.tallyHeading, ["month": FigureText.month(month)])
        let form: HTML =
            month < now
            ? Form(action: .figures(.enter(point.id, nil)), button: words[.adminSave], fields: all).html(page)
            : "<p class=\"message\">\(words.name(.figureRefusal, FigureRefusal.monthToCome.rawValue))</p>"
        let body: HTML = """
            \(Trail(below: Self.trail(point, month.year, words)).html(words))
            <h1>\(title)</h1>
            <p>\(words[.tallyLead])</p>
            <p class="pager">\(link(month.previous, words))\(month.next < now ? link(month.next, words) : "")</p>
            \(refusal.html { FigureText.refusal($0, words) })
            \(form)
            """
        return Layout(page: page, title: title, robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    static func trail(_ point: ServicePoint, _ year: Int, _ words: Words) -> [(url: SiteURL, text: HTML)] {
        [
            (.administration(.point(point.id)), given(point.facts.name)),
            (.figures(.sheet(point.id, year: year)), words[.figuresTitle]),
        ]
    }

    private func link(_ month: Month, _ words: Words) -> HTML {
        "<a class=\"button\" href=\"\(SiteURL.figures(.enter(view.point.id, month)))\">\(words(.figuresOfMonth, ["month": FigureText.month(month)]))</a>"
    }

    /// What is there besides: the two are added.
    private func hint(_ indicator: Indicator, _ words: Words) -> HTML {
        let others = entries.filter { $0.key.indicator == indicator && $0.key.origin != .tally && $0.value != nil }
        return HTML(
            joining: others.map {
                words(
                    .tallyBeside,
                    [
                        "value": words.number($0.value ?? 0),
                        "origin": words.name(.figureOrigin, $0.key.origin.rawValue),
                    ])
            }, with: " ")
    }
}
