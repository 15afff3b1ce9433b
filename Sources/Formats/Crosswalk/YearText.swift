/// A year in what people write about dates.
enum YearText {
    /// The years a publication can have; anything else is dropped.
    static let possible = 1000...2200

    /// The first year in the text.
    ///
    /// For example: "c1999" → 1999, "1941.0" → 1941, "12/03/2004" → 2004,
    /// "20140512" → 2014. "-1750" (before Christ), "19uu" and "0101" give nil.
    static func year(in text: some StringProtocol) -> Int? {
        let bytes = Array(text.utf8)
        var place = 0
        while place < bytes.count {
            guard isDigit(bytes[place]) else {
                place += 1
                continue
            }
            var end = place
            while end < bytes.count, isDigit(bytes[end]) { end += 1 }
            let isNegative = place == 1 && bytes[0] == UInt8(ascii: "-")
            // Decimals and digits that stand for a longer number are no years.
            let isFraction =
                place > 1 && bytes[place - 1] == UInt8(ascii: ".") && isDigit(bytes[place - 2])
                && end - place != 4
            if !isNegative, !isFraction, end - place == 4 || isCompactDate(bytes[place..<end]) {
                let year = bytes[place..<place + 4].reduce(0) { $0 * 10 + Int($1 - 0x30) }
                if possible.contains(year) { return year }
            }
            place = end
        }
        return nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Whether eight digits are a date of ISO 8601's basic form.
    private static func isCompactDate(_ digits: ArraySlice<UInt8>) -> Bool {
        guard digits.count == 8 else { return false }
        let month = digits.dropFirst(4).prefix(2).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        let day = digits.suffix(2).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return (1...12).contains(month) && (1...31).contains(day)
    }
}
