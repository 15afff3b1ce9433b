import Foundation
import Library
import Randomness
import Testing
import VietnameseText

/// The quick look for a phrase against the scanner's words.
struct PhraseGlanceTests {
    private static let syllables = [
        "học", "liệu", "mở", "đường", "Đ", "ĐƯỜNG", "quý", "quí", "Lý", "lí", "ă", "č", "ñam", "Ia", "y", "lớp4", "12",
        "thuỷ", "thủy", "nghiêng", "Ng", "p", "ư", "œuvre", "Straße", "hòa", "hoà", "北京", "e\u{301}", "µ", "½", "x²",
    ]
    private static let signs = [
        " ", " ", " ", ", ", ". ", "\n", " – ", "“", "” ", "-", "/", "'", "\u{00A0}", "\u{00AD}", "\u{200B}", "×", "…",
        " « ",
        "(", "₫", "\u{02BC}",
    ]

    private func text(_ random: inout SeededRandom) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 1...30, using: &random) {
            let syllable = Self.syllables.randomElement(using: &random)!
            text += Bool.random(using: &random) ? syllable : syllable.decomposedStringWithCanonicalMapping
            text += Self.signs.randomElement(using: &random)!
        }
        return Bool.random(using: &random) ? text.precomposedStringWithCanonicalMapping : text
    }

    private func scorer(_ words: ArraySlice<IndexedWord>) -> PassageScorer {
        let query = words.enumerated().map { QueryWord(exact: $1.exact, folded: $1.folded, position: $0) }
        var distinct: [QueryWord] = []
        for word in query where !distinct.contains(where: { $0.exact == word.exact }) { distinct.append(word) }
        return PassageScorer(
            PassageWeights(
                words: distinct, wordWeights: distinct.map { _ in .init(folded: 1, exact: 1) }, pairs: [],
                averageLength: 20, phrases: [QueryPhrase(words: query)]))
    }

    @Test func `no phrase that the scanner reads in a text is overlooked`() {
        var random = SeededRandom(seed: 77)
        var seen = 0

        for _ in 0..<20_000 {
            let text = text(&random)
            let words = WordScanner.words(in: text)
            guard words.count >= 2 else { continue }
            let start = Int.random(in: 0..<words.count - 1, using: &random)
            let end = min(words.count, start + Int.random(in: 2...5, using: &random))

            let look = scorer(words[start..<end]).look(at: text)

            #expect(look != nil, "\(words[start..<end].map(\.exact)) stands in \(text.debugDescription)")
            seen += 1
        }
        #expect(seen > 15_000)
    }

    @Test func `words in another order are no phrase`() {
        let words = WordScanner.words(in: "học liệu mở")
        let scorer = scorer(words[...])

        #expect(scorer.look(at: "Kho học liệu mở của tỉnh") != nil)
        #expect(scorer.look(at: "KHO HỌC LIỆU MỞ") != nil)
        #expect(scorer.look(at: "mở liệu học, học mở liệu, học liệu và mở") == nil)
        #expect(scorer.look(at: "hoc lieu mo") == nil)
    }
}
