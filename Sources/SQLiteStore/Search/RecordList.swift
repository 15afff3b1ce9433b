import GRDB
import Library
import VietnameseText

/// Puts the answer together: the records of the catalogue first, then those
/// found by their text alone.
struct RecordList {
    let snapshot: RecordSnapshot
    let holdings: HoldingColumns
    let board: ScoreBoard
    let matches: RecordRanking.Matches
    let texts: SearchStore.TextMatches
    let request: SearchRequest
    let query: SearchQuery

    func answer(_ db: Database) throws -> SearchAnswer {
        let byText = texts.records.compactMap { UInt32(exactly: $0.rawValue) }.filter { !isMatch($0) }
        let counter = FacetCounter(columns: snapshot.facets, holdings: holdings, selection: request.filters)
        let narrowed = counter.narrow(matches.documents, byText, wantsCounts: request.wantsFacets)
        let page = page(narrowed.first, narrowed.second)
        return try answer(db, page, total: narrowed.first.count + narrowed.second.count, narrowed.counts)
    }

    private func isMatch(_ document: UInt32) -> Bool {
        var low = 0
        var high = matches.documents.count
        while low < high {
            let middle = (low + high) / 2
            if matches.documents[middle] < document { low = middle + 1 } else { high = middle }
        }
        return low < matches.documents.count && matches.documents[low] == document
    }

    /// The documents of the page asked for, best first.
    private func page(_ catalogue: [UInt32], _ byText: [UInt32]) -> [UInt32] {
        let end = request.offset + request.limit
        var page = Array(board.top(end, of: catalogue).dropFirst(request.offset))
        if end > catalogue.count {
            let skipped = max(0, request.offset - catalogue.count)
            page += byText.dropFirst(skipped).prefix(request.limit - page.count)
        }
        return page
    }

    private func answer(
        _ db: Database, _ page: [UInt32], total: Int, _ facets: [FacetCount]
    ) throws -> SearchAnswer {
        let ids = page.map { RecordID(Int64($0)) }
        let summaries = try RecordSummaries.load(db, ids: ids + texts.shown.map(\.record))
        let reasons = RecordReasons(query: query, dropped: matches.dropped)
        let bestText = texts.shown.first?.score ?? texts.records.first.flatMap { texts.scores[$0] } ?? 1
        let lowest = page.filter(isMatch).map { Double(board.score(of: $0)) }.min() ?? bestText
        let records = zip(page, ids).compactMap { document, id -> RecordHit? in
            guard let summary = summaries[id] else { return nil }
            if !isMatch(document) {
                let share = (texts.scores[id] ?? 0) / max(bestText, .leastNormalMagnitude)
                return RecordHit(record: summary, score: lowest * share, why: [.text])
            }
            var why = reasons.why(summary.title, fields: RecordFields(rawValue: board.marks(of: document)))
            if texts.scores[id] != nil { why.append(.text) }
            return RecordHit(record: summary, score: Double(board.score(of: document)), why: why)
        }
        let books = texts.shown.compactMap { book in
            summaries[book.record].map { BookHit(record: $0, score: book.score, passages: book.passages) }
        }
        return SearchAnswer(
            total: .exactly(total), records: records, books: books, facets: facets,
            dropped: texts.isComplete ? [] : matches.dropped.map(\.exact))
    }
}

/// Says why a record was found, strongest first.
struct RecordReasons {
    private let words: [String]
    private let hasIdentifier: Bool

    init(query: SearchQuery, dropped: [QueryWord]) {
        let gone = Set(dropped)
        words = query.allWords.filter { !gone.contains($0) }.map(\.folded)
        hasIdentifier = query.fields.contains { if case .identifier = $0.value { true } else { false } }
    }

    func why(_ title: String, fields: RecordFields) -> [HitReason] {
        var why: [HitReason] = []
        let titleWords = WordScanner.words(in: title).map(\.folded)
        if !words.isEmpty {
            if titleWords == words {
                why.append(.titleIsQuery)
            } else if titleWords.starts(with: words) {
                why.append(.titleStarts)
            } else if words.count > 1, stand(in: titleWords) {
                why.append(.phraseInTitle)
            }
        }
        if why.isEmpty, !fields.isDisjoint(with: [.title, .otherTitle]) { why.append(.wordsInTitle) }
        if hasIdentifier { why.append(.identifier) }
        if fields.contains(.creator) { why.append(.creator) }
        if fields.contains(.subject) { why.append(.subject) }
        if fields.contains(.series) { why.append(.series) }
        if fields.contains(.imprint), !hasIdentifier { why.append(.publisher) }
        if fields.contains(.description) { why.append(.description) }
        return why
    }

    private func stand(in titleWords: [String]) -> Bool {
        guard titleWords.count >= words.count else { return false }
        return (0...(titleWords.count - words.count)).contains { titleWords[$0...].starts(with: words) }
    }
}
