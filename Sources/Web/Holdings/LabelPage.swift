import Hummingbird
import Library

/// Labels: the choice of them, and the sheets below, which alone are printed.
struct LabelPage {
    var point: ServicePoint
    var address: LabelAddress
    var lines: [AccessionLine]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let labels = lines.map { BookLabel(address.kind, $0, library: point.facts.name) }
        let sheet = LabelSheet(labels, layout: address.layout, start: address.start)
        let count: HTML =
            lines.isEmpty
            ? "<p class=\"message\">\(words[.labelsNone])</p>"
            : "<p>\(words(.labelsCount, count: lines.count))</p><p>\(words[.labelsPrintHint])</p>"
        let body: HTML = """
            <div class="no-print">\(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words[.labelsTitle])</h1>\(choice(words))\(count)</div>
            \(sheet.html)
            """
        return Layout(page: page, title: words[.labelsTitle], kind: "sheet", robots: false).response(body)
    }

    /// Asks with GET: what is printed stands in the address.
    private func choice(_ words: Words) -> HTML {
        let kinds: [(value: String, text: HTML)] = [
            (BookLabel.Kind.spine.rawValue, words[.labelsSpine]),
            (BookLabel.Kind.barcode.rawValue, words[.labelsBarcode]),
        ]
        let layouts = LabelLayout.all.map { (value: $0.name, text: given($0.title)) }
        return """
            <form class="form" method="get" action="\(SiteURL.holdings(.labels(point.id, nil)))">
            \(Form.choice("loai", words[.labelsKind], kinds, chosen: address.kind.rawValue))
            \(Form.choice("to", words[.labelsLayout], layouts, chosen: address.layout.name))
            \(Form.text("tu-so", words[.labelsFrom], value: address.from))
            \(Form.text("den-so", words[.labelsTo], value: address.to))
            \(Form.text("bat-dau", words[.labelsStart], value: String(address.start), hint: words[.labelsStartHint], type: "number"))
            <p><button class="button primary" type="submit">\(words[.labelsMake])</button></p>
            </form>
            """
    }
}

extension LabelLayout {
    /// "3 × 8 (70 × 37 mm)".
    var title: String {
        let parts = [width, height].map { $0 % 10 == 0 ? "\($0 / 10)" : "\($0 / 10),\($0 % 10)" }
        return "\(columns) × \(rows) (\(parts[0]) × \(parts[1]) mm)"
    }
}
