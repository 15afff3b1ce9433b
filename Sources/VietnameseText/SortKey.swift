/// Vietnamese alphabetical order as a string, computed once and stored.
package enum SortKey {
    /// A key whose byte order (memcmp, SQLite's BINARY) is the order of the
    /// Vietnamese dictionary.
    ///
    /// Letters decide first: a ă â b c d đ e ê … o ô ơ … u ư …, f, j, w and z
    /// at their Latin places, a space before any letter, numbers by value and
    /// before letters, punctuation not at all. Then the tones: ngang, huyền,
    /// hỏi, ngã, sắc, nặng. Then small letters before capitals. Other scripts
    /// follow in code point order.
    ///
    /// For example: keys of "An", "Ăn", "Ân", "Dương", "Đặng" ascend.
    package static func make(_ text: String) -> String {
        var key = KeyBytes()
        for scalar in NormalForm.nfc(text).unicodeScalars { key.add(scalar) }
        return key.finished()
    }

    /// Where keys of texts stand whose folded form begins with the letter, a folded
    /// one: from a key on, up to another that is not of them. Numbers, whatever
    /// their digits, share one such range.
    ///
    /// For example: those of "o" hold "Ở", "Ông" and "oan", and no "pin".
    package static func range(beginning letter: Unicode.Scalar) -> (from: String, upTo: String) {
        KeyBytes.range(beginning: letter)
    }
}

/// The three levels of a key while the text is read.
private struct KeyBytes {
    private var letters: [UInt8] = []
    private var tones: [UInt8] = []
    private var cases: [UInt8] = []

    /// Of the word being read.
    private var wordStart = 0
    private var wordTones: [UInt8] = []
    private var capitals = 0
    private var startsWithCapital = false
    private var digits: [UInt8] = []

    /// A mark that is no tone sorts after the tones.
    private static let otherMark: UInt8 = 6
    private static let levelSeparator: UInt8 = 0x02
    private static let wordSeparator: UInt8 = 0x20
    private static let numberSign = UInt8(ascii: "0")
    private static let firstLetter = UInt8(ascii: "A")

    private static let alphabet = Array("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz".unicodeScalars)

    /// The place of a letter with a shape in the alphabet; index as in
    /// ``LetterTable/spelled``, without tones.
    private static let weights: [UInt8] = {
        var weights = [UInt8](repeating: 0, count: 16 * 32)
        for (place, scalar) in alphabet.enumerated() {
            let entry = LetterTable.shared.entry(of: scalar.value)
            weights[Int(entry >> 8) << 5 | Int(entry & 31)] = firstLetter + UInt8(place)
        }
        return weights
    }()

    static func range(beginning letter: Unicode.Scalar) -> (from: String, upTo: String) {
        func text(_ scalar: UInt32) -> String { Unicode.Scalar(scalar).map { String($0) } ?? "" }
        if (0x30...0x39).contains(letter.value) {
            return (text(UInt32(numberSign)), text(UInt32(numberSign) + 1))
        }
        guard letter.isASCII, let place = alphabet.firstIndex(of: letter) else {
            return (text(letter.value), text(letter.value == 0xD7FF ? 0xE000 : letter.value + 1))
        }
        // The shapes of a letter follow it: a ă â.
        let next = alphabet[(place + 1)...].firstIndex(where: \.isASCII) ?? alphabet.endIndex
        return (text(UInt32(firstLetter) + UInt32(place)), text(UInt32(firstLetter) + UInt32(next)))
    }

    mutating func add(_ scalar: Unicode.Scalar) {
        let entry = LetterTable.shared.entry(of: scalar.value)
        let letter = UInt8(truncatingIfNeeded: entry)
        let high = UInt8(truncatingIfNeeded: entry >> 8)
        if letter != 0, letter <= UInt8(ascii: "9") {
            digits.append(letter)
            return
        }
        if letter != 0 {
            add(letter, high, isCapital: Self.isCapital(scalar))
            return
        }
        switch WordCharacter(scalar.value) {
        case .separator: endWord()
        case .invisible: break
        case .mark: addMark(high)
        case .letter: addOther(scalar)
        case .ideograph:
            endWord()
            addOther(scalar)
            endWord()
        }
    }

    /// Most letters are of ASCII, and the tables of Unicode are slow to ask.
    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar.value < UInt32(UInt8(ascii: "a")) : scalar.properties.isUppercase
    }

    private mutating func add(_ letter: UInt8, _ marks: UInt8, isCapital: Bool) {
        endNumber()
        let shape = marks & LetterMarks.shapeBits
        let weight = Self.weights[Int(shape) << 5 | Int(letter & 31)]
        if isCapital {
            capitals += 1
            if wordTones.isEmpty { startsWithCapital = true }
        }
        if weight != 0 {
            letters.append(weight)
            wordTones.append((marks & LetterMarks.toneBits) >> 4)
        } else {
            letters.append(Self.weights[Int(letter & 31)])
            wordTones.append(Self.otherMark)
        }
    }

    private mutating func addMark(_ high: UInt8) {
        guard let last = wordTones.indices.last else { return }
        let tone = (high & LetterMarks.toneBits) >> 4
        let isTone = high & LetterTable.Other.combining != 0 && tone != 0 && wordTones[last] == 0
        wordTones[last] = isTone ? tone : Self.otherMark
    }

    private mutating func addOther(_ scalar: Unicode.Scalar) {
        endNumber()
        let isCapital = scalar.properties.isUppercase
        for lower in LowerCase(scalar.value) {
            var bytes: [UInt8] = []
            FoldedLetter.write(lower) { bytes.append($0) }
            guard let first = bytes.first, first < 0x80 else {
                letters.append(contentsOf: bytes)
                wordTones.append(0)
                continue
            }
            for byte in bytes {
                if byte <= UInt8(ascii: "9") {
                    digits.append(byte)
                } else {
                    add(byte, 0, isCapital: isCapital)
                    wordTones[wordTones.count - 1] = Self.otherMark
                }
            }
        }
    }

    /// A number is its length, then its digits: 9 before 10.
    private mutating func endNumber() {
        guard !digits.isEmpty else { return }
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        letters.append(Self.numberSign)
        letters.append(0x30 + UInt8(min(significant.count, 0x7E - 0x30)))
        letters.append(contentsOf: significant)
        wordTones.append(0)
        digits.removeAll(keepingCapacity: true)
    }

    private mutating func endWord() {
        endNumber()
        guard letters.count > wordStart else { return }
        appendTones()
        let letterCount = wordTones.count
        let kind: UInt8 =
            capitals == 0
            ? 0 : capitals == letterCount && letterCount > 1 ? 2 : capitals == 1 && startsWithCapital ? 1 : 3
        cases.append(UInt8(ascii: "0") + kind)
        letters.append(Self.wordSeparator)
        wordStart = letters.count
        wordTones.removeAll(keepingCapacity: true)
        capitals = 0
        startsWithCapital = false
    }

    /// One digit for a syllable, which has one tone at most; words with more
    /// marks are spelled out after a 6.
    private mutating func appendTones() {
        let marked = wordTones.filter { $0 != 0 }
        switch marked.count {
        case 0: tones.append(UInt8(ascii: "0"))
        case 1 where marked[0] != Self.otherMark: tones.append(UInt8(ascii: "0") + marked[0])
        default:
            tones.append(UInt8(ascii: "0") + Self.otherMark)
            tones.append(contentsOf: wordTones.map { UInt8(ascii: "0") + $0 })
        }
    }

    mutating func finished() -> String {
        endWord()
        if letters.last == Self.wordSeparator { letters.removeLast() }
        var key = letters
        while tones.last == UInt8(ascii: "0") { tones.removeLast() }
        while cases.last == UInt8(ascii: "0") { cases.removeLast() }
        if !tones.isEmpty || !cases.isEmpty {
            key.append(Self.levelSeparator)
            key.append(contentsOf: tones)
        }
        if !cases.isEmpty {
            key.append(Self.levelSeparator)
            key.append(contentsOf: cases)
        }
        return String(decoding: key, as: UTF8.self)
    }
}
