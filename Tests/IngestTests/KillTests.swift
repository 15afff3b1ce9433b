import FileStore
import Foundation
import Glibc
import Library
import MadeFiles
import Randomness
import SQLiteStore
import Testing

/// Power cuts and crashes: whatever dies in the middle, what is there is whole,
/// and running again ends where an undisturbed run ends.
@Suite(.serialized, .enabled(if: Programs.areBuilt, "hoclieu and hoclieu-worker are built by swift build"))
struct KillTests {
    private let scratch: ScratchFolder
    private let input: String

    init() throws {
        scratch = try ScratchFolder()
        input = scratch.path + "/in"
        try Self.fill(scratch)
    }

    /// Books, lists, rejects and repeats, enough for a run of about a second.
    private static func fill(_ scratch: ScratchFolder) throws {
        let marc = (1...420).flatMap { number -> [UInt8] in
            if number % 97 == 0 { return Array("00099rác không phải là biểu ghi\u{1D}".utf8) }
            let year = 1950 + number % 70
            return MadeMARC().field("001", "k\(number)").field("003", "VN-TEST")
                .field("008", "750101s\(year)    vm            000 0 vie d")
                .field("100", "1 $aTác giả \(number % 40)").field("245", "10$aSách thứ \(number)")
                .field("260", "  $aHà Nội :$bKim Đồng,$c\(year)").bytes
        }
        try scratch.write("in/a.mrc", marc)
        for book in 1...5 {
            let chapters = (1...6).map { chapter in
                (1...12).map {
                    "Đoạn \($0) của chương \(chapter), quyển \(book): dòng sông chảy qua làng, người đi chợ về sớm."
                }
            }
            try scratch.write("in/b\(book).epub", MadeBook(title: "Quyển số \(book)", chapters: chapters).bytes)
        }
        try scratch.write(
            "in/c.csv", MadeTable.csv(titles: (1...300).map { "Truyện ngắn \($0)" } + ["", "Truyện cuối"]))
        try scratch.write("in/d.bin", [UInt8](repeating: 0, count: 300))
        try scratch.write("in/e.txt", "Một tệp văn bản thường.\n\nCó hai đoạn.")
        try scratch.write("in/e.yaml", "licence: PD\ncorrections:\n  title: Hai đoạn văn\n")
        try scratch.write("in/f.epub", Array("PK\u{3}\u{4} không phải tệp nén".utf8))
    }

    private func ingest(into data: String) throws -> Programs.Running {
        try Programs.start(["--data", data, "ingest", input, "--licence", "PD"])
    }

    private func dump(_ data: String) async throws -> String {
        let store = try LibraryStore.open(folder: data, contents: LibraryFiles(folder: data))
        let dump = try await store.dump()
        try store.close()
        return dump
    }

    private func verify(_ data: String) async throws -> [String] {
        guard FileManager.default.fileExists(atPath: data + "/hoclieu.sqlite") else { return [] }
        let store = try LibraryStore.open(folder: data, contents: LibraryFiles(folder: data))
        let report = try await store.verify()
        try store.close()
        return report.problems.map(\.description)
    }

    /// A whole run: its dump, and how long it took.
    private func undisturbed() async throws -> (dump: String, microseconds: Int) {
        let data = scratch.path + "/whole"
        let started = ContinuousClock.now
        let outcome = try ingest(into: data).wait()
        let took = Int((ContinuousClock.now - started) / .microseconds(1))
        #expect(outcome.code == 1, "\(outcome.errors)")
        return (try await dump(data), took)
    }

    @Test func `the same batch again changes nothing`() async throws {
        let data = scratch.data
        _ = try ingest(into: data).wait()
        let before = try await dump(data)

        let again = try Programs.run(["--data", data, "ingest", input, "--licence", "PD", "--json"])

        #expect(try await dump(data) == before)
        let counts = try again.json()["counts"] as? [String: Int]
        #expect(counts?["added"] == 0)
        #expect(counts?["changed"] == 0)
        #expect(try await verify(data) == [])
    }

    @Test func `the parent killed at 30 moments leaves a sound library, and the next run ends the same`() async throws {
        let whole = try await undisturbed()
        var moments = Moments(seed: 20_261_121, within: whole.microseconds)
        var killed = 0
        for attempt in 0..<120 where killed < 30 {
            let data = scratch.path + "/p\(attempt)"
            defer { try? FileManager.default.removeItem(atPath: data) }
            let running = try ingest(into: data)
            usleep(moments.next())
            running.kill()
            guard running.wait().code == -SIGKILL else {
                moments.lastWasTooLate()
                continue
            }
            killed += 1

            #expect(try await verify(data) == [], "moment \(attempt)")
            let outcome = try ingest(into: data).wait()
            #expect(outcome.code == 1, "moment \(attempt): \(outcome.errors)")
            #expect(try await dump(data) == whole.dump, "moment \(attempt)")
        }
        #expect(killed == 30)
    }

    @Test func `workers killed at 24 moments cost nothing: the same run ends the same`() async throws {
        let whole = try await undisturbed()
        var moments = Moments(seed: 7, within: whole.microseconds)
        var killed = 0
        for attempt in 0..<96 where killed < 24 {
            let data = scratch.path + "/w\(attempt)"
            defer { try? FileManager.default.removeItem(atPath: data) }
            let running = try ingest(into: data)
            usleep(moments.next())
            let victim = Self.worker(of: running, using: &moments.random)
            let hit = victim.map { kill($0, SIGKILL) == 0 } ?? false
            if hit { killed += 1 } else { moments.lastWasTooLate() }
            let outcome = running.wait()

            #expect(outcome.code == 1, "moment \(attempt): \(outcome.errors)")
            #expect(try await verify(data) == [], "moment \(attempt)")
            #expect(try await dump(data) == whole.dump, "moment \(attempt)")
        }
        #expect(killed == 24)
    }

    /// One of the run's workers that is alive now or, before the first has
    /// started, as soon as there is one; nil when the run is over.
    private static func worker(of running: Programs.Running, using random: inout SeededRandom) -> pid_t? {
        while running.isRunning {
            let living = ProcessTree.descendants(of: running.pid).filter {
                ProcessTree.name(of: $0) == "hoclieu-worker" && ProcessTree.isAlive($0)
            }
            if let victim = living.randomElement(using: &random) { return victim }
            usleep(1_000)
        }
        return nil
    }

    @Test func `a resumed run counts what the interrupted one had finished`() async throws {
        let whole = try await undisturbed()
        let data = scratch.data
        let running = try ingest(into: data)
        usleep(UInt32(whole.microseconds / 2))
        running.kill()
        _ = running.wait()

        let outcome = try Programs.run(["--data", data, "ingest", input, "--licence", "PD", "--json"])

        let counts = try #require(try outcome.json()["counts"] as? [String: Int])
        #expect(counts["read"] == 420 + 302 + 8)
        #expect(counts["rejected"] == (try outcome.json()["rejects"] as? [Any])?.count)
        #expect(outcome.code == 1)
    }

    @Test func `a parent killed again and again gets there in the end`() async throws {
        let whole = try await undisturbed()
        let data = scratch.data
        var random = SeededRandom(seed: 99)
        for _ in 0..<6 {
            let running = try ingest(into: data)
            usleep(UInt32(Int.random(in: 0...whole.microseconds / 2, using: &random)))
            running.kill()
            _ = running.wait()
        }

        _ = try ingest(into: data).wait()

        #expect(try await verify(data) == [])
        #expect(try await dump(data) == whole.dump)
        #expect(scratch.files(under: "data/inbox") == [])
    }
}

/// Seeded moments within a run, in microseconds from its start.
private struct Moments {
    var random: SeededRandom
    private var span: Int
    private var last = 0

    init(seed: UInt64, within microseconds: Int) {
        random = SeededRandom(seed: seed)
        span = microseconds
    }

    mutating func next() -> UInt32 {
        last = random.below(span + 1)
        return UInt32(last)
    }

    /// The run was over by then: it was faster than the one that was measured.
    mutating func lastWasTooLate() { span = last }
}
