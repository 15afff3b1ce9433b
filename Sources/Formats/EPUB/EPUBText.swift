import Library

/// The readable text of a book: its spine, walked.
struct EPUBText {
    struct Document {
        var entry: String
        var sections: [SectionDraft]
    }

    private(set) var documents: [Document] = []
    private(set) var warnings: [Diagnostic] = []
    private let archive: ZipArchive
    private let package: EPUBPackage
    private let pictures: EPUBPictures
    private let limits: ReadingLimits

    init(
        _ package: EPUBPackage, _ archive: ZipArchive, _ pictures: EPUBPictures, contents: [ContentsEntry],
        limits: ReadingLimits
    ) throws(FileRejection) {
        (self.package, self.archive, self.pictures, self.limits) = (package, archive, pictures, limits)
        var breaks: [String: Set<String>] = [:]
        for line in contents {
            guard let fragment = line.fragment else { continue }
            breaks[archive.entry(named: line.entry) ?? line.entry, default: []].insert(BookAnchor.id(fragment))
        }
        var seen: Set<String> = []
        for id in package.spine {
            guard let item = readable(id) else { continue }
            guard let name = archive.entry(named: item.entry) else {
                warn(.epubMissingFile, item.entry, "a chapter the book lists is missing")
                continue
            }
            guard seen.insert(name).inserted else { continue }
            let sections = try sections(of: item, name, breaks: breaks[name] ?? [])
            documents.append(Document(entry: name, sections: sections))
            if let rejection = pictures.rejection { throw rejection }
        }
    }

    /// All lines of the book in order.
    var blocks: LazySequence<FlattenSequence<LazyMapSequence<[Document], [TextBlock]>>> {
        documents.lazy.map { $0.sections.flatMap(\.blocks) }.joined().lazy
    }

    /// The item itself or the first of its fall-backs that can be read.
    private mutating func readable(_ id: String) -> EPUBPackage.Item? {
        guard var item = package.item(id) else {
            warn(.epubMissingFile, id, "the reading order names an item that is not listed")
            return nil
        }
        let first = item
        for _ in 0..<8 {
            if EPUBText.isDocument(item) || item.mediaType.hasPrefix("image/") { return item }
            guard let next = item.fallback.flatMap({ package.item($0) }) else { break }
            item = next
        }
        warn(
            .epubMissingFile, first.entry,
            "an item of the reading order is of a kind that is not read (\(first.mediaType))")
        return nil
    }

    private static func isDocument(_ item: EPUBPackage.Item) -> Bool {
        if documentTypes.contains(item.mediaType) { return true }
        let name = item.entry.lowercased()
        return item.mediaType.isEmpty && (name.hasSuffix("html") || name.hasSuffix(".htm") || name.hasSuffix(".xml"))
    }

    private static let documentTypes: Set<String> = [
        "application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/x-dtbook+xml", "application/xml",
        "text/xml",
        "application/html+xml", "image/svg+xml",
    ]

    private mutating func sections(
        of item: EPUBPackage.Item, _ name: String, breaks: Set<String>
    ) throws(FileRejection) -> [SectionDraft] {
        let chapter = EPUBChapter(entry: name, pictures: pictures, archive: archive)
        if item.mediaType.hasPrefix("image/"), item.mediaType != "image/svg+xml" { return pictureSection(name) }
        let bytes: [UInt8]
        do { bytes = try archive.read(name) ?? [] } catch  where error.diagnostic.code == .archiveDamaged {
            warn(.archiveDamaged, name, error.diagnostic.reason)
            return []
        }
        guard bytes.contains(where: { !XMLProlog.isSpace($0) }) else { return [] }
        let fault: XMLFault
        do {
            return ChapterWalk.sections(of: try XMLDocument(bytes, limits: limits).root, in: chapter, breaks: breaks)
        } catch { fault = error }
        warn(.epubChapterMended, name, "the chapter is not XML and was read as HTML: \(fault.reason)", line: fault.line)
        if fault.code == .xmlTooLarge {
            throw FileRejection(.xmlTooLarge, at: SourcePosition(field: name), fault.reason)
        }
        if let document = try? HTMLDocument(bytes, limits: limits) {
            return ChapterWalk.sections(of: document.root, in: chapter, breaks: breaks)
        }
        return BareText.sections(of: bytes)
    }

    /// A picture that is itself a page.
    private func pictureSection(_ name: String) -> [SectionDraft] {
        guard let picture = pictures.show(name) else { return [] }
        var writer = ChapterWriter()
        var block = OpenBlock(tag: "p")
        var image = Markup()
        image.raw(
            "<img src=\"hinh/\(picture.name)\" alt=\"\" width=\"\(picture.width)\" height=\"\(picture.height)\"/>")
        block.write(image)
        block.hasImage = true
        writer.commit(block)
        return writer.finish()
    }

    private mutating func warn(_ code: DiagnosticCode, _ entry: String, _ reason: String, line: Int? = nil) {
        warnings.append(Diagnostic(.warning, code, at: SourcePosition(line: line, field: entry), reason))
    }
}
