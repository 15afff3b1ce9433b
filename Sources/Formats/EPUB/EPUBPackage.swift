import Library

/// The package file of an EPUB: what it says, not yet what it means.
struct EPUBPackage {
    /// One statement about the book: a Dublin Core element with what refines it.
    struct Statement {
        var value: String
        /// `opf:role`, `opf:file-as`, `opf:scheme`, `opf:event` of EPUB 2, by local name.
        var attributes: [String: String]
        /// `meta refines` of EPUB 3: property → values.
        var refinements: [String: [String]]

        /// The attribute of EPUB 2, else the property of EPUB 3.
        func detail(_ name: String) -> String? {
            if let value = attributes[name], !value.isEmpty { return value }
            return refinements[name]?.first
        }
    }

    struct Item {
        var id: String
        /// The entry in the archive, as the reference resolves.
        var entry: String
        var mediaType: String
        var properties: Set<Substring>
        var fallback: String?
    }

    private(set) var statements: [String: [Statement]] = [:]
    /// `meta name content` of EPUB 2 and calibre.
    private(set) var names: [String: [String]] = [:]
    /// `meta property` of EPUB 3 that refines nothing.
    private(set) var properties: [String: [Statement]] = [:]
    /// `link rel href` of the metadata.
    private(set) var links: [(rel: String, href: String)] = []
    private(set) var items: [Item] = []
    private(set) var spine: [String] = []
    /// The item of the NCX.
    private(set) var contentsItem: String?
    /// `guide` references: type → reference.
    private(set) var guide: [String: String] = [:]
    let entry: String
    let bytes: [UInt8]

    init(_ bytes: [UInt8], entry: String, limits: ReadingLimits) throws(FileRejection) {
        self.bytes = bytes
        self.entry = entry
        let root = try EPUBPackage.root(bytes, entry: entry, limits: limits)
        if let metadata = root.firstElement(named: "metadata") { read(metadata: metadata) }
        if let manifest = root.firstElement(named: "manifest") { read(manifest: manifest) }
        if let spine = root.firstElement(named: "spine") {
            contentsItem = spine.attribute("toc")
            self.spine = spine.elements(named: "itemref").compactMap { $0.attribute("idref") }
        }
        for reference in root.firstElement(named: "guide")?.elements(named: "reference") ?? [] {
            guard let type = reference.attribute("type"), let href = reference.attribute("href") else { continue }
            if guide[type.lowercased()] == nil { guide[type.lowercased()] = href }
        }
    }

    func item(_ id: String) -> Item? { items.first { $0.id == id } }

    /// Ampersands that were not escaped are the commonest fault of package files.
    private static func root(_ bytes: [UInt8], entry: String, limits: ReadingLimits) throws(FileRejection) -> XMLNode {
        do { return try XMLDocument(bytes, limits: limits).root } catch {
            let place = SourcePosition(line: error.line, field: entry)
            guard error.code == .xmlMalformed else { throw FileRejection(error.code, at: place, error.reason) }
            if let document = try? XMLDocument(LooseAmpersands.escaped(bytes), limits: limits) { return document.root }
            throw FileRejection(.epubNoPackage, at: place, "the package file is not XML: \(error.reason)")
        }
    }

    private mutating func read(metadata: XMLNode) {
        var refinements: [String: [String: [String]]] = [:]
        var all: [XMLNode] = []
        metadata.visit { if $0.kind == .element { all.append($0) } }
        for node in all where node.isNamed("meta") {
            guard let property = node.attribute("property"), let target = node.attribute("refines") else { continue }
            let id = target.hasPrefix("#") ? String(target.dropFirst()) : target
            refinements[id, default: [:]][property, default: []].append(CleanText.string(node.text))
        }
        for node in all {
            let id = node.attribute("id") ?? ""
            if node.isNamed("meta") {
                if let name = node.attribute("name"), let content = node.attribute("content") {
                    names[name, default: []].append(CleanText.string(content))
                } else if let property = node.attribute("property"), node.attribute("refines") == nil {
                    properties[property, default: []].append(
                        Statement(
                            value: CleanText.string(node.text), attributes: [:], refinements: refinements[id] ?? [:]))
                }
            } else if node.isNamed("link") {
                if let rel = node.attribute("rel"), let href = node.attribute("href") { links.append((rel, href)) }
            } else if node.namespace?.contains("purl.org/dc/") ?? false {
                var attributes: [String: String] = [:]
                for attribute in node.attributes { attributes[attribute.name] = CleanText.string(attribute.value) }
                // Descriptions keep their lines, which tell boilerplate from prose.
                let value = node.name.lowercased() == "description" ? node.text : CleanText.string(node.text)
                guard !value.isEmpty else { continue }
                statements[node.name.lowercased(), default: []].append(
                    Statement(value: value, attributes: attributes, refinements: refinements[id] ?? [:]))
            }
        }
    }

    private mutating func read(manifest: XMLNode) {
        for node in manifest.elements(named: "item") {
            guard let id = node.attribute("id"), let href = node.attribute("href"),
                let resolved = EntryName.resolve(href, in: entry)
            else { continue }
            items.append(
                Item(
                    id: id, entry: resolved.entry, mediaType: (node.attribute("media-type") ?? "").lowercased(),
                    properties: Set((node.attribute("properties") ?? "").split(separator: " ")),
                    fallback: node.attribute("fallback")))
        }
    }
}

/// XML in which somebody wrote "&" for "and".
enum LooseAmpersands {
    static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        for (place, byte) in bytes.enumerated() {
            result.append(byte)
            guard byte == UInt8(ascii: "&") else { continue }
            let tail = bytes[(place + 1)...].prefix(12)
            let name = tail.prefix { $0 != UInt8(ascii: ";") }
            let isReference =
                name.count < tail.count && !name.isEmpty
                && name.allSatisfy {
                    ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x23
                }
            if !isReference { result.append(contentsOf: "amp;".utf8) }
        }
        return result
    }
}
