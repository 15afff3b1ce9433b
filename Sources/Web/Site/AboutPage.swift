import Hummingbird
import Library

/// What the library is, how to search and read, rights, privacy.
struct AboutPage {
    var size: CatalogueSize

    func response(in page: PageContext) -> Response {
        let words = page.words
        let address: HTML = "<code data-text>\(SiteURL.searchJSON)?q=</code>"
        let data = words(
            .aboutDataText,
            ["records": words.number(size.records), "materials": words.number(size.materials), "address": address])
        let parts: [(HTML, HTML)] = [
            (words[.aboutWhat], words[.aboutWhatText]), (words[.aboutSearch], words[.aboutSearchText]),
            (words[.aboutReading], words[.aboutReadingText]), (words[.aboutRights], words[.aboutRightsText]),
            (words[.aboutPrivacy], words[.aboutPrivacyText]), (words[.aboutAccess], words[.aboutAccessText]),
            (words[.aboutData], data),
        ]
        let body: HTML = """
            <article class="prose">
            <h1>\(words[.aboutTitle])</h1>
            \(parts.html { "<section><h2>\($0.0)</h2><p>\($0.1)</p></section>" })
            </article>
            """
        return Layout(page: page, title: words[.aboutTitle]).response(body)
    }
}
