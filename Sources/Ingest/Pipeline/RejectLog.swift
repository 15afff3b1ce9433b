import Foundation
import Library

/// Keeps the rejected records of one file in the file's own format, so that a
/// librarian mends them there and takes them in again.
struct RejectLog {
    let path: String
    private let handle: FileHandle?

    init(folder: String, fileName: String, format: FileFormat) {
        let name = fileName as NSString
        let ending = name.pathExtension.isEmpty ? "" : "." + name.pathExtension
        path = "\(folder)/\(name.deletingPathExtension).rejects\(ending)"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        handle = FileHandle(forWritingAtPath: path)
    }

    func append(_ diagnostic: Diagnostic) {
        try? handle?.write(contentsOf: diagnostic.sourceBytes)
    }

    func close() {
        try? handle?.close()
    }
}
