import CSearchRank
import Foundation
import GRDB
import Library

/// How much work a question inside books may be.
struct PassageBudget: Sendable {
    /// Postings added up before the commonest words are left to the second look.
    var postings = 4_000_000
    /// Books whose best passages are read and scored by their text.
    var books = 40
    /// The same where all words must stand: the sums are nearly the score there.
    var strictBooks = 28
    /// So many more when neighbouring words were typed with marks.
    var markedBooks = 24
    /// Passages of a book that get the second look.
    var depth = 3
    /// So many of them place the book among others; the rest are read of books
    /// that are shown.
    var placing = 1
    /// Books that are looked through at most for a phrase of three words and more:
    /// the lists tell that its pairs stand in a passage, not that they touch.
    var phraseBooks = 350
    /// Up to so many words all must stand in the passage; of more, the best
    /// passages have most: "ai hát quốc ca" is answered where no "ai" stands.
    var strictWords = 2

    static let standard = PassageBudget()
    /// Adds up every posting and reads ten times as many passages: what the
    /// benchmark compares with.
    static let exhaustive = PassageBudget(
        postings: .max, books: 400, strictBooks: 400, depth: 8, placing: 8, phraseBooks: 8_000)
}

/// Finds and ranks passages, and with them the books.
///
/// First posting lists are added up: words, words with marks, neighbouring
/// words. Then the best passages of the best books are read and scored by
/// `PassageScorer`, which is the ranking.
struct PassageRanking {
    let reader: PostingReader
    let shelf: Shelf
    let board: ScoreBoard
    let budget: PassageBudget
    /// For each book of the shelf whether this viewer and these filters allow it.
    let allowed: [UInt8]
    /// See `PassageSnapshot.frequencies`.
    let frequencies: FrequencyWorth

    struct Found {
        /// Best first.
        var books: [RankedBook] = []
        /// Every book with a match, unless the question is long and only the best
        /// are known.
        var matching: [Int] = []
        /// Whether every match has every word.
        var isStrict = true
        var weights: PassageWeights
    }

    struct RankedBook {
        /// Its place on the shelf.
        var book: Int
        /// Best first.
        var passages: [RankedPassage]
        /// Passages that have not been read yet.
        fileprivate var rest: ArraySlice<sr_hit>

        var score: Double { passages.lazy.map(\.score).max() ?? 0 }
        /// Of the best passage; see `PassageLook.coverage`.
        var coverage: Double { passages.first?.look?.coverage ?? 1 }

        fileprivate func stands(before other: RankedBook) -> Bool { (score, other.book) > (other.score, book) }
    }

    struct RankedPassage {
        var document: UInt32
        var score: Double
        /// Nil when the sums were enough to rank it.
        var look: PassageLook?
    }

    /// A word or pair of the question with its postings.
    private struct Listed {
        var folded: PostingTerm
        var exact: PostingTerm
        var weight: Float
    }

    func ranked(_ query: SearchQuery, wanted: Int) throws -> Found? {
        let words = Self.distinct(query.allWords)
        guard !words.isEmpty else { return nil }
        let listed = try words.map { word -> Listed in
            let folded = try reader.find(TermTag.foldedWord.key(word.folded))
            let exact = word.isMarked ? try reader.find(TermTag.exactWord.key(word.exact)) : PostingTerm()
            return Listed(folded: folded, exact: exact, weight: idf(folded))
        }
        let pairs = try Self.pairs(of: query, among: words).map { first, second -> (Int, Int, Listed) in
            let term = try reader.find(TermTag.foldedPair.key(words[first].folded, words[second].folded))
            return (first, second, Listed(folded: term, exact: PostingTerm(), weight: idf(term)))
        }
        let weights = weights(words, listed, pairs, query.phrases)
        let isStrict = Set(words.map(\.folded)).count <= budget.strictWords
        let sums = isStrict ? try addAll(query, words, listed, pairs) : try addMost(query, words, listed, pairs)
        guard sums.need > 0 else { return Found(weights: weights) }
        for phrase in query.excluded { try exclude(phrase) }
        let (hits, kept) = bestOfBooks(need: sums.need)
        var found = try secondLook(hits, kept, weights, wanted: wanted, sums)
        let isWhole = isStrict && query.phrases.isEmpty
        found.isStrict = isStrict
        found.matching = isWhole ? kept.indices.filter { kept[$0] > 0 } : found.books.map(\.book)
        return found
    }

    // MARK: Adding up

    /// What the lists have brought onto the board.
    private struct Sums {
        /// The number of hits a match has; 0 when there is no match.
        var need: Int
        /// Whether a match has every word.
        var isStrict: Bool
        /// Whether the sums are the scores: then nothing has to be read for the ranking.
        var isSettled = false
        /// Whether there are so few matches that all are read, in whatever order.
        var areFew = false
    }

    /// Every word (and every pair of a phrase) must be there.
    private func addAll(
        _ query: SearchQuery, _ words: [QueryWord], _ listed: [Listed], _ pairs: [(Int, Int, Listed)]
    ) throws -> Sums {
        var must: [(term: PostingTerm, weighing: Weighing)] = []
        var seen: Set<String> = []
        // A word of a phrase is there when its pairs are.
        let paired = Set(query.phrases.flatMap(\.words).map(\.folded))
        var better: [(term: PostingTerm, weighing: Weighing)] = []
        for (word, list) in zip(words, listed) where seen.insert(word.folded).inserted {
            if paired.contains(word.folded) {
                better.append((list.folded, weighing(list.weight, counts: false)))
            } else {
                must.append((list.folded, weighing(list.weight, counts: true)))
            }
        }
        for phrase in query.phrases {
            for (first, second) in zip(phrase.words, phrase.words.dropFirst()) {
                let term = try reader.find(TermTag.foldedPair.key(first.folded, second.folded))
                must.append((term, weighing(0, counts: true)))
            }
        }
        must.sort { $0.term.documents < $1.term.documents }
        var need = 0
        var matching = 0
        for (term, weighing) in must {
            matching =
                need == 0
                ? try board.add(term, weighing, in: reader)
                : try board.narrow(term, weighing, need: need, in: reader)
            guard matching > 0 else { return Sums(need: 0, isStrict: true) }
            need += 1
        }
        // All of so few are read anyway.
        if matching <= budget.strictBooks { return Sums(need: need, isStrict: true, areFew: true) }
        // The sums do not know the marks of a pair, nor whether three words follow each other.
        let isSettled =
            query.phrases.allSatisfy { $0.words.count <= 2 } && (pairs.isEmpty || !words.contains(where: \.isMarked))
        // Reading a list many times as long as there are matches is not worth its
        // little weight, unless it saves reading the matches.
        let longest = isSettled ? Int.max : matching * 20
        for (term, weighing) in better where term.documents <= longest {
            try board.refine(term, weighing, need: need, in: reader)
        }
        // Beside a pair the marks of a word that stands everywhere say nothing.
        let common = pairs.isEmpty ? Int.max : reader.set.documentCount / 10
        for list in listed where !list.exact.runs.isEmpty && list.exact.documents <= min(longest, common) {
            let share = weighing(list.weight * Float(PassageRule.exactWord), counts: false)
            try board.refine(list.exact, share, need: need, in: reader)
        }
        for (_, _, list) in pairs {
            let share = weighing(list.weight * Float(PassageRule.foldedPair), counts: false)
            try board.refine(list.folded, share, need: need, in: reader)
        }
        return Sums(need: need, isStrict: true, isSettled: isSettled)
    }

    /// The rarest words and pairs, as far as the budget goes; any one is a hit.
    private func addMost(
        _ query: SearchQuery, _ words: [QueryWord], _ listed: [Listed], _ pairs: [(Int, Int, Listed)]
    ) throws -> Sums {
        var lists: [(term: PostingTerm, weighing: Weighing)] = []
        var seen: Set<String> = []
        for (word, list) in zip(words, listed) {
            if seen.insert(word.folded).inserted { lists.append((list.folded, weighing(list.weight, counts: true))) }
            if list.exact.documents > 0 {
                lists.append((list.exact, weighing(list.weight * Float(PassageRule.exactWord), counts: true)))
            }
        }
        for (_, _, list) in pairs {
            lists.append((list.folded, weighing(list.weight * Float(PassageRule.foldedPair), counts: true)))
        }
        lists = lists.filter { $0.term.documents > 0 }.sorted { $0.term.documents < $1.term.documents }
        let (need, matching) = try requirePhrases(of: query)
        if let matching {
            guard matching > 0 else { return Sums(need: 0, isStrict: false) }
            if matching <= budget.books * 2 { return Sums(need: need, isStrict: false, areFew: true) }
        }
        var spent = 0
        for (term, weighing) in lists {
            if spent > 0, spent + term.documents > budget.postings { break }
            spent += term.documents
            if need > 0 {
                try board.refine(term, weighing, need: need, in: reader)
            } else {
                try board.add(term, weighing, in: reader)
            }
        }
        return Sums(need: max(1, need), isStrict: false)
    }

    /// Leaves only passages with every pair of every phrase; the hits they have
    /// then, and how many there are, nil without phrases.
    private func requirePhrases(of query: SearchQuery) throws -> (need: Int, matching: Int?) {
        var terms: [PostingTerm] = []
        for phrase in query.phrases {
            for (first, second) in zip(phrase.words, phrase.words.dropFirst()) {
                terms.append(try reader.find(TermTag.foldedPair.key(first.folded, second.folded)))
            }
        }
        terms.sort { $0.documents < $1.documents }
        var matching: Int?
        for (need, term) in terms.enumerated() {
            let weighing = weighing(0, counts: true)
            matching =
                need == 0
                ? try board.add(term, weighing, in: reader)
                : try board.narrow(term, weighing, need: need, in: reader)
            if matching == 0 { break }
        }
        return (terms.count, matching)
    }

    private func exclude(_ phrase: QueryPhrase) throws {
        let word = phrase.words[0]
        let key: [UInt8]
        if phrase.words.count == 1 {
            key = word.isMarked ? TermTag.exactWord.key(word.exact) : TermTag.foldedWord.key(word.folded)
        } else {
            let pairs = zip(phrase.words, phrase.words.dropFirst()).map { TermTag.foldedPair.key($0.folded, $1.folded) }
            let counted = try pairs.map { (key: $0, documents: try reader.find($0).documents) }
            key = counted.min { $0.documents < $1.documents }?.key ?? pairs[0]
        }
        try board.exclude(reader.find(key), weighing(0, counts: true), in: reader)
    }

    // MARK: Choosing

    /// The best passages of each book by the sums, and how many each has.
    private func bestOfBooks(need: Int) -> (hits: [sr_hit], kept: [UInt8]) {
        var hits = [sr_hit](repeating: sr_hit(), count: shelf.books.count * budget.depth)
        var kept = [UInt8](repeating: 0, count: shelf.books.count)
        var board = board.board
        sr_best_of_books(
            &board, UInt8(clamping: need), shelf.firsts, shelf.counts, allowed, UInt32(shelf.books.count),
            UInt32(budget.depth),
            &hits, &kept)
        return (hits, kept)
    }

    private func secondLook(
        _ hits: [sr_hit], _ kept: [UInt8], _ weights: PassageWeights, wanted: Int, _ sums: Sums
    ) throws -> Found {
        let scorer = PassageScorer(weights)
        // The sums do not know pairs with their marks, so such a question is looked at more widely.
        let hasMarkedPairs = weights.pairs.contains { $0.weight.exact > 0 }
        let fewest = (sums.isStrict ? budget.strictBooks : budget.books) + (hasMarkedPairs ? budget.markedBooks : 0)
        let most = sums.isSettled ? wanted : sums.areFew ? kept.count : max(fewest, wanted + wanted / 4)
        // Phrases drop candidates, so more may have to be read until enough are left.
        let furthest = weights.phrases.isEmpty ? most : max(most, budget.phraseBooks)
        var books: [RankedBook] = []
        for (number, book) in bestBooks(hits, kept, furthest).enumerated() {
            if number >= most, books.count >= wanted { break }
            var ranked = RankedBook(
                book: book, passages: [],
                rest: hits[(book * budget.depth)..<(book * budget.depth + Int(kept[book]))])
            if sums.isSettled {
                ranked.passages = ranked.rest.map(settled)
            } else {
                while ranked.passages.count < budget.placing, let hit = ranked.rest.popFirst() {
                    if let passage = try looked(hit, scorer) { ranked.passages.append(passage) }
                }
            }
            if !ranked.passages.isEmpty { books.append(ranked) }
        }
        books.sort { $0.stands(before: $1) }
        books = Array(books.prefix(wanted))
        if !sums.isSettled {
            for place in books.indices {
                books[place].passages += try books[place].rest.compactMap { try looked($0, scorer) }
            }
        }
        for place in books.indices {
            books[place].passages.sort { ($0.score, $1.document) > ($1.score, $0.document) }
        }
        books.sort { $0.stands(before: $1) }
        return Found(books: books, weights: weights)
    }

    /// Books with a match, the best first by the sum of their best passage.
    private func bestBooks(_ hits: [sr_hit], _ kept: [UInt8], _ wanted: Int) -> [Int] {
        var scores = [Float](repeating: 0, count: kept.count)
        var matching: [UInt32] = []
        for book in kept.indices where kept[book] > 0 {
            scores[book] = hits[book * budget.depth].score
            matching.append(UInt32(book))
        }
        let most = min(wanted, matching.count)
        let best = [UInt32](unsafeUninitializedCapacity: most) { out, count in
            count = most == 0 ? 0 : sr_top(scores, matching, matching.count, out.baseAddress, most)
        }
        return best.map(Int.init)
    }

    private func settled(_ hit: sr_hit) -> RankedPassage {
        RankedPassage(document: hit.document, score: Double(hit.score))
    }

    /// The passage scored by its text; nil when it lacks a phrase.
    private func looked(_ hit: sr_hit, _ scorer: PassageScorer) throws -> RankedPassage? {
        let statement = try reader.db.cachedStatement(sql: "SELECT text FROM passage WHERE id = ?")
        let rows = try Row.fetchCursor(statement, arguments: [Int64(hit.document)])
        guard let row = try rows.next() else { return nil }
        return try row.withUnsafeData(atIndex: 0) { data in
            guard let look = data?.withUnsafeBytes({ scorer.look(at: $0.bindMemory(to: UInt8.self)) }) else {
                return nil
            }
            return RankedPassage(document: hit.document, score: look.worth, look: look)
        }
    }

    // MARK: Worth

    private func idf(_ term: PostingTerm) -> Float {
        Float(PassageRule.weight(having: term.documents, of: reader.set.documentCount))
    }

    private func weighing(_ weight: Float, counts: Bool) -> Weighing {
        Weighing(
            scores: [], counts: [UInt8](repeating: counts ? 1 : 0, count: 256), frequencies: frequencies, weight: weight
        )
    }

    private func weights(
        _ words: [QueryWord], _ listed: [Listed], _ pairs: [(Int, Int, Listed)], _ phrases: [QueryPhrase]
    ) -> PassageWeights {
        PassageWeights(
            words: words,
            wordWeights: zip(words, listed).map { word, list in
                .init(folded: Double(list.weight), exact: word.isMarked ? Double(max(list.weight, idf(list.exact))) : 0)
            },
            pairs: pairs.map { first, second, list in
                let isMarked = words[first].isMarked || words[second].isMarked
                return (first, second, .init(folded: Double(list.weight), exact: isMarked ? Double(list.weight) : 0))
            }, averageLength: reader.set.averageLength, phrases: phrases)
    }

    /// Each spelling once.
    private static func distinct(_ words: [QueryWord]) -> [QueryWord] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0.exact).inserted }
    }

    /// Places of words that follow each other in the question, each pair once.
    private static func pairs(of query: SearchQuery, among words: [QueryWord]) -> [(Int, Int)] {
        let places = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1.exact, $0) })
        var seen: Set<[String]> = []
        let all = query.allWords
        return zip(all, all.dropFirst()).compactMap { first, second in
            guard second.position == first.position + 1, let a = places[first.exact], let b = places[second.exact],
                seen.insert([first.folded, second.folded]).inserted
            else { return nil }
            return (a, b)
        }
    }
}
