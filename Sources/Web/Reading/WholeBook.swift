import HTTPTypes
import Hummingbird
import Library
import NIOCore

/// The whole book on one page, for printing, saving and searching in the
/// browser. Sections come one by one; a long book is streamed and never whole
/// in memory.
struct WholeBook: Sendable {
    var book: Book
    var viewer: Viewer
    var marking: MarkedWords?
    var reading: any BookReading

    /// Up to here a book is sent at once, and packed.
    static let inMemory = 4 << 20

    func response(in page: PageContext) async throws -> Response {
        let layout = layout(page)
        var bytes = (layout.opening + opening(page)).utf8
        var next = 1
        while next <= book.material.sectionCount, bytes.count < Self.inMemory {
            bytes += try await section(next).utf8
            next += 1
        }
        guard next <= book.material.sectionCount else {
            bytes += (closing(page.words) + layout.closing).utf8
            return Response(
                status: .ok, headers: Layout.headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
        let (start, first) = (next, ByteBuffer(bytes: bytes))
        let end = ByteBuffer(bytes: (closing(page.words) + layout.closing).utf8)
        let body = ResponseBody { writer in
            try await writer.write(first)
            for ordinal in start...book.material.sectionCount {
                try await writer.write(ByteBuffer(bytes: section(ordinal).utf8))
            }
            try await writer.write(end)
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: Layout.headers, body: body)
    }

    private func layout(_ page: PageContext) -> Layout {
        Layout(page: page, title: given(book.title), kind: "reader-page", robots: false)
    }

    private func opening(_ page: PageContext) -> HTML {
        let words = page.words
        let frame = ReaderFrame(book: book)
        let language = languageMark(book.language)
        let plural: Phrase = book.material.format == .pdf ? .recordPages : .recordParts
        return """
            <article class="reader">\(frame.head(place: words(plural, count: book.material.sectionCount), page))
            <p class="actions"><a href="\(SiteURL.book(book.record))">\(words[.readerByParts])</a></p>
            <div class="text" data-text\(language)>
            """
    }

    private func closing(_ words: Words) -> HTML { "</div></article>" }

    private func section(_ ordinal: Int) async throws -> HTML {
        guard let section = try await reading.section(ordinal, of: book.record, as: viewer) else { return .empty }
        let rendering = SectionRendering(section.html, marking: marking, prefix: "s\(ordinal)")
        return "<section id=\"s\(ordinal)\">\(rendering.html)</section>\n"
    }
}
