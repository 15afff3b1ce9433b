import Foundation
import Library
import Randomness
import SQLiteStore
import Testing

/// Any string is a legal question.
struct AnyQuestionTests {
    @Test(arguments: [
        "", " ", "\"", "\"\"", "\"một", "một\" hai \"", "-", "--", "- một", "-một", "-\"một hai\"", "tacgia:",
        "tacgia:\"", ":", "::",
        "a:b:c", "một AND hai", "NOT một", "một OR", "(một", "một)", "NEAR(một hai)", "một*", "^một", "{title}: một",
        "một + hai",
        "'; DROP TABLE bibRecord; --", "\u{0}", "một\u{0}hai", "👩‍👩‍👧‍👦 sách", "\u{202E}một", "ﬀ ﬁ", "nam:abc",
        "nam:1999-1990", "nam:-",
        "isbn:", "isbn:---", "ngonngu:\"tiếng việt\"", "“một hai”", "«một»", "e\u{301}\u{302}", "\u{FFFD}", "%", "_",
        "?1", "lop:x",
    ])
    func `strange questions are answered`(_ text: String) async throws {
        let library = try TemporaryLibrary()
        try await library.take([Sample.marc("1", "Một hai ba", by: "Ai")])
        try await library.takeText("Một hai ba bốn năm.", title: "Đếm")
        _ = try await library.store.indexPending()

        _ = try await library.ask(text)
        _ = try await library.store.search.completions(of: text, limit: 5)
    }

    @Test func `long and random questions are answered`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([Sample.marc("1", "Một hai ba", by: "Ai")])
        try await library.takeText("Một hai ba bốn năm.", title: "Đếm")
        _ = try await library.store.indexPending()
        let pieces = [
            "một", "HAI", "\"", "-", ":", "tacgia:", "nam:19", "(", ")", "*", " ", "  ", "ba ", "“", "đ", "\n", "👍",
            "0", "é",
        ]
        var random = SeededRandom(seed: 5)

        for _ in 0..<600 {
            let text = (0..<Int.random(in: 1...14, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            let answer = try await library.ask(text)
            #expect(answer.records.count <= answer.total.number)
        }
        for long in [
            String(repeating: "một ", count: 2_500), String(repeating: "a", count: 10_000),
            String(repeating: "\"-", count: 5_000),
        ] {
            _ = try await library.ask(long)
        }
    }
}
