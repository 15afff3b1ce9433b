import FileStore
import Foundation
import Library
import SQLiteStore
import Synchronization
import Testing

/// The server's own backups, with a clock and a disk that the tests move.
@Suite struct DailyBackupTests {
    private static let start = Day(2026, 11, 21)!.start.adding(.seconds(3 * 3_600))

    private func filled() async throws -> TemporaryLibrary {
        let library = try TemporaryLibrary()
        let batch = try await library.store.ingest.openBatch(BatchRequest())
        _ = try await library.take(
            try library.book("Dế Mèn", text: "Tôi sống độc lập từ thủa bé.", licence: "CC0-1.0", batch: batch))
        try await library.store.ingest.close(batch)
        while try await library.store.indexPending() > 0 {}
        return library
    }

    private func rules(_ library: TemporaryLibrary, days: Int = 7) -> BackupRules {
        BackupRules(folder: library.folder + "/backups", daysKept: days, reserve: 1 << 20)
    }

    private func make(
        _ library: TemporaryLibrary, _ rules: BackupRules, day: Int, free: Int64? = 1 << 40
    ) async throws -> BackupNote? {
        let now = Self.start.adding(.seconds(day * 86_400))
        return try await library.store.keepDailyBackup(rules, now: { now }, freeSpace: { _ in free })
    }

    /// Without what all days have in common.
    private func files(_ library: TemporaryLibrary) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: library.folder + "/backups")) ?? []).sorted().filter {
            $0 != "hoclieu-files"
        }
    }

    @Test func `every day has a checked backup from which the library can be restored`() async throws {
        let library = try await filled()
        let dump = try await library.store.dump()

        let made = try #require(try await make(library, rules(library), day: 0))
        let again = try await make(library, rules(library), day: 0)

        #expect(made.outcome == .checked)
        #expect(made.byteCount > 0 && made.missing == 0)
        #expect(again == nil)
        #expect(files(library) == ["hoclieu-2026-11-21.backup"])
        #expect(try await library.store.backups.standing() == BackupStanding(last: made, lastGood: made))
        let folder = TemporaryLibrary.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await LibraryStore.restore(from: made.path, folder: folder) { try LibraryFiles(folder: $0) }
        let restored = try TemporaryLibrary(alsoAt: folder)
        while try await restored.store.indexPending() > 0 {}
        #expect(try await restored.store.dump() == dump)
    }

    @Test func `days that have passed go, what somebody else put there stays`() async throws {
        let library = try await filled()
        let foreign = library.folder + "/backups/hoclieu-before-3.sqlite"
        _ = try await make(library, rules(library, days: 2), day: 0)
        try Data("x".utf8).write(to: URL(fileURLWithPath: foreign))
        try Data("x".utf8).write(
            to: URL(fileURLWithPath: library.folder + "/backups/hoclieu-2026-11-20.backup.unfinished"))

        for day in 1...3 { #expect(try await make(library, rules(library, days: 2), day: day)?.outcome == .checked) }

        #expect(
            files(library) == ["hoclieu-2026-11-23.backup", "hoclieu-2026-11-24.backup", "hoclieu-before-3.sqlite"])
    }

    @Test func `a disk without room gives up older backups, never the last, and says so`() async throws {
        let library = try await filled()
        for day in 0...2 { _ = try await make(library, rules(library), day: day) }

        let refused = try #require(try await make(library, rules(library), day: 3, free: 1 << 20))

        #expect(refused.outcome == .noRoom)
        #expect(refused.byteCount > 0)
        #expect(files(library) == ["hoclieu-2026-11-23.backup"])
        let standing = try await library.store.backups.standing()
        #expect(standing.last == refused)
        #expect(standing.lastGood?.path.hasSuffix("2026-11-23.backup") == true)
        #expect(standing.isWorrying(at: refused.at))
    }

    @Test func `a backup that cannot be written is a failure that is told, and the next works`() async throws {
        let library = try await filled()
        var wrong = rules(library)
        wrong.folder = library.folder + "/hoclieu.sqlite/backups"
        let told = Mutex(0)
        let now = Self.start

        let failed = try await library.store.keepDailyBackup(
            wrong, now: { now }, freeSpace: { _ in nil }, failed: { _ in told.withLock { $0 += 1 } })
        let next = try await make(library, rules(library), day: 1)

        #expect(failed?.outcome == .failed)
        #expect(told.withLock { $0 } == 1)
        #expect(next?.outcome == .checked)
    }

    @Test func `a damaged original is left out and told, so that the rest can be restored`() async throws {
        let library = try await filled()
        let material = try #require(try await library.store.catalogue.record(RecordID(1))?.materials.first)
        let path = library.files.originalPath(material.original)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        try Data("hỏng".utf8).write(to: URL(fileURLWithPath: path))

        let made = try #require(try await make(library, rules(library), day: 0))

        #expect((made.outcome, made.missing) == (.checked, 1))
        let folder = TemporaryLibrary.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await LibraryStore.restore(from: made.path, folder: folder) { try LibraryFiles(folder: $0) }
        let restored = try TemporaryLibrary(alsoAt: folder)
        while try await restored.store.indexPending() > 0 {}
        #expect(try await restored.store.verify().problems.map(\.code) == [.originalMissing])
    }

    @Test func `desks go on while a backup is made, and it is one moment's state`() async throws {
        let library = try await filled()
        let rules = rules(library)
        let store = library.store
        let now = Self.start

        async let made = store.keepDailyBackup(rules, now: { now }, freeSpace: { _ in nil })
        for number in 1...30 { try await library.take([Sample.marc("\(number)", "Sách \(number)")]) }
        let note = try await made

        while try await store.indexPending() > 0 {}
        #expect(note?.outcome == .checked)
        #expect(try await store.verify().problems == [])
    }

    @Test func `an end of the server ends a backup and leaves nothing half made`() async throws {
        let library = try await filled()
        let rules = rules(library)
        let store = library.store
        let now = Self.start

        let work = Task { try await store.keepDailyBackup(rules, now: { now }, freeSpace: { _ in nil }) }
        work.cancel()
        let ended = await work.result

        if case .success(let note) = ended { #expect(note?.outcome == .checked) }
        #expect(files(library).allSatisfy { $0.hasSuffix(".backup") })
    }
}
