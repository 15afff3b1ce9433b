import Library

/// Puts the sections of a book together: numbers, titles from the contents,
/// links, passages.
struct BookAssembly {
    private struct Piece {
        var draft: SectionDraft
        var title: String?
        var level: Int?
    }

    private var pieces: [Piece] = []
    /// Where each document begins; a document without text begins at the next.
    private var starts: [String: Int] = [:]
    private var anchors: [String: [String: Int]] = [:]
    private let silentLanguages: Set<String>

    init(_ documents: [EPUBText.Document], contents: [ContentsEntry], archive: ZipArchive, silentLanguages: Set<String>)
    {
        self.silentLanguages = silentLanguages
        for document in documents {
            starts[document.entry] = pieces.count
            for draft in document.sections {
                for anchor in draft.anchors { anchors[document.entry, default: [:]][anchor] = pieces.count }
                pieces.append(Piece(draft: draft))
            }
        }
        for line in contents {
            guard let index = index(of: archive.entry(named: line.entry) ?? line.entry, line.fragment) else { continue }
            guard pieces[index].title == nil else { continue }
            (pieces[index].title, pieces[index].level) = (line.title, line.level)
        }
        // One line of contents for a whole book tells nothing.
        let hasContents = pieces.count { $0.title != nil } > 1
        for index in pieces.indices where pieces[index].title == nil {
            pieces[index].title = pieces[index].draft.heading.map { String($0.prefix(200)) }
            if !hasContents, pieces[index].title != nil { pieces[index].level = 1 }
        }
    }

    private func index(of entry: String, _ fragment: String?) -> Int? {
        if let fragment, let index = anchors[entry]?[BookAnchor.id(fragment)] { return index }
        guard let start = starts[entry], !pieces.isEmpty else { return nil }
        return min(start, pieces.count - 1)
    }

    var sections: some Sequence<Section> {
        pieces.indices.lazy.map { index in
            let piece = pieces[index]
            return Section(ordinal: index + 1, title: piece.title, tocLevel: piece.level, html: html(of: piece.draft))
        }
    }

    var passages: [Passage] {
        var cutter = PassageCutter()
        return pieces.indices.flatMap { index in
            cutter.passages(of: pieces[index].draft.blocks, section: index + 1, title: pieces[index].title)
        }
    }

    /// The markup with its links and languages filled in.
    private func html(of draft: SectionDraft) -> String {
        guard !draft.patches.isEmpty else { return String(decoding: draft.markup.bytes, as: UTF8.self) }
        var result = Markup()
        result.bytes.reserveCapacity(draft.markup.bytes.count + draft.patches.count * 16)
        var place = 0
        for patch in draft.patches {
            result.bytes.append(contentsOf: draft.markup.bytes[place..<patch.offset])
            place = patch.offset
            switch patch.kind {
            case .link(let entry, let fragment):
                guard let index = index(of: entry, fragment) else { continue }
                let anchor = fragment.map { BookAnchor.id($0) }
                let isKnown = anchor.map { pieces[index].draft.anchors.contains($0) } ?? false
                result.attribute("href", "s\(index + 1)" + (isKnown ? "#" + (anchor ?? "") : ""))
            case .language(let tag):
                let primary = LanguageTag.code(tag)
                if let primary, !silentLanguages.contains(primary) { result.attribute("lang", tag) }
            }
        }
        result.bytes.append(contentsOf: draft.markup.bytes[place...])
        return String(decoding: result.bytes, as: UTF8.self)
    }
}
