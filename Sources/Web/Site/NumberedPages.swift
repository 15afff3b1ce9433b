/// The way through a long list by numbered pages: back, where one is, on.
struct NumberedPages {
    var page: Int
    var pages: Int

    /// Empty for a single page. `url` with its anchor leads to a page.
    func html(_ words: Words, url: (Int) -> HTML) -> HTML {
        guard pages > 1 else { return .empty }
        func link(_ page: Int, _ phrase: Phrase, _ relation: HTML) -> HTML {
            "<a class=\"button\" rel=\"\(relation)\" href=\"\(url(page))\">\(words[phrase])</a>"
        }
        let previous = page > 1 ? link(page - 1, .pagerPrevious, "prev") : .empty
        let next = page < pages ? link(page + 1, .pagerNext, "next") : .empty
        let place = words(.pagerPlace, ["page": words.number(page), "pages": words.number(pages)])
        return "<p class=\"pager\">\(previous)<span>\(place)</span>\(next)</p>\n"
    }
}
