import Formats
import Foundation
import Library

/// Reads what was written, with the readers that a librarian's upload meets.
enum ReadBack {
    static func rows(_ bytes: [UInt8], name: String) throws -> [TableRow] {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        var rows: [TableRow] = []
        let file = SourceFile(path: path, name: name, byteCount: Int64(bytes.count))
        try Readers(ingestFolder: "").readRows(of: file, limits: ReadingLimits()) { rows.append($0) }
        return rows
    }
}
