import FileStore
import Foundation
import GRDB
import Library
import Randomness
import Testing

@testable import SQLiteStore

/// What the backups of all days have in common.
@Suite struct BackupShelfTests {
    private static let start = Day(2026, 11, 21)!.start.adding(.seconds(3 * 3_600))

    private func make(_ library: TemporaryLibrary, keeping days: Int, day: Int) async throws -> BackupNote {
        let now = Self.start.adding(.seconds(day * 86_400))
        let rules = BackupRules(folder: library.folder + "/backups", daysKept: days, reserve: 1 << 20)
        return try #require(
            try await library.store.keepDailyBackup(rules, now: { now }, freeSpace: { _ in 1 << 40 }))
    }

    private func take(_ title: String, _ library: TemporaryLibrary) async throws -> BatchID {
        let batch = try await library.store.ingest.openBatch(BatchRequest())
        _ = try await library.take(
            try library.book(title, text: "Lời của \(title).", licence: "CC0-1.0", batch: batch))
        try await library.store.ingest.close(batch)
        while try await library.store.indexPending() > 0 {}
        return batch
    }

    private func shelved(_ library: TemporaryLibrary) -> Set<String> {
        let folder = library.folder + "/backups/hoclieu-files"
        let all = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return Set(all.filter { $0.contains("/") }.map { String($0.dropFirst(3)) })
    }

    private func originals(_ library: TemporaryLibrary) async throws -> Set<String> {
        let hashes = try await library.store.databases.precious.read { db in try KeptFiles(db).originals.map(\.hash) }
        for hash in hashes { #expect(try library.files.state(of: hash, .original) == .sound) }
        return Set(hashes.map(\.hex))
    }

    /// What a library of a day was.
    private struct Kept { var path: String; var dump: String; var originals: Set<String> }

    /// The lines that one of two dumps has and the other not.
    private static func difference(_ one: String, _ other: String) -> String {
        let (left, right) = (Set(one.split(separator: "\n")), Set(other.split(separator: "\n")))
        let lost = left.subtracting(right).prefix(3).map { "- \($0.prefix(300))" }
        return (lost + right.subtracting(left).prefix(3).map { "+ \($0.prefix(300))" }).joined(separator: "\n")
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `every kept day gives back the library and the files of that day, and no original lies there twice`(
        _ seed: UInt64
    ) async throws {
        // Given eight days on which books come and go, three of which are kept.
        var random = SeededRandom(seed: seed)
        let library = try TemporaryLibrary()
        var batches: [BatchID] = []
        var kept: [Kept] = []
        for day in 0..<8 {
            for number in 0..<Int.random(in: 0...2, using: &random) {
                batches.append(try await take("Sách \(day) \(number)", library))
            }
            if !batches.isEmpty, Int.random(in: 0..<3, using: &random) > 0 {
                let batch = batches.remove(at: Int.random(in: 0..<batches.count, using: &random))
                _ = try await library.store.ingest.undo(batch)
            }
            // Passages of a book that is gone leave at the second look.
            for _ in 0..<2 { while try await library.store.indexPending() > 0 {} }
            let dump = try await library.store.dump()
            let originals = try await originals(library)
            let note = try await make(library, keeping: 3, day: day)
            #expect((note.outcome, note.missing) == (.checked, 0))
            kept = (kept + [Kept(path: note.path, dump: dump, originals: originals)]).suffix(3)

            // Then what is there is what the kept days name, each once.
            #expect(shelved(library) == kept.reduce(into: []) { $0.formUnion($1.originals) }, "day \(day)")
        }

        // When any of them is restored, then it is the library of its day.
        for day in kept {
            let folder = TemporaryLibrary.newFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let missing = try await LibraryStore.restore(from: day.path, folder: folder) {
                try LibraryFiles(folder: $0)
            }
            let restored = try TemporaryLibrary(alsoAt: folder)
            while try await restored.store.indexPending() > 0 {}
            #expect(missing == [])
            let back = try await restored.store.dump()
            #expect(back == day.dump, "\(Self.difference(day.dump, back))")
            #expect(try await originals(restored) == day.originals)
            #expect(try await restored.store.verify().problems == [])
        }
    }

    @Test func `a second day takes the room of its database, not of its originals`() async throws {
        let library = try TemporaryLibrary()
        let path = library.folder + "/large.txt"
        try Data(repeating: 0x61, count: 8 << 20).write(to: URL(fileURLWithPath: path))
        let batch = try await library.store.ingest.openBatch(BatchRequest())
        var book = try library.book("Sách lớn", text: "Lời.", licence: "CC0-1.0", batch: batch)
        book.file = try library.files.keepOriginal(at: path)
        _ = try await library.take(book)
        try await library.store.ingest.close(batch)

        let first = try await make(library, keeping: 7, day: 0)
        let inode = try inode(of: library)
        let second = try await make(library, keeping: 7, day: 1)

        for note in [first, second] {
            #expect(note.byteCount > 8 << 20, "what can be restored is told")
            let size = try FileManager.default.attributesOfItem(atPath: note.path)[.size] as? Int ?? 0
            #expect(size < 8 << 20)
        }
        #expect(try self.inode(of: library) == inode, "the file was not written again")
    }

    private func inode(of library: TemporaryLibrary) throws -> Int {
        let name = try #require(shelved(library).first)
        let path = "\(library.folder)/backups/hoclieu-files/\(name.prefix(2))/\(name)"
        return try #require(
            try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int)
    }

    @Test func `without one of its files a day is refused with their names, or restored without them`() async throws {
        let library = try TemporaryLibrary()
        _ = try await take("Dế Mèn", library)
        _ = try await take("Tắt đèn", library)
        let note = try await make(library, keeping: 7, day: 0)
        let lost = try #require(try await library.store.catalogue.record(RecordID(2))?.materials.first).original
        let shelf = library.folder + "/backups/hoclieu-files"
        try FileManager.default.removeItem(atPath: "\(shelf)/\(lost.hex.prefix(2))/\(lost.hex)")
        let folder = TemporaryLibrary.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }

        await #expect(throws: StoreError.backupIncomplete(shelf: shelf, missing: ["Tắt đèn.epub (\(lost))"])) {
            try await LibraryStore.restore(from: note.path, folder: folder) { try LibraryFiles(folder: $0) }
        }
        #expect(!FileManager.default.fileExists(atPath: folder + "/hoclieu.sqlite"))
        let missing = try await LibraryStore.restore(from: note.path, folder: folder, isPartial: true) {
            try LibraryFiles(folder: $0)
        }

        #expect(missing == ["Tắt đèn.epub (\(lost))"])
        let restored = try TemporaryLibrary(alsoAt: folder)
        while try await restored.store.indexPending() > 0 {}
        #expect(try await restored.store.verify().problems.map(\.code) == [.originalMissing])
    }

    @Test func `a copy that was spoilt is made anew, and mends what was spoilt in the library`() async throws {
        let library = try TemporaryLibrary()
        _ = try await take("Dế Mèn", library)
        let hash = try #require(try await library.store.catalogue.record(RecordID(1))?.materials.first).original
        let own = library.files.originalPath(hash)
        let copy = "\(library.folder)/backups/hoclieu-files/\(hash.hex.prefix(2))/\(hash.hex)"
        _ = try await make(library, keeping: 7, day: 0)
        try Data("hỏng".utf8).write(to: URL(fileURLWithPath: copy))

        let mended = try await make(library, keeping: 7, day: 1)
        #expect((mended.outcome, mended.missing) == (.checked, 0))
        #expect(try library.files.hash(ofFileAt: copy) == hash)

        // What is spoilt in the library itself is told, and the day has it all the same.
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: own)
        try Data("hỏng".utf8).write(to: URL(fileURLWithPath: own))
        let told = try await make(library, keeping: 7, day: 2)
        #expect((told.outcome, told.missing) == (.checked, 1))
        let folder = TemporaryLibrary.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await LibraryStore.restore(from: told.path, folder: folder) { try LibraryFiles(folder: $0) }
        #expect(try LibraryFiles(folder: folder).state(of: hash, .original) == .sound)
    }

    @Test func `while a day cannot be read nothing it may name is taken away`() async throws {
        let library = try TemporaryLibrary()
        let batch = try await take("Dế Mèn", library)
        let first = try await make(library, keeping: 2, day: 0)
        let all = shelved(library)
        _ = try await library.store.ingest.undo(batch)
        try Data("hỏng".utf8).write(to: URL(fileURLWithPath: first.path))

        _ = try await make(library, keeping: 2, day: 1)
        let beside = shelved(library)
        _ = try await make(library, keeping: 2, day: 2)

        #expect(!all.isEmpty && beside == all)
        #expect(shelved(library).isEmpty, "its days are over")
    }

    @Test func `a backup in one file, as by hand, needs nothing beside it`() async throws {
        let library = try TemporaryLibrary()
        _ = try await take("Dế Mèn", library)
        let place = TemporaryLibrary.newFolder()
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: place) }

        try await library.store.backup(to: place + "/tay.backup")

        #expect(try FileManager.default.contentsOfDirectory(atPath: place) == ["tay.backup"])
        let missing = try await LibraryStore.restore(from: place + "/tay.backup", folder: place + "/moi") {
            try LibraryFiles(folder: $0)
        }
        #expect(missing == [])
    }
}
