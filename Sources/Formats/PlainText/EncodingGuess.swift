import VietnameseText

/// A one-byte encoding that is not declared anywhere, and what speaks for it.
struct EncodingGuess {
    enum Ground {
        /// Every other byte is zero.
        case zeroBytes
        /// Words with marks come out as Vietnamese syllables.
        case syllables
        /// Letters beyond ASCII stand as those of Western languages do.
        case westernLetters
    }

    /// The name glibc's iconv knows it by.
    var encoding: String
    /// 0…1; of the marked words, or of the letters beyond ASCII, the share that
    /// speaks for it.
    var confidence: Double
    var ground: Ground

    /// What is said for it.
    var reason: String {
        let share = Int((confidence * 100).rounded())
        return switch ground {
        case .zeroBytes: "every other byte is zero"
        case .syllables: "\(share) % of its marked words are Vietnamese syllables"
        case .westernLetters: "\(share) % of its letters beyond ASCII stand as Western languages write them"
        }
    }

    /// Nil when one byte means nothing in the encoding.
    func decode(_ bytes: [UInt8]) -> String? { CharacterSet(name: encoding).decode(bytes).map(NormalForm.nfc) }

    /// The best reading of bytes that are no UTF-8, Vietnamese before Western;
    /// nil when nothing speaks for any.
    static func of(_ bytes: [UInt8]) -> EncodingGuess? { vietnamese(bytes) ?? western(bytes) }

    // MARK: Vietnamese

    /// Below it a reading is no better than chance: UTF-8 taken for VISCII or
    /// TCVN makes syllables of fewer than one marked word in ten, a text in the
    /// right set of more than nine in ten.
    private static let syllableFloor = 0.5

    /// The set in which most words with marks are syllables; of equals the one
    /// that makes letters of its bytes rather than signs ("Sè ®á").
    static func vietnamese(_ bytes: [UInt8]) -> EncodingGuess? {
        var best: (guess: EncodingGuess, score: Double)?
        for name in ["CP1258", "VISCII", "TCVN5712-1"] {
            guard let decoded = CharacterSet(name: name).decode(bytes) else { continue }
            let sample = sample(of: NormalForm.nfc(decoded))
            let share = syllableShare(sample)
            guard share >= syllableFloor else { continue }
            let score = share * letterShare(sample)
            guard score > best?.score ?? 0 else { continue }
            best = (EncodingGuess(encoding: name, confidence: share, ground: .syllables), score)
        }
        return best?.guess
    }

    /// From the first word with a mark on: a long preface may be in English.
    private static func sample(of text: String) -> String {
        let mark = text.utf8.firstIndex { $0 >= 0x80 } ?? text.startIndex
        let start = text[..<mark].lastIndex { $0 == " " || $0.isNewline } ?? text.startIndex
        return String(text[start...].prefix(20_000))
    }

    /// Of the words with letters outside ASCII, how many are Vietnamese syllables.
    private static func syllableShare(_ text: String) -> Double {
        var marked = 0, syllables = 0
        for word in WordScanner.words(in: text) where word.exact.utf8.contains(where: { $0 >= 0x80 }) {
            marked += 1
            if VietnameseSyllable.isSpelled(word.exact) { syllables += 1 }
        }
        return marked == 0 ? 0 : Double(syllables) / Double(marked)
    }

    private static func letterShare(_ text: String) -> Double {
        var high = 0, letters = 0
        for scalar in text.unicodeScalars where !scalar.isASCII {
            high += 1
            if scalar.properties.isAlphabetic { letters += 1 }
        }
        return high == 0 ? 0 : Double(letters) / Double(high)
    }

    // MARK: Western

    private static let westernFloor = 0.9

    /// Windows-1252, when its letters stand beside ASCII letters and its signs
    /// are those of print. The second bytes of UTF-8 are neither.
    static func western(_ bytes: [UInt8]) -> EncodingGuess? {
        var high = 0, natural = 0
        for (place, byte) in bytes.enumerated() where byte >= 0x80 {
            high += 1
            let before = place > 0 ? bytes[place - 1] : 0x20
            let after = place + 1 < bytes.count ? bytes[place + 1] : 0x20
            if isWesternLetter(byte)
                ? isLetter(before) || isLetter(after) || before == 0x20 && after == 0x20
                : printSigns.contains(byte) && (before < 0x80 || after < 0x80) && !isWesternLetter(before)
            {
                natural += 1
            }
        }
        let share = high == 0 ? 0 : Double(natural) / Double(high)
        guard share >= westernFloor else { return nil }
        return EncodingGuess(encoding: "WINDOWS-1252", confidence: share, ground: .westernLetters)
    }

    /// À … ÿ without × and ÷.
    private static func isWesternLetter(_ byte: UInt8) -> Bool { byte >= 0xC0 && byte != 0xD7 && byte != 0xF7 }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    /// … – — ‘ ’ “ ” • no-break space ¡ § © « ° · » ¿
    private static let printSigns: Set<UInt8> = [
        0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xA0, 0xA1, 0xA7, 0xA9, 0xAB, 0xB0, 0xB7, 0xBB, 0xBF,
    ]
}
