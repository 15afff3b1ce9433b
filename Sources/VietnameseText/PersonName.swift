/// Names of persons, as Vietnamese libraries file them.
package enum PersonName {
    /// The key of a name as it is written: "Nguyễn Du" under N, as catalogues
    /// do, and "Austen, Jane" under A.
    package static func sortKey(_ name: String) -> String {
        SortKey.make(name)
    }

    /// The key of a class list: the given name, which stands last, then the
    /// rest. Names with a comma and names that are not Vietnamese keep their
    /// order.
    ///
    /// For example: "Nguyễn Văn An" comes before "Lê Thị Bình".
    package static func givenNameSortKey(_ name: String) -> String {
        guard !name.contains(","), isLikelyVietnamese(name) else { return sortKey(name) }
        let words = name.split(separator: " ")
        guard let given = words.last, words.count > 1 else { return sortKey(name) }
        let rest = words.dropLast().joined(separator: " ")
        return SortKey.make(String(given)) + "\u{1}" + SortKey.make(rest)
    }

    /// Whether the name is spelled like a Vietnamese one, with marks or
    /// without: all of it syllables, two to six.
    ///
    /// It looks at the spelling only, so "Bộ Giáo dục" passes as well.
    package static func isLikelyVietnamese(_ name: String) -> Bool {
        let words = WordScanner.words(in: name)
        guard words.count >= 2, words.count <= 6 else { return false }
        return words.allSatisfy { word in
            word.isMarked ? VietnameseSyllable.isSpelled(word.exact) : VietnameseSyllable.isFolded(word.folded)
        }
    }
}
