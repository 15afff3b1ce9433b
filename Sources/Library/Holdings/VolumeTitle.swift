import VietnameseText

/// A title as it is compared: folded, and the volume apart, so that "Tập 1"
/// and "Tập 2" of one title are neighbours and never one record.
struct VolumeTitle: Hashable {
    /// The folded words without the volume.
    var base: String
    /// "tap 1", "quyen 2", "phan 3"; nil when the title names none.
    var volume: String?

    /// `column` is what a column for the volume says: "1", "Tập 1", "I".
    init(_ title: String, column: String? = nil) {
        var words = Folding.folded(title).split(separator: " ").map(String.init)
        if let column {
            let said = Folding.folded(column).split(separator: " ").map(String.init)
            if let found = Self.volume(in: said) {
                volume = found.text
            } else if said.count == 1, let number = Self.number(said[0], mayBeLetters: true) {
                volume = "tap \(number)"
            } else if !said.isEmpty {
                volume = "tap " + said.joined(separator: " ")
            }
        }
        if let found = Self.volume(in: words) {
            words.removeSubrange(found.place)
            volume = volume ?? found.text
        }
        base = words.joined(separator: " ")
    }

    private static let kinds = ["tap": "tap", "t": "tap", "quyen": "quyen", "q": "quyen", "phan": "phan"]

    private static func volume(in words: [String]) -> (text: String, place: Range<Int>)? {
        for (index, word) in words.enumerated() {
            if let kind = kinds[word], index + 1 < words.count,
                let number = number(words[index + 1], mayBeLetters: word.count > 1)
            {
                return ("\(kind) \(number)", index..<index + 2)
            }
            // "T1" in one word.
            if let first = word.first, let kind = kinds[String(first)], let number = Int(word.dropFirst()) {
                return ("\(kind) \(number)", index..<index + 1)
            }
        }
        return nil
    }

    /// 1 of "1", "01", and with letters of "i", "mot".
    private static func number(_ word: String, mayBeLetters: Bool) -> Int? {
        if let number = Int(word) { return number }
        guard mayBeLetters else { return nil }
        return spelled[word]
    }

    private static let spelled: [String: Int] = {
        var table: [String: Int] = [:]
        let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
        let names = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"].map(Folding.folded)
        for index in 0..<10 {
            table[roman[index]] = index + 1
            table[names[index]] = index + 1
        }
        return table
    }()
}
