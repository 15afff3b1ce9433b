import VietnameseText

/// What a cell of a register means.
package enum AccessionCells {
    /// đồng of "12500", "12.500", "12,500đ", "12 500 VNĐ", "12.500,00"; nil in
    /// words that say that there is none.
    package static func price(_ text: String) throws(AccessionFault) -> Int? {
        if text.first?.isLetter == true, AccessionWords.noPrice.contains(AccessionWords.key(text)) { return nil }
        var digits = Substring(text.lowercased().filter { !$0.isWhitespace })
        for unit in ["việtnamđồng", "vnđ", "vnd", "đồng", "đ", "d", "₫"] where digits.hasSuffix(unit) {
            digits = digits.dropLast(unit.count)
            break
        }
        // ",00" or ".0" of programs that think in cents.
        if let mark = digits.lastIndex(where: { $0 == "." || $0 == "," }) {
            let tail = digits[digits.index(after: mark)...]
            if (1...2).contains(tail.count), tail.allSatisfy({ $0 == "0" }) { digits = digits[..<mark] }
        }
        let groups = digits.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        let isGrouped = groups.count == 1 || groups.dropFirst().allSatisfy { $0.count == 3 }
        guard isGrouped, groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }),
            groups[0].count <= (groups.count == 1 ? 10 : 3), let price = Int(groups.joined()),
            CopyDraft.prices.contains(price)
        else { throw .priceInvalid }
        return price
    }

    /// The only number of four digits in "2019", "c2019", "[2019]", "2019.0".
    static func year(_ text: String) throws(AccessionFault) -> Int {
        let runs = text.split { !isDigit($0) }.filter { $0.count == 4 }
        guard runs.count == 1, let year = Int(String(runs[0])), AccessionLine.years.contains(year) else {
            throw .yearInvalid
        }
        return year
    }

    /// Also "26.XI.2007", as the printed guides ask, "5/9/24", and a day with a
    /// time behind it.
    package static func day(_ text: String) throws(AccessionFault) -> Day {
        let words = text.split { $0 == " " || $0 == "T" }
        guard let date = words.first, words.count <= 2 else { throw .dateInvalid }
        if let day = Day(written: date) { return day }
        let parts = date.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
        guard parts.count == 3, let day = number(parts[0]), let year = number(parts[2]),
            let month = number(parts[1]) ?? romanMonths[parts[1].uppercased()],
            let found = Day(parts[2].count == 2 ? (year < 60 ? 2000 : 1900) + year : year, month, day),
            [2, 4].contains(parts[2].count)
        else { throw .dateInvalid }
        return found
    }

    /// The first day in "12/5/2021, số 3"; nil when there is none.
    package static func day(in text: String) -> Day? {
        text.split { $0 == " " || $0 == "," || $0 == ";" }.lazy.compactMap { try? day(String($0)) }.first
    }

    /// "5", "5 cuốn", "05 bản".
    static func quantity(_ text: String) throws(AccessionFault) -> Int {
        let words = text.split(separator: " ")
        guard let first = words.first, words.count <= 2, let count = number(first), count >= 1 else {
            throw .quantityInvalid
        }
        return count
    }

    /// "Tô Hoài; Nguyễn Huy Tưởng", "Vũ Tú Nam, Phạm Hổ". A comma divides whole
    /// names only; in "Austen, Jane" it belongs to the name.
    static func creators(_ text: String) -> [String] {
        let isOne = !text.utf8.contains { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") }
        let names = isOne ? [text] : text.split(separator: ";").flatMap(names)
        return names.filter { !$0.isEmpty && !AccessionWords.nobody.contains(AccessionWords.key($0)) }
    }

    private static func names(_ part: Substring) -> [String] {
        let pieces = part.split(separator: ",").map(tidy)
        return pieces.allSatisfy { $0.contains(" ") || $0.contains(".") } ? pieces : [tidy(part)]
    }

    /// "Dế Mèn phiêu lưu ký / Tô Hoài", as ISBD divides them.
    static func titleAndCreators(_ text: String) -> (title: String, creators: [String]) {
        guard let mark = text.firstRange(of: " / ") else { return (text, []) }
        return (tidy(text[..<mark.lowerBound]), creators(String(text[mark.upperBound...])))
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    private static func tidy(_ text: some StringProtocol) -> String {
        text.split(separator: " ").joined(separator: " ")
    }

    private static func number(_ text: some StringProtocol) -> Int? {
        text.utf8.count <= 6 && text.allSatisfy(isDigit) ? Int(text) : nil
    }

    private static let romanMonths = [
        "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12,
    ]
}
