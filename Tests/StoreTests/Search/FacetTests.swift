import Library
import Randomness
import SQLiteStore
import Testing
import VietnameseText

/// Facet counts against a count by hand.
struct FacetTests {
    private static let words = [
        "lúa", "nước", "đường", "dương", "học", "liệu", "mở", "sông", "núi", "biển", "gió", "mây",
    ]

    private func facts(_ number: Int, _ random: inout SeededRandom) -> BibFacts {
        func some(_ list: [String], _ most: Int) -> [String] {
            Array(Set((0..<Int.random(in: 0...most, using: &random)).map { _ in list.randomElement(using: &random)! }))
                .sorted()
        }
        var facts = BibFacts(title: "\(number) " + some(Self.words, 5).joined(separator: " "))
        facts.subjects = some(["Thơ", "Truyện", "Toán", "Lịch sử", "Địa lí"], 3)
        facts.languages = some(["vi", "en", "ede"], 2)
        facts.year = Bool.random(using: &random) ? Int.random(in: 2_000...2_005, using: &random) : nil
        facts.kind = ResourceKind.allCases.randomElement(using: &random)!
        facts.audience.grades = some(["1", "2", "3"], 2).compactMap { Int($0) }
        facts.licence = some(["PD", "CC-BY-4.0"], 1).first.map { LicenceStatement(id: $0) }
        let description = some(Self.words, 3)
        facts.description = description.isEmpty ? nil : description.joined(separator: " ")
        return facts
    }

    private func values(_ facts: BibFacts) -> [Facet: Set<String>] {
        [
            .kind: [facts.kind.rawValue], .subject: Set(facts.subjects),
            .grade: Set(facts.audience.grades.map(String.init)),
            .language: Set(facts.languages), .licence: Set([facts.licence?.id].compactMap { $0 }),
            .year: Set([facts.year].compactMap { $0.map(String.init) }),
        ]
    }

    @Test func `counts equal a brute-force count on a thousand questions`() async throws {
        let library = try TemporaryLibrary()
        var random = SeededRandom(seed: 42)
        let all = (1...300).map { facts($0, &random) }
        try await library.take(
            all.enumerated().map { number, facts in
                Sample.marc("\(number)", facts.title, position: number + 1) { $0 = facts }
            })
        // Some change, so that old forms must not count.
        var changed = all
        for number in stride(from: 0, to: 300, by: 7) { changed[number] = facts(number + 1, &random) }
        try await library.take(
            stride(from: 0, to: 300, by: 7).map { number in
                Sample.marc("\(number)", changed[number].title, position: number + 1, bytes: "sửa \(number)") {
                    $0 = changed[number]
                }
            }, file: "sua.mrc")
        var stored: [(BibFacts, Set<String>)] = []
        for id in 1...320 {
            guard let facts = try await library.facts(Int64(id)) else { continue }
            let text = facts.title + " " + facts.subjects.joined(separator: " ") + " " + (facts.description ?? "")
            stored.append((facts, Set(WordScanner.words(in: text).map(\.folded))))
        }

        #expect(stored.count == 300)

        var checked = 0
        for _ in 0..<1_000 {
            let words = (0..<Int.random(in: 1...2, using: &random)).map { _ in Self.words.randomElement(using: &random)!
            }
            var selection = FacetSelection()
            for facet in Facet.allCases where Int.random(in: 0..<4, using: &random) == 0 {
                let known = stored.flatMap { values($0.0)[facet] ?? [] }
                selection.chosen[facet] = Set(
                    (0..<Int.random(in: 1...2, using: &random)).compactMap { _ in known.randomElement(using: &random) })
            }
            let folded = Set(words.map { Folding.folded($0) })
            let matching = stored.filter { folded.isSubset(of: $0.1) }.map { values($0.0) }

            let answer = try await library.ask(words.joined(separator: " "), filters: selection)

            // A question that found nothing as it was asked is another question.
            guard answer.dropped.isEmpty else {
                #expect(matching.isEmpty || !selection.chosen.isEmpty)
                continue
            }
            checked += 1
            expect(answer, matching, selection)
        }

        #expect(checked >= 800, "of a thousand questions \(checked) were counted")
    }

    private func expect(_ answer: SearchAnswer, _ matching: [[Facet: Set<String>]], _ selection: FacetSelection) {
        func fits(_ record: [Facet: Set<String>], but left: Facet?) -> Bool {
            selection.chosen.allSatisfy { facet, chosen in
                facet == left || chosen.isEmpty || !chosen.isDisjoint(with: record[facet] ?? [])
            }
        }
        #expect(answer.total == .exactly(matching.filter { fits($0, but: nil) }.count))
        for facet in Facet.allCases {
            var counts: [String: Int] = [:]
            for record in matching where fits(record, but: facet) {
                for value in record[facet] ?? [] { counts[value, default: 0] += 1 }
            }
            for value in selection.chosen[facet] ?? [] { counts[value, default: 0] += 0 }
            let shown = answer.facets.filter { $0.facet == facet }
            #expect(Dictionary(uniqueKeysWithValues: shown.map { ($0.value, $0.records) }) == counts)
        }
    }
}
