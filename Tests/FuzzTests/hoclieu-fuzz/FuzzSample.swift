import Formats
import Library

/// A sound file to be mutated, and what is inside when it is an archive.
struct FuzzSample {
    let bytes: [UInt8]
    /// The entries of an EPUB or a workbook; empty for every other file and for
    /// an archive that cannot be unpacked.
    let entries: [(name: String, bytes: [UInt8])]
    /// The places in `entries` of package, contents, chapters and sheets.
    let markup: [Int]

    /// Unpacked, a larger archive takes longer to pack again than to read.
    private static let mostUnpackedBytes = 8 << 20

    init(_ bytes: [UInt8], of format: FileFormat) {
        self.bytes = bytes
        let found = format == .epub || format == .xlsx ? Self.unpacked(bytes) : []
        markup = found.indices.filter { index in
            [".opf", ".ncx", ".xhtml", ".html", ".xml", ".rels"].contains { found[index].name.hasSuffix($0) }
        }
        entries = markup.isEmpty ? [] : found
    }

    private static func unpacked(_ bytes: [UInt8]) -> [(name: String, bytes: [UInt8])] {
        guard let archive = try? ZipArchive(bytes: bytes) else { return [] }
        let entries = archive.names.compactMap { name in
            (try? archive.read(name)).flatMap { $0 }.map { (name: name, bytes: $0) }
        }
        return entries.reduce(0) { $0 + $1.bytes.count } <= mostUnpackedBytes ? entries : []
    }
}
