import VietnameseText

/// Several values in one cell.
enum CellList {
    /// The parts between ";" or "|"; between commas and slashes only where the
    /// caller knows that they divide.
    static func parts(_ text: String, commas: Bool = false, slashes: Bool = false) -> [String] {
        var parts = text.split { $0 == ";" || $0 == "|" }
        if parts.count == 1, commas { parts = text.split { $0 == "," || slashes && $0 == "/" } }
        return parts.map { $0.trimmedBlanks }.filter { !$0.isEmpty }
    }

    private static let keywordHeadings = Set(
        ["tags", "keywords", "keyword", "từ khóa", "bookshelves", "nhãn", "categories", "category"].map {
            TableField.key($0)
        })

    /// Headings under which words are listed with commas; a subject heading
    /// itself may hold one ("Criticism, Textual").
    static func isKeywordHeading(_ heading: String) -> Bool {
        keywordHeadings.contains(TableField.key(heading))
    }
}

/// Numbers that a spreadsheet wrote with a fraction.
enum CellNumber {
    /// "354" of "354.0"; nil for what is no whole number.
    static func plain(_ text: String) -> String? {
        let whole = text.hasSuffix(".0") ? text.dropLast(2) : text[...]
        return !whole.isEmpty && whole.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? String(whole) : nil
    }
}
