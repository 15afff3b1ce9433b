import VietnameseText

/// A person's name as a catalogue files it → as it is displayed.
enum FiledName {
    /// The displayed name of "Austen, Jane".
    ///
    /// A Vietnamese name is written family name first, also when a foreign
    /// catalogue put a comma into it: "Nguyễn, Du" becomes "Nguyễn Du", not
    /// "Du Nguyễn". It is known by its family name together with Vietnamese
    /// letters or the language of the book. Chinese, Japanese and Korean
    /// writing only loses the comma.
    static func displayed(_ filed: String, language: String?) -> String {
        guard let comma = filed.firstIndex(of: ",") else { return filed }
        let family = filed[..<comma].trimmedBlanks
        let given = filed[filed.index(after: comma)...].trimmedBlanks
        guard !family.isEmpty, !given.isEmpty else { return family.isEmpty ? given : family }
        if isEastAsianWriting(family) { return family + given }
        if given.contains(",") || suffixes.contains(Folding.folded(given)) { return filed }
        if isVietnamese(family: family, given: given, language: language) { return family + " " + given }
        return given + " " + family
    }

    /// "King, Martin Luther" is inverted, "Martin Luther King, Jr." is not.
    private static let suffixes: Set<String> = ["jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"]

    private static func isVietnamese(family: String, given: String, language: String?) -> Bool {
        guard let first = family.split(separator: " ").first, families.contains(Folding.folded(String(first))) else {
            return false
        }
        let name = family + " " + given
        if language == "vi" || hasVietnameseLetters(name) { return true }
        return name.utf8.contains { $0 >= 0x80 } && PersonName.isLikelyVietnamese(name)
    }

    /// Letters that Vietnamese alone writes: đ ơ ư ă, and all of Latin Extended
    /// Additional from U+1EA0.
    private static func hasVietnameseLetters(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x1EA0...0x1EF9, 0x0110, 0x0111, 0x01A0, 0x01A1, 0x01AF, 0x01B0, 0x0102, 0x0103: true
            default: false
            }
        }
    }

    private static func isEastAsianWriting(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        switch first.value {
        case 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0x20000...0x3FFFF: return true
        default: return false
        }
    }

    /// The family names of nearly all Vietnamese, folded.
    private static let families = Set(
        [
            "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo",
            "duong", "ly",
            "dao", "dinh", "doan", "lam", "mai", "trinh", "truong", "cao", "chu", "ha", "luu", "luong", "ta", "thai",
            "to", "ton",
            "tong", "trieu", "kieu", "la", "lai", "mac", "nghiem", "nhu", "ong", "quach", "phung", "tang", "thach",
            "than", "tu",
            "van", "vuong", "xuan", "au", "bach", "cam", "chau", "diep", "dam", "giang", "han", "hua", "khuat", "khuc",
            "ninh",
            "onh", "phi", "si", "son", "tieu", "tra", "ung", "vi", "thich", "che",
        ].map { Folding.folded($0) })
}

extension StringProtocol {
    /// Without blanks at both ends.
    var trimmedBlanks: String {
        var text = self[...]
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}
