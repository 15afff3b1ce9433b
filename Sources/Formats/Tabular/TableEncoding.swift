import Library

/// In which characters a table is written.
enum TableEncoding: Equatable {
    case utf8
    case utf16(highFirst: Bool)
    case singleByte(CodedCharacterSet)

    /// The name for the librarian.
    var name: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16: "UTF-16"
        case .singleByte(let set): set.rawValue
        }
    }

    /// Tells the encoding by the first bytes: a byte order mark, well-formed
    /// UTF-8, zero bytes of UTF-16, else the set in which they read best.
    static func detect(_ head: [UInt8]) -> (encoding: TableEncoding, markLength: Int) {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16(highFirst: false), 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16(highFirst: true), 2) }
        if let highFirst = zeroBytes(head) { return (.utf16(highFirst: highFirst), 0) }
        let shape = TextShape(wholeSequences(head))
        if shape.isUTF8 || shape.speaksForUTF8 { return (.utf8, 0) }
        return (.singleByte(bestSet(head)), 0)
    }

    /// Without a letter that the end of the head cut in two.
    private static func wholeSequences(_ head: [UInt8]) -> [UInt8] {
        var end = head.count
        while end > 0, head.count - end < 4, head[end - 1] >= 0x80 {
            end -= 1
            if head[end] >= 0xC0 { break }
        }
        return end == 0 || head.last.map { $0 < 0x80 } == true ? head : Array(head[..<end])
    }

    /// Which half of the pairs is zero when nearly every other byte is.
    private static func zeroBytes(_ head: [UInt8]) -> Bool? {
        guard head.count >= 8 else { return nil }
        var even = 0
        var odd = 0
        for (place, byte) in head.enumerated() where byte == 0 { if place % 2 == 0 { even += 1 } else { odd += 1 } }
        let most = head.count / 5
        if odd > most, odd > 3 * even { return false }
        return even > most && even > 3 * odd ? true : nil
    }

    /// Vietnamese sets by what comes out as syllables; without Vietnamese it is
    /// Cyrillic or Western.
    private static func bestSet(_ head: [UInt8]) -> CodedCharacterSet {
        let sample = Array(head.prefix(16_384))
        if let guess = EncodingGuess.vietnamese(sample), let set = CodedCharacterSet(rawValue: guess.encoding) {
            return set
        }
        return TextShape.guess(sample) == .windows1251 ? .windows1251 : .windows1252
    }
}

/// A single-byte character set as a table; what means nothing becomes U+FFFD.
struct SingleByteTable {
    private let letters: [[UInt8]]

    init?(_ set: CodedCharacterSet) {
        guard CharacterConversion(from: set) != nil else { return nil }
        letters = (0...255).map { value in
            let byte = UInt8(value)
            if byte < 0x80, byte == 0x09 || byte == 0x0A || byte == 0x0D || byte >= 0x20 { return [byte] }
            // A fresh conversion each: some hold a letter back, waiting for its mark.
            return CharacterConversion(from: set)?.utf8([byte]) ?? [0xEF, 0xBF, 0xBD]
        }
    }

    func utf8(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        for byte in bytes { out.append(contentsOf: letters[Int(byte)]) }
        return out
    }
}
