import Foundation
import Library

/// An answer as scripts read it; keys are only ever added.
struct SearchJSON: Encodable {
    struct Record: Encodable {
        var id: Int64
        var title: String
        var creators: [String]
        var year: Int?
        var score: Double
        var why: [String]
        var source: String?

        private enum Key: String, CodingKey { case id, title, creators, year, score, why, source }

        /// Unknown values stand as null: the keys are always there.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(id, forKey: .id)
            try container.encode(title, forKey: .title)
            try container.encode(creators, forKey: .creators)
            try container.encode(year, forKey: .year)
            try container.encode(score, forKey: .score)
            try container.encode(why, forKey: .why)
            try container.encode(source, forKey: .source)
        }
    }

    struct Passage: Encodable {
        var record: Int64
        var place: String
        var snippet: String
        var url: String
        var title: String
        var heading: String?
        var score: Double
    }

    var total: Int
    /// False when `total` is only known to be exceeded.
    var totalIsExact: Bool
    /// The same by the name that `/api/v1/search` gives it.
    var isExact: Bool
    var records: [Record]
    var passages: [Passage]
    var suggestions: [String]
    var dropped: [String]
    var isIndexing: Bool

    init(_ answer: SearchAnswer, _ request: SearchRequest) {
        total = answer.total.number
        totalIsExact = if case .exactly = answer.total { true } else { false }
        isExact = totalIsExact
        records = answer.records.map { hit in
            Record(
                id: hit.record.id.rawValue, title: hit.record.title, creators: hit.record.creators,
                year: hit.record.year,
                score: hit.score, why: hit.why.map(\.rawValue), source: hit.record.source)
        }
        passages = FlatPassages(answer).hits.map { book, hit in
            Passage(
                record: book.record.id.rawValue, place: "\(hit.place)", snippet: hit.snippet.plainText,
                url: PassageAddress.of(book.record.id, hit.place, marking: request.text), title: book.record.title,
                heading: hit.heading, score: hit.score)
        }
        suggestions = answer.suggestions
        dropped = answer.dropped
        isIndexing = answer.isIndexing
    }

    func text() throws -> String { try JSONText.of(self) }
}

/// The passages of all books of an answer, best first; a book's own order
/// decides between equals.
struct FlatPassages {
    let hits: [(book: BookHit, passage: PassageHit)]

    init(_ answer: SearchAnswer) {
        let all = answer.books.flatMap { book in book.passages.map { (book: book, passage: $0) } }
        hits = all.enumerated().sorted { left, right in
            left.element.passage.score == right.element.passage.score
                ? left.offset < right.offset : left.element.passage.score > right.element.passage.score
        }.map(\.element)
    }
}
