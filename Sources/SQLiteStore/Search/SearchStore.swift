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
    private let recordBlocks = BlockCache(capacity: SearchStore.recordBlockBytes)
    private let answers: AnswerCache
    private let budget: PassageBudget
    private let freshness = SearchFreshness()
    /// How often the catalogue was asked for what a question about texts needs, and
    /// how often a database was read: tests count that no question does more than
    /// it must.
    let scenes = Atomic<Int>(0)
    let readings = Atomic<Int>(0)

    /// Two fifths of the blocks of 300,000 records, which are 75 MiB.
    private static let recordBlockBytes = 32 << 20

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
            _ = try self.materials.current(db)
            _ = try self.dictionaries.current(self.recordReader(db, snapshot))
        }
        try await reading(databases.passages) { db, _ in _ = try self.passages.current(db) }
    }

    /// Reads what others write beside the questions, until it is cancelled, so
    /// that none of them does it itself: they may lag a moment behind meanwhile.
    func keepFresh() async {
        await freshness.keep { [self] in
            try await databases.precious.read { db in
                let segments = try self.records.current(db).stored
                _ = try self.holdings.current(db)
                try self.recordBlocks.keepNew(segments, db, .record)
            }
        }
    }

    func search(_ request: SearchRequest) async throws -> SearchAnswer {
        freshness.noteQuestion()
        let query = QueryParser.parse(request.text)
        let first = try await ask(query, request)
        guard !first.isKnown else { return first.answer }
        var answer = first.answer
        if answer.total.number == 0, !query.phrases.isEmpty {
            // Somebody else may have asked the same meanwhile.
            answer = try await ask(query.loosened, request).answer
        }
        answers.keep(answer, to: request, of: first.state)
        return answer
    }

    func completions(of prefix: String, limit: Int) async throws -> [Completion] {
        try await reading(databases.precious) { db, lag in
            let snapshot = try self.records.current(db, lag: lag)
            let reader = self.recordReader(db, snapshot)
            return try RecordCompletions(reader: reader, db: db).completions(of: prefix, limit: limit)
        }
    }

    private func recordReader(_ db: Database, _ snapshot: RecordSnapshot) -> PostingReader {
        PostingReader(db: db, store: .record, set: snapshot.set, cache: recordBlocks)
    }

    // MARK: One question

    /// An answer, what it was made of, and whether it was given before.
    private struct Asked: Sendable {
        var state: AnswerState
        var answer: SearchAnswer
        var isKnown = false
    }

    /// How far one reading of the catalogue came.
    private enum Begun: Sendable {
        case answered(Asked)
        case asksTexts(Scene, AnswerState)
    }

    /// One reading of the catalogue, with the answer where no texts are asked. A
    /// question waits for a processor at the beginning and at the end of each
    /// reading: beside busy desks that is most of its time.
    private func ask(_ query: SearchQuery, _ request: SearchRequest) async throws -> Asked {
        let begun = try await reading(databases.precious) { db, lag in try self.begin(db, query, request, lag) }
        switch begun {
        case .answered(let asked): return asked
        case .asksTexts(let scene, let state):
            let texts = try await reading(databases.passages) { db, _ in
                try self.textMatches(db, query, request, scene)
            }
            let answer = try await reading(databases.precious) { db, lag in
                try self.answer(db, query, request, texts, self.seen(db, lag))
            }
            return Asked(state: state, answer: answer)
        }
    }

    private func begin(_ db: Database, _ query: SearchQuery, _ request: SearchRequest, _ lag: Duration) throws -> Begun
    {
        // The versions are read before what they are the versions of: an answer may
        // be newer than its state, never older.
        let asksTexts = request.scope != .catalogue && !query.allWords.isEmpty
        let texts = try databases.passages.read { try self.passages.look($0, whole: asksTexts) }
        let catalogue = try SearchEpoch.read(db)
        let seen = try seen(db, lag)
        let state = AnswerState(
            catalogue: catalogue, segments: seen.records.segmentsVersion, change: seen.records.change,
            // An answer without copies is changed by no loan.
            ledger: request.wantsFacets || request.filters.isOfCopies ? seen.holdings.position : 0,
            passages: texts.version)
        if let known = answers.answer(to: request, of: state) {
            return .answered(Asked(state: state, answer: known, isKnown: true))
        }
        var nothing = TextMatches()
        if asksTexts {
            let materials = try materials.current(db)
            guard texts.isEmpty else { return .asksTexts(try scene(db, query, request, materials, seen), state) }
            nothing.isIndexing = materials.taskCount > texts.indexedMaterials
        }
        return .answered(Asked(state: state, answer: try answer(db, query, request, nothing, seen)))
    }

    /// What of the catalogue is held in memory.
    private struct Seen: Sendable {
        var records: RecordSnapshot
        var holdings: HoldingColumns
    }

    private func seen(_ db: Database, _ lag: Duration) throws -> Seen {
        Seen(records: try records.current(db, lag: lag), holdings: try holdings.current(db, lag: lag))
    }

    /// Reads, first with what may lag behind; begins again, in the end with what is
    /// current, when the index changed under our feet.
    private func reading<Value: Sendable>(
        _ pool: DatabasePool, _ body: @escaping @Sendable (Database, _ lag: Duration) throws -> Value
    ) async throws -> Value {
        readings.add(1, ordering: .relaxed)
        for attempt in 0..<8 {
            // What is held in memory may be newer than the reading, and is not with the
            // next; or too old for it, which reading what is new mends.
            let lag = attempt < 2 ? freshness.lag : .zero
            do {
                return try await QuestionThreads.read(pool) { db in try body(db, lag) }
            } catch SearchIndexError.changedMeanwhile {
                try Task.checkCancellation()
            }
        }
        // The files were replaced by older ones: what is held in memory is worth nothing.
        records.forget()
        holdings.forget()
        passages.forget()
        recordBlocks.forget()
        return try await QuestionThreads.read(pool) { db in try body(db, .zero) }
    }

    /// What the search inside books must know of the catalogue.
    private struct Scene: Sendable {
        var materials: MaterialDirectory
        var facets: FacetColumns
        var holdings: HoldingColumns
        /// The records that have what `field:value` parts ask for; nil for all.
        var fielded: Set<UInt32>?
    }

    private func scene(
        _ db: Database, _ query: SearchQuery, _ request: SearchRequest, _ materials: MaterialDirectory, _ seen: Seen
    ) throws -> Scene {
        scenes.add(1, ordering: .relaxed)
        let snapshot = seen.records
        var fielded: Set<UInt32>?
        if !query.fields.isEmpty {
            var fieldQuery = SearchQuery()
            fieldQuery.fields = query.fields
            fielded = try recordBoards.withBoard(limit: snapshot.set.limit) { board in
                let reader = recordReader(db, snapshot)
                let ranking = RecordRanking(reader: reader, facets: snapshot.facets, board: board)
                return Set(try ranking.matches(of: fieldQuery, mayDrop: false).documents)
            }
        }
        return Scene(
            materials: materials, facets: snapshot.facets, holdings: seen.holdings, fielded: fielded)
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
        _ db: Database, _ query: SearchQuery, _ request: SearchRequest, _ texts: TextMatches, _ seen: Seen
    ) throws -> SearchAnswer {
        let snapshot = seen.records
        return try recordBoards.withBoard(limit: snapshot.set.limit) { board in
            let reader = recordReader(db, snapshot)
            let ranking = RecordRanking(reader: reader, facets: snapshot.facets, board: board)
            var matches = RecordRanking.Matches()
            if request.scope != .books { matches = try catalogueMatches(query, texts, ranking, board) }
            let list = RecordList(
                snapshot: snapshot, holdings: seen.holdings, board: board, matches: matches,
                texts: matches.documents.isEmpty || query.isEmpty ? texts : texts.whole, request: request, query: query)
            var answer = try list.answer(db)
            if request.offset == 0, request.scope != .books, request.filters.isEmpty {
                answer.suggestions = try suggestions(for: query, answer, reader, snapshot)
            }
            answer.isIndexing = texts.isIndexing
            return answer
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
