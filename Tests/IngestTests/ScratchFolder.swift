import Foundation

/// A folder of a test's own, gone when the test is.
final class ScratchFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "hoclieu-test-\(UUID().uuidString.prefix(12))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A library folder inside, not yet made.
    var data: String { path + "/data" }

    /// Writes a file and the folders above it; returns its path.
    @discardableResult
    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let file = "\(path)/\(name)"
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try write(name, text.utf8)
    }

    /// An executable script.
    func script(_ name: String, _ text: String) throws -> String {
        let file = try write(name, text)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
        return file
    }

    func files(under name: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: "\(path)/\(name)")?.allObjects as? [String] ?? []
        return names.sorted()
    }
}
