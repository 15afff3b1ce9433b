import VietnameseText

/// School grades in what people write about readers.
enum GradeText {
    /// The grades of a cell or note that speaks of grades.
    ///
    /// For example: "Lớp 4" → 4; "4-5" → 4, 5; "Khối 10, 11" → 10, 11; "Tiểu
    /// học" → 1…5; "lớp 6A" → 6. Numbers beyond 12 are no grades.
    static func grades(in text: String) -> [Int] {
        var found: Set<Int> = []
        let folded = " " + Folding.folded(text) + " "
        for (words, range) in levels where folded.contains(" " + words + " ") { found.formUnion(range) }
        var last: Int?
        var joins = false
        for token in tokens(of: text) {
            switch token {
            case .number(let number) where (1...12).contains(number):
                if joins, let last, last < number { found.formUnion(last...number) } else { found.insert(number) }
                (last, joins) = (number, false)
            case .number: (last, joins) = (nil, false)
            case .range: joins = last != nil
            case .separator: (last, joins) = (nil, false)
            case .word: break
            }
        }
        return found.sorted()
    }

    /// The grades of a free note, only where it names them: "Sách cho lớp 4".
    static func gradesNamed(in text: String) -> [Int] {
        let words = Folding.folded(text).split(separator: " ")
        guard
            words.contains(where: { ["lop", "khoi", "grade", "grades"].contains($0) })
                || levels.contains(where: { (" " + words.joined(separator: " ") + " ").contains(" " + $0.words + " ") })
        else { return [] }
        return grades(in: text)
    }

    /// The levels of general education (Luật Giáo dục 2019, Điều 28).
    private static let levels: [(words: String, range: ClosedRange<Int>)] = spelledLevels.map {
        (Folding.folded($0.0), $0.1)
    }

    private static let spelledLevels: [(String, ClosedRange<Int>)] = [
        ("tieu hoc", 1...5), ("cap 1", 1...5), ("trung hoc co so", 6...9), ("thcs", 6...9), ("cap 2", 6...9),
        ("trung hoc pho thong", 10...12), ("thpt", 10...12), ("cap 3", 10...12), ("primary school", 1...5),
        ("lower secondary", 6...9), ("upper secondary", 10...12),
    ]

    private enum Token { case number(Int), range, separator, word }

    private static func tokens(of text: String) -> [Token] {
        var tokens: [Token] = []
        var number: Int?
        var word = ""
        var previous = ""
        func endWord(before next: Character) {
            let folded = Folding.folded(word)
            if folded == "k", next == "-" {
                // "K-3": kindergarten is no grade, the range begins with 1.
                tokens.append(.number(1))
            } else if folded == "den" || folded == "to" || folded == "toi" {
                tokens.append(.range)
            } else {
                tokens.append(.word)
            }
            previous = folded
            word = ""
        }
        for character in text + " " {
            if let digit = character.wholeNumberValue, character.isASCII, word.isEmpty {
                number = min((number ?? 0) * 10 + digit, 10_000)
                continue
            }
            if let found = number {
                // "cấp 2" is a level, not a grade.
                tokens.append(previous == "cap" ? .word : .number(found))
                number = nil
                previous = ""
            }
            if character.isLetter {
                word.append(character)
                continue
            }
            if !word.isEmpty { endWord(before: character) }
            switch character {
            case "-", "–", "—", "→": tokens.append(.range)
            case ",", ";", "/", "+", "&": tokens.append(.separator)
            default: break
            }
        }
        return tokens
    }
}
