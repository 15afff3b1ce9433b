import Glibc

/// syncfs(2): Glibc's module map hides it behind `_GNU_SOURCE`.
@_silgen_name("syncfs") private func syncfs(_ descriptor: Int32) -> Int32

/// sync_file_range(2), hidden in the same way.
@_silgen_name("sync_file_range")
private func sync_file_range(_ descriptor: Int32, _ offset: Int64, _ count: Int64, _ flags: UInt32) -> Int32

/// An open file of the system, closed when it goes.
final class OpenFile {
    let descriptor: Int32
    let path: String

    static func reading(_ path: String) throws(FileError) -> OpenFile {
        try OpenFile(path, O_RDONLY | O_CLOEXEC, mode: 0)
    }

    /// A file that did not exist before.
    static func creating(_ path: String) throws(FileError) -> OpenFile {
        try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode: 0o600)
    }

    static func directory(_ path: String) throws(FileError) -> OpenFile {
        try OpenFile(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, mode: 0)
    }

    private init(_ path: String, _ flags: Int32, mode: mode_t) throws(FileError) {
        self.path = path
        descriptor = open(path, flags, mode)
        if descriptor < 0 { throw .system(operation: "open", path: path, code: errno) }
    }

    deinit { close(descriptor) }

    /// The size of a regular file; anything else is refused.
    func byteCount() throws(FileError) -> Int64 {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("fstat") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path) }
        return Int64(status.st_size)
    }

    /// The next bytes of the file, 0 at its end.
    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = read(descriptor, buffer.baseAddress! + filled, buffer.count - filled)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure("read")
            }
            filled += count
        }
        return filled
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        var written = 0
        while written < bytes.count {
            let count = write(descriptor, bytes.baseAddress! + written, bytes.count - written)
            if count < 0 {
                if errno == EINTR { continue }
                throw failure("write")
            }
            written += count
        }
    }

    /// Begins to bring written bytes to the disk; that makes nothing durable yet.
    func beginWriteback(_ bytes: Range<Int64>) throws(FileError) { try syncRange(bytes, Self.start) }

    /// Waits until they have got there.
    func finishWriteback(_ bytes: Range<Int64>) throws(FileError) {
        try syncRange(bytes, Self.waitBefore | Self.start | Self.waitAfter)
    }

    /// As sync_file_range(2) numbers them.
    private static let (waitBefore, start, waitAfter): (UInt32, UInt32, UInt32) = (1, 2, 4)

    private func syncRange(_ bytes: Range<Int64>, _ flags: UInt32) throws(FileError) {
        // Of no bytes the system would make the whole file.
        guard !bytes.isEmpty else { return }
        // A file system that knows no such thing leaves it all to the fsync.
        guard sync_file_range(descriptor, bytes.lowerBound, Int64(bytes.count), flags) != 0, errno != ENOSYS,
            errno != EINVAL, errno != ESPIPE
        else { return }
        throw failure("sync_file_range")
    }

    func makeReadOnly() throws(FileError) {
        guard fchmod(descriptor, 0o444) == 0 else { throw failure("fchmod") }
    }

    func synchronise() throws(FileError) {
        guard fsync(descriptor) == 0 else { throw failure("fsync") }
    }

    /// Makes everything written to this file system durable.
    func synchroniseFileSystem() throws(FileError) {
        guard syncfs(descriptor) == 0 else { throw failure("syncfs") }
    }

    private func failure(_ operation: String) -> FileError {
        errno == ENOSPC
            ? .diskNearlyFull(free: 0, needed: 0) : .system(operation: operation, path: path, code: errno)
    }
}
