import Glibc

/// Whether two files hold the same bytes.
enum FileComparison {
    static func areEqual(_ first: String, _ second: String) throws(FileError) -> Bool {
        let one = try OpenFile.reading(first), other = try OpenFile.reading(second)
        guard try one.byteCount() == other.byteCount() else { return false }
        let size = 256 << 10
        let left = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        let right = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        defer {
            left.deallocate()
            right.deallocate()
        }
        while true {
            let count = try one.fill(left)
            guard try other.fill(right) == count else { return false }
            if count == 0 { return true }
            guard memcmp(left.baseAddress!, right.baseAddress!, count) == 0 else { return false }
        }
    }

    /// Whether the file at `path` holds exactly `bytes`.
    static func holds(_ path: String, _ bytes: [UInt8]) throws(FileError) -> Bool {
        let file = try OpenFile.reading(path)
        guard try file.byteCount() == Int64(bytes.count) else { return false }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
        defer { buffer.deallocate() }
        let count = try file.fill(UnsafeMutableRawBufferPointer(rebasing: buffer[..<bytes.count]))
        return count == bytes.count
            && bytes.withUnsafeBytes { $0.isEmpty || memcmp($0.baseAddress!, buffer.baseAddress!, count) == 0 }
    }
}
