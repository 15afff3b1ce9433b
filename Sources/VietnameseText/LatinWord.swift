/// The fast path of the scanner: one Latin word at a time, read into plain
/// letters and, beside them, their marks.
///
/// The letters are the folded spelling; the exact one is written from both
/// only when a mark was seen. Other scripts are found here and read elsewhere.
struct LatinWord {
    enum Found {
        case end, word, ideograph, otherScript
    }

    /// What `next(from:)` needs of scratch memory: letters, marks, spelling.
    static let scratch = 2 * room + 3 * room
    private static let room = WordScanner.longestWord + 4

    private let bytes: UnsafePointer<UInt8>
    private let count: Int
    private let letters: UnsafeMutablePointer<UInt8>
    private let marks: UnsafeMutablePointer<UInt8>
    private let spelling: UnsafeMutablePointer<UInt8>

    private let ascii: UnsafePointer<UInt8>
    private let twoBytes: UnsafePointer<UInt16>
    private let latinAdditional: UnsafePointer<UInt16>
    private let spelled: UnsafePointer<UInt32>

    /// The word found: its bytes and where to go on.
    private(set) var start = 0
    private(set) var end = 0
    private(set) var next = 0
    private(set) var exact = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private(set) var folded = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

    init(bytes: UnsafePointer<UInt8>, count: Int, scratch: UnsafeMutablePointer<UInt8>) {
        self.bytes = bytes
        self.count = count
        letters = scratch
        marks = scratch + Self.room
        spelling = scratch + 2 * Self.room
        let table = LetterTable.shared
        ascii = UnsafePointer(table.ascii)
        twoBytes = UnsafePointer(table.twoBytes)
        latinAdditional = UnsafePointer(table.latinAdditional)
        spelled = UnsafePointer(table.spelled)
    }

    /// Finds the next word at or after `from`.
    mutating func next(from: Int) -> Found {
        var place = from
        var start = from
        var end = from
        var length = 0
        var seen: UInt8 = 0
        var leadingTone: UInt8 = 0

        reading: while place < count {
            let byte = bytes[place]
            if byte < 0x80 {
                let letter = ascii[Int(byte)]
                place += 1
                if letter != 0 {
                    letters[length] = letter
                    marks[length] = 0
                    length += 1
                    end = place
                    if length == WordScanner.longestWord { break reading }
                } else if length > 0 {
                    break reading
                } else {
                    start = place
                    leadingTone = 0
                }
                continue
            }

            let entry: UInt16
            let width: Int
            if byte & 0xE0 == 0xC0, place + 1 < count, bytes[place + 1] & 0xC0 == 0x80 {
                entry = twoBytes[Int(byte & 0x1F) << 6 | Int(bytes[place + 1] & 0x3F)]
                width = 2
            } else if byte == 0xE1, place + 2 < count, bytes[place + 1] & 0xFC == 0xB8,
                bytes[place + 2] & 0xC0 == 0x80
            {
                entry = latinAdditional[Int(bytes[place + 1] & 3) << 6 | Int(bytes[place + 2] & 0x3F)]
                width = 3
            } else {
                switch farCharacter(at: place) {
                case (.separator, let wide): (entry, width) = (UInt16(LetterTable.Other.separator) << 8, wide)
                case (.invisible, let wide): (entry, width) = (UInt16(LetterTable.Other.invisible) << 8, wide)
                case (.letter, let wide), (.mark, let wide):
                    (entry, width) = (UInt16(LetterTable.Other.otherScript) << 8, wide)
                case (.ideograph, let wide):
                    if length > 0 { break reading }
                    self.start = place
                    self.end = place + wide
                    next = self.end
                    return .ideograph
                }
            }

            let letter = UInt8(truncatingIfNeeded: entry)
            let high = UInt8(truncatingIfNeeded: entry >> 8)
            if letter != 0 {
                letters[length] = letter
                marks[length] = high
                seen |= high
                length += 1
                place += width
                end = place
                if length == WordScanner.longestWord { break reading }
            } else if high & LetterTable.Other.combining != 0 {
                let mark = high & ~LetterTable.Other.combining
                if length == 0 {
                    // Damaged files have "M'\u{301}Drăk": the tone is kept for
                    // the word it stands before.
                    if mark & LetterMarks.toneBits != 0 {
                        if leadingTone == 0 { start = place }
                        leadingTone = mark
                    }
                } else if add(mark, toLetterAt: length - 1) {
                    seen |= mark
                    end = place + width
                } else {
                    return foundOtherScript(from: start)
                }
                place += width
            } else if high == LetterTable.Other.otherScript {
                return foundOtherScript(from: start)
            } else if high == LetterTable.Other.invisible {
                place += width
                if length == 0, leadingTone == 0 { start = place }
            } else if length > 0 {
                break reading
            } else {
                place += width
                start = place
                leadingTone = 0
            }
        }

        guard length > 0 else { return .end }
        self.start = start
        self.end = end
        next = place
        return spell(length, seen: seen, leadingTone: leadingTone)
    }

    /// Bytes that are no character part words like U+FFFD would.
    private func farCharacter(at place: Int) -> (WordCharacter, Int) {
        guard let (scalar, width) = UTF8Bytes.scalar(bytes, at: place, end: count) else { return (.separator, 1) }
        let kind = WordCharacter(scalar)
        if case .ideograph = kind, Composition.shared.parts(of: scalar) != nil { return (.letter, width) }
        return (kind, width)
    }

    private mutating func foundOtherScript(from start: Int) -> Found {
        self.start = start
        return .otherScript
    }

    /// Adds a shape or a tone; false when the letter has another already, or
    /// is a digit, so that the word needs the general path.
    private func add(_ mark: UInt8, toLetterAt place: Int) -> Bool {
        guard letters[place] >= UInt8(ascii: "a") else { return false }
        let kind = mark & LetterMarks.toneBits != 0 ? LetterMarks.toneBits : LetterMarks.shapeBits
        let present = marks[place] & kind
        guard present == 0 || present == mark else { return false }
        marks[place] |= mark
        return true
    }

    /// Makes the spelling canonical and writes the exact form.
    private mutating func spell(_ length: Int, seen: UInt8, leadingTone: UInt8) -> Found {
        folded = UnsafeBufferPointer(start: letters, count: length)
        if (seen | leadingTone) & LetterMarks.toneBits != 0 {
            placeTone(length, leadingTone: leadingTone)
        }
        let isUnified = length == 2 || length == 3 ? unifyIAndY(length) : false
        guard (seen | leadingTone) != 0 else {
            exact = folded
            return .word
        }

        var written = 0
        for place in 0..<length {
            let letter = letters[place]
            let mark = marks[place]
            if mark == 0 {
                spelling[written] = letter
                written += 1
                continue
            }
            let bytes = spelled[Int(mark) << 5 | Int(letter & 31)]
            if bytes == 0 { return .otherScript }
            spelling[written] = UInt8(truncatingIfNeeded: bytes)
            spelling[written + 1] = UInt8(truncatingIfNeeded: bytes >> 8)
            spelling[written + 2] = UInt8(truncatingIfNeeded: bytes >> 16)
            written += Int(bytes >> 24)
        }
        exact = UnsafeBufferPointer(start: spelling, count: written)
        if !isUnified { IAndY.unify(letters, count: length) }
        return .word
    }

    /// Moves the only tone of the word to its canonical place.
    private func placeTone(_ length: Int, leadingTone: UInt8) {
        var place = -1
        for letter in 0..<length where marks[letter] & LetterMarks.toneBits != 0 {
            if place >= 0 { return }
            place = letter
        }
        if place >= 0, isSurelyPlaced(place, length) { return }
        let tone = place >= 0 ? marks[place] & LetterMarks.toneBits : leadingTone
        let rule = ToneRule(letters: letters, marks: marks, count: length)
        guard let target = rule.place(from: max(place, 0), style: .old), target != place else { return }
        if place >= 0 { marks[place] &= ~LetterMarks.toneBits }
        marks[target] |= tone
    }

    /// A shaped vowel at the end or before a plain letter keeps its tone; most
    /// toned syllables of a text end here.
    private func isSurelyPlaced(_ place: Int, _ length: Int) -> Bool {
        let shape = marks[place] & LetterMarks.shapeBits
        guard shape != 0, shape != LetterMarks.Shape.stroke.rawValue else { return false }
        return place + 1 == length || marks[place + 1] == 0
    }

    /// "hÿ" keeps its y in the exact spelling; folded, it is "hi" like "hy".
    private func unifyIAndY(_ length: Int) -> Bool {
        for place in 0..<length where marks[place] & LetterMarks.shapeBits != 0 { return false }
        if length == 2, marks[0] != 0 { return false }
        IAndY.unify(letters, count: length)
        return true
    }
}
