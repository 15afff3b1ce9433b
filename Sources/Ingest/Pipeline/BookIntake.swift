import Library

/// The map stage of a book: items off the wire become derived blobs and the
/// lists that name them. Nothing of it is in the catalogue before the commit.
struct BookIntake {
    /// Everything derived from one book, bytes; the same as what a reader may
    /// take out of one archive.
    private static let derivedBytes = 1 << 30
    private static let images = 20_000
    private static let mediaTypes: Set<String> = ["image/jpeg", "image/png", "image/gif", "image/webp"]

    private(set) var patch: RecordPatch?
    private(set) var sections: [DerivedSection] = []
    private(set) var derivedImages: [DerivedImage] = []
    private(set) var passages: [Passage] = []
    private(set) var byteCount = 0
    private(set) var diagnostics: [Diagnostic] = []
    private var imageNames: Set<String> = []

    /// Takes one item; throws when the worker breaks the order or the limits.
    mutating func take(_ item: IntakeItem, into contents: any ContentStore) throws {
        switch item {
        case .record(let patch):
            guard self.patch == nil else { throw WorkerFailure.brokenProtocol("a second record came for one book") }
            self.patch = patch
        case .section(let section):
            guard section.ordinal == sections.count + 1 else {
                throw WorkerFailure.brokenProtocol("section \(section.ordinal) came after section \(sections.count)")
            }
            let html = Array(section.html.utf8)
            try count(html.count)
            sections.append(
                DerivedSection(
                    ordinal: section.ordinal, title: section.title, tocLevel: section.tocLevel,
                    html: try contents.keepDerived(html)))
        case .image(let image): try take(image, into: contents)
        case .passage(let passage):
            guard passage.ordinal == passages.count + 1 else {
                throw WorkerFailure.brokenProtocol("passage \(passage.ordinal) came after passage \(passages.count)")
            }
            try count(passage.text.utf8.count)
            passages.append(passage)
        case .diagnostic(let diagnostic): diagnostics.append(diagnostic)
        case .progress: break
        }
    }

    private mutating func take(_ image: SectionImage, into contents: any ContentStore) throws {
        guard derivedImages.count < Self.images else { throw WorkerFailure.brokenProtocol("too many images came") }
        guard Self.isImageName(image.name), Self.mediaTypes.contains(image.mediaType),
            imageNames.insert(image.name).inserted
        else { throw WorkerFailure.brokenProtocol("an image came without a proper name or type") }
        try count(image.bytes.count)
        let blob = try contents.keepDerived(image.bytes)
        derivedImages.append(DerivedImage(name: image.name, mediaType: image.mediaType, blob: blob))
    }

    private mutating func count(_ bytes: Int) throws {
        byteCount += bytes
        guard byteCount <= Self.derivedBytes else {
            throw FileRejection(.fileTooLarge, "more than \(Self.derivedBytes >> 20) MiB came out of this file")
        }
    }

    /// `[a-z0-9.-]+`, as ``SectionImage/name`` promises; it becomes part of a URL.
    private static func isImageName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 200
            && name.utf8.allSatisfy {
                ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E || $0 == 0x2D
            }
    }
}
