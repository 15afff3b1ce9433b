import Foundation
import Library
import SQLiteStore
import Testing

/// The judged questions of `samples/relevance` (XQuAD in Vietnamese): 120
/// passages, 612 questions, one right passage each.
private enum XQuAD {
    struct Document: Decodable { var id: String, text: String }

    static let folder = SharedSamples.path("relevance")

    static func documents(_ name: String) throws -> [Document] {
        let text = try String(contentsOfFile: #require(folder) + "/" + name, encoding: .utf8)
        return try text.split(separator: "\n").map { try JSONDecoder().decode(Document.self, from: Data($0.utf8)) }
    }

    static func judgements() throws -> [String: String] {
        let text = try String(contentsOfFile: #require(folder) + "/xquad-vi-qrels.tsv", encoding: .utf8)
        return Dictionary(
            uniqueKeysWithValues: text.split(separator: "\n").map { line in
                let cells = line.split(separator: "\t")
                return (String(cells[0]), String(cells[2]))
            })
    }

    /// The mean nDCG@10 of the questions, asked as the command line asks them.
    static func nDCG(of library: TemporaryLibrary, folded: Bool) async throws -> Double {
        let right = try judgements()
        var sum = 0.0
        let questions = try documents("xquad-vi-queries.jsonl")
        for question in questions {
            let text = folded ? SharedSamples.withoutMarks(question.text) : question.text
            let answer = try await library.store.search.search(
                SearchRequest(text: text, limit: 10, viewer: .staff, wantsFacets: false))
            let rank = answer.records.firstIndex { $0.record.title == right[question.id] }
            #expect(answer.books.map(\.record.id) == answer.records.map(\.record.id))
            if ProcessInfo.processInfo.environment["RANKS"] != nil {
                print("RANK", folded, question.id, rank ?? -1, answer.dropped)
            }
            if let rank { sum += 1 / log2(Double(rank) + 2) }
        }
        return sum / Double(questions.count)
    }
}

@Suite(.enabled(if: XQuAD.folder != nil, "../shared/samples is absent"))
struct RelevanceTests {
    @Test func `judged questions find their passage, with marks and without`() async throws {
        let library = try TemporaryLibrary()
        for document in try XQuAD.documents("xquad-vi-corpus.jsonl") {
            try await library.takeText(document.text, title: document.id)
        }
        #expect(try await library.store.indexPending() == 120)

        let marked = try await XQuAD.nDCG(of: library, folded: false)
        let folded = try await XQuAD.nDCG(of: library, folded: true)

        print("nDCG@10 with marks \(marked), without \(folded)")
        #expect(marked >= 0.960)
        #expect(folded >= 0.955)
    }
}
