import Hummingbird
package import Library

/// What stands on a label of a copy.
package struct BookLabel: Equatable, Sendable {
    /// On the spine, or a barcode inside.
    package enum Kind: String, CaseIterable, Sendable {
        case spine = "gay"
        case barcode = "ma-vach"
    }

    package var kind: Kind
    /// "895.9223", "T450H": a line each, four at most.
    package var callNumber: [String]
    package var number: String
    package var barcode: String
    /// Whose book it is.
    package var library: String

    package init(_ kind: Kind, _ line: AccessionLine, library: String) {
        let mark = line.copy.callNumber ?? line.classification ?? ""
        self.kind = kind
        callNumber = Array(mark.split(separator: " ").map(String.init).prefix(4))
        number = line.copy.number.text
        barcode = line.copy.barcode ?? line.copy.number.text
        self.library = library
    }

    var html: HTML {
        switch kind {
        case .spine:
            let lines = callNumber.html { "<span>\(text: $0)</span>" }
            return "<li class=\"label spine\" data-text>\(lines)<strong>\(text: number)</strong></li>\n"
        case .barcode:
            // Code 128 has the letters of ASCII; a number with "Đ" becomes a QR code.
            let bars = Barcode(barcode)
            let drawing = bars.widths == nil ? QRDrawing.svg(barcode) : bars.svg()
            return """
                <li class="label" data-text><span class="small">\(text: library)</span>\(drawing)<strong>\(text: number)</strong></li>

                """
        }
    }
}

/// Labels on sheets: pages to be printed without margins of the browser's own.
package struct LabelSheet: Equatable, Sendable {
    package var layout: LabelLayout
    /// Every page has as many places as the sheet; nil is a place left empty,
    /// such as those of a begun sheet.
    package let pages: [[BookLabel?]]

    /// `start` is the first place that is used, 1…``LabelLayout/count``.
    package init(_ labels: [BookLabel], layout: LabelLayout, start: Int) {
        self.layout = layout
        let skipped = min(max(0, start - 1), layout.count - 1)
        let places = [BookLabel?](repeating: nil, count: labels.isEmpty ? 0 : skipped) + labels
        pages = stride(from: 0, to: places.count, by: layout.count).map { first in
            let page = Array(places[first..<min(first + layout.count, places.count)])
            return page + [BookLabel?](repeating: nil, count: layout.count - page.count)
        }
    }

    var html: HTML {
        let sheets = pages.html { page -> HTML in
            let cells = page.html { $0?.html ?? "<li class=\"label\"></li>\n" }
            return "<ul class=\"label-page\">\(cells)</ul>\n"
        }
        return "<div class=\"scroll\"><div class=\"labels labels-\(text: layout.name)\">\(sheets)</div></div>"
    }
}
