import Testing
import VietnameseText

@Suite struct SyllableEditTests {
    @Test(arguments: [
        ("duong", "duogn", true), ("duong", "dung", true), ("duong", "dun", false), ("duong", "duon", true),
        ("duong", "duongg", true),
        ("duong", "tuong", true), ("duong", "duong", false), ("", "a", true), ("", "", false), ("ab", "ba", true),
        ("abc", "cba", false), ("hoc", "hco", true), ("liệu", "liêu", true), ("a", "abc", false),
        ("thuviện", "thưviên", false),
    ])
    func `one edit is one letter in, out, other or swapped`(a: String, b: String, expected: Bool) {
        #expect(SyllableEdit.oneEditAway(a, b) == expected)
        #expect(SyllableEdit.oneEditAway(b, a) == expected)
    }

    @Test func `variants are exactly the words one edit away`() {
        let variants = SyllableEdit.variants(of: "hoc")

        #expect(Set(variants).count == variants.count)
        #expect(variants.allSatisfy { SyllableEdit.oneEditAway("hoc", $0) })
        for word in ["ho", "hco", "hoa", "hoch", "choc", "noc"] { #expect(variants.contains(word)) }
        // 3 shorter, 2 swapped, 3 × 25 replaced, 4 × 26 inserted less the 3
        // that double a letter twice.
        #expect(variants.count == 3 + 2 + 75 + 104 - 3)
    }

    @Test func `what is no folded syllable has no variants`() {
        #expect(SyllableEdit.variants(of: "").isEmpty)
        #expect(SyllableEdit.variants(of: "đường").isEmpty)
        #expect(SyllableEdit.variants(of: String(repeating: "a", count: 25)).isEmpty)
    }
}
