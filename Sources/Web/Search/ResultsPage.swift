import Hummingbird
import Library

/// The results: records, then books with the passages that were found, facets
/// to narrow, and help when there is nothing.
struct ResultsPage {
    var address: SearchAddress
    var answer: SearchAnswer
    /// Of the records, and the names of the points among the facets.
    var copies = ShownCopies()

    func response(in page: PageContext) -> Response {
        let words = page.words
        let query = given(address.text)
        let heading = address.text.isEmpty ? words[.searchHeadingEmpty] : words(.searchHeading, ["query": query])
        let title: HTML =
            if address.text.isEmpty {
                words[.searchTitleEmpty]
            } else if address.page > 1 {
                words(.searchTitlePage, ["query": query, "page": words.number(address.page)])
            } else {
                words(.searchTitle, ["query": query])
            }
        let isEmpty = (answer.records.isEmpty || address.scope == .books) && answer.books.isEmpty
        let found: HTML = isEmpty ? nothing(words) : records(page) + books(page)
        let body: HTML = """
            <div class="results-head"><h1>\(heading)</h1>
            \(counts(words))\(notices(words))\(scopes(words))</div>
            \(FacetPart(address: address, counts: answer.facets, points: copies.names).html(words))
            <div class="results">\(found)</div>
            """
        let layout = Layout(page: page, title: title, kind: "search-page", search: address.onPage(1), robots: false)
        return layout.response(body)
    }

    private func counts(_ words: Words) -> HTML {
        let records: HTML =
            switch answer.total {
            case .exactly(let number): words(.searchCount, count: number)
            case .moreThan(let number): words(.searchCountMore, count: number)
            }
        let books: HTML = answer.books.isEmpty ? "" : " · <a href=\"#trong-sach\">\(booksCount(words))</a>"
        let isOnlyBooks = address.scope == .books
        return
            "<p class=\"quiet\" role=\"status\">\(isOnlyBooks ? words(.searchCountBooks, count: answer.total.number) : records + books)</p>"
    }

    /// The search gives the best books only, so a full list is "at least".
    private func booksCount(_ words: Words) -> HTML {
        let isFull = answer.books.count >= SearchAddress.pageSize
        return words(isFull ? .searchCountBooksMore : .searchCountBooks, count: answer.books.count)
    }

    private func notices(_ words: Words) -> HTML {
        var notices: [HTML] = []
        if !answer.dropped.isEmpty {
            notices.append(words(.searchDropped, ["words": given(answer.dropped.joined(separator: ", "))]))
        }
        if !answer.suggestions.isEmpty {
            let links = answer.suggestions.map { suggestion -> HTML in
                "<a href=\"\(SiteURL.search(address.asking(suggestion)))\">\(given(suggestion))</a>"
            }
            notices.append("\(words[.searchSuggestions]): \(HTML(joining: links, with: ", "))")
        }
        if answer.isIndexing { notices.append(words[.searchIndexing]) }
        return notices.isEmpty ? .empty : "<div class=\"notice\">\(notices.html { "<p>\($0)</p>" })</div>"
    }

    private func scopes(_ words: Words) -> HTML {
        let scopes: [(SearchScope, Phrase)] = [
            (.all, .searchScopeAll), (.catalogue, .searchScopeCatalogue), (.books, .searchScopeBooks),
        ]
        let links = scopes.html { scope, phrase in
            let current: HTML = scope == address.scope ? " aria-current=\"true\"" : ""
            return "<li><a href=\"\(SiteURL.search(address.within(scope)))\"\(current)>\(words[phrase])</a></li>"
        }
        return "<nav class=\"scopes\" aria-label=\"\(words[.searchScope])\"><ul>\(links)</ul></nav>"
    }

    private func records(_ page: PageContext) -> HTML {
        // Inside books, the records are the same books once more.
        guard !answer.records.isEmpty, address.scope != .books else { return .empty }
        let words = page.words
        let first = (address.page - 1) * SearchAddress.pageSize + 1
        let lines = answer.records.html { hit -> HTML in
            let inside = passagesBelow(of: hit.record, words)
            // The link says it better than "inside the book".
            let told = inside.isEmpty ? hit.why : hit.why.filter { $0 != .text }
            let why = told.html { "<li>\(words.name(.why, $0.rawValue))</li>" }
            let below: HTML = why.isEmpty && inside.isEmpty ? "" : "<ul class=\"why\">\(why)\(inside)</ul>"
            return RecordLine(record: hit.record, viewer: page.viewer)
                .html(words, below: stock(of: hit.record, words) + below)
        }
        return """
            <section><h2>\(words[.searchInCatalogue])</h2><ol class="hits" start="\(first)">
            \(lines)</ol>\(pager(shown: answer.records.count, words))</section>
            """
    }

    /// Leads to the book's passages, where they stand further down on this page:
    /// the same book twice is one entry and its inside, not a double.
    private func passagesBelow(of record: RecordSummary, _ words: Words) -> HTML {
        guard let book = answer.books.first(where: { $0.record.id == record.id }), !book.passages.isEmpty else {
            return .empty
        }
        let label = words(.searchPassagesBelow, count: book.passages.count)
        return "<li><a href=\"#\(passagesID(record))\">\(label)</a></li>"
    }

    private func passagesID(_ record: RecordSummary) -> HTML { "doan-\(text: String(record.id.rawValue))" }

    private func books(_ page: PageContext) -> HTML {
        guard !answer.books.isEmpty else { return .empty }
        let words = page.words
        let books = answer.books.html { book in
            RecordLine(record: book.record, viewer: page.viewer)
                .html(words, below: stock(of: book.record, words) + passages(of: book, words))
        }
        return """
            <section id="trong-sach"><h2>\(words[.searchInBooks])</h2><p class="quiet">\(words[.searchInBooksLead])</p>
            <ol class="hits books">
            \(books)</ol>\(moreBooks(words))</section>
            """
    }

    private func stock(of record: RecordSummary, _ words: Words) -> HTML {
        copies.counts[record.id].html { "<p class=\"stock\">\(AvailabilityText.html($0, words))</p>" }
    }

    /// Inside books the list goes on page by page; among all results a link
    /// leads there when there are more.
    private func moreBooks(_ words: Words) -> HTML {
        guard address.scope == .all else { return pager(shown: answer.books.count, words) }
        guard answer.books.count >= SearchAddress.pageSize else { return .empty }
        return
            "<p><a class=\"button\" href=\"\(SiteURL.search(address.within(.books)))\">\(words[.searchAllBooks])</a></p>"
    }

    /// The best passage is open, the others fold out: the list stays short
    /// enough to compare books.
    private func passages(of book: BookHit, _ words: Words) -> HTML {
        let lines = book.passages.map { PassageLine(hit: $0, record: book.record, text: address.text).html(words) }
        guard let first = lines.first else { return .empty }
        let rest = Array(lines.dropFirst())
        let more: HTML =
            rest.isEmpty
            ? ""
            : """
            <details><summary>\(words(.searchMorePassages, count: rest.count))</summary><ul class="passages">\(rest)</ul></details>
            """
        return "<ul class=\"passages\" id=\"\(passagesID(book.record))\">\(first)</ul>\(more)"
    }

    private func pager(shown: Int, _ words: Words) -> HTML {
        let pages = min(
            (answer.total.number + SearchAddress.pageSize - 1) / SearchAddress.pageSize, SearchAddress.lastPage)
        let isMore =
            shown == SearchAddress.pageSize && (pages > address.page || isCut) && address.page < SearchAddress.lastPage
        guard address.page > 1 || isMore else { return .empty }
        func link(_ page: Int, _ label: HTML, _ rel: HTML) -> HTML {
            "<a class=\"button\" rel=\"\(rel)\" href=\"\(SiteURL.search(address.onPage(page)))\">\(label)</a>"
        }
        return """
            <nav class="pager" aria-label="\(words[.searchPages])">\
            \((address.page > 1).html(link(address.page - 1, words[.searchPrevious], "prev")))\
            <span>\(words(.searchPageOf, ["page": words.number(address.page)]))</span>\
            \(isMore.html(link(address.page + 1, words[.searchNext], "next")))</nav>
            """
    }

    private var isCut: Bool { if case .moreThan = answer.total { true } else { false } }

    /// No result: what one can do now.
    private func nothing(_ words: Words) -> HTML {
        if address.page > 1 {
            return """
                <p class="message">\(words[.searchNothingHere])</p>
                <p><a class="button" href="\(SiteURL.search(address.onPage(1)))">\(words[.searchFirstPage])</a></p>
                """
        }
        guard !address.text.isEmpty || !address.filters.isEmpty else {
            return "<p class=\"message\">\(words[.searchEmpty])</p>"
        }
        let creators: HTML =
            "<a href=\"\(SiteURL.headings(.creator, prefix: "", after: nil))\">\(words[.siteCreators])</a>"
        let subjects: HTML =
            "<a href=\"\(SiteURL.headings(.subject, prefix: "", after: nil))\">\(words[.siteSubjects])</a>"
        let filters: HTML = address.filters.isEmpty ? "" : "<li>\(words[.searchNothingFilters])</li>"
        return """
            <div class="message"><p><strong>\(words(.searchNothing, ["query": given(address.text)]))</strong></p>
            <p>\(words[.searchNothingHelp]):</p><ul>
            <li>\(words[.searchNothingFewer])</li><li>\(words[.searchNothingMarks])</li>\(filters)
            <li>\(words(.searchNothingBrowse, ["creators": creators, "subjects": subjects]))</li></ul></div>
            """
    }
}

/// One passage of a book, a link to its place with the words marked there.
struct PassageLine {
    var hit: PassageHit
    var record: RecordSummary
    var text: String

    func html(_ words: Words) -> HTML {
        let pieces = hit.snippet.pieces.html { piece -> HTML in
            piece.isMatch ? "<mark>\(text: piece.text)</mark>" : "\(text: piece.text)"
        }
        let language = languageMark(record.language)
        let place =
            hit.heading.map { words(.searchPassageIn, ["heading": given($0)]) }
            ?? words(.searchPartNumber, ["number": words.number(hit.place.section)])
        return """
            <li><a href="\(SiteURL.section(record.id, hit.place, marking: text))"><span data-text\(language)>\(pieces)</span></a> <span class="where">\(place)</span></li>
            """
    }
}

/// The facets: what is chosen as chips that can be taken off, then the values
/// with their counts as plain links.
struct FacetPart {
    var address: SearchAddress
    var counts: [FacetCount]
    var points: [ServicePointID: String]
    /// Values shown at once; the rest folds out.
    private static let shown = 8

    func html(_ words: Words) -> HTML {
        let chosen = Facet.allCases.flatMap { facet in
            (address.filters.chosen[facet] ?? []).sorted().map { chip(facet, $0, words) }
        }
        let groups = Facet.allCases.map { group($0, words) }.filter { !$0.isEmpty }
        guard !chosen.isEmpty || !groups.isEmpty else { return "<div class=\"facets\"></div>" }
        let cleared: SiteURL = .search(SearchAddress(text: address.text, scope: address.scope))
        let chips: HTML =
            chosen.isEmpty
            ? ""
            : "<h3 class=\"unseen\">\(words[.searchChosen])</h3><ul class=\"chips\">\(chosen)<li><a href=\"\(cleared)\">\(words[.searchClear])</a></li></ul>"
        let open: HTML = chosen.isEmpty ? "" : " open"
        return """
            <aside class="facets" aria-label="\(words[.searchFilters])"><h2 class="unseen">\(words[.searchFilters])</h2>\(chips)
            <details\(open)><summary>\(words[.searchFiltersShow])</summary>\(groups)</details></aside>
            """
    }

    private func chip(_ facet: Facet, _ value: String, _ words: Words) -> HTML {
        let name = name(of: facet, value, words)
        return """
            <li><a class="chip" href="\(SiteURL.search(address.toggling(facet, value)))"><span class="unseen">\(words(.searchRemove, ["value": name]))</span><span aria-hidden="true">\(name)\(Icon.cross)</span></a></li>
            """
    }

    private func name(of facet: Facet, _ value: String, _ words: Words) -> HTML {
        guard facet == .library, let id = Int64(value), let name = points[ServicePointID(id)] else {
            return words.name(of: facet, value)
        }
        return given(name)
    }

    private func group(_ facet: Facet, _ words: Words) -> HTML {
        let values = counts.filter { $0.facet == facet && !$0.isChosen }
        guard !values.isEmpty else { return .empty }
        let addresses = address.narrowing(by: facet)
        let first = Array(values.prefix(Self.shown)).html { value($0, addresses, words) }
        let rest = Array(values.dropFirst(Self.shown))
        let more: HTML =
            rest.isEmpty
            ? ""
            : "<details class=\"more\"><summary>\(words(.searchMoreValues, count: rest.count))</summary><ul>\(rest.html { value($0, addresses, words) })</ul></details>"
        return "<section><h3>\(words.name(.facet, facet.rawValue))</h3><ul>\(first)</ul>\(more)</section>"
    }

    private func value(_ count: FacetCount, _ addresses: NarrowingAddresses, _ words: Words) -> HTML {
        """
        <li><a href="\(addresses.html(with: count.value))" rel="nofollow">\(name(of: count.facet, count.value, words)) <span class="count" data-text>\(words.number(count.records))</span></a></li>
        """
    }
}
