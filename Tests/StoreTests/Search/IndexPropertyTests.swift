import GRDB
import Library
import Randomness
import Testing
import VietnameseText

@testable import SQLiteStore

/// The index against a search by hand, through many small segments, merges,
/// changes and removals.
struct IndexPropertyTests {
    private static let words = ["lúa", "lụa", "nước", "đường", "dương", "học", "hóc", "mở", "mơ", "sông", "núi", "gió"]

    private func phrase(_ most: Int, _ random: inout SeededRandom) -> [String] {
        (0..<Int.random(in: 1...most, using: &random)).map { _ in Self.words.randomElement(using: &random)! }
    }

    private func has(_ text: [String], _ question: [String], isPhrase: Bool) -> Bool {
        let folded = text.map { Folding.folded($0) }
        let wanted = question.map { Folding.folded($0) }
        guard isPhrase else { return Set(wanted).isSubset(of: folded) }
        guard text.count >= question.count else { return false }
        return (0...(text.count - question.count)).contains { start in
            zip(question, text[start...]).allSatisfy { typed, there in
                typed == Folding.folded(typed) ? Folding.folded(there) == typed : there == typed
            }
        }
    }

    @Test func `records are found exactly when they have the words`() async throws {
        let library = try TemporaryLibrary()
        var random = SeededRandom(seed: 8)
        var titles: [Int: [String]] = [:]
        for round in 0..<6 {
            let numbers = round == 0 ? Array(0..<900) : (0..<120).map { _ in Int.random(in: 0..<1_100, using: &random) }
            var patches: [RecordPatch] = []
            for number in Set(numbers).sorted() {
                titles[number] = ["s\(number)"] + phrase(5, &random)
                let title = titles[number]!.joined(separator: " ")
                patches.append(Sample.marc("\(number)", title, position: number + 1, bytes: "\(round) \(number)"))
            }
            try await library.take(patches, file: "lượt-\(round).mrc")
            if round % 2 == 1 { _ = try await library.store.indexPending() }
            for _ in 0..<25 {
                let keepsMarks = Bool.random(using: &random)
                let question = phrase(2, &random).map { keepsMarks ? $0 : Folding.folded($0) }
                let isPhrase = question.count == 2 && Bool.random(using: &random)
                let left = Self.words.randomElement(using: &random)!
                var text = question.joined(separator: " ")
                if isPhrase { text = "\"\(text)\"" }
                let answer = try await library.ask("\(text) -\(left)", limit: 100)
                let wanted = titles.values.filter { has($0, question, isPhrase: isPhrase) && !$0.contains(left) }
                guard !wanted.isEmpty else { continue }
                #expect(answer.total == .exactly(wanted.count), "\(text) -\(left)")
                #expect(Set(answer.records.map(\.record.title)).isSubset(of: wanted.map { $0.joined(separator: " ") }))
            }
        }
        #expect(try await library.store.verify().problems.isEmpty)
    }

    @Test func `records are found while segments are made of some that have changed since`() async throws {
        let library = try TemporaryLibrary()
        let pool = library.store.databases.precious
        // Follows every state; what it holds of the one before is not read again.
        let search = SearchStore(library.store.databases)
        var random = SeededRandom(seed: 10)
        var titles: [Int: [String]] = [:]
        var prepared: RecordIndex.Flush?
        var storedLate = 0
        for step in 0..<150 {
            switch random.below(5) {
            case 0: prepared = try await pool.read { db in try RecordIndex.prepareFlush(db, least: 1) }
            case 1:
                guard let flush = prepared else { break }
                let before = try await pool.read { db in try flushed(db) }
                try await pool.write { db in try RecordIndex.store(db, flush) }
                let after = try await pool.read { db in try flushed(db) }
                if after.flushed > before.flushed, after.flushed < after.change { storedLate += 1 }
                prepared = nil
            default:
                let numbers = Set((0..<random.below(12) + 1).map { _ in random.below(60) }).sorted()
                let patches = numbers.map { number in
                    titles[number] = phrase(5, &random)
                    let title = titles[number]!.joined(separator: " ")
                    return Sample.marc("\(number)", title, position: number + 1, bytes: "\(step) \(number)")
                }
                try await library.take(patches, file: "bước-\(step).mrc")
            }
            let question = phrase(2, &random).map { Folding.folded($0) }
            let answer = try await search.search(
                SearchRequest(text: question.joined(separator: " "), limit: 100, viewer: .staff))
            let wanted = titles.values.filter { has($0, question, isPhrase: false) }
            guard !wanted.isEmpty else { continue }
            #expect(
                answer.records.map { $0.record.title }.sorted() == wanted.map { $0.joined(separator: " ") }.sorted())
        }
        #expect(storedLate > 5)
    }

    private func flushed(_ db: Database) throws -> (flushed: Int64, change: Int64) {
        let row = try Row.fetchOne(db, sql: "SELECT flushed, change FROM recordIndexState")
        return (row?[0] ?? 0, row?[1] ?? 0)
    }

    @Test func `passages are found exactly when they have the words`() async throws {
        let library = try TemporaryLibrary()
        var random = SeededRandom(seed: 9)
        var books: [String: [[String]]] = [:]
        for number in 0..<60 {
            let texts = (0..<Int.random(in: 1...5, using: &random)).map { _ in phrase(8, &random) }
            books["b\(number)"] = texts
            let passages = texts.enumerated().map { place, text in
                Passage(
                    ordinal: place + 1, section: 1, firstBlock: place + 1, heading: nil,
                    text: text.joined(separator: " "))
            }
            try await library.takeText("sách \(number)", title: "b\(number)", passages: passages)
            if Int.random(in: 0..<3, using: &random) == 0 {
                _ = try await library.store.indexPending(sliceBudget: .milliseconds(1))
            }
        }
        _ = try await library.store.indexPending(sliceBudget: .milliseconds(1))

        for _ in 0..<150 {
            let question = phrase(2, &random).map { Bool.random(using: &random) ? $0 : Folding.folded($0) }
            let isPhrase = question.count == 2 && Bool.random(using: &random)
            let text = isPhrase ? "\"\(question.joined(separator: " "))\"" : question.joined(separator: " ")
            let wanted = Set(books.filter { $0.value.contains { has($0, question, isPhrase: isPhrase) } }.keys)
            guard !wanted.isEmpty else { continue }
            let answer = try await library.ask(text, limit: 100)
            #expect(Set(answer.books.map(\.record.title)) == wanted, "\(text)")
        }
        #expect(try await library.store.verify().problems.isEmpty)
    }
}
