import Foundation

/// The real files of `../shared/samples`, for tests that are skipped where it
/// is absent.
enum RecordSamples {
    static let folder: String? = {
        if let shared = ProcessInfo.processInfo.environment["HOCLIEU_SHARED"] { return existing(shared + "/samples") }
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        for _ in 0..<10 {
            if let found = existing(folder.appendingPathComponent("../shared/samples").standardizedFileURL.path) {
                return found
            }
            folder.deleteLastPathComponent()
        }
        return nil
    }()

    static var isThere: Bool { folder != nil }
    static func path(_ name: String) -> String { (folder ?? "") + "/" + name }

    private static func existing(_ path: String) -> String? {
        FileManager.default.fileExists(atPath: path) ? path : nil
    }
}

extension RecordSamples {
    static func data(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }
}
