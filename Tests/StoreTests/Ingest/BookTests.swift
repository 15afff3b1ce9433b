import FileStore
import Foundation
import GRDB
import Library
import SQLiteStore
import Testing

@Suite struct BookTests {
    private func newBatch(_ library: TemporaryLibrary) async throws -> BatchID {
        try await library.store.ingest.openBatch(BatchRequest())
    }

    @Test func `the same file again is unchanged, also under another name`() async throws {
        let library = try TemporaryLibrary()
        let batch = try await newBatch(library)
        var book = try library.book("Dế Mèn phiêu lưu ký", text: "Tôi sống độc lập.", by: "Tô Hoài", batch: batch)

        #expect(try await library.take(book) == .added(RecordID(1)))
        let before = try await library.store.dump()
        book.fileName = "ban sao.epub"
        book.patch.facts.title = "ban sao"
        book.patch.sources[.title] = .guessed

        #expect(try await library.take(book) == .unchanged(RecordID(1)))
        #expect(try await library.store.dump() == before)
    }

    @Test func `a book is closed until a licence is stated, and then as open as asked`() async throws {
        let library = try TemporaryLibrary()
        let batch = try await newBatch(library)
        let silent = try library.book("Một", text: "a", access: .open, batch: batch)
        let free = try library.book("Hai", text: "b", licence: "CC-BY-4.0", batch: batch)
        let reserved = try library.book("Ba", text: "c", licence: "ARR", access: .onSite, batch: batch)

        for book in [silent, free, reserved] { _ = try await library.take(book) }

        let access = try await (1...3).asyncMap {
            try await library.store.catalogue.record(RecordID($0))?.materials.first?.access
        }
        #expect(access == [.closed, .open, .onSite])
    }

    @Test func `a licence stated later opens the book`() async throws {
        let library = try TemporaryLibrary()
        let batch = try await newBatch(library)
        _ = try await library.take(try library.book("Một", text: "a", batch: batch))

        let stated = try library.book("Một", text: "a", licence: "CC0-1.0", batch: batch)
        let outcome = try await library.take(stated)
        let silentAgain = try await library.take(try library.book("Một", text: "a", batch: batch))

        #expect(outcome == .changed(RecordID(1)))
        #expect(silentAgain == .unchanged(RecordID(1)), "silence takes nothing back")
        let material = try #require(try await library.store.catalogue.record(RecordID(1))?.materials.first)
        #expect(material.access == .open)
        #expect(material.licence?.id == "CC0-1.0")
    }

    @Test func `the database itself refuses an open text without a licence`() async throws {
        let library = try TemporaryLibrary()
        _ = try await library.take(try library.book("Một", text: "a", batch: try await newBatch(library)))
        let precious = try DatabaseQueue(path: library.folder + "/hoclieu.sqlite")

        #expect(throws: DatabaseError.self) {
            try precious.write { try $0.execute(sql: "UPDATE material SET access = 'open'") }
        }
    }

    @Test func `a book that matches a record becomes its material`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([
            Sample.marc("1", "Dế Mèn phiêu lưu ký", by: "Tô Hoài", year: 1941) { $0.subjects = ["Thiếu nhi"] }
        ])

        let outcome = try await library.take(
            try library.book("DẾ MÈN PHIÊU LƯU KÝ", text: "Tôi", by: "TÔ HOÀI", batch: try await newBatch(library)))

        #expect(outcome == .changed(RecordID(1)))
        let record = try #require(try await library.store.catalogue.record(RecordID(1)))
        #expect(record.facts.title == "Dế Mèn phiêu lưu ký")
        #expect(record.facts.subjects == ["Thiếu nhi"])
        #expect(record.materials.count == 1)
        #expect(record.sourceFileName == "thu-vien.mrc")
    }

    @Test func `a readable form made anew replaces the old one and is indexed again`() async throws {
        let library = try TemporaryLibrary()
        let batch = try await newBatch(library)
        var book = try library.book("Một", text: "bản cũ", licence: "CC0-1.0", batch: batch)
        _ = try await library.take(book)
        try await library.store.indexPending()
        let html = try library.files.keepDerived(Array("<p id=\"d1\">bản mới</p>".utf8))
        book.sections = [DerivedSection(ordinal: 1, title: nil, tocLevel: nil, html: html)]
        book.passages = try library.files.keepDerived(
            PassageBlob.encode([Passage(ordinal: 1, section: 1, firstBlock: 1, heading: nil, text: "bản mới")]))

        #expect(try await library.take(book) == .changed(RecordID(1)))

        #expect(try await library.store.reading.isIndexed(RecordID(1)) == false)
        #expect(
            try await library.store.reading.section(1, of: RecordID(1), as: .visitor)?.html
                == "<p id=\"d1\">bản mới</p>")
        try await library.store.indexPending()
        #expect(try await library.store.reading.isIndexed(RecordID(1)))
    }
}

extension Sequence {
    func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
