import HTTPTypes
import Hummingbird
import Library

/// The forms by which a table of figures comes.
struct FigureTableForm {
    var draft: FigureTableDraft
    var pointName: String?
    var refusal: HTML?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let file = FileForm(
            action: .figures(.table(draft.point)), button: words[.tableLook], fields: settings(words),
            label: words[.tableFile], hint: words[.tableFileHint], accepts: ".csv,.xlsx")
        let pasted: HTML = """
            \(draft.hidden)<p><label for="bang">\(words[.tablePaste])</label><span class="hint" id="bang-ghi-chu">\(words[.tablePasteHint])</span>
            <textarea id="bang" name="bang" rows="6" aria-describedby="bang-ghi-chu"></textarea></p>
            """
        let paste = Form(action: .figures(.pasteTable), button: words[.tableLook], fields: pasted, isMinor: true)
        let said = refusal.html { "<div class=\"notice\" role=\"alert\"><p>\($0)</p></div>" }
        let body: HTML = """
            \(Trail(below: Self.trail(draft.point, words)).html(words))
            <h1>\(words[.tableTitle])</h1>
            <p>\(words[.tableLead])</p>
            \(pointName.html { "<p>\(words(.tableOfPoint, ["name": given($0)]))</p>" })
            \(said)
            \(file.html(page))
            <details><summary>\(words[.tablePaste])</summary>\(paste.html(page))</details>
            """
        return Layout(page: page, title: words[.tableTitle], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    static func trail(_ point: ServicePointID?, _ words: Words) -> [(url: SiteURL, text: HTML)] {
        let overview: (url: SiteURL, text: HTML) = (.figures(.overview(nil)), words[.figuresTitle])
        guard let point else { return [overview] }
        return [(.figures(.sheet(point, year: nil)), words[.figuresTitle])]
    }

    private func settings(_ words: Words) -> HTML {
        let indicators =
            [(value: "", text: words[.tableAsWritten])]
            + Indicator.allCases.map { (value: $0.rawValue, text: words.name(.indicator, $0.rawValue)) }
        return """
            \(Form.hidden("diem", draft.point?.description ?? ""))
            \(Form.choice("chi-so", words[.figuresIndicator], indicators, chosen: draft.indicator?.rawValue ?? ""))
            \(Form.text("nam", words[.tableYear], value: draft.year.map { String($0) } ?? "", hint: words[.tableYearHint]))
            """
    }
}

/// What would become of every cell; nothing is kept yet.
struct FigureTablePreview {
    var draft: FigureTableDraft
    var origin: Origin
    var intake: FigureIntake
    var refusal: FigureRefusal?

    /// Where the rows are until somebody has decided.
    enum Origin {
        case file(ticket: String, name: String)
        case pasted(String)
    }

    /// Cells of a list on the page; more is said in a number.
    private static let shown = 200

    private var corrections: Int { intake.count(.corrected) }
    private var isEmpty: Bool { intake.count(.added) + corrections == 0 }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let sums = words(
            .previewSums,
            [
                "added": words.number(intake.count(.added)), "corrected": words.number(corrections),
                "unchanged": words.number(intake.count(.unchanged)), "refused": words.number(intake.refused.count),
                "silent": words.number(intake.silent), "sums": words.number(intake.sums),
            ])
        let body: HTML = """
            \(Trail(below: FigureTableForm.trail(draft.point, words)).html(words))
            <h1>\(words[.previewHeading])</h1>
            \(refusal.html { FigureText.refusal($0, words) })
            <div class="notice" role="status"><p><strong>\(words[.previewNothingYet])</strong></p><p>\(sums)</p></div>
            \(isEmpty ? "<p class=\"message\">\(words[.previewNoneToTake])</p>" : form(page))
            <p><a href="\(SiteURL.figures(.table(draft.point)))">\(words[.previewOther])</a></p>
            \(refused(words))\(lines(words))
            """
        return Layout(page: page, title: words[.previewHeading], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func form(_ page: PageContext) -> HTML {
        let words = page.words
        let reason: HTML =
            corrections > 0
            ? Form.text(
                "ly-do", words[.correctionReason], value: draft.reason ?? "",
                hint: words(.previewReasonHint, count: corrections), isRequired: true) : ""
        let button = words(.previewTakeAll, count: intake.count(.added) + corrections)
        switch origin {
        case .file(let ticket, let name):
            let fields = draft.hidden + Form.hidden("phieu", ticket) + Form.hidden("ten-tep", name) + reason
            return Form(action: .figures(.takeTable), button: button, fields: fields).html(page)
        case .pasted(let text):
            let fields = draft.hidden + Form.hidden("bang", text) + Form.hidden("chac-chan", "1") + reason
            return Form(action: .figures(.pasteTable), button: button, fields: fields).html(page)
        }
    }

    private func refused(_ words: Words) -> HTML {
        guard !intake.refused.isEmpty else { return .empty }
        let rows = Array(intake.refused.prefix(Self.shown)).html { cell -> HTML in
            """
            <tr><th scope="row">\(place(cell.cell))</th><td>\(given(cell.text))</td>\
            <td>\(words.name(.figureFault, cell.fault.rawValue)) <code data-text>\(text: cell.fault.rawValue)</code></td></tr>

            """
        }
        let title = words(.previewRefusedCells, count: intake.refused.count)
        return """
            <section><h2>\(title)</h2><div class="scroll" tabindex="0" role="region" aria-label="\(title)"><table>
            <thead><tr><th scope="col">\(words[.previewCell])</th><th scope="col">\(words[.previewText])</th><th scope="col">\(words[.previewWhyNot])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>\(more(intake.refused.count, words))</section>

            """
    }

    /// Corrections first: that is what must be looked at.
    private func lines(_ words: Words) -> HTML {
        guard !intake.lines.isEmpty else { return .empty }
        let order: [FigureNoteOutcome] = [.corrected, .added, .unchanged]
        let sorted = order.flatMap { outcome in intake.lines.filter { $0.outcome == outcome } }
        let rows = Array(sorted.prefix(Self.shown)).html { line -> HTML in
            let before: HTML =
                line.outcome == .corrected
                ? " <span class=\"quiet\">← \(FigureText.value(line.before, words))</span>" : ""
            return """
                <tr><td>\(place(line.cell))</td><th scope="row">\(given(line.pointName))</th>\
                <td>\(words.name(.indicator, line.note.key.indicator.rawValue))</td><td>\(FigureText.month(line.note.key.month))</td>\
                <td class="number">\(FigureText.value(line.note.value, words))\(before)</td>\
                <td>\(words.name(.figureOutcome, (line.outcome ?? .added).rawValue))</td></tr>

                """
        }
        return """
            <section><h2>\(words[.previewLines])</h2><div class="scroll" tabindex="0" role="region" aria-label="\(words[.previewLines])"><table>
            <thead><tr><th scope="col">\(words[.previewCell])</th><th scope="col">\(words[.overviewPoint])</th><th scope="col">\(words[.figuresIndicator])</th>\
            <th scope="col">\(words[.figuresMonth])</th><th scope="col" class="number">\(words[.previewNumber])</th><th scope="col">\(words[.previewOutcome])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>\(more(intake.lines.count, words))</section>

            """
    }

    private func place(_ cell: FigureIntake.Cell) -> HTML {
        given((cell.sheet.map { "\($0) " } ?? "") + cell.description)
    }

    private func more(_ count: Int, _ words: Words) -> HTML {
        (count > Self.shown).html("<p class=\"quiet\">\(words(.previewRest, count: count - Self.shown))</p>")
    }
}
