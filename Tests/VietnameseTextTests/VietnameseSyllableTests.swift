import Testing
import VietnameseText

@Suite struct VietnameseSyllableTests {
    @Test(arguments: ["nghiêng", "đường", "quyết", "giếng", "gì", "khuya", "oằn", "yêu", "xoong", "khuỷu", "ưu", "á"])
    func `syllables are known with their shapes and without`(syllable: String) {
        #expect(VietnameseSyllable.isSpelled(syllable))
        #expect(VietnameseSyllable.isFolded(Folding.folded(syllable)))
    }

    @Test(arguments: ["string", "jane", "zoo", "", "ng", "tien3", "créée", "iê", "aa"])
    func `other words are not`(word: String) {
        #expect(!VietnameseSyllable.isSpelled(word))
    }

    /// The list was counted from books: the rest are foreign names, Roman
    /// numerals, English pages of e-book makers.
    @Test(.enabled(if: SharedSamples.isPresent, "../shared/samples is absent"))
    func `nearly all words of real books are syllables`() throws {
        var known = 0
        var all = 0
        for line in try SharedSamples.text("syllables/vi-epub-syllable-freq.tsv").split(separator: "\n") {
            let fields = line.split(separator: "\t")
            let count = try #require(Int(fields[1]))
            all += count
            let word = Folding.canonical(String(fields[0]))
            if VietnameseSyllable.isSpelled(word) { known += count }
        }
        #expect(Double(known) / Double(all) > 0.99)
    }
}
