package import Library

/// The answer for programs, of `/api/v1/search` and `hoclieu search --json`
/// alike; keys are only ever added, and what is not known stands as null.
package struct SearchJSON {
    package var answer: SearchAnswer
    /// The question, marked at the places that are linked.
    package var text: String

    package init(answer: SearchAnswer, text: String) { (self.answer, self.text) = (answer, text) }

    /// False when the total is only known to be exceeded.
    private var isExact: Bool { answer.total == .exactly(answer.total.number) }

    package var json: JSONText {
        .object([
            ("total", .number(answer.total.number)),
            ("records", .list(answer.records.map(record))),
            ("passages", .list(passages.map(passage))),
            ("isExact", .flag(isExact)), ("totalIsExact", .flag(isExact)),
            ("suggestions", .texts(answer.suggestions)),
            ("dropped", .texts(answer.dropped)),
            ("isIndexing", .flag(answer.isIndexing)),
        ])
    }

    private func record(_ hit: RecordHit) -> JSONText {
        .object([
            ("id", .number(Int(hit.record.id.rawValue))), ("title", .text(hit.record.title)),
            ("creators", .texts(hit.record.creators)), ("year", .optional(hit.record.year)),
            ("score", .decimal(hit.score)), ("why", .texts(hit.why.map(\.rawValue))),
            ("source", .optional(hit.record.source)), ("url", .text(SiteURL.record(hit.record.id).description)),
        ])
    }

    /// Of all books, best first; the order of the books decides between equals.
    private var passages: [(record: RecordSummary, hit: PassageHit)] {
        let all = answer.books.flatMap { book in book.passages.map { (record: book.record, hit: $0) } }
        return all.enumerated().sorted { left, right in
            left.element.hit.score == right.element.hit.score
                ? left.offset < right.offset : left.element.hit.score > right.element.hit.score
        }.map(\.element)
    }

    private func passage(_ record: RecordSummary, _ hit: PassageHit) -> JSONText {
        .object([
            ("record", .number(Int(record.id.rawValue))), ("place", .text(hit.place.description)),
            ("snippet", .text(hit.snippet.plainText)),
            ("url", .text(SiteURL.section(record.id, hit.place, marking: text).description)),
            ("title", .text(record.title)), ("heading", .optional(hit.heading)), ("score", .decimal(hit.score)),
        ])
    }
}
