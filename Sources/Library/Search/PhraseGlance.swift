/// Whether words may follow each other in a text, judged by the first and last
/// byte of each: five times as fast as scanning the words, and never wrong in
/// saying no.
///
/// The lists of pairs tell that the pairs of a phrase stand in a passage, not
/// that they touch: most passages they bring lack the phrase.
struct PhraseGlance: Sendable {
    /// For each byte the words that may begin, or end, with it.
    private let first: [UInt64]
    private let last: [UInt64]
    private let end: UInt64

    /// Nil where the words are too many, or of letters whose spelling without
    /// marks does not tell how they are written.
    init?(_ words: [QueryWord]) {
        guard (2...64).contains(words.count) else { return nil }
        // Above ASCII everything fits: a letter with marks may fold to any.
        var first = [UInt64](repeating: 0, count: 128) + [UInt64](repeating: .max, count: 128)
        var last = first
        for (place, word) in words.enumerated() {
            guard word.folded.utf8.allSatisfy(Self.isPlain), let begin = word.folded.utf8.first,
                let end = word.folded.utf8.last
            else { return nil }
            for byte in Self.spellings(of: begin) { first[Int(byte)] |= 1 << UInt64(place) }
            for byte in Self.spellings(of: end) { last[Int(byte)] |= 1 << UInt64(place) }
        }
        (self.first, self.last) = (first, last)
        end = 1 << UInt64(words.count - 1)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// How a letter without marks can be written: large or small, and i as y.
    private static func spellings(of byte: UInt8) -> [UInt8] {
        guard byte >= UInt8(ascii: "a") else { return [byte] }
        let small =
            byte == UInt8(ascii: "i") || byte == UInt8(ascii: "y") ? [UInt8(ascii: "i"), UInt8(ascii: "y")] : [byte]
        return small + small.map { $0 - 32 }
    }

    /// False when the words do not follow each other anywhere.
    func mayStand(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        first.withUnsafeBufferPointer { first in
            last.withUnsafeBufferPointer { last in
                Self.kinds.withUnsafeBufferPointer { kinds in
                    var walk = Walk(text: text, first: first, last: last, kinds: kinds, end: end)
                    return walk.mayFind()
                }
            }
        }
    }

    /// One walk through a text, word by word.
    private struct Walk {
        let text: UnsafeBufferPointer<UInt8>
        let first: UnsafeBufferPointer<UInt64>
        let last: UnsafeBufferPointer<UInt64>
        let kinds: UnsafeBufferPointer<Kind>
        let end: UInt64
        /// The words of the phrase that may be the one just read, with all before it.
        private var standing: UInt64 = 0
        /// Where the word under way begins; negative between words.
        private var begin = -1

        init(
            text: UnsafeBufferPointer<UInt8>, first: UnsafeBufferPointer<UInt64>, last: UnsafeBufferPointer<UInt64>,
            kinds: UnsafeBufferPointer<Kind>, end: UInt64
        ) {
            (self.text, self.first, self.last, self.kinds, self.end) = (text, first, last, kinds, end)
        }

        @inline(__always)
        mutating func mayFind() -> Bool {
            var place = 0
            while place < text.count {
                let byte = text[place]
                let (kind, length) = byte < 0x80 ? (kinds[Int(byte)], 1) : PhraseGlance.kind(of: text, at: place)
                switch kind {
                case .letter: if begin < 0 { begin = place }
                case .separator: if endWord(before: place) { return true }
                case .unknown: return true
                }
                place += length
            }
            return endWord(before: text.count)
        }

        /// Whether the word that ends here, if there is one, may be the phrase's last.
        @inline(__always)
        private mutating func endWord(before place: Int) -> Bool {
            guard begin >= 0 else { return false }
            standing = (standing << 1 | 1) & first[Int(text[begin])] & last[Int(text[place - 1])]
            begin = -1
            return standing & end != 0
        }
    }

    private enum Kind: UInt8 { case separator, letter, unknown }

    /// Of ASCII; of more, see below.
    private static let kinds: [Kind] = (0...UInt8.max).map { byte in
        isPlain(byte) || (byte < 0x60 && isPlain(byte + 32) && byte >= UInt8(ascii: "A")) ? .letter : .separator
    }

    /// The letters and punctuation of Vietnamese texts; whatever else there is,
    /// the scanner must say.
    private static func kind(of text: UnsafeBufferPointer<UInt8>, at place: Int) -> (Kind, length: Int) {
        func byte(_ offset: Int) -> UInt8 { place + offset < text.count ? text[place + offset] : 0 }
        guard (0x80...0xBF).contains(byte(1)) else { return (.unknown, 1) }
        switch text[place] {
        case 0xC2:
            // Punctuation of Latin-1, without its letters, numbers and the soft hyphen.
            let isSign = (0xA0...0xA9).contains(byte(1)) || [0xAB, 0xB0, 0xB7, 0xBB].contains(byte(1))
            return (isSign ? .separator : .unknown, 2)
        case 0xC3: return (byte(1) == 0x97 || byte(1) == 0xB7 ? .separator : .letter, 2)
        case 0xC4...0xC6: return (.letter, 2)
        case 0xE1 where (0xB8...0xBB).contains(byte(1)) && (0x80...0xBF).contains(byte(2)): return (.letter, 3)
        case 0xE2 where byte(1) == 0x80:
            // Spaces, dashes, quotation marks; not what vanishes inside a word.
            let isSign = (0x80...0x8A).contains(byte(2)) || (0x90...0xA7).contains(byte(2))
            return (isSign ? .separator : .unknown, 3)
        default: return (.unknown, 1)
        }
    }
}
