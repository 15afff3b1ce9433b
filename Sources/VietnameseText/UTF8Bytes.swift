/// Reading and writing scalars as bytes, without ever trusting the bytes.
enum UTF8Bytes {
    /// The scalar that starts at `place` and its width in bytes; nil when the
    /// bytes there are not well formed (Unicode Standard, table 3-7).
    static func scalar(
        _ bytes: UnsafePointer<UInt8>, at place: Int, end: Int
    ) -> (scalar: UInt32, width: Int)? {
        let lead = bytes[place]
        if lead < 0x80 { return (UInt32(lead), 1) }
        if lead < 0xC2 || lead > 0xF4 { return nil }
        let width = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard place + width <= end else { return nil }
        var scalar = UInt32(lead) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
        for next in 1..<width {
            let byte = bytes[place + next]
            guard byte & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        let smallest: UInt32 = width == 2 ? 0x80 : width == 3 ? 0x800 : 0x10000
        guard scalar >= smallest, scalar <= 0x10FFFF, scalar & 0xFFFF_F800 != 0xD800 else { return nil }
        return (scalar, width)
    }

    /// Calls `put` with each byte of the scalar.
    @inline(__always)
    static func encode(_ scalar: UInt32, _ put: (UInt8) -> Void) {
        if scalar < 0x80 {
            put(UInt8(scalar))
        } else if scalar < 0x800 {
            put(UInt8(0xC0 | scalar >> 6))
            put(UInt8(0x80 | scalar & 0x3F))
        } else if scalar < 0x10000 {
            put(UInt8(0xE0 | scalar >> 12))
            put(UInt8(0x80 | scalar >> 6 & 0x3F))
            put(UInt8(0x80 | scalar & 0x3F))
        } else {
            put(UInt8(0xF0 | scalar >> 18))
            put(UInt8(0x80 | scalar >> 12 & 0x3F))
            put(UInt8(0x80 | scalar >> 6 & 0x3F))
            put(UInt8(0x80 | scalar & 0x3F))
        }
    }
}
