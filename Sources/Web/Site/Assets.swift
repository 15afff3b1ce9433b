/// The files of `Public/`, which are part of the program: packed once, with an
/// address that changes with their content.
/// A class, as `SiteSetup` is and for its reason.
package final class Assets: Sendable {
    struct File: Sendable {
        let name: String
        let mediaType: String
        let version: String
        let bytes: [UInt8]
        let packed: [UInt8]?
    }

    private let files: [String: File]
    let stylesheet: SiteURL
    let script: SiteURL
    /// Looks again at work under way; for its pages alone.
    let upload: SiteURL
    let icon: SiteURL
    /// For the pages that take scans.
    let scanScript: SiteURL
    let deskScript: SiteURL

    package init() {
        let list = [
            Self.file("site.css", "text/css; charset=utf-8"),
            Self.file("search.js", "text/javascript; charset=utf-8"),
            Self.file("icon.svg", "image/svg+xml"),
            Self.file("upload.js", "text/javascript; charset=utf-8"),
            Self.file("scan.js", "text/javascript; charset=utf-8"),
            Self.file("desk.js", "text/javascript; charset=utf-8"),
        ]
        var files: [String: File] = [:]
        for file in list { files[file.name] = file }
        self.files = files
        (stylesheet, script, icon) = (Self.url(list[0]), Self.url(list[1]), Self.url(list[2]))
        (upload, scanScript, deskScript) = (Self.url(list[3]), Self.url(list[4]), Self.url(list[5]))
    }

    /// The file, when both name and version are the ones of today.
    func file(_ name: String, version: String) -> File? {
        files[name].flatMap { $0.version == version ? $0 : nil }
    }

    private static func url(_ file: File) -> SiteURL { .asset(name: file.name, version: file.version) }

    private static func file(_ name: String, _ mediaType: String) -> File {
        let bytes = SiteFile.bytes(name)
        return File(
            name: name, mediaType: mediaType, version: version(of: bytes), bytes: bytes,
            packed: Gzip.pack(bytes, effort: .best))
    }

    /// FNV-1a of 64 bits: tells two states of one file apart, no more.
    static func version(of bytes: some Sequence<UInt8>) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }
}
