import VietnameseText

/// Bytes of a text file → text, by what the bytes can be and what comes out as
/// Vietnamese.
struct TextDecoding {
    var text: String
    var encoding: String
    /// True when the encoding was not certain.
    var isGuessed: Bool
    /// 0…1; the share of words with marks that are syllables.
    var confidence: Double

    /// Nil for bytes that are no text in any encoding.
    static func of(_ bytes: [UInt8]) -> TextDecoding? {
        if let wide = wide(bytes) { return wide }
        guard !looksBinary(bytes) else { return nil }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        if let text = String(validating: hasMark ? bytes.dropFirst(3) : bytes[...], as: UTF8.self) {
            return TextDecoding(text: text, encoding: "UTF-8", isGuessed: false, confidence: 1)
        }
        return legacy(bytes)
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
        return TextDecoding(
            text: text, encoding: highFirst ? "UTF-16BE" : "UTF-16LE", isGuessed: !isMarked, confidence: 1)
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

    // MARK: One byte a letter

    /// Letters of VISCII and TCVN stand among the control characters, so only
    /// those that no encoding uses for letters tell a binary file.
    private static func looksBinary(_ bytes: [UInt8]) -> Bool {
        if bytes.contains(0) { return true }
        let never: Set<UInt8> = [0x07, 0x08, 0x0B, 0x0E, 0x0F, 0x10, 0x1A, 0x1B, 0x1D, 0x7F]
        let sample = bytes.prefix(64 << 10)
        return sample.count { never.contains($0) } * 200 > sample.count
    }

    private static func legacy(_ bytes: [UInt8]) -> TextDecoding? {
        var best: TextDecoding?
        for name in ["CP1258", "VISCII", "TCVN5712-1", "WINDOWS-1252"] {
            guard let decoded = CharacterSet(name: name).decode(bytes) else { continue }
            let text = NormalForm.nfc(decoded)
            let candidate = TextDecoding(text: text, encoding: name, isGuessed: true, confidence: syllableShare(text))
            if candidate.confidence > best?.confidence ?? -1 { best = candidate }
        }
        return best
    }

    /// Of the words with letters outside ASCII, how many are Vietnamese syllables.
    private static func syllableShare(_ text: String) -> Double {
        var marked = 0, syllables = 0
        for word in WordScanner.words(in: String(text.prefix(20_000)))
        where word.exact.utf8.contains(where: { $0 >= 0x80 }) {
            marked += 1
            if VietnameseSyllable.isSpelled(word.exact) { syllables += 1 }
        }
        return marked == 0 ? 0 : Double(syllables) / Double(marked)
    }
}
