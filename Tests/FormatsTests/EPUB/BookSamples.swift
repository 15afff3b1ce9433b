import Foundation

/// The real books and papers of `../shared/samples`, which are not part of the
/// repository.
enum BookSamples {
    static let folder: String? = {
        if let shared = ProcessInfo.processInfo.environment["HOCLIEU_SHARED"] { return shared + "/samples" }
        var url = URL(fileURLWithPath: #filePath)
        while url.path != "/" {
            url.deleteLastPathComponent()
            let samples = url.appendingPathComponent("shared/samples").path
            if FileManager.default.fileExists(atPath: samples) { return samples }
        }
        return nil
    }()

    static var arePresent: Bool { folder.map { FileManager.default.fileExists(atPath: $0) } ?? false }

    static func path(_ name: String) -> String { (folder ?? "") + "/" + name }

    /// All files below `kind` with that ending, as paths below the samples, in order.
    static func all(_ kind: String, _ ending: String) -> [String] {
        guard let folder, let names = FileManager.default.enumerator(atPath: folder + "/" + kind) else { return [] }
        return names.compactMap { $0 as? String }.filter { $0.hasSuffix("." + ending) }.map { kind + "/" + $0 }.sorted()
    }
}
