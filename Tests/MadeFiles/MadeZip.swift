/// Writes ZIP archives, good ones and wicked ones, byte by byte.
///
/// For example: `MadeZip([("a.txt", "một")]).bytes`. Entries are stored as they
/// are, with correct sizes and checksums.
package struct MadeZip {
    package struct Entry {
        package var name: [UInt8]
        package var bytes: [UInt8]
        /// Packed with DEFLATE from so many zero bytes instead of `bytes`.
        package var zeros: Int?
        package var isEncrypted: Bool
        package var isLink: Bool

        package init(
            _ name: String, bytes: [UInt8] = [], zeros: Int? = nil, isEncrypted: Bool = false, isLink: Bool = false
        ) {
            self.name = Array(name.utf8)
            self.bytes = bytes
            self.zeros = zeros
            self.isEncrypted = isEncrypted
            self.isLink = isLink
        }
    }

    private var entries: [Entry] = []

    package init(_ texts: [(name: String, text: String)] = []) {
        for (name, text) in texts { add(name, text) }
    }

    package mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }
    package mutating func add(_ name: String, _ bytes: [UInt8]) { add(Entry(name, bytes: bytes)) }
    package mutating func add(_ entry: Entry) { entries.append(entry) }

    /// The archive: local headers and data, then the central directory (APPNOTE 4.3).
    package var bytes: [UInt8] {
        var out: [UInt8] = [], directory: [UInt8] = []
        for entry in entries {
            let data = entry.zeros.map(Deflate.zeros) ?? entry.bytes
            let size = entry.zeros ?? entry.bytes.count
            let check = entry.zeros.map(Checksum.ofZeros) ?? Checksum.of(entry.bytes)
            var common: [UInt8] = []
            common.put16(20)
            common.put16((entry.isEncrypted ? 1 : 0) | 0x0800)
            common.put16(entry.zeros == nil ? 0 : 8)
            common.put32(0)
            common.put32(Int(check))
            common.put32(data.count)
            common.put32(size)
            common.put16(entry.name.count)
            common.put16(0)
            directory.put32(0x0201_4B50)
            directory.put16(3 << 8 | 20)
            directory += common
            directory.put16(0)
            directory.put16(0)
            directory.put16(0)
            directory.put32((entry.isLink ? 0o120777 : 0o100644) << 16)
            directory.put32(out.count)
            directory += entry.name
            out.put32(0x0403_4B50)
            out += common
            out += entry.name
            out += data
        }
        let start = out.count
        out += directory
        out.put32(0x0605_4B50)
        out.put32(0)
        out.put16(entries.count)
        out.put16(entries.count)
        out.put32(directory.count)
        out.put32(start)
        out.put16(0)
        return out
    }
}

extension [UInt8] {
    fileprivate mutating func put16(_ value: Int) { append(contentsOf: [UInt8(value & 255), UInt8(value >> 8 & 255)]) }
    fileprivate mutating func put32(_ value: Int) {
        put16(value & 0xFFFF)
        put16(value >> 16 & 0xFFFF)
    }
}

/// DEFLATE with the fixed codes: a zero, then copies of 258 bytes; 158 : 1.
private enum Deflate {
    static func zeros(_ count: Int) -> [UInt8] {
        var out: [UInt8] = [], pending: UInt32 = 0, filled: UInt32 = 0
        func put(_ value: UInt32, _ bits: UInt32) {
            pending |= value << filled
            filled += bits
            while filled >= 8 {
                out.append(UInt8(truncatingIfNeeded: pending))
                pending >>= 8
                filled -= 8
            }
        }
        func code(_ value: UInt32, _ bits: UInt32) {
            for bit in (0..<bits).reversed() { put(value >> bit & 1, 1) }
        }
        put(0b011, 3)
        var left = count
        repeat {
            code(0x30, 8)
            left -= 1
        } while left % 258 != 0
        while left > 0 {
            code(0b1100_0101, 8)
            code(0, 5)
            left -= 258
        }
        code(0, 7)
        if filled > 0 { put(0, 8 - filled) }
        return out
    }
}

/// CRC-32 as ZIP wants it.
private enum Checksum {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    static func of(_ bytes: [UInt8]) -> UInt32 {
        let table = table
        return ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 255)] ^ $0 >> 8 }
    }

    static func ofZeros(_ count: Int) -> UInt32 {
        var value = ~UInt32(0)
        for _ in 0..<count { value = table[Int(value & 255)] ^ value >> 8 }
        return ~value
    }
}
