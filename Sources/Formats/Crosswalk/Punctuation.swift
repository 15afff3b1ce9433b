/// The punctuation cataloguers write between the parts of a description
/// (ISBD), which is no part of any value.
enum Punctuation {
    /// The value without the mark that leads over to the next part.
    ///
    /// For example: "Số đỏ /" becomes "Số đỏ", "Hà Nội :" becomes "Hà Nội". A
    /// full stop stays after an initial or a short form: "Gatewood, Willard B."
    static func cut(_ text: String) -> String {
        var end = text.utf8.endIndex
        let bytes = text.utf8
        loop: while end > bytes.startIndex {
            let last = bytes.index(before: end)
            switch bytes[last] {
            case UInt8(ascii: " "), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: ","),
                UInt8(ascii: "="):
                end = last
            case UInt8(ascii: "."):
                guard isSentenceEnd(bytes[..<last]) else { break loop }
                end = last
            default:
                break loop
            }
        }
        return end == bytes.endIndex ? text : String(text[..<end])
    }

    /// Whether a full stop after these bytes ends a value: the word before it
    /// is no initial and no known short form.
    private static func isSentenceEnd(_ before: Substring.UTF8View) -> Bool {
        var length = 0
        for byte in before.reversed() {
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") { break }
            length += 1
            if length > 5 { return true }
        }
        if length == 0 { return before.last != UInt8(ascii: ".") }
        guard let word = String(before.suffix(length)) else { return true }
        if word.count <= 1 { return word.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
        return !shortForms.contains(word.lowercased())
    }

    private static let shortForms: Set<String> = [
        "jr", "sr", "dr", "st", "inc", "ltd", "co", "corp", "bros", "etc", "ed", "eds", "vol", "no", "ca", "cm", "mm",
        "min",
        "tr", "tp", "nxb", "ths", "ts", "pgs", "gs", "ph.d", "u.s",
    ]

    /// The value without one pair of brackets around all of it: "[1999]".
    static func unbracketed(_ text: String) -> String {
        guard text.utf8.count > 2, let first = text.utf8.first, let last = text.utf8.last else { return text }
        let isPair = (first == 0x5B && last == 0x5D) || (first == 0x28 && last == 0x29)
        guard isPair, !text.utf8.dropFirst().dropLast().contains(where: { $0 == first || $0 == last }) else {
            return text
        }
        return String(text.dropFirst().dropLast())
    }
}
