import Formats
import Foundation
import Library
import MadeFiles
import Randomness
import Testing

@Suite struct SanitiserTests {
    private func html(_ bodies: String...) throws -> [String] {
        var book = MadeBook()
        for (index, body) in bodies.enumerated() { book.chapters.append(("c\(index + 1).xhtml", MadeBook.page(body))) }
        book.extra = [("i.png", MadePicture.png(width: 300, height: 400)), ("v.svg", Array("<svg/>".utf8))]
        let taken = try book.read()
        #expect(PageCheck.faults(of: taken) == [])
        return taken.sections.map(\.html)
    }

    /// Ways scripts have come into pages: OWASP's list, DOMPurify's and
    /// sanitize-html's fixed holes, each as its own kind.
    @Test(arguments: [
        "<script>alert(1)</script>", "<SCRIPT SRC=//x>alert(1)</SCRIPT>", "<p onclick='alert(1)'>a</p>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>a</a>", "<a href=' java\tscript:alert(1)'>a</a>",
        "<a href='JaVaScRiPt:alert(1)'>a</a>",
        "<a href='&#106;avascript:alert(1)'>a</a>", "<a href='data:text/html,alert(1)'>a</a>",
        "<a href='vbscript:alert(1)'>a</a>",
        "<a href='\u{1}javascript:alert(1)'>a</a>", "<a href='//evil/alert(1)'>a</a>",
        "<a href='file:///etc/passwd'>alert(1)</a>",
        "<p style='width:expression(alert(1))'>a</p>", "<style>@import 'alert(1)'</style>",
        "<svg onload=alert(1)><text>a</text></svg>",
        "<svg><script>alert(1)</script></svg>", "<svg><a xlink:href='javascript:alert(1)'><text>a</text></a></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<svg><image href='data:image/svg+xml,alert(1)'/></svg>",
        "<svg><foreignObject><iframe src='javascript:alert(1)'/></foreignObject></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
        "<math><annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml></math>",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
        "<math href='javascript:alert(1)'><mi>x</mi></math>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>a</p></noscript>",
        "<iframe src='javascript:alert(1)'></iframe>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data='javascript:alert(1)'>a</object>", "<embed src='javascript:alert(1)'>",
        "<form action='javascript:alert(1)'><button>a</button></form>",
        "<input onfocus=alert(1) autofocus>", "<body onload=alert(1)>a",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<base href='javascript:alert(1)//'>", "<link rel=stylesheet href='javascript:alert(1)'>",
        "<p><p/onclick=alert(1)//>a</p>",
        "<<script>alert(1)//<</script>", "<img \"\"\"><script>alert(1)</script>\">",
        "<a href=\"x\" title='\"><img src=x onerror=alert(1)>'>a</a>",
        "<p title='--><img src=x onerror=alert(1)>'>a</p>", "<!--><img src=x onerror=alert(1)>-->",
        "<![CDATA[<img src=x onerror=alert(1)>]]>",
        "<xmp><img src=x onerror=alert(1)></xmp>", "<plaintext><img src=x onerror=alert(1)>",
        "<template><img src=x onerror=alert(1)></template>",
        "<details open ontoggle=alert(1)>a</details>", "<video><source onerror=alert(1)></video>",
        "<audio src=x onerror=alert(1)></audio>",
        "<table background='javascript:alert(1)'><td>a</td></table>",
        "<p id='d1'>a</p><p id='x-y\" onclick=\"alert(1)'>b</p>",
        "<select><style></select><img src=x onerror=alert(1)></style></select>",
        "<isindex action='javascript:alert(1)'>",
        "<marquee onstart=alert(1)>a</marquee>", "<p lang='\" onclick=\"alert(1)'>a</p>",
        "<td colspan='2\" onclick=\"alert(1)'>a</td>",
    ])
    func `nothing that runs passes`(payload: String) throws {
        let text = "<p>trước</p>\(payload)<p>sau</p>"
        let pages = try html(text)
        for page in pages {
            let check = PageCheck(page)
            #expect(check.faults == [])
            let lowered = page.lowercased()
            for mark in [
                "<script", "<svg", "<iframe", "<style", "<object", "<embed", "<form", "<input", "javascript:alert(1)\"",
                "<meta", "<base",
            ] {
                #expect(!lowered.contains(mark))
            }
        }
        #expect(pages.joined().contains("trước"))
    }

    @Test func `text blocks are numbered and containers that say nothing go`() throws {
        let page = try html(
            "<div class='x'><div><h1>Một</h1><p>Hai <b>ba</b></p></div><ul><li>bốn</li><li><p>năm</p><p>sáu</p></li></ul>bảy</div>"
        )[0]
        #expect(
            page
                == "<h1 id=\"d1\">Một</h1><p id=\"d2\">Hai <b>ba</b></p><ul><li id=\"d3\">bốn</li><li><p id=\"d4\">năm</p><p id=\"d5\">sáu</p></li></ul><p id=\"d6\">bảy</p>"
        )
    }

    @Test func `tables keep their cells, empty ones too`() throws {
        let page = try html(
            "<table><caption>Bảng</caption><thead><tr><th>a</th><th/></tr></thead><tr><td colspan='2' class='z'>b</td></tr></table>"
        )[0]
        #expect(
            page
                == "<table><caption id=\"d1\">Bảng</caption><thead><tr><th id=\"d2\">a</th><th></th></tr></thead><tr><td id=\"d3\" colspan=\"2\">b</td></tr></table>"
        )
    }

    @Test func `what stands where it may not is given a place`() throws {
        #expect(try html("<ul>lạc<li>a</li></ul>")[0] == "<ul><li id=\"d1\">lạc</li><li id=\"d2\">a</li></ul>")
        #expect(
            try html("<table>lạc<tr><td>a</td></tr></table>")[0]
                == "<table><tr><td id=\"d1\">lạc</td></tr><tr><td id=\"d2\">a</td></tr></table>")
        #expect(try html("<li>a</li><td>b</td>")[0] == "<div id=\"d1\">a</div><div id=\"d2\">b</div>")
        #expect(
            try html("<p>a<div>b</div>c</p>")[0]
                == "<p id=\"d1\">a</p><div id=\"d2\">b</div><p id=\"d3\">c</p>")
        #expect(try html("<b>x<p>y</p></b>")[0] == "<p id=\"d1\"><b>x</b></p><p id=\"d2\"><b>y</b></p>")
        #expect(try html("<h1><p>a</p><p>b</p></h1>")[0] == "<h1 id=\"d1\">a<br/>b</h1>")
    }

    @Test func `lines of a long element have their own numbers, with their styles`() throws {
        let line = String(repeating: "chữ ", count: 60)
        let page = try html("<div><i>\(line)<br/>\(line)</i><br/><br/>\(line)</div>")[0]
        let text = line.trimmingCharacters(in: .whitespaces)
        #expect(page.hasPrefix("<div><span id=\"d1\"><i>\(text)</i></span><br/><span id=\"d2\"><i>"))
        #expect(PageCheck(page).blocks.map(\.text) == [text, text, text])
    }

    @Test func `links inside the book lead to its sections and places`() throws {
        let pages = try html(
            "<p id='a'>một <a href='c2.xhtml#n%201'>ghi chú</a> <a href='c2.xhtml'>hai</a> <a href='#a'>đây</a> <a href='c9.xhtml'>mất</a></p>",
            "<aside epub:type='footnote' id='n 1'><p>chú thích</p></aside>")
        #expect(pages[0].contains("<a href=\"s2#x-n_201\">ghi chú</a>"))
        #expect(pages[0].contains("<a href=\"s2\">hai</a> <a href=\"s1#x-a\">đây</a> <a>mất</a>"))
        #expect(pages[1].contains("id=\"x-n_201\""))
    }

    @Test func `links outside keep http, https and mailto`() throws {
        let page = try html(
            "<p><a href='https://vi.wikipedia.org/?a=1&amp;b=2'>w</a> <a href='mailto:a@b.vn'>m</a> <a href='ftp://x/y'>f</a></p>"
        )[0]
        #expect(
            page
                == "<p id=\"d1\"><a href=\"https://vi.wikipedia.org/?a=1&amp;b=2\" rel=\"nofollow noreferrer\">w</a> <a href=\"mailto:a@b.vn\" rel=\"nofollow noreferrer\">m</a> f</p>"
        )
    }

    @Test func `pictures get our names; what cannot be shown leaves its words`() throws {
        let pages = try html(
            "<p><img src='i.png' alt='Bìa &quot;đẹp&quot;' onerror='x'/></p><p><img src='v.svg' alt='Hình vẽ'/> và <img src='http://x/y.png' alt='ngoài'/></p>"
        )
        #expect(
            pages[0]
                == "<p><img src=\"hinh/h1.png\" alt=\"Bìa &quot;đẹp&quot;\" width=\"300\" height=\"400\"/></p><p id=\"d1\">Hình vẽ và ngoài</p>"
        )
    }

    @Test func `a drawing around one picture becomes the picture`() throws {
        let pages = try html(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'><title>Bìa</title><image xlink:href='i.png'/></svg>"
        )
        #expect(pages == ["<p><img src=\"hinh/h1.png\" alt=\"Bìa\" width=\"300\" height=\"400\"/></p>"])
    }

    @Test func `formulas pass, annotations do not`() throws {
        let page = try html(
            "<p>Cho <math xmlns='http://www.w3.org/1998/Math/MathML'><semantics><msup><mi>x</mi><mn>2</mn></msup><annotation>x^2</annotation></semantics></math>.</p>"
        )[0]
        #expect(page == "<p id=\"d1\">Cho <math><semantics><msup><mi>x</mi><mn>2</mn></msup></semantics></math>.</p>")
    }

    @Test func `text is composed and soft hyphens go`() throws {
        #expect(
            try html("<p>Vie\u{323}\u{302}t&#xAD;nam\u{FEFF} a<b>\u{301}</b></p>")[0]
                == "<p id=\"d1\">Việtnam a<b>\u{301}</b></p>")
    }

    @Test(arguments: [
        ("sách<sup>1</sup>, vở", "sách 1, vở"), ("sách<sup><a href='#n'>12</a></sup> vở", "sách 12 vở"),
        ("sách<a href='#n'>3</a>.", "sách 3."), ("sách<a href='#n'><sup>[4]</sup></a>", "sách[4]"),
        ("<sup>1</sup>Chú thích", "1 Chú thích"), ("năm 1945<sup>2</sup>", "năm 1945 2"),
        ("rộng 5 m<sup>2</sup>, 12km<sup>2</sup>", "rộng 5 m2, 12km2"), ("x<sup>2</sup> + 2x", "x2 + 2x"),
        ("ba<sup>2</sup>", "ba 2"), ("H<sub>2</sub>O", "H2O"), ("XIX<sup>e</sup>", "XIXe"),
        ("“thơ”<sup>1</sup>", "“thơ”1"),
    ])
    func `a note's mark ends the word in what is searched, not in what is shown`(html: String, text: String) throws {
        let taken = try MadeBook("<p id='n'>\(html)</p>").read()

        #expect(taken.text == text)
        let shown = PageCheck(taken.sections[0].html).blocks.map(\.text)
        #expect(shown == [html.replacing(/<[^>]*>/, with: "")])
    }

    @Test func `a language that differs from the book's is kept`() throws {
        let body =
            "<p lang='vi'>" + String(repeating: "Nước Việt Nam là một, dân tộc Việt Nam là một. ", count: 5)
            + "</p><p>chữ <i xml:lang='fr'>bonjour</i> <i xml:lang='en'>x</i></p>"
        var book = MadeBook(body)
        book.metadata = "<dc:title>Sách</dc:title><dc:language>en-US</dc:language>"
        let taken = try book.read()
        #expect(taken.facts.languages == ["vi"])
        #expect(taken.sections[0].html.contains("<i lang=\"fr\">bonjour</i> <i>x</i>"))
        #expect(!taken.sections[0].html.contains("lang=\"vi\""))
    }

    @Test func `spaces are folded and stand outside of styles`() throws {
        #expect(try html("<p>  a\n  <b> b </b>  c<br/>\n d <br/> </p>")[0] == "<p id=\"d1\">a <b>b</b> c<br/>d</p>")
        #expect(try html("<pre>  a\n   b</pre>")[0] == "<pre id=\"d1\">  a\n   b</pre>")
    }

    /// Random trees of good and bad elements: whatever comes, the page is well
    /// formed and its blocks are the lines.
    @Test func `lines are blocks for any soup`() throws {
        var random = SeededRandom(seed: 20_26)
        let names = [
            "div", "p", "b", "i", "span", "ul", "li", "table", "tr", "td", "h2", "a", "br", "hr", "pre", "blockquote",
            "dl", "dt", "dd", "section", "q", "ruby", "rt", "math", "mi", "svg", "text", "script", "figure",
            "figcaption", "caption", "x",
        ]
        func soup(_ depth: Int) -> String {
            (0..<Int.random(in: 0...4, using: &random)).map { _ in
                guard depth > 0, Bool.random(using: &random) else {
                    return ["chữ ", " ", "đường\n", "&amp;", "a&lt;b"].randomElement(using: &random) ?? ""
                }
                let name = names.randomElement(using: &random) ?? "p"
                let id =
                    Int.random(in: 0...5, using: &random) == 0
                    ? " id='n\(Int.random(in: 0...9, using: &random))' href='c1.xhtml#n3'" : ""
                return "<\(name)\(id)>\(soup(depth - 1))</\(name)>"
            }.joined()
        }
        for _ in 0..<400 {
            let body = soup(6)
            let book = MadeBook("<p>đầu</p>" + body)
            let taken = try book.read()
            #expect(PageCheck.faults(of: taken) == [], "\(body)")
        }
    }
}
