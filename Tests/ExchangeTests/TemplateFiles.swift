import Exchange
import Formats
import Foundation
import Library
import MadeFiles

/// Templates and documents of the tests.
enum TemplateFiles {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("ingest/reports/bao-cao").path

    /// The parts that come with the product.
    static func shipped() throws -> [TemplatePart] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().compactMap { name in
            guard TemplatePart(name: name, bytes: []).isMarkup else { return nil }
            return TemplatePart(
                name: name, bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))))
        }
    }

    /// A document of one part, with these elements in its body.
    static func parts(body: String) -> [TemplatePart] {
        let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
        return [
            TemplatePart(name: "[Content_Types].xml", bytes: Array("<Types/>".utf8)),
            TemplatePart(
                name: "word/document.xml",
                bytes: Array("<w:document \(space)><w:body>\(body)</w:body></w:document>".utf8)),
        ]
    }

    /// A paragraph of runs.
    static func paragraph(_ runs: String...) -> String {
        "<w:p>" + runs.map { "<w:r><w:t>\($0)</w:t></w:r>" }.joined() + "</w:p>"
    }

    static func row(_ cells: String...) -> String {
        "<w:tr>" + cells.map { "<w:tc>\(paragraph($0))</w:tc>" }.joined() + "</w:tr>"
    }

    /// What the reader of a worker hands over of a file.
    static func read(_ bytes: [UInt8]) throws -> [TemplatePart] {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        var parts: [TemplatePart] = []
        let file = SourceFile(path: path, name: "mau.docx", byteCount: Int64(bytes.count))
        try TemplateReader().read(file) { parts.append($0) }
        return parts
    }

    /// The paragraphs of a part, each with the text of its runs; empty ones are
    /// left out.
    static func paragraphs(of part: String, in document: [UInt8]) throws -> [String] {
        guard let found = try read(document).first(where: { $0.name == part }) else { return [] }
        return try XMLDocument(found.bytes).root.descendants(named: "p").map { paragraph in
            paragraph.descendants(named: "t").map(\.text).joined()
        }.filter { !$0.isEmpty }
    }

    /// A whole file with other entries beside, or in place of, those of a document.
    static func file(body: String = paragraph("x"), _ entries: [(String, String)] = []) -> [UInt8] {
        var zip = MadeZip()
        for part in parts(body: body) where !entries.contains(where: { $0.0 == part.name }) {
            zip.add(part.name, part.bytes)
        }
        for (name, text) in entries { zip.add(name, text) }
        return zip.bytes
    }
}
