import Foundation
import VietnameseText

/// How telling the words of a question are in the collection of passages.
package struct PassageWeights: Equatable, Sendable {
    /// A word or two neighbouring words of the question.
    package struct Term: Equatable, Sendable {
        package var folded: Double
        /// Zero when it was typed without marks.
        package var exact: Double
        package init(folded: Double, exact: Double) { (self.folded, self.exact) = (folded, exact) }
    }

    /// One for each distinct word of the question, in the order typed.
    package var words: [QueryWord]
    package var wordWeights: [Term]
    /// Places in `words` that follow each other in the question, with their weight.
    package var pairs: [(first: Int, second: Int, weight: Term)]
    /// The average number of words in a passage.
    package var averageLength: Double
    /// Words that must stand next to each other, as typed.
    package var phrases: [QueryPhrase]

    package init(
        words: [QueryWord], wordWeights: [Term], pairs: [(first: Int, second: Int, weight: Term)], averageLength: Double,
        phrases: [QueryPhrase]
    ) {
        self.words = words
        self.wordWeights = wordWeights
        self.pairs = pairs
        self.averageLength = averageLength
        self.phrases = phrases
    }

    package static func == (left: PassageWeights, right: PassageWeights) -> Bool {
        left.words == right.words && left.wordWeights == right.wordWeights && left.averageLength == right.averageLength
            && left.phrases == right.phrases && left.pairs.elementsEqual(right.pairs) { $0 == $1 }
    }
}

/// The ranking rule inside books: BM25 over words and over pairs of
/// neighbouring words, each counted without marks and, when typed so, with
/// them; a passage with more of the question's weight counts up to 30 % more.
///
/// The numbers were chosen on `samples/relevance`; docs/decisions/0004 shows
/// the field around them is flat.
package enum PassageRule {
    package static let saturation = 0.8
    package static let lengthShare = 0.75
    package static let exactWord = 0.5
    package static let foldedPair = 0.7
    package static let exactPair = 0.3
    package static let coverage = 0.3

    /// How telling a word is that `having` of `all` passages have: BM25's idf,
    /// with rare words a little more apart than usual.
    package static func weight(having: Int, of all: Int) -> Double {
        let most = Double(max(all, having))
        return pow(log(1 + (most - Double(having) + 0.5) / (Double(having) + 0.5)), 1.2)
    }

    /// BM25's saturated frequency of `count` in a passage of `length` words.
    package static func saturated(_ count: Double, length: Double, average: Double) -> Double {
        count / (count + saturation * (1 - lengthShare + lengthShare * length / max(average, 1)))
    }
}

/// Scores one passage by its text.
package struct PassageScorer {
    private let weights: PassageWeights
    private let table: QueryWordTable
    /// For each leading word the pairs it begins: the pair's place and its second
    /// leading word.
    private let pairsAfter: [[(pair: Int, second: Int)]]

    package init(_ weights: PassageWeights) {
        self.weights = weights
        table = QueryWordTable(weights.words)
        var after = [[(pair: Int, second: Int)]](repeating: [], count: weights.words.count)
        for (place, pair) in weights.pairs.enumerated() {
            after[table.leader[pair.first]].append((place, table.leader[pair.second]))
        }
        pairsAfter = after
    }

    /// What a passage is worth.
    package struct Score: Equatable, Sendable {
        package var worth: Double
        /// The share of the question's weight that stands in it, 0…1.
        package var coverage: Double
    }

    /// Nil when a phrase that was asked for does not stand there.
    package func score(_ text: String) -> Score? {
        var text = text
        return text.withUTF8 { score($0) }
    }

    package func score(_ text: UnsafeBufferPointer<UInt8>) -> Score? {
        let count = weights.words.count
        var folded = [Int32](repeating: 0, count: count)
        var exact = [Int32](repeating: 0, count: count)
        var foldedPairs = [Int32](repeating: 0, count: weights.pairs.count)
        var exactPairs = [Int32](repeating: 0, count: weights.pairs.count)
        var stream: [QueryWordTable.Match] = []
        var length = 0
        var before = QueryWordTable.Match.none
        let needsStream = !weights.phrases.isEmpty
        WordScanner.scan(text) { _, exactBytes, foldedBytes in
            length += 1
            let match = table.match(exactBytes, foldedBytes)
            if needsStream { stream.append(match) }
            if match.word >= 0 {
                folded[match.word] += 1
                for place in table.sameFolded[match.word] where table.isExact(exactBytes, place) { exact[place] += 1 }
                if before.word >= 0 {
                    for (pair, second) in pairsAfter[before.word] where second == match.word {
                        foldedPairs[pair] += 1
                        if before.isExact, match.isExact { exactPairs[pair] += 1 }
                    }
                }
            }
            before = match
            return true
        }
        for phrase in weights.phrases where !table.stands(phrase, in: stream) { return nil }
        return total(folded, exact, foldedPairs, exactPairs, Double(length))
    }

    private func total(
        _ folded: [Int32], _ exact: [Int32], _ foldedPairs: [Int32], _ exactPairs: [Int32], _ length: Double
    ) -> Score {
        var sum = 0.0
        var covered = 0.0
        var all = 0.0
        func worth(_ count: Int32) -> Double {
            count == 0 ? 0 : PassageRule.saturated(Double(count), length: length, average: weights.averageLength)
        }
        for (place, weight) in weights.wordWeights.enumerated() {
            // Words that fold alike share their occurrences.
            let count = folded[table.leader[place]]
            sum += weight.folded * worth(count) + PassageRule.exactWord * weight.exact * worth(exact[place])
            all += weight.folded
            if count > 0 { covered += weight.folded }
        }
        for (place, pair) in weights.pairs.enumerated() {
            sum += PassageRule.foldedPair * pair.weight.folded * worth(foldedPairs[place])
            sum += PassageRule.exactPair * pair.weight.exact * worth(exactPairs[place])
        }
        let coverage = all > 0 ? covered / all : 1
        return Score(worth: sum * (1 + PassageRule.coverage * coverage), coverage: coverage)
    }
}

/// Knows the words of a question among those of a text.
package struct QueryWordTable: Sendable {
    /// A word of the text as the question sees it.
    package struct Match: Equatable, Sendable {
        /// The first word of the question that folds alike, or -1.
        package var word: Int
        /// Whether it stands as some word of the question was typed; a word typed
        /// without marks asks for nothing more.
        package var isExact: Bool
        /// FNV-1a of the word with its marks, for phrases.
        var exactHash: UInt32
        static let none = Match(word: -1, isExact: false, exactHash: 0)
    }

    private let words: [(exact: [UInt8], folded: [UInt8], isMarked: Bool)]
    /// For each word of the question the first one that folds alike.
    let leader: [Int]
    /// For each leader all words that fold like it.
    let sameFolded: [[Int]]
    private var slots: [Int16]
    private let mask: UInt32

    package init(_ words: [QueryWord]) {
        let spelled = words.map { (exact: Array($0.exact.utf8), folded: Array($0.folded.utf8), isMarked: $0.isMarked) }
        self.words = spelled
        var firsts: [String: Int] = [:]
        leader = words.enumerated().map { place, word in
            if let first = firsts[word.folded] { return first }
            firsts[word.folded] = place
            return place
        }
        var same = [[Int]](repeating: [], count: words.count)
        for (place, first) in leader.enumerated() { same[first].append(place) }
        sameFolded = same
        var size: UInt32 = 16
        while size < UInt32(words.count) * 4 { size *= 2 }
        mask = size - 1
        slots = [Int16](repeating: -1, count: Int(size))
        for place in Set(leader) {
            var slot = spelled[place].folded.withUnsafeBufferPointer { Self.hash($0) } & mask
            while slots[Int(slot)] >= 0 { slot = (slot + 1) & mask }
            slots[Int(slot)] = Int16(place)
        }
    }

    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var sum: UInt32 = 2_166_136_261
        for byte in bytes { sum = (sum ^ UInt32(byte)) &* 16_777_619 }
        return sum ^ (sum >> 15)
    }

    /// What the question knows of a word with these spellings.
    package func match(_ exact: UnsafeBufferPointer<UInt8>, _ folded: UnsafeBufferPointer<UInt8>) -> Match {
        var slot = Self.hash(folded) & mask
        while slots[Int(slot)] >= 0 {
            let place = Int(slots[Int(slot)])
            if words[place].folded.elementsEqual(folded) {
                let isExact = sameFolded[place].contains { self.isExact(exact, $0) || !words[$0].isMarked }
                return Match(word: place, isExact: isExact, exactHash: Self.hash(exact))
            }
            slot = (slot + 1) & mask
        }
        return .none
    }

    /// Whether the text's word has the marks of a marked word of the question.
    func isExact(_ exact: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        words[place].isMarked && words[place].exact.elementsEqual(exact)
    }

    /// Whether the words of a phrase stand one after the other in the matches of
    /// a text, with their marks where they were typed.
    func stands(_ phrase: QueryPhrase, in stream: [Match]) -> Bool {
        let wanted: [(word: Int, exactHash: UInt32?)] = phrase.words.map { word in
            let folded = Array(word.folded.utf8)
            let place = words.firstIndex { $0.folded == folded }.map { leader[$0] } ?? -1
            let exact = Array(word.exact.utf8)
            return (place, word.isMarked ? exact.withUnsafeBufferPointer { Self.hash($0) } : nil)
        }
        guard stream.count >= wanted.count else { return false }
        for start in 0...(stream.count - wanted.count) {
            let fits = wanted.indices.allSatisfy { offset in
                let match = stream[start + offset]
                let want = wanted[offset]
                return match.word == want.word && match.word >= 0 && (want.exactHash.map { $0 == match.exactHash } ?? true)
            }
            if fits { return true }
        }
        return false
    }
}
