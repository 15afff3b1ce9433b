import Formats
import Foundation
import Library
import MadeFiles
import Testing

@Suite struct PDFReaderTests {
    static let hasPoppler = FileManager.default.isExecutableFile(atPath: "/usr/bin/pdfinfo")

    private func rejection(_ bytes: [UInt8], limits: ReadingLimits = ReadingLimits()) -> DiagnosticCode? {
        do {
            _ = try TakenBook.from(PDFReader(), bytes: bytes, name: "x.pdf", limits: limits)
            return nil
        } catch { return (error as? FileRejection)?.diagnostic.code }
    }

    @Test(.enabled(if: hasPoppler, "poppler-utils is absent")) func `each page is a section and a passage`() throws {
        let bytes = MadePDF(
            pages: ["First page of the book", "", "Third & last page"],
            info: "/Title (A real title) /Author (Jane Austen; Administrator) /Keywords (novel, love)"
        ).bytes
        let taken = try TakenBook.from(PDFReader(), bytes: bytes, name: "scan001.pdf")

        #expect(taken.sections.map(\.ordinal) == [1, 2, 3])
        #expect(
            taken.sections.map(\.html) == [
                "<p id=\"d1\">First page of the book</p>", "", "<p id=\"d1\">Third &amp; last page</p>",
            ])
        #expect(taken.passages.map(\.section) == [1, 3])
        #expect(taken.passages.map(\.ordinal) == [1, 2])
        #expect(taken.facts.title == "A real title")
        #expect(taken.facts.creators == [Creator("Jane Austen")])
        #expect(taken.facts.subjects == ["novel", "love"])
        #expect(taken.images.map(\.name) == ["cover"])
        #expect(taken.images[0].mediaType == "image/jpeg")
        #expect(PageCheck.faults(of: taken) == [])
    }

    @Test(.enabled(if: hasPoppler, "poppler-utils is absent"))
    func `a title written by a program gives way to the file's name`() throws {
        let taken = try TakenBook.from(
            PDFReader(), bytes: MadePDF(pages: ["text"], info: "/Title (Microsoft Word - bai 1.doc)").bytes,
            name: "Vở bài tập.pdf")
        #expect(taken.facts.title == "Vở bài tập")
        #expect(taken.records[0].sources[.title] == .guessed)
    }

    @Test(.enabled(if: hasPoppler, "poppler-utils is absent")) func `a scan is taken with a warning`() throws {
        let taken = try TakenBook.from(PDFReader(), bytes: MadePDF(pages: ["", ""]).bytes, name: "quét.pdf")
        #expect(taken.codes == [.pdfNoText])
        #expect(taken.sections.count == 2)
        #expect(taken.passages.isEmpty)
    }

    @Test(.enabled(if: hasPoppler, "poppler-utils is absent"))
    func `a thousand pages are taken, more than the limit are not`() throws {
        let bytes = MadePDF(pages: (1...1_000).map { "page number \($0)" }).bytes
        let taken = try TakenBook.from(PDFReader(), bytes: bytes, name: "dài.pdf")
        #expect(taken.sections.count == 1_000)
        #expect(taken.passages[999].text == "page number 1000")

        var limits = ReadingLimits()
        limits.pages = 999
        #expect(rejection(bytes, limits: limits) == .pdfTooManyPages)
    }

    @Test(.enabled(if: hasPoppler, "poppler-utils is absent")) func `what is no PDF is refused with its reason`() {
        #expect(rejection([]) == .fileEmpty)
        #expect(rejection(Array("GIF89a".utf8)) == .formatMismatch)
        #expect(rejection(Array("%PDF-1.7 and nothing".utf8)) == .pdfDamaged)
        let whole = MadePDF(pages: ["một", "hai"]).bytes
        #expect(rejection(Array(whole[..<200])) == .pdfDamaged)
    }

    @Test(.enabled(if: hasPoppler, "poppler-utils is absent"))
    func `a page is drawn at the width asked for, and no other page`() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".pdf").path
        try Data(MadePDF(pages: ["one"]).bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }

        let picture = try #require(try PDFPageImage.render(path: path, page: 1, width: 600))
        let header = try #require(ImageHeader(picture))
        #expect(header.kind == .jpeg)
        #expect(header.width == 600)
        #expect(header.height == 800)
        #expect(try PDFPageImage.render(path: path, page: 2, width: 600) == nil)
        #expect(try PDFPageImage.render(path: path, page: 0, width: 600) == nil)
    }
}

/// Every real PDF of the samples with what must come of it.
@Suite(.enabled(if: BookSamples.arePresent && PDFReaderTests.hasPoppler, "../shared/samples or poppler is absent"))
struct PDFSampleTests {
    struct Expected: Sendable {
        var pages = 0
        var title: String?
        var language: String?
        var warnings: Set<DiagnosticCode> = []
        var rejected: DiagnosticCode?
    }

    static let table: [String: Expected] = [
        "pdf/pdfjs/PDFBOX-4352-0.pdf": Expected(pages: 1, warnings: [.pdfNoText]),
        "pdf/pdfjs/REDHAT-1531897-0.pdf": Expected(rejected: .pdfDamaged),
        "pdf/pdfjs/bug1606566.pdf": Expected(pages: 1),
        "pdf/pdfjs/issue5954.pdf": Expected(pages: 1, warnings: [.pdfNoText]),
        "pdf/pdfjs/issue6108.pdf": Expected(pages: 1),
        "pdf/pdfjs/issue9105_reduced.pdf": Expected(pages: 1, title: "Issue 9105"),
        "pdf/pdfjs/issue9418.pdf": Expected(rejected: .pdfDamaged),
        "pdf/pdfjs/poppler-742-0-fuzzed.pdf": Expected(pages: 1, warnings: [.pdfNoText]),
        "pdf/pdfjs/poppler-91414-0-53.pdf": Expected(rejected: .pdfDamaged),
        "pdf/pdfjs/pr6531_1.pdf": Expected(rejected: .passwordNeeded),
        "pdf/pdfjs/xref_command_missing.pdf": Expected(pages: 1),
        "pdf/py-pdf/002-trivial-libre-office-writer__002-trivial-libre-office-writer.pdf": Expected(pages: 1),
        "pdf/py-pdf/004-pdflatex-4-pages__pdflatex-4-pages.pdf": Expected(pages: 4, language: "en"),
        "pdf/py-pdf/006-pdflatex-outline__pdflatex-outline.pdf": Expected(pages: 4),
        "pdf/py-pdf/007-imagemagick-images__imagemagick-CCITTFaxDecode.pdf": Expected(pages: 1, warnings: [.pdfNoText]),
        "pdf/py-pdf/007-imagemagick-images__imagemagick-lzw.pdf": Expected(pages: 1, warnings: [.pdfNoText]),
        "pdf/py-pdf/010-pdflatex-forms__pdflatex-forms.pdf": Expected(pages: 1),
        "pdf/py-pdf/012-libreoffice-form__libreoffice-form.pdf": Expected(pages: 1, title: "Example for a Form"),
        "pdf/py-pdf/014-outlines__mistitled_outlines_example.pdf": Expected(pages: 4),
        "pdf/py-pdf/015-arabic__habibi-rotated.pdf": Expected(pages: 4, language: "ar"),
        "pdf/py-pdf/016-libre-office-link__libre-office-link.pdf": Expected(pages: 1),
        "pdf/py-pdf/020-xmp__output_with_metadata_pymupdf.pdf": Expected(
            pages: 1, title: "Sample PDF with XMP Metadata"),
        "pdf/py-pdf/022-pdfkit__pdfkit.pdf": Expected(pages: 1),
        "pdf/py-pdf/024-annotations__annotated_pdf.pdf": Expected(pages: 1, title: "Annotated PDF"),
        "pdf/py-pdf/026-latex-multicolumn__multicolumn.pdf": Expected(
            pages: 3, title: "Two-Column Document with Lorem Ipsum"),
        "pdf/verapdf/7.2-t02-fail-a.pdf": Expected(pages: 1),
        "pdf/verapdf/veraPDF_test_suite_6-1-2-t02-fail-a.pdf": Expected(pages: 1),
        "pdf/vi/vi-cheatsheet-deep-learning-tips-tricks.pdf": Expected(
            pages: 3, title: "VIP Cheatsheet: Mẹo và thủ thuật", language: "vi"),
        "pdf/vi/vi-cheatsheet-deep-learning.pdf": Expected(pages: 2, title: "VIP Cheatsheet: Học sâu", language: "vi"),
        "pdf/vi/vi-cheatsheet-machine-learning-tips-and-tricks.pdf": Expected(
            pages: 3, title: "VIP Cheatsheet: Mẹo và thủ thuật", language: "vi"),
        "pdf/vi/vi-refresher-probabilities-statistics.pdf": Expected(
            pages: 3, title: "VIP Refresher: Xác suất và thống kê", language: "vi"),
    ]

    @Test func `the table names every PDF of the samples`() {
        #expect(BookSamples.all("pdf", "pdf").filter { PDFSampleTests.table[$0] == nil } == [])
    }

    @Test(arguments: BookSamples.all("pdf", "pdf"))
    func `a real PDF ends in items or in a reject`(path: String) throws {
        let expected = try #require(PDFSampleTests.table[path])
        let taken: TakenBook
        do { taken = try TakenBook.from(PDFReader(), path: BookSamples.path(path)) } catch let rejection
            as FileRejection
        {
            #expect(rejection.diagnostic.code == expected.rejected)
            #expect(!rejection.diagnostic.reason.isEmpty)
            return
        }

        #expect(expected.rejected == nil)
        #expect(taken.sections.count == expected.pages)
        #expect(taken.codes == expected.warnings)
        if let title = expected.title { #expect(taken.facts.title == title) }
        if let language = expected.language { #expect(taken.facts.languages.first == language) }
        #expect(PageCheck.faults(of: taken) == [])
    }

    @Test func `bookmarks are the table of contents`() throws {
        let taken = try TakenBook.from(
            PDFReader(), path: BookSamples.path("pdf/py-pdf/006-pdflatex-outline__pdflatex-outline.pdf"))
        #expect(taken.sections.map(\.title) == [nil, "Foo", "Bar", "Bar"])
    }
}
