import Foundation
import Glibc
import Ingest
import Library
import MadeFiles
import StartedProgram
import Testing

/// What a worker that a hostile file has taken over can reach.
@Suite(.enabled(if: Programs.areBuilt, "hoclieu and hoclieu-worker are built by swift build"))
struct ConfinementTests {
    private static let confinement = Confinement.detect()
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
    }

    private static var isAvailable: Bool { if case .bubblewrap = confinement { true } else { false } }

    @Test(.enabled(if: isAvailable, "this system does not let bubblewrap make namespaces"))
    func `a confined worker reaches neither database, nor network, nor other processes`() async throws {
        let database = try scratch.write("data/hoclieu.sqlite", "SQLite format 3")
        let inbox = scratch.data + "/inbox"

        let report = try await WorkerSelfTest.run(
            WorkerSettings(
                executable: Programs.worker, ingestFolder: Programs.repository + "/ingest", inboxFolder: inbox,
                confinement: Self.confinement), database: database)

        #expect(report.count >= 6)
        #expect(report.reached.isEmpty, "\(report)")
    }

    @Test func `the self-test can tell: without confinement the database is reached`() async throws {
        let database = try scratch.write("data/hoclieu.sqlite", "SQLite format 3")

        let report = try await WorkerSelfTest.run(
            WorkerSettings(
                executable: Programs.worker, ingestFolder: Programs.repository + "/ingest",
                inboxFolder: scratch.data + "/inbox",
                confinement: .none(reason: "a test")), database: database)

        #expect(report.reached.contains("database-read"))
    }

    @Test func `a worker that takes too much memory stops itself and says so`() throws {
        let worker = try StartedProgram(
            Programs.worker, ["--memory", String(512 << 20), "--self-test-memory", "yes"])

        #expect(worker.wait() == WorkerExit.memory)
    }

    @Test(.enabled(if: isAvailable, "this system does not let bubblewrap make namespaces"))
    func `a worker dies with its parent`() async throws {
        // A big file keeps the worker at work.
        let rows = (0..<60_000).map { "Nhan đề thứ \($0)" }
        try scratch.write("in/a.csv", MadeTable.csv(titles: rows))
        let running = try Programs.start(["--data", scratch.data, "ingest", scratch.path + "/in"])
        var workers: [pid_t] = []
        while workers.isEmpty, running.isRunning {
            usleep(5_000)
            workers = ProcessTree.descendants(of: running.pid)
        }
        #expect(!workers.isEmpty)

        running.kill()
        _ = running.wait()

        var left = workers
        for _ in 0..<200 where !left.isEmpty {
            usleep(10_000)
            left = left.filter { kill($0, 0) == 0 }
        }
        #expect(left.isEmpty)
    }
}

/// Processes by their parents, from /proc.
enum ProcessTree {
    static func descendants(of root: pid_t) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        var parents: [pid_t: pid_t] = [:]
        for name in names {
            guard let pid = pid_t(name), let fields = fields(of: pid), fields.count > 1 else { continue }
            parents[pid] = pid_t(fields[1])
        }
        return parents.keys.filter { pid in
            var next = parents[pid]
            while let parent = next, parent > 1 {
                if parent == root { return true }
                next = parents[parent]
            }
            return false
        }.sorted()
    }

    static func name(of pid: pid_t) -> String {
        ((try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8)) ?? "").trimmingCharacters(
            in: .whitespacesAndNewlines)
    }

    /// False for what has ended and only waits for its parent to notice.
    static func isAlive(_ pid: pid_t) -> Bool {
        guard let fields = fields(of: pid), let state = fields.first else { return false }
        return !["Z", "X"].contains(state)
    }

    /// State, parent and so on: what /proc/PID/stat says after the name.
    private static func fields(of pid: pid_t) -> [Substring]? {
        guard let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = status.lastIndex(of: ")")
        else { return nil }
        return status[status.index(after: end)...].split(separator: " ")
    }
}
