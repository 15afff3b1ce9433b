import HTTPTypes
import Hummingbird
import Library

/// Everything that was ever said of a figure, and how it is put right.
struct FigureHistoryPage {
    var view: ServicePointView
    var indicator: Indicator
    var month: Month
    /// The oldest first.
    var entries: [FigureEntry]
    /// Of the trips of a library on wheels, for visits.
    var stops: [StopVisit]
    var freeze: MonthFreeze?
    var mayEnter: Bool
    var refusal: FigureRefusal?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let name = words.name(.indicator, indicator.rawValue)
        let title = words(.historyHeading, ["name": name, "month": FigureText.month(month)])
        let origins = FigureOrigin.allCases.filter { origin in entries.contains { $0.key.origin == origin } }
        let parts = origins.html { part($0, page) }
        let body: HTML = """
            \(Trail(below: TallyPage.trail(view.point, month.year, words)).html(words))
            <h1>\(title)</h1>
            <p><a href="\(SiteURL.figures(.definition(indicator)))">\(words[.historyDefinition])</a></p>
            <p>\(state(words))</p>
            \(refusal.html { FigureText.refusal($0, words) })
            \(entries.isEmpty ? "<p>\(words[.figuresNone])</p>" : parts)
            \(StopVisitsView(stops: stops).html(words))
            """
        return Layout(page: page, title: title, robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func state(_ words: Words) -> HTML {
        guard let freeze else { return words[.sheetOpen] }
        let who = freeze.account == nil ? words[.historyClock] : given(freeze.accountName)
        return words(.historyFrozen, ["day": PlaceNames.day(Day(freeze.at)), "who": who])
    }

    private func part(_ origin: FigureOrigin, _ page: PageContext) -> HTML {
        let words = page.words
        let own = entries.filter { $0.key.origin == origin }
        let lines = own.html { "<li>\(line($0, words))</li>\n" }
        guard let current = own.last, mayEnter else {
            return "<section><h2>\(words.name(.figureOrigin, origin.rawValue))</h2><ol>\(lines)</ol></section>\n"
        }
        return """
            <section><h2>\(words.name(.figureOrigin, origin.rawValue))</h2><ol>\(lines)</ol>
            <details><summary>\(words[.correctionTitle])</summary>\(form(current, page))</details></section>

            """
    }

    private func form(_ current: FigureEntry, _ page: PageContext) -> HTML {
        let words = page.words
        let origin = current.key.origin.rawValue
        let fields: HTML = """
            \(Form.hidden("chi-so", indicator.rawValue))\(Form.hidden("thang", month.description))\
            \(Form.hidden("nguon", origin))\(Form.hidden("muc", current.id.description))
            <p><label for="so-\(text: origin)">\(words[.correctionNumber])</label>
            <input id="so-\(text: origin)" name="so" type="text" inputmode="numeric" value="\(text: current.value.map { String($0) } ?? "")" autocomplete="off" maxlength="20"></p>
            \(Form.check("khong-co", words[.correctionNone], isOn: false))
            <p><label for="ly-do-\(text: origin)">\(words[.correctionReason])</label>
            <input id="ly-do-\(text: origin)" name="ly-do" type="text" autocomplete="off" maxlength="300" required></p>
            """
        return Form(
            action: .figures(.correct(view.point.id)), button: words[.adminSave], fields: fields, isMinor: true
        ).html(page)
    }

    private func line(_ entry: FigureEntry, _ words: Words) -> HTML {
        let who = entry.accountName.isEmpty ? words[.historyClock] : given(entry.accountName)
        var parts: [HTML] = [
            "<b>\(FigureText.value(entry.value, words))</b>", words.name(.figureCause, entry.cause.rawValue),
        ]
        if let reason = entry.reason { parts.append(given(reason)) }
        if entry.excluded > 0 { parts.append(words(.historyExcluded, count: entry.excluded)) }
        if let completeness = entry.completeness {
            parts.append(words(.sheetCompleteness, ["percent": words.number(Int(completeness))]))
        }
        parts += entry.losses.map { loss in
            "\(words.name(.figureLoss, loss.kind.rawValue)): \(words.number(loss.count))"
        }
        if let toDate = entry.toDate {
            parts.append(
                words(
                    .historyToDate,
                    ["year": words.number(toDate.calendarYear), "school": words.number(toDate.schoolYear)]))
        }
        parts.append(words(.definitionVersion, ["number": words.number(Int(entry.definition))]))
        return """
            \(HTML(joining: parts, with: " · "))<br><span class="quiet small">\(PlaceNames.day(Day(entry.at))), \(who)</span>
            """
    }
}
