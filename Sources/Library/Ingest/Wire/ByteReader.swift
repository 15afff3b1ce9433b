/// Takes values out of bytes that nobody vouches for: every length is held
/// against what is left, every text against UTF-8, every code against its table.
package struct ByteReader: Sendable {
    private let bytes: [UInt8]
    private var position: Int
    private let end: Int

    package init(_ bytes: [UInt8]) {
        self.init(bytes, range: bytes.indices)
    }

    /// Reads a part of `bytes` in place.
    package init(_ bytes: [UInt8], range: Range<Int>) {
        self.bytes = bytes
        let safe = range.clamped(to: bytes.indices)
        position = safe.lowerBound
        end = safe.upperBound
    }

    package var remaining: Int { end - position }

    /// Throws when something is left: a value of the right kind ends where its frame does.
    package func finish() throws(WireError) {
        guard remaining == 0 else { throw .trailingBytes }
    }

    package mutating func byte() throws(WireError) -> UInt8 {
        guard position < end else { throw .truncated }
        defer { position += 1 }
        return bytes[position]
    }

    package mutating func flag() throws(WireError) -> Bool {
        switch try byte() {
        case 0: return false
        case 1: return true
        default: throw .unknownCode
        }
    }

    package mutating func unsigned() throws(WireError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            // The tenth byte has room for one bit of the 64.
            if shift == 63, next > 1 { throw .outOfRange }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
            if shift > 63 { throw .outOfRange }
        }
    }

    package mutating func int64() throws(WireError) -> Int64 {
        let value = try unsigned()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    package mutating func int() throws(WireError) -> Int {
        guard let value = Int(exactly: try int64()) else { throw .outOfRange }
        return value
    }

    /// A number of `range`, such as a section's ordinal.
    package mutating func int(in range: ClosedRange<Int>) throws(WireError) -> Int {
        let value = try int()
        guard range.contains(value) else { throw .outOfRange }
        return value
    }

    package mutating func double() throws(WireError) -> Double {
        guard remaining >= 8 else { throw .truncated }
        var pattern: UInt64 = 0
        for index in 0..<8 { pattern |= UInt64(bytes[position + index]) << UInt64(8 * index) }
        position += 8
        return Double(bitPattern: pattern)
    }

    /// A length or count; each thing counted takes a byte at least.
    package mutating func count() throws(WireError) -> Int {
        let value = try unsigned()
        guard value <= UInt64(remaining) else { throw .lengthTooLarge }
        return Int(value)
    }

    package mutating func text() throws(WireError) -> String {
        let length = try count()
        guard length > 0 else { return "" }
        let start = position
        let text = bytes.withUnsafeBufferPointer { all in
            String(validating: UnsafeBufferPointer(rebasing: all[start..<start + length]), as: UTF8.self)
        }
        guard let text else { throw .notUTF8 }
        position += length
        return text
    }

    package mutating func blob() throws(WireError) -> [UInt8] {
        let length = try count()
        defer { position += length }
        return Array(bytes[position..<position + length])
    }

    package mutating func optionalText() throws(WireError) -> String? {
        try flag() ? try text() : nil
    }

    package mutating func optionalInt() throws(WireError) -> Int? {
        try flag() ? try int() : nil
    }

    package mutating func optionalInt64() throws(WireError) -> Int64? {
        try flag() ? try int64() : nil
    }

    package mutating func texts() throws(WireError) -> [String] {
        try list { reader throws(WireError) in try reader.text() }
    }

    package mutating func list<Element>(
        _ element: (inout ByteReader) throws(WireError) -> Element
    ) throws(WireError) -> [Element] {
        let count = try count()
        var elements: [Element] = []
        // A hostile count is bounded by the bytes left, not by what it costs in memory.
        elements.reserveCapacity(min(count, 64))
        for _ in 0..<count { elements.append(try element(&self)) }
        return elements
    }

    package mutating func code<Code>(in table: CodeTable<Code>) throws(WireError) -> Code {
        guard let code = table.code(of: try byte()) else { throw .unknownCode }
        return code
    }
}
