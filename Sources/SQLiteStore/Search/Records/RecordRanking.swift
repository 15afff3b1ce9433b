import Foundation
import GRDB
import Library

/// Finds and ranks records: every word asked for must be there.
///
/// The ranking is exhaustive: each match is scored from the posting lists
/// alone, which say in which fields a word, and a pair of neighbouring words,
/// stands.
struct RecordRanking {
    let reader: PostingReader
    let facets: FacetColumns
    let board: ScoreBoard

    /// The matches of a question.
    struct Matches {
        /// In order of their number.
        var documents: [UInt32] = []
        /// Words that were left out.
        var dropped: [QueryWord] = []
        /// How many hits a match has.
        var need = 0
    }

    // A word without the marks that were typed is worth 0.4, with them 1.
    private static let foldedShare: Float = 0.4
    private static let pairShare: Float = 0.35
    /// Two neighbouring words of a title say as much as the title's coverage.
    private static let coverage: Float = 2
    private static let titleIsQuery: Float = 100
    /// The works of a person whose whole name was typed come before titles in which
    /// its words happen to stand, and after a title that is the name.
    private static let creatorIsQuery: Float = 30

    /// One word, pair or number that a match must have.
    private struct Requirement {
        var term: PostingTerm
        var weighing: Weighing
        /// The word, when it may be dropped.
        var word: QueryWord?
    }

    /// `mayDrop`: whether words may be left out to find anything at all.
    func matches(of query: SearchQuery, mayDrop: Bool) throws -> Matches {
        var found = Matches()
        let requirements = try requirements(of: query).sorted { $0.term.documents < $1.term.documents }
        if requirements.isEmpty {
            found.documents = reader.set.documents
        } else {
            for requirement in requirements {
                let kept =
                    found.need == 0
                    ? try board.add(requirement.term, requirement.weighing, in: reader)
                    : try board.narrow(requirement.term, requirement.weighing, need: found.need, in: reader)
                if kept > 0 {
                    found.need += 1
                } else if mayDrop, let word = requirement.word {
                    found.dropped.append(word)
                } else {
                    return Matches(dropped: found.dropped)
                }
            }
            guard found.need > 0 else { return found }
            try exclude(query)
            found.documents = board.matches(need: found.need)
            if !found.documents.isEmpty { try refine(query, found) }
        }
        found.documents = filtered(found.documents, by: query.fields)
        found.dropped.sort { $0.position < $1.position }
        return found
    }

    /// Whether the words that were kept carry at least half of the question.
    func keepsMost(of query: SearchQuery, dropping dropped: [QueryWord]) throws -> Bool {
        let gone = Set(dropped)
        var kept: Float = 0
        var all: Float = 0
        for word in query.words {
            let weight = idf(try reader.find(TermTag.foldedWord.key(word.folded)))
            all += weight
            if !gone.contains(word) { kept += weight }
        }
        return kept * 2 >= all
    }

    // MARK: What must be there

    private func requirements(of query: SearchQuery) throws -> [Requirement] {
        var all: [Requirement] = []
        var seen: Set<String> = []
        for word in query.words where seen.insert(word.folded).inserted {
            all.append(try requirement(word, in: nil, isFirst: word.position == 0, mayDrop: true))
        }
        for phrase in query.phrases { all += try requirements(phrase, in: nil) }
        for clause in query.fields where !clause.isExcluded {
            let fields = RecordFields(clause.field)
            switch clause.value {
            case .words(let words):
                for word in words { all.append(try requirement(word, in: fields, isFirst: false, mayDrop: false)) }
            case .phrase(let phrase): all += try requirements(phrase, in: fields)
            case .identifier(let number):
                let term = try reader.find(TermTag.identifier.key(number))
                all.append(Requirement(term: term, weighing: weighing(idf(term), 1, in: nil), word: nil))
            case .years, .facet: continue
            }
        }
        return all
    }

    private func requirement(
        _ word: QueryWord, in fields: RecordFields?, isFirst: Bool, mayDrop: Bool
    ) throws -> Requirement {
        let term = try reader.find(TermTag.foldedWord.key(word.folded))
        var weighing = weighing(idf(term), word.isMarked ? Self.foldedShare : 1, in: fields, startCounts: isFirst)
        weighing.bonusMask = RecordFields.title.rawValue
        weighing.bonus = (0..<16).map { idf(term) * Self.coverage / Float(max(1, $0)) }
        return Requirement(term: term, weighing: weighing, word: mayDrop ? word : nil)
    }

    /// The pairs of a phrase; a phrase typed with marks must stand with them.
    private func requirements(_ phrase: QueryPhrase, in fields: RecordFields?) throws -> [Requirement] {
        if phrase.words.count == 1 {
            return [try requirement(phrase.words[0], in: fields, isFirst: false, mayDrop: false)]
        }
        var terms: [PostingTerm] = []
        for (first, second) in zip(phrase.words, phrase.words.dropFirst()) {
            let pair = try reader.find(Self.pairKey(first, second))
            if pair.documents > 0 || first.isMarked == second.isMarked {
                terms.append(pair)
                continue
            }
            // "học duong", half with marks: the pair without them, and the marked word
            // as typed.
            let marked = first.isMarked ? first : second
            terms.append(try reader.find(TermTag.foldedPair.key(first.folded, second.folded)))
            terms.append(try reader.find(TermTag.exactWord.key(marked.exact)))
        }
        return terms.map { Requirement(term: $0, weighing: weighing(idf($0), 1, in: fields), word: nil) }
    }

    /// The pair as typed: with marks only where there are any.
    static func pairKey(_ first: QueryWord, _ second: QueryWord) -> [UInt8] {
        first.isMarked || second.isMarked
            ? TermTag.exactPair.key(first.exact, second.exact) : TermTag.foldedPair.key(first.folded, second.folded)
    }

    private func exclude(_ query: SearchQuery) throws {
        for phrase in query.excluded { try exclude(phrase, in: nil) }
        for clause in query.fields where clause.isExcluded {
            let fields = RecordFields(clause.field)
            switch clause.value {
            case .words(let words):
                for word in words { try exclude(QueryPhrase(words: [word]), in: fields) }
            case .phrase(let phrase): try exclude(phrase, in: fields)
            case .identifier(let number):
                try board.exclude(reader.find(TermTag.identifier.key(number)), weighing(0, 0, in: nil), in: reader)
            case .years, .facet: continue
            }
        }
    }

    /// A word goes out as it was typed; a phrase when all its pairs stand there.
    private func exclude(_ phrase: QueryPhrase, in fields: RecordFields?) throws {
        let word = phrase.words[0]
        let key: [UInt8]
        if phrase.words.count == 1 {
            key = word.isMarked ? TermTag.exactWord.key(word.exact) : TermTag.foldedWord.key(word.folded)
        } else {
            // The rarest pair decides; a longer phrase is excluded a little too widely.
            let pairs = zip(phrase.words, phrase.words.dropFirst()).map { Self.pairKey($0, $1) }
            let counted = try pairs.map { (key: $0, documents: try reader.find($0).documents) }
            key = counted.min { $0.documents < $1.documents }?.key ?? pairs[0]
        }
        try board.exclude(reader.find(key), weighing(0, 0, in: fields), in: reader)
    }

    private func filtered(_ documents: [UInt32], by clauses: [FieldClause]) -> [UInt32] {
        var kept = documents
        for clause in clauses {
            switch clause.value {
            case .years(let years):
                kept = kept.filter { document in
                    facets.record(document, has: .year) { Int($0).map(years.contains) ?? false } != clause.isExcluded
                }
            case .facet(let facet, let text):
                let wanted = text.lowercased()
                kept = kept.filter { facets.record($0, has: facet) { $0.lowercased() == wanted } != clause.isExcluded }
            case .words, .phrase, .identifier: continue
            }
        }
        return kept
    }

    // MARK: What makes one better

    private func refine(_ query: SearchQuery, _ found: Matches) throws {
        let dropped = Set(found.dropped)
        let words = query.words.filter { !dropped.contains($0) }
        for word in Set(words) where word.isMarked {
            let folded = try reader.find(TermTag.foldedWord.key(word.folded))
            let exact = try reader.find(TermTag.exactWord.key(word.exact))
            let share = 1 - Self.foldedShare
            try board.refine(exact, weighing(idf(folded), share, in: nil), need: found.need, in: reader)
        }
        for (first, second) in zip(words, words.dropFirst()) where second.position == first.position + 1 {
            try refinePair(first, second, found)
        }
        let whole = query.allWords.map(\.folded).joined(separator: " ")
        guard query.fields.isEmpty, whole.utf8.count <= RecordTerms.longestWhole else { return }
        try refineWhole(.wholeTitle, whole, found) { fields in
            fields.contains(.title) ? Self.titleIsQuery : Self.titleIsQuery * 0.9
        }
        try refineWhole(.creatorName, whole, found) { _ in Self.creatorIsQuery }
    }

    /// Adds to records of which a title or a name is the whole question.
    private func refineWhole(
        _ tag: TermTag, _ whole: String, _ found: Matches, _ worth: (RecordFields) -> Float
    ) throws {
        let term = try reader.find(tag.key(whole))
        guard term.documents > 0 else { return }
        let scores = (0..<256).map { worth(RecordFields(rawValue: UInt8($0))) }
        let weighing = Weighing(scores: scores, counts: [UInt8](repeating: 1, count: 256))
        try board.refine(term, weighing, need: found.need, in: reader)
    }

    private func refinePair(_ first: QueryWord, _ second: QueryWord, _ found: Matches) throws {
        let isMarked = first.isMarked || second.isMarked
        let isFirst = first.position == 0
        let folded = try reader.find(TermTag.foldedPair.key(first.folded, second.folded))
        guard folded.documents > 0 else { return }
        let share = Self.pairShare * (isMarked ? Self.foldedShare : 1)
        try board.refine(
            folded, weighing(idf(folded), share, in: nil, startCounts: isFirst), need: found.need, in: reader)
        guard isMarked else { return }
        let exact = try reader.find(TermTag.exactPair.key(first.exact, second.exact))
        let rest = Self.pairShare * (1 - Self.foldedShare)
        try board.refine(
            exact, weighing(idf(folded), rest, in: nil, startCounts: isFirst), need: found.need, in: reader)
    }

    // MARK: Worth

    /// How telling a term is: BM25's idf, which never falls below zero.
    private func idf(_ term: PostingTerm) -> Float {
        let all = Float(max(reader.set.documentCount, term.documents))
        let having = Float(term.documents)
        return log(1 + (all - having + 0.5) / (having + 0.5))
    }

    private func weighing(
        _ idf: Float, _ share: Float, in wanted: RecordFields?, startCounts: Bool = false
    ) -> Weighing {
        let ignored: RecordFields = startCounts ? [] : .titleStart
        let worth = Self.fieldWeights
        let scores = (0..<256).map { idf * share * worth[$0 & ~Int(ignored.rawValue)] }
        let counts: [UInt8] = (0..<256).map { payload in
            guard let wanted else { return 1 }
            return UInt8(payload) & wanted.rawValue != 0 ? 1 : 0
        }
        return Weighing(scores: scores, counts: counts)
    }

    private static let fieldWeights: [Float] = (0..<256).map { RecordFields(rawValue: UInt8($0)).weight }
}
