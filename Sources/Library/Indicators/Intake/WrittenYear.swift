import VietnameseText

/// Which year a table of figures is of: of the calendar, or of schools, which
/// begins in September and ends in the next year.
enum WrittenYear: Equatable {
    case calendar(Int)
    /// By the year it begins in: 2024 of "năm học 2024-2025".
    case school(Int)

    /// What a title or a heading says: "báo cáo năm 2023", "Năm học 2024-2025", a
    /// sheet named "2024-2025". Nil for none, for several, and for the day on which
    /// something was signed.
    init?(in text: String) {
        let words = Self.words(text)
        guard !Self.isDay(words) else { return nil }
        if let first = Self.pair(words), Self.saysSchool(words) || words.count == 2 {
            self = .school(first)
            return
        }
        let years = Set(words.compactMap(Self.year))
        guard years.count == 1, let year = years.first, !Self.saysSchool(words) else { return nil }
        self = .calendar(year)
    }

    /// The calendar year of a month, 1 to 12. Throws for an August of a school year:
    /// tables begin with it as well as end with it.
    func year(ofMonth number: Int) throws(FigureFault) -> Int {
        switch self {
        case .calendar(let year): return year
        case .school(let first):
            guard number != 8 else { throw .schoolYearMonth }
            return number > 8 ? first : first + 1
        }
    }

    private static func words(_ text: String) -> [String] {
        Folding.folded(text).split { !$0.isLetter && !$0.isNumber }.map { String($0) }
    }

    /// 1950 to 2099.
    private static func year(_ word: String) -> Int? {
        guard word.utf8.count == 4, let year = Int(word), (1950...2099).contains(year) else { return nil }
        return year
    }

    /// "2024 2025" or "2024 25": the first of two years in a row.
    private static func pair(_ words: [String]) -> Int? {
        let pairs = zip(words, words.dropFirst()).compactMap { first, second -> Int? in
            guard let year = year(first), let next = Int(second) else { return nil }
            return next == year + 1 || (second.utf8.count == 2 && next == (year + 1) % 100) ? year : nil
        }
        return pairs.count == 1 ? pairs[0] : nil
    }

    private static func saysSchool(_ words: [String]) -> Bool {
        words.contains("nh") || zip(words, words.dropFirst()).contains { $0 == "nam" && $1 == "hoc" }
    }

    /// "Đăk Hà, ngày 5 tháng 6 năm 2025".
    private static func isDay(_ words: [String]) -> Bool {
        words.indices.dropLast(5).contains { place in
            words[place] == "ngay" && words[place + 2] == "thang" && words[place + 4] == "nam"
        }
    }
}
