package import Library

/// The answer for programs, with the keys of `hoclieu search --json`; keys are
/// only ever added.
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
            ("passages", .list(answer.books.flatMap { book in book.passages.map { passage($0, of: book.record.id) } })),
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

    private func passage(_ hit: PassageHit, of record: RecordID) -> JSONText {
        .object([
            ("record", .number(Int(record.rawValue))), ("place", .text(hit.place.description)),
            ("snippet", .text(hit.snippet.plainText)),
            ("url", .text(SiteURL.section(record, hit.place, marking: text).description)),
        ])
    }
}
