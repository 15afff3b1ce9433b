import Library
import SQLiteStore
import Testing

@Suite struct BookReadingTests {
    @Test(arguments: Viewer.allCases, AccessLevel.allCases)
    func `every way to a text asks who may read it`(_ viewer: Viewer, _ level: AccessLevel) async throws {
        let library = try TemporaryLibrary()
        let batch = try await library.store.ingest.openBatch(BatchRequest())
        _ = try await library.take(try library.book("Một", text: "bí mật", licence: "ARR", access: level, batch: batch))
        let reading = library.store.reading, id = RecordID(1)
        let mayRead = AccessPolicy.mayRead(level, as: viewer)

        #expect((try await reading.book(id, as: viewer) != nil) == mayRead)
        #expect((try await reading.section(1, of: id, as: viewer) != nil) == mayRead)
        #expect((try await reading.image("cover", of: id, as: viewer) != nil) == mayRead)
        #expect((try await reading.original(of: id, as: viewer) != nil) == mayRead)
        let summary = try #require(try await library.store.catalogue.newArrivals(limit: 1).first)
        #expect((summary.cover != nil) == (level == .open), "lists are the same for everybody")
        #expect(summary.access == level)
    }

    @Test func `of several materials the most readable is shown`() async throws {
        let library = try TemporaryLibrary()
        let batch = try await library.store.ingest.openBatch(BatchRequest())
        _ = try await library.take(try library.book("Một", text: "kín", by: "Ai", batch: batch))
        _ = try await library.take(try library.book("Một", text: "mở", by: "Ai", licence: "CC0-1.0", batch: batch))

        let record = try #require(try await library.store.catalogue.record(RecordID(1)))
        #expect(record.materials.map(\.access) == [.open, .closed])
        #expect(try await library.store.reading.section(1, of: RecordID(1), as: .visitor)?.html.contains("mở") == true)
        #expect(try await library.store.reading.section(1, of: RecordID(1), as: .staff)?.html.contains("mở") == true)
    }

    @Test func `contents, sections and the original are those that were committed`() async throws {
        let library = try TemporaryLibrary()
        let batch = try await library.store.ingest.openBatch(BatchRequest())
        let given = try library.book("Một", text: "chữ", by: "Ai", licence: "CC0-1.0", batch: batch)
        _ = try await library.take(given)
        let reading = library.store.reading

        let book = try #require(try await reading.book(RecordID(1), as: .visitor))
        #expect(book.contents == [ContentsLine(section: 1, title: "Chương 1", level: 1)])
        #expect(book.creators == ["Ai"])
        let section = try #require(try await reading.section(1, of: RecordID(1), as: .visitor))
        #expect(section == ReadableSection(ordinal: 1, count: 1, title: "Chương 1", html: "<p id=\"d1\">chữ</p>"))
        #expect(try await reading.section(2, of: RecordID(1), as: .visitor) == nil)
        #expect(try await reading.image("khong-co", of: RecordID(1), as: .visitor) == nil)
        #expect(try await reading.original(of: RecordID(1), as: .visitor)?.hash == given.file)
        #expect(try await reading.book(RecordID(99), as: .staff) == nil)
    }
}
