import Library

/// The elements and texts of a part of a document.
enum DocumentNode {
    case element(DocumentElement)
    /// Between tags, as it is written, entities and all.
    case text([UInt8])
}

/// An element with its tags as they are written.
final class DocumentElement {
    /// With its prefix: "w:p".
    let name: String
    var opening: [UInt8]
    let closing: [UInt8]
    var children: [DocumentNode]
    /// What stands in a `w:t` once its fields were found; nil for all others.
    var pieces: [TextPiece]?

    init(name: String, opening: [UInt8], closing: [UInt8], children: [DocumentNode]) {
        (self.name, self.opening, self.closing, self.children) = (name, opening, closing, children)
    }

    /// The texts of a paragraph in order; those of a paragraph inside it (a text
    /// box) are its own.
    var texts: [DocumentElement] {
        if name == "w:t" { return [self] }
        return children.flatMap { child -> [DocumentElement] in
            guard case .element(let element) = child, element.name != "w:p" else { return [] }
            return element.texts
        }
    }

    /// Every element of that name below, the outer ones first.
    func descendants(named wanted: String) -> [DocumentElement] {
        children.flatMap { child -> [DocumentElement] in
            guard case .element(let element) = child else { return [] }
            return (element.name == wanted ? [element] : []) + element.descendants(named: wanted)
        }
    }

    /// Whether it is or holds something to see besides words: a drawing, a section.
    var holdsMore: Bool {
        if ["w:drawing", "w:pict", "w:sectPr", "w:object"].contains(name) { return true }
        return children.contains {
            if case .element(let element) = $0 { element.holdsMore } else { false }
        }
    }
}

/// A piece of the text of a paragraph.
enum TextPiece: Equatable {
    /// As it is written in the XML.
    case literal([UInt8])
    case field(String)
    case open(String)
    case close(String)
}

/// Reads the XML that a worker wrote, or our own: elements, attributes, text.
/// It is no reader of foreign files: a DOCTYPE or CDATA ends it.
struct DocumentMarkup {
    private let bytes: [UInt8]
    private var place = 0
    private let part: String

    /// The top elements of a part.
    static func read(_ part: TemplatePart) throws(TemplateFault) -> [DocumentNode] {
        var reader = DocumentMarkup(bytes: part.bytes, part: part.name)
        let nodes = try reader.nodes(below: nil, depth: 0)
        guard nodes.contains(where: { if case .element = $0 { true } else { false } }) else {
            throw .damaged(part: part.name)
        }
        return nodes
    }

    private init(bytes: [UInt8], part: String) { (self.bytes, self.part) = (bytes, part) }

    private var fault: TemplateFault { .damaged(part: part) }

    /// What stands up to the closing tag of `name`, which is taken; up to the end
    /// for nil.
    private mutating func nodes(below name: [UInt8]?, depth: Int) throws(TemplateFault) -> [DocumentNode] {
        guard depth <= TemplateLimits.depth else { throw fault }
        var nodes: [DocumentNode] = []
        while place < bytes.count {
            guard bytes[place] == UInt8(ascii: "<") else {
                let end = bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
                if name != nil { nodes.append(.text(Array(bytes[place..<end]))) }
                place = end
                continue
            }
            guard place + 1 < bytes.count else { throw fault }
            switch bytes[place + 1] {
            case UInt8(ascii: "?"): try skip(past: "?>")
            case UInt8(ascii: "!"):
                guard bytes[place...].starts(with: Array("<!--".utf8)) else { throw fault }
                try skip(past: "-->")
            case UInt8(ascii: "/"):
                let tag = try self.tag()
                let closed = Array(tag.dropFirst(2).prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") })
                guard closed == name else { throw fault }
                return nodes
            default: nodes.append(.element(try element(depth: depth)))
            }
        }
        guard name == nil else { throw fault }
        return nodes
    }

    private mutating func element(depth: Int) throws(TemplateFault) -> DocumentElement {
        let opening = try tag()
        let name = Array(
            opening.dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") })
        guard !name.isEmpty else { throw fault }
        let text = String(decoding: name, as: UTF8.self)
        guard opening.dropLast().last != UInt8(ascii: "/") else {
            return DocumentElement(name: text, opening: opening, closing: [], children: [])
        }
        let children = try nodes(below: name, depth: depth + 1)
        return DocumentElement(name: text, opening: opening, closing: Array("</\(text)>".utf8), children: children)
    }

    /// The tag at this place, taken; a bracket inside a quoted value ends none.
    private mutating func tag() throws(TemplateFault) -> [UInt8] {
        let start = place
        var quote: UInt8?
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return Array(bytes[start..<place])
            }
        }
        throw fault
    }

    private mutating func skip(past ending: String) throws(TemplateFault) {
        let ending = Array(ending.utf8)
        while place + ending.count <= bytes.count {
            if bytes[place..<place + ending.count].elementsEqual(ending) {
                place += ending.count
                return
            }
            place += 1
        }
        throw fault
    }
}
