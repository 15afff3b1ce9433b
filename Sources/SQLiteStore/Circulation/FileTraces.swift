import Foundation

/// Looks for words in the bytes of a file, whatever the file is.
enum FileTraces {
    /// Read at a time; a word is never longer than the overlap.
    private static let piece = 8 << 20
    private static let overlap = 1 << 10

    static func size(of path: String) throws -> Int64 {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.size] as? Int64) ?? Int64(attributes[.size] as? Int ?? 0)
    }

    /// Whether any of the words stands in the file.
    static func find(_ words: [String], in path: String) throws -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw StoreError.system(operation: "open", path: path, code: ENOENT)
        }
        defer { try? file.close() }
        let wanted = words.map { Data($0.utf8) }
        var rest = Data()
        while let more = try file.read(upToCount: piece), !more.isEmpty {
            let window = rest + more
            if wanted.contains(where: { window.range(of: $0) != nil }) { return true }
            rest = Data(window.suffix(overlap))
        }
        return false
    }
}
