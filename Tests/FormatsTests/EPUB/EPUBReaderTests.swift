import Formats
import Foundation
import Library
import MadeFiles
import Testing

@Suite struct EPUBReaderTests {
    private func rejection(_ body: () throws -> TakenBook) -> DiagnosticCode? {
        do {
            _ = try body()
            return nil
        } catch { return (error as? FileRejection)?.diagnostic.code }
    }

    @Test func `a book comes as record, sections, pictures, passages`() throws {
        var book = MadeBook("<h1>Chương 1</h1><p>Một.</p>", "<h1>Chương 2</h1><p>Hai.</p><img src='bia.png'/>")
        book.navigation =
            "<ol><li><a href='c1.xhtml'>Chương một</a></li><li><a href='c2.xhtml'>Chương hai</a></li></ol>"
        book.extra = [("bia.png", MadePicture.png(width: 300, height: 400))]
        let taken = try book.read()

        #expect(taken.order.hasPrefix("rss") && taken.order.hasSuffix("pp"))
        #expect(taken.facts.title == "Sách thử")
        #expect(taken.records[0].origin == .wholeFile)
        #expect(String(decoding: taken.records[0].sourceBytes, as: UTF8.self).contains("<package"))
        #expect(taken.sections.map(\.title) == ["Chương một", "Chương hai"])
        #expect(taken.sections.map(\.tocLevel) == [1, 1])
        #expect(taken.passages[1].text == "Chương 2\nHai.")
        #expect(taken.passages[1].heading == "Chương 2")
        #expect(taken.images.map(\.name).sorted() == ["cover", "h1.png"])
        #expect(taken.warnings.isEmpty)
    }

    @Test func `a file that holds all chapters is parted where the contents point`() throws {
        var book = MadeBook(
            "<p>Bìa</p><h2 id='a'>Một</h2><p>x</p><div id='b'><h2>Hai</h2><p>y</p></div><h2><a id='c'/>Ba</h2><p>z <a href='#a'>về</a></p>"
        )
        book.navigation =
            "<ol><li><a href='c1.xhtml#a'>Một</a><ol><li><a href='c1.xhtml#b'>Hai</a></li></ol></li><li><a href='c1.xhtml#c'>Ba</a></li></ol>"
        let taken = try book.read()

        #expect(taken.sections.map(\.title) == [nil, "Một", "Hai", "Ba"])
        #expect(taken.sections.map(\.tocLevel) == [nil, 1, 2, 1])
        #expect(taken.sections[3].html.contains("href=\"s2#x-a\""))
        #expect(PageCheck.faults(of: taken) == [])
    }

    @Test func `contents of EPUB 2 are read`() throws {
        var book = MadeBook("<p>a</p>", "<p>b</p>")
        book.manifest = "<item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>"
        book.extra = [
            (
                "toc.ncx",
                Array(
                    """
                    <?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">
                    <ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Phần I</text></navLabel>
                    <content src="c1.xhtml"/><navPoint><navLabel><text>Chương &amp; 2</text></navLabel><content src="c2.xhtml"/></navPoint>
                    </navPoint></navMap></ncx>
                    """.utf8)
            )
        ]
        let taken = try book.read()
        #expect(taken.sections.map(\.title) == ["Phần I", "Chương & 2"])
        #expect(taken.sections.map(\.tocLevel) == [1, 2])
    }

    @Test func `a chapter that is no XML is read as HTML and loses no text`() throws {
        let book = MadeBook("<p>một<p>hai <b>ba<i>bốn</b> năm</i> & sáu<br> bảy")
        let taken = try book.read()
        #expect(taken.codes == [.epubChapterMended])
        #expect(taken.warnings[0].position.field == "OPS/c1.xhtml")
        #expect(taken.text == "một\nhai babốn năm & sáu bảy")
    }

    @Test func `a chapter with thousands of elements inside each other keeps its text`() throws {
        let taken = try MadeBook(
            String(repeating: "<div>", count: 5_000) + "<p>đáy &amp; đá</p><script>x()</script>"
                + String(repeating: "</div>", count: 5_000)
        ).read()
        #expect(taken.codes == [.epubChapterMended])
        #expect(taken.text.contains("đáy & đá"))
        #expect(!taken.text.contains("x()"))
        #expect(PageCheck.faults(of: taken) == [])
    }

    @Test func `an entity that names a file reads none`() throws {
        var book = MadeBook("<p>a</p>")
        book.chapters[0].body =
            "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + MadeBook.page("<p>mở &x; ra</p>")
        let taken = try book.read()
        #expect(taken.codes == [.epubChapterMended])
        #expect(!taken.text.contains("root:"))
        #expect(taken.text.contains("mở") && taken.text.contains("ra"))

        let bomb =
            "<!DOCTYPE package [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY x '&b;&b;&b;&b;&b;&b;&b;'>]>"
        var bytes = MadeZip()
        bytes.add(
            "META-INF/container.xml", "<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>")
        bytes.add("b.opf", bomb + "<package><metadata/></package>")
        #expect(rejection { try TakenBook.from(EPUBReader(), bytes: bytes.bytes, name: "x.epub") } == .xmlDoctype)
    }

    @Test func `a missing chapter is a warning, its neighbours are taken`() throws {
        var book = MadeBook("<p>một</p>", "<p>hai</p>")
        book.manifest = "<item id='gone' href='gone.xhtml' media-type='application/xhtml+xml'/>"
        book.spine = ["gone", "unlisted"]
        let taken = try book.read()
        #expect(taken.text == "một\nhai")
        #expect(taken.warnings.map(\.code) == [.epubMissingFile, .epubMissingFile])
        #expect(taken.warnings.map(\.position.field) == ["OPS/gone.xhtml", "unlisted"])
    }

    @Test func `an entry that walks out is a warning and is not read`() throws {
        var book = MadeBook("<p>một <img src='../../../../etc/passwd' alt='x'/></p>")
        book.zip.add("../../etc/passwd", "root:x")
        let taken = try book.read()
        #expect(taken.codes == [.archiveUnsafeName])
        #expect(!taken.text.contains("root"))
    }

    @Test func `protected books are refused, obfuscated fonts are not`() throws {
        func encryption(_ algorithm: String) -> String {
            """
            <encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">
            <enc:EncryptedData><enc:EncryptionMethod Algorithm="\(algorithm)"/></enc:EncryptedData></encryption>
            """
        }
        var protected = MadeBook("<p>a</p>")
        protected.zip.add("META-INF/encryption.xml", encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc"))
        #expect(rejection { try protected.read() } == .encrypted)

        var fonts = MadeBook("<p>a</p>")
        fonts.zip.add("META-INF/encryption.xml", encryption("http://www.idpf.org/2008/embedding"))
        #expect(try fonts.read().text == "a")
    }

    @Test func `what is no book is refused with its reason`() throws {
        let reader = EPUBReader()
        #expect(rejection { try TakenBook.from(reader, bytes: [], name: "x.epub") } == .fileEmpty)
        #expect(rejection { try TakenBook.from(reader, bytes: MadePicture.png(), name: "x.epub") } == .formatMismatch)
        #expect(
            rejection { try TakenBook.from(reader, bytes: Array("PK".utf8) + [3, 4, 5], name: "x.epub") }
                == .archiveDamaged
        )
        var zip = MadeZip()
        zip.add("a.txt", "a")
        #expect(rejection { try TakenBook.from(reader, bytes: zip.bytes, name: "x.epub") } == .epubNoContainer)
        #expect(rejection { try MadeBook().read() } == .epubNoText)
        #expect(rejection { try MadeBook("<p> </p>").read() } == .epubNoText)
        let whole = MadeBook("<p>một</p>").bytes
        for share in [0.2, 0.5, 0.9] {
            let cut = Array(whole[..<Int(Double(whole.count) * share)])
            #expect(rejection { try TakenBook.from(reader, bytes: cut, name: "x.epub") } == .archiveDamaged)
        }
    }

    @Test func `a bomb in the reading order is refused`() throws {
        var book = MadeBook("<p>a</p>")
        book.zip.add(MadeZip.Entry("OPS/c9.xhtml", zeros: 3 << 20))
        book.chapters.append(("c9.xhtml", "x"))
        #expect(
            rejection {
                try book.read(
                    limits: {
                        var limits = ReadingLimits(); limits.entryBytes = 1 << 20; return limits
                    }())
            } == .archiveBomb)
    }

    @Test func `only pictures of sane size are taken`() throws {
        var book = MadeBook(
            "<p>a <img src='big.png' alt='lớn'/> <img src='fake.jpg' alt='giả'/> <img src='ok.png' alt='tốt'/></p>")
        book.extra = [
            ("big.png", MadePicture.png(width: 60_000, height: 60_000)), ("fake.jpg", Array("<script>".utf8)),
            ("ok.png", MadePicture.png()),
        ]
        let taken = try book.read()
        #expect(taken.images.map(\.name) == ["h1.png"])
        #expect(taken.warnings.map(\.code) == [.imageUnsupported, .imageUnsupported])
        #expect(taken.text == "a lớn giả")
    }

    @Test func `an item of another kind gives way to its fall-back`() throws {
        var book = MadeBook("<p>một</p>")
        book.manifest =
            "<item id='j' href='d.json' media-type='application/json' fallback='f'/><item id='f' href='f.xhtml' media-type='application/xhtml+xml'/><item id='k' href='k.json' media-type='application/json'/>"
        book.extra = [
            ("d.json", Array("{}".utf8)), ("f.xhtml", Array(MadeBook.page("<p>thay</p>").utf8)),
            ("k.json", Array("{}".utf8)),
        ]
        book.spine = ["j", "k"]
        let taken = try book.read()
        #expect(taken.text == "một\nthay")
        #expect(taken.warnings.map(\.code) == [.epubMissingFile])
    }

    @Test func `a package with loose ampersands is read`() throws {
        var book = MadeBook("<p>a</p>")
        book.metadata = "<dc:title>Thơ & ca</dc:title>"
        #expect(try book.read().facts.title == "Thơ & ca")
    }
}
