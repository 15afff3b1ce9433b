import Library

/// Finds the cover: the property of EPUB 3, the `meta` of EPUB 2, the guide,
/// names, and at last the picture the book opens with.
enum EPUBCover {
    static func find(
        _ package: EPUBPackage, _ archive: ZipArchive, _ pictures: EPUBPictures, limits: ReadingLimits
    ) -> SectionImage? {
        var entries: [String] = []
        entries += package.items.filter { $0.properties.contains("cover-image") }.map(\.entry)
        for stated in package.names["cover"] ?? [] {
            let item =
                package.item(stated) ?? package.items.first { $0.entry.hasSuffix("/" + stated) || $0.entry == stated }
            if let item { entries.append(item.entry) }
        }
        entries += package.items.filter { $0.id.lowercased().contains("cover") && $0.mediaType.hasPrefix("image/") }
            .map(\.entry)
        if let first = pictures.shown.first, looksLikeCover(first) { entries.append(first.entry) }
        for entry in entries {
            if let cover = drawn(entry, package, archive, limits) { return cover }
            guard let name = archive.entry(named: entry), let header = pictures.header(of: name),
                let bytes = try? archive.read(name)
            else { continue }
            return Thumbnail.cover(bytes, header)
        }
        return nil
    }

    private static func drawn(
        _ entry: String, _ package: EPUBPackage, _ archive: ZipArchive, _ limits: ReadingLimits
    ) -> SectionImage? {
        let isDrawing = package.items.contains { $0.entry == entry && $0.mediaType == "image/svg+xml" }
        guard isDrawing, let name = archive.entry(named: entry),
            let bytes = try? archive.read(name, upTo: mostDrawing + 1), bytes.count <= mostDrawing
        else { return nil }
        return Thumbnail.cover(drawing: bytes, limits: limits)
    }

    /// Bytes; with a photograph embedded a cover has some 600 KB.
    private static let mostDrawing = 4 << 20

    /// Ornaments and portraits inside the text are wide or small.
    private static func looksLikeCover(_ picture: EPUBPictures.Picture) -> Bool {
        picture.header.height >= picture.header.width && picture.header.width >= 200
    }
}
