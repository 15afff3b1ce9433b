/// What is left of a decomposed letter in the folded spelling.
enum FoldedLetter {
    /// Accents of Latin, Greek and Cyrillic, Hebrew points and Arabic vowel
    /// signs are dropped. Marks of Indic and Thai script are letters in
    /// everything but name and stay.
    static func isDropped(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x0300...0x036F, 0x0483...0x0487, 0x0591...0x05C7, 0x0610...0x061A, 0x064B...0x065F, 0x0670,
            0x06D6...0x06ED, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F:
            true
        default: false
        }
    }

    /// Writes the plain letters that stand for the scalar, or itself.
    static func write(_ scalar: UInt32, _ put: (UInt8) -> Void) {
        if scalar < 0x80 {
            put(UInt8(scalar))
        } else if let letters = plain[scalar] {
            for letter in letters { put(letter) }
        } else if scalar > 0xFF00, scalar < 0xFF5F {
            // Full-width forms of ASCII; lower case by now.
            put(UInt8(scalar - 0xFEE0))
        } else {
            UTF8Bytes.encode(scalar, put)
        }
    }

    /// Latin letters that Unicode does not decompose, each with the letters
    /// libraries file it under.
    private static let table = """
        æ ae, œ oe, ø o, ß ss, đ d, ð d, ɖ d, ɗ d, ƌ d, þ th, ł l, ƚ l, ħ h, ı i, ɨ i, ĳ ij, ĸ k, ƙ k, ŋ n, ŉ n,
        ɲ n, ƞ n, ŧ t, ƭ t, ʈ t, ƀ b, ɓ b, ƃ b, ꞗ b, ƈ c, ǝ e, ə e, ɛ e, ƒ f, ɠ g, ǥ g, ɔ o, ɵ o, ƥ p, ſ s, ʉ u,
        ʊ u, ʋ v, ⱱ v, ƴ y, ɏ y, ƶ z, ȥ z, ǆ dz, ǉ lj, ǌ nj, ŀ l, ª a, º o, ﬀ ff, ﬁ fi, ﬂ fl, ﬃ ffi, ﬄ ffl, ﬅ st,
        ﬆ st, ⁰ 0, ¹ 1, ² 2, ³ 3, ⁴ 4, ⁵ 5, ⁶ 6, ⁷ 7, ⁸ 8, ⁹ 9, ₀ 0, ₁ 1, ₂ 2, ₃ 3, ₄ 4, ₅ 5, ₆ 6, ₇ 7, ₈ 8, ₉ 9
        """

    private static let plain: [UInt32: [UInt8]] = {
        var letters: [UInt32: [UInt8]] = [:]
        for entry in table.split(whereSeparator: { $0 == "," || $0 == "\n" }) {
            let parts = entry.split(separator: " ")
            guard parts.count == 2, let from = parts[0].unicodeScalars.first else { continue }
            letters[from.value] = Array(parts[1].utf8)
        }
        return letters
    }()
}
