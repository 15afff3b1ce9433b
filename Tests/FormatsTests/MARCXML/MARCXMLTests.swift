import Formats
import Library
import Testing

@Suite struct MARCXMLTests {
    private func record(_ title: String, prefix: String = "", number: Int = 1) -> String {
        let p = prefix.isEmpty ? "" : prefix + ":"
        return """
            <\(p)record><\(p)leader>00000nam a2200000   4500</\(p)leader>\
            <\(p)controlfield tag="001">\(number)</\(p)controlfield><\(p)controlfield tag="003">VN-Thu</\(p)controlfield>\
            <\(p)datafield tag="245" ind1="1" ind2="0"><\(p)subfield code="a">\(title) /</\(p)subfield>\
            <\(p)subfield code="c">Vũ Trọng Phụng.</\(p)subfield></\(p)datafield></\(p)record>
            """
    }

    private func collection(_ body: String) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n\(body)\n</collection>\n"
    }

    private func read(_ text: String) -> Taken { Taken(MARCXMLReader(), text: text, name: "thu.xml") }

    @Test func `a collection gives its records with their exact bytes and places`() throws {
        let (first, second) = (record("Số đỏ"), record("Giông tố", number: 2))
        let text = collection(first + "\n" + second)

        let taken = read(text)

        #expect(taken.titles == ["Số đỏ", "Giông tố"])
        #expect(taken.records.map(\.sourceBytes) == [Array(first.utf8), Array(second.utf8)])
        #expect(taken.records[1].origin == .controlNumber(agency: "VN-Thu", number: "2"))
        let start = try #require(Array(text.utf8).firstRange(of: Array(second.utf8))?.lowerBound)
        #expect(taken.records[1].position == SourcePosition(record: 2, line: 4, byteOffset: Int64(start)))
        #expect(taken.warnings.isEmpty)
    }

    @Test func `a bare record is taken, also after a byte order mark or white space`() {
        #expect(read(record("Số đỏ")).titles == ["Số đỏ"])
        #expect(read("\u{FEFF}" + record("Số đỏ")).titles == ["Số đỏ"])
        #expect(read("\n  <?xml version=\"1.0\"?>" + record("Số đỏ")).titles == ["Số đỏ"])
    }

    @Test func `any prefix will do, and the kept bytes stand alone`() throws {
        let text =
            "<m:collection xmlns:m=\"http://www.loc.gov/MARC21/slim\">\(record("Số đỏ", prefix: "m"))</m:collection>"

        let taken = read(text)

        let bytes = try #require(taken.records.first?.sourceBytes)
        #expect(
            String(decoding: bytes, as: UTF8.self).hasPrefix("<m:record xmlns:m=\"http://www.loc.gov/MARC21/slim\">"))
        #expect(read(String(decoding: bytes, as: UTF8.self)).titles == ["Số đỏ"])
    }

    @Test func `UTF-16 is read and kept as UTF-8`() throws {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + record("Số đỏ")
        let bytes: [UInt8] =
            [0xFF, 0xFE] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }

        let taken = Taken(MARCXMLReader(), bytes: bytes, name: "thu.xml")

        #expect(taken.titles == ["Số đỏ"])
        let kept = try #require(taken.records.first?.sourceBytes)
        #expect(read(String(decoding: kept, as: UTF8.self)).titles == ["Số đỏ"])
    }

    @Test func `a record that is not well-formed costs itself alone`() throws {
        let broken = record("Tắt đèn").replacing("</subfield></datafield>", with: "</datafield>")
        let text = collection([record("Số đỏ"), broken, record("Giông tố"), record("Vỡ đê")].joined(separator: "\n"))

        let taken = read(text)

        #expect(taken.titles == ["Số đỏ", "Giông tố", "Vỡ đê"])
        #expect(taken.rejects.map(\.code) == [.xmlMalformed])
        #expect(taken.rejects.first?.position.record == 2)
        #expect(taken.rejects.first?.sourceBytes == Array(broken.utf8))
        #expect(taken.records.map(\.position.record) == [1, 3, 4])
    }

    @Test(arguments: ["Lan & Điệp", "Lan \u{1} Điệp", "Lan &nbsp; Điệp"])
    func `bare ampersands and control characters are mended`(title: String) {
        let taken = read(collection([record(title), record("Giông tố")].joined(separator: "\n")))

        #expect(taken.records.count == 2)
        #expect(taken.titles.first?.hasPrefix("Lan") == true)
        #expect(taken.titles.first?.hasSuffix("Điệp") == true)
        #expect(taken.warns(.xmlMalformed))
    }

    @Test func `a missing end tag does not mix two records`() {
        let taken = read(collection(record("Số đỏ").replacing("</record>", with: "") + record("Giông tố")))

        #expect(taken.titles == ["Số đỏ", "Giông tố"])
        #expect(taken.warns(.xmlMalformed))
    }

    @Test(arguments: ["<record/>", "<record></record>", "<record><a/></record>", "<record>chữ</record>"])
    func `a record without leader and fields is counted and rejected with its place`(empty: String) {
        let text = collection(record("Số đỏ") + "\n" + empty + "\n" + record("Giông tố", number: 3))

        let taken = read(text)

        #expect(taken.titles == ["Số đỏ", "Giông tố"])
        #expect(taken.rejects.map(\.code) == [.recordNoTitle])
        #expect(taken.rejects.first?.position.record == 2)
        #expect(taken.rejects.first?.position.line == 4)
        #expect(taken.rejects.first.map { String(decoding: $0.sourceBytes, as: UTF8.self) } == empty)
        #expect(taken.records.map(\.position.record) == [1, 3])
    }

    @Test func `a record nested too deep is counted and its neighbours are taken`() {
        let depth = 2_000
        let deep =
            "<record>" + String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth) + "</record>"

        let taken = read(collection(record("Số đỏ") + deep + record("Giông tố", number: 3)))

        #expect(taken.titles == ["Số đỏ", "Giông tố"])
        #expect(taken.rejects.map(\.code) == [.xmlTooDeep])
        #expect(taken.rejects.first?.position.record == 2)
    }

    @Test func `the envelopes of a harvest are no records of their own`() {
        let inside = "<header><identifier>oai:thu:1</identifier></header><metadata>\(record("Số đỏ"))</metadata>"
        let deleted = "<header status=\"deleted\"><identifier>oai:thu:2</identifier></header>"
        let dublinCore =
            "<header><identifier>oai:thu:3</identifier></header><metadata><dc><title>Giông tố</title></dc></metadata>"
        let list = [inside, deleted, dublinCore].map { "<record>\($0)</record>" }.joined()

        let taken = read("<OAI-PMH><ListRecords>\(list)</ListRecords></OAI-PMH>")

        #expect(taken.titles == ["Số đỏ", "Giông tố"])
        #expect(taken.rejects.isEmpty)
        #expect(taken.warnings.map(\.code) == [.recordNoPublication])
    }

    @Test func `a file cut off in a record keeps those before it`() {
        let text = String(collection(record("Số đỏ") + record("Giông tố")).dropLast(60))

        let taken = read(text)

        #expect(taken.titles.first == "Số đỏ")
        #expect(taken.records.count + taken.rejects.count == 2)
        #expect((taken.rejects + taken.warnings).contains { $0.reason.contains("the file ends inside it") })
    }

    @Test func `what is no list of records is refused with a reason`() {
        #expect(read("<html><body>Chào</body></html>").refusal?.code == .formatUnknown)
        #expect(read("<collection").refusal?.code == .xmlMalformed)
        #expect(read("").refusal?.code == .fileEmpty)
        let bomb = "<!DOCTYPE r [<!ENTITY a \"aaaa\">]><collection>\(record("&a;"))</collection>"
        #expect(read(bomb).refusal?.code == .xmlDoctype)
    }

    @Test func `rejects make a document that is read again`() throws {
        let untitled = record("x").replacing("tag=\"245\"", with: "tag=\"246\"")
        let rejects = read(collection(untitled + record("Số đỏ") + untitled)).rejects
        let format = try #require(RejectFormat(.marcxml))

        let body = rejects.enumerated().flatMap { format.body(of: $0.element.sourceBytes, isFirst: $0.offset == 0) }
        let again = Taken(MARCXMLReader(), bytes: format.prefix + body + format.suffix, name: "thu.xml")

        #expect(rejects.map(\.code) == [.recordNoTitle, .recordNoTitle])
        #expect(again.rejects.map(\.code) == [.recordNoTitle, .recordNoTitle])
        #expect(again.warnings.isEmpty)
    }
}
