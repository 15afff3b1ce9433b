import Glibc

/// syncfs(2): Glibc's module map hides it behind `_GNU_SOURCE`.
@_silgen_name("syncfs") private func syncfs(_ descriptor: Int32) -> Int32

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
