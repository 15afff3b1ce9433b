import Library

/// The pictures of a book, named by us and checked by their first bytes.
///
/// A class because chapters meet pictures while they are walked; confined to
/// one reading of one file.
final class EPUBPictures {
    struct Picture {
        var entry: String
        var placed: PlacedPicture
        var header: ImageHeader
    }

    private let archive: ZipArchive
    private var known: [String: Picture?] = [:]
    /// In the order the book shows them.
    private(set) var shown: [Picture] = []
    private(set) var warnings: [Diagnostic] = []
    /// A fault that ends the reading, met where nothing can be thrown.
    private(set) var rejection: FileRejection?

    init(_ archive: ZipArchive) { self.archive = archive }

    /// The picture of an entry, and notes that the book shows it.
    func show(_ entry: String) -> PlacedPicture? {
        if let picture = known[entry] { return picture?.placed }
        guard rejection == nil, let name = archive.entry(named: entry) else {
            known[entry] = .some(nil)
            warn(.epubMissingFile, entry, "a picture of the book is missing")
            return nil
        }
        guard let header = header(of: name) else {
            known[entry] = .some(nil)
            return nil
        }
        let placed = PlacedPicture(
            name: "h\(shown.count + 1).\(header.ending)", width: header.width, height: header.height)
        let picture = Picture(entry: name, placed: placed, header: header)
        known[entry] = picture
        shown.append(picture)
        return placed
    }

    /// What the first bytes of an entry say; nil, with a warning, for what
    /// browsers should not get.
    func header(of name: String) -> ImageHeader? {
        do {
            guard let start = try archive.read(name, upTo: 64 << 10) else { return nil }
            var header = ImageHeader(start)
            if header == nil, start.count == 64 << 10, start.starts(with: [0xFF, 0xD8]) {
                header = try archive.read(name).flatMap { ImageHeader($0) }
            }
            if let header, header.isSane { return header }
            warn(.imageUnsupported, name, "a picture is not a JPEG, PNG, GIF or WebP of sane size")
        } catch  where error.diagnostic.code == .archiveDamaged {
            warn(.archiveDamaged, name, error.diagnostic.reason)
        } catch {
            rejection = error
        }
        return nil
    }

    private func warn(_ code: DiagnosticCode, _ entry: String, _ reason: String) {
        let warning = Diagnostic(.warning, code, at: SourcePosition(field: entry), reason)
        if !warnings.contains(warning) { warnings.append(warning) }
    }
}
