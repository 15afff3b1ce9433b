import Library

/// What stands around the book inside the archive: the container file and the
/// protection.
struct EPUBContainer {
    /// The entry of the package file (OPF).
    let package: String
    let warnings: [Diagnostic]

    init(_ archive: ZipArchive, limits: ReadingLimits) throws(FileRejection) {
        try EPUBContainer.refuseProtected(archive, limits: limits)
        var warnings: [Diagnostic] = []
        for name in archive.refusedNames {
            let place = SourcePosition(field: name)
            warnings.append(
                Diagnostic(
                    .warning, .archiveUnsafeName, at: place, "an entry whose name leaves the archive is not read"))
        }
        if let entry = try EPUBContainer.stated(archive, limits: limits) {
            package = entry
        } else {
            // One package file alone can only be this book's.
            let packages = archive.names.filter { $0.lowercased().hasSuffix(".opf") }
            guard packages.count == 1 else {
                throw FileRejection(
                    .epubNoContainer, at: SourcePosition(field: EPUBContainer.path),
                    "the file names no package of a book")
            }
            package = packages[0]
            let place = SourcePosition(field: EPUBContainer.path)
            warnings.append(
                Diagnostic(
                    .warning, .epubNoContainer, at: place,
                    "the container file is missing or damaged; the only package is read"))
        }
        if let fault = try EPUBContainer.typeFault(archive) {
            warnings.append(Diagnostic(.warning, .epubMimetype, at: SourcePosition(field: "mimetype"), fault))
        }
        self.warnings = warnings
    }

    private static let path = "META-INF/container.xml"

    /// EPUB 3.3, 4.2.6.3.1: the first package is the one to read.
    private static func stated(_ archive: ZipArchive, limits: ReadingLimits) throws(FileRejection) -> String? {
        guard let name = archive.entry(named: path), let bytes = try archive.read(name) else { return nil }
        guard let document = try? XMLDocument(bytes, limits: limits) else { return nil }
        let files = document.root.descendants(named: "rootfile")
        let file = files.first { $0.attribute("media-type") == "application/oebps-package+xml" } ?? files.first
        guard let path = file?.attribute("full-path"), let resolved = EntryName.resolve(path, in: "") else {
            return nil
        }
        return archive.entry(named: path) ?? archive.entry(named: resolved.entry)
    }

    private static func typeFault(_ archive: ZipArchive) throws(FileRejection) -> String? {
        guard let bytes = try archive.read("mimetype", upTo: 64) else { return "the mimetype entry is missing" }
        guard bytes != Array("application/epub+zip".utf8) else { return nil }
        return "the mimetype entry does not say application/epub+zip"
    }

    /// Obfuscated fonts are harmless, since fonts are dropped; anything else that
    /// is encrypted is protected text (EPUB 3.3, 4.2.6.3.2; font obfuscation 4.3).
    private static func refuseProtected(_ archive: ZipArchive, limits: ReadingLimits) throws(FileRejection) {
        let name = "META-INF/encryption.xml"
        guard let entry = archive.entry(named: name), let bytes = try archive.read(entry) else { return }
        guard let document = try? XMLDocument(bytes, limits: limits) else { return }
        let harmless: Set<String> = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"]
        for data in document.root.descendants(named: "EncryptedData") {
            let method = data.firstElement(named: "EncryptionMethod")?.attribute("Algorithm") ?? ""
            guard !harmless.contains(method) else { continue }
            throw FileRejection(
                .encrypted, at: SourcePosition(field: name),
                "the book is protected (\(method.isEmpty ? "DRM" : method))")
        }
    }
}
