package import Library

/// Reads a PDF: its record, a section and a passage a page, its first page as
/// cover. The pages are shown as pictures asked for separately.
package struct PDFReader: FormatReader {
    package static let format = FileFormat.pdf
    package init() {}

    package func read(_ file: SourceFile, limits: ReadingLimits, into sink: (IntakeItem) throws -> Void) throws {
        let details = try PDFReader.details(of: file, limits: limits)
        let outline = PDFOutline.read(path: file.path, pages: details.pages, limits: limits)
        var pages: [[PDFText.Paragraph]] = []
        let isWhole = try PDFText.read(path: file.path, pages: details.pages, limits: limits) { number, paragraphs in
            if number <= details.pages { pages.append(paragraphs) }
        }
        let hasAllPages = pages.count == details.pages
        while pages.count < details.pages { pages.append([]) }

        let layout = PDFLayout(pages)
        let crosswalk = PDFCrosswalk(
            details, stem: file.stem, sample: layout.sample, largest: layout.largestOfFirstPage)
        try sink(.record(crosswalk.patch))
        if !isWhole || !hasAllPages {
            try sink(
                .diagnostic(
                    Diagnostic(
                        .warning, .pdfDamaged, at: SourcePosition(),
                        "not all pages gave their text; the pages are shown as pictures")))
        }
        if !layout.hasText {
            try sink(
                .diagnostic(
                    Diagnostic(
                        .warning, .pdfNoText, at: SourcePosition(), "the pages hold no text and are shown as pictures"))
            )
        }
        try PDFReader.write(pages, layout, outline, into: sink)
        if let cover = try? PDFPageImage.render(path: file.path, page: 1, width: 480) {
            try sink(.image(SectionImage(name: "cover", mediaType: PDFPageImage.mediaType, bytes: cover)))
        }
    }

    /// ISO 32000-1, 7.5.2 and its annex H: the header stands in the first 1,024
    /// bytes. A file without one is a damaged PDF when poppler can mend it, else
    /// another thing.
    private static func details(of file: SourceFile, limits: ReadingLimits) throws(FileRejection) -> PDFDetails {
        guard file.byteCount > 0 else { throw FileRejection(.fileEmpty, "the file is empty") }
        guard let start = FileBytes.prefix(of: file.path, 1_024) else {
            throw FileRejection(.fileUnreadable, "the file cannot be opened")
        }
        let hasHeader = XMLProlog.end(of: Array("%PDF".utf8), in: start, from: 0) != nil
        do { return try PDFDetails(path: file.path, limits: limits) } catch {
            guard !hasHeader, error.diagnostic.code == .pdfDamaged else { throw error }
            throw FileRejection(.formatMismatch, "the file is not a PDF")
        }
    }

    private static func write(
        _ pages: [[PDFText.Paragraph]], _ layout: PDFLayout, _ outline: [Int: (title: String, level: Int)],
        into sink: (IntakeItem) throws -> Void
    ) throws {
        var passages: [Passage] = []
        var heading: String?
        for (index, paragraphs) in pages.enumerated() {
            let draft = draft(of: paragraphs, layout)
            let line = outline[index + 1]
            let html = String(decoding: draft.markup.bytes, as: UTF8.self)
            try sink(.section(Section(ordinal: index + 1, title: line?.title, tocLevel: line?.level, html: html)))
            let own = line?.title ?? draft.heading
            if !draft.blocks.isEmpty {
                passages.append(
                    Passage(
                        ordinal: passages.count + 1, section: index + 1, firstBlock: 1, heading: own ?? heading,
                        text: draft.blocks.map(\.text).joined(separator: "\n")))
            }
            heading = line?.title ?? draft.blocks.last { $0.headingLevel != nil }?.text ?? heading
        }
        for passage in passages { try sink(.passage(passage)) }
    }

    private static func draft(of paragraphs: [PDFText.Paragraph], _ layout: PDFLayout) -> SectionDraft {
        var writer = ChapterWriter()
        for paragraph in paragraphs {
            let isHeading = layout.isHeading(paragraph)
            var block = OpenBlock(tag: isHeading ? "h2" : "p", headingLevel: isHeading ? 2 : nil)
            block.append(paragraph.text)
            block.finish()
            writer.commit(block)
        }
        return writer.finish().first ?? SectionDraft()
    }
}
