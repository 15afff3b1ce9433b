/// What the sizes of the type tell about a PDF.
struct PDFLayout {
    private let pages: [[PDFText.Paragraph]]
    /// The height of most of the text, in points.
    private let common: Double

    init(_ pages: [[PDFText.Paragraph]]) {
        self.pages = pages
        var letters: [Int: Int] = [:]
        for line in pages.prefix(200).joined().lazy.flatMap(\.lines) {
            letters[Int((line.height * 2).rounded()), default: 0] += line.text.utf8.count
        }
        common = letters.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { Double($0.key) / 2 } ?? 0
    }

    /// A scan may carry a stamp or a page number; text has a line a page.
    var hasText: Bool {
        let letters = pages.joined().reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.text.unicodeScalars.count } }
        return letters >= 20 || (letters > 0 && pages.count == 1)
    }

    /// Some thousand words, for the language; the first page is mostly names.
    var sample: String {
        var text = ""
        for page in pages.count > 4 ? pages[1...] : pages[...] {
            for paragraph in page { text += paragraph.text + "\n" }
            if text.utf8.count > 40_000 { break }
        }
        return text
    }

    /// A short paragraph in type a quarter larger than the text.
    func isHeading(_ paragraph: PDFText.Paragraph) -> Bool {
        guard paragraph.lines.count <= 3, let height = paragraph.lines.map(\.height).min(), common > 0 else {
            return false
        }
        let text = paragraph.text
        return height >= common * 1.25 && text.count <= 150 && text.contains(where: \.isLetter)
    }

    /// The largest type of the first page that has text, when it is larger than
    /// the rest and long enough to be a title.
    var largestOfFirstPage: String? {
        guard let page = pages.prefix(3).first(where: { !$0.isEmpty }) else { return nil }
        let candidates = page.filter {
            $0.text.count >= 4 && $0.text.count <= 200 && $0.text.contains(where: \.isLetter)
        }
        guard let best = candidates.max(by: { height($0) < height($1) }), height(best) > common * 1.15 else {
            return nil
        }
        // A title in several paragraphs of the same type is one title.
        guard let start = page.firstIndex(of: best) else { return best.text }
        var title = best.text
        for next in page[(start + 1)...].prefix(2) {
            guard abs(height(next) - height(best)) < 0.5, title.count + next.text.count < 200 else { break }
            title += " " + next.text
        }
        return title
    }

    private func height(_ paragraph: PDFText.Paragraph) -> Double { paragraph.lines.map(\.height).max() ?? 0 }
}
