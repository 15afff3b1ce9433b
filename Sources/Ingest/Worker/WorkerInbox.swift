import Foundation
import Glibc

/// The folder through which one worker gets its files; under bubblewrap it is
/// all that the worker sees of the data.
struct WorkerInbox: Sendable {
    let folder: String
    private let seenFolder: String

    init(in parent: String, seenAs seen: (String) -> String) throws {
        folder = "\(parent)/\(getpid())-\(UUID().uuidString.prefix(8))"
        seenFolder = seen(folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// Puts a file in (a hard link where possible) and returns the path under
    /// which the worker finds it. The name is the parent's, never the file's own.
    func put(_ path: String, as name: String) throws -> String {
        let target = "\(folder)/\(name)"
        unlink(target)
        if !Self.isReadableInside(path) || link(path, target) != 0 {
            try FileManager.default.copyItem(atPath: path, toPath: target)
        }
        return "\(seenFolder)/\(name)"
    }

    /// A sandbox knows its own user only: a file of somebody else must be open to
    /// all, or is copied.
    private static func isReadableInside(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && (status.st_uid == geteuid() || status.st_mode & S_IROTH != 0)
    }

    func take(_ name: String) {
        unlink("\(folder)/\(name)")
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Removes inboxes that processes left behind which are no more.
    static func sweep(_ parent: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
            guard let pid = name.split(separator: "-").first.flatMap({ pid_t($0) }), pid != getpid(),
                Glibc.kill(pid, 0) != 0
            else { continue }
            try? FileManager.default.removeItem(atPath: "\(parent)/\(name)")
        }
    }
}
