import GRDB
import Library
import Synchronization
import Testing

@testable import SQLiteStore

/// Questions that were answered before.
@Suite struct KnownAnswerTests {
    @Test func `a known answer asks the catalogue for nothing, until something was written`() async throws {
        let library = try TemporaryLibrary()
        let batch = try await library.store.ingest.openBatch(BatchRequest())
        _ = try await library.take(
            try library.book(
                "Dế Mèn", text: "Tôi sống độc lập từ thủa bé.", by: "Tô Hoài", licence: "CC0-1.0", batch: batch))
        try await library.store.ingest.close(batch)
        while try await library.store.indexPending() > 0 {}
        let search = SearchStore(library.store.databases)
        let request = SearchRequest(text: "độc lập tác-giả:\"Tô Hoài\"", viewer: .staff)

        let first = try await search.search(request)
        let scenes = search.scenes.load(ordering: .relaxed)
        let again = try await search.search(request)
        let scenesOfAgain = search.scenes.load(ordering: .relaxed)
        try await library.take([Sample.marc("9", "Đất độc lập", by: "Tô Hoài")], file: "9.mrc")
        let after = try await search.search(request)

        #expect(scenes > 0)
        #expect(scenesOfAgain == scenes)
        #expect(again == first)
        #expect(after.total.number == first.total.number + 1)
        #expect(search.scenes.load(ordering: .relaxed) > scenes)
    }

    @Test func `a question of the catalogue alone asks for nothing about texts`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([Sample.marc("1", "Số đỏ", by: "Vũ Trọng Phụng")])
        let search = SearchStore(library.store.databases)

        let answer = try await search.search(SearchRequest(text: "số đỏ", viewer: .staff, scope: .catalogue))

        #expect(answer.total.number == 1)
        #expect(search.scenes.load(ordering: .relaxed) == 0)
    }

    @Test func `a question reads the catalogue once, and twice where books answer too`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([Sample.marc("1", "Số đỏ", by: "Vũ Trọng Phụng")])
        let search = SearchStore(library.store.databases)
        func readings(_ text: String) async throws -> Int {
            let before = search.readings.load(ordering: .relaxed)
            _ = try await search.search(SearchRequest(text: text, viewer: .staff))
            return search.readings.load(ordering: .relaxed) - before
        }

        let withoutBooks = try await readings("số đỏ")
        let again = try await readings("số đỏ")
        let batch = try await library.store.ingest.openBatch(BatchRequest())
        _ = try await library.take(
            try library.book(
                "Dế Mèn", text: "Tôi sống độc lập từ thủa bé.", by: "Tô Hoài", licence: "CC0-1.0", batch: batch))
        try await library.store.ingest.close(batch)
        let whileIndexing = try await search.search(SearchRequest(text: "số đỏ", viewer: .staff)).isIndexing
        while try await library.store.indexPending() > 0 {}
        let withBooks = try await readings("số đỏ")

        #expect(withoutBooks == 1)
        #expect(again == 1)
        #expect(whileIndexing)
        // The catalogue, the texts, and the catalogue again with what they have.
        #expect(withBooks == 3)
    }

    @Test func `an answer is known again in the state it was made of alone`() {
        let cache = AnswerCache(capacity: 10)
        let request = SearchRequest(text: "lúa")
        let state = AnswerState(catalogue: 1, segments: 2, change: 3, ledger: 4, passages: 5)
        // The sum of its numbers is the same.
        let other = AnswerState(catalogue: 2, segments: 2, change: 3, ledger: 3, passages: 5)
        let answer = SearchAnswer(total: .exactly(0))

        cache.keep(answer, to: request, of: state)

        #expect(cache.answer(to: request, of: state) == answer)
        #expect(cache.answer(to: request, of: other) == nil)
        #expect(cache.answer(to: SearchRequest(text: "nước"), of: state) == nil)
    }

    @Test func `an intake of records leaves what is known of the books as it is`() async throws {
        let library = try TemporaryLibrary()
        func materials() async throws -> Int64 {
            try await library.store.databases.precious.read { db in try SearchEpoch.readMaterials(db) }
        }
        let batch = try await library.store.ingest.openBatch(BatchRequest())
        _ = try await library.take(
            try library.book("Dế Mèn", text: "Tôi sống độc lập.", by: "Tô Hoài", licence: "CC0-1.0", batch: batch))
        try await library.store.ingest.close(batch)
        let withBook = try await materials()

        try await library.take([Sample.marc("9", "Đất độc lập", by: "Tô Hoài")], file: "9.mrc")
        let withRecord = try await materials()
        _ = try await library.store.ingest.undo(batch)
        let withoutBook = try await materials()

        #expect(withBook > 0 && withRecord == withBook)
        #expect(withoutBook > withRecord)
    }
}
