/// Where the tone mark stands in open oa, oe and uy: hòa in the old style,
/// hoà in the new one.
///
/// Displayed text is never rewritten; the index keeps one style so that both
/// spellings are one word.
package enum TonePlacement {
    package enum Style: Sendable, CaseIterable {
        /// hòa, khỏe, thủy
        case old
        /// hoà, khoẻ, thuỷ
        case new
    }

    /// The text with every syllable's tone in its place, in NFC; all else,
    /// case and punctuation too, stays.
    ///
    /// For example: "Hòan cảnh, thủy thủ" becomes "Hoàn cảnh, thuỷ thủ" in the
    /// new style. Words that are no Vietnamese syllables stay as they are.
    package static func placed(_ text: String, style: Style) -> String {
        var result = ""
        var word = SpelledSyllable()
        for scalar in NormalForm.nfc(text).unicodeScalars {
            if word.add(scalar) { continue }
            word.write(into: &result, style: style)
            result.unicodeScalars.append(scalar)
        }
        word.write(into: &result, style: style)
        return result
    }
}

/// A run of Latin letters with their case, taken apart into letters and marks
/// as the scanner does.
private struct SpelledSyllable {
    private var source = String.UnicodeScalarView()
    private var letters: [UInt8] = []
    private var marks: [UInt8] = []
    private var isCapital: [Bool] = []
    /// A tone that stood before the first letter.
    private var leadingTone: UInt8 = 0
    private var isKnown = true

    /// Takes the scalar in when it belongs to a word.
    mutating func add(_ scalar: Unicode.Scalar) -> Bool {
        switch WordCharacter(scalar.value) {
        case .separator, .invisible, .ideograph:
            return false
        case .letter, .mark:
            source.append(scalar)
        }
        let entry = LetterTable.shared.entry(of: scalar.value)
        let letter = UInt8(truncatingIfNeeded: entry)
        let high = UInt8(truncatingIfNeeded: entry >> 8)
        if letter != 0 {
            letters.append(letter)
            marks.append(high)
            isCapital.append(scalar.properties.isUppercase)
        } else if high & LetterTable.Other.combining != 0, high & LetterMarks.toneBits != 0 {
            // NFC left it alone: there is no such letter, or no letter at all.
            let tone = high & LetterMarks.toneBits
            if let last = marks.indices.last {
                if marks[last] & LetterMarks.toneBits != 0 { isKnown = false }
                marks[last] |= tone
            } else if leadingTone == 0 {
                leadingTone = tone
            } else {
                isKnown = false
            }
        } else {
            isKnown = false
        }
        return true
    }

    /// Appends the word and starts a new one.
    mutating func write(into result: inout String, style: TonePlacement.Style) {
        if !source.isEmpty {
            let isMoved = isKnown && moveTone(style)
            result.unicodeScalars.append(contentsOf: isMoved ? spelled() : source)
        }
        self = SpelledSyllable()
    }

    /// Whether the tone stands elsewhere now.
    private mutating func moveTone(_ style: TonePlacement.Style) -> Bool {
        let toned = marks.indices.filter { marks[$0] & LetterMarks.toneBits != 0 }
        guard toned.count + (leadingTone == 0 ? 0 : 1) == 1 else { return false }
        let tone = toned.first.map { marks[$0] & LetterMarks.toneBits } ?? leadingTone
        let target = letters.withUnsafeBufferPointer { letters in
            marks.withUnsafeBufferPointer { marks -> Int? in
                guard let first = letters.baseAddress, let second = marks.baseAddress else { return nil }
                let rule = ToneRule(letters: first, marks: second, count: letters.count)
                return rule.place(from: toned.first ?? 0, style: style)
            }
        }
        guard let target, target != toned.first else { return false }
        for place in toned { marks[place] &= ~LetterMarks.toneBits }
        marks[target] |= tone
        return true
    }

    private func spelled() -> String.UnicodeScalarView {
        var scalars = String.UnicodeScalarView()
        for place in letters.indices {
            let small = LetterTable.shared.spelling(of: letters[place], marks[place])
            guard let scalar = small else { return source }
            guard isCapital[place] else {
                scalars.append(scalar)
                continue
            }
            scalars.append(contentsOf: scalar.properties.uppercaseMapping.unicodeScalars)
        }
        return scalars
    }
}
