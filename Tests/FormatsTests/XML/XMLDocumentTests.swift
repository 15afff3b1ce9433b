import Formats
import Library
import Testing

@Suite struct XMLDocumentTests {
    private func document(_ text: String, _ limits: ReadingLimits = ReadingLimits()) throws(XMLFault) -> XMLDocument {
        try XMLDocument(Array(text.utf8), limits: limits)
    }

    @Test func `names, namespaces, attributes and text are read`() throws {
        let root = try document(
            "<a xmlns='urn:x' xmlns:y='urn:y' b='1 &amp; 2' y:c='3'>một<d/>hai<![CDATA[<ba>]]></a>"
        ).root

        #expect(root.name == "a")
        #expect(root.namespace == "urn:x")
        #expect(root.attribute("b") == "1 & 2")
        #expect(root.attribute("c") == nil)
        #expect(root.attribute("c", namespace: "urn:y") == "3")
        #expect(root.attributes.map(\.name) == ["b", "c"])
        #expect(root.text == "mộthai<ba>")
        #expect(root.elements.map(\.name) == ["d"])
    }

    @Test func `named characters of HTML work without a declaration, in text and attributes`() throws {
        let root = try document(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
            <p title="a&nbsp;b">&agrave;&thetasym;<![CDATA[&nbsp;]]>&amp;</p>
            """
        ).root

        #expect(root.attribute("title") == "a\u{A0}b")
        #expect(root.text == "àϑ&nbsp;&")
    }

    @Test(arguments: [
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x 'xx'><!ENTITY y '&x;&x;&x;'>]><a>&y;</a>",
        "<!-- > --><!doctype a PUBLIC '[' \"]\" [ ]><a/>",
        "<?xml version='1.0'?><!DOCTYPE a SYSTEM 'x.dtd' [<!ATTLIST a b CDATA '>'>]><a/>",
    ])
    func `a DOCTYPE that declares something is refused`(text: String) {
        #expect(throws: XMLFault.self) { try document(text) }
        do { _ = try document(text) } catch { #expect(error.code == .xmlDoctype) }
    }

    @Test func `UTF-16 with and without a mark is read, and hides no DOCTYPE`() throws {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>đường</a>"
        let little = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        for bytes in [little, big, [0xFF, 0xFE] + little, [0xFE, 0xFF] + big] {
            #expect(try XMLDocument(bytes).root.text == "đường")
        }

        let hidden = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"
        #expect(throws: XMLFault.self) { try XMLDocument(hidden.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }) }
    }

    @Test func `a fault names its line`() throws {
        do {
            _ = try document("<a>\n<b>\n</a>")
            Issue.record("malformed text was taken")
        } catch {
            #expect(error.code == .xmlMalformed)
            #expect(error.line == 3)
        }
    }

    @Test(arguments: [201, 257, 5_000])
    func `elements that stand too deep are refused`(depth: Int) {
        let text = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        do {
            _ = try document(text)
            Issue.record("a depth of \(depth) was taken")
        } catch { #expect(error.code == .xmlTooDeep) }
    }

    @Test func `size is limited`() {
        var limits = ReadingLimits()
        limits.documentBytes = 10
        do {
            _ = try document("<a>12345678</a>", limits)
            Issue.record("too large a document was taken")
        } catch { #expect(error.code == .xmlTooLarge) }
    }

    @Test(arguments: ["", " ", "abc", "<", "<a", "<a>", "<a b=1/>", "\u{0}"])
    func `what is not XML is a fault, never a trap`(text: String) {
        #expect(throws: XMLFault.self) { try document(text) }
    }
}

@Suite struct HTMLDocumentTests {
    private func text(_ source: String) throws -> String { try HTMLDocument(Array(source.utf8)).root.text }

    @Test func `no text is lost in tag soup`() throws {
        #expect(
            try text("<p>một<p>hai <b>ba<i>bốn</b>năm</i> <img src=x> & sáu &nbsp;<![CDATA[bảy < tám]]> chín").contains(
                "bảy < tám"))
        #expect(try text("<p>a\u{0}b</p>").contains("ab"))
    }

    @Test func `bytes that are UTF-8 are read as such, whatever they declare`() throws {
        #expect(try text("<meta charset=iso-8859-1><p>đường</p>").contains("đường"))
    }

    @Test func `a declared encoding holds for bytes that are not UTF-8`() throws {
        let source = Array("<?xml version='1.0' encoding='iso-8859-1'?><p>".utf8) + [0xE0] + Array("</p>".utf8)
        #expect(try HTMLDocument(source).root.text.contains("à"))
    }

    @Test func `one broken byte spoils neither its neighbours nor the rest`() throws {
        let source = Array("<p>đường xưa ".utf8) + [0xFF] + Array("lối cũ</p><p>người đi</p>".utf8)
        #expect(try HTMLDocument(source).root.text.contains("đường xưa \u{FFFD}lối cũ"))
        let old = Array("<p>caf".utf8) + [0xE9, 0x20, 0x9D] + Array(" au lait</p>".utf8)
        #expect(try HTMLDocument(old).root.text.contains("café"))
        #expect(try HTMLDocument(old).root.text.contains("au lait"))
    }

    @Test func `entities of a DOCTYPE are not known`() throws {
        let text = try text("<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><p>&x; mở</p>")
        #expect(text.contains("mở"))
        #expect(!text.contains("ENTITY"))
    }

    @Test func `elements that stand too deep are refused`() {
        let source = String(repeating: "<div>", count: 3_000)
        #expect(throws: XMLFault.self) { try HTMLDocument(Array(source.utf8)) }
    }
}
