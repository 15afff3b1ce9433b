package import Library

/// A template of an official document (.docx, ECMA-376), ready to be filled.
///
/// For example:
///
///     let template = try DocumentTemplate(parts, knowing: names, needing: ["trich-yeu"])
///     let bytes = try template.document(with: fields)
package struct DocumentTemplate: Equatable, Sendable {
    private enum Part: Equatable, Sendable {
        case fixed([UInt8])
        case filled([DocumentPiece])
    }

    /// In the order in which they are written: the same for the same parts.
    private let parts: [(name: String, part: Part)]
    /// The parts as they came, in that order: what the template is.
    package let source: [TemplatePart]
    /// The fields and lists it uses.
    package let names: Set<String>

    package static let mediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    private static let contentTypes = "[Content_Types].xml"
    private static let main = "word/document.xml"

    /// Reads a template that may use the fields in `known` and must use those in
    /// `needed`; both may be empty.
    package init(
        _ parts: [TemplatePart], knowing known: Set<String>, needing needed: Set<String>
    ) throws(TemplateFault) {
        for name in [Self.contentTypes, Self.main] where !parts.contains(where: { $0.name == name }) {
            throw .partMissing(name)
        }
        source = parts.sorted { Self.order($0.name).lexicographicallyPrecedes(Self.order($1.name)) }
        var read: [(name: String, part: Part)] = []
        var used: Set<String> = []
        for part in source {
            guard Self.mayHoldFields(part.name) else {
                read.append((part.name, .fixed(part.bytes)))
                continue
            }
            let nodes = try DocumentMarkup.read(part)
            try TemplateFields.find(in: nodes)
            let pieces = try TemplateLists.pieces(of: nodes)
            used.formUnion(Self.names(in: pieces))
            read.append((part.name, .filled(pieces)))
        }
        if !known.isEmpty, let strange = used.subtracting(known).min() { throw .fieldUnknown(strange) }
        if let missing = needed.subtracting(used).min() { throw .fieldMissing(missing) }
        (self.parts, names) = (read, used)
    }

    package static func == (left: DocumentTemplate, right: DocumentTemplate) -> Bool { left.source == right.source }

    /// The document, the same bytes for the same fields.
    package func document(with fields: DocumentFields) throws(PackedArchiveError) -> [UInt8] {
        try PackedArchive.bytes(
            of: parts.map { name, part in
                switch part {
                case .fixed(let bytes): (name, bytes)
                case .filled(let pieces): (name, Self.declaration + FilledPieces(fields).bytes(of: pieces))
                }
            })
    }

    /// The template itself as a file, for whoever wants to edit it.
    package func file() throws(PackedArchiveError) -> [UInt8] {
        try PackedArchive.bytes(of: source.map { ($0.name, $0.bytes) })
    }

    private static let declaration = Array("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".utf8)

    /// Content types come first, as programs that look at the beginning expect.
    private static func order(_ name: String) -> [UInt8] {
        (name == contentTypes ? [0] : name.hasPrefix("_rels/") ? [1] : [2]) + Array(name.utf8)
    }

    private static func mayHoldFields(_ name: String) -> Bool {
        guard name.hasPrefix("word/"), name.hasSuffix(".xml") else { return false }
        return name == main || ["header", "footer", "footnotes"].contains { name.hasPrefix("word/" + $0) }
    }

    private static func names(in pieces: [DocumentPiece]) -> Set<String> {
        pieces.reduce(into: []) { names, piece in
            switch piece {
            case .bytes: break
            case .field(let name): names.insert(name)
            case .list(let name, let inner): names.formUnion(Self.names(in: inner).union([name]))
            }
        }
    }
}

/// Pieces with their fields filled in.
private struct FilledPieces {
    /// The innermost record last.
    private var records: [DocumentFields]

    init(_ fields: DocumentFields) { records = [fields] }

    func bytes(of pieces: [DocumentPiece]) -> [UInt8] {
        var output: [UInt8] = []
        append(pieces, to: &output)
        return output
    }

    private func append(_ pieces: [DocumentPiece], to output: inout [UInt8]) {
        for piece in pieces {
            switch piece {
            case .bytes(let bytes): output += bytes
            case .field(let name):
                if let text = records.reversed().lazy.compactMap({ $0.texts[name] }).first {
                    Self.append(text, to: &output)
                }
            case .list(let name, let inner):
                for record in records.reversed().lazy.compactMap({ $0.lists[name] }).first ?? [] {
                    var below = self
                    below.records.append(record)
                    below.append(inner, to: &output)
                }
            }
        }
    }

    /// Text inside a `w:t`; a new line ends the line there. What XML 1.0 forbids
    /// becomes the replacement character.
    private static func append(_ text: String, to output: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;".utf8
            case "<": output += "&lt;".utf8
            case ">": output += "&gt;".utf8
            case "\n": output += "</w:t><w:br/><w:t xml:space=\"preserve\">".utf8
            case "\t": output += "</w:t><w:tab/><w:t xml:space=\"preserve\">".utf8
            case "\r": break
            case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": output += "\u{FFFD}".utf8
            default: output += String(scalar).utf8
            }
        }
    }
}
