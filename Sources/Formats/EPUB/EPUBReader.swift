package import Library

/// Reads an EPUB 2 or 3: its record, its sections with their pictures, its
/// passages.
package struct EPUBReader: FormatReader {
    package static let format = FileFormat.epub
    package init() {}

    package func read(_ file: SourceFile, limits: ReadingLimits, into sink: (IntakeItem) throws -> Void) throws {
        try EPUBReader.check(file)
        let archive = try ZipArchive(path: file.path, limits: limits)
        let container = try EPUBContainer(archive, limits: limits)
        guard let bytes = try archive.read(container.package) else {
            throw FileRejection(
                .epubNoPackage, at: SourcePosition(field: container.package), "the package file is missing")
        }
        let package = try EPUBPackage(bytes, entry: container.package, limits: limits)
        let contents = try EPUBContents.read(package, archive, limits: limits)
        let pictures = EPUBPictures(archive)
        let text = try EPUBText(package, archive, pictures, contents: contents, limits: limits)
        guard text.documents.contains(where: { !$0.sections.isEmpty }) else {
            throw FileRejection(
                .epubNoText, at: SourcePosition(field: container.package), "the book has no page that can be read")
        }
        let crosswalk = EPUBCrosswalk(package, EPUBReader.evidence(of: text, file))
        let cover = EPUBCover.find(package, archive, pictures, limits: limits)
        if let rejection = pictures.rejection { throw rejection }

        try sink(.record(crosswalk.patch))
        for warning in container.warnings + text.warnings + pictures.warnings + crosswalk.warnings {
            try sink(.diagnostic(warning))
        }
        let languages = crosswalk.wrongLanguages.union(crosswalk.facts.languages.prefix(1))
        let assembly = BookAssembly(text.documents, contents: contents, archive: archive, silentLanguages: languages)
        for section in assembly.sections { try sink(.section(section)) }
        if let cover { try sink(.image(cover)) }
        for picture in pictures.shown {
            guard let bytes = try archive.read(picture.entry) else { continue }
            try sink(
                .image(SectionImage(name: picture.placed.name, mediaType: picture.header.kind.rawValue, bytes: bytes)))
        }
        for passage in assembly.passages { try sink(.passage(passage)) }
    }

    /// A file that is no ZIP at all is not a damaged book but another thing.
    private static func check(_ file: SourceFile) throws(FileRejection) {
        guard file.byteCount > 0 else { throw FileRejection(.fileEmpty, "the file is empty") }
        guard let start = FileBytes.prefix(of: file.path, 4) else {
            throw FileRejection(.fileUnreadable, "the file cannot be opened")
        }
        guard start.starts(with: [0x50, 0x4B]) else {
            let kind = ImageHeader(FileBytes.prefix(of: file.path, 64 << 10) ?? []).map {
                "a picture (\($0.kind.rawValue))"
            }
            throw FileRejection(.formatMismatch, "the file is \(kind ?? "no ZIP archive"), not an EPUB")
        }
    }

    /// The sample begins behind the first pages, which name sources and makers.
    private static func evidence(of text: EPUBText, _ file: SourceFile) -> EPUBCrosswalk.Evidence {
        let blocks = Array(text.blocks)
        var sample = ""
        for block in blocks[(blocks.count / 10)...] {
            sample += block.text + "\n"
            if sample.utf8.count > 40_000 { break }
        }
        let heading = blocks.first { $0.headingLevel != nil }?.text
        return EPUBCrosswalk.Evidence(stem: file.stem, sample: sample, heading: heading)
    }
}
