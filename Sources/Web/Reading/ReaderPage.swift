import Hummingbird
import Library

/// One section of a book, or one page of a PDF with its picture.
struct ReaderPage {
    var book: Book
    var section: ReadableSection
    var marking: MarkedWords?
    var showsPicture: Bool

    private var isPDF: Bool { book.material.format == .pdf }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let rendering = SectionRendering(section.html, marking: marking)
        let gaps = ["number": words.number(section.ordinal), "count": words.number(section.count)]
        let place = words(isPDF ? .readerPageOf : .readerPartOf, gaps)
        let name = section.title.map { given($0, lang: book.language) } ?? place
        let frame = ReaderFrame(book: book)
        let body: HTML = """
            <article class="reader">
            \(frame.head(place: place, page))
            \(MarkBar(words: marking, rendering: rendering, plain: .section(book.record, Place(section: section.ordinal), marking: nil)).html(words))
            \(isPDF ? pdf(rendering, words) : frame.text(rendering.html))
            \(steps(words))
            \(frame.contents(current: section.ordinal, words))
            </article>
            """
        let title: HTML = "\(given(book.title)) – \(name)"
        return Layout(page: page, title: title, kind: "reader-page", robots: marking == nil).response(body)
    }

    private func pdf(_ rendering: SectionRendering, _ words: Words) -> HTML {
        let number = ["number": words.number(section.ordinal)]
        let picture: HTML =
            showsPicture
            ? """
            <figure class="page-picture"><img src="\(SiteURL.pageImage(book.record, page: section.ordinal))" alt="\(words(.readerPagePicture, number))" width="1000" height="1414" loading="lazy"></figure>
            """ : ""
        let hasText = section.html.utf8.contains { $0 > 32 } && section.html.contains(">") && !plainIsEmpty
        let text: HTML =
            hasText
            ? ReaderFrame(book: book).text(rendering.html) : "<p class=\"notice\">\(words[.readerPageEmpty])</p>"
        return """
            <div class="\(showsPicture ? "pdf" : "page-alone")"><section class="page-text" aria-label="\(words[.readerPageText])">\(text)</section>\(picture)</div>
            """
    }

    /// True when there is nothing between the tags.
    private var plainIsEmpty: Bool {
        let bytes = Array(section.html.utf8)
        return SectionMarkup(bytes).allSatisfy { piece in
            if case .text(let range) = piece { bytes[range].allSatisfy { $0 <= 32 } } else { true }
        }
    }

    private func steps(_ words: Words) -> HTML {
        func link(_ ordinal: Int, _ label: HTML, _ rel: HTML) -> HTML {
            "<a class=\"button\" rel=\"\(rel)\" href=\"\(SiteURL.section(book.record, Place(section: ordinal), marking: nil))\">\(label)</a>"
        }
        let previous = (section.ordinal > 1).html(
            link(section.ordinal - 1, words[isPDF ? .readerPreviousPage : .readerPrevious], "prev"))
        let next = (section.ordinal < section.count).html(
            link(section.ordinal + 1, words[isPDF ? .readerNextPage : .readerNext], "next"))
        let jump: HTML = isPDF ? PageJump(book: book).html(words) : ""
        return "<nav class=\"pager\" aria-label=\"\(words[.readerWhere])\">\(previous)\(jump)\(next)</nav>"
    }
}

/// What all views of a book share: its head, the frame of its text, its contents.
struct ReaderFrame {
    var book: Book

    func head(place: HTML, _ page: PageContext) -> HTML {
        let words = page.words
        let by =
            book.creators.isEmpty ? HTML.empty : "<p class=\"by\">\(given(book.creators.joined(separator: ", ")))</p>"
        return """
            <header class="reader-head">
            <h1><a href="\(SiteURL.record(book.record))">\(given(book.title, lang: book.language))</a></h1>\(by)
            <p class="quiet">\(place)</p>
            <p class="reader-tools"><a href="\(SiteURL.book(book.record))">\(words[.readerContents])</a> \
            <a href="\(SiteURL.display(back: page.address))">\(words[.siteDisplay])</a></p>
            </header>
            """
    }

    func text(_ html: HTML) -> HTML {
        let language = languageMark(book.language)
        return "<div class=\"text\" data-text\(language)>\(html)</div>"
    }

    /// Folded, so that the text comes first on a phone.
    func contents(current: Int?, _ words: Words) -> HTML {
        let whole: HTML =
            "<p><a href=\"\(SiteURL.wholeBook(book.record, marking: nil))\">\(words[.readerWhole])</a></p>"
        let list = list(current: current)
        let fold: HTML =
            list.isEmpty
            ? "" : "<details class=\"contents\"><summary>\(words[.readerContents])</summary>\(list)</details>"
        return """
            <nav class="reader-foot" aria-label="\(words[.readerContents])">\(fold)\(whole)<p><a href="\(SiteURL.record(book.record))">\(words[.readerBack])</a></p></nav>
            """
    }

    func list(current: Int?) -> HTML {
        guard !book.contents.isEmpty else { return .empty }
        // A section of a long chapter is listed under the line before it.
        let here = current.flatMap { number in book.contents.last { $0.section <= number }?.section }
        let lines = book.contents.html { line in
            let mark: HTML = line.section == here ? " aria-current=\"page\"" : ""
            let url: SiteURL = .section(book.record, Place(section: line.section), marking: nil)
            return """
                <li class="level-\(min(line.level, 4))"><a href="\(url)"\(mark)>\(given(line.title, lang: book.language))</a></li>

                """
        }
        return "<ol>\(lines)</ol>"
    }
}

/// Says which words are marked, where the best place is, and how to be rid of them.
struct MarkBar {
    var words: MarkedWords?
    var rendering: SectionRendering
    var plain: SiteURL

    func html(_ phrases: Words) -> HTML {
        guard let words else { return .empty }
        let text = ["words": given(words.text)]
        let say = rendering.markCount > 0 ? phrases(.readerMarked, text) : phrases(.readerMarkedNone, text)
        let go = rendering.bestAnchor.html { "<a href=\"#\(text: $0)\">\(phrases[.readerGoFirst])</a>" }
        return "<p class=\"mark-bar\"><span>\(say)</span> \(go) <a href=\"\(plain)\">\(phrases[.readerUnmark])</a></p>"
    }
}

/// "Đến trang …" for a PDF.
struct PageJump {
    var book: Book

    func html(_ words: Words) -> HTML {
        """
        <form class="jump" action="\(SiteURL.book(book.record))"><label for="trang">\(words[.readerJump])</label> \
        <input id="trang" name="trang" type="number" min="1" max="\(book.material.sectionCount)" required inputmode="numeric"> \
        <button type="submit" class="button">\(words[.readerJumpButton])</button></form>
        """
    }
}

/// The contents of a book: the page behind `/doc/{id}`.
struct ContentsPage {
    var book: Book

    func response(in page: PageContext) -> Response {
        let words = page.words
        let isPDF = book.material.format == .pdf
        let extent = words(isPDF ? .recordPages : .recordParts, count: book.material.sectionCount)
        let frame = ReaderFrame(book: book)
        let listed = frame.list(current: nil)
        let list: HTML = listed.isEmpty ? parts(isPDF: isPDF, words) : listed
        let body: HTML = """
            <article class="reader">
            \(frame.head(place: extent, page))
            <p class="actions"><a class="button primary" href="\(SiteURL.section(book.record, Place(section: 1), marking: nil))">\(words[.readerStart])</a>
            <a class="button" href="\(SiteURL.wholeBook(book.record, marking: nil))">\(words[.readerWhole])</a></p>
            \(isPDF ? PageJump(book: book).html(words) : "")
            <nav class="contents" aria-label="\(words[.readerContents])"><h2>\(words[.readerContents])</h2>\(list)</nav>
            </article>
            """
        let title = words(.readerContentsOf, ["title": given(book.title)])
        return Layout(page: page, title: title, kind: "reader-page").response(body)
    }

    /// For a book without a table of contents: its parts by number.
    private func parts(isPDF: Bool, _ words: Words) -> HTML {
        let count = min(book.material.sectionCount, 500)
        guard count > 0 else { return .empty }
        let parts = Array(1...count).html { number in
            let url: SiteURL = .section(book.record, Place(section: number), marking: nil)
            return
                "<li><a href=\"\(url)\">\(words(isPDF ? .readerPage : .readerPart, ["number": words.number(number)]))</a></li>"
        }
        return "<ol class=\"numbers\">\(parts)</ol>"
    }
}
