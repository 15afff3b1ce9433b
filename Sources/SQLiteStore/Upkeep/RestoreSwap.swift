import Foundation
import Glibc

/// The change of places between a library and its restored form.
///
/// The restored form waits in `restoring/`. Once its `ready` mark is on disk
/// the change will happen, whatever comes between: what is still in
/// `restoring/` has not been put in place, and ``finishInterrupted()`` goes on
/// with it before anybody opens the library.
struct RestoreSwap {
    private let folder: LibraryFolder
    let staging: LibraryFolder

    /// What changes places. The passages are made anew, so that theirs only goes
    /// aside; logs must be gone before another database takes the name.
    private static let placed = ["originals", "derived", "ingest", "usage", "hoclieu.sqlite"]
    private static let setAside = [
        "hoclieu.sqlite-wal", "hoclieu.sqlite-shm", "passages.sqlite", "passages.sqlite-wal", "passages.sqlite-shm",
    ]

    init(_ folder: LibraryFolder) {
        self.folder = folder
        staging = LibraryFolder(path: folder.path + "/restoring")
    }

    private var mark: String { staging.path + "/ready" }

    /// Whether a restore was interrupted after its decision.
    var isInterrupted: Bool { access(mark, F_OK) == 0 }

    /// An empty place to unpack into.
    func begin() throws {
        abandon()
        try staging.make()
    }

    func abandon() { try? FileManager.default.removeItem(atPath: staging.path) }

    /// The decision, then the change.
    func commit() throws {
        let aside = nextAside()
        try Self.sync(staging.path)
        guard FileManager.default.createFile(atPath: mark + ".new", contents: Data(aside.utf8)) else {
            throw StoreError.system(operation: "open", path: mark, code: errno)
        }
        try Self.sync(mark + ".new")
        try move(mark + ".new", mark)
        try Self.sync(staging.path)
        try finishInterrupted()
    }

    /// Needs the library alone.
    func finishInterrupted() throws {
        guard isInterrupted else { return }
        let aside =
            folder.path + "/" + String(decoding: FileManager.default.contents(atPath: mark) ?? Data(), as: UTF8.self)
        guard mkdir(aside, 0o755) == 0 || errno == EEXIST else {
            throw StoreError.system(operation: "mkdir", path: aside, code: errno)
        }
        if access(staging.precious, F_OK) == 0 {
            for name in Self.setAside where access("\(folder.path)/\(name)", F_OK) == 0 {
                try move("\(folder.path)/\(name)", "\(aside)/\(name)")
            }
        }
        for name in Self.placed {
            let new = "\(staging.path)/\(name)", place = "\(folder.path)/\(name)"
            guard access(new, F_OK) == 0 else { continue }
            if access(place, F_OK) == 0 { try move(place, "\(aside)/\(name)") }
            try move(new, place)
        }
        try Self.sync(folder.path)
        try Self.sync(aside)
        unlink(mark)
        abandon()
    }

    private func nextAside() -> String {
        var number = 1
        while access("\(folder.path)/before-restore-\(number)", F_OK) == 0 { number += 1 }
        return "before-restore-\(number)"
    }

    private func move(_ source: String, _ target: String) throws {
        guard rename(source, target) == 0 else {
            throw StoreError.system(operation: "rename", path: target, code: errno)
        }
    }

    /// Makes a file, or the names in a folder, durable.
    static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreError.system(operation: "open", path: path, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StoreError.system(operation: "fsync", path: path, code: errno) }
    }
}
