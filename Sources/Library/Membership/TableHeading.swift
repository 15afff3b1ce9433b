import VietnameseText

/// The heading of a column, or a word in a cell, as people write it in tables.
enum TableHeading {
    /// Folded, and without what stands in brackets, which is a remark: "Lượt mượn
    /// (lượt)" is "luot muon".
    static func key(_ text: String) -> String {
        var depth = 0
        var plain = ""
        for character in text {
            if character == "(" || character == "[" { depth += 1 }
            if depth == 0 { plain.append(character) }
            if character == ")" || character == "]" { depth = max(0, depth - 1) }
        }
        return Folding.folded(plain)
    }
}
