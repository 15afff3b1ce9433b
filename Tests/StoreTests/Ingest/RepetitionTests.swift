import Library
import Randomness
import SQLiteStore
import Testing

/// Whatever is taken in, in whatever order it meets: taking it all in again
/// changes nothing, and what the catalogue says of itself stays true.
@Suite struct RepetitionTests {
    @Test(arguments: 1...24) func `a batch taken in again changes nothing`(_ seed: Int) async throws {
        var dice = SeededRandom(seed: UInt64(seed))
        let library = try TemporaryLibrary()
        let lists = (0..<3).map { file in (0..<14).map { patch(&dice, file: file, position: $0 + 1) } }
        let batch = try await library.store.ingest.openBatch(BatchRequest())
        let books = try (0..<6).map { number in
            try library.book(
                dice.pick(Self.titles), text: "bản \(number)", by: dice.pick(Self.names + [nil]),
                licence: dice.pick(["CC0-1.0", "ARR", nil]), batch: batch)
        }
        func takeAll() async throws -> [CommitOutcome] {
            var outcomes: [CommitOutcome] = []
            for (number, list) in lists.enumerated() {
                outcomes += try await library.take(list, file: "\(number).mrc")
                for book in books[(number * 2)..<(number * 2 + 2)] { outcomes.append(try await library.take(book)) }
            }
            return outcomes
        }

        let met = try await takeAll()
        #expect(Set(met.map(kind)).isSuperset(of: ["added", "changed"]), "the records do meet")
        let first = try await library.store.dump()
        let outcomes = try await takeAll()

        let again = try await library.store.dump()
        #expect(again == first, "\(difference(first, again))")
        for outcome in outcomes {
            switch outcome {
            case .unchanged, .rejected(.duplicateIdentifier, _): break
            default: Issue.record("\(outcome)")
            }
        }
        #expect(try await library.store.verify().problems == [])
    }

    @Test(arguments: 1...16) func `undoing a batch brings back what was there before it`(_ seed: Int) async throws {
        var dice = SeededRandom(seed: UInt64(seed + 1000))
        let library = try TemporaryLibrary()
        let old = (0..<12).map { patch(&dice, file: 0, position: $0 + 1) }
        try await library.take(old, file: "0.mrc")
        let before = try await library.store.dump()
        let batch = try await library.store.ingest.openBatch(BatchRequest())
        for file in 0..<2 {
            // The first file gives some of the old numbers other bytes.
            let list = (0..<12).map { patch(&dice, file: file, position: $0 + 1) }
            _ = try await library.store.ingest.commit(try library.slice(list, file: "moi \(file).mrc", batch: batch))
            _ = try await library.take(
                try library.book(dice.pick(Self.titles), text: "\(file)", by: dice.pick(Self.names), batch: batch))
        }
        #expect(try await library.store.dump() != before)

        let report = try await library.store.ingest.undo(batch)

        let after = try await library.store.dump()
        #expect(after == before, "\(difference(before, after))")
        #expect(report.kept == [])
        #expect(try await library.store.verify().problems == [])
    }

    private static let titles = [
        "Số đỏ", "SỐ ĐỎ", "So do", "Tắt đèn", "Tắt đèn: tiểu thuyết", "Toán 1", "Toán 2", "Lão Hạc",
    ]
    private static let names = ["Vũ Trọng Phụng", "VU TRONG PHUNG", "Nam Cao", "Ngô Tất Tố"]
    private static let numbers = ["9786040000019", "9786040000026", nil, nil]

    /// Records that are alike, repeat and contradict one another.
    private func patch(_ dice: inout SeededRandom, file: Int, position: Int) -> RecordPatch {
        let title = dice.pick(Self.titles), year = dice.pick([1936, 1937, 2020, nil])
        if dice.once(in: 3) {
            return Sample.row(title, by: dice.pick(Self.names + [nil]), year: year, position: position)
        }
        // A number may repeat within its file; two files of one agency share none.
        let number = "\(file)-\(dice.below(10))"
        return Sample.marc(
            number, title, by: dice.pick(Self.names), agency: dice.pick(["VN-DLK", "VN-HN", ""]), year: year,
            isbn: dice.pick(Self.numbers), position: position
        ) { facts in
            if dice.once(in: 2) { facts.subjects = [dice.pick(["Văn học", "Giáo dục", "VĂN HỌC"])] }
            if dice.once(in: 4) { facts.publisher = dice.pick(["Văn học", "Kim Đồng"]) }
        }
    }

    private func kind(_ outcome: CommitOutcome) -> String {
        switch outcome {
        case .added: "added"
        case .changed: "changed"
        case .unchanged: "unchanged"
        case .rejected: "rejected"
        }
    }

    private func difference(_ one: String, _ other: String) -> [Substring] {
        Array(Set(one.split(separator: "\n")).symmetricDifference(other.split(separator: "\n")))
    }
}
