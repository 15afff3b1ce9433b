import VietnameseText

/// Bytes of a source → a value as the catalogue keeps it: one line, trimmed,
/// NFC, without control characters.
enum CleanText {
    /// For example: "  Số   đỏ\n" becomes "Số đỏ".
    ///
    /// C1 controls go too: U+0098 and U+009C mark words that are not sorted
    /// (ISO 6630), which German and Italian catalogues write around articles.
    static func string(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        bytes.withUnsafeBufferPointer { string(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    static func string(_ text: some StringProtocol) -> String {
        var text = String(text)
        return text.withUTF8 { string($0) }
    }

    static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var start = 0
        var end = bytes.count
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        guard start < end else { return "" }
        let inside = UnsafeBufferPointer(rebasing: bytes[start..<end])
        var isPlain = true
        var isClean = true
        var last: UInt8 = 0
        for byte in inside {
            if byte >= 0x80 {
                isPlain = false
                // C2 leads the C1 controls and the no-break space, E2 80 the
                // zero-width space, EF BB BF the byte order mark.
                if byte == 0xC2 || byte == 0xE2 || byte == 0xEF { isClean = false }
            } else if byte < 0x20 || byte == 0x7F || (byte == 0x20 && last == 0x20) {
                isClean = false
            }
            last = byte
        }
        if isPlain, isClean { return String(decoding: inside, as: UTF8.self) }
        let text = isClean ? String(decoding: inside, as: UTF8.self) : cleaned(inside)
        return isPlain ? text : NormalForm.nfc(text)
    }

    private static func cleaned(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var place = 0
        func follows(_ next: UInt8...) -> Bool {
            for (step, byte) in next.enumerated() {
                guard place + 1 + step < bytes.count, bytes[place + 1 + step] == byte else { return false }
            }
            return true
        }
        while place < bytes.count {
            let byte = bytes[place]
            if byte <= 0x20 || byte == 0x7F || (byte == 0xC2 && follows(0xA0)) {
                if let last = out.last, last != 0x20 { out.append(0x20) }
                place += byte == 0xC2 ? 2 : 1
            } else if byte == 0xC2, place + 1 < bytes.count, bytes[place + 1] < 0xA0 {
                place += 2
            } else if byte == 0xE2, follows(0x80, 0x8B) || follows(0x80, 0x8E) || follows(0x80, 0x8F) {
                place += 3  // zero-width space, marks of writing direction
            } else if byte == 0xEF, follows(0xBB, 0xBF) {
                place += 3
            } else {
                out.append(byte)
                place += 1
            }
        }
        while out.last == 0x20 { out.removeLast() }
        return String(decoding: out, as: UTF8.self)
    }
}
