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
        words: [QueryWord], wordWeights: [Term], pairs: [(first: Int, second: Int, weight: Term)],
        averageLength: Double,
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

/// What a question sees in one passage.
package struct PassageLook: Sendable {
    /// A word of the text that the question has.
    struct Occurrence: Sendable {
        /// Bytes of the text.
        var range: Range<Int>
        /// Its place among all words of the text.
        var place: Int
        /// The first word of the question that folds alike.
        var word: Int
        /// Whether it has the marks that were typed, if any were.
        var isExact: Bool
        /// The word of the question that was typed with just these marks, or -1.
        var asTyped: Int
    }

    /// What the passage is worth.
    package var worth: Double
    /// The share of the question's weight that stands in it, 0…1.
    package var coverage: Double
    var occurrences: [Occurrence]
}

/// Scores one passage by its text.
package struct PassageScorer {
    private let weights: PassageWeights
    private let table: QueryWordTable
    /// For each leading word the pairs it begins: the pair's place and its second
    /// leading word.
    private let pairsAfter: [[(pair: Int, second: Int)]]
    /// Each phrase as places in the question's words.
    private let phrases: [[(leader: Int, mustBeExact: Bool, word: Int)]]
    private let glances: [PhraseGlance]

    package init(_ weights: PassageWeights) {
        self.weights = weights
        let table = QueryWordTable(weights.words)
        self.table = table
        var after = [[(pair: Int, second: Int)]](repeating: [], count: weights.words.count)
        for (place, pair) in weights.pairs.enumerated() {
            after[table.leader[pair.first]].append((place, table.leader[pair.second]))
        }
        pairsAfter = after
        let places = Dictionary(
            weights.words.enumerated().map { ($1.exact, $0) }, uniquingKeysWith: { first, _ in first })
        glances = weights.phrases.compactMap { PhraseGlance($0.words) }
        phrases = weights.phrases.map { phrase in
            phrase.words.compactMap { word in places[word.exact].map { (table.leader[$0], word.isMarked, $0) } }
        }
    }

    /// Nil when a phrase that was asked for does not stand there.
    package func look(at text: String) -> PassageLook? {
        var text = text
        return text.withUTF8 { look(at: $0) }
    }

    package func look(at text: UnsafeBufferPointer<UInt8>) -> PassageLook? {
        for glance in glances where !glance.mayStand(in: text) { return nil }
        let count = weights.words.count
        var folded = [Int32](repeating: 0, count: count)
        var exact = [Int32](repeating: 0, count: count)
        var foldedPairs = [Int32](repeating: 0, count: weights.pairs.count)
        var exactPairs = [Int32](repeating: 0, count: weights.pairs.count)
        var occurrences: [PassageLook.Occurrence] = []
        var length = 0
        WordScanner.scan(text) { range, exactBytes, foldedBytes in
            let match = table.match(exactBytes, foldedBytes)
            if match.word >= 0 {
                folded[match.word] += 1
                var asTyped = -1
                for place in table.sameFolded[match.word] where table.isExact(exactBytes, place) {
                    exact[place] += 1
                    asTyped = place
                }
                if let before = occurrences.last, before.place == length - 1 {
                    for (pair, second) in pairsAfter[before.word] where second == match.word {
                        foldedPairs[pair] += 1
                        if before.isExact, match.isExact { exactPairs[pair] += 1 }
                    }
                }
                occurrences.append(
                    .init(range: range, place: length, word: match.word, isExact: match.isExact, asTyped: asTyped))
            }
            length += 1
            return true
        }
        for phrase in phrases where !stands(phrase, occurrences) { return nil }
        var look = total(folded, exact, foldedPairs, exactPairs, Double(length))
        look.occurrences = occurrences
        return look
    }

    private func total(
        _ folded: [Int32], _ exact: [Int32], _ foldedPairs: [Int32], _ exactPairs: [Int32], _ length: Double
    ) -> PassageLook {
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
        return PassageLook(worth: sum * (1 + PassageRule.coverage * coverage), coverage: coverage, occurrences: [])
    }

    /// Whether the words of a phrase stand one after the other, with their marks
    /// where they were typed.
    private func stands(
        _ phrase: [(leader: Int, mustBeExact: Bool, word: Int)], _ occurrences: [PassageLook.Occurrence]
    ) -> Bool {
        guard let first = phrase.first, occurrences.count >= phrase.count else { return false }
        return occurrences.indices.contains { start in
            guard occurrences[start].word == first.leader, start + phrase.count <= occurrences.count else {
                return false
            }
            return phrase.indices.allSatisfy { offset in
                let occurrence = occurrences[start + offset]
                return occurrence.place == occurrences[start].place + offset && occurrence.word == phrase[offset].leader
                    && (!phrase[offset].mustBeExact || occurrence.asTyped == phrase[offset].word)
            }
        }
    }
}
