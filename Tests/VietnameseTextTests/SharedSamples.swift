import Foundation
import Testing

/// The folder of real samples beside the checkout; nil where it is absent.
enum SharedSamples {
    static let folder: URL? = {
        if let path = ProcessInfo.processInfo.environment["HOCLIEU_SHARED"] {
            return existing(URL(fileURLWithPath: path))
        }
        var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/" {
            if let shared = existing(folder.appendingPathComponent("shared")) { return shared }
            folder.deleteLastPathComponent()
        }
        return nil
    }()

    private static func existing(_ folder: URL) -> URL? {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent("samples").path) ? folder : nil
    }

    static var isPresent: Bool { folder != nil }

    static func text(_ path: String) throws -> String {
        let folder = try #require(folder)
        let data = try Data(contentsOf: folder.appendingPathComponent("samples/" + path))
        return String(decoding: data, as: UTF8.self)
    }

    /// The syllables of both sample lists, each once.
    static func syllables() throws -> [String] {
        let counted = try text("syllables/vi-epub-syllable-freq.tsv").split(separator: "\n")
            .compactMap { $0.split(separator: "\t").first.map(String.init) }
        let listed = try text("syllables/vie-wordlist-tesseract.txt").split(separator: "\n").map(String.init)
        var seen: Set<[UInt8]> = []
        return (counted + listed).filter { seen.insert(Array($0.utf8)).inserted }
    }
}
