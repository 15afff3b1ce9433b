import FileStore
import Foundation
import Library
import SQLiteStore
import VietnameseText

/// The real files beside the checkout, where they are present.
enum SharedSamples {
    /// The path of something in `../shared/samples`, nil when it is not there.
    static func path(_ name: String) -> String? {
        var candidates: [String] = []
        if let shared = ProcessInfo.processInfo.environment["HOCLIEU_SHARED"] { candidates.append(shared) }
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            candidates.append(folder.deletingLastPathComponent().appendingPathComponent("shared").path)
        }
        return candidates.map { $0 + "/samples/" + name }.first { FileManager.default.fileExists(atPath: $0) }
    }

    static let countedSyllables = "syllables/vi-epub-syllable-freq.tsv"

    /// The syllables of both sample lists, each spelling once.
    static func syllables() throws -> [String] {
        var seen: Set<[UInt8]> = []
        return try [countedSyllables, "syllables/vie-wordlist-tesseract.txt"].compactMap(path).flatMap { path in
            try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
                .compactMap { $0.split(separator: "\t").first.map(String.init) }
        }.filter { seen.insert(Array($0.utf8)).inserted }
    }

    /// The text as a hurried reader types it.
    static func withoutMarks(_ text: String) -> String {
        WordScanner.words(in: text).map(\.folded).joined(separator: " ")
    }
}

extension TemporaryLibrary {
    /// Takes a plain text as a book that everybody may read; passages are its
    /// lines, or as given.
    @discardableResult
    func takeText(
        _ text: String, title: String, by creator: String? = nil, licence: String? = "PD", access: AccessLevel? = nil,
        passages: [Passage]? = nil, change: (inout BibFacts) -> Void = { _ in }
    ) async throws -> RecordID {
        let batch = try await store.ingest.openBatch(BatchRequest())
        var book = try book(
            title, text: text, by: creator, licence: licence, access: access, name: title + ".txt", batch: batch)
        if let passages {
            book.passages = try files.keepDerived(PassageBlob.encode(passages))
            book.passageCount = passages.count
            try files.synchronise()
        }
        change(&book.patch.facts)
        let outcome = try await take(book)
        try await store.ingest.close(batch)
        switch outcome {
        case .added(let id), .changed(let id), .unchanged(let id): return id
        case .rejected(let code, let reason): throw Rejected(code: code, reason: reason)
        }
    }

    struct Rejected: Error { var code: DiagnosticCode, reason: String }

    /// Asks as the command line does.
    func ask(
        _ text: String, viewer: Viewer = .staff, filters: FacetSelection = FacetSelection(), limit: Int = 20,
        offset: Int = 0,
        scope: SearchScope = .all
    ) async throws -> SearchAnswer {
        try await store.search.search(
            SearchRequest(text: text, filters: filters, limit: limit, offset: offset, viewer: viewer, scope: scope))
    }

    func titles(_ text: String, viewer: Viewer = .staff) async throws -> [String] {
        try await ask(text, viewer: viewer).records.map(\.record.title)
    }
}
