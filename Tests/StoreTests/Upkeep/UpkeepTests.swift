import FileStore
import Foundation
import GRDB
import Library
import SQLiteStore
import Testing

@Suite struct UpkeepTests {
    /// Two books, one list, indexed.
    private func filled() async throws -> TemporaryLibrary {
        let library = try TemporaryLibrary()
        try await library.take([
            Sample.marc("1", "Số đỏ", by: "Vũ Trọng Phụng", isbn: "9786040000019") { $0.subjects = ["Văn học"] }
        ])
        let batch = try await library.store.ingest.openBatch(BatchRequest())
        _ = try await library.take(
            try library.book(
                "Dế Mèn", text: "Tôi sống độc lập từ thủa bé.", by: "Tô Hoài", licence: "CC0-1.0", batch: batch))
        _ = try await library.take(try library.book("Tắt đèn", text: "Sưu thuế.", by: "Ngô Tất Tố", batch: batch))
        try await library.store.ingest.close(batch)
        while try await library.store.indexPending() > 0 {}
        return library
    }

    private func spoil(_ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[bytes.count / 2] ^= 0x20
        try bytes.write(to: URL(fileURLWithPath: path))
    }

    @Test func `a library that was only used is clean`() async throws {
        let library = try await filled()

        let report = try await library.store.verify()

        #expect(report.problems == [])
        #expect(report.isClean)
        #expect((report.records, report.materials, report.originals, report.derived) == (3, 2, 3, 6))
        #expect(report.lines.last == "clean")
    }

    @Test func `verify names every damaged and missing file`() async throws {
        let library = try await filled()
        let material = try #require(try await library.store.catalogue.record(RecordID(2))?.materials.first)
        let section = try #require(try await library.store.reading.image("cover", of: RecordID(2), as: .staff)).hash
        try spoil(library.files.originalPath(material.original))
        try FileManager.default.removeItem(atPath: library.files.derivedPath(section))

        let problems = try await library.store.verify().problems

        #expect(Set(problems.map(\.code)) == [.originalDamaged, .derivedMissing])
        #expect(problems.contains { $0.detail.contains("Dế Mèn.epub") })
    }

    @Test func `verify notices a record that can no longer be found`() async throws {
        let library = try await filled()
        let precious = try DatabaseQueue(path: library.folder + "/hoclieu.sqlite")
        try await precious.write {
            try $0.execute(sql: "DELETE FROM recordHeading WHERE recordId = 1; DELETE FROM identifier")
        }

        let codes = try await library.store.verify().problems.map(\.code)

        #expect(Set(codes) == [.lookupWrong])
    }

    @Test func `a backup restores everything, into an empty folder and over a library`() async throws {
        let library = try await filled()
        try FileManager.default.createDirectory(
            atPath: library.folder + "/ingest/codes", withIntermediateDirectories: true)
        try Data("a: 1".utf8).write(to: URL(fileURLWithPath: library.folder + "/ingest/codes/kinds.yaml"))
        let dump = try await library.store.dump()
        let backup = TemporaryLibrary.newFolder() + ".hoclieu"
        defer { try? FileManager.default.removeItem(atPath: backup) }

        let report = try await library.store.backup(to: backup)
        #expect((report.originals, report.derived, report.missing) == (3, 6, []))
        #expect(!FileManager.default.fileExists(atPath: backup + ".unfinished"))

        let other = try TemporaryLibrary()
        try await other.take([Sample.marc("77", "Chưa có", by: "Ai")])
        try other.store.close()
        for folder in [TemporaryLibrary.newFolder(), other.folder] {
            try await LibraryStore.restore(from: backup, folder: folder) { try LibraryFiles(folder: $0) }
            let restored = try TemporaryLibrary(alsoAt: folder)
            while try await restored.store.indexPending() > 0 {}
            #expect(try await restored.store.verify().problems == [])
            #expect(try await restored.store.dump() == dump)
            #expect(FileManager.default.fileExists(atPath: folder + "/ingest/codes/kinds.yaml"))
            #expect(!FileManager.default.fileExists(atPath: folder + "/restoring"))
            if folder != other.folder { try? FileManager.default.removeItem(atPath: folder) }
        }
        #expect(FileManager.default.fileExists(atPath: other.folder + "/before-restore-1/hoclieu.sqlite"))
    }

    @Test func `a damaged, cut or foreign backup is refused and the library stays`() async throws {
        let library = try await filled()
        let backup = TemporaryLibrary.newFolder() + ".hoclieu"
        defer { try? FileManager.default.removeItem(atPath: backup) }
        try await library.store.backup(to: backup)
        let whole = try Data(contentsOf: URL(fileURLWithPath: backup))
        let dump = try await library.store.dump()
        try library.store.close()
        var damaged = whole
        // Inside a piece: the last bytes of the text of the first book.
        let place = try #require(whole.range(of: Data("Tôi sống độc lập".utf8)))
        damaged[place.lowerBound] ^= 1

        for bytes in [damaged, whole.prefix(whole.count / 2), Data("không phải".utf8), Data()] {
            try Data(bytes).write(to: URL(fileURLWithPath: backup))
            await #expect(throws: (any Error).self) {
                try await LibraryStore.restore(from: backup, folder: library.folder) { try LibraryFiles(folder: $0) }
            }
        }

        let again = try TemporaryLibrary(alsoAt: library.folder)
        #expect(try await again.store.dump() == dump)
        #expect(!FileManager.default.fileExists(atPath: library.folder + "/restoring"))
    }

    @Test func `a restore that a power cut stopped is completed at the next start`() async throws {
        let library = try await filled()
        let dump = try await library.store.dump()
        try library.store.close()
        // What the disk holds right after the decision: the new form waits, half of it in place.
        let manager = FileManager.default
        try manager.createDirectory(atPath: library.folder + "/restoring", withIntermediateDirectories: true)
        for name in ["originals", "hoclieu.sqlite", "derived"] {
            try manager.copyItem(atPath: "\(library.folder)/\(name)", toPath: "\(library.folder)/restoring/\(name)")
        }
        try manager.removeItem(atPath: library.folder + "/hoclieu.sqlite")
        try Data("before-restore-1".utf8).write(to: URL(fileURLWithPath: library.folder + "/restoring/ready"))

        let again = try TemporaryLibrary(alsoAt: library.folder)

        while try await again.store.indexPending() > 0 {}
        #expect(try await again.store.dump() == dump)
        #expect(try await again.store.verify().problems == [])
    }

    @Test func `names in a backup stay inside the folder`() {
        for name in ["codes/a.yaml", "a", "đường/dẫn.yaml"] { #expect(BackupNames.areSafe(name)) }
        for name in ["", "/etc/passwd", "../a", "a/../b", "a//b", "a\\b", "a/", "./a", "a\0b"] {
            #expect(!BackupNames.areSafe(name))
        }
    }
}
