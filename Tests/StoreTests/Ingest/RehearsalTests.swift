import Foundation
import Library
import Randomness
import SQLiteStore
import Testing

/// A dry run says what the run does, whatever is in the library.
@Suite struct RehearsalTests {
    private static func patch(_ random: inout SeededRandom, position: Int) -> RecordPatch {
        let title = random.pick(["Số đỏ", "Tắt đèn", "Chí Phèo", "Dế Mèn phiêu lưu ký", "Toán 5"])
        let creator = random.pick(["Nam Cao", "Ngô Tất Tố", "Tô Hoài"])
        let isbn = random.once(in: 2) ? random.pick(["9786040000019", "9786041234567", "9780306406157"]) : nil
        let year = random.once(in: 2) ? 1930 + random.below(3) : nil
        if random.once(in: 3) { return Sample.row(title, by: creator, year: year, position: position) }
        return Sample.marc(
            "\(random.below(6))", title, by: creator, agency: random.pick(["VN-DLK", "VN-HN", ""]), year: year,
            isbn: isbn, position: position)
    }

    @Test func `outcomes are the same, record by record and number by number`() async throws {
        for seed in 0..<12 {
            var random = SeededRandom(seed: UInt64(seed))
            let library = try TemporaryLibrary()
            for file in 0..<3 {
                let patches = (0..<6).map { Self.patch(&random, position: $0 + 1) }
                try await library.take(patches, file: "\(file).mrc")
            }
            let patches = (0..<12).map { Self.patch(&random, position: $0 + 1) }
            let before = try await library.store.dump()

            let rehearsed = try await Self.run(patches, in: library, isDryRun: true)
            let after = try await library.store.dump()
            let done = try await Self.run(patches, in: library, isDryRun: false)

            #expect(rehearsed == done, "library \(seed)")
            #expect(after == before, "library \(seed)")
        }
    }

    /// In slices, so that records meet across them.
    private static func run(
        _ patches: [RecordPatch], in library: TemporaryLibrary, isDryRun: Bool
    ) async throws -> [CommitOutcome] {
        let batch = try await library.store.ingest.openBatch(BatchRequest(isDryRun: isDryRun, isNew: true))
        var outcomes: [CommitOutcome] = []
        for first in stride(from: 0, to: patches.count, by: 4) {
            let part = Array(patches[first..<first + 4])
            outcomes += try await library.store.ingest.commit(
                try library.slice(part, file: "moi.mrc", batch: batch, isDryRun: isDryRun))
        }
        try await library.store.ingest.close(batch)
        return outcomes
    }

    @Test func `a rehearsal takes along what it touches, not the library`() async throws {
        let library = try TemporaryLibrary()
        let many = (0..<2_000).map { Sample.marc("n\($0)", "Tên sách số \($0)", by: "Người \($0)", position: $0 + 1) }
        try await library.take(many, file: "dai.mrc")
        let batch = try await library.store.ingest.openBatch(BatchRequest(isDryRun: true))
        let size = { (path: String) in
            (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
        }

        let outcomes = try await library.store.ingest.commit(
            try library.slice(
                [many[7], Sample.marc("moi", "Sách mới", by: "Ai đó")], file: "b.mrc", batch: batch, isDryRun: true))
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
            .compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)") }
            .filter { $0.contains(library.folder) && $0.contains("dry-run-") }
        let scratch = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").first {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == open.first
        }
        var status = stat()
        if let number = scratch.flatMap({ Int32($0) }) { fstat(number, &status) }

        #expect(outcomes == [.unchanged(RecordID(8)), .added(RecordID(2_001))])
        #expect(open.allSatisfy { $0.hasSuffix("(deleted)") } && !open.isEmpty, "\(open)")
        let whole = ["", "-wal"].reduce(0) { $0 + size(library.folder + "/hoclieu.sqlite" + $1) }
        #expect(Int(status.st_size) < whole / 2)
        try await library.store.ingest.close(batch)
    }
}
