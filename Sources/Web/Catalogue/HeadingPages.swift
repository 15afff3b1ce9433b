import Hummingbird
import Library

/// The records of one creator or one subject.
struct HeadingRecordsPage {
    var heading: HeadingPage
    var isFirst: Bool

    func response(in page: PageContext) -> Response {
        let words = page.words
        let name = heading.heading.text
        let isCreator = heading.heading.kind == .creator
        let title = words(isCreator ? .headingCreatorTitle : .headingSubjectTitle, ["name": given(name)])
        let next = heading.nextCursor.html { cursor in
            "<a class=\"button\" rel=\"next\" href=\"\(SiteURL.heading(heading.heading, after: cursor))\">\(words[.headingMore])</a>"
        }
        let start: HTML =
            isFirst ? "" : "<a href=\"\(SiteURL.heading(heading.heading, after: nil))\">\(words[.headingStart])</a>"
        let search: HTML = """
            <p><a href="\(SiteURL.search(SearchAddress(text: name)))">\(words(.headingSearchCreator, ["name": given(name)]))</a></p>
            """
        let body: HTML = """
            <h1>\(title)</h1>
            <p class="quiet">\(words(.headingTotal, count: heading.total))</p>
            <ol class="hits">\(heading.records.html { RecordLine(record: $0, viewer: page.viewer).html(words, level: "h2") })</ol>
            <nav class="pager" aria-label="\(words[.searchPages])">\(start)\(next)</nav>
            \(search)
            """
        return Layout(page: page, title: title, kind: "list").response(body)
    }
}

/// The alphabetical list of creators or subjects.
struct HeadingsPage {
    var kind: Heading.Kind
    var prefix: String
    var headings: [HeadingCount]
    var next: String?
    var isFirst: Bool

    /// Letters of folded Vietnamese and of foreign names.
    static let letters = "abcdefghijklmnopqrstuvwxyz".map(String.init)

    func response(in page: PageContext) -> Response {
        let words = page.words
        let title = words[kind == .creator ? .headingCreatorsTitle : .headingSubjectsTitle]
        let list = headings.html { count in
            """
            <li><a href="\(SiteURL.heading(count.heading, after: nil))">\(given(count.heading.text)) <span class="count" data-text>\(words.number(count.records))</span></a></li>

            """
        }
        let more = next.html { cursor in
            "<a class=\"button\" rel=\"next\" href=\"\(SiteURL.headings(kind, prefix: prefix, after: cursor))\">\(words[.headingMore])</a>"
        }
        let start: HTML =
            isFirst
            ? "" : "<a href=\"\(SiteURL.headings(kind, prefix: prefix, after: nil))\">\(words[.headingStart])</a>"
        let body: HTML = """
            <h1>\(title)</h1>
            <nav class="letters" aria-label="\(words[.headingLetters])"><ul>\(letter("", words[.headingAllLetters]))\(Self.letters.html { letter($0, given($0.uppercased())) })</ul></nav>
            \(headings.isEmpty ? "<p class=\"message\">\(words[.headingNone])</p>" : "<ul class=\"columns\">\(list)</ul>")
            <nav class="pager" aria-label="\(words[.searchPages])">\(start)\(more)</nav>
            """
        return Layout(page: page, title: title, kind: "list").response(body)
    }

    private func letter(_ letter: String, _ label: HTML) -> HTML {
        let current: HTML = letter == prefix ? " aria-current=\"page\"" : ""
        return "<li><a href=\"\(SiteURL.headings(kind, prefix: letter, after: nil))\"\(current)>\(label)</a></li>"
    }
}
