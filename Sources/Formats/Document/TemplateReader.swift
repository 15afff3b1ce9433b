package import Library

/// Opens a document template (.docx) that a locality edited and hands its parts
/// over: XML read by the hardened parser and written anew (Canonical XML 1.0),
/// pictures as they are. What a template has no use for is refused, whole.
package struct TemplateReader {
    private let limits: ReadingLimits

    package init() {
        var limits = ReadingLimits()
        limits.archiveEntries = TemplateLimits.parts
        limits.archiveBytes = Int64(TemplateLimits.totalBytes)
        limits.entryBytes = Int64(TemplateLimits.partBytes)
        limits.documentBytes = TemplateLimits.partBytes
        limits.documentDepth = TemplateLimits.depth
        self.limits = limits
    }

    package func read(_ file: SourceFile, into sink: (TemplatePart) throws -> Void) throws {
        let archive = try ZipArchive(path: file.path, limits: limits)
        if let name = archive.refusedNames.first {
            throw FileRejection(.archiveUnsafeName, "the entry \(name) has a name that no document has")
        }
        guard archive.names.contains("[Content_Types].xml"), archive.names.contains("word/document.xml") else {
            throw FileRejection(.formatUnknown, "the file is no Word document (.docx)")
        }
        for name in archive.names {
            guard let bytes = try archive.read(name) else { continue }
            try sink(try part(name, bytes))
        }
    }

    private func part(_ name: String, _ bytes: [UInt8]) throws(FileRejection) -> TemplatePart {
        if name.hasSuffix(".xml") || name.hasSuffix(".rels") { return try markup(name, bytes) }
        let isPicture = name.hasPrefix("word/media/") && Self.pictures.contains { bytes.starts(with: $0) }
        guard isPicture else {
            throw Self.unfit(
                name, "\(name) is neither text nor a PNG or JPEG picture: macros and objects are not taken")
        }
        return TemplatePart(name: name, bytes: bytes)
    }

    private func markup(_ name: String, _ bytes: [UInt8]) throws(FileRejection) -> TemplatePart {
        do throws(XMLFault) {
            let document = try XMLDocument(bytes, limits: limits)
            if let reason = Self.danger(in: document.root) { throw XMLFault(.templateUnfit, reason) }
            return TemplatePart(name: name, bytes: try document.canonical())
        } catch {
            throw FileRejection(error.code, at: SourcePosition(line: error.line, field: name), error.reason)
        }
    }

    /// What makes a program that opens the document fetch or run something.
    private static func danger(in root: XMLNode) -> String? {
        var found: String?
        let look = { (node: XMLNode) in
            guard found == nil, node.kind == .element else { return }
            switch node.name {
            case "Relationship":
                let type = node.attribute("Type") ?? ""
                let isLink = type.hasSuffix("/hyperlink")
                if node.attribute("TargetMode") == "External", !isLink {
                    found = "the document takes something from outside: \(node.attribute("Target") ?? "")"
                }
                if ["/attachedTemplate", "/aFChunk", "/oleObject", "/vbaProject", "/control"].contains(
                    where: type.hasSuffix)
                {
                    found = "the document carries a part of another program"
                }
            case "altChunk", "OLEObject", "control", "object": found = "the document carries a part of another program"
            case "instrText": found = Self.danger(inField: node.text)
            case "fldSimple": found = Self.danger(inField: node.attribute("instr", namespace: Self.word) ?? "")
            default: break
            }
        }
        look(root)
        root.visit(look)
        return found
    }

    /// Fields that load other files or talk to other programs.
    private static func danger(inField text: String) -> String? {
        let command = text.split(whereSeparator: \.isWhitespace).first.map { $0.uppercased() } ?? ""
        return outside.contains(command) ? "the field \(command) loads something from outside" : nil
    }

    private static let outside: Set<String> = [
        "DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "DATABASE", "EMBED", "MACROBUTTON",
        "INCLUDE",
    ]
    private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    private static let pictures: [[UInt8]] = [[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0xFF, 0xD8, 0xFF]]

    private static func unfit(_ name: String, _ reason: String) -> FileRejection {
        FileRejection(.templateUnfit, at: SourcePosition(field: name), reason)
    }
}
