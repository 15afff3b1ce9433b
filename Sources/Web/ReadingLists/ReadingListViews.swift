import Hummingbird
import Library

/// A list among others: its name, who recommends it, how long it is.
struct ReadingListLine {
    var view: ReadingListView

    func html(_ words: Words, level: HTML = "h2") -> HTML {
        let facts = view.list.facts
        return """
            <li class="line"><\(level)><a href="\(SiteURL.readingLists(.list(view.list.id)))">\(given(facts.title))</a></\(level)>
            <p class="quiet">\(Self.about(view, words))</p></li>

            """
    }

    /// "Ngày Sách 21/4 · cho lớp 4 · 12 nhan đề · Thư viện trường giới thiệu".
    static func about(_ view: ReadingListView, _ words: Words) -> HTML {
        let facts = view.list.facts
        let parts: [HTML?] = [
            facts.occasion.isEmpty ? nil : given(facts.occasion),
            facts.grade.map { words(.listsForGrade, ["number": given(String($0))]) },
            words(.listsTitles, count: view.records.count), words(.listsBy, ["name": given(view.pointName)]),
        ]
        return HTML(joining: parts.compactMap(\.self), with: " · ")
    }
}

/// All lists that are recommended.
struct ReadingListsPage {
    var lists: [ReadingListView]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let list: HTML =
            lists.isEmpty
            ? "<p class=\"message\">\(words[.listsNone])</p>"
            : "<ul class=\"lines\">\(lists.html { ReadingListLine(view: $0).html(words) })</ul>"
        let body: HTML = "<h1>\(words[.listsTitle])</h1>\n<p>\(words[.listsLead])</p>\n\(list)"
        return Layout(page: page, title: words[.listsTitle], kind: "list").response(body)
    }
}

/// One list: each title with why it is recommended.
struct ReadingListPage {
    var view: ReadingListView

    func response(in page: PageContext) -> Response {
        let words = page.words
        let facts = view.list.facts
        let notes = Dictionary(facts.entries.map { ($0.record, $0.note) }) { first, _ in first }
        let records = view.records.html { record -> HTML in
            let note = notes[record.id] ?? ""
            let below: HTML = note.isEmpty ? "" : "<p>\(given(note))</p>"
            return RecordLine(record: record, viewer: page.viewer).html(words, level: "h2", below: below)
        }
        let introduction = facts.introduction.split(separator: "\n").map(String.init).html { "<p>\(given($0))</p>" }
        let body: HTML = """
            <h1>\(given(facts.title))</h1>
            <p class="quiet">\(ReadingListLine.about(view, words))</p>
            \(introduction)
            <ol class="hits">\(records)</ol>
            <p class="actions"><a class="button" href="\(SiteURL.readingLists(.listPoster(view.list.id)))">\(words[.listsPoster])</a> \
            <a class="button" href="\(SiteURL.readingLists(.library(view.list.servicePoint, grade: nil)))">\(given(view.pointName))</a></p>
            """
        return Layout(page: page, title: given(facts.title), kind: "list").response(body)
    }
}

/// A library as its readers see it: what it recommends, got, and lent most.
struct LibraryPage {
    var view: ServicePointView
    var grade: Int?
    var lists: [ReadingListView]
    var arrivals: [RecordSummary]
    var borrowed: [MostBorrowed]
    var read: [ReadRecord]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let point = view.point
        var own = SearchAddress(text: "")
        own.filters = FacetSelection([.library: [point.id.description]])
        let shelf = arrivals.html { record -> HTML in
            let by = record.creators.first.html { "<p class=\"by\">\(given($0))</p>" }
            return """
                <li>\(CoverDrawing.html(of: record, for: page.viewer))<h3>\(RecordLine(record: record, viewer: page.viewer).titleLink)</h3>\(by)</li>

                """
        }
        let new: HTML =
            arrivals.isEmpty
            ? "<p class=\"message\">\(words[.libraryNoArrivals])</p>" : "<ul class=\"shelf\">\(shelf)</ul>"
        let recommended: HTML =
            lists.isEmpty
            ? ""
            : """
            <section><h2>\(words[.libraryLists])</h2><ul class="lines">\(lists.html { ReadingListLine(view: $0).html(words, level: "h3") })</ul></section>
            """
        let body: HTML = """
            <h1>\(given(point.facts.name))</h1>
            <p class="quiet">\(given(view.institution.institution.facts.name))</p>
            <p><a class="button primary" href="\(SiteURL.search(own))">\(words[.librarySearch])</a></p>
            \(recommended)
            <section><h2>\(words[.libraryArrivals])</h2>\(new)</section>
            \(mostBorrowed(page))
            \(mostRead(page))
            <p class="actions"><a class="button" href="\(SiteURL.readingLists(.libraryPoster(point.id)))">\(words[.libraryPoster])</a></p>
            """
        return Layout(page: page, title: given(point.facts.name), kind: "list").response(body)
    }

    private func mostBorrowed(_ page: PageContext) -> HTML {
        let words = page.words
        let grades = ([nil] + (1...12).map { Optional($0) }).html { number -> HTML in
            let name = number.map { given(String($0)) } ?? words[.libraryAllGrades]
            let current: HTML = number == grade ? " aria-current=\"page\"" : ""
            return """
                <li><a href="\(SiteURL.readingLists(.library(view.point.id, grade: number)))#doc-nhieu"\(current)>\(name)</a></li>

                """
        }
        let list = borrowed.html { title -> HTML in
            RecordLine(record: title.record, viewer: page.viewer).html(
                words, below: "<p class=\"quiet\">\(words(.libraryLoans, count: title.loans))</p>")
        }
        let titles: HTML =
            borrowed.isEmpty
            ? "<p class=\"message\">\(words[.libraryNothingBorrowed])</p>" : "<ol class=\"hits\">\(list)</ol>"
        return """
            <section id="doc-nhieu"><h2>\(words[.libraryBorrowed])</h2><p class="quiet">\(words[.libraryBorrowedHint])</p>
            <nav class="letters" aria-label="\(words[.libraryGrades])"><ul>\(grades)</ul></nav>
            \(titles)</section>
            """
    }

    /// Hidden where nothing is read online: many libraries are of paper alone.
    private func mostRead(_ page: PageContext) -> HTML {
        let words = page.words
        guard !read.isEmpty else { return .empty }
        let list = read.html { title -> HTML in
            RecordLine(record: title.record, viewer: page.viewer).html(
                words, below: "<p class=\"quiet\">\(words(.libraryReadings, count: title.requests))</p>")
        }
        let about: HTML = grade.html { "<p>\(words(.libraryReadGrade, ["number": words.number($0)]))</p>\n" }
        return """
            <section id="doc-tren-mang"><h2>\(words[.libraryRead])</h2><p class="quiet">\(words[.libraryReadHint])</p>
            \(about)<ol class="hits">\(list)</ol></section>
            """
    }
}

/// One A4 page for the wall: what it is about, some titles, and the code that
/// leads there.
struct Poster {
    static let mostTitles = 6

    var title: String
    var introduction: String
    var library: String
    var records: [RecordSummary]
    /// The whole address behind the code.
    var code: String

    func response(in page: PageContext) -> Response {
        let words = page.words
        let books = Array(records.prefix(Self.mostTitles)).html { record -> HTML in
            let by = record.creators.first.html { "<p class=\"by\">\(given($0))</p>" }
            return """
                <li>\(CoverDrawing.html(of: record, for: .visitor))<h2>\(given(record.title, lang: record.language))</h2>\(by)</li>

                """
        }
        let lead: HTML =
            introduction.isEmpty ? "" : "<p class=\"poster-lead\">\(given(String(introduction.prefix(240))))</p>"
        let body: HTML = """
            <p class="no-print">\(words(.posterPrint, ["address": given(code)]))</p>
            <article class="poster">
            <p class="poster-from">\(given(library))</p>
            <h1>\(given(title))</h1>
            \(lead)
            <ul class="shelf">\(books)</ul>
            <div class="poster-code">\(QRDrawing.svg(code))<div><p><strong>\(words[.posterScan])</strong></p>
            <p>\(words[.posterFree])</p><p class="small">\(given(code))</p></div></div>
            </article>
            """
        return Layout(page: page, title: given(title), kind: "sheet", robots: false).response(body)
    }
}
