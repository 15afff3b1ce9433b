import Glibc
package import Library
import Synchronization

/// The files of a library folder: `originals/ab/<sha256>`, `derived/ab/<sha256>`,
/// read-only, never overwritten while they are right.
///
/// A file is written beside its place under a name of its own and renamed
/// when it is complete, so that a power cut leaves either nothing or the
/// whole file. A kept file that no longer holds its bytes is replaced when
/// the same bytes come in again.
package final class LibraryFiles: ContentStore {
    /// Free space that is never used up, so that the database can always
    /// finish what it began.
    package static let reserve: Int64 = 64 << 20
    /// Above so many unsynchronised files one `syncfs` is cheaper than an
    /// `fsync` for each.
    private static let manyFiles = 16
    private static let pieceSize = 1 << 20

    private let folder: String
    private let pending = Mutex(Pending())
    private let serial = Atomic<Int>(0)

    /// What has been renamed into place and is not yet known to be durable.
    private struct Pending {
        var files: Set<String> = []
        var directories: Set<String> = []
    }

    /// `folder` is the library's data folder; it is made when missing.
    package init(folder: String) throws {
        self.folder = folder
        for part in ["", "/originals", "/derived"] { try Self.makeDirectory(folder + part) }
        for kind in ["/originals", "/derived"] { Self.removeAbandoned(in: folder + kind) }
    }

    package func originalPath(_ hash: ContentHash) -> String { path(hash, .original) }
    package func derivedPath(_ hash: ContentHash) -> String { path(hash, .derived) }

    private func path(_ hash: ContentHash, _ kind: ContentKind) -> String {
        "\(directory(kind))/\(hash.hex.prefix(2))/\(hash.hex)"
    }

    private func directory(_ kind: ContentKind) -> String {
        switch kind {
        case .original: folder + "/originals"
        case .derived: folder + "/derived"
        }
    }

    package func keepOriginal(at path: String) throws -> ContentHash {
        let source = try OpenFile.reading(path)
        try requireSpace(for: try source.byteCount())
        let temporary = temporaryPath(.original)
        var isInPlace = false
        defer { if !isInPlace { unlink(temporary) } }
        let copy = try OpenFile.creating(temporary)
        let hash = try Self.digest(of: source, copyingTo: copy)
        let target = self.path(hash, .original)
        if access(target, F_OK) == 0, try FileComparison.areEqual(temporary, target) { return hash }
        try copy.makeReadOnly()
        try copy.synchronise()
        try place(temporary, at: target, isSynchronised: true)
        isInPlace = true
        return hash
    }

    package func keepDerived(_ bytes: [UInt8]) throws -> ContentHash {
        let hash = ContentDigest.hash(bytes)
        let target = path(hash, .derived)
        if access(target, F_OK) == 0, try FileComparison.holds(target, bytes) { return hash }
        try requireSpace(for: Int64(bytes.count))
        let temporary = temporaryPath(.derived)
        var isInPlace = false
        defer { if !isInPlace { unlink(temporary) } }
        let file = try OpenFile.creating(temporary)
        try bytes.withUnsafeBytes { try file.append($0) }
        try file.makeReadOnly()
        try place(temporary, at: target, isSynchronised: false)
        isInPlace = true
        return hash
    }

    package func derived(_ hash: ContentHash) throws -> [UInt8] {
        let path = path(hash, .derived)
        guard access(path, F_OK) == 0 else { throw FileError.missing(hash) }
        let file = try OpenFile.reading(path)
        let count = Int(try file.byteCount())
        let bytes = try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = try file.fill(UnsafeMutableRawBufferPointer(buffer))
        }
        guard ContentDigest.hash(bytes) == hash else { throw FileError.damaged(hash) }
        return bytes
    }

    package func hash(ofFileAt path: String) throws -> ContentHash {
        let file = try OpenFile.reading(path)
        _ = try file.byteCount()
        return try Self.digest(of: file, copyingTo: nil)
    }

    package func hash(of bytes: [UInt8]) -> ContentHash { ContentDigest.hash(bytes) }

    package func newDigest() -> any RunningDigest { ContentDigest() }

    package func state(of hash: ContentHash, _ kind: ContentKind) throws -> ContentState {
        let path = path(hash, kind)
        guard access(path, F_OK) == 0 else { return .missing }
        return try self.hash(ofFileAt: path) == hash ? .sound : .damaged
    }

    package func synchronise() throws {
        let waiting = pending.withLock { pending in
            defer { pending = Pending() }
            return pending
        }
        do {
            if waiting.files.count > Self.manyFiles {
                try OpenFile.directory(folder).synchroniseFileSystem()
                return
            }
            for file in waiting.files { try OpenFile.reading(file).synchronise() }
            for directory in waiting.directories { try OpenFile.directory(directory).synchronise() }
        } catch {
            pending.withLock { pending in
                pending.files.formUnion(waiting.files)
                pending.directories.formUnion(waiting.directories)
            }
            throw error
        }
    }

    private func place(_ temporary: String, at target: String, isSynchronised: Bool) throws(FileError) {
        let parent = String(target[..<target.lastIndex(of: "/")!])
        let grandparent = String(parent[..<parent.lastIndex(of: "/")!])
        let isNew = try Self.makeDirectory(parent)
        guard rename(temporary, target) == 0 else {
            throw .system(operation: "rename", path: target, code: errno)
        }
        pending.withLock { pending in
            if !isSynchronised { pending.files.insert(target) }
            pending.directories.insert(parent)
            if isNew { pending.directories.insert(grandparent) }
        }
    }

    private func temporaryPath(_ kind: ContentKind) -> String {
        let number = serial.wrappingAdd(1, ordering: .relaxed).newValue
        return "\(directory(kind))/incoming-\(getpid())-\(UInt(bitPattern: ObjectIdentifier(self)))-\(number)"
    }

    private func requireSpace(for byteCount: Int64) throws(FileError) {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return }
        let free = Int64(status.f_bavail) * Int64(status.f_frsize)
        if free < byteCount + Self.reserve { throw .diskNearlyFull(free: free, needed: byteCount) }
    }

    private static func digest(of file: OpenFile, copyingTo copy: OpenFile?) throws(FileError) -> ContentHash {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
        defer { buffer.deallocate() }
        var digest = ContentDigest()
        var last: Range<Int64> = 0..<0
        while true {
            let count = try file.fill(buffer)
            if count == 0 { return digest.finish() }
            let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            digest.update(piece)
            guard let copy else { continue }
            // Piece by piece, with one on its way at most: a gigabyte that waits for
            // one fsync keeps the fsyncs of the desks waiting with it for 0.4 s.
            try copy.append(piece)
            let written = last.upperBound..<last.upperBound + Int64(count)
            try copy.beginWriteback(written)
            try copy.finishWriteback(last)
            last = written
        }
    }

    /// True when the directory was not there before.
    @discardableResult
    private static func makeDirectory(_ path: String) throws(FileError) -> Bool {
        if mkdir(path, 0o755) == 0 { return true }
        if errno == EEXIST { return false }
        throw .system(operation: "mkdir", path: path, code: errno)
    }

    /// Removes what a process that is gone left unfinished.
    private static func removeAbandoned(in directory: String) {
        guard let stream = opendir(directory) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            let parts = name.split(separator: "-")
            guard parts.count == 4, parts[0] == "incoming", let process = Int32(parts[1]), process != getpid() else {
                continue
            }
            if kill(process, 0) != 0, errno == ESRCH { unlink("\(directory)/\(name)") }
        }
    }
}
