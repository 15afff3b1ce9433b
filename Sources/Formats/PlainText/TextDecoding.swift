import Library

/// Bytes of a text file → text, by what the bytes can be and what comes out as
/// Vietnamese.
struct TextDecoding {
    var text: String
    var encoding: String
    /// Why this encoding was chosen; nil when it was certain.
    var guess: EncodingGuess?
    /// Bytes that are no letters of the encoding; each became U+FFFD.
    var broken = 0
    /// Where the first of them stands, in bytes of the file.
    var firstBroken: Int?

    /// Throws `text-not-text` for what is no text, and `encoding-unknown`, with
    /// the place of the first byte that is no UTF-8, for text in an encoding
    /// that nothing speaks for. A guess below its floor would fill a catalogue
    /// with a book nobody can read.
    static func of(_ bytes: [UInt8]) throws(FileRejection) -> TextDecoding {
        if let wide = wide(bytes) { return wide }
        guard !looksBinary(bytes) else {
            throw FileRejection(.textNotText, "the bytes are no text in any encoding known")
        }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let shape = TextShape(bytes)
        if shape.isUTF8 || hasMark || shape.speaksForUTF8 {
            let text = String(decoding: hasMark ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
            return TextDecoding(
                text: text, encoding: "UTF-8", broken: shape.broken, firstBroken: shape.firstBroken)
        }
        if let guess = EncodingGuess.of(bytes), let text = guess.decode(bytes) {
            return TextDecoding(text: text, encoding: guess.encoding, guess: guess)
        }
        let first = shape.firstBroken ?? 0
        throw FileRejection(
            .encodingUnknown, at: place(of: first, in: bytes),
            "the text is not UTF-8 from byte \(first) on, and in no other encoding do its words make sense")
    }

    /// A byte of the file as a person looks for it: by its line.
    static func place(of offset: Int, in bytes: [UInt8]) -> SourcePosition {
        SourcePosition(line: 1 + bytes[..<offset].count { $0 == 0x0A }, byteOffset: Int64(offset))
    }

    // MARK: UTF-16

    /// By its mark, or because one byte of two is the high byte of Latin text.
    private static func wide(_ bytes: [UInt8]) -> TextDecoding? {
        guard bytes.count >= 2 else { return nil }
        let isMarked = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        let highFirst: Bool
        if isMarked {
            highFirst = bytes[0] == 0xFE
        } else if let guess = highByteFirst(bytes) {
            highFirst = guess
        } else {
            return nil
        }
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for place in stride(from: isMarked ? 2 : 0, to: bytes.count - 1, by: 2) {
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            units.append(highFirst ? first << 8 | second : second << 8 | first)
        }
        guard let text = String(validating: units, as: UTF16.self) else { return nil }
        let encoding = highFirst ? "UTF-16BE" : "UTF-16LE"
        var decoding = TextDecoding(text: text, encoding: encoding)
        if !isMarked { decoding.guess = EncodingGuess(encoding: encoding, confidence: 1, ground: .zeroBytes) }
        if bytes.count % 2 == 1 {
            // The file ends inside a letter.
            decoding.text.append("\u{FFFD}")
            (decoding.broken, decoding.firstBroken) = (1, bytes.count - 1)
        }
        return decoding
    }

    /// High bytes of Vietnamese, punctuation and combining marks: 00, 01, 03, 1E, 20.
    private static func highByteFirst(_ bytes: [UInt8]) -> Bool? {
        let sample = bytes.prefix(4_096)
        guard sample.count >= 8, sample.contains(0) else { return nil }
        let high: Set<UInt8> = [0x00, 0x01, 0x03, 0x1E, 0x20]
        var even = 0, odd = 0
        for (place, byte) in sample.enumerated() where high.contains(byte) {
            if place % 2 == 0 { even += 1 } else { odd += 1 }
        }
        let pairs = sample.count / 2
        if odd * 100 >= pairs * 97, even * 2 < pairs { return false }
        if even * 100 >= pairs * 97, odd * 2 < pairs { return true }
        return nil
    }

    /// Letters of VISCII and TCVN stand among the control characters, so only
    /// those that no encoding uses for letters tell a binary file.
    private static func looksBinary(_ bytes: [UInt8]) -> Bool {
        if bytes.contains(0) { return true }
        let never: Set<UInt8> = [0x07, 0x08, 0x0B, 0x0E, 0x0F, 0x10, 0x1A, 0x1B, 0x1D, 0x7F]
        let sample = bytes.prefix(64 << 10)
        return sample.count { never.contains($0) } * 200 > sample.count
    }
}
