import Formats
import Foundation
import Library

/// What a reader handed over, sorted by kind.
struct TakenBook {
    var records: [RecordPatch] = []
    var sections: [Library.Section] = []
    var images: [SectionImage] = []
    var passages: [Passage] = []
    var warnings: [Diagnostic] = []
    /// The order of kinds: r, s, i, p.
    var order = ""

    var facts: BibFacts { records[0].facts }
    var codes: Set<DiagnosticCode> { Set(warnings.map(\.code)) }
    var text: String { passages.map(\.text).joined(separator: "\n") }

    static func from(
        _ reader: some FormatReader, path: String, name: String? = nil, limits: ReadingLimits = ReadingLimits()
    ) throws -> TakenBook {
        let size = (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64) ?? 0
        let file = SourceFile(path: path, name: name ?? URL(fileURLWithPath: path).lastPathComponent, byteCount: size)
        var taken = TakenBook()
        try reader.read(file, limits: limits) { item in
            switch item {
            case .record(let patch): (taken.records, taken.order) = (taken.records + [patch], taken.order + "r")
            case .section(let section): (taken.sections, taken.order) = (taken.sections + [section], taken.order + "s")
            case .image(let image): (taken.images, taken.order) = (taken.images + [image], taken.order + "i")
            case .passage(let passage): (taken.passages, taken.order) = (taken.passages + [passage], taken.order + "p")
            case .diagnostic(let diagnostic): taken.warnings.append(diagnostic)
            case .progress: break
            }
        }
        return taken
    }

    static func from(_ reader: some FormatReader, bytes: [UInt8], name: String, limits: ReadingLimits = ReadingLimits())
        throws -> TakenBook
    {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try from(reader, path: path, name: name, limits: limits)
    }
}

/// A small EPUB made for one test.
struct MadeBook {
    var metadata = "<dc:title>Sách thử</dc:title><dc:language>vi</dc:language>"
    var chapters: [(name: String, body: String)] = []
    var manifest = ""
    /// Further items of the reading order, by id.
    var spine: [String] = []
    var navigation: String?
    var extra: [(name: String, bytes: [UInt8])] = []
    var zip = MadeZip()

    init(_ bodies: String...) {
        for (index, body) in bodies.enumerated() { chapters.append(("c\(index + 1).xhtml", MadeBook.page(body))) }
    }

    static func page(_ body: String) -> String {
        """
        <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>t</title></head><body>\(body)</body></html>
        """
    }

    var bytes: [UInt8] {
        var zip = zip
        zip.add("mimetype", "application/epub+zip")
        zip.add(
            "META-INF/container.xml",
            """
            <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
            <rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
            """)
        let items = chapters.enumerated().map {
            "<item id='c\($0)' href='\($1.name)' media-type='application/xhtml+xml'/>"
        }
        let order = (chapters.indices.map { "c\($0)" } + spine).map { "<itemref idref='\($0)'/>" }
        let nav =
            navigation == nil
            ? "" : "<item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>"
        zip.add(
            "OPS/book.opf",
            """
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:opf="http://www.idpf.org/2007/opf">\(metadata)</metadata>
            <manifest>\(items.joined())\(manifest)\(nav)</manifest><spine>\(order.joined())</spine></package>
            """)
        for chapter in chapters { zip.add("OPS/\(chapter.name)", chapter.body) }
        if let navigation { zip.add("OPS/nav.xhtml", MadeBook.page("<nav epub:type='toc'>\(navigation)</nav>")) }
        for entry in extra { zip.add("OPS/\(entry.name)", entry.bytes) }
        return zip.bytes
    }

    func read(name: String = "Tệp sách.epub", limits: ReadingLimits = ReadingLimits()) throws -> TakenBook {
        try TakenBook.from(EPUBReader(), bytes: bytes, name: name, limits: limits)
    }
}

/// A PNG of one colour, 1 × 1 (or as its header claims).
func madePNG(width: Int = 1, height: Int = 1) -> [UInt8] {
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
    bytes += Array("IHDR".utf8)
    for value in [width, height] {
        bytes += [UInt8(value >> 24 & 255), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
    }
    return bytes + [8, 2, 0, 0, 0] + [UInt8](repeating: 0, count: 64)
}
