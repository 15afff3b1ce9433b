import Formats
import Foundation
import Library
import MadeFiles

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

extension MadeBook {
    func read(name: String = "Tệp sách.epub", limits: ReadingLimits = ReadingLimits()) throws -> TakenBook {
        try TakenBook.from(EPUBReader(), bytes: bytes, name: name, limits: limits)
    }
}
