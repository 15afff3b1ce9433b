import HTTPTypes
import Hummingbird
import Library
import NIOCore

/// The frame around every page: head, banner with the search box, footer.
struct Layout {
    var page: PageContext
    var title: HTML
    /// A class of `<body>`, where a page needs its own arrangement.
    var kind: HTML = "plain"
    /// What the search box holds; the home page has its own, larger one.
    var search = SearchAddress(text: "")
    var showsSearch = true
    /// Further elements of `<head>`.
    var head: HTML = .empty
    /// What stands in `lang`, for a page that is a text in another language.
    var robots = true

    func response(_ main: HTML, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: Self.headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: document(main).utf8)))
    }

    static let headers: HTTPFields = [
        .contentType: "text/html; charset=utf-8", .cacheControl: "private, no-cache", .vary: "Cookie",
    ]

    func document(_ main: HTML) -> HTML { opening + main + closing }

    /// Everything before the main part; a page that streams writes it first.
    var opening: HTML {
        let words = page.words
        let indexing: HTML = robots ? "" : "<meta name=\"robots\" content=\"noindex\">"
        return """
            <!DOCTYPE html>
            <html lang="\(text: words.language.tag)"\(classes)>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <title>\(words(.sitePageTitle, ["page": title, "site": page.name]).withoutElements)</title>
            <link rel="stylesheet" href="\(page.assets.stylesheet)">
            <link rel="icon" href="\(page.assets.icon)" type="image/svg+xml">
            <meta name="color-scheme" content="light dark">\(indexing)\(head)
            <script src="\(page.assets.script)" defer></script>
            </head>
            <body class="\(kind)">
            <a class="skip" href="#noi-dung">\(words[.siteSkip])</a>
            <header class="banner">
            <div class="inner">
            <a class="brand" href="\(SiteURL.home)">\(Icon.book)\(page.name)</a>
            \(showsSearch.html(SearchBox(address: search, isLarge: false).html(words)))
            <nav aria-label="\(words[.siteMenu])"><ul>\(menu)</ul></nav>
            </div>
            </header>
            <main id="noi-dung" tabindex="-1">

            """
    }

    var closing: HTML {
        let words = page.words
        let other = words.language.other
        let language: SiteURL = .language(other, back: page.address)
        return """

            </main>
            <footer class="foot">
            <div class="inner">
            <ul>
            \(menu)
            <li><a href="\(SiteURL.display(back: page.address))">\(words[.siteDisplay])</a></li>
            <li><a href="\(language)" lang="\(text: other.tag)" hreflang="\(text: other.tag)">\(words[.siteOtherLanguage])</a></li>
            </ul>
            <p>\(words[.siteFooterLine])</p>
            </div>
            </footer>
            </body>
            </html>

            """
    }

    /// In the banner where there is room, in the footer always.
    private var menu: HTML {
        let words = page.words
        return """
            <li><a href="\(SiteURL.headings(.creator, prefix: "", after: nil))">\(words[.siteCreators])</a></li>
            <li><a href="\(SiteURL.headings(.subject, prefix: "", after: nil))">\(words[.siteSubjects])</a></li>
            <li><a href="\(SiteURL.about)">\(words[.siteAbout])</a></li>
            \(account)
            """
    }

    /// The way in, or one's own page: always one step away, for shared machines.
    private var account: HTML {
        let words = page.words
        guard page.actor.isSignedIn else {
            return "<li><a href=\"\(SiteURL.signIn(back: nil))\">\(words[.siteSignIn])</a></li>"
        }
        let staff: HTML =
            Permission.nodes(page.actor, .enterAdministration).isEmpty
            ? "" : "<li><a href=\"\(SiteURL.administration(.start))\">\(words[.adminTitle])</a></li>"
        return """
            \(staff)<li><a href="\(SiteURL.myPage)">\(words(.siteMyPage, ["name": given(page.actor.name)]))</a></li>
            """
    }

    private var classes: HTML {
        let classes = page.display.classes
        return classes.isEmpty ? "" : " class=\"\(text: classes)\""
    }
}

/// The search box of the banner and of the home page.
struct SearchBox {
    var address: SearchAddress
    var isLarge: Bool

    func html(_ words: Words) -> HTML {
        let hidden = address.hiddenParameters.html {
            "<input type=\"hidden\" name=\"\(text: $0.name)\" value=\"\(text: $0.value)\">"
        }
        let id: HTML = isLarge ? "tim-lon" : "tim"
        let hint: HTML = isLarge ? "<p class=\"hint\" id=\"cach-go\">\(words[.searchHint])</p>" : ""
        let label: HTML =
            isLarge
            ? "<label for=\"\(id)\">\(words[.searchLabel])</label>\(hint)"
            : "<label class=\"unseen\" for=\"\(id)\">\(words[.searchLabel])</label>"
        let size: HTML = isLarge ? "search large" : "search"
        let described: HTML = isLarge ? " aria-describedby=\"cach-go\"" : ""
        return """
            <form class="\(size)" role="search" action="\(text: SiteRoute.search.pattern)" data-completions="\(SiteURL.completions)">
            \(label)
            <div class="field"><input id="\(id)" name="q" type="search" value="\(text: address.text)" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="search" maxlength="1000" data-list="\(words[.searchCompletions])"\(described)>
            <button type="submit">\(Icon.lens)<span>\(words[.searchButton])</span></button></div>\(hidden)
            </form>
            """
    }
}

/// Icons drawn in the page; decoration, so hidden from screen readers.
enum Icon {
    static let lens: HTML = """
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/></svg>
        """
    static let book: HTML = """
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 6c-2-1.6-5-2-9-2v14c4 0 7 .4 9 2 2-1.600 5-2 9-2V4c-4 0-7 .4-9 2Zm0 0v14"/></svg>
        """
    static let cross: HTML = """
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="m6 6 12 12M18 6 6 18"/></svg>
        """
}
