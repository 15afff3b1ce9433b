import FileStore
import Foundation
import GRDB
import Library
import SQLiteStore
import Testing

@Suite struct OpeningTests {
    @Test func `the live writer of the precious database waits for the disk`() async throws {
        let library = try TemporaryLibrary()

        let levels = try await library.store.synchronousLevels()

        #expect(levels.precious == 2, "FULL: an acknowledged commit survives a power cut")
        #expect(levels.passages == 1, "NORMAL: passages can be made again")
    }

    @Test func `both databases keep a write-ahead log and refuse orphans`() throws {
        let library = try TemporaryLibrary()

        for name in ["hoclieu.sqlite", "passages.sqlite"] {
            let other = try DatabaseQueue(path: "\(library.folder)/\(name)")
            #expect(try other.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
            #expect(try other.read { try Int.fetchOne($0, sql: "PRAGMA application_id") } == 0x684C_6965)
        }
        let precious = try DatabaseQueue(path: library.folder + "/hoclieu.sqlite")
        #expect(throws: DatabaseError.self) {
            try precious.write { try $0.execute(sql: "INSERT INTO neverMerge VALUES (99, 'x')") }
        }
    }

    @Test func `every table of ours is strict`() throws {
        let library = try TemporaryLibrary()
        let precious = try DatabaseQueue(path: library.folder + "/hoclieu.sqlite")
        let ours = [
            "bibRecord", "sourceRecord", "material", "section", "heading", "identifier", "recordChange", "ingestBatch",
        ]

        for table in ours {
            let strict = try precious.read {
                try Bool.fetchOne($0, sql: "SELECT strict FROM pragma_table_list WHERE name = ?", arguments: [table])
            }
            #expect(strict == true, "\(table)")
        }
    }

    @Test func `an older program refuses a newer library`() throws {
        let library = try TemporaryLibrary()
        try library.store.close()
        let precious = try DatabaseQueue(path: library.folder + "/hoclieu.sqlite")
        try precious.write { try $0.execute(sql: "PRAGMA user_version = 9999") }
        try precious.close()

        #expect(throws: StoreError.self) { try LibraryStore.open(folder: library.folder, contents: library.files) }
        do {
            _ = try LibraryStore.open(folder: library.folder, contents: library.files)
        } catch StoreError.newerDatabase(let found, let known) {
            #expect(found == 9999)
            #expect(known < 100)
        }
    }

    @Test func `a database of another program is refused and left alone`() throws {
        let folder = TemporaryLibrary.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = try LibraryFiles(folder: folder)
        let foreign = try DatabaseQueue(path: folder + "/hoclieu.sqlite")
        try foreign.write { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
        try foreign.close()

        #expect(throws: StoreError.notALibrary(folder + "/hoclieu.sqlite")) {
            try LibraryStore.open(folder: folder, contents: files)
        }
    }

    @Test func `an older library is copied aside before it is migrated`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([Sample.marc("1", "Số đỏ", by: "Vũ Trọng Phụng")])
        try library.store.close()
        // As if one migration were new: it is not noted as done, and its columns are not there.
        let precious = try DatabaseQueue(path: library.folder + "/hoclieu.sqlite")
        try await precious.write { db in
            let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = 'search-2'")
            try db.execute(sql: "ALTER TABLE recordPending DROP COLUMN change")
            try db.execute(sql: "ALTER TABLE recordIndexState DROP COLUMN flushes")
            try db.execute(sql: "PRAGMA user_version = \(version - 1)")
        }
        let version = try await precious.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
        try precious.close()

        let again = try TemporaryLibrary(alsoAt: library.folder)

        #expect(try await again.facts(1)?.title == "Số đỏ")
        let copy = try DatabaseQueue(path: "\(library.folder)/backups/hoclieu-before-\(version).sqlite")
        #expect(try await copy.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM bibRecord") } == 1)
        #expect(try await copy.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == version)
    }

    @Test func `two that open a new folder at once both get the same library`() async throws {
        let folder = TemporaryLibrary.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }

        let stores = try await withThrowingTaskGroup(of: LibraryStore.self) { group in
            for _ in 1...2 {
                group.addTask { try LibraryStore.open(folder: folder, contents: try LibraryFiles(folder: folder)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        for store in stores {
            #expect(try await store.catalogue.size().records == 0)
            try store.close()
        }
    }

    @Test func `many can have the library open, but none while it is restored`() async throws {
        let library = try TemporaryLibrary()
        let second = try TemporaryLibrary(alsoAt: library.folder)
        #expect(try await second.store.catalogue.size().records == 0)
        let backup = TemporaryLibrary.newFolder() + ".backup"
        defer { try? FileManager.default.removeItem(atPath: backup) }
        try await library.store.backup(to: backup)

        await #expect(throws: StoreError.inUse(library.folder + "/lock")) {
            try await LibraryStore.restore(from: backup, folder: library.folder) { try LibraryFiles(folder: $0) }
        }
    }
}
