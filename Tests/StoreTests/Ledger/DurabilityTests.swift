import FileStore
import Foundation
import GRDB
import Glibc
import Library
import Randomness
import SQLiteStore
import StartedProgram
import Testing

/// Power cuts and crashes under the load of twenty desks: no acknowledged act is
/// lost, none is there by half, and the library is sound.
@Suite(.serialized, .enabled(if: DeskLoad.isBuilt, "hoclieu-desk-load is built by swift build"))
struct DurabilityTests {
    private static let copies = 20

    @Test func `killed at 200 moments, the ledger has every act that was acknowledged, and none by half`() async throws
    {
        let load = try await DeskLoad(copies: Self.copies)
        var random = SeededRandom(seed: 20_261_126)
        var acknowledged = 0
        for moment in 0..<200 {
            if moment % 10 == 0 { try load.freshFolder() }
            let heard = try load.runKilled(first: Int64(moment) * 100_000 + 1, after: UInt32(random.below(40_000)))
            acknowledged += heard.count

            try await load.check(heard, "moment \(moment)")
        }
        #expect(acknowledged > 200)
    }

    @Test func `with unsynchronised writes cut at 200 points, the ledger has every act that was acknowledged`()
        async throws
    {
        let load = try await DeskLoad(copies: Self.copies)
        try load.freshFolder()
        let before = try load.databaseFiles()
        let journal = try CutJournal(path: load.runRecorded(acts: 240))
        var random = SeededRandom(seed: 7)
        var points = Set((0..<200).map { _ in random.below(journal.entries.count) })
        while points.count < 200 { points.insert(random.below(journal.entries.count)) }
        var disk = CutJournal.Disk(before)
        var inDoubt = 0
        var atPoints: [Int] = []

        for (number, entry) in journal.entries.enumerated() {
            disk.take(entry)
            guard points.contains(number) else { continue }
            try load.replaceDatabase(disk.afterCut(&random))
            try await load.check(disk.promised, "point \(number) of \(journal.entries.count)")
            inDoubt += disk.inDoubt > 0 ? 1 : 0
            atPoints.append(disk.promised.count)
        }

        #expect(atPoints.count == 200)
        // The cuts must hurt: at most points something was in doubt, and at the last ones much was promised.
        #expect(inDoubt > 100)
        #expect((atPoints.last ?? 0) > 150)
    }

    @Test func `a writer that does not synchronise is found out`() async throws {
        let load = try await DeskLoad(copies: Self.copies)
        try load.freshFolder()
        let before = try load.databaseFiles()
        let journal = try CutJournal(path: load.runRecorded(acts: 60))
        var disk = CutJournal.Disk(before)
        var random = SeededRandom(seed: 3)

        // The same run on a disk that only pretends: no synchronisation counts.
        for entry in journal.entries where entry.kind != 4 { disk.take(entry) }
        try load.replaceDatabase(disk.afterCut(&random))

        let found = try? await load.acts()
        #expect(found?.keys.filter { disk.promised.contains($0) }.count ?? 0 < disk.promised.count)
    }
}

/// A library for the program that plays desks, and what is left of it.
final class DeskLoad {
    static let program: String = {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (path as NSString).deletingLastPathComponent + "/hoclieu-desk-load"
    }()
    static let isBuilt = access(program, X_OK) == 0
    private static let databases = ["hoclieu.sqlite", "hoclieu.sqlite-wal", "passages.sqlite", "passages.sqlite-wal"]

    private let scratch: String
    private var folder: String { scratch + "/library" }
    private let template: String
    private let words: [String]

    init(copies: Int) async throws {
        scratch = TemporaryLibrary.newFolder()
        template = scratch + "/template"
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        let samples = try await LedgerSamples()
        _ = try await samples.copies(copies, at: samples.school)
        words =
            [samples.school.point, samples.other.point].map(\.description) + [samples.school.unit.description]
            + [String(copies)]
        try samples.library.store.close()
        try FileManager.default.copyItem(atPath: samples.library.folder, toPath: template)
    }

    deinit { try? FileManager.default.removeItem(atPath: scratch) }

    func freshFolder() throws {
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.copyItem(atPath: template, toPath: folder)
    }

    private func start(
        first: Int64, acts: Int, journal: [String] = [], output: StartedProgram.Output = .nowhere
    ) throws -> StartedProgram {
        try StartedProgram(
            Self.program, [folder] + words + [String(first), String(acts)] + journal, output: output)
    }

    /// Kills the program some microseconds after its first act; the acts it acknowledged.
    func runKilled(first: Int64, after microseconds: UInt32) throws -> Set<Int64> {
        let pipe = Pipe()
        let program = try start(
            first: first, acts: 90_000, output: .descriptor(pipe.fileHandleForWriting.fileDescriptor))
        try pipe.fileHandleForWriting.close()
        var heard = pipe.fileHandleForReading.availableData
        usleep(microseconds)
        program.kill()
        heard += pipe.fileHandleForReading.readDataToEndOfFile()
        program.wait()
        let text = String(decoding: heard, as: UTF8.self)
        // A line without its end was not heard.
        return Set(text.split(separator: "\n").dropLast(text.hasSuffix("\n") ? 0 : 1).compactMap { Int64($0) })
    }

    /// Runs it to its end with a recorder; the path of the journal.
    func runRecorded(acts: Int) throws -> String {
        let journal = scratch + "/journal"
        #expect(try start(first: 1, acts: acts, journal: [journal]).wait() == 0)
        return journal
    }

    func databaseFiles() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in Self.databases {
            if let data = FileManager.default.contents(atPath: "\(folder)/\(name)") {
                files["\(folder)/\(name)"] = [UInt8](data)
            }
        }
        return files
    }

    /// As after starting the machine again: no shared memory is left.
    func replaceDatabase(_ files: [String: [UInt8]]) throws {
        for name in Self.databases + ["hoclieu.sqlite-shm", "passages.sqlite-shm"] { unlink("\(folder)/\(name)") }
        for (path, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: path)) }
    }

    /// How many events of each act there are.
    func acts() async throws -> [Int64: Int] {
        let file = try DatabaseQueue(path: folder + "/hoclieu.sqlite")
        return try await file.read { db in
            var acts: [Int64: Int] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT id FROM ledgerEvent WHERE deviceId = 3") {
                let bytes: Data = row[0]
                let low = bytes.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                acts[Int64((low & ~(1 << 63)) >> 3), default: 0] += 1
            }
            return acts
        }
    }

    func check(_ promised: Set<Int64>, _ when: String) async throws {
        let store = try LibraryStore.open(folder: folder, contents: LibraryFiles(folder: folder))
        let problems = try await store.verify().problems
        try store.close()
        let acts = try await acts()

        #expect(problems == [], "\(when)")
        #expect(promised.subtracting(acts.keys) == [], "\(when): acknowledged acts are lost")
        #expect(acts.values.allSatisfy { $0 == 5 }, "\(when): an act is there by half")
    }
}
