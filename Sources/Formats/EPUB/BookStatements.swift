import Library
import VietnameseText

/// Names of creators.
enum CreatorName {
    /// Nil for words that mean nobody; capitals of a whole name are lowered.
    static func displayed(_ stated: String, language: String?) -> String? {
        let name = FiledName.displayed(CleanText.string(stated), language: language)
        guard !nobody.contains(Folding.folded(name)), !PublisherName.isAddress(name) else { return nil }
        let words = name.split(separator: " ")
        let isShouted =
            words.count > 1 && !name.unicodeScalars.contains(where: \.properties.isLowercase)
            && words.allSatisfy { !$0.contains(".") }
        guard isShouted else { return name }
        return words.map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined(separator: " ")
    }

    /// Calibre inverts every name as if it were English: "Phụng, Vũ Trọng". A
    /// Vietnamese name is filed as it is displayed.
    static func filed(_ stated: String, displayed: String) -> String? {
        let filed = CleanText.string(stated)
        guard !filed.isEmpty, filed != displayed, !nobody.contains(Folding.folded(filed)) else { return nil }
        if PersonName.isLikelyVietnamese(displayed) { return nil }
        return filed
    }

    private static let nobody: Set<String> = [
        "", "unknown", "anonymous", "none", "n a", "khong ro", "chua ro", "nhieu tac gia chua ro",
    ]
}

/// Names of publishers.
enum PublisherName {
    static func isAddress(_ text: String) -> Bool {
        let lowered = text.lowercased()
        if lowered.contains("http://") || lowered.contains("https://") || lowered.contains("www.") { return true }
        let words = lowered.split(whereSeparator: \.isWhitespace)
        if words.contains(where: { word in
            guard let at = word.firstIndex(of: "@") else { return false }
            return at != word.startIndex && word[at...].contains(".")
        }) {
            return true
        }
        return words.count == 1 && [".com", ".net", ".org", ".vn", ".info"].contains { lowered.hasSuffix($0) }
    }

    static func isNobody(_ text: String) -> Bool {
        ["", "unknown", "none", "n a", "khong ro", "calibre", "sigil", "calibre 0 0", "microsoft"].contains(
            Folding.folded(text))
    }
}

/// Dates of publication.
enum PublicationDate {
    /// EPUB 2 names the event of each date; changes and conversions of the file
    /// are no publication. Some files write the year in place of the event.
    static func year(of dates: [EPUBPackage.Statement]) -> Int? {
        for date in dates {
            if let event = date.attributes["event"], event.count == 4, let year = YearText.year(in: event) {
                return year
            }
        }
        let rank = ["publication": 0, "original-publication": 0, "": 1, "creation": 2]
        let candidates = dates.compactMap { date -> (Int, Int)? in
            guard let rank = rank[(date.attributes["event"] ?? "").lowercased()] else { return nil }
            guard !isImpossible(date.value), let year = YearText.year(in: date.value) else { return nil }
            return (rank, year)
        }
        return candidates.min { $0 < $1 }?.1
    }

    /// "0101-01-01" is what calibre writes for no date.
    static func isImpossible(_ date: String) -> Bool { date.hasPrefix("0") || date.hasPrefix("-") }
}

/// Identifiers of a book.
enum BookIdentifier {
    enum Reading { case taken(Identifier), invalid, ignored }

    static func read(_ stated: String, scheme: String?) -> Reading {
        let value = CleanText.string(stated)
        let lowered = value.lowercased()
        let scheme = (scheme ?? "").lowercased()
        // ONIX code list 5: 15 is ISBN-13, 02 ISBN-10, 06 DOI.
        if scheme == "isbn" || scheme == "15" || scheme == "02" || lowered.hasPrefix("urn:isbn:")
            || lowered.hasPrefix("isbn")
        {
            let digits = lowered.hasPrefix("urn:isbn:") ? String(value.dropFirst(9)) : value
            return StandardNumber.isbn(digits).map { .taken(Identifier(.isbn, $0)) } ?? .invalid
        }
        if lowered.hasPrefix("urn:uuid:") || scheme == "uuid" {
            let id = lowered.hasPrefix("urn:uuid:") ? String(lowered.dropFirst(9)) : lowered
            return id.count == 36 ? .taken(Identifier(.uuid, id)) : .ignored
        }
        if scheme == "doi" || scheme == "06" || lowered.hasPrefix("doi:") || lowered.hasPrefix("urn:doi:") {
            let start = lowered.firstRange(of: "10.")?.lowerBound
            return start.map { .taken(Identifier(.doi, String(lowered[$0...]))) } ?? .ignored
        }
        if lowered.hasPrefix("http://") || lowered.hasPrefix("https://") || scheme == "uri" || scheme == "url" {
            return .taken(Identifier(.uri, value))
        }
        if scheme.isEmpty, value.utf8.count >= 10,
            value.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D || $0 == 0x58 }),
            let isbn = StandardNumber.isbn(value)
        {
            return .taken(Identifier(.isbn, isbn))
        }
        return .ignored
    }
}

/// Numbers in a series.
enum SeriesNumber {
    /// "2.0" is 2; 0, calibre's word for none, is nothing.
    static func shown(_ stated: String) -> String? {
        guard let number = Double(stated) else { return stated.isEmpty ? nil : stated }
        guard number > 0, number < 100_000 else { return nil }
        return number == number.rounded() ? String(Int(number)) : stated
    }
}
