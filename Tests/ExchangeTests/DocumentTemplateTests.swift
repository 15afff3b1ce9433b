import Exchange
import Formats
import Foundation
import Glibc
import Library
import MadeFiles
import Testing

/// Filling templates, and refusing those that cannot be filled.
@Suite struct DocumentTemplateTests {
    typealias Made = TemplateFiles

    private func text(_ body: String, _ fields: DocumentFields) throws -> [String] {
        let template = try DocumentTemplate(Made.parts(body: body), knowing: [], needing: [])
        return try Made.paragraphs(of: "word/document.xml", in: template.document(with: fields))
    }

    @Test(arguments: [
        ["{{ten}}"], ["{{", "ten", "}}"], ["{", "{te", "n}", "}"], ["Kính gửi {{t", "en", "}}"], ["{{ ten }}"],
    ])
    func `a field is filled, however Word cut it into runs`(runs: [String]) throws {
        let body = "<w:p>" + runs.map { "<w:r><w:t>\($0)</w:t></w:r><w:proofErr/>" }.joined() + "</w:p>"

        let lines = try text(body, DocumentFields(texts: ["ten": "Lê & <An>"]))

        #expect(lines == [runs[0].hasPrefix("Kính") ? "Kính gửi Lê & <An>" : "Lê & <An>"])
    }

    @Test func `what XML cannot hold does not break the document`() throws {
        let lines = try text(Made.paragraph("{{ten}}"), DocumentFields(texts: ["ten": "a\u{0}b\u{1B}]]>&amp;\u{FFFE}"]))

        #expect(lines == ["a\u{FFFD}b\u{FFFD}]]>&amp;\u{FFFD}"])
    }

    @Test func `a paragraph, a row and a stretch of both repeat`() throws {
        let body =
            Made.paragraph("{{#doan}}Đoạn {{chu}}.{{/doan}}") + Made.paragraph("{{#muc}}") + Made.paragraph("{{ten}}")
            + "<w:tbl>" + Made.row("TT", "Tên") + Made.row("{{#dong}}{{stt}}", "{{chu}}{{/dong}}") + "</w:tbl>"
            + Made.paragraph("{{/muc}}") + Made.paragraph("hết")
        let rows = (1...2).map { DocumentFields(texts: ["stt": String($0), "chu": "hàng \($0)"]) }
        let fields = DocumentFields(lists: [
            "doan": [DocumentFields(texts: ["chu": "một"]), DocumentFields(texts: ["chu": "hai"])],
            "muc": [
                DocumentFields(texts: ["ten": "A"], lists: ["dong": rows]),
                DocumentFields(texts: ["ten": "B"], lists: ["dong": []]),
            ],
        ])

        let lines = try text(body, fields)

        #expect(
            lines == [
                "Đoạn một.", "Đoạn hai.", "A", "TT", "Tên", "1", "hàng 1", "2", "hàng 2", "B", "TT", "Tên", "hết",
            ])
    }

    @Test func `a cell whose paragraphs all repeat still ends with a paragraph`() throws {
        let body = "<w:tbl><w:tr><w:tc>\(Made.paragraph("{{#doan}}{{chu}}{{/doan}}"))</w:tc></w:tr></w:tbl>"
        let template = try DocumentTemplate(Made.parts(body: body), knowing: [], needing: [])

        let bytes = try template.document(with: DocumentFields(lists: ["doan": []]))
        let part = try #require(try Made.read(bytes).first { $0.name == "word/document.xml" })

        #expect(String(decoding: part.bytes, as: UTF8.self).contains("<w:tc><w:p></w:p></w:tc>"))
    }

    @Test(arguments: [
        ("{{ten", TemplateFault.fieldBroken("{{ten")), ("{{}}", .fieldBroken("{{}}")), ("ten}}", .fieldBroken("}}")),
        ("{{TEN}}", .fieldBroken("{{TEN}}")), ("{{#a}}x", .listBroken("a")), ("x{{/a}}", .listBroken("a")),
        ("{{#a}}{{#b}}{{/a}}{{/b}}", .listBroken("a")), ("{{la}}", .fieldUnknown("la")),
        ("x", .fieldMissing("a")),
    ])
    func `a slip in a template is told where it is`(text: String, fault: TemplateFault) {
        #expect(throws: fault) {
            _ = try DocumentTemplate(
                Made.parts(body: Made.paragraph(text)), knowing: ["ten", "a", "b"], needing: ["a"])
        }
    }

    @Test(arguments: ["<w:document><w:p>", "<!DOCTYPE x><w:p/>", "<w:p></w:r>", "<w:p", "", "<w:p><![CDATA[x]]></w:p>"])
    func `what no worker wrote is refused`(text: String) {
        let parts = [
            TemplatePart(name: "[Content_Types].xml", bytes: Array("<Types/>".utf8)),
            TemplatePart(name: "word/document.xml", bytes: Array(text.utf8)),
        ]

        #expect(throws: TemplateFault.damaged(part: "word/document.xml")) {
            _ = try DocumentTemplate(parts, knowing: [], needing: [])
        }
    }

    @Test func `equal fields give equal bytes at any time and in any time zone`() async throws {
        let template = try ReportFile.template(Made.shipped())
        let fields = DocumentFields(texts: ["co-quan": "THƯ VIỆN"])
        let before = getenv("TZ").map { String(cString: $0) }
        defer {
            if let before { setenv("TZ", before, 1) } else { unsetenv("TZ") }
            tzset()
        }

        let here = try template.document(with: fields)
        try await Task.sleep(for: .milliseconds(2_100))
        setenv("TZ", "America/St_Johns", 1)
        tzset()
        let elsewhere = try template.document(with: fields)

        #expect(here == elsewhere)
    }

    // MARK: Files that somebody edited

    @Test func `a template goes out as a file, and comes back as the same template`() throws {
        let template = try ReportFile.template(Made.shipped())

        let back = try ReportFile.template(Made.read(template.file()))
        let fields = DocumentFields(texts: ["co-quan": "THƯ VIỆN", "trich-yeu": "Kết quả"])

        #expect(back.source.map(\.name) == template.source.map(\.name))
        let first = try Made.paragraphs(of: "word/document.xml", in: template.document(with: fields))
        #expect(try Made.paragraphs(of: "word/document.xml", in: back.document(with: fields)) == first)
    }

    @Test(arguments: [
        ("word/vbaProject.bin", "x", DiagnosticCode.templateUnfit),
        ("word/media/anh.png", "không phải ảnh", .templateUnfit),
        ("word/document.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", .xmlDoctype),
        ("word/document.xml", "<w:p xmlns:w=\"w\">", .xmlMalformed),
        (
            "word/_rels/document.xml.rels",
            "<R><Relationship Type=\"x/image\" TargetMode=\"External\" Target=\"http://a.example/x.png\"/></R>",
            .templateUnfit
        ),
        ("word/document.xml", "<w:p xmlns:w=\"w\"><w:instrText> DDEAUTO c:\\\\x </w:instrText></w:p>", .templateUnfit),
        ("word/document.xml", "<w:p xmlns:w=\"w\"><w:altChunk/></w:p>", .templateUnfit),
        ("../ra-ngoai.xml", "<a/>", .archiveUnsafeName),
    ])
    func `a template that fetches, runs or hides something is refused`(
        name: String, text: String, code: DiagnosticCode
    ) throws {
        let file = Made.file([(name, text)])

        let rejection = #expect(throws: FileRejection.self) { _ = try Made.read(file) }

        #expect(rejection?.diagnostic.code == code)
    }

    @Test func `a link to a page is allowed, and a file that is no document is not`() throws {
        let link =
            "<R><Relationship Type=\"x/hyperlink\" TargetMode=\"External\" Target=\"https://a.example\"/></R>"

        #expect(try Made.read(Made.file([("word/_rels/document.xml.rels", link)])).count == 3)
        #expect(throws: FileRejection.self) { _ = try Made.read(MadeZip([("a.txt", "một")]).bytes) }
        #expect(throws: FileRejection.self) { _ = try Made.read(Array("không phải zip".utf8)) }
    }

    @Test func `a template that unpacks without end is refused`() throws {
        var zip = MadeZip()
        zip.add("[Content_Types].xml", "<Types/>")
        zip.add(MadeZip.Entry("word/document.xml", zeros: 64 << 20))

        let rejection = #expect(throws: FileRejection.self) { _ = try Made.read(zip.bytes) }

        #expect(rejection?.diagnostic.code == .archiveBomb)
    }
}
