/// The language a text is written in, read from its words.
///
/// Language tags are wrong in 78 % of Vietnamese EPUBs (design §5), so the
/// text decides. Small tables are enough: Vietnamese is known by its syllables
/// and marks, the other languages of a school library by their commonest
/// words, the rest by script.
package enum LanguageGuess {
    package struct Verdict: Sendable, Equatable {
        /// ISO 639-1 code, or "und" when the text does not tell.
        package let language: String
        /// From 0 to 1; grows with the length of the text.
        package let confidence: Double

        package init(language: String, confidence: Double) {
            self.language = language
            self.confidence = confidence
        }

        /// Too short, or no language we know.
        package static let undetermined = Verdict(language: "und", confidence: 0)
    }

    /// The most likely language of the text, judged by its first words.
    ///
    /// For example: "Dat nuoc minh la cua nhung nguoi khong ai biet ten" is
    /// "vi" though it has no mark.
    package static func guess(_ text: String) -> Verdict {
        var census = WordCensus()
        var text = text
        text.withUTF8 { bytes in
            WordScanner.scan(bytes) { _, exact, folded in
                census.count(exact, folded)
                return census.words < WordCensus.enough
            }
        }
        return census.verdict()
    }
}

/// What the words of a text say about its language.
private struct WordCensus {
    /// Judging more words changes nothing.
    static let enough = 4000

    private(set) var words = 0
    private var latin = 0
    private var syllables = 0
    private var marked = 0
    /// Marked as only Vietnamese is: ơ, ư, ă, đ, hook or dot below, two marks.
    private var unmistakable = 0
    private var scripts: [String: Int] = [:]
    private var common = [Double](repeating: 0, count: CommonWords.languages.count)

    mutating func count(_ exact: UnsafeBufferPointer<UInt8>, _ folded: UnsafeBufferPointer<UInt8>) {
        guard let first = folded.first, first < 0x30 || first > 0x39 else { return }
        words += 1
        guard first < 0x80 else {
            if let base = folded.baseAddress,
                let (scalar, _) = UTF8Bytes.scalar(base, at: 0, end: folded.count),
                let language = ScriptLanguage.of(scalar)
            {
                scripts[language, default: 0] += 1
            }
            return
        }
        latin += 1
        let plain = String(decoding: folded, as: UTF8.self)
        let isMarked = !exact.elementsEqual(folded)
        let spelled = isMarked ? String(decoding: exact, as: UTF8.self) : plain
        for (language, weight) in CommonWords.weights[spelled] ?? [] { common[language] += weight }
        guard VietnameseSyllable.isFolded(plain) else { return }
        guard isMarked else {
            syllables += 1
            return
        }
        guard VietnameseSyllable.isSpelled(spelled) else { return }
        syllables += 1
        marked += 1
        if spelled.unicodeScalars.contains(where: Self.isVietnameseOnly) { unmistakable += 1 }
    }

    /// ă, đ, ĩ, ũ, ơ, ư and the letters Unicode added for Vietnamese.
    private static func isVietnameseOnly(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0103, 0x0111, 0x0129, 0x0169, 0x01A1, 0x01B0, 0x1EA0...0x1EF9: true
        default: false
        }
    }

    func verdict() -> LanguageGuess.Verdict {
        guard words > 0 else { return .undetermined }
        let scripts = japaneseUnited
        if let (language, count) = scripts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), count * 2 > words {
            return verdict(language, share: 1)
        }
        if let vietnamese { return vietnamese }
        let others = common.indices.filter { $0 != CommonWords.vietnamese }
        guard let best = others.max(by: { common[$0] < common[$1] }), latin > 0 else { return .undetermined }
        let share = common[best] / Double(latin)
        guard share >= 0.1 else { return .undetermined }
        return verdict(CommonWords.languages[best], share: min(1, share / 0.3))
    }

    /// In running text more than nine words of ten are syllables and half are
    /// unmistakable; typed without marks, the common words must help.
    private var vietnamese: LanguageGuess.Verdict? {
        guard latin > 0 else { return nil }
        let syllableShare = Double(syllables) / Double(latin)
        let markedShare = Double(marked) / Double(latin)
        if syllableShare >= 0.55, markedShare >= 0.2, unmistakable * 12 >= marked, unmistakable > 0 {
            return verdict("vi", share: min(1, syllableShare + 0.1))
        }
        let commonShare = common[CommonWords.vietnamese] / Double(latin)
        let rival = common.indices.filter { $0 != CommonWords.vietnamese }.map { common[$0] }.max() ?? 0
        let isPure = syllableShare >= 0.85 && latin >= 5 && commonShare >= 0.08
        let isLong = syllableShare >= 0.55 && latin >= 12 && commonShare >= 0.12
        if isPure || isLong, common[CommonWords.vietnamese] > rival * (isPure ? 1 : 2) {
            return verdict("vi", share: min(1, syllableShare * (0.6 + commonShare)))
        }
        if syllables == latin, latin >= 2, rival < Double(marked) { return verdict("vi", share: 0.6) }
        return nil
    }

    /// Ideographs among kana are Japanese.
    private var japaneseUnited: [String: Int] {
        guard let kana = scripts["ja"], let ideographs = scripts["zh"], kana * 10 > ideographs else { return scripts }
        return scripts.merging(["ja": kana + ideographs, "zh": 0]) { _, united in united }
    }

    private func verdict(_ language: String, share: Double) -> LanguageGuess.Verdict {
        let confidence = share * Double(words) / Double(words + 3)
        return LanguageGuess.Verdict(language: language, confidence: (confidence * 1000).rounded() / 1000)
    }
}

/// The language most written in a script; Latin is told by words.
private enum ScriptLanguage {
    static func of(_ scalar: UInt32) -> String? {
        switch scalar {
        case 0x0370...0x03FF, 0x1F00...0x1FFF: "el"
        case 0x0400...0x052F: "ru"
        case 0x0530...0x058F: "hy"
        case 0x0590...0x05FF: "he"
        case 0x0600...0x06FF, 0x0750...0x077F: "ar"
        case 0x0900...0x097F: "hi"
        case 0x0980...0x09FF: "bn"
        case 0x0B80...0x0BFF: "ta"
        case 0x0E00...0x0E7F: "th"
        case 0x0E80...0x0EFF: "lo"
        case 0x0F00...0x0FFF: "bo"
        case 0x1000...0x109F: "my"
        case 0x10A0...0x10FF: "ka"
        case 0x1780...0x17FF: "km"
        case 0x3040...0x30FF: "ja"
        case 0x1100...0x11FF, 0xAC00...0xD7A3: "ko"
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD: "zh"
        default: nil
        }
    }
}
