import VietnameseText

/// What people write where a table says its months: "Tháng 1", "T01", "tháng
/// Giêng", "01/2023", a day of a spreadsheet.
package enum WrittenMonth: Equatable, Sendable {
    case month(Month)
    /// 1 to 12, of a year that stands somewhere else.
    case number(Int)
    case year(Int)
    /// Three months together, which nobody can take apart.
    case quarter
    /// A year, half a year: the sum of what stands beside it.
    case sum
    /// "Tháng Một" beside "tháng Giêng": the eleventh by the old reckoning, the
    /// first by the new.
    case ambiguous

    /// Nil for what is none of these. `besideGieng` says that the same sheet names
    /// the months by the old reckoning.
    package init?(_ text: String, besideGieng: Bool = false) {
        if let day = Day(written: text) {
            // A spreadsheet's month is its first day, a report's its last.
            let month = Month(of: day)
            guard day == month.days.lowerBound || day == month.days.upperBound else { return nil }
            self = .month(month)
            return
        }
        var words = Self.words(text)
        guard !words.isEmpty else { return nil }
        if Self.isSum(words) {
            self = .sum
            return
        }
        if Self.quarters.contains(words[0]), words.count > 1 {
            self = .quarter
            return
        }
        let isNamed = Self.monthWords.contains(words[0])
        if isNamed { words.removeFirst() }
        let parts = Self.apart(words)
        if parts.month == ["mot"], besideGieng {
            self = .ambiguous
            return
        }
        self.init(parts.month, parts.year, isNamed: isNamed)
    }

    private static let monthWords: Set<String> = ["thang", "th", "t", "month"]

    /// The words of the month, and the year that stands behind or before them.
    private static func apart(_ words: [String]) -> (month: [String], year: Int?) {
        var words = words
        if words.count > 1, words[words.count - 2] == "nam", year(words[words.count - 1]) != nil {
            words.remove(at: words.count - 2)
        }
        // "2023-01" begins with the year.
        if words.count == 2, year(words[0]) != nil { words.reverse() }
        guard let found = words.last.flatMap({ Self.year($0) }) else { return (words, nil) }
        return (words.dropLast(), found)
    }

    /// Words stand for numbers only behind "tháng": a lone "V" is something else.
    private init?(_ words: [String], _ year: Int?, isNamed: Bool) {
        if words.isEmpty, let year {
            self = .year(year)
            return
        }
        guard let number = Self.number(words.joined(separator: " "), isNamed: isNamed) else { return nil }
        guard let year else {
            self = .number(number)
            return
        }
        guard let month = Month(year, number) else { return nil }
        self = .month(month)
    }

    /// Folded words, letters and digits apart: "T01" is "t 01".
    private static func words(_ text: String) -> [String] {
        Folding.folded(text).split(separator: " ").flatMap { word -> [String] in
            let letters = word.prefix { !("0"..."9").contains($0) }
            let rest = word.dropFirst(letters.count)
            return [String(letters), String(rest)].filter { !$0.isEmpty }
        }
    }

    private static let quarters = Set(["quý", "q"].map { Folding.folded($0) })
    private static let sums = Set(["tổng", "cộng", "tổng số", "tổng năm"].map { Folding.folded($0) })
    private static let sumBeginnings = [
        "cả năm", "tổng cộng", "tổng cả năm", "lũy kế", "năm học", "6 tháng", "9 tháng", "10 tháng", "sáu tháng",
        "chín tháng",
    ].map { Folding.folded($0) }

    private static func isSum(_ words: [String]) -> Bool {
        let text = words.joined(separator: " ")
        return sums.contains(text) || sumBeginnings.contains { text.hasPrefix($0) }
    }

    /// 1950 to 2099.
    private static func year(_ word: String) -> Int? {
        guard word.utf8.count == 4, let year = Int(word), (1950...2099).contains(year) else { return nil }
        return year
    }

    private static let named: [String: Int] = [
        "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
        "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6,
        "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
    ]

    private static func number(_ text: String, isNamed: Bool) -> Int? {
        if let number = Int(text), text.utf8.count <= 2 { return (1...12).contains(number) ? number : nil }
        return isNamed || text == "gieng" || text == "chap" ? named[text] : nil
    }

    /// Whether a cell names a month by the old reckoning, in which "Một" is the
    /// eleventh: "tháng Giêng", "Chạp", "số liệu tháng Chạp năm 2019".
    static func isOldReckoning(_ text: String) -> Bool {
        let spoken = Self.words(text)
        let bare = apart(spoken).month
        return bare.count == 1 && oldNames.contains(bare[0])
            || zip(spoken, spoken.dropFirst()).contains { monthWords.contains($0) && oldNames.contains($1) }
    }

    private static let oldNames: Set<String> = ["gieng", "chap"]
}
