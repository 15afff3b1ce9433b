import Foundation
import GRDB
import Library
import Synchronization
import VietnameseText

/// The one query path over records and inside books.
///
/// A question goes to the texts first and to the catalogue then; a record is
/// found by its description or by its readable text. Everything is ranked by
/// posting lists; see `RecordRanking` and `PassageRanking`.
final class SearchStore: CatalogueSearch {
    private let databases: LibraryDatabases
    private let records = RecordSnapshots()
    private let holdings = HoldingSnapshots()
    private let passages = PassageSnapshots()
    private let materials = MaterialDirectories()
    private let readableBooks = ReadableBooks()
    private let dictionaries = SuggestionDictionaries()
    private let recordBoards = BoardPool(keepsMarks: true)
    private let passageBoards = BoardPool(keepsMarks: false)
    private let answers: AnswerCache
    private let budget: PassageBudget
    private let freshness = SearchFreshness()
    /// How often the catalogue was asked for what a question about texts needs: a
    /// test counts that a known answer asks for nothing.
    let scenes = Atomic<Int>(0)

    init(_ databases: LibraryDatabases, budget: PassageBudget = .standard, cachedAnswers: Int = 1_000) {
        self.databases = databases
        self.budget = budget
        answers = AnswerCache(capacity: cachedAnswers)
    }

    /// Reads what every question needs, so that no visitor waits for it: about a
    /// second at 300,000 records.
    func prepare() async throws {
        try await reading(databases.precious) { db, _ in
            let snapshot = try self.records.current(db)
            _ = try self.holdings.current(db)
            _ = try self.materials.current(db, epoch: SearchEpoch.read(db))
            _ = try self.dictionaries.current(PostingReader(db: db, store: .record, set: snapshot.set))
        }
        try await reading(databases.passages) { db, _ in _ = try self.passages.current(db) }
    }

    /// Reads what others write beside the questions, until it is cancelled, so
    /// that none of them does it itself: they may lag a moment behind meanwhile.
    func keepFresh() async {
        await freshness.keep { [self] in
            try await reading(databases.precious) { db, _ in
                _ = try self.records.current(db)
                _ = try self.holdings.current(db)
            }
        }
    }

    func search(_ request: SearchRequest) async throws -> SearchAnswer {
        freshness.noteQuestion()
        let query = QueryParser.parse(request.text)
        let opened = try await open(query, request)
        if let known = opened.known { return known }
        var found = try await answer(query, request, opened)
        if found.answer.total.number == 0, !query.phrases.isEmpty {
            let loosened = try await open(query.loosened, request)
            // Somebody else has asked the same meanwhile.
            if let known = loosened.known { return known }
            found = try await answer(query.loosened, request, loosened)
        }
        if !found.isBehind { answers.keep(found.answer, to: request, epoch: opened.epoch) }
        return found.answer
    }

    func completions(of prefix: String, limit: Int) async throws -> [Completion] {
        try await reading(databases.precious) { db, lag in
            let snapshot = try self.records.current(db, lag: lag)
            let reader = PostingReader(db: db, store: .record, set: snapshot.set)
            return try RecordCompletions(reader: reader, db: db).completions(of: prefix, limit: limit)
        }
    }

    // MARK: One question

    /// What the texts have of a question, and what the search in the catalogue goes on with.
    private struct Opened: Sendable {
        /// Changes whenever an answer may change; the cache is keyed by it.
        var epoch: Int64
        /// The answer, when it was given before.
        var known: SearchAnswer?
        var texts = TextMatches()
        var isBehind = false
    }

    private func open(_ query: SearchQuery, _ request: SearchRequest) async throws -> Opened {
        // An answer without copies is changed by no loan.
        let withCopies = request.wantsFacets || request.filters.isOfCopies
        // The versions are read before what they are the versions of: an answer may
        // be newer than its key, never older.
        let version = try await reading(databases.passages) { db, _ in
            try Int64.fetchOne(db.cachedStatement(sql: "SELECT version FROM passageIndexState")) ?? 0
        }
        let asksTexts = request.scope != .catalogue && !query.allWords.isEmpty
        let (opened, scene) = try await reading(databases.precious) { db, lag -> (Opened, Scene?) in
            let index =
                try Int64.fetchOne(db.cachedStatement(sql: "SELECT segments + change FROM recordIndexState")) ?? 0
            let epoch = try SearchEpoch.read(db) + index + (withCopies ? LedgerRows.lastPosition(db) : 0)
            var opened = Opened(epoch: epoch + version)
            opened.known = self.answers.answer(to: request, epoch: opened.epoch)
            guard opened.known == nil, asksTexts else { return (opened, nil) }
            let scene = try self.scene(db, query, request, lag)
            opened.isBehind = scene.isBehind
            return (opened, scene)
        }
        guard let scene else { return opened }
        let texts = try await reading(databases.passages) { db, _ in try self.textMatches(db, query, request, scene) }
        return Opened(epoch: opened.epoch, texts: texts, isBehind: opened.isBehind)
    }

    /// An answer, and whether something newer than it was written already.
    private typealias Found = (answer: SearchAnswer, isBehind: Bool)

    private func answer(_ query: SearchQuery, _ request: SearchRequest, _ opened: Opened) async throws -> Found {
        var found = try await reading(databases.precious) { db, lag in
            try self.answer(db, query, request, opened.texts, lag)
        }
        if opened.isBehind { found.isBehind = true }
        return found
    }

    /// Reads, first with what may lag behind; begins again with what is current
    /// when the index changed under our feet.
    private func reading<Value: Sendable>(
        _ pool: DatabasePool, _ body: @escaping @Sendable (Database, _ lag: Duration) throws -> Value
    ) async throws -> Value {
        var lag = freshness.lag
        for _ in 0..<8 {
            do { return try await pool.read { [lag] db in try body(db, lag) } } catch SearchIndexError.changedMeanwhile
            {
                try Task.checkCancellation()
                lag = .zero
            }
        }
        // The files were replaced by older ones: what is held in memory is worth nothing.
        records.forget()
        holdings.forget()
        passages.forget()
        return try await pool.read { db in try body(db, .zero) }
    }

    /// What the search inside books must know of the catalogue.
    private struct Scene: Sendable {
        var materials: MaterialDirectory
        var facets: FacetColumns
        var holdings: HoldingColumns
        /// The records that have what `field:value` parts ask for; nil for all.
        var fielded: Set<UInt32>?
        var isBehind: Bool
    }

    private func scene(
        _ db: Database, _ query: SearchQuery, _ request: SearchRequest, _ lag: Duration
    ) throws -> Scene {
        scenes.add(1, ordering: .relaxed)
        let snapshot = try records.current(db, lag: lag)
        var fielded: Set<UInt32>?
        if !query.fields.isEmpty, request.scope != .catalogue {
            var fieldQuery = SearchQuery()
            fieldQuery.fields = query.fields
            fielded = try recordBoards.withBoard(limit: snapshot.set.limit) { board in
                let reader = PostingReader(db: db, store: .record, set: snapshot.set)
                let ranking = RecordRanking(reader: reader, facets: snapshot.facets, board: board)
                return Set(try ranking.matches(of: fieldQuery, mayDrop: false).documents)
            }
        }
        let materials = try materials.current(db, epoch: SearchEpoch.read(db))
        let holdings = try holdings.current(db, lag: lag)
        return Scene(
            materials: materials, facets: snapshot.facets, holdings: holdings, fielded: fielded,
            isBehind: snapshot.isBehind || holdings.isBehind)
    }

    // MARK: Inside books

    /// Books found by their text.
    struct TextMatches: Sendable {
        /// With passages to show, best first.
        var shown: [(record: RecordID, score: Double, passages: [PassageHit])] = []
        /// All records found by text, best first as far as ranked.
        var records: [RecordID] = []
        var scores: [RecordID: Double] = [:]
        /// Records whose best passage lacks much of the question.
        var partial: Set<RecordID> = []
        /// Whether a passage was found that has every word.
        var isComplete = false

        /// A passage with less of the question's weight is an answer only where the
        /// catalogue has none.
        static let leastCoverage = 0.75

        /// Without what is found in part only.
        var whole: TextMatches {
            guard !partial.isEmpty else { return self }
            var whole = self
            whole.shown.removeAll { partial.contains($0.record) }
            whole.records.removeAll(where: partial.contains)
            for record in partial { whole.scores[record] = nil }
            whole.partial = []
            return whole
        }

        /// Whether texts wait to be indexed.
        var isIndexing = false
    }

    private func textMatches(
        _ db: Database, _ query: SearchQuery, _ request: SearchRequest, _ scene: Scene
    ) throws -> TextMatches {
        let snapshot = try passages.current(db)
        var matches = TextMatches()
        matches.isIndexing = scene.materials.taskCount > snapshot.indexedMaterials
        guard !snapshot.shelf.books.isEmpty else { return matches }
        let allowed = allowedBooks(snapshot, request, scene)
        let wanted = min(500, request.offset + request.limit + 5)
        return try passageBoards.withBoard(limit: snapshot.set.limit) { board in
            let reader = PostingReader(db: db, store: .passage, set: snapshot.set)
            let ranking = PassageRanking(
                reader: reader, shelf: snapshot.shelf, board: board, budget: budget, allowed: allowed,
                frequencies: snapshot.frequencies)
            guard let found = try ranking.ranked(query, wanted: wanted) else { return matches }
            try collect(found, db, snapshot.shelf, request, scene, into: &matches)
            return matches
        }
    }

    /// Closed books, and books outside the filters, take no part at all.
    private func allowedBooks(_ snapshot: PassageSnapshot, _ request: SearchRequest, _ scene: Scene) -> [UInt8] {
        let key = ReadableBooks.Key(version: snapshot.version, epoch: scene.materials.epoch, viewer: request.viewer)
        let readable = readableBooks.books(key) {
            let levels = AccessPolicy.readableLevels(for: request.viewer)
            return snapshot.shelf.books.map { book in
                scene.materials[book.material].map { levels.contains($0.access) ? 1 : 0 } ?? 0
            }
        }
        guard scene.fielded != nil || !request.filters.isEmpty else { return readable }
        let counter = FacetCounter(columns: scene.facets, holdings: scene.holdings, selection: request.filters)
        return zip(snapshot.shelf.books, readable).map { book, isReadable in
            guard isReadable == 1, let line = scene.materials[book.material],
                let document = UInt32(exactly: line.record.rawValue)
            else { return 0 }
            if let fielded = scene.fielded, !fielded.contains(document) { return 0 }
            return counter.allows(document) ? 1 : 0
        }
    }

    private func collect(
        _ found: PassageRanking.Found, _ db: Database, _ shelf: Shelf, _ request: SearchRequest, _ scene: Scene,
        into matches: inout TextMatches
    ) throws {
        let cutter = SnippetCutter(words: found.weights.words, weights: found.weights.wordWeights.map(\.folded))
        let scorer = PassageScorer(found.weights)
        let firstShown = request.scope == .books ? request.offset : 0
        let mostShown = request.offset == 0 || request.scope == .books ? request.limit : 0
        for book in found.books {
            guard let line = scene.materials[shelf.books[book.book].material], matches.scores[line.record] == nil else {
                continue
            }
            let place = matches.records.count
            matches.records.append(line.record)
            matches.scores[line.record] = book.score
            if book.coverage < TextMatches.leastCoverage { matches.partial.insert(line.record) }
            if book.coverage >= 1 { matches.isComplete = true }
            guard place >= firstShown, place < firstShown + mostShown else { continue }
            let passages = try book.passages.prefix(3).compactMap { try hit($0, db, scorer, cutter) }
            matches.shown.append((line.record, book.score, passages))
        }
        for book in found.matching {
            guard let line = scene.materials[shelf.books[book].material], matches.scores[line.record] == nil else {
                continue
            }
            matches.records.append(line.record)
            matches.scores[line.record] = 0
        }
    }

    private func hit(
        _ passage: PassageRanking.RankedPassage, _ db: Database, _ scorer: PassageScorer, _ cutter: SnippetCutter
    ) throws -> PassageHit? {
        let statement = try db.cachedStatement(
            sql: "SELECT section, firstBlock, heading, text FROM passage WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [Int64(passage.document)]) else { return nil }
        let text: String = row[3]
        guard let look = passage.look ?? scorer.look(at: text) else { return nil }
        let (snippet, line) = cutter.cut(text, seen: look)
        let firstBlock: Int = row[1]
        return PassageHit(
            place: Place(section: row[0], block: firstBlock + line), heading: row[2], snippet: snippet,
            score: passage.score)
    }

    // MARK: The catalogue

    private func answer(
        _ db: Database, _ query: SearchQuery, _ request: SearchRequest, _ texts: TextMatches, _ lag: Duration
    ) throws -> Found {
        let snapshot = try records.current(db, lag: lag)
        let holdings = try holdings.current(db, lag: lag)
        return try recordBoards.withBoard(limit: snapshot.set.limit) { board in
            let reader = PostingReader(db: db, store: .record, set: snapshot.set)
            let ranking = RecordRanking(reader: reader, facets: snapshot.facets, board: board)
            var matches = RecordRanking.Matches()
            if request.scope != .books { matches = try catalogueMatches(query, texts, ranking, board) }
            let list = RecordList(
                snapshot: snapshot, holdings: holdings, board: board, matches: matches,
                texts: matches.documents.isEmpty || query.isEmpty ? texts : texts.whole, request: request, query: query)
            var answer = try list.answer(db)
            if request.offset == 0, request.scope != .books, request.filters.isEmpty {
                answer.suggestions = try suggestions(for: query, answer, reader, snapshot)
            }
            answer.isIndexing = texts.isIndexing
            return (answer, snapshot.isBehind || holdings.isBehind)
        }
    }

    private func suggestions(
        for query: SearchQuery, _ answer: SearchAnswer, _ reader: PostingReader, _ snapshot: RecordSnapshot
    ) throws -> [String] {
        let found = answer.dropped.isEmpty ? answer.total.number : 0
        let suggestions = RecordSuggestions(reader: reader, dictionaries: dictionaries) { changed in
            try self.recordBoards.withBoard(limit: snapshot.set.limit) { board in
                try RecordRanking(reader: reader, facets: snapshot.facets, board: board)
                    .matches(of: changed, mayDrop: false).documents.count
            }
        }
        let shown = answer.records.flatMap { [$0.record.title] + $0.record.creators }
        return try suggestions.suggestions(for: query, found: found, shown: shown)
    }

    /// Records with all the words; when there is none, with as many of them as
    /// can be had together.
    private func catalogueMatches(
        _ query: SearchQuery, _ texts: TextMatches, _ ranking: RecordRanking, _ board: ScoreBoard
    ) throws -> RecordRanking.Matches {
        let strict = try ranking.matches(of: query, mayDrop: false)
        guard strict.documents.isEmpty, query.words.count > 1 else { return strict }
        board.clear()
        let relaxed = try ranking.matches(of: query, mayDrop: true)
        // A few stray words of a question that the texts answer say nothing.
        let isTelling = try texts.records.isEmpty || ranking.keepsMost(of: query, dropping: relaxed.dropped)
        if isTelling, !relaxed.documents.isEmpty { return relaxed }
        board.clear()
        return RecordRanking.Matches()
    }
}
