import HTTPTypes
import Hummingbird
import Library

/// The register of a point: how many, the newest, and what can be made of it.
struct RegisterPage {
    var view: ServicePointView
    var lines: [RegisteredLine]
    /// How many copies were just taken in.
    var added: Int?
    var mayEdit: Bool

    private static let newest = 50

    func response(in page: PageContext) -> Response {
        let words = page.words
        let point = view.point
        let said = added.html { count -> HTML in
            "<div class=\"notice\" role=\"status\"><p>\(words(.holdingsAdded, count: count))</p></div>"
        }
        let take: HTML =
            mayEdit
            ? "<p><a class=\"button primary\" href=\"\(SiteURL.holdings(.takeRegister(point.id)))\">\(words[.holdingsTake])</a></p>"
            : ""
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words[.holdingsTitle])</h1>\(said)
            <p>\(lines.isEmpty ? words[.holdingsNone] : words(.holdingsCount, count: lines.count))</p>
            \(take)\(lines.isEmpty ? .empty : papers(words) + newest(words))
            """
        return Layout(page: page, title: words[.holdingsTitle], robots: false).response(body)
    }

    private func papers(_ words: Words) -> HTML {
        let point = view.point.id
        let registers = OfficialRegister.allCases.html { register -> HTML in
            let files = register.formats.html { format -> HTML in
                let url: SiteURL = .holdings(.exportRegister(point, register, format))
                return "<a class=\"button\" href=\"\(url)\">\(given(format.rawValue.uppercased()))</a>"
            }
            return """
                <li class="line"><h3>\(words.name(.officialRegister, register.rawValue))</h3>
                <p class="actions"><a class="button" href="\(SiteURL.holdings(.printRegister(point, register)))">\(words[.holdingsPrint])</a>\(files)</p></li>

                """
        }
        return """
            <section><h2>\(words[.holdingsPapers])</h2><ul class="lines">\(registers)</ul>
            <p><a class="button" href="\(SiteURL.holdings(.labels(point, nil)))">\(words[.holdingsLabels])</a></p></section>

            """
    }

    private func newest(_ words: Words) -> HTML {
        let newest = lines.sorted { $0.copy > $1.copy }.prefix(Self.newest)
        let rows = Array(newest).html { entry -> HTML in
            "<tr><td>\(given(entry.line.copy.number.text))</td><td>\(given(entry.line.fullTitle))</td><td>\(given(entry.line.copy.location ?? "–"))</td></tr>\n"
        }
        return """
            <section><h2>\(words[.holdingsNewest])</h2><div class="scroll" tabindex="0" role="region" aria-label="\(words[.holdingsNewest])"><table><thead><tr><th scope="col">\(words[.holdingsNumber])</th>\
            <th scope="col">\(words[.holdingsBook])</th><th scope="col">\(words[.holdingsLocation])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div></section>

            """
    }
}

/// The forms that take a register in: a file, or rows that are pasted.
struct RegisterForm {
    var point: ServicePoint
    var refusal: HTML?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let fields: HTML = """
            <p><label for="bang">\(words[.takeRows])</label><span class="hint" id="bang-ghi-chu">\(words[.takePasteHint])</span>
            <textarea id="bang" name="bang" rows="14" maxlength="300000" aria-describedby="bang-ghi-chu" required></textarea></p>
            """
        let file = FileForm(
            action: .holdings(.takeRegister(point.id)), button: words[.takeCheck], fields: .empty,
            label: words[.takeFile], hint: words[.takeHint], accepts: ".csv,.xlsx")
        let paste = Form(
            action: .holdings(.pasteRegister(point.id)), button: words[.takeCheck], fields: fields, isMinor: true)
        let said = refusal.html { "<div class=\"notice\" role=\"alert\"><p>\($0)</p></div>" }
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words[.takeTitle])</h1><p>\(words[.takeLead])</p>
            \(said)\(file.html(page))
            <section><h2>\(words[.takePaste])</h2>\(paste.html(page))</section>
            """
        return Layout(page: page, title: words[.takeTitle], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }
}

/// Registers on paper: the printed form's columns, without the frame of the site.
struct RegisterPrint {
    var point: ServicePoint
    var register: OfficialRegister
    var sheets: [Sheet]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let title = words.name(.officialRegister, register.rawValue)
        let body: HTML = """
            <div class="no-print">\(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(title)</h1><p>\(words[.holdingsPrintHint])</p></div>
            \(sheets.html { SheetView(sheet: $0).html(words) })
            """
        return Layout(page: page, title: title, kind: "sheet", robots: false).response(body)
    }
}
