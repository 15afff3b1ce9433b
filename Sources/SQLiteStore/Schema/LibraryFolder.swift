import Glibc

/// The names inside the data folder.
struct LibraryFolder: Sendable {
    let path: String

    /// Catalogue and everything else that cannot be made again.
    var precious: String { path + "/hoclieu.sqlite" }
    /// The full text, made again from the derived blobs when lost.
    var passages: String { path + "/passages.sqlite" }
    /// The raw hits, a file a month.
    var usage: String { path + "/usage" }
    var lock: String { path + "/lock" }
    /// What a newer program put aside before it migrated.
    var backups: String { path + "/backups" }
    /// A librarian's own profiles and code lists.
    var ingest: String { path + "/ingest" }

    /// Whether there is something to open at all.
    var hasDatabases: Bool { access(precious, F_OK) == 0 && access(passages, F_OK) == 0 }

    func make() throws(StoreError) {
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw .system(operation: "mkdir", path: path, code: errno)
        }
    }

    /// Free bytes on the folder's disk; nil when the system does not say.
    var freeSpace: Int64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return Int64(status.f_bavail) * Int64(status.f_frsize)
    }
}
