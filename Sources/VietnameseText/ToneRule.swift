/// Where the tone mark of a Vietnamese syllable stands.
///
/// The syllable is given as letters a to z and their marks, as the scanner
/// keeps it. Rules: the shaped vowel takes the tone (the second of ươ); of two
/// plain vowels the second before a final consonant, else the first; of three
/// the middle one. Only open oa, oe and uy differ between the two styles.
struct ToneRule {
    private let letters: UnsafePointer<UInt8>
    private let marks: UnsafePointer<UInt8>
    private let count: Int

    init(letters: UnsafePointer<UInt8>, marks: UnsafePointer<UInt8>, count: Int) {
        self.letters = letters
        self.marks = marks
        self.count = count
    }

    /// The index of the letter that takes the tone now at `tonePlace`, or nil
    /// when this is no syllable we know and must be left as it is.
    func place(from tonePlace: Int, style: TonePlacement.Style) -> Int? {
        guard count <= Self.longestSyllable else { return nil }
        var vowel = 0
        while vowel < count, isConsonant(vowel) { vowel += 1 }
        guard vowel < count, vowel <= 3 else { return nil }
        var isAfterGi = false
        if vowel == 1, vowel + 1 < count, isVowel(vowel + 1), !isShaped(vowel) {
            if letters[0] == UInt8(ascii: "q"), letters[1] == UInt8(ascii: "u") {
                vowel += 1
            } else if letters[0] == UInt8(ascii: "g"), letters[1] == UInt8(ascii: "i") {
                vowel += 1
                isAfterGi = true
            }
        }
        var final = vowel
        while final < count, isVowel(final) { final += 1 }
        let vowels = final - vowel
        guard vowels >= 1, vowels <= 3, isFinal(from: final) else { return nil }

        for place in stride(from: final - 1, through: vowel, by: -1) where isShaped(place) {
            return isVietnameseShape(vowel..<final) ? place : nil
        }
        if vowels == 1 {
            // "gịa" (giặt gịa) and "giạ" are two words.
            let isAmbiguous = isAfterGi && final == count && letters[vowel] == UInt8(ascii: "a")
            return isAmbiguous && tonePlace == vowel - 1 ? nil : vowel
        }
        return placeAmongPlain(vowel, vowels: vowels, isOpen: final == count, style: style)
    }

    private func placeAmongPlain(
        _ vowel: Int, vowels: Int, isOpen: Bool, style: TonePlacement.Style
    ) -> Int? {
        let pair = UInt16(letters[vowel]) << 8 | UInt16(letters[vowel + 1])
        if vowels == 3 {
            guard isOpen else { return nil }
            let last = letters[vowel + 2]
            switch pair {
            case Self.oa: return Self.isOne(of: "iyo", last) ? vowel + 1 : nil
            case Self.oe: return last == UInt8(ascii: "o") ? vowel + 1 : nil
            case Self.uy: return Self.isOne(of: "ua", last) ? vowel + 1 : nil
            default: return nil
            }
        }
        switch pair {
        case Self.oa, Self.oe, Self.uy:
            guard isOpen else { return vowel + 1 }
            // Bare "ủy" (ủy ban) is written so in both styles.
            let isBareUy = vowel == 0 && pair == Self.uy
            return style == .old || isBareUy ? vowel : vowel + 1
        case Self.oo:
            return isOpen ? nil : vowel + 1
        case Self.ai, Self.ao, Self.au, Self.ay, Self.eo, Self.ia, Self.iu, Self.oi, Self.ua, Self.ui:
            return isOpen ? vowel : nil
        default:
            return nil
        }
    }

    /// "nghiêng" has seven letters; one more for a foreign beginning.
    private static let longestSyllable = 8

    private static let oa: UInt16 = 0x6F61, oe: UInt16 = 0x6F65, uy: UInt16 = 0x7579, oo: UInt16 = 0x6F6F
    private static let ai: UInt16 = 0x6169, ao: UInt16 = 0x616F, au: UInt16 = 0x6175, ay: UInt16 = 0x6179
    private static let eo: UInt16 = 0x656F, ia: UInt16 = 0x6961, iu: UInt16 = 0x6975
    private static let oi: UInt16 = 0x6F69, ua: UInt16 = 0x7561, ui: UInt16 = 0x7569

    private static func isOne(of set: StaticString, _ letter: UInt8) -> Bool {
        for place in 0..<set.utf8CodeUnitCount where set.utf8Start[place] == letter { return true }
        return false
    }

    /// Letters as bits, a in bit 0.
    private static let vowelSet: UInt32 = 1 << 0 | 1 << 4 | 1 << 8 | 1 << 14 | 1 << 20 | 1 << 24
    /// No f, j, w and z: no syllable of Viet Nam has them.
    private static let consonantSet: UInt32 =
        (1 << 26 - 1) & ~vowelSet & ~(1 << 5 | 1 << 9 | 1 << 22 | 1 << 25)

    private func isIn(_ set: UInt32, _ place: Int) -> Bool {
        let letter = letters[place]
        return letter >= UInt8(ascii: "a") && set >> UInt32(letter & 31 - 1) & 1 != 0
    }

    private func isVowel(_ place: Int) -> Bool { isIn(Self.vowelSet, place) }
    private func isConsonant(_ place: Int) -> Bool { isIn(Self.consonantSet, place) }
    private func isShaped(_ place: Int) -> Bool { marks[place] & LetterMarks.shapeBits != 0 }

    /// ă, â, ê, ô, ơ, ư and nothing with dots or rings.
    private func isVietnameseShape(_ range: Range<Int>) -> Bool {
        for place in range {
            let shape = marks[place] & LetterMarks.shapeBits
            switch (letters[place], shape) {
            case (_, 0): continue
            case (UInt8(ascii: "a"), LetterMarks.Shape.breve.rawValue),
                (UInt8(ascii: "a"), LetterMarks.Shape.circumflex.rawValue),
                (UInt8(ascii: "e"), LetterMarks.Shape.circumflex.rawValue),
                (UInt8(ascii: "o"), LetterMarks.Shape.circumflex.rawValue),
                (UInt8(ascii: "o"), LetterMarks.Shape.horn.rawValue),
                (UInt8(ascii: "u"), LetterMarks.Shape.horn.rawValue):
                continue
            default: return false
            }
        }
        return true
    }

    /// At most two consonants, as in "nh" or the "k" of Ngọk; no vowel again.
    private func isFinal(from start: Int) -> Bool {
        guard count - start <= 2 else { return false }
        for place in start..<count where !isConsonant(place) || isShaped(place) { return false }
        return true
    }
}
