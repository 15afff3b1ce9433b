import Glibc

/// An old encoding, decoded by the tables of the C library.
struct CharacterSet {
    /// The name glibc's iconv knows it by.
    let name: String

    /// Nil when one byte means nothing in this encoding, or the C library does
    /// not know it.
    func decode(_ bytes: [UInt8]) -> String? {
        let converter = iconv_open("UTF-8", name)
        guard let converter, converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var source = bytes
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 2)
        let room = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 64 << 10)
        defer { room.deallocate() }
        let isWhole = source.withUnsafeMutableBytes { input -> Bool in
            var next = input.baseAddress?.assumingMemoryBound(to: CChar.self)
            var left = input.count
            while true {
                var end = room.baseAddress
                var free = room.count
                // The last call, without input, writes what is still held back.
                let isFlush = left == 0
                let result =
                    isFlush ? iconv(converter, nil, nil, &end, &free) : iconv(converter, &next, &left, &end, &free)
                let failure = errno
                output.append(contentsOf: UnsafeRawBufferPointer(start: room.baseAddress, count: room.count - free))
                if result == -1, failure != E2BIG { return false }
                if isFlush, result != -1 { return true }
            }
        }
        return isWhole ? String(validating: output, as: UTF8.self) : nil
    }
}
