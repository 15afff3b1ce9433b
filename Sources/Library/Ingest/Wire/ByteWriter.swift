/// Puts values into bytes: numbers as LEB128, text and lists with their
/// length in front.
package struct ByteWriter: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    package mutating func put(_ byte: UInt8) {
        bytes.append(byte)
    }

    package mutating func put(_ flag: Bool) {
        bytes.append(flag ? 1 : 0)
    }

    /// An unsigned number in 1 to 10 bytes.
    package mutating func put(unsigned value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A signed number, small ones of either sign in one byte.
    package mutating func put(_ value: Int64) {
        put(unsigned: UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    package mutating func put(_ value: Int) {
        put(Int64(value))
    }

    package mutating func put(_ value: Double) {
        let pattern = value.bitPattern
        for shift in stride(from: 0, through: 56, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: pattern >> UInt64(shift)))
        }
    }

    package mutating func put(count: Int) {
        put(unsigned: UInt64(count))
    }

    package mutating func put(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            put(unsigned: UInt64(utf8.count))
            bytes.append(contentsOf: utf8)
        }
    }

    package mutating func put(_ blob: [UInt8]) {
        put(unsigned: UInt64(blob.count))
        bytes.append(contentsOf: blob)
    }

    package mutating func put(_ text: String?) {
        put(text != nil)
        if let text { put(text) }
    }

    package mutating func put(_ value: Int?) {
        put(value != nil)
        if let value { put(value) }
    }

    package mutating func put(_ value: Int64?) {
        put(value != nil)
        if let value { put(value) }
    }

    package mutating func put(_ texts: [String]) {
        put(count: texts.count)
        for text in texts { put(text) }
    }

    package mutating func put<Element>(_ elements: [Element], each put: (inout ByteWriter, Element) -> Void) {
        self.put(count: elements.count)
        for element in elements { put(&self, element) }
    }

    package mutating func put<Code>(_ code: Code, in table: CodeTable<Code>) {
        bytes.append(table.number(of: code))
    }

    /// Leaves room for a frame's length and type, to be filled by ``closeFrame(at:)``.
    mutating func openFrame(type: UInt8) -> Int {
        let start = bytes.count
        bytes.append(contentsOf: [0, 0, 0, 0, type])
        return start
    }

    /// Writes the length of the frame opened at `start`; a frame that is too
    /// large is taken out again and false returned.
    mutating func closeFrame(at start: Int) -> Bool {
        let length = bytes.count - start - Frame.lengthBytes
        guard length <= Frame.maximumLength else {
            bytes.removeSubrange(start...)
            return false
        }
        for index in 0..<Frame.lengthBytes {
            bytes[start + index] = UInt8(truncatingIfNeeded: length >> (8 * index))
        }
        return true
    }

    /// Empties the writer but keeps its room.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: bytes.capacity < 4 << 20)
    }
}
