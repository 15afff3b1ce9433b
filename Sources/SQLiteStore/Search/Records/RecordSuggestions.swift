import Foundation
import GRDB
import Library
import VietnameseText

/// Other spellings of a question: its marks restored, one slip of the finger
/// mended, syllables parted or joined.
struct RecordSuggestions {
    let reader: PostingReader
    let dictionary: SuggestionDictionary
    /// How many records a question finds.
    let count: (SearchQuery) throws -> Int

    static let most = 3
    /// A question with more answers than that is not doubted.
    static let few = 3
    /// Up to so many answers the written form is offered too.
    static let someAnswers = 200
    private static let mostWords = 12
    /// Changed questions that are really asked.
    private static let mostAsked = 8

    func suggestions(for query: SearchQuery, found: Int) throws -> [String] {
        guard query.phrases.isEmpty, query.fields.isEmpty, query.excluded.isEmpty else { return [] }
        let words = query.words
        guard !words.isEmpty, words.count <= Self.mostWords else { return [] }
        let isMarked = words.contains(where: \.isMarked)
        var suggestions: [String] = []
        if found <= Self.few {
            for changed in try changes(words.map(\.folded)) {
                guard try count(QueryParser.parse(changed.joined(separator: " "))) > found else { continue }
                suggestions.append(try restored(changed, keeping: isMarked ? words : []))
                if suggestions.count == Self.most { break }
            }
        }
        if !isMarked, words.count > 1, found <= Self.someAnswers, let written = try written(words.map(\.folded)) {
            suggestions.insert(written, at: 0)
        }
        var seen: Set<String> = [words.map(\.exact).joined(separator: " ")]
        return Array(suggestions.filter { seen.insert($0).inserted }.prefix(Self.most))
    }

    // MARK: Restoring marks

    /// The words with their marks, when the catalogue has every neighbouring pair
    /// written so; nil when it does not say.
    private func written(_ folded: [String]) throws -> String? {
        guard folded.allSatisfy({ dictionary.records(of: $0) > 0 }) else { return nil }
        let path = try bestPath(folded)
        guard path.isCertain, path.words != folded else { return nil }
        return path.words.joined(separator: " ")
    }

    /// The commonest way to write the words as neighbours: the heaviest path
    /// through the spellings of each (Viterbi).
    private func bestPath(_ folded: [String]) throws -> (words: [String], isCertain: Bool) {
        var choices = folded.map { dictionary.spellings(of: $0) }
        for place in choices.indices where choices[place].isEmpty {
            choices[place] = [.init(exact: folded[place], records: 0)]
        }
        var worth = choices[0].map { log(Double($0.records) + 1) * 0.1 }
        var paths = choices[0].map { [$0.exact] }
        var certain = choices[0].map { _ in true }
        for place in choices.indices.dropFirst() {
            var next: [(worth: Double, path: [String], certain: Bool)] = []
            for spelling in choices[place] {
                var best: (worth: Double, path: [String], certain: Bool) = (-1, [], false)
                for (before, path) in paths.enumerated() {
                    let pair = try dictionary.pairs.records(path[path.count - 1], spelling.exact, in: reader)
                    let sum = worth[before] + log(Double(pair) + 1) + log(Double(spelling.records) + 1) * 0.1
                    if sum > best.worth { best = (sum, path + [spelling.exact], certain[before] && pair > 0) }
                }
                next.append(best)
            }
            (worth, paths, certain) = (next.map(\.worth), next.map(\.path), next.map(\.certain))
        }
        let best = worth.indices.max { worth[$0] < worth[$1] } ?? 0
        return (paths[best], certain[best])
    }

    /// A changed question as it should be written: words that were typed with
    /// marks keep them.
    private func restored(_ changed: [String], keeping typed: [QueryWord]) throws -> String {
        let known = Dictionary(typed.map { ($0.folded, $0.exact) }, uniquingKeysWith: { first, _ in first })
        let path = try bestPath(changed).words
        return zip(changed, path).map { folded, exact in known[folded] ?? exact }.joined(separator: " ")
    }

    // MARK: Mending slips

    /// Questions one change away, the likeliest first.
    private func changes(_ words: [String]) throws -> [[String]] {
        var found: [(words: [String], worth: Double)] = []
        for place in words.indices {
            // A common word is hardly a slip.
            let records = dictionary.records(of: words[place])
            for variant in SyllableEdit.variants(of: words[place]) where dictionary.records(of: variant) > records * 4 {
                var changed = words
                changed[place] = variant
                found.append((changed, try support(changed, around: place)))
            }
            found += try parted(words, at: place)
            if place + 1 < words.count {
                let joined = words[place] + words[place + 1]
                guard dictionary.records(of: joined) > 0 else { continue }
                let changed = Array(words[..<place]) + [joined] + Array(words[(place + 2)...])
                found.append((changed, try support(changed, around: place)))
            }
        }
        found.sort { $0.worth > $1.worth }
        return found.prefix(Self.mostAsked).map(\.words)
    }

    /// One word typed without its blank: "hoclieu" is "hoc lieu".
    private func parted(_ words: [String], at place: Int) throws -> [(words: [String], worth: Double)] {
        let word = Array(words[place])
        guard word.count >= 2, dictionary.records(of: words[place]) == 0 else { return [] }
        var found: [(words: [String], worth: Double)] = []
        for cut in 1..<word.count {
            let (first, second) = (String(word[..<cut]), String(word[cut...]))
            guard dictionary.records(of: first) > 0, dictionary.records(of: second) > 0,
                try reader.find(TermTag.foldedPair.key(first, second)).documents > 0
            else { continue }
            let changed = Array(words[..<place]) + [first, second] + Array(words[(place + 1)...])
            found.append((changed, try support(changed, around: place)))
        }
        return found
    }

    /// How well a changed word fits: with its neighbours, and by itself.
    private func support(_ words: [String], around place: Int) throws -> Double {
        var worth = log(Double(dictionary.records(of: words[place])) + 1) * 0.2
        for first in [place - 1, place] where first >= 0 && first + 1 < words.count {
            worth += log(Double(try dictionary.pairs.records(words[first], words[first + 1], in: reader)) + 1)
        }
        return worth
    }
}
