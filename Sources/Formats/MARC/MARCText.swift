import Library

/// Brings the text of a record to UTF-8, whatever its leader says about it.
///
/// The bytes are believed before the label: what is well-formed UTF-8 with a
/// letter beyond ASCII is UTF-8. MARC-8 is read by libyaz; when the bytes mean
/// nothing there either, the set is guessed and the guess is told.
struct MARCText {
    private var conversions: [CodedCharacterSet: CharacterConversion] = [:]

    /// What was done to a record's bytes.
    enum Outcome: Equatable {
        /// They are what the label says.
        case asLabelled
        /// They are UTF-8 though the label says otherwise.
        case unlabelledUTF8
        /// Read as this set, against the label or without certainty.
        case guessed(CodedCharacterSet)
        /// Mostly UTF-8; what is not was replaced by U+FFFD.
        case mended
    }

    mutating func decode(_ record: inout MARCRecord) -> Outcome {
        let shape = TextShape(record.text)
        let labelledUnicode = record.leader.coding == UInt8(ascii: "a")
        if shape.isASCII, !shape.hasEscape || labelledUnicode { return .asLabelled }
        if shape.isUTF8, !shape.isASCII {
            return labelledUnicode || isUNIMARC(record) ? .asLabelled : .unlabelledUTF8
        }
        let own: CodedCharacterSet = isUNIMARC(record) ? .iso5426 : .marc8
        if shape.hasEscape || TextShape.isANSEL(record.text), convert(&record, from: own) {
            return labelledUnicode ? .guessed(own) : .asLabelled
        }
        // A few damaged letters in a text of otherwise sound UTF-8.
        if shape.isMostlyUTF8 { return .mended }
        let guess = TextShape.guess(record.text)
        return convert(&record, from: guess) ? .guessed(guess) : .mended
    }

    private func isUNIMARC(_ record: MARCRecord) -> Bool { UNIMARCCrosswalk.recognises(record) }

    /// Converts every control field and subfield by itself: escape sequences of
    /// MARC-8 end with their subfield. False, and nothing changed, when one of
    /// them cannot be converted.
    private mutating func convert(_ record: inout MARCRecord, from set: CodedCharacterSet) -> Bool {
        guard let conversion = conversions[set] ?? CharacterConversion(from: set) else { return false }
        conversions[set] = conversion
        var text: [UInt8] = []
        text.reserveCapacity(record.text.count * 2)
        var converted = record
        func move(_ range: Range<Int>) -> Range<Int>? {
            let bytes = record.text[range]
            let start = text.count
            if bytes.allSatisfy({ $0 < 0x80 && $0 != 0x1B }) {
                text.append(contentsOf: bytes)
            } else {
                guard let utf8 = conversion.utf8(bytes) else { return nil }
                text.append(contentsOf: utf8)
            }
            return start..<text.count
        }
        for place in record.fields.indices where record.fields[place].subfields.isEmpty {
            guard let moved = move(record.fields[place].content) else { return false }
            converted.fields[place].content = moved
        }
        for place in record.subfields.indices {
            guard let moved = move(record.subfields[place].content) else { return false }
            converted.subfields[place].content = moved
        }
        converted.text = text
        record = converted
        return true
    }
}

/// What the bytes of a text look like, seen in one pass.
struct TextShape {
    private(set) var isASCII = true
    private(set) var hasEscape = false
    /// Well-formed sequences of more than one byte.
    private(set) var multibyte = 0
    /// Bytes that belong to no well-formed sequence.
    private(set) var broken = 0
    /// Where the first of them stands.
    private(set) var firstBroken: Int?
    var isUTF8: Bool { broken == 0 }
    /// Sound UTF-8 with a few damaged letters. In the text of records, short as
    /// they are, two bytes of another set can make a sequence by accident.
    var isMostlyUTF8: Bool { multibyte > 4 * broken }
    /// The same of a text or a table, which have letters enough: bytes of
    /// one-byte sets pair up to a sequence of UTF-8 by accident, as "ườ" of
    /// VISCII does, but never more often than not.
    var speaksForUTF8: Bool { multibyte > broken }

    init(_ text: [UInt8]) {
        text.withUnsafeBufferPointer { bytes in
            var place = 0
            while place < bytes.count {
                let byte = bytes[place]
                if byte < 0x80 {
                    if byte == 0x1B { hasEscape = true }
                    place += 1
                    continue
                }
                isASCII = false
                let width = Self.width(bytes, place)
                if width == 0 {
                    broken += 1
                    firstBroken = firstBroken ?? place
                } else {
                    multibyte += 1
                }
                place += max(width, 1)
            }
        }
    }

    /// The bytes of the well-formed sequence at `place`, 0 when there is none
    /// (Unicode Standard, table 3-7).
    private static func width(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
        let lead = bytes[place]
        let width = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
        guard width > 0, place + width <= bytes.count else { return 0 }
        for step in 1..<width where bytes[place + step] & 0xC0 != 0x80 { return 0 }
        let second = bytes[place + 1]
        switch lead {
        case 0xE0 where second < 0xA0, 0xED where second > 0x9F, 0xF0 where second < 0x90, 0xF4 where second > 0x8F:
            return 0
        default: return width
        }
    }

    /// Whether the bytes above 7F can be ANSEL: every one is a character of the
    /// set, and marks (E0…FE) stand before a letter that carries them anywhere.
    /// In CP1258 the same bytes are letters, and other letters follow.
    static func isANSEL(_ text: [UInt8]) -> Bool {
        var marks: [UInt8] = []
        for byte in text {
            if byte >= 0xE0 {
                if byte == 0xFC || byte == 0xFD || byte == 0xFF { return false }
                marks.append(byte)
            } else if byte < 0x80 {
                for mark in marks where !carries(byte, mark) { return false }
                if !marks.isEmpty { marks.removeAll(keepingCapacity: true) }
            } else {
                let isDefined =
                    byte >= 0xA1 && byte <= 0xC8 && byte != 0xBB || byte == 0x88 || byte == 0x89
                    || byte == 0x8D || byte == 0x8E || byte == 0xCF
                if !isDefined { return false }
                marks.removeAll(keepingCapacity: true)
            }
        }
        return true
    }

    /// Whether a letter carries a mark in some language: ring on a u w y, hook
    /// on vowels, circle below on l and r, no cedilla on most vowels.
    private static func carries(_ letter: UInt8, _ mark: UInt8) -> Bool {
        if letter == 0x20 { return true }
        let small = letter | 0x20
        guard small >= 0x61, small <= 0x7A else { return false }
        let isVowel = "aeiouy".utf8.contains(small)
        switch mark {
        case 0xE0: return isVowel
        case 0xEA: return "auwy".utf8.contains(small)
        case 0xF0: return !isVowel || small == 0x65
        case 0xF4: return "lr".utf8.contains(small)
        default: return true
        }
    }

    /// The likeliest of the sets a library's old program wrote in: Cyrillic when
    /// most letters beyond ASCII stand beside each other, Vietnamese when the
    /// marks of CP1258 follow vowels, else Latin-1.
    static func guess(_ text: [UInt8]) -> CodedCharacterSet {
        var high = 0
        var paired = 0
        var vietnamese = 0
        var last: UInt8 = 0
        for byte in text {
            if byte >= 0x80 {
                high += 1
                if last >= 0xC0, byte >= 0xC0 { paired += 1 }
                let isMark = byte == 0xCC || byte == 0xD2 || byte == 0xDE || byte == 0xEC || byte == 0xF2
                if isMark, isVowel(last) { vietnamese += 1 }
                if byte == 0xF0 || byte == 0xF5 || byte == 0xFD || byte == 0xD0 { vietnamese += 1 }
            }
            last = byte
        }
        if paired * 2 > high { return .windows1251 }
        return vietnamese * 4 > high ? .windows1258 : .latin1
    }

    /// Vowels of CP1258 that carry a tone mark: plain ones, â ă ê ô ơ ư.
    private static func isVowel(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79, 0xE2, 0xE3, 0xEA, 0xF4, 0xF5, 0xFD: true
        default: false
        }
    }
}
