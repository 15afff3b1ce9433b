import Library

/// A line of a book's table of contents.
struct ContentsEntry: Equatable {
    var title: String
    /// 1 for the top.
    var level: Int
    var entry: String
    var fragment: String?
}

/// The table of contents: `nav` of EPUB 3, else the NCX of EPUB 2.
enum EPUBContents {
    static func read(_ package: EPUBPackage, _ archive: ZipArchive, limits: ReadingLimits) throws(FileRejection)
        -> [ContentsEntry]
    {
        if let item = package.items.first(where: { $0.properties.contains("nav") }),
            let root = try root(of: item.entry, archive, limits)
        {
            let entries = navigation(root, base: archive.entry(named: item.entry) ?? item.entry)
            if !entries.isEmpty { return entries }
        }
        let stated = package.contentsItem.flatMap { package.item($0) }
        let item = stated ?? package.items.first { $0.mediaType == "application/x-dtbncx+xml" }
        guard let item, let root = try root(of: item.entry, archive, limits) else { return [] }
        var entries: [ContentsEntry] = []
        if let map = root.firstElement(named: "navMap") {
            points(of: map, level: 1, base: archive.entry(named: item.entry) ?? item.entry, into: &entries)
        }
        return entries
    }

    /// A damaged table of contents is no reason to refuse a book.
    private static func root(of entry: String, _ archive: ZipArchive, _ limits: ReadingLimits) throws(FileRejection)
        -> XMLNode?
    {
        guard let name = archive.entry(named: entry) else { return nil }
        do {
            guard let bytes = try archive.read(name) else { return nil }
            if let document = try? XMLDocument(bytes, limits: limits) { return document.root }
            return try? XMLDocument(LooseAmpersands.escaped(bytes), limits: limits).root
        } catch  where error.diagnostic.code == .archiveDamaged {
            return nil
        }
    }

    private static func navigation(_ root: XMLNode, base: String) -> [ContentsEntry] {
        let navs = root.descendants(named: "nav")
        let ops = "http://www.idpf.org/2007/ops"
        let contents =
            navs.first { ($0.attribute("type", namespace: ops) ?? "").split(separator: " ").contains("toc") }
            ?? navs.first
        guard let list = contents?.descendants(named: "ol").first else { return [] }
        var entries: [ContentsEntry] = []
        lines(of: list, level: 1, base: base, into: &entries)
        return entries
    }

    private static func lines(of list: XMLNode, level: Int, base: String, into entries: inout [ContentsEntry]) {
        for item in list.elements(named: "li") {
            if let link = item.firstElement(named: "a") {
                append(link.text, link.attribute("href"), level, base, into: &entries)
            }
            for inner in item.elements(named: "ol") { lines(of: inner, level: level + 1, base: base, into: &entries) }
        }
    }

    private static func points(of node: XMLNode, level: Int, base: String, into entries: inout [ContentsEntry]) {
        for point in node.elements(named: "navPoint") {
            let title = point.firstElement(named: "navLabel")?.text ?? ""
            append(title, point.firstElement(named: "content")?.attribute("src"), level, base, into: &entries)
            points(of: point, level: level + 1, base: base, into: &entries)
        }
    }

    private static func append(
        _ title: String, _ reference: String?, _ level: Int, _ base: String, into entries: inout [ContentsEntry]
    ) {
        let title = CleanText.string(title)
        guard !title.isEmpty, let reference, let place = EntryName.resolve(reference, in: base) else { return }
        entries.append(ContentsEntry(title: title, level: min(level, 9), entry: place.entry, fragment: place.fragment))
    }
}
