import Library
import Testing
import Web

@Suite struct MarkingTests {
    private func marked(_ html: String, _ question: String, prefix: String = "") -> String {
        SectionRendering(html, marking: MarkedWords(question), prefix: prefix).html.text
    }

    @Test func `a word typed without marks is marked in every spelling`() {
        #expect(
            marked("<p id=\"d1\">Đường dài, dương cầm, duong</p>", "duong")
                == "<p id=\"o-d1\"><mark id=\"d1\">Đường</mark> dài, <mark>dương</mark> cầm, <mark>duong</mark></p>")
    }

    @Test func `a word typed with marks is marked as it is spelled`() {
        #expect(
            marked("<p id=\"d1\">dương cầm bên đường</p>", "đường")
                == "<p id=\"o-d1\">dương cầm bên <mark id=\"d1\">đường</mark></p>")
    }

    @Test func `where the text never spells it so, the other spellings are marked`() {
        #expect(marked("<p id=\"d1\">duong dai</p>", "đường").contains("<mark id=\"d1\">duong</mark>"))
    }

    @Test func `old and new places of the tone are one word`() {
        #expect(marked("<p id=\"d1\">hoà bình</p>", "hòa").contains("<mark id=\"d1\">hoà</mark>"))
    }

    @Test func `tags, attributes and entities stay whole`() {
        let html =
            "<p id=\"d1\">a &amp; b <a href=\"s2#d3\" title=\"amp\">amp</a> &lt;p&gt; <img src=\"hinh/amp.png\" alt=\"amp\"></p>"
        let result = marked(html, "amp")

        #expect(result.contains("&amp;") && result.contains("title=\"amp\"") && result.contains("src=\"hinh/amp.png\""))
        #expect(result.contains("<mark id=\"d1\">amp</mark></a>"))
        #expect(result.matches(of: /<mark/).count == 1)
    }

    @Test func `a word that tags of look stand in is marked piece by piece and counts once`() {
        let html = "<p id=\"d1\"><b>Tru</b>yện <span lang=\"vi\">K</span><i>iề</i>u kể</p>"
        let rendering = SectionRendering(html, marking: MarkedWords("truyện kiều"))

        #expect(
            rendering.html.text
                == "<p id=\"o-d1\"><b><mark id=\"d1\">Tru</mark></b><mark>yện</mark> "
                + "<span lang=\"vi\"><mark>K</mark></span><i><mark>iề</mark></i><mark>u</mark> kể</p>")
        #expect(rendering.markCount == 2)
    }

    @Test func `a formula's index belongs to its word`() {
        #expect(
            marked("<p id=\"d1\">H<sub>2</sub>O</p>", "h2o")
                == "<p id=\"o-d1\"><mark id=\"d1\">H</mark><sub><mark>2</mark></sub><mark>O</mark></p>")
    }

    @Test func `a note behind a word, a line's end and another block part words`() {
        for html in [
            "<p id=\"d1\">sách<sup>1</sup></p>", "<p id=\"d1\">sách<a href=\"#n\">1</a></p>",
            "<p id=\"d1\">sách<br>vở</p>", "<p id=\"d1\">sách</p><p id=\"d2\">vở</p>",
        ] {
            #expect(marked(html, "sach").contains("<mark id=\"d1\">sách</mark>"), "\(html)")
        }
    }

    @Test func `the anchor of a block is where most of the question stands together`() {
        let html =
            "<p id=\"d1\">Người ta nói về sách. \(String(repeating: "lời dài ", count: 30)) người làm sách hay nhất nước.</p>"
        let result = marked(html, "nguoi lam sach hay")

        #expect(result.contains("<mark id=\"d1\">người</mark> <mark>làm</mark> <mark>sách</mark> <mark>hay</mark>"))
        #expect(!result.contains("<mark>Người</mark>"))
    }

    @Test func `headings of a book stand below the page's own and skip no level`() {
        let result = SectionRendering("<h1 id=\"d1\">A</h1><h4>B</h4><h4>C</h4><h2>D</h2><h6>E</h6>", marking: nil).html
            .text

        #expect(result == "<h2 id=\"d1\">A</h2><h3>B</h3><h3>C</h3><h3>D</h3><h4>E</h4>")
    }

    @Test func `on one page the ids of sections do not meet`() {
        let result = marked(
            "<p id=\"d1\"><a href=\"s2#d4\">xem</a> sách <a href=\"https://x.vn\">x</a></p>", "sach", prefix: "s1")

        #expect(
            result
                == "<p id=\"s1o-d1\"><a href=\"#s2d4\">xem</a> <mark id=\"s1d1\">sách</mark> <a href=\"https://x.vn\">x</a></p>"
        )
    }

    @Test func `a picture without words gets an empty description`() {
        #expect(
            SectionRendering("<img src=\"hinh/a.png\">", marking: nil).html.text
                == "<img alt=\"\" loading=\"lazy\" src=\"hinh/a.png\">")
    }

    @Test func `damaged HTML comes back as it is`() {
        for html in [
            "<", "<p", "&", "&#", "a < b", "<p id=\"d", "<<>>", "\u{0}<p>\u{FFFD}", "&unknown", "<p title='>'>x",
        ] {
            let plain = SectionRendering(html, marking: nil).html.text
            let stripped = marked(html, "qqqq")
            #expect(plain == html && stripped == html, "\(html)")
        }
    }
}
