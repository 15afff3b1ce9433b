/// The mark of a note: `sách<sup>1</sup>` is the word "sách" and a mark, not
/// the word "sách1".
///
/// Powers and ordinals are no marks: m², x² and XIXᵉ stay the words "m2", "x2"
/// and "XIXe" that a reader types, and so does H₂O, since `sub` marks no notes.
enum NoteMark {
    /// Whether a `sup` or link, met right behind `word`, is one: it holds numbers
    /// only, and is no power.
    static func isOne(_ node: XMLNode, behind word: ArraySlice<UInt8>) -> Bool {
        let text = Array(node.text.utf8).filter { !XMLProlog.isSpace($0) }
        guard text.count <= longest, text.first.map(isDigit) == true,
            text.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "-") })
        else { return false }
        let isLink = node.isNamed("a") || node.firstElement(named: "a") != nil
        return isLink || !isBase(word)
    }

    /// Whether one word would go on from the line into the text: only there must
    /// its end be written.
    static func areLetters(_ line: [UInt8], _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, let last = line.last(where: { $0 & 0xC0 != 0x80 }) else { return false }
        return isLetter(first) && isLetter(last)
    }

    /// "12, 13-15"
    private static let longest = 12

    /// What has powers: a quantity of one letter, a unit of length.
    private static func isBase(_ word: ArraySlice<UInt8>) -> Bool {
        let letters = word.reversed().prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
        let unit = String(decoding: letters.reversed().map { $0 | 0x20 }, as: UTF8.self)
        let isWhole = letters.count == word.count || !isLetter(word[word.endIndex - letters.count - 1])
        let followsNumber = letters.count < word.count && isDigit(word[word.endIndex - letters.count - 1])
        return (isWhole || followsNumber) && (unit.count == 1 || units.contains(unit))
    }

    private static let units: Set<String> = ["mm", "cm", "dm", "dam", "hm", "km"]

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    /// By the first byte in UTF-8: letters and digits of ASCII, all else but the
    /// blocks of signs and punctuation (U+0080…00BF, U+2000…2FFF).
    private static func isLetter(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
            || (byte >= 0xC3 && byte != 0xE2)
    }
}
