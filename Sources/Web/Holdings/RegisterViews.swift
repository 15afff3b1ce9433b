import HTTPTypes
import Hummingbird
import Library

/// The register of a point: how many, what can be made of it, a leaf of its
/// lines, and the files it was taken in from.
struct RegisterPage {
    static let shownIntakes = 10

    var view: ServicePointView
    var cursor: RegisterCursor
    var leaf: RegisterLeaf
    /// The newest first.
    var intakes: [RegisterIntake]
    /// How many copies were just taken in.
    var added: Int?
    var mayEdit: Bool

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
        let isEmpty = leaf.count == 0
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words[.holdingsTitle])</h1>\(said)
            <p>\(isEmpty ? words[.holdingsNone] : words(.holdingsCount, count: leaf.count))</p>
            \(take)\(isEmpty ? .empty : papers(words) + lines(words))\(history(words))
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

    private func lines(_ words: Words) -> HTML {
        let rows = leaf.copies.html { entry -> HTML in
            let facts = entry.copy.facts
            let number: HTML = """
                <a href="\(SiteURL.holdings(.copy(entry.copy.state.id, day: nil)))">\(given(facts.number.text))</a>
                """
            return """
                <tr><th scope="row">\(number)</th><td>\(given(entry.title))</td><td>\(given(facts.location ?? "–"))</td>\
                <td>\(words.name(.copyStatus, entry.copy.state.status.rawValue))</td></tr>

                """
        }
        let heads = [HoldingsPhrase.holdingsNumber, .holdingsBook, .holdingsLocation, .stockStatus].html {
            "<th scope=\"col\">\(words[$0])</th>"
        }
        let from = if case .from(let number) = cursor { number.text } else { "" }
        let table: HTML =
            leaf.copies.isEmpty
            ? "<p class=\"message\">\(words[.holdingsBeyond])</p>"
            : """
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.holdingsLines])"><table><thead><tr>\(heads)</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
        return """
            <section id="so"><h2>\(words[.holdingsLines])</h2>
            <form class="form filters" method="get" action="\(SiteURL.holdings(.register(view.point.id, added: nil)))#so">
            \(Form.text("tu-so", words[.holdingsFrom], value: from))<p><button class="button" type="submit">\(words[.holdingsOpen])</button></p></form>
            \(table)\(pager(words))</section>

            """
    }

    private func pager(_ words: Words) -> HTML {
        func link(_ cursor: RegisterCursor, _ label: HoldingsPhrase, _ rel: HTML) -> HTML {
            """
            <a class="button" rel="\(rel)" href="\(SiteURL.holdings(.registerLeaf(view.point.id, cursor)))#so">\(words[label])</a>
            """
        }
        // From beyond the end the way leads back to the beginning.
        let before = leaf.copies.isEmpty ? RegisterCursor.start : leaf.previous
        guard before != nil || leaf.next != nil else { return .empty }
        return """
            <nav class="pager" aria-label="\(words[.holdingsLines])">\(before.html { link($0, .holdingsPrevious, "prev") })\
            \(leaf.next.html { link($0, .holdingsNext, "next") })</nav>
            """
    }

    private func history(_ words: Words) -> HTML {
        guard mayEdit, !intakes.isEmpty else { return .empty }
        let lines = intakes.html { intake -> HTML in
            let title = words(.intakeTitle, ["number": given(String(intake.id.rawValue))])
            let said =
                intake.undone == nil
                ? words(.intakeSummary, count: intake.report.copiesAdded) : words[.intakeTakenBack]
            return """
                <li><a href="\(SiteURL.holdings(.registerIntake(view.point.id, intake.id)))">\(title)</a>, \
                \(PlaceNames.day(Day(intake.startedAt))): \(said)</li>

                """
        }
        return "<section><h2>\(words[.intakeList])</h2><p>\(words[.intakeListLead])</p><ul>\(lines)</ul></section>\n"
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
