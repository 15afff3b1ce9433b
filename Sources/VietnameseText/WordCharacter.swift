/// What a character is to the scanner, whatever the script.
enum WordCharacter {
    /// Ends a word: spaces, punctuation, symbols, apostrophes.
    case separator
    /// Vanishes inside a word: soft hyphen, zero-width and direction marks,
    /// variation selectors.
    case invisible
    /// Part of a word.
    case letter
    /// Belongs to the letter before it.
    case mark
    /// A word of its own, since Chinese writes no spaces.
    case ideograph

    init(_ scalar: UInt32) {
        switch scalar {
        case 0xAD, 0x034F, 0x061C, 0x180B...0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064,
            0x2066...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0xE0001...0xE007F, 0xE0100...0xE01EF:
            self = .invisible
        case 0x02B9...0x02BF, 0x02C8...0x02CF, 0x02EE:
            // Modifier apostrophes and strokes: "M\u{02BC}Nông" is "M'Nông".
            self = .separator
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD:
            self = .ideograph
        default:
            self = Self.byCategory(scalar)
        }
    }

    private static func byCategory(_ scalar: UInt32) -> WordCharacter {
        guard let category = Unicode.Scalar(scalar)?.properties.generalCategory else { return .separator }
        switch category {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber:
            return .letter
        case .nonspacingMark, .spacingMark, .enclosingMark:
            return .mark
        default:
            return .separator
        }
    }
}
