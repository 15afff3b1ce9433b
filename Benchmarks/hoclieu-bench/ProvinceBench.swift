import Corpus
import Foundation
import Library
import Randomness
import SQLiteStore
import VietnameseText

/// Questions to the catalogue of a province.
struct ProvinceBench {
    let library: BenchLibrary
    let province: Province
    let records: Int
    let perClass: Int

    func run() async throws {
        try await library.fill(province, count: records)
        let sample = stride(from: 0, to: records, by: max(1, records / 20_000)).map { province.record($0) }
        let questions = Questions(
            counting: sample.map { "\($0.title) \($0.subtitle ?? "") \($0.creators.map(\.name)) \($0.subjects)" })
        let common = questions.words(within: 0.05..<1)
        let search = library.store.searchForMeasuring()
        _ = try await search.search(SearchRequest(text: "khởi động"))
        say(Measurement.heading)
        func measure(_ name: String, _ target: Double, _ one: (inout SeededRandom) -> String?) async throws {
            var measurement = Measurement(name)
            for text in Questions.draw(perClass, seed: 11, one) {
                let answer = try await measurement.time {
                    try await search.search(SearchRequest(text: text, viewer: .visitor))
                }
                if answer.total.number == 0, !name.contains("question") { say("nothing found for \(text)") }
            }
            say(measurement.line(target: target))
        }
        let rare = questions.words(within: 0..<0.001)
        let medium = questions.words(within: 0.001..<0.05)
        try await measure("rare word", 5) { $0.pick(rare) }
        try await measure("medium word", 5) { $0.pick(medium) }
        try await measure("known title", 5) { self.title(&$0) }
        try await measure("commonest words", 15) { common[min($0.below(common.count), $0.below(common.count))] }
        try await measure("two common words", 15) { "\($0.pick(common)) \($0.pick(common))" }
        try await measure("three common words", 15) { "\($0.pick(common)) \($0.pick(common)) \($0.pick(common))" }
        try await measure("phrase", 15) { random in
            Questions.stretch(self.province.record(random.below(self.records)).title, words: 2, &random).map {
                "\"\($0)\""
            }
        }
        try await measure("marked words of a title", 15) { random in
            let words = WordScanner.words(in: self.province.record(random.below(self.records)).title).map(\.exact)
            return words.prefix(3).joined(separator: " ")
        }
        try await completions(search)
        try await knownItems(search)
    }

    private func title(_ random: inout SeededRandom) -> String {
        WordScanner.words(in: province.record(random.below(records)).title).map(\.folded).joined(separator: " ")
    }

    private func completions(_ search: any CatalogueSearch) async throws {
        var measurement = Measurement("prefix as you type")
        let prefixes = Questions.draw(perClass, seed: 13) { random in
            String(title(&random).prefix(1 + random.below(9)))
        }
        for prefix in prefixes { _ = try await measurement.time { try await search.completions(of: prefix, limit: 8) } }
        say(measurement.line(target: 10))
    }

    private func knownItems(_ search: any CatalogueSearch) async throws {
        var first = 0
        let titles = Questions.draw(perClass * 2, seed: 17) { title(&$0) }
        for title in titles {
            let answer = try await search.search(
                SearchRequest(text: title, limit: 1, wantsFacets: false, scope: .catalogue))
            let found = answer.records.first.map {
                WordScanner.words(in: $0.record.title).map(\.folded).joined(separator: " ")
            }
            if found == title { first += 1 }
        }
        say(
            String(
                format: "known titles without marks at rank 1: %.1f %% of %d (≥ 95 %%)",
                100 * Double(first) / Double(titles.count),
                titles.count))
        say("overlap@20 1.000: the ranking of records is exhaustive; RssAnon \(Machine.anonymousMemory) MiB")
    }
}
