import Library
import Randomness
import Testing

@testable import SQLiteStore

/// Lists of numbers, and what is counted over them, against a count by hand.
struct NumberListTests {
    private static let documents: UInt32 = 1_500

    /// A list of a length that is met, with now and then a number of four bytes.
    private func numbers(_ random: inout SeededRandom) -> [UInt32] {
        let length = [0, 1, 2, 7, 15, 16, 17, 90][random.below(8)]
        let most = random.once(in: 40) ? 200_000 : 60_000
        return (0..<length).map { _ in UInt32(random.below(most)) }
    }

    @Test func `each document has what it was given last, and a copy what it had then`() {
        var random = SeededRandom(seed: 5)
        var lists = NumberLists()
        var known: [UInt32: [UInt32]] = [:]
        var before: (lists: NumberLists, known: [UInt32: [UInt32]]) = (lists, known)

        for step in 0..<6_000 {
            let document = UInt32(random.below(Int(Self.documents)))
            let given = numbers(&random)
            lists.set(document, given)
            known[document] = given
            if step == 3_000 { before = (lists, known) }
        }

        for document in 0..<Self.documents + 300 {
            #expect(lists[document] == known[document] ?? [])
            #expect(before.lists[document] == before.known[document] ?? [])
        }
        var seen: [[UInt32]] = []
        lists.forEach([7, 3, 9_999]) { place, numbers in
            #expect(place == seen.count)
            seen.append(Array(numbers))
        }
        #expect(seen == [known[7] ?? [], known[3] ?? [], []])
    }

    @Test func `the others are all that can have numbers and were not named`() {
        var lists = NumberLists()
        lists.set(300, [1])

        #expect(lists.others(than: [0, 2, 509, 4_000]) == [1] + Array(3..<509) + [510, 511])
        #expect(lists.others(than: []) == Array(0..<512))
        #expect(lists.others(than: [2, 1]) == nil)
    }

    /// Some of the documents, in order or not, and some that have nothing.
    private func some(of share: Int, _ random: inout SeededRandom) -> [UInt32] {
        let some = (0..<Self.documents + 400).filter { _ in random.below(100) < share }
        return random.once(in: 3) ? some.shuffled(using: &random) : some
    }

    @Test(arguments: [3_000, 40_000]) func `holdings are counted as by hand`(points: Int) {
        var random = SeededRandom(seed: UInt64(points))
        var columns = HoldingColumns()
        var known: [UInt32: [HoldingColumns.Holding]] = [:]
        for _ in 0..<4_000 {
            let document = UInt32(random.below(Int(Self.documents)))
            let holders = Set((0..<[0, 1, 5, 16, 40][random.below(5)]).map { _ in Int64(random.below(points)) })
            known[document] = holders.sorted().map { .init(point: $0, isAvailable: random.below(3) > 0) }
            columns.set(document, known[document] ?? [])
        }

        for share in [0, 1, 20, 49, 51, 90, 100] {
            let documents = some(of: share, &random)
            for now in [false, true] {
                let tally = columns.tally(documents, availableOnly: now)
                var counts = [UInt32](repeating: 0, count: columns.points.count)
                var available = 0
                for document in documents {
                    let holdings = known[document] ?? []
                    for holding in holdings where holding.isAvailable || !now {
                        counts[columns.number(of: holding.point).map(Int.init)!] += 1
                    }
                    if holdings.contains(where: \.isAvailable) { available += 1 }
                }
                #expect(tally.atPoints == counts)
                #expect(tally.available == available)

                let wanted = columns.points.map { _ in UInt8(random.below(9) == 0 ? 1 : 0) }
                func isHeld(_ document: UInt32) -> Bool {
                    (known[document] ?? []).contains {
                        wanted[Int(columns.number(of: $0.point)!)] == 1 && ($0.isAvailable || !now)
                    }
                }
                let held = columns.held(documents, at: wanted, availableOnly: now)
                #expect(held == documents.map { isHeld($0) ? 1 : 0 })
                let ofAll = columns.held(at: wanted, availableOnly: now)
                #expect(ofAll == ofAll.indices.map { isHeld(UInt32($0)) ? 1 : 0 })
            }
        }
        #expect(columns.recordCount == known.values.count { !$0.isEmpty })
    }

    @Test func `values of facets are counted as by hand, and a removed record has none`() {
        var random = SeededRandom(seed: 8)
        var columns = FacetColumns()
        var known: [UInt32: [FacetColumns.Value]] = [:]
        for _ in 0..<4_000 {
            let document = UInt32(random.below(Int(Self.documents)))
            let values = Set(
                (0..<random.below(8)).map { _ in
                    FacetColumns.Value(facet: [.kind, .year][random.below(2)], text: "\(random.below(50))")
                })
            known[document] = Array(values)
            columns.set(document, known[document] ?? [])
            if random.once(in: 9) {
                columns.remove(document)
                known[document] = []
            }
        }

        for share in [0, 5, 49, 60, 100] {
            let documents = some(of: share, &random)
            var counts: [FacetColumns.Value: UInt32] = [:]
            for value in documents.flatMap({ known[$0] ?? [] }) { counts[value, default: 0] += 1 }

            #expect(columns.counts(documents) == columns.values.map { counts[$0] ?? 0 })
        }
    }

    @Test func `of many values the sixty commonest and the chosen are shown, and all that are as common`() {
        var random = SeededRandom(seed: 3)
        for most in [1, 5, 1_000] {
            for many in [0, 59, 60, 61, 3_000] {
                let counts = (0..<many).map { _ in UInt32(random.below(most + 1)) }
                let chosen = many == 0 ? -1 : random.below(many)

                let shown = FacetCounter.commonest(counts) { $0 == chosen }

                let least = counts.filter { $0 > 0 }.sorted(by: >).prefix(FacetCounter.mostValues).last ?? 1
                #expect(shown == counts.indices.filter { counts[$0] >= least || $0 == chosen })
            }
        }
    }
}
