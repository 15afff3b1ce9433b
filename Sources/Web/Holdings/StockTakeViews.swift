import HTTPTypes
import Hummingbird
import Library

/// One field for the scanner, and what the last scan was.
struct StockTakePage {
    var point: ServicePoint
    var report: StockReport
    var refusal: StockTakeRefusal?

    private var id: StockTakeID { report.count.id }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let field: HTML = """
            <p><label for="ma">\(words[.stockTakeScan])</label>
            <input id="ma" name="ma" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="100" autofocus required></p>
            """
        let form = Form(action: .holdings(.stockTake(id)), button: words[.stockTakeKeep], fields: field)
        let progress = words(
            .stockTakeProgress,
            ["scanned": words.number(report.scanned), "expected": words.number(report.expected)])
        let body: HTML = """
            \(trail(words))
            <h1>\(words[.stockTakeTitle])</h1>
            <p class="subtitle">\(report.count.range.html(words))</p>
            \(said(words))
            \(form.html(page))
            <p>\(progress)</p>
            <p class="actions"><a class="button" href="\(SiteURL.holdings(.closeStockTake(id)))">\(words[.stockTakeFinish])</a></p>
            \(StockLists(report: report, withMissing: false).html(words))
            """
        return Layout(page: page, title: words[.stockTakeTitle], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func trail(_ words: Words) -> HTML {
        StockTrail(point: point, further: [(.stockTakes(point.id), words[.stockTakeTitle])]).html(words)
    }

    /// By colour and in words: whoever scans looks up for a moment only.
    private func said(_ words: Words) -> HTML {
        if let refusal {
            let phrase: HoldingsPhrase = refusal == .empty ? .stockTakeEmptyScan : .stockTakeIsClosed
            return "<div class=\"scan bad\" role=\"alert\"><p>\(words[phrase])</p></div>"
        }
        return report.last.html { last -> HTML in
            let outcome = last.scan.outcome
            let look: HTML =
                switch outcome {
                case .found, .foundAgain: "good"
                case .again: "dull"
                case .wrongShelf, .elsewhere, .onLoan, .busy, .withdrawn, .unknown, .ambiguous: "bad"
                }
            let copy = last.copy.html { "<p>\(given($0.title))</p>" }
            return """
                <div class="scan \(look)" role="status"><p><strong>\(words.name(.stockScan, outcome.rawValue))</strong> · \(given(last.scan.text))</p>\(copy)</div>
                """
        }
    }
}

/// The lists of a count: misplaced, found again, unknown, and missing.
struct StockLists {
    var report: StockReport
    var withMissing: Bool

    func html(_ words: Words) -> HTML {
        let misplaced = report.remarks(.wrongShelf, .elsewhere, .onLoan, .busy, .withdrawn)
        let unknown = report.remarks(.unknown, .ambiguous)
        let missing: HTML =
            withMissing
            ? section(
                words[.stockTakeMissing], words[.stockTakeMissingLead],
                report.missing.map { CopyLine(copy: $0).html(words) }, words) : .empty
        return missing
            + section(
                words[.stockTakeMisplaced], words[.stockTakeMisplacedLead], misplaced.map { line($0, words) }, words)
            + section(
                words[.stockTakeFoundAgain], .empty, report.remarks(.foundAgain).map { line($0, words) }, words)
            + section(words[.stockTakeUnknown], .empty, unknown.map { line($0, words) }, words)
    }

    private func line(_ remark: StockRemark, _ words: Words) -> HTML {
        let outcome = words.name(.stockScan, remark.scan.outcome.rawValue)
        guard let copy = remark.copy else {
            return "<li class=\"line\"><p>\(given(remark.scan.text))</p><p class=\"quiet\">\(outcome)</p></li>\n"
        }
        return CopyLine(copy: copy, remark: outcome).html(words)
    }

    private func section(_ title: HTML, _ lead: HTML, _ lines: [HTML], _ words: Words) -> HTML {
        let intro: HTML = lead.isEmpty ? "" : "<p class=\"quiet\">\(lead)</p>"
        let list: HTML = lines.isEmpty ? "<p>\(words[.stockTakeListEmpty])</p>" : "<ul class=\"lines\">\(lines)</ul>"
        return "<section><h2>\(title) (\(words.number(lines.count)))</h2>\(intro)\(list)</section>"
    }
}

/// The last look before a count is closed.
struct StockTakeClosing {
    var point: ServicePoint
    var report: StockReport
    var refusal: HoldingsPhrase?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let id = report.count.id
        let said = refusal.html { "<div class=\"notice\" role=\"alert\"><p>\(words[$0])</p></div>" }
        let progress = words(
            .stockTakeProgress,
            ["scanned": words.number(report.scanned), "expected": words.number(report.expected)])
        let form = Form(
            action: .holdings(.closeStockTake(id)), button: words[.stockTakeClose],
            fields: Form.check("da-xem", words[.stockTakeSure], isOn: false))
        let trail = StockTrail(
            point: point,
            further: [
                (.stockTakes(point.id), words[.stockTakeTitle]), (.stockTake(id), report.count.range.html(words)),
            ])
        let body: HTML = """
            \(trail.html(words))
            <h1>\(words[.stockTakeFinish])</h1>
            \(said)
            <p>\(progress)</p>
            <p><a class="button" href="\(SiteURL.holdings(.stockTake(id)))">\(words[.stockTakeGoOn])</a></p>
            \(StockLists(report: report, withMissing: true).html(words))
            <section><h2>\(words[.stockTakeClose])</h2><p>\(words[.stockTakeCloseLead])</p>\(form.html(page))</section>
            """
        return Layout(page: page, title: words[.stockTakeFinish], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }
}

/// The minutes of a count, to be printed and signed.
struct StockReportSheet {
    var view: ServicePointView
    var report: StockReport

    func response(in page: PageContext) -> Response {
        let words = page.words
        let count = report.count
        let ended = count.closedAt.map { PlaceNames.day(Day($0)) } ?? words[.stockTakeOpen]
        let price = report.missing.reduce(0) { $0 + ($1.copy.facts.price ?? 0) }
        let trail = StockTrail(point: view.point, further: [(.stockTakes(view.point.id), words[.stockTakeTitle])])
        let body: HTML = """
            <div class="no-print">\(trail.html(words))</div>
            <h1>\(words[.stockTakeReport])</h1>
            <dl class="facts">
            <dt>\(words[.stockTakeReportPoint])</dt><dd>\(given(view.point.facts.name)), \(given(view.institution.institution.facts.name))</dd>
            <dt>\(words[.stockTakeReportRange])</dt><dd>\(count.range.html(words))</dd>
            <dt>\(words[.stockTakeReportTime])</dt><dd>\(PlaceNames.day(Day(count.startedAt))) – \(ended)</dd>
            <dt>\(words[.stockTakeReportExpected])</dt><dd>\(words.number(report.expected))</dd>
            <dt>\(words[.stockTakeReportScanned])</dt><dd>\(words.number(report.scanned))</dd>
            <dt>\(words[.stockTakeReportMissing])</dt><dd>\(words.number(report.missing.count))</dd>
            </dl>
            <p>\(words(.stockTakeReportPrice, ["price": words.money(price)]))</p>
            \(StockLists(report: report, withMissing: true).html(words))
            <div class="signatures"><p><strong>\(words[.stockTakeSignatureCounter])</strong></p><p><strong>\(words[.stockTakeSignatureHead])</strong></p></div>
            """
        return Layout(page: page, title: words[.stockTakeReport], kind: "sheet", robots: false).response(body)
    }
}
