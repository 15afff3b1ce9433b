/// Every byte and every Latin letter the scanner meets, looked up by index.
///
/// Built once from ``Composition`` and the standard library's character
/// properties.
struct LetterTable: @unchecked Sendable {
    static let shared = LetterTable()

    /// Lower-cased letter or digit; 0 for what separates words.
    let ascii: UnsafeMutablePointer<UInt8>
    /// Entries for U+0000 to U+07FF, the scalars of two bytes.
    let twoBytes: UnsafeMutablePointer<UInt16>
    /// Entries for U+1E00 to U+1EFF, where Vietnamese has its toned letters.
    let latinAdditional: UnsafeMutablePointer<UInt16>
    /// UTF-8 of a letter with its marks, up to three bytes and in the top byte
    /// their number; 0 where Unicode has no such letter. Index: marks × 32 +
    /// letter & 31.
    let spelled: UnsafeMutablePointer<UInt32>

    /// An entry is a letter a to z in the low byte and its marks in the high
    /// byte, or 0 in the low byte and one of these in the high byte.
    enum Other {
        static let separator: UInt8 = 0
        static let invisible: UInt8 = 1
        static let otherScript: UInt8 = 2
        /// A combining mark; the other bits say which.
        static let combining: UInt8 = 0x80
    }

    private init() {
        ascii = .allocate(capacity: 128)
        ascii.initialize(repeating: 0, count: 128)
        twoBytes = .allocate(capacity: 0x800)
        twoBytes.initialize(repeating: 0, count: 0x800)
        latinAdditional = .allocate(capacity: 0x100)
        latinAdditional.initialize(repeating: 0, count: 0x100)
        spelled = .allocate(capacity: 0x80 * 32)
        spelled.initialize(repeating: 0, count: 0x80 * 32)

        for byte in UInt8(ascii: "0")...UInt8(ascii: "9") { ascii[Int(byte)] = byte }
        for byte in UInt8(ascii: "a")...UInt8(ascii: "z") {
            ascii[Int(byte)] = byte
            ascii[Int(byte) - 32] = byte
        }
        for code in 0x80..<0x800 { twoBytes[code] = Self.kind(of: UInt32(code)) }
        for code in 0x1E00..<0x1F00 { latinAdditional[code - 0x1E00] = Self.kind(of: UInt32(code)) }
        addLetters()
        addMarks()
    }

    /// The entry of any scalar, for callers off the hot path.
    func entry(of scalar: UInt32) -> UInt16 {
        if scalar < 0x80 { return UInt16(ascii[Int(scalar)]) }
        if scalar < 0x800 { return twoBytes[Int(scalar)] }
        if scalar & 0xFFFF_FF00 == 0x1E00 { return latinAdditional[Int(scalar & 0xFF)] }
        return Self.kind(of: scalar)
    }

    /// The small letter with these marks, where it is one character.
    func spelling(of letter: UInt8, _ marks: UInt8) -> Unicode.Scalar? {
        if marks == 0 { return Unicode.Scalar(letter) }
        let bytes = spelled[Int(marks) << 5 | Int(letter & 31)]
        guard bytes != 0 else { return nil }
        let first = bytes & 0xFF
        let second = bytes >> 8 & 0x3F
        if bytes >> 24 == 2 { return Unicode.Scalar((first & 0x1F) << 6 | second) }
        return Unicode.Scalar((first & 0x0F) << 12 | second << 6 | bytes >> 16 & 0x3F)
    }

    /// The entry of a scalar as far as its script alone decides.
    private static func kind(of scalar: UInt32) -> UInt16 {
        switch WordCharacter(scalar) {
        case .separator: UInt16(Other.separator) << 8
        case .invisible: UInt16(Other.invisible) << 8
        case .letter, .mark, .ideograph: UInt16(Other.otherScript) << 8
        }
    }

    /// Every letter a to z with every shape and tone that is one character.
    private func addLetters() {
        for shape in LetterMarks.Shape.allCases {
            for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
                guard let shaped = Self.shaped(letter, shape) else { continue }
                for tone in LetterMarks.Tone.allCases {
                    var stretch = CombiningStretch()
                    stretch.append(shaped, with: .shared)
                    if let mark = tone.mark { stretch.append(mark, with: .shared) }
                    stretch.compose(with: .shared)
                    guard stretch.contents.count == 1 else { continue }
                    add(stretch.contents[0], letter, LetterMarks(shape: shape, tone: tone))
                }
            }
        }
        for scalar in LetterMarks.likeStrokedD {
            enter(scalar.value, UInt8(ascii: "d"), LetterMarks(shape: .stroke))
        }
    }

    private static func shaped(_ letter: UInt8, _ shape: LetterMarks.Shape) -> UInt32? {
        if shape == .plain { return UInt32(letter) }
        guard shape == .stroke else { return shape.mark.flatMap { Composition.shared.composed(UInt32(letter), $0) } }
        let stroked = Array(LetterMarks.stroked.unicodeScalars)
        guard let place = stroked.firstIndex(of: Unicode.Scalar(letter)) else { return nil }
        return stroked[place + 1].value
    }

    private func add(_ scalar: UInt32, _ letter: UInt8, _ marks: LetterMarks) {
        var bytes: UInt32 = 0
        var count: UInt32 = 0
        UTF8Bytes.encode(scalar) {
            bytes |= UInt32($0) << (8 * count)
            count += 1
        }
        spelled[Int(marks.bits) << 5 | Int(letter & 31)] = bytes | count << 24
        enter(scalar, letter, marks)
    }

    /// Enters the letter and its capitals.
    private func enter(_ scalar: UInt32, _ letter: UInt8, _ marks: LetterMarks) {
        let entry = UInt16(marks.bits) << 8 | UInt16(letter)
        var forms = [scalar]
        if let properties = Unicode.Scalar(scalar)?.properties {
            let capital = properties.uppercaseMapping.unicodeScalars
            if capital.count == 1, let first = capital.first { forms.append(first.value) }
        }
        for form in forms where form >= 0x80 {
            if form < 0x800 {
                twoBytes[Int(form)] = entry
            } else if form & 0xFF00 == 0x1E00 {
                latinAdditional[Int(form & 0xFF)] = entry
            }
        }
    }

    private func addMarks() {
        for shape in LetterMarks.Shape.allCases {
            guard let mark = shape.mark else { continue }
            twoBytes[Int(mark)] = UInt16(Other.combining | LetterMarks(shape: shape).bits) << 8
        }
        for tone in LetterMarks.Tone.allCases {
            guard let mark = tone.mark else { continue }
            twoBytes[Int(mark)] = UInt16(Other.combining | LetterMarks(tone: tone).bits) << 8
        }
        // Vietnamese tone marks that Unicode has twice.
        twoBytes[0x0340] = twoBytes[0x0300]
        twoBytes[0x0341] = twoBytes[0x0301]
    }
}
