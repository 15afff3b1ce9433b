import Glibc
import Library

/// A stretch of a file that moves forward: what a reader looks at now, never
/// the whole file, so that memory stays flat on a file of any size.
final class FileWindow {
    private let fill: (UnsafeMutableBufferPointer<UInt8>) throws(FileRejection) -> Int
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var head = 0
    private var tail = 0
    private var isAtEnd = false
    /// Where in the file the window begins.
    private(set) var offset: Int64 = 0

    /// A quarter of a megabyte per read: larger ones gained nothing.
    private static let chunk = 256 << 10

    /// `fill` writes the next bytes and returns how many, 0 at the end.
    init(fill: @escaping (UnsafeMutableBufferPointer<UInt8>) throws(FileRejection) -> Int) {
        self.fill = fill
        capacity = 2 * Self.chunk
        storage = .allocate(capacity: capacity)
    }

    convenience init(_ file: SourceFile) throws(FileRejection) {
        let open = try OpenedFile(file)
        self.init { buffer throws(FileRejection) in try open.read(into: buffer) }
    }

    deinit { storage.deallocate() }

    /// How many bytes lie in the window.
    var count: Int { tail - head }
    /// The bytes of the window; they move when more is read.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: storage + head, count: tail - head) }

    subscript(place: Int) -> UInt8 {
        precondition(place >= 0 && place < count)
        return storage[head + place]
    }

    /// Reads until the window holds `wanted` bytes; false when the file ends before.
    func holds(_ wanted: Int) throws(FileRejection) -> Bool {
        while count < wanted, !isAtEnd { try readMore(toHold: wanted) }
        return count >= wanted
    }

    /// The first place of `byte`, at or after `start` and before `limit`; reads
    /// as far as it must.
    func firstIndex(of byte: UInt8, from start: Int = 0, before limit: Int) throws(FileRejection) -> Int? {
        var place = start
        while place < limit {
            guard try holds(place + 1) else { return nil }
            let length = min(count, limit) - place
            if let found = memchr(storage + head + place, Int32(byte), length) {
                return UnsafeRawPointer(found) - UnsafeRawPointer(storage + head)
            }
            place += length
        }
        return nil
    }

    /// The first `length` bytes as a copy; the window moves past them.
    func take(_ length: Int) -> [UInt8] {
        precondition(length <= count)
        let taken = [UInt8](UnsafeBufferPointer(start: storage + head, count: length))
        skip(length)
        return taken
    }

    /// Moves the window past `length` bytes.
    func skip(_ length: Int) {
        precondition(length <= count)
        head += length
        offset += Int64(length)
    }

    private func readMore(toHold wanted: Int) throws(FileRejection) {
        if capacity - head < max(wanted, count + Self.chunk) { makeRoom(for: max(wanted, count) + Self.chunk) }
        let got = try fill(UnsafeMutableBufferPointer(start: storage + tail, count: capacity - tail))
        if got > 0 { tail += got } else { isAtEnd = true }
    }

    private func makeRoom(for needed: Int) {
        let kept = count
        if needed <= capacity {
            memmove(storage, storage + head, kept)
        } else {
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: needed)
            larger.update(from: storage + head, count: kept)
            storage.deallocate()
            storage = larger
            capacity = needed
        }
        head = 0
        tail = kept
    }
}

/// A file descriptor that is closed with its owner.
final class OpenedFile {
    private let descriptor: Int32

    init(_ file: SourceFile) throws(FileRejection) {
        descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw FileRejection(.fileUnreadable, "The file cannot be opened: \(String(cString: strerror(errno))).")
        }
    }

    deinit { close(descriptor) }

    /// The next bytes; 0 at the end.
    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(FileRejection) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw FileRejection(.fileUnreadable, "Reading stopped: \(String(cString: strerror(errno))).")
            }
        }
    }
}
