package enum CopyCondition: String, Sendable, CaseIterable {
    case good, worn, damaged
}

/// How a copy came to the library.
package enum CopySource: String, Sendable, CaseIterable {
    case purchase, gift, exchange, deposit, programme, other
}

/// The number of a copy in the register of its owner (số đăng ký cá biệt). No
/// two copies of an institution share one; two institutions may.
package struct AccessionNumber: Hashable, Sendable, CustomStringConvertible {
    /// As it is written on the book.
    package let text: String
    /// What numbers are compared by: capitals and digits alone, without leading
    /// zeros of each run of digits, so that "tk. 00123" is "TK123".
    package let key: String
    package var description: String { text }

    /// Nil for what cannot be a number: no digit, or more than 40 bytes.
    package init?(_ written: some StringProtocol) {
        let words = written.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let key = Self.key(of: words)
        guard !words.isEmpty, words.utf8.count <= 40, key.utf8.contains(where: { (0x30...0x39).contains($0) }) else {
            return nil
        }
        (text, self.key) = (words, key)
    }

    /// Reads back what the store keeps.
    package init(text: String, key: String) { (self.text, self.key) = (text, key) }

    /// The key of any scanned text; empty for one without letters and digits.
    package static func key(of written: some StringProtocol) -> String {
        var key: [UInt8] = []
        var isInNumber = false
        for byte in written.uppercased().utf8 {
            switch byte {
            case 0x30 where !isInNumber: continue
            case 0x30...0x39:
                isInNumber = true
                key.append(byte)
            case 0x41...0x5A, 0x80...:
                isInNumber = false
                key.append(byte)
            default: isInNumber = false
            }
        }
        return key.isEmpty && written.utf8.contains(0x30) ? "0" : String(decoding: key, as: UTF8.self)
    }
}
