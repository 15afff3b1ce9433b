import Foundation
import Library

/// Keeps the rejected records of one file in a file of the input's format, so
/// that a librarian mends them there and takes them in again.
struct RejectLog {
    let path: String
    private let handle: FileHandle?
    private let format: RejectFormat
    private var isFirst = true

    /// `folder/NAME.rejects.mrc`; nil for books, which are their own reject file.
    /// What an interrupted run left under the name is written anew.
    init?(folder: String, fileName: String, format: FileFormat) {
        guard let format = RejectFormat(format) else { return nil }
        self.format = format
        path = "\(folder)/\(Self.stem(of: fileName)).\(format.fileExtension)"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        _ = FileManager.default.createFile(atPath: path, contents: Data(format.prefix))
        handle = FileHandle(forWritingAtPath: path)
        _ = try? handle?.seekToEnd()
    }

    /// "bang.rejects" of "bang.csv".
    static func stem(of fileName: String) -> String {
        (fileName as NSString).deletingPathExtension + ".rejects"
    }

    /// What was kept of a file in a folder of rejects; nil when nothing was.
    static func kept(of fileName: String, in folder: String) -> UploadedFile? {
        for ending in ["csv", "mrc", "xml"] {
            let path = "\(folder)/\(stem(of: fileName)).\(ending)"
            guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64 else { continue }
            return UploadedFile(path: path, name: FileLabel("\(stem(of: fileName)).\(ending)"), byteCount: size)
        }
        return nil
    }

    mutating func append(_ sourceBytes: [UInt8]) {
        try? handle?.write(contentsOf: format.body(of: sourceBytes, isFirst: isFirst))
        isFirst = false
    }

    func close() {
        try? handle?.write(contentsOf: format.suffix)
        try? handle?.close()
    }
}
