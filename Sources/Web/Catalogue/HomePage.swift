import Hummingbird
import Library

/// The first page: one question, the newest books, ways to browse.
struct HomePage {
    /// With the materials that the visitor may read.
    var size: CatalogueSize
    var arrivals: [RecordSummary]
    /// What was read online most, everywhere.
    var read: [ReadRecord]
    var facets: [FacetCount]
    /// What libraries plan, the nearest first.
    var coming: [ComingActivity]
    /// What libraries recommend, the one changed last first.
    var lists: [ReadingListView]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let body: HTML = """
            <section class="hero">
            <h1>\(words[.homeHeading])</h1>
            \(SearchBox(address: SearchAddress(text: ""), isLarge: true).html(words))
            <p class="quiet">\(words(size.materials > 0 ? .homeSize : .homeSizeRecords, ["records": words.number(size.records), "materials": words.number(size.materials)]))</p>
            </section>
            \(newest(page))
            \(mostRead(page))
            \(recommended(words))
            \(comingActivities(words))
            \(browse(.kind, title: words[.homeKinds], more: .empty, words))
            \(browse(.subject, title: words[.homeSubjects], more: subjectsLink(words), words))
            """
        return Layout(page: page, title: words[.homeTitle], kind: "home", showsSearch: false).response(body)
    }

    private func newest(_ page: PageContext) -> HTML {
        let words = page.words
        guard !arrivals.isEmpty else { return "<p class=\"message\">\(words[.homeEmpty])</p>" }
        return "<section><h2>\(words[.homeNew])</h2>\(shelf(arrivals, page))</section>"
    }

    private func mostRead(_ page: PageContext) -> HTML {
        guard !read.isEmpty else { return .empty }
        return "<section><h2>\(page.words[.libraryReadHome])</h2>\(shelf(read.map(\.record), page))</section>"
    }

    private func shelf(_ records: [RecordSummary], _ page: PageContext) -> HTML {
        let items = records.html { record -> HTML in
            let by = record.creators.first.html { "<p class=\"by\">\(given($0))</p>" }
            return """
                <li>\(CoverDrawing.html(of: record, for: page.viewer))<h3>\(RecordLine(record: record, viewer: page.viewer).titleLink)</h3>\(by)</li>

                """
        }
        return "<ul class=\"shelf\">\(items)</ul>"
    }

    private func comingActivities(_ words: Words) -> HTML {
        guard !coming.isEmpty else { return .empty }
        let lines = coming.html { activity -> HTML in
            let place = activity.place.html { ", \(given($0))" }
            return """
                <li class="line"><h3>\(given(activity.title))</h3>
                <p class="quiet">\(PlaceNames.days(activity.first, activity.last)) · \(given(activity.pointName))\(place)</p></li>

                """
        }
        return "<section><h2>\(words[.activitiesComing])</h2><ul class=\"lines\">\(lines)</ul></section>"
    }

    private func recommended(_ words: Words) -> HTML {
        guard !lists.isEmpty else { return .empty }
        let lines = lists.html { ReadingListLine(view: $0).html(words, level: "h3") }
        return """
            <section><h2><a href="\(SiteURL.readingLists(.lists))">\(words[.listsTitle])</a></h2><ul class="lines">\(lines)</ul></section>

            """
    }

    private func browse(_ facet: Facet, title: HTML, more: HTML, _ words: Words) -> HTML {
        let values = facets.filter { $0.facet == facet }.prefix(24)
        guard !values.isEmpty else { return .empty }
        let links = Array(values).html { count -> HTML in
            let url: SiteURL = .search(SearchAddress(text: "").toggling(facet, count.value))
            return """
                <li><a href="\(url)">\(words.name(of: facet, count.value)) <span class="count" data-text>\(words.number(count.records))</span></a></li>
                """
        }
        return "<section><h2>\(title)</h2><ul class=\"tags\">\(links)</ul>\(more)</section>"
    }

    private func subjectsLink(_ words: Words) -> HTML {
        """
        <p><a href="\(SiteURL.headings(.subject, prefix: "", after: nil))">\(words[.homeAllSubjects])</a> · \
        <a href="\(SiteURL.headings(.creator, prefix: "", after: nil))">\(words[.homeAllCreators])</a></p>
        """
    }
}
