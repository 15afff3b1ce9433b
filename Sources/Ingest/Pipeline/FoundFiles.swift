import Foundation
import Glibc
import Library

/// A file that is to be taken in, and the sidecar beside it.
package struct FoundFile: Equatable, Sendable {
    package var path: String
    package var byteCount: Int64
    package var sidecar: String?
    /// What it is called; never a path.
    package var name: String

    /// `name` stands in for the last part of the path, where the librarian's name
    /// for the file is another.
    package init(path: String, byteCount: Int64, sidecar: String? = nil, name: String? = nil) {
        (self.path, self.byteCount, self.sidecar) = (path, byteCount, sidecar)
        self.name = name ?? (path as NSString).lastPathComponent
    }
}

/// The read stage's first half: the files under the given paths.
///
/// Files come in the order of the paths given, inside a folder in the order of
/// their names' bytes, so that a repeated run numbers records alike.
package struct FoundFiles: Sendable {
    package private(set) var files: [FoundFile] = []
    /// Paths that are no file and no folder, or may not be read, and sidecars
    /// with nothing beside them.
    package private(set) var refused: [IngestReject] = []

    private var seen: Set<FileIdentity> = []

    private struct FileIdentity: Hashable {
        var device: UInt
        var inode: UInt

        init(_ status: stat) {
            device = UInt(status.st_dev)
            inode = UInt(status.st_ino)
        }
    }

    /// Files that need not be looked for.
    package init(listed files: [FoundFile], refused: [IngestReject] = []) {
        (self.files, self.refused) = (files, refused)
    }

    /// `library` is the data folder, which is not taken into itself.
    package init(under paths: [String], except library: String? = nil) {
        var status = stat()
        if let library, stat(library, &status) == 0 { seen.insert(FileIdentity(status)) }
        for path in paths {
            let count = files.count + refused.count
            add(path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path, wasGiven: true)
            if count == 0, files.isEmpty, refused.isEmpty { refuse(path, "the folder holds no file to take in") }
        }
    }

    private static func absence(of path: String, _ error: Int32) -> String {
        guard error == ENOENT else { return String(cString: strerror(error)) }
        var status = stat()
        if lstat(path, &status) == 0 { return "the link leads to nothing" }
        // What a name in an old encoding becomes on its way into a string.
        if path.unicodeScalars.contains("\u{FFFD}") { return "the name is not UTF-8; rename the file" }
        return "there is no such file or folder"
    }

    private mutating func add(_ path: String, wasGiven: Bool) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            refuse(path, Self.absence(of: path, errno))
            return
        }
        // A folder or file met again, by a link or by being named twice, is taken once.
        guard seen.insert(FileIdentity(status)).inserted else { return }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: addFolder(path)
        case S_IFREG: addFile(path, byteCount: Int64(status.st_size))
        default: if wasGiven { refuse(path, "this is neither a file nor a folder") }
        }
    }

    private mutating func addFolder(_ path: String) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            refuse(path, "the folder may not be read")
            return
        }
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) where !name.hasPrefix(".") {
            add("\(path)/\(name)", wasGiven: false)
        }
    }

    private mutating func addFile(_ path: String, byteCount: Int64) {
        if path.hasSuffix(SidecarName.ending) {
            if !SidecarName.isSidecar(path) {
                refuse(
                    path, as: .sidecarInvalid,
                    "there is no file of this name beside it; YAML is taken as a sidecar only")
            }
            return
        }
        guard access(path, R_OK) == 0 else {
            refuse(path, "the file may not be read")
            return
        }
        files.append(FoundFile(path: path, byteCount: byteCount, sidecar: SidecarName.sidecar(of: path)))
    }

    private mutating func refuse(_ path: String, as code: DiagnosticCode = .fileUnreadable, _ reason: String) {
        let diagnostic = Diagnostic(.reject, code, at: SourcePosition(record: 0), reason)
        refused.append(IngestReject(file: path, diagnostic: diagnostic))
    }
}

/// Which file belongs to which: `Số đỏ.epub.yaml`, or `Số đỏ.yaml`, to `Số đỏ.epub`.
enum SidecarName {
    static let ending = ".yaml"

    static func sidecar(of path: String) -> String? {
        let stem = (path as NSString).deletingPathExtension
        return [path + ending, stem + ending].first { $0 != path && isFile($0) }
    }

    /// True for a `.yaml` with a file beside it that it speaks about.
    static func isSidecar(_ path: String) -> Bool {
        guard path.hasSuffix(ending) else { return false }
        let stem = String(path.dropLast(ending.count))
        if isFile(stem) { return true }
        let folder = (path as NSString).deletingLastPathComponent
        let stemName = (stem as NSString).lastPathComponent
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        return names.contains { name in
            !name.hasSuffix(ending) && !name.hasPrefix(".") && (name as NSString).deletingPathExtension == stemName
        }
    }

    /// The same among files that came together under names of their own.
    static func sidecar(of name: String, among names: [String: String]) -> String? {
        [name + ending, (name as NSString).deletingPathExtension + ending].lazy
            .filter { $0 != name }.compactMap { names[$0] }.first
    }

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}
