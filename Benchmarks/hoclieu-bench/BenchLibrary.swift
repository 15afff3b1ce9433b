import Corpus
import FileStore
import Foundation
import Library
import Randomness
import SQLiteStore

/// A library filled by the generator, kept between runs.
struct BenchLibrary {
    let folder: String
    let files: LibraryFiles
    let store: LibraryStore

    init(folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        self.folder = folder
        files = try LibraryFiles(folder: folder)
        store = try LibraryStore.open(folder: folder, contents: files)
    }

    /// Commits `count` records of the province that are not there yet.
    func fill(_ province: Province, count: Int) async throws {
        let present = try await store.catalogue.size().records
        guard present < count else { return }
        let start = ContinuousClock.now
        let cpu = Measurement.processSeconds()
        let batch = try await store.ingest.openBatch(BatchRequest())
        let name = "tinh-\(count)"
        let original = try original(name)
        for first in stride(from: present, to: count, by: 500) {
            let patches = (first..<min(count, first + 500)).map { number -> RecordPatch in
                let facts = province.record(number)
                var sources: [BibField: ValueSource] = [:]
                for field in BibField.allCases { sources[field] = .marc }
                return RecordPatch(
                    facts: facts, sources: sources, origin: .controlNumber(agency: "VN-TINH", number: String(number)),
                    sourceBytes: Array("record \(number) \(facts.title)".utf8), sourceFormat: .marc,
                    position: SourcePosition(record: number + 1))
            }
            let slice = RecordSlice(
                batch: batch, file: original, fileName: name, patches: patches, isDryRun: false)
            _ = try await store.ingest.commit(slice)
        }
        try await store.ingest.close(batch)
        _ = try await store.indexPending(sliceBudget: .milliseconds(200))
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let cpuSeconds = Measurement.processSeconds() - cpu
        say(
            String(
                format: "province: %d records in %.1f s (%.0f/s), %.1f CPU s; hoclieu.sqlite %d MiB", count - present,
                seconds,
                Double(count - present) / seconds, cpuSeconds, Machine.megabytes(of: folder + "/hoclieu.sqlite")))
    }

    /// Commits and indexes books of the shelf that are not there yet.
    func fill(_ shelf: Shelf, books: Int) async throws {
        let present = try await store.catalogue.size().materials
        if present < books {
            let batch = try await store.ingest.openBatch(BatchRequest())
            for number in present..<books {
                _ = try await store.ingest.commit(try book(shelf, number, batch))
                if number % 64 == 63 { try files.synchronise() }
            }
            try files.synchronise()
            try await store.ingest.close(batch)
        }
        let start = ContinuousClock.now
        let cpu = Measurement.processSeconds()
        let indexed = try await store.indexPending(sliceBudget: .milliseconds(200))
        guard indexed > 0 else { return }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let cpuSeconds = Measurement.processSeconds() - cpu
        let text = (0..<20).reduce(0) { $0 + shelf.passages($1).reduce(0) { $0 + $1.text.utf8.count } } * indexed / 20
        say(
            String(
                format:
                    "shelf: %d books, about %d MB of text indexed in %.1f s (%.1f MB/s), %.1f CPU s (%.1f MB/CPU s); passages.sqlite %d MiB",
                indexed, text / 1_000_000, seconds, Double(text) / 1e6 / seconds, cpuSeconds,
                Double(text) / 1e6 / cpuSeconds,
                Machine.megabytes(of: folder + "/passages.sqlite")))
    }

    private func book(_ shelf: Shelf, _ number: Int, _ batch: BatchID) throws -> IncomingBook {
        let facts = shelf.record(number)
        let passages = shelf.passages(number)
        let blob = try files.keepDerived(PassageBlob.encode(passages))
        let html = try files.keepDerived(Array("<p>\(number)</p>".utf8))
        var sources: [BibField: ValueSource] = [:]
        for field in BibField.allCases { sources[field] = .file }
        let patch = RecordPatch(
            facts: facts, sources: sources, origin: .wholeFile, sourceBytes: [], sourceFormat: .epub,
            position: SourcePosition())
        return IncomingBook(
            batch: batch, file: Self.hash(number), fileName: "sach-\(number).epub", byteCount: 1,
            format: .epub,
            patch: patch, access: .open, sections: [DerivedSection(ordinal: 1, title: nil, tocLevel: nil, html: html)],
            images: [],
            passages: blob, passageCount: passages.count, isDryRun: false)
    }

    /// A file to have come from, so that a check of the library finds it.
    private func original(_ name: String) throws -> ContentHash {
        let path = "\(folder)/\(name)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(name.utf8).write(to: URL(fileURLWithPath: path))
        let hash = try files.keepOriginal(at: path)
        try files.synchronise()
        return hash
    }

    private static func hash(_ number: Int) -> ContentHash {
        var random = SeededRandom(seed: UInt64(1_000_000 + number))
        return ContentHash(digest: (0..<32).map { _ in UInt8(truncatingIfNeeded: random.next()) })
    }
}
