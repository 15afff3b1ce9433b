/// What a letter carries above, below or through it: a shape that makes it
/// another letter (ă, đ, ư) and a tone, packed into one byte.
///
/// The scanner keeps a word as plain letters a to z beside these bytes, so
/// the folded form costs nothing and marks may come in any order.
struct LetterMarks: Equatable {
    var bits: UInt8

    static let none = LetterMarks(bits: 0)

    init(bits: UInt8) { self.bits = bits }

    init(shape: Shape = .plain, tone: Tone = .level) {
        bits = shape.rawValue | tone.rawValue << 4
    }

    enum Shape: UInt8, CaseIterable {
        case plain, breve, circumflex, horn, stroke
        case diaeresis, caron, ring, cedilla, ogonek, macron
        case doubleAcute, dotAbove, commaBelow

        /// The combining mark; a stroke has none, since Unicode does not
        /// decompose đ.
        var mark: UInt32? {
            switch self {
            case .plain, .stroke: nil
            case .breve: 0x0306
            case .circumflex: 0x0302
            case .horn: 0x031B
            case .diaeresis: 0x0308
            case .caron: 0x030C
            case .ring: 0x030A
            case .cedilla: 0x0327
            case .ogonek: 0x0328
            case .macron: 0x0304
            case .doubleAcute: 0x030B
            case .dotAbove: 0x0307
            case .commaBelow: 0x0326
            }
        }
    }

    /// The six tones in the order of the dictionaries: ngang, huyền, hỏi,
    /// ngã, sắc, nặng.
    enum Tone: UInt8, CaseIterable {
        case level, grave, hookAbove, tilde, acute, dotBelow

        var mark: UInt32? {
            switch self {
            case .level: nil
            case .grave: 0x0300
            case .hookAbove: 0x0309
            case .tilde: 0x0303
            case .acute: 0x0301
            case .dotBelow: 0x0323
            }
        }
    }

    static let shapeBits: UInt8 = 0x0F
    static let toneBits: UInt8 = 0x70

    /// Letters with a stroke, in twos: without it, with it. Ð (eth) and Ɖ
    /// stand for Đ in many Vietnamese files and look the same.
    static let stroked = "bƀdđgǥhħiɨlłoøtŧuʉzƶ"
    static let likeStrokedD: [Unicode.Scalar] = ["ð", "ɖ"]
}
