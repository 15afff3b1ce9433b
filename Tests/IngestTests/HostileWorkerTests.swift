import Foundation
import Ingest
import Library
import Testing

/// A worker that a hostile book has taken over, or that is broken: the parent
/// believes none of it, and only the one file suffers.
@Suite struct HostileWorkerTests {
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
    }

    /// Frames as `printf` writes them.
    private static func octal(_ replies: [WorkerReply]) -> String {
        var writer = ByteWriter()
        for reply in replies { _ = writer.putFrame(reply) }
        return writer.bytes.map { "\\" + String($0, radix: 8).leftPadded(3) }.joined()
    }

    private static let hello = octal([.hello(version: WireVersion.current)])

    /// Reads one file with a worker that is a shell script; what was handed over
    /// and how it ended. One that loops ends even when the tests are killed.
    private func read(_ script: String, limits: WorkerLimits = Self.quick) async throws -> (
        replies: [WorkerReply], failure: WorkerFailure?
    ) {
        let program = try scratch.script(
            "worker-\(UUID().uuidString.prefix(8))", "#!/bin/sh\nulimit -t 600\n" + script + "\n")
        let file = try scratch.write("a.txt", "chữ")
        var settings = WorkerSettings(
            executable: program, ingestFolder: scratch.path, inboxFolder: scratch.path + "/inbox",
            confinement: .none(reason: "a test"))
        settings.limits = limits
        let pool = WorkerPool(settings, size: 1)
        let heard = Heard()
        var failure: WorkerFailure?
        do {
            try await pool.read(file, named: "a.txt", byteCount: 4) { await heard.add($0) }
        } catch let thrown as WorkerFailure {
            failure = thrown
        }
        await pool.shutDown()
        #expect(scratch.files(under: "inbox").isEmpty)
        return (await heard.replies, failure)
    }

    private static var quick: WorkerLimits {
        var limits = WorkerLimits()
        limits.stallSeconds = 0.7
        limits.fileSeconds = 1.5
        return limits
    }

    private static func refusal(_ failure: WorkerFailure?) -> DiagnosticCode? {
        failure?.diagnostic(after: SourcePosition()).code
    }

    @Test func `a worker that answers well is believed`() async throws {
        let replies: [WorkerReply] = [.format(.text), .item(.progress(0.5)), .finished(items: 1)]

        let outcome = try await read(
            "printf '\(Self.hello)'; head -c 9 >/dev/null; printf '\(Self.octal(replies))'; cat >/dev/null")

        #expect(outcome.failure == nil)
        #expect(outcome.replies == replies)
    }

    @Test func `garbage instead of frames is a broken protocol`() async throws {
        let outcome = try await read("printf '\(Self.hello)'; head -c 9 >/dev/null; head -c 4096 /dev/zero; sleep 9")
        #expect(Self.refusal(outcome.failure) == .workerProtocol)
    }

    @Test func `a frame of two gigabytes is not waited for`() async throws {
        let outcome = try await read(
            "printf '\(Self.hello)'; head -c 9 >/dev/null; printf '\\377\\377\\377\\177\\021'; sleep 9")
        #expect(Self.refusal(outcome.failure) == .workerProtocol)
    }

    @Test func `words after the last word are a broken protocol`() async throws {
        let replies = Self.octal([.format(.text), .finished(items: 0), .noPage])
        let outcome = try await read("printf '\(Self.hello)'; head -c 9 >/dev/null; printf '\(replies)'; sleep 9")
        #expect(Self.refusal(outcome.failure) == .workerProtocol)
    }

    @Test func `a worker that loops in silence is stopped`() async throws {
        let outcome = try await read("printf '\(Self.hello)'; while :; do :; done")
        #expect(Self.refusal(outcome.failure) == .workerTimeout)
    }

    @Test func `a worker that goes on for ever a little at a time is stopped`() async throws {
        let drop = Self.octal([.item(.progress(0.1))])
        let outcome = try await read("printf '\(Self.hello)'; while :; do printf '\(drop)'; sleep 0.2; done")
        #expect(Self.refusal(outcome.failure) == .workerTimeout)
    }

    @Test func `a worker that dies says how`() async throws {
        let outcome = try await read(
            "printf '\(Self.hello)'; head -c 9 >/dev/null; echo 'Fatal error: Index out of range' >&2; kill -ILL $$")
        #expect(Self.refusal(outcome.failure) == .workerCrashed)
        #expect("\(String(describing: outcome.failure))".contains("Index out of range"))
    }

    @Test func `what this process itself holds does not make a crash one of memory`() async throws {
        var limits = Self.quick
        limits.memoryBytes = 1 << 20
        let outcome = try await read(
            "printf '\(Self.hello)'; head -c 9 >/dev/null; kill -ILL $$", limits: limits)
        #expect(Self.refusal(outcome.failure) == .workerCrashed)
    }

    @Test func `a worker that stopped itself for memory says so`() async throws {
        let outcome = try await read("printf '\(Self.hello)'; head -c 9 >/dev/null; exit \(WorkerExit.memory)")
        #expect(Self.refusal(outcome.failure) == .workerMemory)
    }

    @Test func `a worker of another version is not used`() async throws {
        let outcome = try await read("printf '\(Self.octal([.hello(version: 999)]))'; cat >/dev/null")
        guard case .couldNotStart = outcome.failure else {
            Issue.record("\(String(describing: outcome.failure))")
            return
        }
    }

    @Test func `a program that is not there is said`() async throws {
        let settings = WorkerSettings(
            executable: scratch.path + "/none", ingestFolder: scratch.path, inboxFolder: scratch.path + "/inbox",
            confinement: .none(reason: "a test"))
        let pool = WorkerPool(settings, size: 1)
        await #expect(throws: WorkerFailure.self) { try await pool.greet() }
    }

    @Test func `a listener that gives up costs the worker, not the pool`() async throws {
        let frames = Self.octal([.format(.text), .item(.progress(0.1))])
        let program = try scratch.script(
            "worker", "#!/bin/sh\nprintf '\(Self.hello)'; head -c 9 >/dev/null; printf '\(frames)'; sleep 20\n")
        let file = try scratch.write("a.txt", "chữ")
        let settings = WorkerSettings(
            executable: program, ingestFolder: scratch.path, inboxFolder: scratch.path + "/inbox",
            confinement: .none(reason: "a test"))
        let pool = WorkerPool(settings, size: 1)
        struct Enough: Error {}

        for _ in 0..<3 {
            await #expect(throws: Enough.self) {
                try await pool.read(file, named: "a.txt", byteCount: 4) { _ in throw Enough() }
            }
        }

        await pool.shutDown()
        #expect(scratch.files(under: "inbox").isEmpty)
    }
}

private actor Heard {
    private(set) var replies: [WorkerReply] = []
    func add(_ batch: [WorkerReply]) { replies += batch }
}

extension String {
    fileprivate func leftPadded(_ width: Int) -> String { String(repeating: "0", count: max(0, width - count)) + self }
}
