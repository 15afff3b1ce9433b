import Foundation
import GRDB
import Library
import VietnameseText

/// Other spellings of a question: its marks restored, one slip of the finger
/// mended, syllables parted or joined.
struct RecordSuggestions {
    let reader: PostingReader
    let dictionaries: SuggestionDictionaries
    /// How many records a question finds.
    let count: (SearchQuery) throws -> Int

    static let most = 3
    /// A question with more answers than that is not doubted.
    static let few = 3
    private static let mostWords = 12
    /// So many titles without marks to one with them are how the words are written.
    private static let mostPlain = 8
    /// Changed questions that are really asked.
    private static let mostAsked = 8
    /// Commonest words one slip away from a word that are weighed.
    private static let mostVariants = 12

    /// `shown` are titles and names of the answer, where the question may stand in
    /// its written form.
    func suggestions(for query: SearchQuery, found: Int, shown: [String]) throws -> [String] {
        guard query.phrases.isEmpty, query.fields.isEmpty, query.excluded.isEmpty else { return [] }
        let words = query.words
        guard !words.isEmpty, words.count <= Self.mostWords else { return [] }
        let isMarked = words.contains(where: \.isMarked)
        var suggestions: [String] = []
        // What stands there as it was typed is not doubted.
        if found == 0 || found <= Self.few && !Self.stands(words.map(\.folded), in: shown) {
            let dictionary = try dictionaries.current(reader)
            for changed in try changes(words.map(\.folded), dictionary) {
                guard try count(QueryParser.parse(changed.joined(separator: " "))) > found else { continue }
                suggestions.append(try restored(changed, keeping: isMarked ? words : [], dictionary))
                if suggestions.count == Self.most { break }
            }
        }
        if !isMarked, words.count > 1, let written = Self.written(words.map(\.folded), in: shown) {
            suggestions.insert(written, at: 0)
        }
        var seen: Set<String> = [words.map(\.exact).joined(separator: " ")]
        return Array(suggestions.filter { seen.insert($0).inserted }.prefix(Self.most))
    }

    // MARK: Restoring marks

    private static func stands(_ folded: [String], in texts: [String]) -> Bool {
        texts.contains { !stretches(of: folded, in: $0).isEmpty }
    }

    /// Where the words stand in a text one after the other, in small letters and
    /// without what stands between them.
    private static func stretches(of folded: [String], in text: String) -> [String] {
        let words = WordScanner.words(in: text)
        guard words.count >= folded.count else { return [] }
        let bytes = Array(text.utf8)
        return (0...(words.count - folded.count)).compactMap { start in
            let stretch = words[start..<start + folded.count]
            guard zip(stretch, folded).allSatisfy({ $0.folded == $1 }) else { return nil }
            return stretch.map { String(decoding: bytes[$0.range], as: UTF8.self).lowercased() }.joined(separator: " ")
        }
    }

    /// The commonest way to write the words with marks in the texts; nil when
    /// there is none, or when they stand there as they were typed far more often:
    /// many catalogues have titles without marks beside the same ones with them.
    static func written(_ folded: [String], in texts: [String]) -> String? {
        var forms: [String: Int] = [:]
        for form in texts.flatMap({ stretches(of: folded, in: $0) }) { forms[form, default: 0] += 1 }
        let typed = forms.removeValue(forKey: folded.joined(separator: " ")) ?? 0
        guard let best = forms.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
        return typed > best.value * mostPlain ? nil : best.key
    }

    /// The commonest way to write the words as neighbours: the heaviest path
    /// through the spellings of each (Viterbi).
    private func bestPath(_ folded: [String], _ dictionary: SuggestionDictionary) throws -> [String] {
        var choices = folded.map { dictionary.spellings(of: $0) }
        for place in choices.indices where choices[place].isEmpty {
            choices[place] = [.init(exact: folded[place], records: 0)]
        }
        var worth = choices[0].map { log(Double($0.records) + 1) * 0.1 }
        var paths = choices[0].map { [$0.exact] }
        for place in choices.indices.dropFirst() {
            var next: [(worth: Double, path: [String])] = []
            for spelling in choices[place] {
                var best: (worth: Double, path: [String]) = (-1, [])
                for (before, path) in paths.enumerated() {
                    let pair = try dictionary.pairs.records(path[path.count - 1], spelling.exact, in: reader)
                    let sum = worth[before] + log(Double(pair) + 1) + log(Double(spelling.records) + 1) * 0.1
                    if sum > best.worth { best = (sum, path + [spelling.exact]) }
                }
                next.append(best)
            }
            (worth, paths) = (next.map(\.worth), next.map(\.path))
        }
        return paths[worth.indices.max { worth[$0] < worth[$1] } ?? 0]
    }

    /// A changed question as it should be written: words that were typed with
    /// marks keep them.
    private func restored(
        _ changed: [String], keeping typed: [QueryWord], _ dictionary: SuggestionDictionary
    ) throws -> String {
        let known = Dictionary(typed.map { ($0.folded, $0.exact) }, uniquingKeysWith: { first, _ in first })
        let path = try bestPath(changed, dictionary)
        return zip(changed, path).map { folded, exact in known[folded] ?? exact }.joined(separator: " ")
    }

    // MARK: Mending slips

    /// Questions one change away, the likeliest first.
    private func changes(_ words: [String], _ dictionary: SuggestionDictionary) throws -> [[String]] {
        var found: [(words: [String], worth: Double)] = []
        for place in words.indices {
            // A common word is hardly a slip.
            let records = dictionary.records(of: words[place])
            let variants = SyllableEdit.variants(of: words[place]).filter { dictionary.records(of: $0) > records * 4 }
            let commonest = variants.sorted { dictionary.records(of: $0) > dictionary.records(of: $1) }
            for variant in commonest.prefix(Self.mostVariants) {
                var changed = words
                changed[place] = variant
                found.append((changed, try support(changed, around: place, dictionary)))
            }
            found += try parted(words, at: place, dictionary)
            if place + 1 < words.count {
                let joined = words[place] + words[place + 1]
                guard dictionary.records(of: joined) > 0 else { continue }
                let changed = Array(words[..<place]) + [joined] + Array(words[(place + 2)...])
                found.append((changed, try support(changed, around: place, dictionary)))
            }
        }
        found.sort { $0.worth > $1.worth }
        return found.prefix(Self.mostAsked).map(\.words)
    }

    /// One word typed without its blank: "hoclieu" is "hoc lieu".
    private func parted(
        _ words: [String], at place: Int, _ dictionary: SuggestionDictionary
    ) throws -> [(words: [String], worth: Double)] {
        let word = Array(words[place])
        guard word.count >= 2, dictionary.records(of: words[place]) == 0 else { return [] }
        var found: [(words: [String], worth: Double)] = []
        for cut in 1..<word.count {
            let (first, second) = (String(word[..<cut]), String(word[cut...]))
            guard dictionary.records(of: first) > 0, dictionary.records(of: second) > 0,
                try reader.find(TermTag.foldedPair.key(first, second)).documents > 0
            else { continue }
            let changed = Array(words[..<place]) + [first, second] + Array(words[(place + 1)...])
            found.append((changed, try support(changed, around: place, dictionary)))
        }
        return found
    }

    /// How well a changed word fits: with its neighbours, and by itself.
    private func support(_ words: [String], around place: Int, _ dictionary: SuggestionDictionary) throws -> Double {
        var worth = log(Double(dictionary.records(of: words[place])) + 1) * 0.2
        for first in [place - 1, place] where first >= 0 && first + 1 < words.count {
            worth += log(Double(try dictionary.pairs.records(words[first], words[first + 1], in: reader)) + 1)
        }
        return worth
    }
}
