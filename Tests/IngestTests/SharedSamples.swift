import Foundation

/// The real files of `../shared/samples`, where they are present.
enum SharedSamples {
    static let folder: String? = {
        if let named = ProcessInfo.processInfo.environment["HOCLIEU_SHARED"], !named.isEmpty {
            return existing(named + "/samples")
        }
        var folder = Programs.repository
        while folder.count > 1 {
            folder = (folder as NSString).deletingLastPathComponent
            if let found = existing(folder + "/shared/samples") { return found }
        }
        return nil
    }()

    private static func existing(_ path: String) -> String? {
        FileManager.default.fileExists(atPath: path) ? path : nil
    }
}
