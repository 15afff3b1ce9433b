import Library
import Testing
import VietnameseText

/// What is shown of a passage.
struct SnippetTests {
    private func cut(_ text: String, _ question: String) -> (snippet: Snippet, line: Int) {
        let words = QueryParser.parse(question).allWords
        let weights = PassageWeights(
            words: words, wordWeights: words.map { .init(folded: 1, exact: $0.isMarked ? 1 : 0) },
            pairs: zip(words.indices, words.indices.dropFirst()).map { ($0, $1, .init(folded: 1, exact: 1)) },
            averageLength: 100,
            phrases: [])
        let look = PassageScorer(weights).look(at: text)
        return SnippetCutter(words: words, weights: words.map { _ in 1 }).cut(text, seen: look!)
    }

    @Test func `the words are marked as they stand`() {
        let (snippet, line) = cut("Một.\nCon Đường làng và con đườngxa.", "duong")

        #expect(snippet.pieces.filter(\.isMatch).map(\.text) == ["Đường"])
        #expect(snippet.plainText == "Một. Con Đường làng và con đườngxa.")
        #expect(line == 1)
    }

    @Test func `the closest stretch is chosen, its longest row is the place`() {
        let filler = String(repeating: "gạo nếp thơm lừng ", count: 40)
        let (snippet, line) = cut(
            "Học ở đây. \(filler)\nliệu đâu. \(filler)\nKho học liệu mở của ta.\(filler)", "học liệu mở")

        #expect(snippet.pieces.filter(\.isMatch).map(\.text) == ["học", "liệu", "mở"])
        #expect(line == 2)
    }

    @Test func `no snippet is too long or cuts a word`() {
        var random = SeededNumbers(state: 3)
        let syllables = [
            "nghiêng", "ạ", "Đắk", "học-liệu", "“mở”", "y\u{302}\u{301}", "ngày,", "\n", "x", "1.234,5", "👍",
        ]
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 0...200, using: &random)).map { _ in syllables.randomElement(using: &random)!
            }
            .joined(separator: " ")
            let (snippet, line) = cut(text, "hoc dak ngay")
            let plain = snippet.plainText
            #expect(plain.count <= SnippetCutter.longest)
            let body = plain.trimmingPrefix("… ").split(separator: " ").filter { $0 != "…" }
            let words = Set(text.split(whereSeparator: \.isWhitespace))
            #expect(body.allSatisfy(words.contains))
            #expect(line <= text.filter { $0 == "\n" }.count)
        }
    }
}

/// A seeded source of random numbers.
private struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) ^ (state << 31)
    }
}
