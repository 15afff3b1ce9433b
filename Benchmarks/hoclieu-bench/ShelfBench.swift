import Corpus
import Foundation
import Library
import Randomness
import SQLiteStore
import VietnameseText

/// Questions inside the books of a shelf.
struct ShelfBench {
    let library: BenchLibrary
    let shelf: Shelf
    let books: Int
    let perClass: Int
    /// Only questions whose kind has this in its name.
    let only: String
    /// Whether answers are compared with the exhaustive ones.
    let comparing: Bool

    func run() async throws {
        try await library.fill(shelf, books: books)
        let sample = (0..<min(books, 40)).flatMap { shelf.passages($0 * max(1, books / 40)).map(\.text) }
        let questions = Questions(counting: sample)
        let search = library.store.searchForMeasuring()
        _ = try await search.search(SearchRequest(text: "khởi động"))
        say(Measurement.heading)
        for kind in kinds(questions, sample) where kind.name.contains(only) || only.isEmpty {
            try await measure(kind, search)
        }
        guard only.isEmpty else { return }
        try await cold(questions)
        try await eightWords(search)
        say("RssAnon \(Machine.anonymousMemory) MiB")
    }

    private struct Kind {
        var name: String
        var target: Double
        var one: (inout SeededRandom) -> String?
    }

    private func kinds(_ questions: Questions, _ sample: [String]) -> [Kind] {
        let common = questions.words(within: 0.05..<1)
        let medium = questions.words(within: 0.001..<0.05)
        // The sample has too few passages to tell rarer words apart: one occurrence.
        let rare = questions.words.filter { $0.documents == 1 }.map(\.word)
        return [
            Kind(name: "rare word", target: 25) { $0.pick(rare) },
            Kind(name: "medium word", target: 25) { $0.pick(medium) },
            Kind(name: "common word", target: 25) { $0.pick(common) },
            Kind(name: "commonest words", target: 25) { common[$0.below(20)] },
            Kind(name: "two words", target: 25) { "\($0.pick(medium)) \($0.pick(common))" },
            Kind(name: "two common words", target: 25) { "\($0.pick(common)) \($0.pick(common))" },
            Kind(name: "two neighbouring words, marked", target: 25) { random in
                let words = WordScanner.words(in: random.pick(sample)).map(\.exact)
                let start = random.below(words.count - 1)
                return words[start..<start + 2].joined(separator: " ")
            },
            Kind(name: "phrase of two", target: 25) { random in
                Questions.stretch(random.pick(sample), words: 2, &random).map { "\"\($0)\"" }
            },
            Kind(name: "phrase of four", target: 25) { random in
                Questions.stretch(random.pick(sample), words: 4, &random).map { "\"\($0)\"" }
            },
            Kind(name: "eight words of a sentence", target: 50) { random in
                Questions.stretch(random.pick(sample), words: 8, &random)
            },
            Kind(name: "question of 8 to 20 words", target: 50) { random in
                // Pieces of two passages, so that no passage has all of it.
                let half = 4 + random.below(7)
                guard let first = Questions.stretch(random.pick(sample), words: half, &random),
                    let second = Questions.stretch(random.pick(sample), words: half, &random)
                else { return nil }
                return first + " " + second
            },
            Kind(name: "question of 8 to 20 marked words", target: 50) { random in
                let words = WordScanner.words(in: random.pick(sample)).map(\.exact)
                let count = 8 + random.below(13)
                guard words.count > count else { return nil }
                let start = random.below(words.count - count)
                return words[start..<start + count].shuffled(using: &random).joined(separator: " ")
            },
        ]
    }

    private func measure(_ kind: Kind, _ search: any CatalogueSearch) async throws {
        var measurement = Measurement(kind.name)
        let exhaustive = library.store.searchForMeasuring(exhaustive: true)
        Machine.warmUp(library.folder + "/passages.sqlite")
        for (number, text) in Questions.draw(perClass, seed: 19, kind.one).enumerated() {
            let request = SearchRequest(text: text)
            let answer = try await measurement.time { try await search.search(request) }
            guard comparing, number < perClass / 10 + 5 else { continue }
            let whole = try await exhaustive.search(request)
            let wanted = Set(whole.books.map(\.record.id))
            guard !wanted.isEmpty else { continue }
            let same = answer.books.filter { wanted.contains($0.record.id) }.count
            measurement.overlaps.append(Double(same) / Double(wanted.count))
        }
        say(measurement.line(target: kind.target))
    }

    /// Each question on a library just opened whose file the system has forgotten.
    private func cold(_ questions: Questions) async throws {
        var measurement = Measurement("cold: two words")
        let common = questions.words(within: 0.05..<1)
        let medium = questions.words(within: 0.001..<0.05)
        for text in Questions.draw(10, seed: 23, { "\($0.pick(medium)) \($0.pick(common))" }) {
            let library = try BenchLibrary(folder: library.folder)
            for name in ["hoclieu.sqlite", "passages.sqlite"] { Machine.coolDown(library.folder + "/" + name) }
            _ = try await measurement.time { try await library.store.search.search(SearchRequest(text: text)) }
            try library.store.close()
        }
        say(measurement.line(target: nil) + "  first question after opening, file not in memory")
    }

    /// Eight words of a sentence without marks find their passage and paragraph.
    private func eightWords(_ search: any CatalogueSearch) async throws {
        var random = SeededRandom(seed: 29)
        var found = 0
        var opened = 0
        let count = perClass
        for _ in 0..<count {
            let number = random.below(books)
            let passage = random.pick(shelf.passages(number))
            let lines = passage.text.split(separator: "\n", omittingEmptySubsequences: false)
            let line = random.below(lines.count)
            let sentences = lines[line].split(separator: ".").filter { $0.split(separator: " ").count >= 8 }
            guard !sentences.isEmpty, let text = Questions.stretch(String(random.pick(sentences)), words: 8, &random)
            else { continue }
            let answer = try await search.search(SearchRequest(text: text, wantsFacets: false))
            let block = passage.firstBlock + line
            let passages = answer.books.flatMap { book in book.passages.map { (book.record.title, $0.place) } }.prefix(
                20)
            let title = shelf.record(number).title
            let place = Place(section: passage.section, block: block)
            let blocks = passage.firstBlock..<(passage.firstBlock + lines.count)
            if passages.contains(where: {
                $0.0 == title && $0.1.section == place.section && blocks.contains($0.1.block ?? 0)
            }) {
                found += 1
            }
            if passages.contains(where: { $0.0 == title && $0.1 == place }) { opened += 1 }
        }
        say(
            String(
                format:
                    "eight words without marks: passage among the first 20 in %.1f %%, opened at its paragraph in %.1f %% of %d (≥ 95 %%)",
                100 * Double(found) / Double(count), 100 * Double(opened) / Double(count), count))
    }
}
