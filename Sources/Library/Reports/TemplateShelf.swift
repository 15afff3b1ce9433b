/// One file of a document template (.docx), as it is handed over once a worker
/// has opened the archive: XML that was parsed and written anew, or a picture.
package struct TemplatePart: Equatable, Sendable {
    /// Inside the archive: "word/document.xml".
    package var name: String
    package var bytes: [UInt8]
    package init(name: String, bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }

    package var isMarkup: Bool { name.hasSuffix(".xml") || name.hasSuffix(".rels") }
}

/// What a template may hold: an office's letterhead needs a twentieth of it.
package enum TemplateLimits {
    package static let parts = 200
    /// Of one part, bytes.
    package static let partBytes = 4 << 20
    /// Of all parts together, bytes.
    package static let totalBytes = 8 << 20
    /// Elements below each other.
    package static let depth = 120
}

/// Where the templates of official documents lie.
package protocol TemplateShelf: Sendable {
    /// The one that comes with the product.
    func shipped() throws -> [TemplatePart]
    /// The locality's own, opened by a worker; nil where there is none. Throws
    /// `FileRejection` for a file that is no template.
    func own() async throws -> [TemplatePart]?
    /// The parts of a file that somebody sent, opened by a worker. Throws
    /// `FileRejection`.
    func parts(of file: UploadedFile) async throws -> [TemplatePart]
    /// Takes a file, whose parts were found good, as the locality's own; nil goes
    /// back to the one that comes with the product.
    func keep(_ file: UploadedFile?) throws
}
