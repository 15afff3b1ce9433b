import Formats
import Library
import Testing

@Suite struct XMLStreamTests {
    private func events(_ text: String, limits: ReadingLimits = ReadingLimits()) throws -> [XMLStream.Event] {
        let stream = try XMLStream(bytes: Array(text.utf8), limits: limits)
        var events: [XMLStream.Event] = []
        while let event = try stream.next() { events.append(event) }
        return events
    }

    @Test func `starts, texts and ends come in order with their namespaces`() throws {
        let found = try events(
            "<c xmlns='urn:m' xmlns:x='urn:x'>\n <f tag='245' x:y='&lt;'>Số <![CDATA[đỏ]]>&amp;</f>\n <e> </e></c>")

        #expect(
            found == [
                .startElement(name: "c", namespace: "urn:m", attributes: []),
                .startElement(
                    name: "f", namespace: "urn:m",
                    attributes: [
                        XMLAttribute(name: "tag", value: "245"),
                        XMLAttribute(name: "y", namespace: "urn:x", value: "<"),
                    ]),
                .text("Số đỏ&"),
                .endElement(name: "f", namespace: "urn:m"),
                .startElement(name: "e", namespace: "urn:m", attributes: []),
                .text(" "),
                .endElement(name: "e", namespace: "urn:m"),
                .endElement(name: "c", namespace: "urn:m"),
            ])
    }

    @Test func `offsets give the bytes of an element, over chunk borders too`() throws {
        let record = "<record a='1'>\n  <f>\(String(repeating: "đ", count: 700))</f></record>"
        let text = "<?xml version='1.0'?>\n<list>" + String(repeating: record + "\n\n", count: 300) + "</list>"
        let bytes = Array(text.utf8)
        let stream = try XMLStream(bytes: bytes)
        var start: Int64 = 0, found = 0

        while let event = try stream.next() {
            if case .startElement("record", _, _) = event { start = try #require(stream.offset) }
            if case .endElement("record", _) = event {
                let end = try #require(stream.offset)
                #expect(String(decoding: bytes[Int(start)..<Int(end)], as: UTF8.self) == record)
                found += 1
            }
        }
        #expect(found == 300)
    }

    @Test func `a text longer than a chunk is one event`() throws {
        let long = String(repeating: "đường ", count: 50_000)
        #expect(try events("<a>\(long)</a>")[1] == .text(long))
    }

    @Test func `events before a fault are given first`() throws {
        let stream = try XMLStream(bytes: Array("<a><b>1</b><b>2</c>".utf8))
        var seen = 0
        do {
            while try stream.next() != nil { seen += 1 }
            Issue.record("malformed text was taken")
        } catch { #expect(error.code == .xmlMalformed) }
        #expect(seen >= 5)
    }

    @Test(arguments: [
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x 'xx'><!ENTITY y '&x;&x;&x;'>]><a b='&y;'>&y;</a>",
        "<!DOCTYPE a [<!ATTLIST a b CDATA 'x'>]><a/>",
        "<!DOCTYPE a [<!ELEMENT a ANY>]><a/>",
    ])
    func `a DOCTYPE that declares something is refused`(text: String) {
        do {
            _ = try events(text)
            Issue.record("a DOCTYPE was taken")
        } catch { #expect((error as? XMLFault)?.code == .xmlDoctype) }
    }

    @Test func `a DOCTYPE that only names itself is passed over`() throws {
        #expect(try events("<!DOCTYPE a PUBLIC 'x' 'file:///etc/passwd'><a>&nbsp;</a>").count == 3)
    }

    @Test func `depth and text are limited`() {
        var limits = ReadingLimits()
        limits.documentBytes = 100
        for (text, code) in [
            (String(repeating: "<a>", count: 300), DiagnosticCode.xmlTooDeep),
            ("<a>" + String(repeating: "x", count: 101) + "</a>", .xmlTooLarge),
        ] {
            do {
                _ = try events(text, limits: limits)
                Issue.record("a limit was passed")
            } catch { #expect((error as? XMLFault)?.code == code) }
        }
    }

    @Test(arguments: ["", " ", "abc", "<", "<a", "<a>", "<a></b>", "<a/><b/>", "<a>&nbsp;</a>"])
    func `what is not XML is a fault, never a trap`(text: String) {
        #expect(throws: XMLFault.self) { try events(text) }
    }
}
