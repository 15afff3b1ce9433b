import Foundation
import Glibc
import Library

/// `DATA/uploads`: a folder for every upload whose files are needed still,
/// `1`, `2` … in it; `incoming` is where the pages put what is on its way.
struct UploadFolders: Sendable {
    /// Folders that no row names are somebody's who is about to write the row,
    /// unless they are as old as this, seconds.
    private static let patience = 3_600

    let path: String
    /// `DATA/rejects`: a folder a batch.
    let rejects: String

    func path(of upload: Upload) -> String { "\(path)/\(upload.folder)" }
    func path(of file: UploadFile, in upload: Upload) -> String { "\(path(of: upload))/\(file.ordinal)" }

    /// Takes files over into a new folder and makes them durable; its name.
    func takeOver(_ files: [UploadedFile]) throws -> String {
        let name = UUID().uuidString.lowercased()
        let folder = "\(path)/\(name)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        do {
            for (place, file) in files.enumerated() {
                let target = "\(folder)/\(place + 1)"
                guard rename(file.path, target) == 0 else { throw Self.fault() }
                try Self.synchronise(target)
            }
            try Self.synchronise(folder)
            try Self.synchronise(path)
        } catch {
            remove(name)
            throw error
        }
        return name
    }

    /// The records of a file that were not taken, in its own format.
    func rejects(of file: UploadFile, in batch: BatchID) -> UploadedFile? {
        file.sameAs == nil ? RejectLog.kept(of: file.name, in: "\(rejects)/\(batch.rawValue)") : nil
    }

    func removeRejects(of batch: BatchID) {
        try? FileManager.default.removeItem(atPath: "\(rejects)/\(batch.rawValue)")
    }

    func remove(_ folder: String) { try? FileManager.default.removeItem(atPath: "\(path)/\(folder)") }

    /// Removes what a crash left behind.
    func sweep(keeping known: Set<String>) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names where !known.contains(name) && UUID(uuidString: name) != nil {
            var status = stat()
            guard stat("\(path)/\(name)", &status) == 0,
                time(nil) - status.st_mtim.tv_sec > Self.patience
            else { continue }
            remove(name)
        }
    }

    /// Free bytes on the disk; nil when the system does not say.
    var freeSpace: Int64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return Int64(status.f_bavail) * Int64(status.f_frsize)
    }

    private static func synchronise(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw fault() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw fault() }
    }

    private static func fault() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
