import Corpus
import Library
import Randomness
import VietnameseText

/// Draws questions of a kind from what the library holds.
struct Questions {
    /// Folded words with how many documents have each, commonest first.
    let words: [(word: String, documents: Int)]
    let documents: Int

    /// Counts the words of `texts`, one text a document.
    init(counting texts: some Sequence<String>) {
        var counts: [String: Int] = [:]
        var documents = 0
        for text in texts {
            documents += 1
            for word in Set(WordScanner.words(in: text).map(\.folded)) { counts[word, default: 0] += 1 }
        }
        self.documents = documents
        words = counts.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }

    /// Words that stand in a share of all documents within `range`.
    func words(within range: Range<Double>) -> [String] {
        words.filter { range.contains(Double($0.documents) / Double(documents)) }.map(\.word)
    }

    static func draw(_ count: Int, seed: UInt64, _ one: (inout SeededRandom) -> String?) -> [String] {
        var random = SeededRandom(seed: seed)
        var questions: [String] = []
        var tries = 0
        while questions.count < count, tries < count * 20 {
            tries += 1
            if let question = one(&random), !question.isEmpty { questions.append(question) }
        }
        return questions
    }

    /// `count` words in a row out of a text, without marks.
    static func stretch(_ text: String, words count: Int, _ random: inout SeededRandom) -> String? {
        let words = WordScanner.words(in: text).map(\.folded)
        guard words.count >= count else { return nil }
        let start = random.below(words.count - count + 1)
        return words[start..<start + count].joined(separator: " ")
    }
}
