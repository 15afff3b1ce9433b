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
    /// Nil measures a catalogue without copies.
    var stock: Stock?
    /// Only questions whose kind has this in its name.
    var only = ""

    func run() async throws {
        try await library.fill(province, count: records)
        if let stock { try await BenchStock(library: library, stock: stock).fill(records: records) }
        let sample = stride(from: 0, to: records, by: max(1, records / 20_000)).map { province.record($0) }
        let questions = Questions(
            counting: sample.map { "\($0.title) \($0.subtitle ?? "") \($0.creators.map(\.name)) \($0.subjects)" })
        let common = questions.words(within: 0.05..<1)
        let search = library.store.searchForMeasuring()
        _ = try await search.search(SearchRequest(text: "khởi động"))
        say(Measurement.heading)
        func measure(_ name: String, _ target: Double, _ one: (inout SeededRandom) -> String?) async throws {
            guard only.isEmpty || name.contains(only) else { return }
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
        guard only.isEmpty else { return }
        if let stock { try await copies(search, stock, common) }
        try await completions(search)
        try await knownItems(search)
        try await preview()
    }

    /// What somebody waits for who looks what 500 records would become: half of
    /// them known, half new.
    private func preview() async throws {
        var measurement = Measurement("preview of 500 records")
        let half = 250
        let numbers = Array(0..<half) + Array(records..<records + half)
        let patches = numbers.enumerated().map { place, number in
            var sources: [BibField: ValueSource] = [:]
            for field in BibField.allCases { sources[field] = .marc }
            let facts = province.record(number)
            return RecordPatch(
                facts: facts, sources: sources, origin: .controlNumber(agency: "VN-TINH", number: String(number)),
                sourceBytes: Array("preview \(number) \(facts.title)".utf8), sourceFormat: .marc,
                position: SourcePosition(record: place + 1))
        }
        for _ in 0..<5 {
            try await measurement.time {
                let batch = try await library.store.ingest.openBatch(BatchRequest(isDryRun: true))
                _ = try await library.store.ingest.commit(
                    RecordSlice(
                        batch: batch, file: ContentHash(digest: Array(repeating: 9, count: 32)), fileName: "xem-truoc",
                        patches: patches, isDryRun: true))
                try await library.store.ingest.close(batch)
            }
        }
        say(measurement.line(target: 1_000))
    }

    /// Questions to what libraries have, and questions each right after an act at
    /// a desk, which the answer must show.
    private func copies(_ search: any CatalogueSearch, _ stock: Stock, _ common: [String]) async throws {
        func measure(_ name: String, _ one: (inout SeededRandom) -> SearchRequest) async throws {
            var measurement = Measurement(name)
            var random = SeededRandom(seed: 37)
            for _ in 0..<perClass {
                let request = one(&random)
                _ = try await measurement.time { try await search.search(request) }
            }
            say(measurement.line(target: 15))
        }
        let now = Set([Facet.availableNow])
        try await measure("common word, available now") {
            SearchRequest(text: $0.pick(common), filters: FacetSelection([.available: now]))
        }
        try await measure("common word, now at one library") { random in
            let point = String(1 + random.below(stock.points))
            return SearchRequest(
                text: random.pick(common), filters: FacetSelection([.available: now, .library: [point]]))
        }
        try await measure("everything one library has") { random in
            SearchRequest(text: "", filters: FacetSelection([.library: [String(1 + random.below(stock.points))]]))
        }
        var measurement = Measurement("common word, after an act")
        var random = SeededRandom(seed: 41)
        let store = library.store.circulating
        for _ in 0..<perClass {
            let copies = try await store.holdings.copies(of: RecordID(Int64(1 + random.below(records))))
            guard let copy = copies.first(where: { $0.state.loan == nil }) else { continue }
            let missing = copy.state.status == .missing
            let point = copy.state.holder
            let fact: LedgerFact = missing ? .copySeen(copy.id, at: point) : .copyMissing(copy.id, at: point)
            _ = try await store.ledger.accept([
                LedgerEvent(
                    id: .mint(at: .now, using: &random), device: .server, deviceSequence: 1, happenedAt: .now,
                    fact: fact)
            ])
            let text = random.pick(common)
            _ = try await measurement.time { try await search.search(SearchRequest(text: text)) }
        }
        say(measurement.line(target: 15))
        let bytes = try await library.store.bytesOfHoldings()
        say(String(format: "holdings in memory: %.1f MiB", Double(bytes) / 1_048_576))
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
