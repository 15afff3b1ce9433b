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
}
