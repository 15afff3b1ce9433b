import Foundation
import Library
import Web

/// An answer as a person reads it in a terminal.
struct SearchListing {
    let answer: SearchAnswer
    let request: SearchRequest
    private let words = CommandWords()
    private let sentences: CodeSentences?

    init(_ answer: SearchAnswer, _ request: SearchRequest) {
        self.answer = answer
        self.request = request
        sentences = words.sentences
    }

    func print() {
        Swift.print(heading)
        if !answer.dropped.isEmpty {
            Swift.print(words.dropped(answer.dropped))
        }
        for (number, hit) in answer.records.enumerated() { print(hit, number: number + 1) }
        if !answer.books.isEmpty { Swift.print("\n" + Terminal.bold(words.inBooks)) }
        for book in answer.books { print(book) }
        for suggestion in answer.suggestions { Swift.print("\(words.suggestion): \(suggestion)") }
        if answer.isIndexing { Swift.print(Terminal.dim(words.isIndexing)) }
    }

    private var heading: String {
        switch answer.total {
        case .exactly(0) where answer.books.isEmpty: words.nothingFound
        case .exactly(let number): words.found(number)
        case .moreThan(let number): words.foundMore(number)
        }
    }

    private func print(_ hit: RecordHit, number: Int) {
        let record = hit.record
        var line = "\(number). \(Terminal.bold(record.title))"
        if let subtitle = record.subtitle { line += ": \(subtitle)" }
        Swift.print(line)
        var facts = record.creators
        if let year = record.year { facts.append(String(year)) }
        if let publisher = record.publisher { facts.append(publisher) }
        if !facts.isEmpty { Swift.print("   \(facts.joined(separator: " · "))") }
        let reasons = hit.why.map { sentences?[$0] ?? $0.rawValue }.joined(separator: ", ")
        Swift.print(Terminal.dim("   \(SiteURL.record(record.id))  \(record.source ?? "")  [\(reasons)]"))
    }

    private func print(_ book: BookHit) {
        Swift.print(Terminal.bold(book.record.title))
        for passage in book.passages {
            let words = passage.snippet.pieces.map { $0.isMatch ? Terminal.marked($0.text) : $0.text }.joined()
            let oneLine = words.split(whereSeparator: \.isNewline).joined(separator: " ")
            Swift.print("   \(oneLine)")
            let url = SiteURL.section(book.record.id, passage.place, marking: request.text)
            Swift.print(Terminal.dim("   \(url)"))
        }
    }
}
