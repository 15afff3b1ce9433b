/// Titles that were typed in capitals, made readable.
package enum TitleCase {
    /// The title with a capital at the beginning of each sentence only, as
    /// Vietnamese writes titles; nil when it is not all capitals, or when it
    /// may be an abbreviation.
    ///
    /// For example: "VIỆC LÀNG" becomes "Việc làng"; "LỊCH SỬ VIỆT NAM, TẬP II"
    /// becomes "Lịch sử Việt Nam, tập II". Names of persons cannot be told
    /// from other words and lose their capitals: the result is a proposal.
    package static func restored(fromAllCaps title: String) -> String? {
        let title = NormalForm.nfc(title)
        guard !title.unicodeScalars.contains(where: \.properties.isLowercase) else { return nil }
        let words = CapitalWords(title)
        guard words.looksLikeText else { return nil }
        return words.restored()
    }
}

/// A title in capitals, cut into words and what stands between them.
private struct CapitalWords {
    private struct Part {
        var text: String
        /// Nil between words.
        var folded: String?
    }

    private var parts: [Part] = []

    init(_ title: String) {
        let bytes = Array(title.utf8)
        var copied = 0
        for word in WordScanner.words(in: title) {
            parts.append(Part(text: Self.string(bytes[copied..<word.range.lowerBound]), folded: nil))
            parts.append(Part(text: Self.string(bytes[word.range]), folded: word.folded))
            copied = word.range.upperBound
        }
        parts.append(Part(text: Self.string(bytes[copied...]), folded: nil))
    }

    private static func string(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// "TCVN" and "UNESCO" are left alone; a title has a word with a vowel,
    /// and a single one must be longer or Vietnamese.
    var looksLikeText: Bool {
        let words = parts.compactMap(\.folded).filter { $0.utf8.count > 1 && !Self.isAbbreviation($0) }
        guard let first = words.first else { return false }
        if parts.compactMap(\.folded).count > 1 { return true }
        return first.utf8.count > 6 || VietnameseSyllable.isFolded(first)
    }

    func restored() -> String {
        var result = ""
        var isSentenceStart = true
        var previous = ""
        var place = 0
        while place < parts.count {
            let part = parts[place]
            guard let folded = part.folded else {
                if part.text.contains(where: { ".:?!\n".contains($0) }) { isSentenceStart = true }
                result += part.text
                place += 1
                continue
            }
            if let length = properName(at: place) {
                for offset in 0..<length { result += capitalised(parts[place + offset]) }
                place += length
                isSentenceStart = false
                continue
            }
            if Self.keepsCapitals(folded, after: previous) {
                result += part.text
            } else {
                result += isSentenceStart ? capitalised(part) : part.text.lowercased()
            }
            isSentenceStart = false
            previous = folded
            place += 1
        }
        return result
    }

    private func capitalised(_ part: Part) -> String {
        guard part.folded != nil else { return part.text }
        return part.text.prefix(1) + part.text.dropFirst().lowercased()
    }

    /// The number of parts, spaces included, of a place name that starts here.
    private func properName(at place: Int) -> Int? {
        for name in Self.places {
            let length = name.count * 2 - 1
            guard place + length <= parts.count else { continue }
            let words = stride(from: place, to: place + length, by: 2).map { parts[$0].text.lowercased() }
            if words == name { return length }
        }
        return nil
    }

    private static func isAbbreviation(_ folded: String) -> Bool {
        !folded.utf8.contains { "aeiouy".utf8.contains($0) } || folded.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// Abbreviations and Roman numerals; "VI" is a number after "TẬP" only.
    private static func keepsCapitals(_ folded: String, after previous: String) -> Bool {
        guard folded.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
        let isNumeral = folded.utf8.allSatisfy { "ivxlcdm".utf8.contains($0) }
        if isNumeral { return !VietnameseSyllable.isFolded(folded) || counted.contains(previous) }
        return isAbbreviation(folded)
    }

    /// Words that a number follows.
    private static let counted: Set<String> = [
        "tap", "phan", "chuong", "quyen", "hoi", "ki", "khoa", "lan", "thu", "bai", "loai", "cap", "nhom", "part",
        "volume", "book", "chapter",
    ]

    /// Place names that are common in titles and nothing else.
    private static let places: [[String]] = [
        "việt nam", "hà nội", "hồ chí minh", "sài gòn", "thăng long", "đà nẵng", "hải phòng", "cần thơ",
        "điện biên phủ", "tây nguyên", "trường sa", "hoàng sa", "đông dương", "trung quốc", "nhật bản", "hàn quốc",
        "bắc kỳ", "trung kỳ", "nam kỳ", "đồng tháp", "quảng nam", "quảng trị", "nghệ an", "hà tĩnh", "thanh hóa",
        "thừa thiên huế", "tây ninh", "cà mau", "phú quốc", "côn đảo", "châu âu", "châu á",
    ].map { $0.split(separator: " ").map(String.init) }
}
